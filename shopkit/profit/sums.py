"""What a group of lines adds up to; a sum of which nothing is known is unknown."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

COUNTS = ("lines", "known_lines", "units")
KNOWN = ("unknown_paid_fen", "known_net_fen", "known_ads_fen")


def money_columns(included: Sequence[str]) -> list[str]:
    """Return the columns of lines that are sums of money, given the costs taken off."""
    costs = (f"{cost}_fen" for cost in included)
    return ["paid_fen", "refund_fen", *costs, "contribution_fen"]


def first_sums(included: Sequence[str]) -> list[pl.Expr]:
    """Return the aggregates of a group of lines.

    Columns: lines, known_lines, units; each money column; of lines with an unknown cost what was
    paid, of the others paid less refunds and their ads.
    """
    known = pl.col("contribution_fen").is_not_null()
    ads = pl.col("cost_ads_fen") if "cost_ads" in included else pl.lit(0)
    net = pl.col("paid_fen") - pl.col("refund_fen")
    return [
        pl.len().cast(pl.Int64).alias("lines"),
        known.sum().cast(pl.Int64).alias("known_lines"),
        some("units"),
        *map(some, money_columns(included)),
        pl.when(~known).then("paid_fen").sum().alias("unknown_paid_fen"),
        pl.when(known).then(net).sum().alias("known_net_fen"),
        pl.when(known).then(ads).sum().cast(pl.Int64).alias("known_ads_fen"),
    ]


def more_sums(included: Sequence[str]) -> list[pl.Expr]:
    """Return the aggregates of groups that were aggregated before."""
    counts = [pl.col("lines", "known_lines").sum(), some("units")]
    return [*counts, *map(some, money_columns(included)), pl.col(KNOWN).sum()]


def some(name: str) -> pl.Expr:
    """Return the sum of what is known of a column; null where nothing is."""
    column = pl.col(name)
    return pl.when(column.count() > 0).then(column.sum()).alias(name)
