"""When buyers pay: hour × weekday, and the stretch of hours that brings most."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables

HOURS, WEEKDAYS = 24, 7
BUSY_HOURS = 3


def by_hour(tables: Tables, period: Period) -> pd.DataFrame:
    """Return paid orders of an average day, for every weekday and hour.

    Returns:
        168 rows: `weekday` (1 Monday … 7), `hour` (0–23), `paid_orders` (sum over the period),
        `per_day` (orders per such weekday; NaN where the period has none). Only days the order
        files cover count; empty if nothing was paid on them.
    """
    covered = [day for day in period if day in tables.order_days]
    paid = tables.orders.filter(pl.col("paid_at").dt.date().is_in(covered)).select(
        pl.col("paid_at").dt.weekday().alias("weekday"), pl.col("paid_at").dt.hour().alias("hour")
    )
    if not paid.height:
        return pd.DataFrame(columns=["weekday", "hour", "paid_orders", "per_day"])
    grid = pd.MultiIndex.from_product(
        [range(1, WEEKDAYS + 1), range(HOURS)], names=["weekday", "hour"]
    )
    counted = Counter(paid.iter_rows())
    frame = pd.DataFrame({"paid_orders": [counted[cell] for cell in grid]}, index=grid)
    frame = frame.reset_index()
    days = Counter(day.isoweekday() for day in covered)
    there = frame["weekday"].map(days).astype("float64").where(lambda n: n > 0)
    return frame.assign(per_day=frame["paid_orders"] / there)


def busiest_hours(hours: pd.DataFrame, length: int = BUSY_HOURS) -> tuple[int, float]:
    """Return the first hour of the busiest stretch of a day and its share of all orders, 0–1."""
    totals = hours.groupby("hour")["paid_orders"].sum()
    stretch = totals.rolling(length).sum().dropna()
    first = int(stretch.to_numpy().argmax())
    return first, float(stretch.max() / totals.sum())
