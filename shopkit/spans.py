"""Rows that each span some days, and which of them tell of a period."""

from __future__ import annotations

from datetime import date

import polars as pl

from shopkit.periods import Period

GRAINS = ("day", "week", "month", "range")  # finest first


def rows_of(rows: pl.DataFrame, period: Period) -> tuple[pl.DataFrame, bool]:
    """Return the rows that tell of a period, and whether the platform counted exactly it.

    The platform's own rows for the period come first: only they count people once. Else the rows
    inside it of the grain that tells of most days, of two that tell of as many the finer one;
    what they count of people is then a sum over spans.

    Args:
        rows: columns grain, date, date_end and any others, of one kind of report.
        period: the days asked for.
    """
    own = rows.filter((pl.col("date") == period.start) & (pl.col("date_end") == period.end))
    if own.height:
        return own, True
    inside = rows.filter((pl.col("date") >= period.start) & (pl.col("date_end") <= period.end))
    by_grain = [inside.filter(pl.col("grain") == grain) for grain in GRAINS]
    return max(by_grain, key=_days_told), False


def _days_told(rows: pl.DataFrame) -> int:
    """Return how many days rows tell of; those that overlap would count twice and rank last."""
    days = _days(rows)
    return len(set(days)) if len(days) == len(set(days)) else 1


def whole(rows: pl.DataFrame, period: Period) -> bool:
    """Tell whether rows tell of every day of a period."""
    return set(period) <= set(_days(rows))


def _days(rows: pl.DataFrame) -> list[date]:
    spans = rows.select("date", "date_end").unique().rows()
    return [day for start, end in spans for day in Period(start, end)]


def alike(rows: pl.DataFrame, others: pl.DataFrame) -> bool:
    """Tell whether people in rows were counted as in others: once each, or once a span."""
    (grains, once), (other_grains, other_once) = map(_counted, (rows, others))
    return grains == other_grains and once == other_once


def _counted(rows: pl.DataFrame) -> tuple[set[str], bool]:
    return set(rows["grain"]), rows.select("date", "date_end").n_unique() == 1


def by_kind(rows: pl.DataFrame, period: Period) -> list[pl.DataFrame]:
    """Return the rows of a period of every kind of report, the richest kind first."""
    kinds = rows.partition_by("kind", maintain_order=True)
    told = (rows_of(one, period)[0] for one in kinds)
    return sorted((one for one in told if one.height), key=lambda one: -one.height)


def richest(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the rows of a period of the kind of report that tells most of it."""
    return next(iter(by_kind(rows, period)), rows.clear())


def same_report(rows: pl.DataFrame, told: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the rows of another period of the kind of report that told of one."""
    kinds = told["kind"].unique().to_list()
    return rows_of(rows.filter(pl.col("kind").is_in(kinds)), period)[0]


def latest(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the rows of the latest day, and those without a day of keys that day does not name.

    Args:
        rows: a snapshot or several, with a column date.
        key: the column that says of what a row tells.
    """
    newest = rows.filter(pl.col("date") == pl.col("date").max())
    undated = rows.filter(pl.col("date").is_null()).join(newest, key, how="anti")
    return pl.concat([newest, undated])
