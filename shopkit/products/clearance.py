"""Stock that sells no more: what to clear, how long it lasts, what it ties up; and the basket."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.products.lifecycle import NEW_DAYS
from shopkit.products.sold import days_told, sold
from shopkit.spans import latest
from shopkit.tables import Tables, check
from shopkit.variants import items_of_variants

LONG_COVER = 90.0  # days; goods of a season are old by then
RECENT_DAYS = 28
NOT_SAID: Mapping[str, date] = MappingProxyType({})
STARTING = ("introduction", "growth")


def clearance(
    tables: Tables,
    stages: pd.DataFrame,
    end: pd.Timestamp,
    unit_costs: dict[str, float],
    listed: Mapping[str, date] = NOT_SAID,
) -> pd.DataFrame:
    """Return the products to clear: in decline, never sold, or with stock for more than 90 days.

    How long stock lasts is told by the days of the last 28 that the files tell of, from a
    product's first sale on. What is new or growing is not cleared, however much of it lies there.
    What never sold in any file has no stage; it is cleared once eight weeks without a gap tell so,
    unless it was listed in them.

    Args:
        tables: the shop's; its latest stock table counts.
        stages: what `life_stages` returned.
        end: the last day the sales of the last 28 days run to.
        unit_costs: CNY of one unit by item, where known.
        listed: the day of listing by item, where known.

    Returns:
        Largest cost of stock first: item_id, title, life_stage, stock_units, days_of_cover (NaN
        where nothing sells), stock_cost_cny (NaN where the cost is unknown). Empty without stock.
    """
    unsold = _never_sold(tables, end.date(), listed)
    made = pd.concat([stages[["item_id", "title", "life_stage"]], unsold], ignore_index=True)
    made["stock_units"] = made["item_id"].map(latest_stock(tables)).astype("float64")
    made = made[made["stock_units"] > 0]
    pace = made["item_id"].map(_pace(tables, end.date())).astype("float64")
    made["days_of_cover"] = made["stock_units"] / pace.where(pace > 0)
    made["stock_cost_cny"] = made["stock_units"] * made["item_id"].map(unit_costs).astype("float64")
    too_much = pace.notna() & ~(made["days_of_cover"] <= LONG_COVER)
    starting = made["life_stage"].isin(STARTING)
    still = made["item_id"].isin(unsold["item_id"])
    chosen = made[(made["life_stage"] == "decline") | still | (too_much & ~starting)]
    by = ["stock_cost_cny", "stock_units"]
    return check(chosen.sort_values(by, ascending=False, na_position="last", ignore_index=True))


def _never_sold(tables: Tables, end: date, listed: Mapping[str, date]) -> pd.DataFrame:
    """Return the products in stock no file tells a sale of; none unless eight weeks are told."""
    weeks = Period(end - timedelta(days=NEW_DAYS - 1), end)
    names = dict(tables["stock"].drop_nulls("item_id").select("item_id", "title").rows())
    still = set(names) - set(sold(tables).filter(pl.col("units") > 0)["item_id"])
    old = [item for item in sorted(still) if listed.get(item, weeks.start) <= weeks.start]
    found = old if days_told(tables).issuperset(weeks) else []
    rows = {"item_id": found, "title": [names[item] or item for item in found]}
    return pd.DataFrame(rows | {"life_stage": [None] * len(found)}, dtype="object")


def _pace(tables: Tables, end: date) -> dict[str, float]:
    """Return the units a day of each product in the last 28 days; none where no day is told."""
    first = end - timedelta(days=RECENT_DAYS - 1)
    told = [day for day in days_told(tables) if first <= day <= end]
    rows = sold(tables).filter(pl.col("units") > 0)
    recent = pl.when(pl.col("date").is_in(told)).then("units").otherwise(0).sum()
    items = rows.group_by("item_id").agg(pl.col("date").min(), recent.alias("units")).rows()
    days = {item: sum(day >= began for day in told) for item, began, _ in items}
    return {item: units / days[item] for item, _, units in items if days[item]}


def latest_stock(tables: Tables) -> dict[str, float]:
    """Return the units in stock by item, of the latest day of its stock table.

    Rows without a day count for items that no row of that day names.
    """
    rows = tables["stock"].drop_nulls(["item_id", "stock_units"])
    summed = latest(rows, "item_id").group_by("item_id").agg(pl.col("stock_units").sum())
    return {item: float(units) for item, units in summed.rows()}


def unit_costs(tables: Tables, day: date) -> dict[str, float]:
    """Return what a unit costs on a day by item, CNY; left out where its SKUs differ.

    Args:
        tables: the shop's; its own cost table counts.
        day: rows valid from a later day do not count.
    """
    named = pl.col("item_id").replace(dict(items_of_variants(tables)))
    rows = tables["products"].drop_nulls(["item_id", "unit_cost_fen"]).with_columns(named)
    valid = rows.filter(pl.col("valid_from").is_null() | (pl.col("valid_from") <= day))
    latest = valid.sort("valid_from", nulls_last=False).group_by("item_id", "sku").last()
    costs = latest.group_by("item_id").agg(pl.col("unit_cost_fen").unique())
    return {item: fen[0] / 100 for item, fen in costs.rows() if len(fen) == 1}


def items_per_order(units: float, orders: float) -> float | None:
    """Return the units in an average order; `None` without orders.

    Example:
        >>> items_per_order(260, 200)
        1.3
    """
    return units / orders if orders else None


def order_value(sales_cny: float, orders: float) -> float | None:
    """Return what an average order brings, CNY; `None` without orders.

    Example:
        >>> order_value(33_800, 200)
        169.0
    """
    return sales_cny / orders if orders else None


def baskets(tables: Tables, period: Period) -> pd.DataFrame:
    """Return for each product what the orders it is in hold: a hit pulls others along or not.

    Returns:
        Most orders first: item_id, title, orders, units_per_order (all units of these orders, of
        whatever product) and order_value_cny (all they brought). Empty without order lines.
    """
    rows = sold(tables).filter(
        pl.col("date").is_between(period.start, period.end) & pl.col("order_id").is_not_null()
    )
    whole = rows.group_by("order_id").agg(
        pl.col("units").sum().alias("all_units"), pl.col("paid_fen").sum().alias("all_fen")
    )
    named = rows.group_by("item_id").agg(pl.col("title").drop_nulls().last())
    pairs = rows.select("item_id", "order_id").unique().join(whole, "order_id")
    summed = (
        pairs.group_by("item_id")
        .agg(pl.len().alias("orders"), pl.col("all_units").sum(), pl.col("all_fen").sum())
        .join(named, "item_id")
        .sort(["orders", "item_id"], descending=[True, False])
    )
    made = [
        {
            "item_id": row["item_id"],
            "title": row["title"],
            "orders": row["orders"],
            "units_per_order": items_per_order(row["all_units"], row["orders"]),
            "order_value_cny": order_value(row["all_fen"] / 100, row["orders"]),
        }
        for row in summed.to_dicts()
    ]
    names = ["item_id", "title", "orders", "units_per_order", "order_value_cny"]
    return check(pd.DataFrame(made, columns=names))
