"""Text cells of one sheet to typed rows, and for every other row the first thing wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports import cells, privacy, quick
from shopkit.exports.aside import kind_of
from shopkit.exports.pasted import pasted
from shopkit.layouts import TABLES

if TYPE_CHECKING:
    from shopkit.exports.format import Format

TOTALS = frozenset({"合计", "总计", "汇总", "小计", "总合计", "total", "totals", "sum"})


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the rows of one sheet.

    Attributes:
        rows: the good rows, typed by stem, with `source_row`.
        failed: row, stem, cell as it may be shown, and reason of each other row.
        blanked: for each column, cells that could not be read and that rows can do without.
    """

    rows: pl.DataFrame
    failed: list[tuple[int, str, str, str]]
    blanked: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a sheet: bare texts, what they mean, first and last days of dates."""

    texts: Mapping[str, pl.Series]
    values: Mapping[str, pl.Series]
    spans: Mapping[str, tuple[pl.Series, pl.Series]]


def judged(raw: pl.DataFrame, known: Format, stems: Sequence[str]) -> Judged:
    """Return rows whose needed cells can all be read, and the first problem of each other row.

    Args:
        raw: text cells by stem, with `source_row`.
        known: what the sheet is.
        stems: the columns to read.
    """
    columns = _columns(raw, stems)
    why: dict[int, tuple[str, str]] = {}
    for stem, reason, bad in _checks(known, stems, columns):
        for place in bad.arg_true() if bad.any() else ():
            why.setdefault(place, (stem, reason))
    if known.table == "order_lines" and {"order_id", "line_id"} & set(stems) == {"order_id"}:
        for place in pasted(raw):
            why.setdefault(place, ("order_id", "superseded"))
    numbers = raw["source_row"]
    failed = [
        (numbers[place], stem, privacy.rejected(raw[stem][place], known.table), reason)
        for place, (stem, reason) in sorted(why.items())
    ]
    rows = pl.DataFrame({**_typed(known, stems, columns), "source_row": numbers})
    lost = pl.Series(list(why), dtype=pl.UInt32)
    good = pl.Series([True]).new_from_index(0, raw.height).scatter(lost, values=False)
    return Judged(rows.filter(good), failed, _blanked(stems, columns, good))


def _columns(raw: pl.DataFrame, stems: Iterable[str]) -> _Columns:
    texts = {stem: quick.bare(raw[stem]) for stem in stems}
    values = {stem: quick.typed(text) for stem, text in texts.items()}
    dates = [stem for stem in stems if kind_of(stem) == "date"]
    return _Columns(texts, values, {stem: _span(texts[stem]) for stem in dates})


def _span(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    start, end = cells.spans(pl.col(text.name))
    said = text.is_not_null()
    return quick.by_distinct(text, said, start), quick.by_distinct(text, said, end)


def _typed(known: Format, stems: Sequence[str], columns: _Columns) -> dict[str, pl.Series]:
    """Return the columns in their types; a table of spans gets first and last day of each row."""
    if "grain" not in TABLES[known.table] or "date" not in stems:
        return dict(columns.values)
    start, end = columns.spans["date"]
    if "date_end" in stems:
        stated = columns.spans["date_end"][1]
        end = stated.zip_with(stated.is_not_null(), end)
    return {**columns.values, "date": start, "date_end": end.alias("date_end")}


def _checks(
    known: Format, stems: Sequence[str], columns: _Columns
) -> Iterator[tuple[str, str, pl.Series]]:
    """Yield stem, reason and test of everything that makes a row unusable, in telling order."""
    texts, values = columns.texts, columns.values
    for stem in sorted(known.totals & set(stems)):
        yield stem, "totals_row", _sums_up(texts[stem])
    dated = {"date"} & set(stems) if "grain" in TABLES[known.table] else set()
    for stem in sorted(known.required | dated):
        if stem != "paid_at":  # an order may be unpaid
            yield stem, "missing_value", _lacking(stem, texts)
    if either := sorted(known.either & set(stems)):
        yield either[-1], "missing_value", _none_of(texts[stem] for stem in either)
    for stem in stems:
        kind = kind_of(stem)
        if kind == "date":
            yield stem, "bad_time", _no_span(texts[stem], *columns.spans[stem])
        elif cells.essential(stem):
            yield stem, cells.reason(stem), _broken(stem, columns)
        if kind in ("money", "count", "people"):
            yield stem, "negative", values[stem] < 0
    if {"paid", "paid_at"} <= set(stems) and known.table in ("orders", "order_lines"):
        yield "paid_at", "no_payment_time", values["paid_at"].is_null() & (values["paid"] > 0)


def _sums_up(text: pl.Series) -> pl.Series:
    """Return whether a cell says that its row sums up others."""
    said = text.str.to_lowercase().str.strip_chars(" :：")
    return said.is_in(list(TOTALS)).fill_null(value=False)


def _lacking(stem: str, texts: Mapping[str, pl.Series]) -> pl.Series:
    """Return whether a cell no row can do without is empty; an unpaid order has no payment."""
    empty = texts[stem].is_null()
    if stem == "paid" and "paid_at" in texts:
        return empty & texts["paid_at"].is_not_null()
    return empty


def _none_of(columns: Iterable[pl.Series]) -> pl.Series:
    """Return whether the cells of a row are empty in all of several columns."""
    return reduce(and_, (text.is_null() for text in columns))


def _broken(stem: str, columns: _Columns) -> pl.Series:
    return columns.texts[stem].is_not_null() & columns.values[stem].is_null()


def _no_span(text: pl.Series, start: pl.Series, end: pl.Series) -> pl.Series:
    return text.is_not_null() & (start.is_null() | end.is_null() | (end < start))


def _blanked(stems: Iterable[str], columns: _Columns, good: pl.Series) -> dict[str, int]:
    """Return for each column the cells that say something unreadable and are left blank."""
    soft = [stem for stem in stems if cells.optional(stem)]
    counts = {stem: int((_broken(stem, columns) & good).sum()) for stem in soft}
    return {stem: count for stem, count in counts.items() if count}
