"""How far the files of a shop can be trusted, as findings a report can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from shopkit.exports import wording
from shopkit.exports.named import COSTS, cost_names
from shopkit.exports.plan_check import unknown_categories
from shopkit.exports.privacy import OWNERS
from shopkit.exports.proposal import paired
from shopkit.exports.reading import CUT_ROWS
from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, listed, number, text, texts, tools
from shopkit.periods import Period
from shopkit.plan import place_in
from shopkit.plan.fields import plan_fields
from shopkit.tables import column

if TYPE_CHECKING:
    from shopkit.exports.reading import FileReport
    from shopkit.exports.shop import Shop

MANY_FILES = 3  # so many files with the same trouble are told of as one
SHOWN_FILES = 3
SHOWN_DAYS = 5
SHOWN_STATES = 5
EXPECTED = {"superseded", "totals_row", "repeated_header", "file_unknown"}  # no loss of data


def data_findings(shop: Shop, lang: Lang) -> list[Finding]:
    """Return what weakens the figures of a shop, worst first."""
    found = [
        *_cut(shop, lang),
        *(_foreign(file, lang) for file in shop.files if _is_foreign(file)),
        *_foreign_sheets(shop, lang),
        *_without_rows(shop, lang),
        *_left_out(shop, lang),
        *_lost_rows(shop, lang),
        *_revised(shop, lang),
        *_unknown_states(shop, lang),
        *_blanked(shop, lang),
        *_unknown_net(shop, lang),
        *_gaps(shop, lang),
        *_buyers(shop, lang),
        *_loose_costs(shop, lang),
        *_category(shop, lang),
        *_clashes(shop, lang),
        *(
            wording.finding(one, lang, shop.plan.shop.platform)
            for one in shop.checks
            if one.outcome == "differs"
        ),
    ]
    return sorted(_grouped(found, lang), key=lambda one: (-one.severity, -abs(one.cny or 0)))


def _grouped(found: Iterable[Finding], lang: Lang) -> Iterator[Finding]:
    """Yield findings, those many files share as one: a reader acts on them together."""
    by_code: dict[str, list[Finding]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    for code, alike in by_code.items():
        many = len(alike) >= MANY_FILES and code in texts("quality")["many"]
        yield from [_together(alike, lang)] if many else alike


def _together(alike: Sequence[Finding], lang: Lang) -> Finding:
    """Return one finding for several files, the first of them as evidence."""
    first, rest = alike[:SHOWN_FILES], len(alike) - SHOWN_FILES
    said = [one.cause for one in first]
    if rest > 0:
        said.append(text("quality.many.rest", lang, files=rest))
    stop = "。" if lang == "zh" else "."
    cause = text(f"quality.many.{alike[0].code}", lang, files=len(alike))
    return replace(alike[0], cause=cause, evidence=listed(said, lang) + stop)


def _finding(code: str, severity: Severity, place: str, lang: Lang, **said: object) -> Finding:
    found = Finding(code=code, severity=severity, place=place)
    return with_texts(found, f"exports.finding.{code}", lang, said)


def _cut(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield the files that were cut off and hold days no other file holds whole."""
    for file in shop.files:
        days = Period(file.start, file.end) if file.cut and file.start and file.end else ()
        if not shop.tables.cut_days.isdisjoint(days):
            said = {"file": file.file, "rows": f"{CUT_ROWS:,}"}
            yield _finding("cut_at_limit", Severity.ERROR, file.file, lang, **said)


def _is_foreign(file: FileReport) -> bool:
    return file.error is not None and file.error.code == "file_unknown"


def _foreign(file: FileReport, lang: Lang) -> Finding:
    said = file.error.values if file.error else {}
    shown = {"file": file.file, "headers": said.get("headers", "")}
    found = _finding("file_unknown", Severity.WARNING, file.file, lang, **shown)
    if file.proposal is None:
        return found
    action = text("exports.proposal.action", lang) if file.proposal.columns else found.action
    return replace(found, evidence=found.evidence + file.proposal.said(lang), action=action)


def _foreign_sheets(shop: Shop, lang: Lang) -> Iterator[Finding]:
    for file in shop.files:
        if file.kind is None and file.error is None:
            said = {"file": file.file, "rows": number(file.read, lang)}
            yield _finding("sheet_unknown", Severity.WARNING, file.file, lang, **said)


def _without_rows(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield the files that hold nothing below their header, and what follows from that."""
    for file in shop.files:
        if file.empty:
            said = {"kind": text(f"exports.kind.{file.kind}", lang), "file": file.file}
            found = _finding("file_no_rows", Severity.WARNING, file.file, lang, **said)
            own = file.kind in OWNERS
            if own or file.start:
                found = _told_otherwise(found, "no_rows_own" if own else "no_rows_told", file, lang)
            yield replace(found, severity=Severity.NOTE) if own else found


def _told_otherwise(found: Finding, how: str, file: FileReport, lang: Lang) -> Finding:
    """Return the finding of an empty file that tells its days, or that the owner fills in."""
    said = {"start": file.start, "end": file.end, "kind": text(f"exports.kind.{file.kind}", lang)}
    evidence, action = (
        text(f"exports.{how}.{part}", lang, **said) for part in ("evidence", "action")
    )
    return replace(found, evidence=evidence, action=action)


def _left_out(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield the files of which a column map of the plan takes only a part."""
    for file in shop.files:
        if (rest := file.left_out) is not None:
            lines = [f'"{header}": {name}' for header, name in rest.columns.items()]
            said = {"file": file.file, "kind": rest.kind, "lines": listed(lines, lang)}
            said["pairs"] = listed(paired(rest.columns, rest.why, lang), lang)
            found = _finding("columns_left", Severity.NOTE, file.file, lang, **said)
            yield replace(found, evidence=found.evidence + rest.private_said(lang))


def _lost_rows(shop: Shop, lang: Lang) -> Iterator[Finding]:
    for file in shop.files:
        lost = {code: n for code, n in file.reasons.items() if code not in EXPECTED}
        if lost:
            why = [f"{text(f'exports.reason.{code}', lang)} × {n}" for code, n in lost.items()]
            said = {"file": file.file, "rows": sum(lost.values()), "why": listed(why, lang)}
            yield _finding("rows_rejected", Severity.WARNING, file.file, lang, **said)


def _revised(shop: Shop, lang: Lang) -> Iterator[Finding]:
    changed = [file for file in shop.files if file.revised]
    if changed:
        said = {"days": sum(file.revised for file in changed), "first": changed[0].file}
        yield _finding("days_revised", Severity.WARNING, changed[0].file, lang, **said)


def _unknown_states(shop: Shop, lang: Lang) -> Iterator[Finding]:
    states = sum((Counter(file.states) for file in shop.files), Counter[str]())
    if states:
        shown = [f"{word} × {count}" for word, count in states.most_common(SHOWN_STATES)]
        said = {"rows": states.total(), "list": listed(shown, lang)}
        yield _finding("states_unknown", Severity.WARNING, "orders", lang, **said)


def _blanked(shop: Shop, lang: Lang) -> Iterator[Finding]:
    for file in shop.files:
        if file.blanked:
            shown = [f"{column(stem).title(lang)} × {n}" for stem, n in file.blanked.items()]
            said = {"file": file.file, "cells": sum(file.blanked.values())}
            said["list"] = listed(shown, lang)
            yield _finding("cells_blanked", Severity.WARNING, file.file, lang, **said)


def _unknown_net(shop: Shop, lang: Lang) -> Iterator[Finding]:
    unknown = [file.file for file in shop.files if file.paid_basis == "unknown"]
    if unknown:
        said = {"files": number(len(unknown), lang), "first": unknown[0]}
        yield _finding("net_unknown", Severity.WARNING, unknown[0], lang, **said)


def _gaps(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield for each kind of file the days it lacks of those that any of them covers."""
    for table, missing in shop.missing_days().items():
        if missing:
            shown = [str(day) for day in missing[:SHOWN_DAYS]]
            said = {
                "table": wording.table_name(table, lang, shop.plan.shop.platform),
                "days": len(missing),
                "list": listed(shown, lang) + (" …" if len(missing) > SHOWN_DAYS else ""),
            }
            yield _finding("days_missing", Severity.WARNING, table, lang, **said)


def _buyers(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield how many orders have no name of a buyer, and how many one that is masked."""
    orders = shop.tables.orders
    named = [file.file for file in shop.files if "buyer" in file.columns]
    has_name = orders["source_file"].is_in(named)
    masked = (orders["buyer"].is_null() & has_name).sum()
    for code, count in (("buyers_masked", masked), ("buyers_absent", (~has_name).sum())):
        if count:
            share = f"{count / orders.height:.0%}"
            said = tools(shop.plan.shop.platform, lang) | {"share": share}
            yield _finding(code, Severity.NOTE, "orders", lang, **said)


def _loose_costs(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield cost tables in `exports/` beside those the plan names: two lists of the same costs."""
    named = cost_names(shop.folder, shop.plan)
    tables = [file.file for file in shop.files if file.kind == COSTS]
    loose = [name for name in tables if name not in named and f"exports/{name}" not in named]
    if named and loose:
        said = {"list": listed(loose, lang), "named": listed(list(named), lang)}
        yield _finding("costs_twice", Severity.WARNING, loose[0], lang, **said)


def _category(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield a category of the shop that its platform's commission table does not have."""
    for unknown in unknown_categories(shop.plan):
        place = place_in(shop.folder, ("shop", "category"))
        yield _finding("category_unknown", Severity.WARNING, place, lang, **unknown)


def _clashes(shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield entries of list files that shop.yaml has with other values."""
    for clash in shop.clashes:
        titles = [plan_fields()[f"{clash.section}.{name}"].title[lang] for name in clash.fields]
        said = {"entry": clash.key, "section": clash.section, "list": listed(titles, lang)}
        yield _finding("list_clash", Severity.WARNING, clash.place, lang, **said)
