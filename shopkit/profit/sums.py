"""What a group of lines adds up to; a sum of which nothing is known is unknown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from shopkit.profit.apportion import Groups
from shopkit.profit.frames import ints

COUNTS = ("lines", "known_lines", "units")
KNOWN = ("unknown_paid_fen", "known_net_fen", "known_ads_fen")


def money_columns(included: Sequence[str]) -> list[str]:
    """Return the columns of lines that are sums of money, given the costs taken off."""
    costs = (f"{cost}_fen" for cost in included)
    return ["paid_fen", "refund_fen", *costs, "contribution_fen"]


def first_sums(included: Sequence[str], *, whole: bool = False) -> list[pl.Expr]:
    """Return the aggregates of a group of lines.

    Columns: lines, known_lines, units; each money column; of lines with an unknown cost what was
    paid, of the others paid less refunds and their ads.

    Args:
        included: the costs taken off.
        whole: nothing is unknown of any line; the same sums in less time.
    """
    if whole:
        return _whole_sums(included)
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


def _whole_sums(included: Sequence[str]) -> list[pl.Expr]:
    ads = pl.col("cost_ads_fen").sum() if "cost_ads" in included else pl.lit(0, pl.Int64)
    return [
        pl.len().cast(pl.Int64).alias("lines"),
        pl.len().cast(pl.Int64).alias("known_lines"),
        pl.col("units", *money_columns(included)).sum(),
        pl.lit(0, pl.Int64).alias("unknown_paid_fen"),
        (pl.col("paid_fen").sum() - pl.col("refund_fen").sum()).alias("known_net_fen"),
        ads.alias("known_ads_fen"),
    ]


def neighbours(lines: pl.DataFrame, groups: Groups, included: Sequence[str]) -> pl.DataFrame:
    """Return the aggregates of lines that lie beside each other: those of `first_sums`.

    The other columns are those of the first line of each group.
    """
    known = lines["contribution_fen"].is_not_null().to_numpy()
    net = ints(lines["paid_fen"]) - ints(lines["refund_fen"])
    ads = ints(lines["cost_ads_fen"]) if "cost_ads" in included else np.zeros(len(known), np.int64)
    first = lines.select("order", "line", "product", "day")[groups.starts]
    return first.with_columns(
        pl.Series("lines", groups.counts, pl.Int64),
        pl.Series("known_lines", groups.total(known.astype(np.int64))),
        *(_known_total(lines[name], groups) for name in ("units", *money_columns(included))),
        pl.Series("unknown_paid_fen", groups.total(ints(lines["paid_fen"]) * ~known)),
        pl.Series("known_net_fen", groups.total(net * known)),
        pl.Series("known_ads_fen", groups.total(ads * known)),
    )


def _known_total(column: pl.Series, groups: Groups) -> pl.Series:
    sums = pl.Series(column.name, groups.total(ints(column)))
    if not column.null_count():
        return sums
    told = pl.Series("told", groups.total(column.is_not_null().to_numpy().astype(np.int64)) > 0)
    return pl.DataFrame([sums, told]).select(pl.when("told").then(column.name))[column.name]


def is_whole(lines: pl.DataFrame) -> bool:
    """Tell whether nothing is unknown of any line."""
    return not (lines["contribution_fen"].null_count() or lines["units"].null_count())


def more_sums(included: Sequence[str]) -> list[pl.Expr]:
    """Return the aggregates of groups that were aggregated before."""
    counts = [pl.col("lines", "known_lines").sum(), some("units")]
    return [*counts, *map(some, money_columns(included)), pl.col(KNOWN).sum()]


def some(name: str) -> pl.Expr:
    """Return the sum of what is known of a column; null where nothing is."""
    column = pl.col(name)
    return pl.when(column.count() > 0).then(column.sum()).alias(name)
