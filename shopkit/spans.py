"""Rows that each span some days, and which of them tell of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from shopkit.periods import Period

if TYPE_CHECKING:
    from shopkit.tables import Tables

GRAINS = ("day", "week", "month", "range")  # finest first


def rows_of(rows: pl.DataFrame, period: Period) -> tuple[pl.DataFrame, bool]:
    """Return the rows that tell of a period, and whether the platform counted exactly it.

    The platform's own rows for the period come first: only they count people once. Else the rows
    of the finest grain that lie inside; what they count of people is then a sum over spans.

    Args:
        rows: columns grain, date, date_end and any others, of one kind of report.
        period: the days asked for.
    """
    own = rows.filter((pl.col("date") == period.start) & (pl.col("date_end") == period.end))
    if own.height:
        return own, True
    inside = rows.filter((pl.col("date") >= period.start) & (pl.col("date_end") <= period.end))
    for grain in GRAINS:
        if (found := inside.filter(pl.col("grain") == grain)).height:
            return found, False
    return inside.clear(), False


def rows_by_kind(tables: Tables, table: str, period: Period) -> list[tuple[pl.DataFrame, bool]]:
    """Return for every kind of report in a table its rows of a period, the richest kind first."""
    kinds = tables[table].partition_by("kind", maintain_order=True)
    told = [rows_of(rows, period) for rows in kinds]
    return sorted((one for one in told if one[0].height), key=lambda one: -one[0].height)
