"""Taobao and Tmall refunds and after-sales (千牛 → 退款管理 → 导出), older and newer headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopkit.exports import cells
from shopkit.exports.format import Format, Join

if TYPE_CHECKING:
    import polars as pl

REFUND_WORDS = {
    "退款成功": "done",
    "退款完成": "done",
    "退款关闭": "closed",
    "退款取消": "closed",
    "退款申请": "open",
    "退款中": "open",
}
PENDING = "等待|^待|申请|处理中|退款中|拒绝"  # every step on the way names one of these
SETTLED = "关闭|成功|没有|无退款|未申请"
GOODS_WORDS = {
    "未发货": "not_sent",
    "卖家未发货": "not_sent",
    "已收到货": "with_buyer",
    "买家已收到货": "with_buyer",
    "已寄回": "sent_back",
    "买家已寄回": "sent_back",
    "买家已退货": "sent_back",
    "卖家已收到退货": "back",
    "已签收": "back",
}
ARRIVED = ("已签收", "签收", "卖家已签收")
ON_ITS_WAY = ("已揽收", "已揽件", "运输中", "派送中", "已寄回")
UNCLEAR = ("未收到货", "买家未收到货", "部分收到货")  # on its way, lost or never sent


def told(rows: pl.DataFrame) -> pl.DataFrame:
    """Return refunds with every step on the way called a request that is open."""
    import polars as pl

    said = pl.col("refund_state")
    open_ = said.str.contains(PENDING) & ~said.str.contains(SETTLED)
    step = pl.when(open_).then(pl.lit("退款中")).otherwise(said)
    return rows.with_columns(step.alias("refund_state"))


def _whereabouts(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return where the goods are: the parcel on its way back tells more than the buyer does."""
    import polars as pl

    parcel = cells.bare(parts[-1])
    back = pl.when(parcel.is_in(ARRIVED)).then(pl.lit("已签收"))
    moving = pl.when(parcel.is_in(ON_ITS_WAY)).then(pl.lit("已寄回"))
    return pl.coalesce(back, moving, cells.bare(parts[0]))


def _settled(rows: pl.DataFrame) -> pl.DataFrame:
    """Return refunds with steps on the way as open, and goods nobody can place as unknown."""
    import polars as pl

    if "refund_state" in rows.columns:
        rows = told(rows)
    if "goods_state" in rows.columns:
        where = pl.col("goods_state")
        rows = rows.with_columns(pl.when(~where.is_in(UNCLEAR)).then(where).alias("goods_state"))
    return rows


FORMAT = Format(
    kind="refunds",
    table="refunds",
    columns={
        "退款编号": "refund_id",
        "订单编号": "order_id",
        "主订单编号": "order_id",
        "子订单编号": "line_id",
        "商家编码": "sku",
        "宝贝标题": "title",
        "退款总额": "refund",
        "买家退款金额": "refund",
        "退款金额": "refund",
        "退款状态": "refund_state",
        "部分退款/全额退款": "whole",
        "部分退款/全部退款": "whole",
        "是否需要退货": "needs_return",
        "退款原因": "reason",
        "买家退款原因": "reason",
        "退款创建时间": "created_at",
        "退款的申请时间": "created_at",
        "退款完结时间": "refunded_at",
        "完结时间": "refunded_at",
    },
    needs=(
        frozenset({"refund_id"}),
        frozenset({"order_id"}),
        frozenset({"refund"}),
    ),
    joins={"goods_state": Join((("货物状态",), ("退货物流信息",)), _whereabouts)},
    words={"refund_state": REFUND_WORDS, "goods_state": GOODS_WORDS},
    derive=_settled,
)
