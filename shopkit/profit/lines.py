"""The paid lines of a shop's orders, sorted, numbered, and what was paid for each."""

from __future__ import annotations

import numpy as np
import polars as pl

from shopkit.profit.apportion import Groups, Ints, split
from shopkit.profit.frames import ints

ORDER_COLUMNS = ("order_id", "paid_fen", "refund_fen", "sent", "state", "province", "units")
LINE_COLUMNS = (
    *("order_id", "line_id", "sku", "item_id", "units", "unit_price_fen", "goods_fen"),
    *("paid_fen", "source_row"),
)
PRODUCT = ("sku", "item_id")
WITHIN = ("order", "line_id", "source_row")  # the order of lines, which decides odd fen


def paid_orders(orders: pl.LazyFrame) -> pl.DataFrame:
    """Return the paid orders by number: order_id, day of payment, paid, refund (fen), state."""
    paid = orders.filter(pl.col("paid_at").is_not_null())
    day = pl.col("paid_at").dt.date().alias("day")
    state = pl.col("state").eq("closed").alias("closed")
    return (
        paid.select(*ORDER_COLUMNS, day)
        .with_columns(state)
        .drop("state")
        .sort("order_id")
        .with_row_index("order")
        .collect(engine="streaming")
    )


def paid_lines(rows: pl.LazyFrame, orders: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the lines of paid orders with what was paid for each, and the products sold.

    An order without lines is one line. Columns: order, line, product, day, units, paid_fen;
    of products: product, sku, item_id.
    """
    ids = orders.lazy().select("order_id", "order")
    products = _products(rows)
    told = rows.select(LINE_COLUMNS).with_row_index("line").join(ids, "order_id")
    numbered = told.join(products.lazy(), list(PRODUCT), nulls_equal=True)
    found = numbered.drop("order_id", *PRODUCT).collect(engine="streaming")
    found = _sorted(pl.concat([found, _without_lines(orders, found, products)], how="diagonal"))
    found = found.drop("line_id", "source_row")
    groups = Groups.of(ints(found["order"]))
    weights = _weights(found, groups)
    found = found.select("order", "line", "product", "units")
    paid = split(ints(orders["paid_fen"]), weights, groups)
    whole = orders.select(pl.col("paid_fen").is_not_null().alias("known"), "day")
    lines = found.with_columns(
        pl.Series("day", groups.rows(whole["day"].to_physical().to_numpy())).cast(pl.Date),
        pl.Series("paid_fen", paid),
    )
    if not whole["known"].all():
        known = pl.Series("known", groups.rows(whole["known"].to_numpy()))
        lines = lines.with_columns(pl.when(known).then("paid_fen").alias("paid_fen"))
    return lines, products


def _products(rows: pl.LazyFrame) -> pl.DataFrame:
    """Return the products of the order lines by number; the first has no name."""
    named = rows.select(PRODUCT).unique().collect(engine="streaming")
    none = pl.DataFrame(schema=named.schema).clear(1)
    return pl.concat([none, named]).unique().sort(PRODUCT).with_row_index("product")


def _without_lines(
    orders: pl.DataFrame, lines: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return a line without a name for each order that has none."""
    there = np.zeros(orders.height, bool)
    there[lines["order"].to_numpy()] = True
    nameless = products.filter(pl.all_horizontal(pl.col(PRODUCT).is_null()))["product"]
    bare = orders.filter(~pl.Series(there)).select("order", "units")
    return bare.with_columns(pl.lit(nameless[0], pl.UInt32).alias("product"))


def _sorted(lines: pl.DataFrame) -> pl.DataFrame:
    named = lines.with_columns(pl.col("line_id").fill_null(""), pl.col("source_row").fill_null(0))
    return named.sort(WITHIN)


def _weights(lines: pl.DataFrame, groups: Groups) -> Ints:
    """Return what an order's amount is split by: paid, goods, price × units, else units.

    A basis that any line of the order lacks is not used.
    """
    priced = pl.col("unit_price_fen") * pl.col("units")
    bases = [pl.col("units"), priced, pl.col("goods_fen"), pl.col("paid_fen")]
    weights = np.zeros(lines.height, np.int64)
    for basis in bases:  # the best one comes last
        values = ints(lines.select(basis).to_series(), -1)
        whole = groups.rows(groups.all(values >= 0))
        np.copyto(weights, values, where=whole)
    return weights
