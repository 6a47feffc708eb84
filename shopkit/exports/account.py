"""What was read of a shop's files, as tables and pictures show it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.exports.wording import table_name
from shopkit.i18n import DASH, Lang, Words, full_day, listed, number, text
from shopkit.periods import DAY, Period
from shopkit.tables import check, column, inside, named_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shopkit.exports.shop import Shop

PREVIEW_ROWS = 5
PREVIEWED = ("paid_at", "state", "paid", "refund", "units", "province", "title")


def files_shown(shop: Shop, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the table of files: kind, rows read, kept, rejected, days."""
    heads = ("file", "kind", "read", "kept", "rejected", "days")
    rows = [
        [
            file.file,
            text(f"exports.kind.{file.kind or 'unknown'}", lang),
            *(f"{n:,}" for n in (file.read, file.kept, file.rejected)),
            f"{file.start} – {file.end}" if file.start else DASH,
        ]
        for file in shop.files
    ]
    return [text(f"exports.head.{head}", lang) for head in heads], rows


def rejects_shown(shop: Shop, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the table of rejected rows by reason."""
    rows = [
        [file.file, text(f"exports.reason.{code}", lang), f"{count:,}"]
        for file in shop.files
        for code, count in file.reasons.items()
    ]
    return [text(f"exports.head.{head}", lang) for head in ("file", "reason", "rows")], rows


def files_table(shop: Shop) -> pd.DataFrame:
    """Return every file with its rows read, kept and rejected, and its first and last day."""
    rows = [(f.file, f.read, f.kept, f.rejected, f.start, f.end) for f in shop.files]
    names = ["source_file", "rows_read", "rows_kept", "rows_rejected", "date", "date_end"]
    return check(pd.DataFrame(rows, columns=names))


def rejects_table(shop: Shop, lang: Lang) -> pd.DataFrame:
    """Return how many rows of each file were rejected for each reason."""
    rows = [
        (file.file, text(f"exports.reason.{code}", lang), count)
        for file in shop.files
        for code, count in file.reasons.items()
    ]
    return check(pd.DataFrame(rows, columns=["source_file", "why_rejected", "rows_rejected"]))


def unread_shown(shop: Shop, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the columns that stayed in the files: nobody asked for them."""
    by_kind: dict[str, set[str]] = {}
    for file in shop.files:
        if file.kind:
            by_kind.setdefault(file.kind, set()).update(file.unmapped)
    rows = [
        [text(f"exports.kind.{kind}", lang), listed(sorted(headers), lang) or DASH]
        for kind, headers in by_kind.items()
    ]
    return [text(f"exports.head.{head}", lang) for head in ("kind", "columns")], rows


def coverage_shown(shop: Shop, lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return for each table the stretches of days its files cover, and the words of the picture.

    A shop that has only whole weeks or months gets the stretches of those.

    Returns:
        Columns kind, start, end (the day after the last), span_text.
    """
    covered = {table: days for table, days in shop.days_covered().items() if days}
    drawn = (covered or {"spans": _days_of_spans(shop)}) | shop.days_told()
    rows = [
        {
            "kind": table_name(table, lang, shop.plan.shop.platform),
            "start": pd.Timestamp(first),
            "end": pd.Timestamp(last + DAY),
            "span_text": f"{full_day(first, lang)} – {full_day(last, lang)}",
        }
        for table, days in drawn.items()
        for first, last in stretches(days)
    ]
    return pd.DataFrame(rows), _coverage_words(shop, covered, lang)


def coverage_table(shop: Shop, lang: Lang) -> pd.DataFrame:
    """Return each table's stretches of covered days: first day, last day, how many."""
    frame, _ = coverage_shown(shop, lang)
    last = frame["end"] - DAY
    days = (frame["end"] - frame["start"]).dt.days
    return check(
        pd.DataFrame(
            {"table_name": frame["kind"], "date": frame["start"], "date_end": last, "days": days}
        )
    )


def _days_of_spans(shop: Shop) -> frozenset[date]:
    spans = shop.tables.shop_days.select("date", "date_end").iter_rows()
    return frozenset(day for first, last in spans for day in Period(first, last))


def _coverage_words(shop: Shop, covered: dict[str, frozenset[date]], lang: Lang) -> Words:
    days = frozenset[date]().union(*covered.values()) or _days_of_spans(shop)
    missing = frozenset(day for lacks in shop.missing_days().values() for day in lacks)
    outcome = ("holes" if missing else "whole") if covered else "spans"
    if shop.impossible_dates:
        outcome = "wrong"
    said = {"start": full_day(min(days), lang), "end": full_day(max(days), lang)}
    title = text(f"exports.coverage.{outcome}", lang, days=len(missing), **said)
    subtitle = text("exports.coverage.subtitle", lang)
    labels = {name: text(f"exports.coverage.{name}", lang) for name in ("kind", "span")}
    source = text("exports.coverage.source", lang, files=number(len(shop.files), lang))
    so = text(f"exports.coverage.so_{outcome}", lang)
    return Words(title, subtitle, source, f"{title} {subtitle}", so, labels)


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return unbroken runs of days as first and last day.

    Example:
        >>> from datetime import date
        >>> runs = stretches([date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 5)])
        >>> [(first.day, last.day) for first, last in runs]
        [(1, 2), (5, 5)]
    """
    runs: list[tuple[date, date]] = []
    for one in sorted(days):
        if runs and one - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs


def preview_shown(shop: Shop, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of the first paid orders as tables hold them: no person in them."""
    paid = shop.tables.orders.drop_nulls("paid_at").sort("paid_at").head(PREVIEW_ROWS)
    heads = [column(name).header(lang) for name in PREVIEWED]
    rows = [
        [_cell(name, row[inside(name)], lang) for name in PREVIEWED]
        for row in paid.iter_rows(named=True)
    ]
    return heads, rows


def _cell(name: str, value: object, lang: Lang) -> str:
    if value is None:
        return DASH
    if name == "state":
        return named_code(name, str(value), lang)
    if name == "province" and lang == "en":
        return text(f"provinces.{value}", lang)
    if name == "paid_at":
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value / 100:,.2f}" if isinstance(value, int) and name != "units" else str(value)
