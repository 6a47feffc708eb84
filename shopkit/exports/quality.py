"""How far the files of a shop can be trusted, as findings a report can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shopkit.exports.reading import CUT_ROWS
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, listed, number, text
from shopkit.periods import Period
from shopkit.tables import column

if TYPE_CHECKING:
    from shopkit.exports.reading import FileReport
    from shopkit.exports.shop import Shop

SHOWN_DAYS = 5
SHOWN_STATES = 5
EXPECTED = {"superseded", "totals_row", "repeated_header", "file_unknown"}  # no loss of data


def data_findings(shop: Shop, lang: Lang) -> list[Finding]:
    """Return what weakens the figures of a shop, worst first."""
    found = [
        *(_cut(file, lang) for file in shop.files if file.cut),
        *(_foreign(file, lang) for file in shop.files if _is_foreign(file)),
        *_foreign_sheets(shop, lang),
        *_lost_rows(shop, lang),
        *_revised(shop, lang),
        *_unknown_states(shop, lang),
        *_blanked(shop, lang),
        *_unknown_net(shop, lang),
        *_gaps(shop, lang),
        *_masked_buyers(shop, lang),
    ]
    return sorted(found, key=lambda finding: -finding.severity)


def _finding(code: str, severity: Severity, place: str, lang: Lang, **said: object) -> Finding:
    parts = ("cause", "evidence", "action")
    cause, evidence, action = (text(f"exports.finding.{code}.{p}", lang, **said) for p in parts)
    return Finding(
        code=code,
        severity=severity,
        place=place,
        cause=cause,
        evidence=evidence,
        action=action,
    )


def _cut(file: FileReport, lang: Lang) -> Finding:
    said = {"file": file.file, "rows": f"{CUT_ROWS:,}"}
    return _finding("cut_at_limit", Severity.ERROR, file.file, lang, **said)


def _is_foreign(file: FileReport) -> bool:
    return file.error is not None and file.error.code == "file_unknown"


def _foreign(file: FileReport, lang: Lang) -> Finding:
    said = file.error.values if file.error else {}
    shown = {"file": file.file, "headers": said.get("headers", "")}
    return _finding("file_unknown", Severity.WARNING, file.file, lang, **shown)


def _foreign_sheets(shop: Shop, lang: Lang) -> Iterator[Finding]:
    for file in shop.files:
        if file.kind is None and file.error is None:
            said = {"file": file.file, "rows": number(file.read, lang)}
            yield _finding("sheet_unknown", Severity.WARNING, file.file, lang, **said)


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
    """Yield the days between the first and the last that one kind of file does not cover."""
    for table, covered in shop.days_covered().items():
        if not covered:
            continue
        missing = [day for day in Period(min(covered), max(covered)) if day not in covered]
        if missing:
            shown = [str(day) for day in missing[:SHOWN_DAYS]]
            said = {
                "table": text(f"exports.table.{table}", lang),
                "days": len(missing),
                "list": listed(shown, lang) + (" …" if len(missing) > SHOWN_DAYS else ""),
            }
            yield _finding("days_missing", Severity.WARNING, table, lang, **said)


def _masked_buyers(shop: Shop, lang: Lang) -> Iterator[Finding]:
    buyers = shop.tables.orders["buyer"]
    if buyers.len() and buyers.has_nulls():
        share = f"{buyers.null_count() / buyers.len():.0%}"
        yield _finding("buyers_masked", Severity.NOTE, "orders", lang, share=share)
