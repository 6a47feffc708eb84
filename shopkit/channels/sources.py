"""Where visitors come from: the leaf sources of the platform's tree.

Sources of one visitor overlap, so visitors of leaves are never added up to the shop's; what they
exceed it by is told as overlap.
"""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.spans import alike, richest, same_report, whole
from shopkit.sums import beside, known_sum, over
from shopkit.tables import Tables, as_pandas

PREFERRED = ("每一次访问来源", "最后一次访问来源", "第一次访问来源")  # one rule, never mixed
SOURCES = [
    *("source_path", "visitors", "visitors_before", "change_rate", "paid_buyers", "paid_fen"),
    *("conversion_rate", "per_visitor_fen"),
]


def sources(tables: Tables, now: Period, before: Period | None = None) -> pd.DataFrame:
    """Return the leaf sources of the shop's visitors, most visitors first.

    Returns:
        One row a leaf: source_path, visitors, visitors_before (0 for a leaf not there in a period
        that is told; NaN without a period before of which the same report tells every day and
        counts people alike), change_rate (now ÷ before − 1), paid_buyers, paid_cny,
        conversion_rate (paid buyers ÷ visitors), per_visitor_cny. Leaves nobody came by any more
        are last, with 0 visitors. Empty without a report of sources.
    """
    rows = _leaves(tables)
    current = _told(rows, now)
    earlier = _held(rows, current, now, before) if before else None
    old = None if earlier is None else _summed(earlier)
    joined = beside(_summed(current), old, "source_path", ("visitors",))
    figures = joined.with_columns(
        (over("visitors", "visitors_before") - 1).alias("change_rate"),
        over("paid_buyers", "visitors").alias("conversion_rate"),
        over("paid_fen", "visitors").alias("per_visitor_fen"),
    )
    ordered = figures.sort(["visitors", "source_path"], descending=[True, False], nulls_last=True)
    return as_pandas(ordered.select(SOURCES))


def _leaves(tables: Tables) -> pl.DataFrame:
    """Return the rows of the leaves of the whole shop."""
    return tables["traffic"].filter(pl.col("leaf") & pl.col("item_id").is_null())


def _told(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return what the richest report tells of a period under one attribution."""
    told = richest(rows, period)
    said = set(told["attribution"].drop_nulls())
    if chosen := [rule for rule in (*PREFERRED, *sorted(said)) if rule in said]:
        return told.filter(pl.col("attribution") == chosen[0])
    return told


def _held(
    rows: pl.DataFrame, current: pl.DataFrame, now: Period, before: Period
) -> pl.DataFrame | None:
    """Return the rows of the period before, if its people can be held against those of now."""
    same = rows.filter(
        pl.col("attribution").is_in(current["attribution"].unique(), nulls_equal=True)
    )
    earlier = same_report(same, current, before)
    known = whole(current, now) and whole(earlier, before) and alike(current, earlier)
    return earlier if known else None


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    sums = map(known_sum, ("visitors", "paid_buyers", "paid_fen"))
    return rows.group_by("source_path").agg(sums)


def overlap(tables: Tables, period: Period) -> float | None:
    """Return by which share the leaves' visitors exceed the shop's own; `None` if unknown.

    The rest of a person who came by two sources: 0.2 means every fifth visit is counted twice.
    Both are taken from the same spans, for people of a month are fewer than those of its days.
    """
    leaves = _told(_leaves(tables), period)
    spans = leaves.select("date", "date_end").unique()
    days = tables.shop_days.join(spans, on=["date", "date_end"], how="semi")
    known = days["visitors"].drop_nulls()
    if len(known) != spans.height or not known.sum() or not whole(leaves, period):
        return None
    return float(leaves["visitors"].sum()) / float(known.sum()) - 1
