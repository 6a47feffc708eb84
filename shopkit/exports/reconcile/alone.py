"""Settlements and refunds of orders nobody paid in the files: they enter no figure of an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import Check, Value, found, unknown
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables

SHOWN = 5


def alone_checks(tables: Tables) -> Iterator[Check]:
    """Yield whether affiliate settlements and completed refunds belong to paid orders."""
    taken = pl.sum_horizontal("commission_fen", "service_fee_fen")
    yield _alone(tables, tables["affiliate"], "affiliate_alone", taken)
    done = tables["refunds"].filter(pl.col("refund_state") == "done")
    yield _alone(tables, done, "refunds_alone", pl.col("refund_fen"))


def _alone(tables: Tables, rows: pl.DataFrame, code: str, fen: pl.Expr) -> Check:
    """Return the rows of no order that was paid; orders in other currencies are kept elsewhere."""
    table = code.partition("_")[0]
    if not rows.height:
        return unknown(code, table)
    paid = tables.orders.drop_nulls("paid_at").select("order_id")
    known = pl.concat([paid, tables["foreign_orders"].select("order_id")])
    lost = rows.join(known, "order_id", "anti").sort("source_file", "source_row")
    total = int(lost.select(fen.sum()).item() or 0)
    where = lost.select("source_file", "source_row").head(SHOWN).iter_rows()
    said: dict[str, Value] = {"off": lost.height, "fen": total}
    said["list"] = [f"{file}:{row}" for file, row in where]
    return found(code, table, Severity.WARNING, said)
