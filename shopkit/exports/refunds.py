"""Whether the amount paid in an order list is already net of refunds, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.format import Format, formats

if TYPE_CHECKING:
    from shopkit.exports.intake import Intake
    from shopkit.exports.reading import FileReport
    from shopkit.plan import Plan

GROSS, NET, UNKNOWN = "gross", "net", "unknown"
CLEAR, FEWEST = 0.95, 5  # share of the telling orders that settles it, and how few may be told
PAID_ORDERS = pl.col("paid_at").is_not_null()


def basis(orders: pl.DataFrame, declared_net: bool | None, stated: str | None = None) -> str:
    """Return `gross`, `net` or `unknown` for the orders of one file.

    What the format states of its columns counts first. Else refunded orders tell: an amount paid
    that equals the amount due is gross, one that equals the amount due less the refund is net. All
    of them settle it, or a clear majority: single orders have amounts of their own. Where they
    tell nothing, the plan decides; where no order has a refund, both mean the same.

    Args:
        orders: columns paid_at, due, paid, refund (fen).
        declared_net: what the plan says, if anything.
        stated: what the format says of its own columns, if anything.
    """
    if stated:
        return stated
    refunded = orders.filter(PAID_ORDERS & (pl.col("refund") > 0) & (pl.col("due") > 0))
    gross = refunded.filter(pl.col("paid") == pl.col("due")).height
    net = refunded.filter(pl.col("paid") == pl.col("due") - pl.col("refund")).height
    most, telling = max(gross, net), gross + net
    if telling and (most == telling or (telling >= FEWEST and most >= CLEAR * telling)):
        return GROSS if gross > net else NET
    if declared_net is not None:
        return NET if declared_net else GROSS
    none_refunded = (orders.filter(PAID_ORDERS)["refund"] == 0).all(ignore_nulls=False)
    return GROSS if none_refunded else UNKNOWN


def settled(orders: pl.DataFrame, paid_basis: str) -> pl.DataFrame:
    """Return orders with `paid` before refunds and `net` after them, where that is known."""
    paid, refund = pl.col("paid"), pl.col("refund")
    if paid_basis == NET:
        return orders.with_columns(net=paid, paid=paid + refund.fill_null(0))
    if paid_basis == GROSS:
        return orders.with_columns(net=paid - refund)
    return orders.with_columns(net=pl.lit(None, pl.Int64))


@dataclass(frozen=True, slots=True)
class Refunded:
    """What the refund exports of a shop tell.

    Attributes:
        rows: each refund once.
        none_on: the days that exports without a row say they are about.
    """

    rows: pl.DataFrame
    none_on: frozenset[date] = frozenset()


def filled(orders: pl.DataFrame, export: Refunded) -> pl.DataFrame:
    """Return orders whose unknown refunds are those of the refund export; none there is zero.

    Old order lists and JD's have no column of refunds, or only those of cancelled orders. Where
    every export is empty, only orders paid on the days they are about are known to have none.
    """
    if not export.rows.height:
        quiet = pl.col("refund").is_null() & pl.col("paid_at").dt.date().is_in(export.none_on)
        return orders.with_columns(refund=pl.when(quiet).then(0).otherwise("refund"))
    made = export.rows.filter(pl.col("refund_state") == "done").group_by("order_id")
    told = made.agg(pl.col("refund").sum().alias("told"))
    nothing = pl.when(PAID_ORDERS).then(0)
    joined = orders.join(told, on="order_id", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("refund", "told", nothing).alias("refund")).drop("told")


def settled_file(
    report: FileReport, intake: Intake | None, export: Refunded, plan: Plan
) -> tuple[FileReport, Intake | None]:
    """Return one file with the refunds and the net amounts of its orders, and how they were told.

    Args:
        report: how it was read.
        intake: its rows, if it could be read.
        export: the refund exports of the shop, which tell what an order list does not.
        plan: what the shop says of its files.
    """
    if intake is None or report.kind is None:
        return report, intake
    known = formats()[report.kind]
    told = {known.table: intake.rows, **intake.others}
    stated = _stated(known, plan)
    for table in ("foreign_orders", "orders"):
        if table in told:
            orders = filled(told[table], export) if table == "orders" else told[table]
            paid_basis = basis(orders, plan.reading.paid_is_net_of_refunds, stated)
            told[table] = settled(orders, paid_basis)
            report = replace(report, paid_basis=paid_basis)
    return report, replace(intake, rows=told.pop(known.table), others=told)


def _stated(known: Format, plan: Plan) -> str | None:
    """Return `gross` where the format's own amount paid is; a column the plan names may differ."""
    mapped = {"due", "paid"} & set(plan.column_map(known.kind).values())
    return GROSS if known.gross and not mapped else None
