"""The lines of orders against the orders they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import Check, Value, agreement, found, unknown
from shopkit.exports.reconcile.money_back import done_refunds
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables

ROUNDING_FEN = 10  # platforms round each line's share of a discount to the fen


def line_checks(tables: Tables) -> Iterator[Check]:
    """Yield whether lines add up to their orders, in payment and refund, and which are missing."""
    known = pl.col("paid_fen").is_not_null().all().alias("known")
    told = pl.col("paid_fen").sum().alias("theirs")
    summed = tables["order_lines"].group_by("order_id").agg(told, known)
    yield _amounts(tables, summed)
    yield _refunds(tables)
    yield _partners(tables, summed)


def _amounts(tables: Tables, summed: pl.DataFrame) -> Check:
    """Return whether lines were paid what their order was, with or without its freight."""
    orders = tables.orders.filter(
        pl.col("paid_at").is_not_null() & pl.col("paid_fen").is_not_null()
    )
    pairs = orders.select("order_id", pl.col("paid_fen").alias("ours"), "freight_fen").join(
        summed.filter("known"), "order_id"
    )
    if not pairs.height:
        return unknown("lines_amounts", "order_lines")
    gap, freight = pl.col("ours") - pl.col("theirs"), pl.col("freight_fen").fill_null(0)
    off = pairs.filter((gap.abs() > ROUNDING_FEN) & ((gap - freight).abs() > ROUNDING_FEN))
    total = int(off.select(gap.sum()).item() or 0)
    return Check(
        code="lines_amounts",
        outcome="differs" if off.height else "fits",
        place="order_lines",
        share=agreement(pairs) if off.height else 1.0,
        cny=total / 100,
        said={"orders": pairs.height, "off": off.height, "gap_fen": total},
    )


def _refunds(tables: Tables) -> Check:
    """Return the orders whose lines do not add up to their refund, which no export splits."""
    whole = pl.col("refund_fen").is_not_null().all().alias("whole")
    lines = (
        tables["order_lines"]
        .group_by("order_id")
        .agg(whole, pl.col("refund_fen").sum().alias("theirs"))
    )
    paid = tables.orders.drop_nulls(["paid_at", "refund_fen"])
    mine = paid.select("order_id", pl.col("refund_fen").alias("ours"))
    both = mine.join(lines.filter("whole"), "order_id")
    both = both.join(done_refunds(tables), "order_id", "anti")
    if not both.height:
        return unknown("lines_refunds", "order_lines")
    off = both.filter(pl.col("ours") != pl.col("theirs"))
    said: dict[str, Value] = {"off": off.height, "orders": both.height}
    said |= {"ours_fen": int(off["ours"].sum()), "theirs_fen": int(off["theirs"].sum())}
    return found("lines_refunds", "order_lines", Severity.NOTE, said)


def _partners(tables: Tables, summed: pl.DataFrame) -> Check:
    """Return whether every order has lines and every line its order, over the days of both."""
    orders = tables.orders.select("order_id", "created_at", "paid_at", "paid_fen")
    paid = orders.filter(pl.col("paid_at").is_not_null())
    if not (summed.height and paid.height):
        return unknown("lines_partners", "order_lines")
    here = orders.join(summed, "order_id", "semi")
    ids = _strangers(tables, summed) if here.height < summed.height else 0
    first, last = here["created_at"].min(), here["created_at"].max()
    due = paid.filter(pl.col("created_at").is_between(first, last)) if first else paid.clear()
    bare = due.join(summed, "order_id", "anti")
    missing = int(bare["paid_fen"].sum())
    return Check(
        code="lines_partners",
        outcome="differs" if bare.height or ids else "fits",
        place="order_lines",
        severity=Severity.WARNING,
        share=1 - bare.height / due.height if due.height else None,
        cny=missing / 100,
        said={"orders": due.height, "bare": bare.height, "bare_fen": missing, "alone": ids},
    )


def _strangers(tables: Tables, summed: pl.DataFrame) -> int:
    """Return how many orders only lines tell of; those in other currencies are elsewhere."""
    alone = summed.join(tables.orders.select("order_id"), "order_id", "anti")
    return alone.join(tables["foreign_orders"].select("order_id"), "order_id", "anti").height
