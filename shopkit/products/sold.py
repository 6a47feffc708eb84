"""Units sold by product and day, whichever export tells of them, under the platform's item ids."""

from __future__ import annotations

from datetime import date

import polars as pl

from shopkit.periods import Period
from shopkit.spans import richest
from shopkit.tables import Tables
from shopkit.variants import items_of_variants


def sold(tables: Tables) -> pl.DataFrame:
    """Return the lines of paid orders with their items; without any, the item report's days.

    Returns:
        date, order_id (null from the item report), item_id, title, units, paid_fen. An item the
        lines name by code or title only gets its id from the cost table or the item report;
        where nobody knows it, the code or the title stands for it.
    """
    lines = paid_lines(tables)
    return lines if lines.height else _days(tables)


def days_told(tables: Tables) -> frozenset[date]:
    """Return the days of which `sold` tells, whether or not anything was sold."""
    if paid_lines(tables).height:
        return tables.order_days - tables.cut_days
    return frozenset(_days(tables)["date"])


def paid_lines(tables: Tables) -> pl.DataFrame:
    """Return the lines of paid orders, see `sold`; none without such lines."""
    orders = tables.orders.filter(pl.col("paid_at").is_not_null())
    paid = orders.select("order_id", pl.col("paid_at").dt.date().alias("date"))
    amount = pl.coalesce("paid_fen", "goods_fen", pl.col("unit_price_fen") * pl.col("units"))
    lines = tables["order_lines"].with_columns(amount.alias("paid_fen"))
    named = _identified(lines.join(paid, "order_id"), tables)
    return named.select("date", "order_id", "item_id", "title", "units", "paid_fen")


def _identified(lines: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    by_sku = _ids(tables["products"], "sku")
    by_title = _ids(tables["item_days"], "title")
    joined = lines.join(by_sku, "sku", how="left").join(by_title, "title", how="left")
    item = pl.coalesce("item_id", "id_by_sku", "id_by_title", "sku", "title")
    whole = pl.col("item_id").replace(items_of_variants(tables))
    named = joined.with_columns(item.alias("item_id")).with_columns(whole)
    return named.filter(pl.col("item_id").is_not_null())


def _ids(table: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the item of each code or title that belongs to one item only."""
    pairs = table.select(key, "item_id").drop_nulls().unique()
    single = pairs.filter(pl.col(key).is_unique())
    return single.select(key, pl.col("item_id").alias(f"id_by_{key}"))


def _days(tables: Tables) -> pl.DataFrame:
    daily = tables["item_days"].filter((pl.col("grain") == "day") & pl.col("item_id").is_not_null())
    if daily.height:
        whole = Period(daily["date"].min(), daily["date_end"].max())  # type: ignore[arg-type]
        daily = richest(daily, whole)
    return daily.select(
        "date",
        pl.lit(None, pl.String).alias("order_id"),
        *("item_id", "title", pl.col("paid_units").alias("units"), "paid_fen"),
    )
