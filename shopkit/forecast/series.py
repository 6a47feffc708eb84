"""What a shop and its products did day by day; a day no file tells of is unknown, not zero."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import polars as pl

from shopkit.plan import Plan
from shopkit.tables import Tables, as_pandas, check

OVER = timedelta(days=28)  # without a sale: the product may be off the shelf
FIGURES = ("visitors", "paid_buyers", "paid_orders", "paid_cny")
DAILY = ("date", "visitors", "conversion_rate", *FIGURES[1:], "per_buyer_cny")


def daily(tables: Tables) -> pd.DataFrame:
    """Return what the shop did on every day from the first to the last its files tell of.

    Buyers, orders and sales are of one source, the report of the shop or its orders, whichever
    tells of more days; visitors are of the report alone. A ratio is made of two figures of one
    source, so there is no conversion where the orders tell more.

    Returns:
        date, visitors, conversion_rate, paid_buyers, paid_orders, paid_cny, per_buyer_cny; NaN
        where nothing is told. No rows where no file tells of any day.
    """
    report, orders = _report(tables), _orders(tables)
    by_report = report.filter(pl.col("paid_fen").is_not_null()).height >= orders.height
    source = report.drop("visitors") if by_report else orders
    rows = report.select("date", "visitors").join(source, "date", how="full", coalesce=True)
    frame = as_pandas(rows.sort("date")).set_index("date").astype("float64")
    if frame.empty:
        return check(pd.DataFrame(columns=list(DAILY)))
    every = pd.date_range(frame.index.min(), frame.index.max(), name="date")
    found = frame.reindex(every).reset_index()
    visitors = found["visitors"].where(found["visitors"] > 0) if by_report else np.nan
    found["conversion_rate"] = found["paid_buyers"] / visitors
    found["per_buyer_cny"] = found["paid_cny"] / found["paid_buyers"].where(
        found["paid_buyers"] > 0
    )
    return check(found[list(DAILY)])


def _report(tables: Tables) -> pl.DataFrame:
    days = tables.shop_days.filter(pl.col("grain") == "day").unique("date", keep="last")
    return days.select("date", "visitors", "paid_buyers", "paid_orders", "paid_fen")


def _orders(tables: Tables) -> pl.DataFrame:
    """Return what was paid on the days the order files cover; buyers are unknown where masked."""
    told = pl.DataFrame(
        {"date": sorted(tables.order_days - tables.cut_days)}, schema={"date": pl.Date}
    )
    paid = tables.orders.filter(pl.col("paid_at").is_not_null()).group_by(
        pl.col("paid_at").dt.date().alias("date")
    )
    masked, unpriced = pl.col("buyer").has_nulls(), pl.col("paid_fen").has_nulls()
    sums = paid.agg(
        pl.when(~masked).then(pl.col("buyer").n_unique()).cast(pl.Int64).alias("paid_buyers"),
        pl.len().cast(pl.Int64).alias("paid_orders"),
        pl.when(~unpriced).then(pl.col("paid_fen").sum()).alias("paid_fen"),
        there=pl.lit(value=True),
    )
    none = pl.col("there").is_null()
    joined = told.join(sums, "date", how="left")
    names = ("paid_buyers", "paid_orders", "paid_fen")
    filled = (pl.when(none).then(0).otherwise(name).alias(name) for name in names)
    return joined.select("date", *filled)


def daily_units(sold: pl.DataFrame, told: Collection[date], items: Sequence[str]) -> pd.DataFrame:
    """Return the units of products on every day from the first to the last the files tell of.

    Args:
        sold: lines of paid orders: date, item_id, units.
        told: the days the order files cover.
        items: the products asked for.

    Returns:
        date and one row a product and day: item_id, date, paid_units; NaN on days nobody tells
        of, before the first sale of a product and later than four weeks after its last.
    """
    if not told:
        return pd.DataFrame(columns=["item_id", "date", "paid_units"])
    every = pd.date_range(min(told), max(told), name="date")
    known = every.isin(pd.DatetimeIndex(sorted(told)))
    own = sold.filter(pl.col("item_id").is_in(list(items)) & (pl.col("units") > 0))
    sums = as_pandas(own.group_by("item_id", "date").agg(pl.col("units").sum().alias("units")))
    parts = []
    for item in items:
        units = sums[sums["item_id"] == item].set_index("date")["units"]
        filled = units.reindex(every).fillna(0.0).where(known)
        if len(units):
            there = (every >= units.index.min()) & (every <= units.index.max() + OVER)
            filled = filled.where(there)
        part = {"item_id": item, "date": every, "paid_units": filled.to_numpy(dtype=float)}
        parts.append(pd.DataFrame(part))
    return check(pd.concat(parts, ignore_index=True) if parts else daily_units(sold, (), ()))


def heroes(plan: Plan) -> tuple[str, ...]:
    """Return the products the plan calls its heroes."""
    return tuple(one.item_id for one in plan.products if one.hero)


def untold(values: pd.Series) -> int:
    """Return how many days between the first and the last known one are unknown.

    Example:
        >>> untold(pd.Series([None, 1.0, None, 2.0, None]))
        1
    """
    known = np.flatnonzero(values.notna().to_numpy())
    return int(known[-1] - known[0] + 1 - len(known)) if len(known) else 0
