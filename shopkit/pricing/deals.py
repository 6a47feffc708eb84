"""What units were really sold for, day by day: the history prices are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import polars as pl

from shopkit.tables import Tables, as_pandas, check
from shopkit.variants import items_of_variants

SAME = 0.01  # list prices this near are those of one product
WEEK = timedelta(days=7)
RECENT_DAYS = 91  # changes of list prices longer ago are no news


def deals(tables: Tables) -> pl.DataFrame:
    """Return the deals that stood: one row a paid line with a price.

    Gifts (nothing paid), lines whose price nobody knows and orders that were closed are none.
    Where lines do not tell what was paid, the order's amount is split by their list prices; it
    holds the freight the buyer paid. A line that names no item is of the item of its SKU, one
    that names a variant of the product of that: see `variants`.

    Returns:
        order_id, item_id, sku, units, day, deal (CNY paid a unit), listed (CNY, its list price),
        single (whether the order was for this unit alone).
    """
    orders = tables.orders.select(
        "order_id",
        pl.col("paid_fen").alias("order_fen"),
        pl.col("paid_at").alias("order_at"),
        pl.col("state").alias("order_state"),
    ).unique("order_id")
    items = tables["products"].drop_nulls(["sku", "item_id"]).select("sku", "item_id")
    items = items.unique("sku", keep="first", maintain_order=True)
    named = items.rename({"item_id": "listed_item"})
    lines = tables["order_lines"].join(orders, "order_id", how="left").join(named, "sku", "left")
    weight = pl.col("unit_price_fen") * pl.col("units")
    whole = pl.when(weight.is_null().any().over("order_id").not_()).then(
        weight.sum().over("order_id")
    )
    split = pl.col("order_fen") * weight / whole
    told = lines.with_columns(
        pl.coalesce(pl.col("paid_fen").cast(pl.Float64), split).alias("fen"),
        pl.coalesce("paid_at", "order_at").dt.date().alias("day"),
        pl.coalesce("state", "order_state").alias("state"),
        (pl.col("units").sum().over("order_id") == 1).alias("single"),
    )
    stood = told.filter(
        (pl.col("fen") > 0)
        & (pl.col("units") > 0)
        & pl.col("day").is_not_null()
        & pl.col("state").ne_missing("closed")
    )
    return stood.select(
        "order_id",
        pl.coalesce("item_id", "listed_item").replace(items_of_variants(tables)).alias("item_id"),
        *("sku", "units", "day"),
        (pl.col("fen") / pl.col("units") / 100).round(2).alias("deal"),
        (pl.col("unit_price_fen") / 100).round(2).alias("listed"),
        pl.col("single"),
    )


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest deal of a SKU in a window.

    Attributes:
        sku: the SKU; empty where lines name none.
        price_cny: what was paid for a unit, CNY.
        on: the day of that deal, the latest if there are several.
        within: whether it is in the window; if not, it is the last one before.
    """

    sku: str
    price_cny: float
    on: date
    within: bool


def reference(rows: pl.DataFrame, item: str, starts: date, days: int = 7) -> tuple[Lowest, ...]:
    """Return the lowest deal of each SKU of a product in the days before a campaign starts.

    Where there was none in those days the last deal before counts; such SKUs come last, and among
    each the dearest first.

    Args:
        rows: what `deals` returned.
        item: number of the product.
        starts: first day of the campaign; it is not in the window.
        days: length of the window.

    Source: 明码标价和禁止价格欺诈规定 第十六条；规范促销行为暂行规定 第二十一条.
    """
    before = rows.filter((pl.col("item_id") == item) & (pl.col("day") < starts))
    found = []
    for (sku,), own in before.group_by(pl.col("sku").fill_null(""), maintain_order=True):
        inside = own.filter(pl.col("day") >= starts - timedelta(days=days))
        told = inside if inside.height else own.filter(pl.col("day") == own["day"].max())
        low = told.sort("deal", "day", descending=[False, True]).row(0, named=True)
        found.append(Lowest(str(sku), float(low["deal"]), low["day"], bool(inside.height)))
    return tuple(sorted(found, key=lambda one: (not one.within, -one.price_cny, one.sku)))


def highest_charged(rows: pl.DataFrame, item: str, before: date) -> float | None:
    """Return the most a unit of a product was ever sold for before a day, CNY; none: no deal."""
    own = rows.filter((pl.col("item_id") == item) & (pl.col("day") < before))
    most = own["deal"].max()
    return float(most) if isinstance(most, float) else None


def sold_at(rows: pl.DataFrame, item: str, price_cny: float) -> pl.DataFrame:
    """Return the deals of the SKUs of a product last listed at a price; all if none was."""
    own = rows.filter(pl.col("item_id") == item)
    last = own.sort("day").group_by(pl.col("sku").fill_null("")).agg(pl.col("listed").last())
    near = last.filter((pl.col("listed") / price_cny - 1).abs() <= SAME)["sku"]
    chosen = own.filter(pl.col("sku").fill_null("").is_in(near.implode()))
    return chosen if chosen.height else own


def price_changes(tables: Tables) -> pd.DataFrame:
    """Return every day on which a SKU's list price was another than on its last day with sales.

    The list price of a day is the one most units were listed at.

    Returns:
        item_id, sku, date, price_before_cny, price_cny, change_rate; in order of days.
    """
    listed = deals(tables).drop_nulls(["item_id", "listed"])
    key = ["item_id", "sku", "day"]
    daily = listed.group_by(*key, "listed").agg(pl.col("units").sum())
    daily = daily.sort(*key, "units", "listed").group_by(key, maintain_order=True).last()
    before = pl.col("listed").shift(1).over("item_id", "sku")
    moved = daily.sort("day").with_columns(before.alias("before"))
    moved = moved.filter((pl.col("before") - pl.col("listed")).abs() >= 0.01)  # noqa: PLR2004
    named = moved.sort("day", "item_id", "sku").select(
        *("item_id", "sku", pl.col("day").alias("date")),
        pl.col("before").alias("price_before_cny"),
        pl.col("listed").alias("price_cny"),
        (pl.col("listed") / pl.col("before") - 1).alias("change_rate"),
    )
    return check(as_pandas(named))


def recent_changes(tables: Tables) -> dict[str, float]:
    """Return by how much each list price moved at most within a week of the last 13, a share."""
    moved, span = price_changes(tables), sorted(tables.order_days)[-RECENT_DAYS:]
    items = sorted({str(item) for item in moved["item_id"]}) if span else []
    return {item: largest_weekly_change(moved, item, span) for item in items}


def largest_weekly_change(changes: pd.DataFrame, item: str, days: Sequence[date]) -> float:
    """Return by how much the list price of a product moved at most within seven days, a share.

    Args:
        changes: what `price_changes` returned.
        item: number of the product.
        days: first and last day looked at.
    """
    own = changes[changes["item_id"] == item]
    moved = [
        (d.date(), sku, now / old)
        for d, sku, old, now in zip(
            pd.to_datetime(own["date"]),
            own["sku"],
            own["price_before_cny"],
            own["price_cny"],
            strict=True,
        )
    ]
    most = 0.0
    for start, sku, _ in moved:
        if not days[0] <= start <= days[-1]:
            continue
        factor = 1.0
        for day, other, change in moved:
            if other == sku and start <= day < start + WEEK:
                factor *= change
                most = max(most, abs(factor - 1))
    return most
