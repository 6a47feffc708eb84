"""What profit reads of a shop's tables, and the numbers its rows are known by meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables, empty

READ = ("orders", "order_lines", "refunds", "affiliate", "ads", "products")
SMALL: dict[type[pl.DataType], int] = {pl.Int16: 2**15, pl.Int32: 2**31}


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


def narrow(column: pl.Series) -> pl.Series:
    """Return whole numbers in the least bits that hold each: millions of lines are large."""
    if column.dtype != pl.Int64:
        return column
    kinds = (pl.Int16, pl.Int32)
    least, most = column.min() or 0, column.max() or 0
    fits = (k for k in kinds if -SMALL[k] <= least and most < SMALL[k])  # type: ignore[operator]
    return column.cast(next(fits, pl.Int64))


def joined(pieces: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return pieces under each other, whole numbers narrow, in little more room than they need."""
    kept = [piece.select(narrow(column) for column in piece) for piece in pieces]
    columns = []
    for name in kept[0].columns:
        parts = [piece.drop_in_place(name) for piece in kept]
        if len({part.dtype for part in parts}) > 1:
            parts = [part.cast(pl.Int64) for part in parts]
        columns.append(narrow(pl.concat(parts, rechunk=True)))
    return pl.DataFrame(columns)


def within(frame: pl.DataFrame, period: Period | None) -> pl.LazyFrame:
    """Return the rows whose day lies in a period; all of them without one."""
    rows = frame.lazy()
    if period is None:
        return rows
    return rows.filter(pl.col("day").is_between(period.start, period.end))
