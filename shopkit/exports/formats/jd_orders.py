"""JD order export: one row a line, the amounts of the order repeated on each of its lines.

What the columns of amounts mean was read from one public row (订单金额 1097.00, 结算金额 932.45,
余额支付 0.00, 应付金额 932.45, 订单状态 (删除)等待出库) and is not certain: 应付金额 counts as what
the buyer paid, before refunds, with 余额支付 added only where 结算金额 says so. The discount of an
order is 订单金额 less what was paid for goods, spread over its lines by 京东价 × 数量. What JD
charged the shop is not in this file.
"""

from __future__ import annotations

import polars as pl

from shopkit.exports.format import Format
from shopkit.exports.share import shared

CANCELLED = r"^\s*[(（]删除[)）]\s*"
LEFT = {  # whether the parcel had left when the order was in this state
    "等待付款": False,
    "等待付款确认": False,
    "未付款": False,
    "等待出库": False,
    "等待发货": False,
    "等待打印": False,
    "等待确认收货": True,
    "已完成": True,
    "完成": True,
}
OF_ORDER = ("created_at", "paid_at", "done_at", "due", "freight", "order_total")
# JD writes an address without blanks; the cell is cut to province and city further on
ADDRESS = r"^(\p{Han}{2,8}?(?:省|自治区|特别行政区))\s*(\p{Han}{2,10}?(?:市|自治州|地区|盟))"
MUNICIPALITY = r"^(北京|上海|天津|重庆)市?"


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Return lines with the amounts of their order, what each costs after the discount, states."""
    full = rows.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in _ABSENT.items() if name not in rows.columns
    )
    whole = full.with_columns(
        pl.col(name).drop_nulls().first().over("order_id") for name in OF_ORDER
    ).with_columns(_stated(), _left(), due=_due())
    listed = whole.with_columns(_listed=pl.col("unit_price") * pl.col("units"))
    return _discounted(listed)


_ABSENT: dict[str, pl.DataType] = {
    **dict.fromkeys(("created_at", "paid_at", "done_at"), pl.Datetime("us")),
    **dict.fromkeys(("balance", "settled", "freight", "order_total"), pl.Int64()),
    **dict.fromkeys(("unit_price", "units"), pl.Int64()),
    **dict.fromkeys(("state", "title", "item_id"), pl.String()),
}


def _due() -> pl.Expr:
    """Return what the buyer pays: the balance is apart where the settled amount holds both."""
    both = pl.col("due") + pl.col("balance")
    return pl.when(pl.col("settled") == both).then(both).otherwise("due")


def _stated() -> pl.Expr:
    cancelled = pl.col("state").str.contains(CANCELLED)
    return pl.when(cancelled).then(pl.lit("closed")).otherwise("state").alias("state")


def _left() -> pl.Expr:
    before = pl.col("state").str.replace(CANCELLED, "")
    return before.replace_strict(LEFT, default=None, return_dtype=pl.Boolean).alias("sent")


def _discounted(rows: pl.DataFrame) -> pl.DataFrame:
    """Return lines with `goods` after the order's discount and `paid`, which adds up exactly."""
    listed = pl.col("_listed")
    discount = pl.col("order_total") - pl.col("due") + pl.col("freight").fill_null(0)
    goods = rows.with_columns(goods=listed - shared(discount, listed, "order_id"))
    sound = (pl.col("goods") >= 0).all(ignore_nulls=False).over("order_id")
    held = goods.with_columns(goods=pl.when(sound.fill_null(value=False)).then("goods"))
    weight = pl.coalesce("goods", "_listed", "units")
    paid = pl.when(pl.col("paid_at").is_not_null()).then("due").otherwise(0)
    whole = held.with_columns(_paid=paid)
    return whole.with_columns(
        paid=shared(pl.col("_paid"), weight, "order_id"), sku_id=pl.col("item_id")
    )


def _orders(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row an order from its lines; a paid order that was cancelled is paid back."""
    firsts = [
        pl.col(name).drop_nulls().first()
        for name in ("state", "sent", *OF_ORDER[:5], "buyer", "province", "title", "currency")
        if name in rows.columns
    ]
    orders = rows.group_by("order_id", maintain_order=True).agg(
        *firsts,
        pl.col("_paid").first().alias("paid"),
        pl.col("source_row").first(),
        pl.when(pl.col("units").is_not_null().all()).then(pl.col("units").sum()).first(),
    )
    back = (pl.col("state") == "closed") & pl.col("paid_at").is_not_null()
    province = _spaced(pl.col("province")) if "province" in orders.columns else pl.lit(None)
    return orders.with_columns(
        goods=pl.col("due") - pl.col("freight"),
        refund=pl.when(back).then("paid").when(pl.col("paid_at").is_null()).then(0),
        province=province.cast(pl.String),
    )


def _spaced(address: pl.Expr) -> pl.Expr:
    """Return an address with a blank after its province, as other platforms write it."""
    return address.str.replace(ADDRESS, "$1 $2 ").str.replace(MUNICIPALITY, "$1 $1市 ")


FORMAT = Format(
    kind="jd_orders",
    table="order_lines",
    columns={
        "订单号": "order_id",
        "订单编号": "order_id",
        "商品ID": "item_id",
        "商品id": "item_id",
        "商品编号": "item_id",
        "商品名称": "title",
        "订购数量": "units",
        "下单时间": "created_at",
        "京东价": "unit_price",
        "订单金额": "order_total",
        "结算金额": "settled",
        "余额支付": "balance",
        "应付金额": "due",
        "订单状态": "state",
        "下单帐号": "buyer",
        "下单账号": "buyer",
        "客户地址": "province",
        "运费金额": "freight",
        "付款确认时间": "paid_at",
        "货号": "sku",
        "订单完成时间": "done_at",
    },
    needs=(
        frozenset({"order_id"}),
        frozenset({"due"}),
        frozenset({"paid_at"}),
        frozenset({"item_id", "title"}),
    ),
    marks=frozenset({"京东价", "订购数量", "付款确认时间", "下单帐号", "下单账号", "结算金额"}),
    totals=frozenset({"order_id"}),
    gross="a public row of a deleted order, whose 应付金额 is still whole",
    words={
        "state": {
            "等待付款": "unpaid",
            "等待付款确认": "unpaid",
            "未付款": "unpaid",
            "等待出库": "paid",
            "等待发货": "paid",
            "等待打印": "paid",
            "等待确认收货": "shipped",
            "已完成": "done",
            "完成": "done",
            "已取消": "closed",
            "取消": "closed",
        }
    },
    derive=_lines,
    spread={"orders": _orders},
)
