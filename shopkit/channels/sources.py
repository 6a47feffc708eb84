"""Where visitors come from: the leaf sources of the platform's tree.

Sources of one visitor overlap, so visitors of leaves are never added up to the shop's; what they
exceed it by is told as overlap.
"""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.spans import rows_by_kind, rows_of
from shopkit.tables import Tables, as_pandas

PREFERRED = ("每一次访问来源", "最后一次访问来源", "第一次访问来源")  # one rule, never mixed
SOURCES = [
    *("source_path", "visitors", "change_rate", "paid_buyers", "paid_fen", "conversion_rate"),
    "per_visitor_fen",
]


def sources(tables: Tables, now: Period, before: Period | None = None) -> pd.DataFrame:
    """Return the leaf sources of the shop's visitors, most visitors first.

    Returns:
        One row a leaf: source_path, visitors, change_rate (now ÷ before − 1; NaN without a period
        before of the same grain), paid_buyers, paid_cny, conversion_rate (paid buyers ÷
        visitors), per_visitor_cny. Empty without a report of sources.
    """
    current = _leaves(tables, now)
    earlier = _leaves(tables, before) if before else current.clear()
    old = earlier.select("source_path", pl.col("visitors").alias("old"))
    joined = current.join(old, on="source_path", how="left")
    figures = joined.with_columns(
        (_over("visitors", "old") - 1).alias("change_rate"),
        _over("paid_buyers", "visitors").alias("conversion_rate"),
        _over("paid_fen", "visitors").alias("per_visitor_fen"),
    )
    ordered = figures.sort(["visitors", "source_path"], descending=[True, False], nulls_last=True)
    return as_pandas(ordered.select(SOURCES))


def _leaves(tables: Tables, period: Period) -> pl.DataFrame:
    """Return the leaves of the whole shop under one attribution, summed over their spans."""
    told = rows_by_kind(tables, "traffic", period)
    shop = [rows.filter(pl.col("leaf") & pl.col("item_id").is_null()) for rows, _ in told]
    rows = next((one for one in shop if one.height), tables["traffic"].clear())
    said = set(rows["attribution"].drop_nulls())
    if chosen := [rule for rule in (*PREFERRED, *sorted(said)) if rule in said]:
        rows = rows.filter(pl.col("attribution") == chosen[0])
    sums = [pl.col(name).sum() for name in ("visitors", "paid_buyers", "paid_fen")]
    return rows.group_by("source_path").agg(sums)


def _over(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))


def overlap(tables: Tables, period: Period) -> float | None:
    """Return by which share the leaves' visitors exceed the shop's own; `None` if unknown.

    The rest of a person who came by two sources: 0.2 means every fifth visit is counted twice.
    """
    leaves = float(_leaves(tables, period)["visitors"].sum())
    rows, exact = rows_of(tables.shop_days, period)
    whole = exact or rows.height == period.days
    shop = float(rows["visitors"].sum()) if whole else 0.0
    return leaves / shop - 1 if leaves and shop else None
