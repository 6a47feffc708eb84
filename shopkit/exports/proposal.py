"""For a table no reader knows: which kind it comes closest to, and the column map that says so.

A file without a header has people in its first row. So a row is looked at only when it reads like
a header, and of its cells only those are ever quoted that are made of header words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from shopkit.exports.format import Format, formats, numbered
from shopkit.exports.intake import HEADER_WITHIN, bare_header, recognise
from shopkit.exports.sheets import Row, Sheet
from shopkit.i18n import Lang, listed, text
from shopkit.plan import ColumnMap, Plan
from shopkit.tables import outside

CLOSE = 0.6  # likeness of two headers that may mean the same
FEWEST = 3  # headers that have to be found before a row is taken for one
LONGEST = 20  # characters; a longer cell is a sentence or an address
WORDLIKE = 0.8  # share of the filled cells of a header row that hold no digit
_SAME = (  # what platforms call the same thing
    ("宝贝", "商品"),
    ("付款", "支付"),
    ("编码", "编号"),
    ("号码", "编号"),
    ("实际支付", "实付"),
    ("成交金额", "支付金额"),
    ("消耗", "花费"),
    ("曝光", "展现"),
    ("买家数", "人数"),
)
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[\s_\-:：*/]+")
_PRIVATE = re.compile(r"[\d@#*\\]|省|市|区|县|路|街|镇|村|先生|女士|小姐")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file could be read.

    Attributes:
        kind: the kind it comes closest to.
        columns: header in the file → name in the dictionary, of headers the kind does not know.
        missing: names of which at least one is still lacking, a group each.
        file: the file to be named, relative to the shop folder; empty where that is not needed.
    """

    kind: str
    columns: Mapping[str, str]
    missing: tuple[tuple[str, ...], ...] = ()
    file: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the documented JSON of a proposal, with the text to paste."""
        told = {"kind": self.kind, "columns": dict(self.columns), "missing": self.missing}
        return {**told, "yaml": self.yaml()}

    def said(self, lang: Lang) -> str:
        """Return in a sentence which kind it is close to, what is what, and what is lacking."""
        pairs = [f"{header} → {name}" for header, name in self.columns.items()]
        shown = {"kind": text(f"exports.kind.{self.kind}", lang), "pairs": listed(pairs, lang)}
        closest = text("exports.proposal.closest", lang, **shown) if pairs else ""
        lacking = [" / ".join(group) for group in self.missing]
        kind = {"kind": shown["kind"], "missing": listed(lacking, lang)}
        return closest + (text("exports.proposal.lacking", lang, **kind) if lacking else "")

    def yaml(self) -> str:
        """Return what to paste into `shop.yaml`."""
        lines = []
        if self.columns:
            lines += ["column_maps:", f"  - kind: {self.kind}", "    columns:"]
            lines += [f"      {_quoted(said)}: {name}" for said, name in self.columns.items()]
        lines += [f"      # …: {' | '.join(group)}" for group in self.missing if self.columns]
        if self.file:  # its headers alone would be taken for another kind
            lines += ["files:", f"  - file: {_quoted(self.file)}", f"    kind: {self.kind}"]
        return "".join(f"{line}\n" for line in lines)


def _quoted(said: str) -> str:
    return json.dumps(said, ensure_ascii=False)  # a JSON string is a YAML string


@dataclass(frozen=True, slots=True)
class _Match:
    """How well one kind explains a header row: stem → place and likeness."""

    known: Format
    headers: Sequence[str]
    places: Mapping[str, tuple[int, float]]

    @property
    def lacking(self) -> tuple[frozenset[str], ...]:
        return tuple(group for group in self.known.needs if not group & self.places.keys())

    @property
    def rank(self) -> tuple[float, float, bool]:
        found = 1 - len(self.lacking) / len(self.known.needs)
        return found, sum(likeness**2 for _, likeness in self.places.values()), self._own

    @property
    def _own(self) -> bool:
        return not self.known.yields


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
        for headers in _header_rows(rows)
        for one in known
        if (match := _matched(one, headers, plan.column_map(one.kind)))
    ]
    best = max(found, key=lambda match: match.rank, default=None)
    return _told(best, plan, kind, file) if best else None


def _header_rows(rows: Iterable[Row]) -> Iterator[list[str]]:
    """Yield rows that read like a header: hardly a digit, hardly a cell twice."""
    for _, row in zip(range(HEADER_WITHIN), rows, strict=False):
        headers = [bare_header(cell) for cell in row]
        filled = [header for header in headers if header]
        wordlike = sum(not re.search(r"\d{3}|\d[.:/-]\d", header) for header in filled)
        if len(filled) >= FEWEST and wordlike >= WORDLIKE * len(filled):
            yield numbered(headers)


def _matched(known: Format, headers: Sequence[str], extra: Mapping[str, str]) -> _Match | None:
    """Return the best assignment of headers to a kind; nothing where too few are found."""
    if known.never & set(headers) or (known.marks and not known.marks & set(headers)):
        return None
    spelled = {**known.columns, **extra}
    likely = sorted(
        (
            (-_likeness(header, name), place, order, stem)
            for place, header in enumerate(headers)
            if sayable_header(header)
            for order, (name, stem) in enumerate(spelled.items())
        ),
    )
    places: dict[str, tuple[int, float]] = {
        stem: (found[0], 1.0) for stem, found in known.joined(list(headers), extra).items()
    }
    taken = {place for place, _ in places.values()}
    for unlike, place, _, stem in likely:
        if -unlike >= CLOSE and stem not in places and place not in taken:
            places[stem] = (place, -unlike)
            taken.add(place)
    filled = sum(map(bool, headers))
    enough = len(places) >= FEWEST or 2 * len(places) >= max(filled, FEWEST)
    return _Match(known, headers, places) if enough else None


def _told(match: _Match, plan: Plan, kind: str | None, file: str) -> Proposal | None:
    """Return the map of headers the kind does not know; nothing where there is nothing to say."""
    known = match.known
    columns = {
        match.headers[place]: outside(stem)
        for stem, (place, _) in sorted(match.places.items(), key=lambda item: item[1][0])
        if known.columns.get(match.headers[place]) != stem and stem not in known.joins
    }
    missing = tuple(tuple(sorted(map(outside, group))) for group in match.lacking)
    if missing:
        return Proposal(known.kind, columns, missing)
    mapped = ColumnMap(kind=known.kind, columns=columns)
    said = plan.model_copy(update={"column_maps": (*plan.column_maps, mapped)})
    head = Sheet("", [list(match.headers)])
    if not recognise(head, said, known.kind):
        return None
    alone = recognise(head, said, kind)
    enough = kind is not None or (alone is not None and alone.format is known)
    return Proposal(known.kind, columns, (), "" if enough else file)


def sayable_header(cell: str) -> bool:
    """Tell whether a cell may be quoted: a known header, or made of nothing but header words.

    Example:
        >>> sayable_header("订单号"), sayable_header("张三丰"), sayable_header("13000000001")
        (True, False, False)
    """
    if cell in _names():
        return True
    if not cell or len(cell) > LONGEST or _PRIVATE.search(cell):
        return False
    plain = _plain(cell)
    letters = set(re.findall(r"[a-z]+", plain))
    return set(_HAN.findall(plain)) <= _signs() and letters <= _letters() and bool(plain)


@cache
def _names() -> frozenset[str]:
    """Return every header any reader knows."""
    return frozenset(header for known in formats().values() for header in known.columns)


@cache
def _signs() -> frozenset[str]:
    return frozenset(sign for name in map(_plain, _names()) for sign in _HAN.findall(name))


@cache
def _letters() -> frozenset[str]:
    """Return the words headers in letters are made of, whole and in parts."""
    parts = (re.findall(r"[a-z]+", _folded(name)) for name in _names())
    return frozenset(word for found in parts for word in (*found, "".join(found)))


def _folded(header: str) -> str:
    return unicodedata.normalize("NFKC", header).lower()


@cache
def _plain(header: str) -> str:
    """Return a header without brackets, blanks and what platforms call differently."""
    plain = _ASIDE.sub("", _folded(header)) or _folded(header)
    for said, same in _SAME:
        plain = plain.replace(said, same)
    return plain


@cache
def _likeness(header: str, name: str) -> float:
    """Return how alike two headers are, 0–1: the same, the same in other words, or alike."""
    if header == name:
        return 1.0
    one, other = _plain(header), _plain(name)
    if one == other:
        return 0.95
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0.0
    return 0.9 * matcher.ratio()
