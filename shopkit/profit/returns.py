"""What was refunded on each line, and which goods came back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from shopkit.apportion import Flags, Groups, Ints, Shares, ints
from shopkit.profit.matching import OrderNumbers, matched

BACK = ("sent_back", "back")


@dataclass(frozen=True, slots=True)
class Stage:
    """Lines on their way to a profit, and how they belong to orders.

    Attributes:
        lines: sorted by order.
        orders: one row an order, in the order of their numbers.
        products: sku and item_id by product number.
        groups: which lines are of one order.
        by_paid: how the lines of an order share by what was paid for each.
    """

    lines: pl.DataFrame
    orders: pl.DataFrame
    products: pl.DataFrame
    groups: Groups
    by_paid: Shares

    @classmethod
    def of(cls, lines: pl.DataFrame, orders: pl.DataFrame, products: pl.DataFrame) -> Stage:
        """Return the stage of lines sorted by order."""
        groups = Groups.of(lines["order"].to_numpy())
        paid = np.maximum(ints(lines["paid_fen"]), 0)
        return cls(lines, orders, products, groups, Shares.of(paid, groups))

    def own(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that are of these orders, of rows sorted by order number."""
        if not self.orders.height:
            return rows.head(0)
        first = self.orders["order"][0]
        start, end = np.searchsorted(rows["order"].to_numpy(), [first, first + self.orders.height])
        return rows.slice(start, end - start)

    def matched(self, rows: pl.DataFrame, second: str) -> pl.DataFrame:
        """Return rows of these orders with the `line` of the stage each is about."""
        there = np.zeros(self.orders.height, bool)
        there[self._places(rows)] = True
        lines = np.flatnonzero(self.groups.rows(there))
        named = self.lines.select("order", "line_id", "product")[lines]
        product = self.products.select("product", "sku", "item_id")
        named = named.with_columns(pl.Series("line", lines), pl.col("order").cast(pl.Int64))
        told = named.join(product, "product", how="left", maintain_order="left")
        return matched(rows, told, second)

    def on_lines(self, rows: pl.DataFrame, column: str) -> Ints:
        """Return the sum of a column for each line, of rows matched to lines."""
        sums = np.zeros(self.lines.height, np.int64)
        rows = rows.drop_nulls("line")
        np.add.at(sums, ints(rows["line"]), ints(rows[column]))
        return sums

    def on_orders(self, rows: pl.DataFrame, column: str) -> Ints:
        """Return the sum of a column for each order, of rows that match no line."""
        sums = np.zeros(self.orders.height, np.int64)
        rows = rows.filter(pl.col("line").is_null())
        np.add.at(sums, self._places(rows), ints(rows[column]))
        return sums

    def told(self, rows: pl.DataFrame) -> Flags:
        """Return for each order whether any row is of it."""
        there = np.zeros(self.orders.height, bool)
        there[self._places(rows)] = True
        return there

    def _places(self, rows: pl.DataFrame) -> Ints:
        first = self.orders["order"][0] if self.orders.height else 0
        return ints(rows["order"]) - first


@dataclass(frozen=True, slots=True)
class Told:
    """What a shop says of refunds.

    Attributes:
        rows: completed refunds of paid orders with the number of the order, sorted by it.
        silent: whether nothing is said of refunds after delivery; what is not known counts as 0.
        left_out: whether figures are therefore before such refunds.
    """

    rows: pl.DataFrame
    silent: bool
    left_out: bool


def told_refunds(export: pl.LazyFrame, orders: pl.DataFrame, numbers: OrderNumbers) -> Told:
    """Return what a shop says of refunds; some order lists tell those of closed orders only."""
    any_export = export.select(pl.len()).collect().item() > 0
    done = export.filter((pl.col("refund_state") == "done") & pl.col("refund_fen").is_not_null())
    columns = ("order_id", "line_id", "sku", "refund_fen", "whole", "goods_state")
    rows = numbers.numbered(done.select(columns).collect())
    known = orders["refund_fen"].is_not_null()
    some_unknown = orders.height > 0 and not known.all()
    of_open = (known & ~orders["closed"].fill_null(value=False)).any()
    silent = not any_export and not of_open
    return Told(rows, silent=silent, left_out=some_unknown and silent)


@dataclass(frozen=True, slots=True)
class Refunds:
    """What was refunded.

    Attributes:
        fen: by line.
        known: by line, whether that is known.
        whole: by order, whether all of it was refunded; where nothing was paid, whether it was
            closed.
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


def refunds(stage: Stage, said: Told) -> Refunds:
    """Return the refunds of each line: those the refund export has, and what its order has more.

    What no row names a line for goes to the lines as the order detail has it, else by what was
    paid for each.
    """
    rows = stage.matched(stage.own(said.rows), "sku")
    told, own = stage.told(rows), ints(stage.orders["refund_fen"])
    named = stage.on_lines(rows, "refund_fen")
    loose = stage.on_orders(rows, "refund_fen")
    rest = loose + np.maximum(own - loose - stage.groups.total(named), 0)
    fen = named + stage.by_paid.split(np.where(told, rest, own))
    detailed = stage.groups.rows(~told & _detailed(stage, own))
    if detailed.any():
        np.copyto(fen, ints(stage.lines["line_refund_fen"]), where=detailed)
    known = told | stage.orders["refund_fen"].is_not_null().to_numpy() | said.silent
    return Refunds(
        fen, stage.groups.rows(known), _whole(stage, fen, known), told, *_back(stage, rows)
    )


def _detailed(stage: Stage, own: Ints) -> Flags:
    """Return for each order whether its lines have refunds of their own that add up to it."""
    if "line_refund_fen" not in stage.lines.columns:
        return np.zeros(stage.orders.height, bool)
    parts = ints(stage.lines["line_refund_fen"], -1)
    adds_up: Flags = stage.groups.total(parts) == own
    return adds_up & stage.groups.all(parts >= 0)


def _whole(stage: Stage, fen: Ints, known: Flags) -> Flags:
    """Return for each order whether all of it was refunded; one of nothing, whether it closed."""
    orders, total = stage.orders, stage.groups.total(fen)
    closed: Flags = orders["closed"].fill_null(value=False).to_numpy()
    told: Flags = orders["paid_fen"].is_not_null().to_numpy()
    enough: Flags = total >= ints(orders["paid_fen"])
    return told & known & enough & (closed | (total > 0))


def _back(stage: Stage, rows: pl.DataFrame) -> tuple[Ints, Flags, Flags]:
    """Return by line: fen refunded for goods that came back, whether any, whether all did."""
    rows = rows.filter(pl.col("goods_state").is_in(BACK)).with_columns(
        one=pl.lit(1), all=pl.col("whole").fill_null(value=False).cast(pl.Int64)
    )
    rest, counted = stage.on_orders(rows, "refund_fen"), stage.on_orders(rows, "one")
    share = stage.by_paid.split(rest)
    fen = stage.on_lines(rows, "refund_fen") + share
    some = (stage.on_lines(rows, "one") > 0) | (stage.groups.rows(counted > 0) & (share > 0))
    whole = some & (fen >= ints(stage.lines["paid_fen"]).clip(0))
    return fen, some, whole | (stage.on_lines(rows, "all") > 0)
