"""Values that cannot be right: one check for each kind of trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.costs_known import cost_checks
from shopkit.exports.reconcile.check import Check, Value, found
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables

SHOWN = 5
FAR = timedelta(days=60)  # no sale for two months and then a handful of orders: a wrong date
FEW = 0.005  # share of the orders that may lie so far off
_DOWNLOADED = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)")


def bad_input(tables: Tables) -> tuple[Check, ...]:
    """Return what came of looking for each kind of trouble."""
    makers = (_times, _future, _impossible, _zero, _foreign, cost_checks)
    return tuple(check for maker in makers for check in maker(tables))


def _times(tables: Tables) -> Iterator[Check]:
    """Yield whether orders were paid before they were placed."""
    early = tables.orders.filter(pl.col("paid_at") < pl.col("created_at")).sort("paid_at")
    said: dict[str, Value] = {"off": early.height, "fen": int(early["paid_fen"].sum())}
    said["list"] = _where(early)
    yield found("paid_before_created", "orders", Severity.WARNING, said)


def _future(tables: Tables) -> Iterator[Check]:
    """Yield whether orders are dated after their file was downloaded, or far off all others."""
    moment = pl.max_horizontal("created_at", "paid_at")
    names = tables.orders["source_file"].unique().to_list()
    made = {name: downloaded(name) for name in names}
    known = {name: when for name, when in made.items() if when}
    limit = pl.col("source_file").replace_strict(
        known, default=None, return_dtype=pl.Datetime("us")
    )
    late = tables.orders.filter((moment > limit) | (moment.dt.date() > _last_sound(tables)))
    late = late.with_columns(moment.alias("_moment")).sort("_moment", descending=True)
    said: dict[str, Value] = {"off": late.height, "list": _where(late)}
    if late.height:
        said["day"] = late["_moment"][0].date()
    yield found("future_dates", "orders", Severity.ERROR, said)


def downloaded(name: str) -> datetime | None:
    """Return the end of the minute a file was downloaded, if its name tells.

    Example:
        >>> downloaded("ExportOrderList202511220900.csv").hour
        9
    """
    match = _DOWNLOADED.search(name)
    if not match:
        return None
    try:
        return datetime(*map(int, match.groups())) + timedelta(minutes=1)  # type: ignore[arg-type]
    except ValueError:  # 31 February
        return None


def _last_sound(tables: Tables) -> date:
    """Return the last day before a long silence that only a handful of orders follow."""
    counts = tables.orders.select(pl.max_horizontal("created_at", "paid_at").dt.date().alias("day"))
    days = counts.drop_nulls().group_by("day").len().sort("day", descending=True)
    after, later = 0, date.max
    for day, count in days.iter_rows():
        if later - day > FAR and later != date.max and after <= FEW * counts.height:
            return day  # type: ignore[no-any-return]
        after, later = after + count, day
    return date.max


def _impossible(tables: Tables) -> Iterator[Check]:
    """Yield the spans in which more people paid than came."""
    days = tables.shop_days.filter(pl.col("paid_buyers") > pl.col("visitors")).sort("date")
    said: dict[str, Value] = {"off": days.height, "list": [str(d) for d in days["date"][:SHOWN]]}
    if days.height:
        said |= {"ours": days["paid_buyers"][0], "theirs": days["visitors"][0]}
        said |= {"day": days["date"][0]}
    yield found("buyers_above_visitors", "shop_days", Severity.ERROR, said)


def _zero(tables: Tables) -> Iterator[Check]:
    """Yield what was sold for nothing: a present, a test, or a column that was read wrong."""
    lines = tables["order_lines"]
    free = lines.filter((pl.col("units") > 0) & (pl.col("unit_price_fen") == 0))
    no_units = lines.filter((pl.col("units") == 0) & (pl.col("paid_fen") > 0))
    orders = tables.orders.filter(pl.col("paid_at").is_not_null() & (pl.col("paid_fen") == 0))
    costs = tables["products"].filter(pl.col("unit_cost_fen") == 0)
    counts = {"lines": free, "units": no_units, "orders": orders, "costs": costs}
    said: dict[str, Value] = {name: rows.height for name, rows in counts.items()}
    said["off"] = sum(rows.height for rows in counts.values())
    severity = Severity.WARNING if costs.height or no_units.height else Severity.NOTE
    yield found("zero_prices", "orders", severity, said)


def _foreign(tables: Tables) -> Iterator[Check]:
    """Yield orders in other currencies: how many and how much of each, never added."""
    orders = tables["foreign_orders"]
    paid = orders.group_by("currency").agg(pl.len(), pl.col("paid_fen").sum()).sort("currency")
    shown = [f"{name} {fen / 100:,.2f} ({count})" for name, count, fen in paid.iter_rows()]
    yield found(
        "foreign_currency", "foreign_orders", Severity.NOTE, {"off": orders.height, "list": shown}
    )


def _where(orders: pl.DataFrame) -> list[str]:
    """Return file and row of the first few orders: what to look up, and nobody's number."""
    rows = orders.select("source_file", "source_row").head(SHOWN)
    return [f"{file}:{row}" for file, row in rows.iter_rows()]
