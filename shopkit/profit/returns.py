"""What was refunded on each line, and which goods came back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from shopkit.profit.apportion import Flags, Groups, Ints, split
from shopkit.profit.frames import ints
from shopkit.profit.matching import candidates, matched

BACK = ("sent_back", "back")


@dataclass(frozen=True, slots=True)
class Stage:
    """Lines on their way to a profit, and how they belong to orders.

    Attributes:
        lines: sorted by order.
        orders: one row an order, in the order of their numbers.
        groups: which lines are of one order.
        place: the row of a line by its number; -1 where it is no line of a paid order.
    """

    lines: pl.DataFrame
    orders: pl.DataFrame
    groups: Groups
    place: Ints

    @classmethod
    def of(cls, lines: pl.DataFrame, orders: pl.DataFrame) -> Stage:
        """Return the stage of lines sorted by order."""
        numbers = lines["line"]
        there = numbers.is_not_null().to_numpy()
        known = ints(numbers)
        place = np.full(known.max(initial=0) + 1, -1, np.int64)
        place[known[there]] = np.flatnonzero(there)
        return cls(lines, orders, Groups.of(ints(lines["order"])), place)

    def on_lines(self, rows: pl.DataFrame, column: str) -> Ints:
        """Return the sum of a column for each line, of rows matched to lines."""
        sums = np.zeros(self.lines.height, np.int64)
        rows = rows.drop_nulls("line")
        np.add.at(sums, self.place[ints(rows["line"])], ints(rows[column]))
        return sums

    def on_orders(self, rows: pl.DataFrame, column: str) -> Ints:
        """Return the sum of a column for each order, of rows that match no line."""
        sums = np.zeros(self.orders.height, np.int64)
        rows = rows.filter(pl.col("line").is_null())
        np.add.at(sums, ints(rows["order"]), ints(rows[column]))
        return sums

    def numbered(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that are of paid orders, with the number of their order."""
        return rows.join(self.orders.select("order_id", "order"), "order_id")


@dataclass(frozen=True, slots=True)
class Refunds:
    """What was refunded.

    Attributes:
        fen: by line.
        known: by line, whether that is known.
        whole: by order, whether all of it was refunded.
        told: by order, whether the refund export tells of it.
        back_fen: by line, what was refunded for goods that came back.
        back: by line, whether goods came back.
        back_whole: by line, whether all of them did.
    """

    fen: Ints
    known: Flags
    whole: Flags
    told: Flags
    back_fen: Ints
    back: Flags
    back_whole: Flags


def refunds(stage: Stage, lines: pl.LazyFrame, export: pl.LazyFrame) -> Refunds:
    """Return the refunds of each line: from the refund export if it has the order, else its own."""
    any_export = export.select(pl.len()).collect().item() > 0
    rows = _done(stage, lines, export)
    told = np.zeros(stage.orders.height, bool)
    told[rows["order"].to_numpy()] = True
    paid = np.maximum(ints(stage.lines["paid_fen"]), 0)
    own = ints(stage.orders["refund_fen"])
    rest = np.where(told, stage.on_orders(rows, "refund_fen"), own)
    fen = stage.on_lines(rows, "refund_fen") + split(rest, paid, stage.groups)
    known = told | stage.orders["refund_fen"].is_not_null().to_numpy() | any_export
    if stage.orders["refund_fen"].is_null().all():
        known[:] = True  # a shop that says nothing of refunds: they are left out
    whole = known & (stage.groups.total(fen) >= ints(stage.orders["paid_fen"]))
    whole &= stage.orders["paid_fen"].is_not_null().to_numpy()
    return Refunds(fen, stage.groups.rows(known), whole, told, *_back(stage, rows, paid))


def _done(stage: Stage, lines: pl.LazyFrame, export: pl.LazyFrame) -> pl.DataFrame:
    """Return completed refunds of paid orders with the line each is about."""
    done = export.filter((pl.col("refund_state") == "done") & pl.col("refund_fen").is_not_null())
    columns = ("order_id", "line_id", "sku", "refund_fen", "whole", "goods_state")
    rows = stage.numbered(done.select(columns).collect())
    return matched(rows, candidates(lines, rows["order_id"]), "sku")


def _back(stage: Stage, rows: pl.DataFrame, paid: Ints) -> tuple[Ints, Flags, Flags]:
    """Return by line: fen refunded for goods that came back, whether any, whether all did."""
    rows = rows.filter(pl.col("goods_state").is_in(BACK)).with_columns(
        one=pl.lit(1), all=pl.col("whole").fill_null(value=False).cast(pl.Int64)
    )
    rest, counted = stage.on_orders(rows, "refund_fen"), stage.on_orders(rows, "one")
    share = split(rest, paid, stage.groups)
    fen = stage.on_lines(rows, "refund_fen") + share
    some = (stage.on_lines(rows, "one") > 0) | (stage.groups.rows(counted > 0) & (share > 0))
    whole = (stage.on_lines(rows, "all") > 0) | (some & (fen >= paid))
    return fen, some, whole
