"""Whether the amount paid in an order list is already net of refunds, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.format import Format, formats
from shopkit.exports.reconcile.check import Check, Value, found, unknown
from shopkit.findings import Severity
from shopkit.i18n import DASH
from shopkit.periods import DAY, Period

if TYPE_CHECKING:
    from shopkit.exports.intake import Intake
    from shopkit.exports.reading import FileReport
    from shopkit.plan import Plan
    from shopkit.tables import Tables

GROSS, NET, UNKNOWN = "gross", "net", "unknown"
TAKES = timedelta(days=31)  # dispatch, confirmation and after-sales: most refunds come by then
LATE = timedelta(days=7)  # exports are seldom made on one day; longer, and days are missing
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
        runs: the days they are about, in order; a gap between two files of no more than `LATE`
            is a time without refunds.
    """

    rows: pl.DataFrame
    runs: tuple[Period, ...] = ()

    @classmethod
    def of(cls, rows: pl.DataFrame, files: Iterable[FileReport]) -> Refunded:
        """Return what refund exports tell, given their rows and how every file was read."""
        runs: list[Period] = []
        for start, end in sorted(_spans(rows, files)):
            if runs and start <= runs[-1].end + (LATE + DAY):
                runs[-1] = Period(runs[-1].start, max(end, runs[-1].end))
            else:
                runs.append(Period(start, end))
        return cls(rows, tuple(runs))

    @property
    def known(self) -> pl.Expr:
        """Whether the exports hold every refund of an order, by its day of payment."""
        if not self.runs:
            return pl.lit(value=False)
        day, last = pl.col("paid_at").dt.date(), self.runs[-1].end
        until = pl.min_horizontal(day + TAKES, pl.lit(last))
        return pl.any_horizontal((day >= one.start) & (until <= one.end) for one in self.runs) & (
            day <= last
        )

    @property
    def late(self) -> pl.Expr:
        """Whether an order was paid shortly after the last day of exports that hold refunds."""
        if not (self.runs and self.rows.height):
            return pl.lit(value=False)
        last = self.runs[-1].end
        return pl.col("paid_at").dt.date().is_between(last + DAY, last + LATE)


def _spans(rows: pl.DataFrame, files: Iterable[FileReport]) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each refund export: as it says, else of its own rows."""
    ended = rows.group_by("source_file").agg(
        pl.col("refunded_at").dt.date().min().alias("first"),
        pl.col("refunded_at").dt.date().max().alias("last"),
    )
    own = {name: (first, last) for name, first, last in ended.drop_nulls().iter_rows()}
    for file in files:
        if file.kind and formats()[file.kind].table == "refunds":
            if file.start and file.end:
                yield file.start, file.end
            elif file.file in own:
                yield own[file.file]


def filled(orders: pl.DataFrame, export: Refunded) -> pl.DataFrame:
    """Return orders whose unknown refunds are those of the refund export; what both lack is zero.

    Old order lists and JD's have no column of refunds, or only those of cancelled orders. None in
    the export is no refund only on the days it is about, and shortly after; else it is unknown.
    """
    nothing = pl.when(export.known | export.late).then(0)
    joined = _with_told(orders, export)
    return joined.with_columns(pl.coalesce("refund", "told", nothing).alias("refund")).drop("told")


def _with_told(orders: pl.DataFrame, export: Refunded) -> pl.DataFrame:
    """Return orders with the sum `told` of their completed refunds in the export."""
    done = export.rows.filter(pl.col("refund_state") == "done").drop_nulls("refund")
    told = done.group_by("order_id").agg(pl.col("refund").sum().alias("told"))
    return orders.join(told, on="order_id", how="left", maintain_order="left")


def larger(orders: pl.DataFrame, export: Refunded) -> pl.DataFrame:
    """Return orders refunded what the list or the export has, whichever is more.

    Refunds only add up: the file that has less was downloaded earlier, or does not reach as far.
    """
    refund = pl.max_horizontal("refund", "told")
    more = (refund - pl.col("refund")).fill_null(0)
    joined = _with_told(orders, export)
    return joined.with_columns(refund=refund, net=pl.col("net") - more).drop("told")


def untold(tables: Tables, files: Iterable[FileReport]) -> Check:
    """Return the paid orders of which no file tells whether they were refunded.

    Those paid shortly after the last day of the refund export count as not refunded meanwhile.
    """
    export = Refunded.of(tables["refunds"], files)
    if not (export.runs or export.rows.height):
        return unknown("refunds_untold", "refunds")
    bare = tables.orders.filter(PAID_ORDERS & pl.col("refund_stated_fen").is_null())
    lacking = bare.filter(pl.col("refund_fen").is_null())
    late = bare.filter(export.late & (pl.col("refund_fen") == 0))
    said: dict[str, Value] = {"off": lacking.height + late.height}
    for name, some in (("unknown", lacking), ("late", late)):
        said |= {name: some.height, f"{name}_fen": int(some["paid_fen"].sum())}
    said["days"] = [f"{run.start} – {run.end}" for run in export.runs] or [DASH]
    severity = Severity.WARNING if lacking.height else Severity.NOTE
    return found("refunds_untold", "refunds", severity, said)


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
            orders = told[table].with_columns(refund_stated="refund")
            orders = filled(orders, export) if table == "orders" else orders
            paid_basis = basis(orders, plan.reading.paid_is_net_of_refunds, stated)
            orders = settled(orders, paid_basis)
            told[table] = larger(orders, export) if table == "orders" else orders
            report = replace(report, paid_basis=paid_basis)
    return report, replace(intake, rows=told.pop(known.table), others=told)


def _stated(known: Format, plan: Plan) -> str | None:
    """Return `gross` where the format's own amount paid is; a column the plan names may differ."""
    mapped = {"due", "paid"} & set(plan.column_map(known.kind).values())
    return GROSS if known.gross and not mapped else None
