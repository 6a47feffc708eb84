"""The refunds export against what the orders say was refunded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import Check, Value, agreement, unknown
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables


def refund_checks(tables: Tables) -> Iterator[Check]:
    """Yield whether both tell the same of each order, and whether anyone got back too much."""
    yield _both(tables)
    yield _above(tables)


def done_refunds(tables: Tables) -> pl.DataFrame:
    """Return what was refunded by order: order_id, theirs (fen), last (day)."""
    done = tables["refunds"].filter(pl.col("refund_state") == "done")
    return done.group_by("order_id").agg(
        pl.col("refund_fen").sum().alias("theirs"),
        pl.coalesce("refunded_at", "created_at").dt.date().max().alias("last"),
    )


def _span(tables: Tables) -> tuple[date, date] | None:
    """Return first and last day the refunds were asked for or paid back."""
    rows = tables["refunds"].select(pl.coalesce("created_at", "refunded_at").dt.date().alias("on"))
    days = rows["on"].drop_nulls()
    return (days.min(), days.max()) if len(days) else None  # type: ignore[return-value]


def _both(tables: Tables) -> Check:
    """Return whether the refunds the order list states are those of the refunds file.

    An order counts as missing from the refunds export only if it was paid on a day that export
    reaches over, and only if it was not cancelled before it left.
    """
    orders = tables.orders.filter(
        pl.col("refund_stated_fen").is_not_null() & pl.col("paid_at").is_not_null()
    )
    span = _span(tables)
    if span is None or not orders.height:
        return unknown("refunds_orders", "refunds")
    stated = pl.col("refund_stated_fen").alias("ours")
    mine = orders.select("order_id", stated, "paid_at", _cancelled())
    both = mine.join(done_refunds(tables), "order_id", "left")
    within = pl.col("paid_at").dt.date().is_between(*span)
    due = within & (pl.col("ours") > 0) & ~pl.col("cancelled")
    told = both.filter(pl.col("theirs").is_not_null() | due)
    pairs = told.with_columns(pl.col("theirs").fill_null(0))
    if not pairs.height:
        return unknown("refunds_orders", "refunds")
    only_orders = pairs.filter((pl.col("theirs") == 0) & (pl.col("ours") > 0))
    only_refunds = pairs.filter((pl.col("ours") == 0) & (pl.col("theirs") > 0))
    amounts = pairs.filter((pl.col("ours") > 0) & (pl.col("theirs") > 0) & _unlike())
    off = only_orders.height + only_refunds.height + amounts.height
    gap = int(pairs.select((pl.col("ours") - pl.col("theirs")).sum()).item() or 0)
    said: dict[str, Value] = {"orders": pairs.height, "off": off, "gap_fen": gap}
    said |= {"only_orders": only_orders.height, "only_orders_fen": int(only_orders["ours"].sum())}
    said |= {"only_refunds": only_refunds.height}
    said |= {"only_refunds_fen": int(only_refunds["theirs"].sum())}
    said |= {"amounts": amounts.height}
    return Check(
        code="refunds_orders",
        outcome="differs" if off else "fits",
        place="refunds",
        share=agreement(pairs),
        cny=gap / 100,
        said=said,
    )


def _cancelled() -> pl.Expr:
    """Return whether an order was cancelled before it left: after-sales files leave these out."""
    whole = (pl.col("refund_stated_fen") >= pl.col("paid_fen")).fill_null(value=False)
    left = pl.col("sent").fill_null(value=False)
    return ((pl.col("state") == "closed").fill_null(value=False) & whole & ~left).alias("cancelled")


def _unlike() -> pl.Expr:
    return pl.col("ours") != pl.col("theirs")


def _above(tables: Tables) -> Check:
    """Return the orders of which more was refunded than paid, by either file."""
    orders = tables.orders.filter(pl.col("paid_at").is_not_null())
    mine = orders.select("order_id", "paid_fen", "refund_fen", "paid_at")
    both = mine.join(done_refunds(tables), "order_id", "left")
    most = pl.max_horizontal("refund_fen", "theirs")
    told = both.filter(most.is_not_null() & pl.col("paid_fen").is_not_null())
    if not told.height:
        return unknown("refund_above", "orders")
    over = told.with_columns(most.alias("most")).filter(pl.col("most") > pl.col("paid_fen"))
    excess = int(over.select((pl.col("most") - pl.col("paid_fen")).sum()).item() or 0)
    said: dict[str, Value] = {"orders": told.height, "off": over.height, "over_fen": excess}
    if over.height:
        gap = pl.col("most") - pl.col("paid_fen")
        worst = over.sort(gap, "order_id", descending=[True, False]).row(0, named=True)
        said |= {"day": worst["paid_at"].date(), "ours_fen": worst["paid_fen"]}
        said |= {"theirs_fen": worst["most"]}
    return Check(
        code="refund_above",
        outcome="differs" if over.height else "fits",
        place="orders",
        severity=Severity.ERROR if over.height else Severity.WARNING,
        cny=excess / 100,
        said=said,
    )
