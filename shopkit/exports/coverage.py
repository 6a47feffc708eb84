"""Which days the order files cover: a day without orders is a quiet day only if a file spans it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.periods import DAY, Period

if TYPE_CHECKING:
    from shopkit.exports.reading import FileReport

QUIET_DAYS = 3  # a hole between two files that is no longer than this may be a quiet time


def covered_days(orders: pl.DataFrame, files: Sequence[FileReport]) -> frozenset[date]:
    """Return the days the order files span, and short holes between two of them.

    A hole no longer than `QUIET_DAYS`, or than the longest run without an order inside a file,
    counts as a quiet time; a longer one as days nobody exported.
    """
    spans = sorted((file.start, file.end) for file in files if file.start and file.end)
    quiet = max(QUIET_DAYS, _longest_quiet(orders))
    covered: set[date] = set()
    reached: date | None = None
    for start, end in spans:
        joined = reached is not None and (start - reached).days - 1 <= quiet
        first = reached + DAY if joined and reached and reached < start else start
        covered.update(Period(first, max(first, end)))
        reached = max(end, reached or end)
    return frozenset(covered)


def cut_days(files: Sequence[FileReport]) -> frozenset[date]:
    """Return the days of files the platform cut off, apart from those another file holds whole."""
    return _spanned([file for file in files if file.cut]) - _spanned(
        [file for file in files if not file.cut]
    )


def _spanned(files: Sequence[FileReport]) -> frozenset[date]:
    spans = [Period(file.start, file.end) for file in files if file.start and file.end]
    return frozenset(day for span in spans for day in span)


def _longest_quiet(orders: pl.DataFrame) -> int:
    """Return the longest run of days without an order inside one file."""
    day = pl.coalesce("created_at", "paid_at").dt.date()
    days = orders.select("source_file", day.alias("day")).drop_nulls().unique().sort("day")
    gaps = days.select((pl.col("day").diff().over("source_file").dt.total_days() - 1).max())
    return int(gaps.item() or 0)
