"""Orders in other currencies: kept in a table of their own and never added to anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from shopkit.exports.format import Format, unchanged
from shopkit.exports.privacy import masked

HOME = ("CNY", "RMB", "人民币", "元", "¥", "￥")

Make = Callable[[pl.DataFrame], pl.DataFrame]


def split(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows in CNY and the others; a row that names no currency is in CNY.

    A row without a currency belongs to the other rows of its order.
    """
    if "currency" not in rows.columns:
        return rows, rows.clear()
    said = pl.col("currency").str.strip_chars().str.to_uppercase()
    if "order_id" in rows.columns:
        said = pl.coalesce(said, said.drop_nulls().first().over("order_id"))
    told = rows.with_columns(said.alias("currency"))
    home = pl.col("currency").is_in(HOME).fill_null(value=True)
    return told.filter(home), told.filter(~home)


def kept_apart(abroad: pl.DataFrame, known: Format) -> int:
    """Return how many rows of a file tell of orders in other currencies."""
    return abroad.height if _orders(known) else 0


def refused(abroad: pl.DataFrame, known: Format) -> list[tuple[int, str, str, str]]:
    """Return rows in other currencies that no table can hold: they tell of no order."""
    if _orders(known):
        return []
    rows = abroad.select("source_row", *(["currency"] if abroad.height else []))
    return [(row, "currency", masked(said), "foreign_currency") for row, said in rows.iter_rows()]


def told(
    rows: pl.DataFrame, abroad: pl.DataFrame, known: Format
) -> Iterator[tuple[str, Make, pl.DataFrame]]:
    """Yield each further table, how it is made, and the rows it is made from."""
    for table, make in known.spread.items():
        yield table, make, rows
    if abroad.height and (orders := _orders(known)):
        yield "foreign_orders", _with_currency(orders), abroad


def _orders(known: Format) -> Make | None:
    return unchanged if known.table == "orders" else known.spread.get("orders")


def _with_currency(make: Make) -> Make:
    def orders(rows: pl.DataFrame) -> pl.DataFrame:
        made = make(rows)
        if "currency" in made.columns:
            return made
        currencies = rows.group_by("order_id").agg(pl.col("currency").first())
        return made.join(currencies, on="order_id", how="left", maintain_order="left")

    return orders
