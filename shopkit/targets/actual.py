"""Visitors and buyers as targets count them: those of each day added up."""

from __future__ import annotations

import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables


def day_sums(tables: Tables, period: Period) -> dict[str, int | None]:
    """Return the visitors and paying buyers of a period, those of each day added up.

    The platform counts a visitor of several days once in its figure of a month. A target is a sum
    of days, so that figure may not be held against it: it would look missed while it is reached.

    Args:
        tables: the shop's; days of its report, else for buyers the orders of every day.
        period: any days.

    Returns:
        `visitors` and `paid_buyers`; `None` where one of the days does not tell.
    """
    days = tables.shop_days.filter(
        (pl.col("grain") == "day") & pl.col("date").is_between(period.start, period.end)
    )
    told = set(days["date"]).issuperset(period)
    found = {name: _sum(days[name]) if told else None for name in ("visitors", "paid_buyers")}
    if found["paid_buyers"] is None:
        found["paid_buyers"] = _buyers(tables, period)
    return found


def _buyers(tables: Tables, period: Period) -> int | None:
    """Return the different buyers of each day's paid orders, added up."""
    if not (tables.order_days - tables.cut_days).issuperset(period):
        return None
    day = pl.col("paid_at").dt.date()
    paid = tables.orders.filter(day.is_between(period.start, period.end))
    if paid["buyer"].has_nulls():
        return None
    return paid.select(day, "buyer").unique().height


def _sum(column: pl.Series) -> int | None:
    return None if column.has_nulls() else int(column.sum())
