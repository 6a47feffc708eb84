"""For a table no reader knows: which kind it comes closest to, and the column map that says so.

A file without a header has people in its first row. So a row is looked at only when it reads like
a header, and of its cells only those are ever quoted that are made of header words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from shopkit.exports.format import formats, numbered
from shopkit.exports.header_words import is_private, is_sayable
from shopkit.exports.intake import HEADER_WITHIN, Found, bare_header, recognise
from shopkit.exports.matching import SAMPLE, Head, Match, Place, heads, matched
from shopkit.exports.sheets import Row, Sheet
from shopkit.i18n import Lang, listed, text
from shopkit.plan import ColumnMap, Plan
from shopkit.tables import outside


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file could be read.

    Attributes:
        kind: the kind it comes closest to.
        columns: header in the file → name in the dictionary, of headers the kind does not know.
        missing: names of which at least one is still lacking, a group each.
        file: the file to be named, relative to the shop folder; empty where that is not needed.
        why: header in the file → the known header that says the same.
        private: headers in the file that name people and are left out on purpose.
    """

    kind: str
    columns: Mapping[str, str]
    missing: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    why: Mapping[str, str] = field(default_factory=dict)
    private: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the documented JSON of a proposal, with the text to paste."""
        told = {"kind": self.kind, "columns": dict(self.columns), "missing": self.missing}
        return {**told, "why": dict(self.why), "private": self.private, "yaml": self.yaml()}

    def said(self, lang: Lang) -> str:
        """Return in a sentence which kind it is close to, what is what, and what is lacking."""
        pairs = paired(self.columns, self.why, lang)
        shown = {"kind": text(f"exports.kind.{self.kind}", lang), "pairs": listed(pairs, lang)}
        closest = text("exports.proposal.closest", lang, **shown) if pairs else ""
        lacking = [" / ".join(group) for group in self.missing]
        kind = {"kind": shown["kind"], "missing": listed(lacking, lang)}
        said = closest + (text("exports.proposal.lacking", lang, **kind) if lacking else "")
        if formats()[self.kind].table == "order_lines":
            said += text("exports.proposal.lines_only", lang)
        return said + self.private_said(lang)

    def private_said(self, lang: Lang) -> str:
        """Return in a sentence which columns are left out on purpose; nothing where none is."""
        if not self.private:
            return ""
        return text("exports.proposal.private", lang, headers=listed([*self.private], lang))

    def yaml(self) -> str:
        """Return what to paste into `shop.yaml`."""
        lines = []
        if self.columns:
            lines += ["column_maps:", f"  - kind: {self.kind}", "    columns:"]
            lines += [
                f"      {_quoted(said)}: {name}" + (f"  # = {why}" if why else "")
                for said, name in self.columns.items()
                for why in [self.why.get(said)]
            ]
        lines += [f"      # …: {' | '.join(group)}" for group in self.missing if self.columns]
        if self.file:  # its headers alone would be taken for another kind
            lines += ["files:", f"  - file: {_quoted(self.file)}", f"    kind: {self.kind}"]
        return "".join(f"{line}\n" for line in lines)


def _quoted(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)  # a JSON string is a YAML string


def paired(columns: Mapping[str, str], why: Mapping[str, str], lang: Lang) -> list[str]:
    """Return for each header what it is taken for, and the known header that says the same."""
    return [
        text("exports.proposal.pair", lang, header=header, name=name, why=why[header])
        if header in why
        else f"{header} → {name}"
        for header, name in columns.items()
    ]


def proposed(rows: Iterable[Row], plan: Plan, kind: str | None, file: str = "") -> Proposal | None:
    """Return the kind a table comes closest to and its column map; nothing where it is no table.

    Args:
        rows: the rows of the file that hold anything, from its first.
        plan: what the shop says already.
        kind: the kind the plan gives the file, if any.
        file: the file, relative to the shop folder; empty where the plan cannot name it.
    """
    known = [one for name, one in formats().items() if kind in (None, name)]
    found = [
        match
        for head in heads(list(islice(rows, HEADER_WITHIN + SAMPLE)))
        for one in known
        if (match := matched(one, head, plan.column_map(one.kind)))
    ]
    best = max(_bringing_sales(found), key=lambda match: match.rank, default=None)
    return _told(best, plan, kind, file) if best else None


def _bringing_sales(found: list[Match]) -> list[Match]:
    """Return the matches without lines of goods where the table is as well a list of orders."""
    if not any(match.known.table == "orders" and not match.lacking for match in found):
        return found
    return [one for one in found if one.known.table != "order_lines" or one.names_lines]


def left_out(found: Found, sheet: Sheet, plan: Plan) -> Proposal | None:
    """Return the columns a map of the plan leaves out of a file though they look known, if any."""
    extra = plan.column_map(found.format.kind)
    headers = numbered([bare_header(cell) for cell in sheet.rows[found.header]])
    if not extra.keys() & set(headers):
        return None
    start = found.header + 1
    match = matched(found.format, Head(headers, sheet.rows[start : start + SAMPLE]), extra)
    if match is None:
        return None
    taken = {*found.columns.values(), *(i for places in found.joined.values() for i in places)}
    rest = _proposal(
        match, lambda stem, place: stem not in found.columns and place.index not in taken
    )
    return rest if rest.columns else None


def _proposal(match: Match, wanted: Callable[[str, Place], bool]) -> Proposal:
    """Return the map of the columns that are wanted, in the order of the file."""
    in_order = sorted(match.places.items(), key=lambda item: item[1].index)
    chosen = {
        match.headers[place.index]: (outside(stem), place.name)
        for stem, place in in_order
        if place.name and wanted(stem, place)
    }
    return Proposal(
        match.known.kind,
        {header: name for header, (name, _) in chosen.items()},
        missing=tuple(tuple(sorted(map(outside, group))) for group in match.lacking),
        why={header: why for header, (_, why) in chosen.items()},
        private=tuple(filter(_is_told_private, match.headers)),
    )


def _told(match: Match, plan: Plan, kind: str | None, file: str) -> Proposal | None:
    """Return the map of headers the kind does not know; nothing where there is nothing to say."""
    known = match.known
    named = {**known.columns, **plan.column_map(known.kind)}
    told = _proposal(match, lambda stem, place: named.get(match.headers[place.index]) != stem)
    if told.missing:
        return told
    mapped = ColumnMap(kind=known.kind, columns=dict(told.columns))
    said = plan.model_copy(update={"column_maps": (*plan.column_maps, mapped)})
    head = Sheet("", [list(match.headers)])
    if not recognise(head, said, known.kind):
        return None
    alone = recognise(head, said, kind)
    enough = kind is not None or (alone is not None and alone.format is known)
    return told if enough else replace(told, file=file)


def _is_told_private(header: str) -> bool:
    return is_private(header) and is_sayable(header)
