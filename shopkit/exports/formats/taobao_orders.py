"""Taobao and Tmall order list (千牛 → 已卖出的宝贝 → 批量导出): every header generation known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.exports.format import Format

if TYPE_CHECKING:
    import polars as pl

OF_REFUNDS = frozenset({"退款编号", "退款状态", "买家退款金额", "退款总额", "货物状态"})
NOT_CLOSED = "订单未关闭"
STATE_WORDS = {
    "等待买家付款": "unpaid",
    "买家已付款，等待卖家发货": "paid",
    "卖家部分发货": "shipped",
    "卖家已发货，等待买家确认": "shipped",
    "交易成功": "done",
    "交易关闭": "closed",
}


def _closed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return orders with a reason of closing only where they were closed."""
    import polars as pl

    if "closed_why" not in rows.columns:
        return rows
    said = pl.col("closed_why")
    return rows.with_columns(pl.when(said != NOT_CLOSED).then(said).alias("closed_why"))


FORMAT = Format(
    kind="taobao_orders",
    table="orders",
    columns={
        "订单编号": "order_id",
        "买家会员名": "buyer",
        "买家应付货款": "goods",
        "买家应付邮费": "freight",
        "总金额": "due",
        "买家实际支付金额": "paid",
        "订单状态": "state",
        "收货地址": "province",
        "订单创建时间": "created_at",
        "订单付款时间": "paid_at",
        "发货时间": "shipped_at",
        "确认收货时间": "done_at",
        "订单关闭原因": "closed_why",
        "物流单号": "sent",
        "打款商家金额": "received",
        "卖家服务费": "fee_charged",
        "宝贝标题": "title",
        "宝贝总数量": "units",
        "退款金额": "refund",
    },
    needs=(frozenset({"order_id"}), frozenset({"paid"}), frozenset({"paid_at"})),
    never=OF_REFUNDS | {"子订单编号"},  # refunds repeat the order's amount and time
    words={"state": STATE_WORDS},
    derive=_closed,
)
