"""Products held against each other: what sells, what rose, what fell; and the market's ranking."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.products.sold import paid_lines
from shopkit.spans import alike, richest, same_report, whole
from shopkit.sums import beside, known_sum, over
from shopkit.tables import Tables, as_pandas

SUMMED = ("paid_fen", "paid_units", "paid_buyers", "visitors", "refund_fen")
UNTOLD = ("paid_buyers", "visitors", "refund_fen")  # by order lines
RANKED = [
    *("item_id", "title", "rank", "rank_before", "rank_change", "paid_fen", "paid_before_fen"),
    *("paid_share", "change_rate", "paid_units", "paid_units_before", "visitors"),
    *("conversion_rate", "refund_rate_in_span"),
]
BOARD = ["category", "item_id", "title", "rank", "rank_before", "rank_change", "paid_fen"]


def ranking(tables: Tables, now: Period, before: Period | None = None) -> pd.DataFrame:
    """Return the products of two periods by amount paid, each with its place in both.

    The platform's item report is used where there is one, else the lines of paid orders; both
    periods are taken from the same report, and compared only if it tells of every day of both.

    Returns:
        One row a product, those that sold nothing any more last: item_id, title, rank (1 sold
        most; NaN for a product not there any more), rank_before, rank_change (NaN for a newcomer
        or without a period to compare), paid_cny, paid_before_cny (0 for a product not there in
        a period that is told), paid_share (0–1 of all products), change_rate (now ÷ before − 1;
        NaN for a newcomer), paid_units, paid_units_before, visitors, conversion_rate (paid
        buyers ÷ visitors) and refund_rate_in_span (by refund date; NaN from order lines). Empty
        where nothing tells of products.
    """
    told = {"items": _from_items, "lines": _from_lines}[told_by(tables, now)]
    current, earlier = told(tables, now, before)
    if not current.height or earlier is None:
        return _compared(_summed(current), None)
    return _compared(_summed(current), _summed(earlier))


Pair = tuple[pl.DataFrame, pl.DataFrame | None]  # rows now, and before if they can be compared


def told_by(tables: Tables, now: Period) -> Literal["items", "lines"]:
    """Return what tells of a period's products: the item report, else the lines of orders."""
    return "items" if richest(_items(tables), now).height else "lines"


def _items(tables: Tables) -> pl.DataFrame:
    return tables["item_days"].filter(pl.col("item_id").is_not_null())


def _from_items(tables: Tables, now: Period, before: Period | None) -> Pair:
    """Return the rows of the richest item report."""
    rows = _items(tables)
    current = richest(rows, now)
    if before is None:
        return current, None
    earlier = same_report(rows, current, before)
    known = whole(current, now) and whole(earlier, before)
    return current, earlier if known else None


def _from_lines(tables: Tables, now: Period, before: Period | None) -> Pair:
    """Return the lines of paid orders, named as an item report names them."""
    current = _lines(tables, now)
    told = tables.order_days - tables.cut_days
    if before is None or not told.issuperset([*now, *before]):
        return current, None
    return current, _lines(tables, before)


def _lines(tables: Tables, period: Period) -> pl.DataFrame:
    untold = (pl.lit(None, pl.Int64).alias(name) for name in UNTOLD)
    inside = paid_lines(tables).filter(pl.col("date").is_between(period.start, period.end))
    return inside.with_columns(pl.col("units").alias("paid_units"), *untold)


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return sums by item, the one that sold most first."""
    title = pl.col("title").drop_nulls().last()
    grouped = rows.group_by("item_id").agg(title, *map(known_sum, SUMMED))
    ranked = grouped.sort(["paid_fen", "item_id"], descending=[True, False], nulls_last=True)
    return ranked.with_columns(pl.int_range(1, pl.len() + 1).cast(pl.Int64).alias("rank"))


def _compared(now: pl.DataFrame, before: pl.DataFrame | None) -> pd.DataFrame:
    joined = beside(now, before, "item_id", ("paid_fen", "paid_units"))
    shares = joined.with_columns(
        pl.coalesce("title", "title_before").alias("title"),
        (pl.col("rank_before") - pl.col("rank")).alias("rank_change"),
        over("paid_fen", pl.col("paid_fen").sum()).alias("paid_share"),
        (over("paid_fen", "paid_before_fen") - 1).alias("change_rate"),
        over("paid_buyers", "visitors").alias("conversion_rate"),
        over("refund_fen", "paid_fen").alias("refund_rate_in_span"),
    )
    ordered = shares.sort("rank", "rank_before", nulls_last=True)
    return as_pandas(ordered.select(RANKED))


def market_moves(tables: Tables, now: Period, before: Period) -> pd.DataFrame:
    """Return the market's ranking of a period with each item's move since the one before.

    rank_change = rank before − rank now, so that a rise is positive; the ranking is the
    platform's, shopkit adds nothing to it. Places of months are not held against those of days.

    Returns:
        One row a place: category, item_id, title, rank, rank_before, rank_change (NaN for a
        newcomer), paid_cny. Empty without a ranking of the period.
    """
    current = richest(tables["market"], now)
    earlier = same_report(tables["market"], current, before)
    if not alike(current, earlier):
        earlier = earlier.clear()
    old = _board(earlier).select("category", "item_id", pl.col("rank").alias("rank_before"))
    moved = _board(current).join(old, ["category", "item_id"], how="left", nulls_equal=True)
    named = moved.with_columns((pl.col("rank_before") - pl.col("rank")).alias("rank_change"))
    return as_pandas(named.sort("category", "rank").select(BOARD))


def _board(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the best place of each item."""
    return rows.sort("rank").unique(["category", "item_id"], keep="first", maintain_order=True)
