"""Products held against each other: what sells, what rose, what fell; and the market's ranking."""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.spans import rows_by_kind
from shopkit.tables import Tables, as_pandas

SUMMED = ("paid_fen", "paid_units", "paid_buyers", "visitors", "refund_fen")
RANKED = [
    *("item_id", "title", "rank", "rank_before", "rank_change", "paid_fen", "paid_share"),
    *("change_rate", "paid_units", "visitors", "conversion_rate", "refund_rate"),
]
BOARD = ["category", "item_id", "title", "rank", "rank_before", "rank_change", "paid_fen"]


def ranking(tables: Tables, now: Period, before: Period | None = None) -> pd.DataFrame:
    """Return the products of a period by amount paid, each with its place in the period before.

    The platform's item report is used where there is one, else the lines of paid orders; both
    periods are taken from the same of the two.

    Returns:
        One row a product: item_id, title, rank (1 sold most), rank_before and rank_change (NaN
        for a product that sold nothing before, or without a period before), paid_cny, paid_share
        (0–1 of all products), change_rate (now ÷ before − 1), paid_units, visitors,
        conversion_rate (paid buyers ÷ visitors) and refund_rate (NaN from order lines). Empty
        where nothing tells of products.
    """
    told = _from_items if _from_items(tables, now).height else _from_lines
    current = told(tables, now)
    earlier = told(tables, before) if before else current.clear()
    return _compared(current, earlier)


def _from_items(tables: Tables, period: Period) -> pl.DataFrame:
    """Return sums by item from the richest item report; people only where they were counted."""
    for rows, _ in rows_by_kind(tables, "item_days", period):
        named = rows.filter(pl.col("item_id").is_not_null())
        return _summed(named, pl.col("title").drop_nulls().last())
    return _summed(tables["item_days"].clear(), pl.col("title").first())


def _from_lines(tables: Tables, period: Period) -> pl.DataFrame:
    """Return sums by item from the lines of orders paid in a period."""
    paid = tables.orders.filter(
        pl.col("paid_at").dt.date().is_between(period.start, period.end)
    ).select("order_id")
    amount = pl.coalesce("paid_fen", "goods_fen", pl.col("unit_price_fen") * pl.col("units"))
    rows = tables["order_lines"].join(paid, on="order_id", how="semi")
    lines = rows.with_columns(
        pl.coalesce("item_id", "sku", "title").alias("item_id"),
        amount.alias("paid_fen"),
        pl.col("units").alias("paid_units"),
        *(pl.lit(None, pl.Int64).alias(name) for name in ("paid_buyers", "visitors")),
        pl.lit(None, pl.Int64).alias("refund_fen"),
    )
    return _summed(lines.filter(pl.col("item_id").is_not_null()), pl.col("title").last())


def _summed(rows: pl.DataFrame, title: pl.Expr) -> pl.DataFrame:
    sums = [
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
        for name in SUMMED
    ]
    grouped = rows.group_by("item_id").agg(title.alias("title"), *sums)
    return grouped.sort(["paid_fen", "item_id"], descending=[True, False], nulls_last=True)


def _compared(now: pl.DataFrame, before: pl.DataFrame) -> pd.DataFrame:
    ranked = now.with_row_index("rank", 1)
    old = before.with_row_index("rank_before", 1).select(
        "item_id", "rank_before", pl.col("paid_fen").alias("old_fen")
    )
    total = now["paid_fen"].sum()
    joined = ranked.join(old, on="item_id", how="left", maintain_order="left")
    place, old_place = (pl.col(name).cast(pl.Int64) for name in ("rank", "rank_before"))
    shares = joined.with_columns(
        (old_place - place).alias("rank_change"),
        _ratio(pl.col("paid_fen"), pl.lit(total)).alias("paid_share"),
        (_ratio(pl.col("paid_fen"), pl.col("old_fen")) - 1).alias("change_rate"),
        _ratio(pl.col("paid_buyers"), pl.col("visitors")).alias("conversion_rate"),
        _ratio(pl.col("refund_fen"), pl.col("paid_fen")).alias("refund_rate"),
    )
    return as_pandas(shares.select(RANKED))


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole)


def market_moves(tables: Tables, now: Period, before: Period) -> pd.DataFrame:
    """Return the market's ranking of a period with each item's move since the one before.

    rank_change = rank before − rank now, so that a rise is positive; the ranking is the
    platform's, shopkit adds nothing to it.

    Returns:
        One row a place: category, item_id, title, rank, rank_before, rank_change (NaN for a
        newcomer), paid_cny. Empty without a ranking of the period.
    """
    current, earlier = (_board(tables, period) for period in (now, before))
    old = earlier.select("category", "item_id", pl.col("rank").alias("rank_before"))
    moved = current.join(old, on=["category", "item_id"], how="left", nulls_equal=True)
    named = moved.with_columns(
        (pl.col("rank_before") - pl.col("rank")).alias("rank_change"),
    )
    return as_pandas(named.sort("category", "rank").select(BOARD))


def _board(tables: Tables, period: Period) -> pl.DataFrame:
    """Return the best place of each item within a period."""
    rows = [rows for rows, _ in rows_by_kind(tables, "market", period)]
    if not rows:
        return tables["market"].clear()
    return rows[0].sort("rank").unique(["category", "item_id"], keep="first", maintain_order=True)
