"""Taobao and Tmall order details: one row a product line, in the old shape and in the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.exports import cells
from shopkit.exports.format import Format, Join
from shopkit.exports.formats.refunds import REFUND_WORDS, told
from shopkit.exports.formats.taobao_orders import STATE_WORDS

if TYPE_CHECKING:
    import polars as pl

SELLERS_CODE = Join((("商家编码",), ("外部系统编号",)), cells.first_told)
NO_REFUND = dict.fromkeys(("没有申请退款", "无退款申请", "无退款", "未申请退款"), "none")


def _refunded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return lines with what was refunded so far: a refund that is open or off is not money."""
    import polars as pl

    if "refund_state" not in rows.columns:
        return rows
    rows = told(rows)
    if "refund" not in rows.columns:
        return rows
    state = pl.col("refund_state").replace_strict(REFUND_WORDS | NO_REFUND, default="")
    off = state.is_in(["none", "open", "closed"])
    return rows.with_columns(pl.when(off).then(0).otherwise("refund").alias("refund"))


OLD = Format(
    kind="taobao_lines_old",
    table="order_lines",
    columns={
        "订单编号": "order_id",
        "标题": "title",
        "价格": "unit_price",
        "购买数量": "units",
        "商品属性": "variant",
        "规格名称": "variant",
        "订单状态": "state",
        "创建时间": "created_at",
    },
    needs=(frozenset({"order_id"}), frozenset({"title"}), frozenset({"units"})),
    never=frozenset({"退款编号", "买家实际支付金额", "子订单编号", "主订单编号"}),
    joins={"sku": SELLERS_CODE},
    words={"state": STATE_WORDS},
)
NEW = Format(
    kind="taobao_lines",
    table="order_lines",
    columns={
        "主订单编号": "order_id",
        "子订单编号": "line_id",
        "商品ID": "item_id",
        "商品标题": "title",
        "商品价格": "unit_price",
        "购买数量": "units",
        "商品属性": "variant",
        "订单状态": "state",
        "买家应付货款": "goods",
        "买家实付金额": "paid",
        "退款状态": "refund_state",
        "退款金额": "refund",
        "订单创建时间": "created_at",
        "订单付款时间": "paid_at",
    },
    needs=(
        frozenset({"order_id"}),
        frozenset({"line_id"}),
        frozenset({"units"}),
        frozenset({"title", "item_id"}),
    ),
    never=frozenset({"退款编号"}),
    joins={"sku": SELLERS_CODE},
    words={"state": STATE_WORDS, "refund_state": REFUND_WORDS | NO_REFUND},
    derive=_refunded,
)
FORMATS = (OLD, NEW)
