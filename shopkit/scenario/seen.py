"""What a shop's past tells of its campaigns: days, shares of products, stock, what a unit costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from shopkit.forecast import Method, daily
from shopkit.products import sold, unit_costs
from shopkit.products.sold import days_told
from shopkit.stock import stock_rows

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.tables import Tables

RECENT = 91  # days: a quarter, so that single weeks do not tell the shares
METHOD: Method = "regression"  # it knows campaigns by their phases


@dataclass(frozen=True, slots=True)
class Sold:
    """What a product sold lately.

    Attributes:
        title: as the files name it.
        units_per_order: its units for each order of the shop.
        share: of the shop's sales, 0 to 1.
        unit_paid_cny: what was paid for one.
    """

    title: str
    units_per_order: float
    share: float
    unit_paid_cny: float


@dataclass(frozen=True)
class Seen:
    """What the past tells of campaigns; empty for a shop that has none.

    Attributes:
        daily: the days of the shop, see `forecast.daily`; none where it has no past.
        method: how days ahead are forecast.
        products: what sold lately, by item.
        stock: units there, by item.
        unit_costs: CNY of one unit, by item.
        seed: of the draws, so that the same question has the same answer.
        lines: of paid orders: date, item_id, units; `None` where there are none.
        told: the days order files tell of.
        stock_on: the day whose evening the stock is of; `None` where no file says.
    """

    daily: pd.DataFrame
    method: Method = METHOD
    products: Mapping[str, Sold] = field(default_factory=dict)
    stock: Mapping[str, float] = field(default_factory=dict)
    unit_costs: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    lines: pl.DataFrame | None = None
    told: tuple[date, ...] = ()
    stock_on: date | None = None


def seen_of(tables: Tables, day: date, method: Method | None = None) -> Seen:
    """Return what a shop's files tell of campaigns on a day: of the days before it.

    Args:
        tables: what the files hold.
        day: days before it count; what stock there is, is as the files last tell it.
        method: how days ahead are forecast; the best of `forecast.backtest` is the one to take.
    """
    days, lines, there = daily(tables), sold(tables), stock_rows(tables)
    told = tuple(sorted(one for one in days_told(tables) if one < day))
    counted = there.group_by("item_id").agg(pl.col("stock_units").sum())
    newest = there["date"].max()
    return Seen(
        daily=days[days["date"] < np.datetime64(day)],
        method=method or METHOD,
        products=_products(lines, [one for one in told if one >= day - timedelta(RECENT)]),
        stock={item: float(units) for item, units in counted.rows()},
        unit_costs=unit_costs(tables, day),
        lines=lines.select("date", "item_id", "units"),
        told=told,
        stock_on=newest if isinstance(newest, date) else None,
    )


def _products(lines: pl.DataFrame, told: list[date]) -> dict[str, Sold]:
    rows = lines.filter(pl.col("date").is_in(told))
    orders = rows["order_id"].n_unique() if rows.height else 0
    paid = float(rows["paid_fen"].sum() or 0)
    if not orders or not paid:
        return {}
    sums = rows.group_by("item_id").agg(
        pl.col("title").drop_nulls().last(), pl.col("units", "paid_fen").sum()
    )
    return {
        item: Sold(title or item, units / orders, fen / paid, fen / units / 100)
        for item, title, units, fen in sums.sort("item_id").iter_rows()
        if units
    }
