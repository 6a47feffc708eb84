"""What profit reads of a shop's tables, and the numbers its rows are known by meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from shopkit.periods import Period
from shopkit.profit.apportion import Ints
from shopkit.tables import Tables, empty

READ = ("orders", "order_lines", "refunds", "affiliate", "ads", "products")
FAR = 100_000  # more days than any date has since 1970


def lazily(tables: Tables | Mapping[str, pl.LazyFrame]) -> dict[str, pl.LazyFrame]:
    """Return the tables profit reads, lazily, so that only the columns it needs are loaded."""
    if isinstance(tables, Tables):
        return {name: tables[name].lazy() for name in READ}
    return {name: tables[name] if name in tables else empty(name).lazy() for name in READ}


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers of orders, products and lines stand for.

    Attributes:
        orders: one row an order, in the order of their numbers: order_id, day and what else an
            order tells.
        products: one row a product sold: sku, item_id, title, category.
        items: title and category of every item the shop's tables name.
        lines: the order lines as they were read; a line's number is its row.
    """

    orders: pl.DataFrame
    products: pl.DataFrame
    items: pl.DataFrame
    lines: pl.LazyFrame


def ints(column: pl.Series, unknown: int = 0) -> Ints:
    """Return a column as whole numbers, with a number for what is unknown."""
    return column.fill_null(unknown).cast(pl.Int64).to_numpy()


def slot(key: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Return one number for a numbered thing on a day."""
    return key.cast(pl.Int64) * FAR + day.to_physical().cast(pl.Int64)


def within(frame: pl.DataFrame, period: Period | None) -> pl.LazyFrame:
    """Return the rows whose day lies in a period; all of them without one."""
    rows = frame.lazy()
    if period is None:
        return rows
    return rows.filter(pl.col("day").is_between(period.start, period.end))
