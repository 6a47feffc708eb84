"""WooCommerce orders as its common CSV-export plug-in writes them: one row an order.

Every line of an order is a cell of its own, `product_id:4959|1|30|size: Medium`: number or code,
units, amount, variant. That the third part is the amount of the line, not the price of one, is not
certain. Other plug-ins name their columns otherwise: map them in `column_maps`. The file has no
time of payment: an order that is being handled counts as paid when it was placed.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from shopkit.exports import cells
from shopkit.exports.format import Format, Join
from shopkit.exports.share import shared

MOST_LINES = 200
CELL_END = "\x1e"
PAID = ("processing", "completed", "refunded")
WHAT = r"^\s*(?:(product_id|variation_id|sku)\s*:\s*)?([^|]*)"
LINE = WHAT + r"\|\s*(\d+)\s*\|\s*(\d+(?:\.\d+)?)\s*(?:\|(.*))?$"


def _gathered(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return every line of an order in one cell."""
    told = [cells.bare(part) for part in parts]
    return pl.concat_str(told, separator=CELL_END, ignore_nulls=True)


def _with_payment(rows: pl.DataFrame) -> pl.DataFrame:
    """Return orders with what was paid and when, and a buyer where one is named."""
    state = pl.col("state").str.to_lowercase().str.strip_prefix("wc-")
    full = rows.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in _ABSENT.items() if name not in rows.columns
    ).with_columns(state.alias("state"))
    placed = pl.when(pl.col("state").is_in(PAID)).then("created_at")
    guest = pl.when(pl.col("customer_id") != "0").then("customer_id")  # 0 is everybody without one
    timed = full.with_columns(
        paid_at=pl.coalesce("paid_at", placed), buyer=pl.coalesce("buyer", guest)
    )
    paid = pl.when(pl.col("paid_at").is_not_null()).then("due")
    return timed.with_columns(
        paid=paid.otherwise(0),
        goods=pl.coalesce("goods", pl.col("due") - pl.col("freight")),
        refund=pl.coalesce("refund", pl.when(pl.col("state") == "refunded").then("due")),
    )


_ABSENT: dict[str, pl.DataType] = {
    **dict.fromkeys(("created_at", "paid_at"), pl.Datetime("us")),
    **dict.fromkeys(("goods", "freight", "due", "refund"), pl.Int64()),
    **dict.fromkeys(("state", "buyer", "customer_id", "line_cells"), pl.String()),
}


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row a line; a cell of another shape is a line that has only a title."""
    whole = pl.col("paid").alias("_paid")
    order = ("order_id", "state", "created_at", "paid_at", "source_row", whole)
    told = rows.filter(pl.col("line_cells") != "").with_columns(
        pl.col("line_cells").str.split(CELL_END)
    )
    lines = told.select(*order, "line_cells").explode("line_cells")
    cell = pl.col("line_cells")
    part = [cell.str.extract(LINE, n).str.strip_chars() for n in range(6)]
    read = cell.str.contains(LINE)
    numbered = part[1].is_in(["product_id", "variation_id"])
    amount = (part[4].cast(pl.Float64, strict=False) * 100).round().cast(pl.Int64, strict=False)
    place = pl.int_range(1, pl.len() + 1).over("order_id")
    split = lines.with_columns(
        line_id=pl.format("{}-{}", "order_id", place),
        item_id=pl.when(part[1] == "product_id").then(part[2]),
        sku_id=pl.when(part[1] == "variation_id").then(part[2]),
        sku=pl.when(read & ~numbered.fill_null(value=False)).then(part[2]),
        units=part[3].cast(pl.Int64, strict=False),
        goods=amount,
        variant=part[5],
        title=pl.when(~read).then(cell),
    )
    return split.with_columns(paid=shared(pl.col("_paid"), pl.col("goods"), "order_id"))


FORMAT = Format(
    kind="woocommerce",
    table="orders",
    columns={
        "order_id": "order_id",
        "order_number": "order_id",
        "order_number_formatted": "order_id",
        "date": "created_at",
        "order_date": "created_at",
        "paid_date": "paid_at",
        "date_paid": "paid_at",
        "status": "state",
        "order_status": "state",
        "order_shipping": "freight",
        "order_total": "due",
        "order_currency": "currency",
        "currency": "currency",
        "billing_email": "buyer",
        "customer_user": "customer_id",
        "shipping_state": "province",
        "shipping_city": "city",
        "refunded_total": "refund",
    },
    joins={
        "line_cells": Join(tuple((f"order_item_{n}",) for n in range(1, MOST_LINES)), _gathered)
    },
    needs=(frozenset({"order_id"}), frozenset({"due"}), frozenset({"created_at", "paid_at"})),
    marks=frozenset({"order_item_1", "order_total", "order_number_formatted", "customer_user"}),
    gross="WooCommerce, WC_Order.get_remaining_refund_amount: total less total refunded",
    words={
        "state": {
            "pending": "unpaid",
            "on-hold": "unpaid",
            "processing": "paid",
            "completed": "done",
            "cancelled": "closed",
            "refunded": "closed",
            "failed": "closed",
        }
    },
    derive=_with_payment,
    spread={"order_lines": _lines},
)
