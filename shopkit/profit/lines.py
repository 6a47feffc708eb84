"""The paid lines of a shop's orders: sorted, numbered, in pieces, and what was paid for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from shopkit.apportion import Groups, Ints, by_group, ints, split
from shopkit.profit.matching import OrderNumbers

Small: TypeAlias = NDArray[np.uint32]

ORDER_COLUMNS = ("order_id", "paid_fen", "refund_fen", "sent", "state", "province", "units")
LINE_COLUMNS = (
    *("line_id", "units", "unit_price_fen", "goods_fen", "paid_fen", "refund_fen", "source_row"),
)
PRODUCT = ("sku", "item_id")


def paid_orders(orders: pl.LazyFrame) -> pl.DataFrame:
    """Return the paid orders by number: order_id, day of payment, paid, refund (fen), state."""
    paid = orders.filter(pl.col("paid_at").is_not_null())
    day = pl.col("paid_at").dt.date().alias("day")
    closed = pl.col("state").eq("closed").alias("closed")
    found = paid.select(*ORDER_COLUMNS, day).with_columns(closed).drop("state")
    rows = found.collect(engine="streaming")
    if not rows["order_id"].is_sorted():
        rows = rows.sort("order_id")
    return rows.with_row_index("order")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The lines of paid orders, sorted by order.

    Attributes:
        rows: the order lines as they were read.
        as_read: every line is of a paid order and they lie in the order of the orders.
        line: row of each among those read.
        order: number of its order.
        product: number of its product.
        products: product, sku, item_id; the first has no name.
    """

    rows: pl.LazyFrame
    as_read: bool
    line: Small
    order: Small
    product: Small
    products: pl.DataFrame

    def piece(self, start: int, end: int) -> pl.DataFrame:
        """Return some of the lines, those from one place to before another."""
        if self.as_read:
            told = self.rows.select(LINE_COLUMNS).slice(start, end - start).collect()
        else:
            told = self.rows.select(LINE_COLUMNS).collect()[self.line[start:end]]
        numbers = {"order": self.order, "line": self.line, "product": self.product}
        return told.with_columns(
            pl.Series(name, values[start:end]) for name, values in numbers.items()
        )


def numbered(rows: pl.LazyFrame, orders: OrderNumbers) -> Numbered:
    """Return the lines of paid orders in the order of the orders."""
    ids = rows.select("order_id").collect()["order_id"]
    heads = np.flatnonzero(ids.ne_missing(ids.shift(1)).to_numpy())
    if len(ids) and (not len(heads) or heads[0]):
        heads = np.concatenate(([0], heads))  # a first line without an order
    counts = np.diff(np.append(heads, len(ids)))
    order = np.repeat(orders.find(ids.gather(heads)), counts)
    total = len(ids)
    del ids
    kept = np.flatnonzero(order >= 0)
    line = kept[by_group(order[kept])]
    as_read = len(line) == total and bool((line[1:] > line[:-1]).all())
    products, product = _products(rows)
    if not as_read:
        rows = rows.select(LINE_COLUMNS).collect().lazy()
        order, product = order[line], product[line]
    return Numbered(rows, as_read, _small(line), _small(order), _small(product), products)


def _small(numbers: Ints) -> Small:
    return numbers.astype(np.uint32)


def _products(rows: pl.LazyFrame) -> tuple[pl.DataFrame, Ints]:
    """Return the products of the order lines by number, and the number of each line."""
    named = rows.select(PRODUCT).unique().collect(engine="streaming")
    none = pl.DataFrame(schema=named.schema).clear(1)
    products = pl.concat([none, named]).unique().sort(PRODUCT).with_row_index("product")
    key = ["sku"] if products["sku"].n_unique() == products.height else list(PRODUCT)
    told = rows.select(key).collect()
    found = told.join(
        products.select("product", *key),
        key,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return products, found["product"].to_numpy()


def pieces(
    told: Numbered, orders: pl.DataFrame, size: int
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield some orders after others, each time with their lines; about so many lines at once."""
    ends = np.arange(size, len(told.order), size)
    ends = np.unique(np.searchsorted(told.order, told.order[ends]))
    cuts = [0, *ends[ends > 0].tolist(), len(told.order)]
    firsts = [0, *(int(told.order[cut]) for cut in cuts[1:-1]), orders.height]
    for k in range(len(cuts) - 1):
        own = orders.slice(firsts[k], firsts[k + 1] - firsts[k])
        yield own, paid_lines(told.piece(cuts[k], cuts[k + 1]), own)


def paid_lines(lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return all lines of some orders with what was paid for each.

    An order without lines is one line. Columns: order, line, line_id, product, day, units,
    paid_fen; line_refund_fen where the order detail tells what was refunded of any of them.
    """
    found = _with_bare(_in_place(lines), orders)
    groups = Groups.of(found["order"].to_numpy())
    paid = split(ints(orders["paid_fen"]), _weights(found, groups), groups)
    whole = orders.select(pl.col("paid_fen").is_not_null().alias("known"), "day")
    made = found.select("order", "line", "line_id", "product", "units").with_columns(
        pl.Series("day", groups.rows(whole["day"].to_physical().to_numpy())).cast(pl.Date),
        pl.Series("paid_fen", paid),
    )
    if found["refund_fen"].null_count() < found.height:
        made = made.with_columns(found["refund_fen"].alias("line_refund_fen"))
    if not whole["known"].all():
        known = pl.Series("known", groups.rows(whole["known"].to_numpy()))
        made = made.with_columns(pl.when(known).then("paid_fen").alias("paid_fen"))
    return made


def _in_place(lines: pl.DataFrame) -> pl.DataFrame:
    """Return lines sorted by order, then by line number and source row: it decides odd fen."""
    ids, row = pl.col("line_id").fill_null(""), pl.col("source_row").fill_null(0)
    after = (ids < ids.shift(1)) | ((ids == ids.shift(1)) & (row < row.shift(1)))
    if lines.select(((pl.col("order") == pl.col("order").shift(1)) & after).any()).item():
        return lines.sort("order", ids, row, maintain_order=True)
    return lines


def _with_bare(lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return lines and one without a name for each order that has none."""
    there = np.zeros(orders.height, bool)
    if orders.height:
        there[lines["order"].to_numpy() - orders["order"][0]] = True
    if there.all():
        return lines
    bare = orders.filter(~pl.Series(there)).select("order", "units", product=pl.lit(0, pl.UInt32))
    return pl.concat([lines, bare], how="diagonal_relaxed").sort("order", maintain_order=True)


def _weights(lines: pl.DataFrame, groups: Groups) -> Ints:
    """Return what an order's amount is split by: paid, goods, price × units, else units.

    A basis that any line of the order lacks is not used.
    """
    priced = pl.col("unit_price_fen") * pl.col("units")
    weights = np.zeros(lines.height, np.int64)
    lacking = np.ones(lines.height, bool)
    for basis in (pl.col("paid_fen"), pl.col("goods_fen"), priced, pl.col("units")):
        values = ints(lines.select(basis).to_series(), -1)
        whole = groups.rows(groups.all(values >= 0))
        np.copyto(weights, values, where=whole & lacking)
        lacking &= ~whole
        if not lacking.any():
            break
    return weights
