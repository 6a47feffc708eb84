"""The amount paid by weekday, hour or province, beside the span compared with."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables

By = Literal["weekday", "hour", "province"]
BREAKDOWNS: tuple[By, ...] = get_args(By)
_KEYS: dict[By, pl.Expr] = {
    "weekday": pl.col("paid_at").dt.weekday(),
    "hour": pl.col("paid_at").dt.hour(),
    "province": pl.col("province"),
}
_GRID: dict[By, list[int]] = {"weekday": list(range(1, 8)), "hour": list(range(24)), "province": []}


def breakdown(tables: Tables, by: By, now: Period, before: Period | None) -> pd.DataFrame:
    """Return what was paid in each group now and before, from the orders.

    Returns:
        One row a group: `group` (weekday 1–7, hour 0–23, or province; `None` where the address
        does not tell), `paid_cny`, `before_cny` (NaN if the orders do not cover that span),
        `paid_orders`, and `days`, `before_days`: over how many covered days the group was paid in,
        so that five Saturdays can be held against four (1 for provinces, which are compared only
        if every day is covered). Weekdays and hours in order, provinces by amount; the parts add
        up to the total. Empty without orders, or if the order files cover no day.
    """
    current = _sums(tables, by, now)
    sound = tables.order_days - tables.cut_days
    if not current.height or not any(day in tables.order_days for day in now):
        return pd.DataFrame(columns=["group", "paid_cny", "before_cny", "paid_orders"])
    whole = before is not None and all(day in sound for day in before)
    fair = whole and (by != "province" or all(day in sound for day in now))
    earlier = _sums(tables, by, before) if before and fair else None
    frame = _side_by_side(current, earlier, by)
    return frame.assign(
        days=[_days(group, by, [d for d in now if d in sound]) for group in frame["group"]],
        before_days=[_days(group, by, list(before or now)) for group in frame["group"]],
    )


def _days(group: object, by: By, days: list[date]) -> int:
    if by == "weekday":
        return sum(day.isoweekday() == group for day in days) or 1
    return len(days) or 1 if by == "hour" else 1


def _sums(tables: Tables, by: By, period: Period) -> pl.DataFrame:
    day = pl.col("paid_at").dt.date()
    return (
        tables.orders.filter(day.is_between(period.start, period.end))
        .group_by(_KEYS[by].alias("group"))
        .agg(pl.col("paid_fen").sum(), pl.len().alias("paid_orders"))
    )


def _side_by_side(now: pl.DataFrame, before: pl.DataFrame | None, by: By) -> pd.DataFrame:
    fen = dict(now.select("group", "paid_fen").iter_rows())
    orders = dict(now.select("group", "paid_orders").iter_rows())
    old = dict(before.select("group", "paid_fen").iter_rows()) if before is not None else {}
    groups = _GRID[by] or sorted({*fen, *old}, key=lambda g: (-fen.get(g, 0), str(g)))
    return pd.DataFrame(
        {
            "group": groups,
            "paid_cny": [fen.get(group, 0) / 100 for group in groups],
            "before_cny": [
                old.get(group, 0) / 100 if before is not None else float("nan") for group in groups
            ],
            "paid_orders": [orders.get(group, 0) for group in groups],
        }
    )
