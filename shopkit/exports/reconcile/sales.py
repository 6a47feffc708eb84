"""Orders against the platform's own days, months against their days, items against the shop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import (
    TOLERANCE_PEOPLE,
    Check,
    Days,
    at_most,
    by_day,
    differs,
)
from shopkit.periods import DAY

if TYPE_CHECKING:
    from shopkit.tables import Tables

PAID = Days("orders_shop_paid", "shop_days")
ORDERS = Days("orders_shop_orders", "shop_days", TOLERANCE_PEOPLE, money=False)
BUYERS = Days("orders_shop_buyers", "shop_days", TOLERANCE_PEOPLE, money=False)
SUMMED = ("paid_fen", "ordered_fen", "refund_fen")  # amounts a month must have from its days
EXPLAINS = 0.8  # share of the differing days another basis must settle to be named the cause


def sales_checks(tables: Tables) -> Iterator[Check]:
    """Yield what came of every comparison of sales."""
    mine = _orders_by_day(tables)
    paid = _pairs(tables, mine, "paid_fen")
    yield by_day(paid, PAID, _cause(tables, paid))
    yield by_day(_pairs(tables, mine, "paid_orders"), ORDERS)
    yield by_day(_pairs(tables, mine, "paid_buyers"), BUYERS)
    yield _longer_spans(tables)
    yield _items(tables)


def whole_days(tables: Tables) -> frozenset[date]:
    """Return the days whose orders are all there.

    At either end of the files a day may lack what was ordered before and paid after midnight, or
    what was paid after the download; a day of a file the platform cut lacks more.
    """
    days = tables.order_days
    inner = {day for day in days if day - DAY in days and day + DAY in days}
    return frozenset(inner) - tables.cut_days


def _orders_by_day(
    tables: Tables, moment: str = "paid_at", amount: str = "paid_fen"
) -> pl.DataFrame:
    """Return paid orders by day: day, paid_fen, paid_orders, paid_buyers; unknown stays null."""
    paid = tables.orders.filter(pl.col("paid_at").is_not_null() & pl.col(moment).is_not_null())
    whole = pl.col(amount).is_not_null().all()
    named = pl.col("buyer").is_not_null().all()
    return paid.group_by(pl.col(moment).dt.date().alias("day")).agg(
        pl.when(whole).then(pl.col(amount).sum()).alias("paid_fen"),
        pl.len().cast(pl.Int64).alias("paid_orders"),
        pl.when(named).then(pl.col("buyer").n_unique().cast(pl.Int64)).alias("paid_buyers"),
    )


def _pairs(tables: Tables, mine: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return day, ours, theirs for the days both sources have whole; no order is nothing paid."""
    days = pl.DataFrame({"day": sorted(whole_days(tables))}, {"day": pl.Date})
    shop = tables.shop_days.filter(pl.col("grain") == "day")
    there = days.join(shop.select(pl.col("date").alias("day"), pl.col(name).alias("theirs")), "day")
    counted = mine.select("day", pl.col(name).alias("ours"), pl.lit(value=True).alias("_sold"))
    both = there.join(counted, "day", "left", maintain_order="left")
    ours = pl.when(pl.col("_sold").is_null()).then(0).otherwise(pl.col("ours")).alias("ours")
    return both.select("day", ours, "theirs")


def _cause(tables: Tables, paid: pl.DataFrame) -> str:
    """Return what most likely makes the amounts differ: the basis that would settle it."""
    off = paid.drop_nulls().filter(differs("ours", "theirs"))
    if not off.height:
        return ""
    bases = {"net": ("paid_at", "net_fen"), "created": ("created_at", "paid_fen")}
    for cause, basis in bases.items():
        other = _pairs(tables, _orders_by_day(tables, *basis), "paid_fen")
        still = off.join(other.drop_nulls().filter(~differs("ours", "theirs")), "day", "semi")
        if still.height >= EXPLAINS * off.height:
            return cause
    if (off["theirs"] < off["ours"]).all():
        return "part_of_shop"
    return "orders_lacking" if (off["theirs"] > off["ours"]).all() else "several"


def _longer_spans(tables: Tables) -> Check:
    """Return whether the amounts of weeks and months are those of their days."""
    days = tables.shop_days.filter(pl.col("grain") == "day")
    longer = tables.shop_days.filter(pl.col("grain") != "day")
    parts = [_span_pairs(days, longer, name) for name in SUMMED]
    pairs = pl.concat(parts)
    about = Days("spans_days", "shop_days")
    return by_day(pairs, about)


def _span_pairs(days: pl.DataFrame, longer: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return day (the first), ours (the sum of days), theirs for spans with every day there."""
    within = longer.select("date", "date_end", pl.col(name).alias("theirs")).join_where(
        days.select(pl.col("date").alias("_day"), pl.col(name).alias("_part")),
        pl.col("_day") >= pl.col("date"),
        pl.col("_day") <= pl.col("date_end"),
    )
    summed = within.group_by("date", "date_end", "theirs").agg(
        pl.col("_part").sum().alias("ours"), pl.col("_part").count().cast(pl.Int64).alias("_known")
    )
    length = (pl.col("date_end") - pl.col("date")).dt.total_days() + 1
    whole = summed.filter(pl.col("_known") == length).sort("date", "date_end")
    return whole.select(pl.col("date").alias("day"), "ours", "theirs")


def _items(tables: Tables) -> Check:
    """Return whether items together sold no more than the shop; a download may hold a page only."""
    about = Days("items_shop", "item_days")
    spans = ["grain", "date", "date_end"]
    items = tables["item_days"].filter(pl.col("paid_fen").is_not_null())
    told = items.group_by("kind", *spans).agg(pl.col("paid_fen").sum().alias("ours"))
    most = told.group_by(spans).agg(pl.col("ours").max())
    shop = tables.shop_days.select(*spans, pl.col("paid_fen").alias("theirs"))
    pairs = most.join(shop, spans).select(pl.col("date").alias("day"), "ours", "theirs")
    return at_most(pairs.sort("day"), about)
