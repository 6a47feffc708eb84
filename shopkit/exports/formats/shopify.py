"""Shopify `orders_export.csv`: further lines of an order repeat only its name, e-mail and line.

Amounts of the order stand on its first row alone. Times carry the offset of the shop's zone and
are turned into Beijing time.
"""

from __future__ import annotations

import polars as pl

from shopkit.exports.format import Format
from shopkit.exports.share import shared

TIMES = ("created_at", "paid_at", "shipped_at", "cancelled_at")
BEIJING_MINUTES = 8 * 60
ZONED = r"^\s*['\"]?(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2})\s*([+-])(\d{2}):?(\d{2})['\"]?\s*$"
OF_ORDER = (*TIMES, "state", "dispatch_state", "currency", "goods", "freight", "due", "refund")
PLACED = ("buyer", "province", "city")
UNPAID = ("pending", "authorized", "expired", "voided")


def _mended(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with times that have an offset as Beijing time, and a currency on every row.

    The currency comes before anything is rejected: a line whose order could not be read is no yuan.
    """
    times = rows.with_columns(_shifted(stem) for stem in TIMES if stem in rows.columns)
    if "currency" not in times.columns:
        return times
    told = pl.col("currency").replace("", None)
    own = told.drop_nulls().first().over("order_id")
    return times.with_columns(pl.coalesce(told, own, told.drop_nulls().first()).alias("currency"))


def _shifted(stem: str) -> pl.Expr:
    cell = pl.col(stem)
    there = cell.str.extract(ZONED, 1).str.replace("T", " ")
    moment = there.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    hours, minutes = (cell.str.extract(ZONED, n).cast(pl.Int64, strict=False) for n in (3, 4))
    sign = pl.when(cell.str.extract(ZONED, 2) == "-").then(-1).otherwise(1)
    ahead = (hours * 60 + minutes) * sign
    here = moment + pl.duration(minutes=BEIJING_MINUTES - ahead)
    return pl.coalesce(here.dt.strftime("%Y-%m-%d %H:%M:%S"), cell).alias(stem)


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Return lines that know their order, each with its share of what was paid."""
    full = rows.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in _ABSENT.items() if name not in rows.columns
    )
    told = [name for name in (*OF_ORDER, *PLACED) if name in full.columns]
    whole = full.with_columns(
        pl.col(name).drop_nulls().first().over("order_id") for name in told
    ).with_columns(_state(), _paid=_paid())
    price = pl.col("unit_price") * pl.col("units") - pl.col("line_discount").fill_null(0)
    weight = pl.max_horizontal(price, 0)
    return whole.with_columns(
        _whole_goods=pl.col("goods"),
        goods=shared(pl.col("goods"), weight, "order_id"),
        paid=shared(pl.col("_paid"), weight, "order_id"),
    )


_ABSENT: dict[str, pl.DataType] = {
    **dict.fromkeys(TIMES, pl.Datetime("us")),
    **dict.fromkeys(("goods", "freight", "due", "refund"), pl.Int64()),
    **dict.fromkeys(("unit_price", "units", "line_discount"), pl.Int64()),
    **dict.fromkeys(("state", "dispatch_state", "title"), pl.String()),
}


def _paid() -> pl.Expr:
    """Return the total once it is paid; unknown where it is paid but nobody says when."""
    unpaid = pl.col("state").str.to_lowercase().is_in(UNPAID)
    paid = pl.when(pl.col("paid_at").is_not_null()).then("due")
    return paid.when(unpaid).then(0)


def _state() -> pl.Expr:
    """Return the state of the money, or shipped once the goods are on their way."""
    money = pl.col("state").str.to_lowercase()
    on_its_way = pl.col("dispatch_state").str.to_lowercase() == "fulfilled"
    shipped = money.is_in(["paid", "partially_refunded"]) & on_its_way
    cancelled = pl.col("cancelled_at").is_not_null()
    state = pl.when(cancelled).then(pl.lit("voided")).when(shipped).then(pl.lit("shipped"))
    return state.otherwise(money).alias("state")


def _orders(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row an order from its lines."""
    firsts = [name for name in (*OF_ORDER, *PLACED) if name in rows.columns and name != "goods"]
    units = pl.when(pl.col("units").is_not_null().all()).then(pl.col("units").sum())
    return rows.group_by("order_id", maintain_order=True).agg(
        *(pl.col(name).first() for name in firsts),
        pl.col("_whole_goods").first().alias("goods"),
        pl.col("_paid").first().alias("paid"),
        pl.col("title").drop_nulls().first(),
        pl.col("source_row").first(),
        units.first().alias("units"),
    )


FORMAT = Format(
    kind="shopify",
    table="order_lines",
    columns={
        "Name": "order_id",
        "Email": "buyer",
        "Financial Status": "state",
        "Paid at": "paid_at",
        "Fulfillment Status": "dispatch_state",
        "Fulfilled at": "shipped_at",
        "Currency": "currency",
        "Subtotal": "goods",
        "Shipping": "freight",
        "Total": "due",
        "Created at": "created_at",
        "Lineitem quantity": "units",
        "Lineitem name": "title",
        "Lineitem price": "unit_price",
        "Lineitem sku": "sku",
        "Lineitem discount": "line_discount",
        "Shipping Province Name": "province",
        "Shipping Province": "province",
        "Shipping City": "city",
        "Cancelled at": "cancelled_at",
        "Refunded Amount": "refund",
    },
    needs=(
        frozenset({"order_id"}),
        frozenset({"due", "goods"}),
        frozenset({"title", "unit_price"}),
        frozenset({"paid_at"}),
    ),
    gross="shopify.dev, GraphQL Admin API, Order.totalPriceSet: before returns",
    marks=frozenset({"Lineitem name", "Lineitem quantity", "Lineitem price"}),
    words={
        "state": {
            "pending": "unpaid",
            "authorized": "unpaid",
            "partially_paid": "unpaid",
            "paid": "paid",
            "partially_refunded": "paid",
            "fulfilled": "shipped",
            "refunded": "closed",
            "voided": "closed",
            "expired": "closed",
        }
    },
    prepare=_mended,
    derive=_lines,
    spread={"orders": _orders},
)
