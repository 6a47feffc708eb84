"""What a group of lines adds up to; a sum of which nothing is known is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from shopkit.apportion import Flags, Ints, ints, ranked
from shopkit.sums import known_sum

Total: TypeAlias = Callable[[Ints], Ints]

KEY = ("product", "day", "affiliate")
KNOWN = ("unknown_paid_fen", "known_net_fen", "known_ads_fen")


def money_columns(included: Sequence[str]) -> list[str]:
    """Return the columns of lines that are sums of money, given the costs taken off."""
    costs = (f"{cost}_fen" for cost in included)
    return ["paid_fen", "refund_fen", *costs, "contribution_fen"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What groups of lines add up to.

    Attributes:
        name: of the column.
        values: by group; 0 where nothing is known.
        known: by group, whether anything is known; none where everything is.
    """

    name: str
    values: Ints
    known: Flags | None = None

    @property
    def series(self) -> pl.Series:
        """The sums as a column; null where nothing is known."""
        column = pl.Series(self.name, self.values)
        if self.known is None:
            return column
        told = pl.DataFrame([column, pl.Series("told", self.known)])
        return told.select(pl.when("told").then(self.name))[self.name]


def sums(lines: pl.DataFrame, included: Sequence[str], total: Total) -> Iterator[Sum]:
    """Yield the sums of groups of lines, a column at a time.

    Columns: lines, known_lines, units; each money column; of lines with an unknown cost what was
    paid, of the others paid less refunds and their ads.

    Args:
        lines: those of a ledger.
        included: the costs taken off.
        total: adds up numbers of lines by group.
    """
    counts = total(np.ones(lines.height, np.int64))
    told = lines["contribution_fen"].is_not_null()
    known = None if told.all() else told.to_numpy()
    yield Sum("lines", counts)
    yield Sum("known_lines", counts if known is None else total(known.astype(np.int64)))
    for name in ("units", *money_columns(included)):
        yield known_total(lines[name], total)
    unknown = np.zeros_like(counts) if known is None else total(ints(lines["paid_fen"]) * ~known)
    yield Sum("unknown_paid_fen", unknown)
    net = ints(lines["paid_fen"]) - ints(lines["refund_fen"])
    yield Sum("known_net_fen", total(net if known is None else net * known))
    ads = ints(lines["cost_ads_fen"]) if "cost_ads" in included else np.zeros(len(net), np.int64)
    yield Sum("known_ads_fen", total(ads if known is None else ads * known))


def known_total(column: pl.Series, total: Total) -> Sum:
    """Return the sum of what is known of a column by group."""
    found = total(ints(column))
    if not column.null_count():
        return Sum(column.name, found)
    told = total(column.is_not_null().to_numpy().astype(np.int64)) > 0
    return Sum(column.name, found, told)


def columns(lines: pl.DataFrame, included: Sequence[str], total: Total) -> list[pl.Series]:
    """Return the sums of groups of lines as columns."""
    return [found.series for found in sums(lines, included, total)]


def cells(lines: pl.DataFrame, included: Sequence[str]) -> pl.DataFrame:
    """Return lines added up by product, day and whether a promoter brought them, in that order."""
    if not lines.height:
        return pl.DataFrame([*lines.select(KEY), *columns(lines, included, lambda values: values)])
    day = ints(lines["day"].to_physical())
    days, first = int(np.ptp(day)) + 1, int(day.min())
    slot = ints(lines["product"]) * days + (day - first)
    found, number = ranked(slot * 2 + ints(lines["affiliate"]))
    key = pl.DataFrame({"slot": found}).select(
        (pl.col("slot") // 2 // days).cast(pl.UInt32).alias("product"),
        (pl.col("slot") // 2 % days + first).cast(pl.Int32).cast(pl.Date).alias("day"),
        (pl.col("slot") % 2 == 1).alias("affiliate"),
    )
    return key.with_columns(columns(lines, included, adder(number, len(found))))


def adder(number: Ints, groups: int) -> Total:
    """Return what adds up numbers of lines by the group each line is of."""

    def total(values: Ints) -> Ints:
        result = np.zeros(groups, np.int64)
        np.add.at(result, number, values)
        return result

    return total


def more_sums(included: Sequence[str]) -> list[pl.Expr]:
    """Return the aggregates of groups that were aggregated before."""
    counts = [pl.col("lines", "known_lines").sum(), known_sum("units")]
    return [*counts, *map(known_sum, money_columns(included)), pl.col(KNOWN).sum()]
