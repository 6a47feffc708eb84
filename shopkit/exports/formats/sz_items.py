"""京东商智 product details, one row a product and span.

Two bases stand side by side: 下单 (placed) gives the ordered columns, 成交 (deal) the paid ones.
"""

from __future__ import annotations

import polars as pl

from shopkit.exports.format import Format


def _one_span(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with `2026-10-01 - 2026-10-31` and `20261001-20261031` written with a ~."""
    if "date" not in rows.columns:
        return rows
    spaced = pl.col("date").str.replace(r"^\s*(\S+)\s+[-—]\s+(\S+)\s*$", "$1~$2")
    return rows.with_columns(spaced.str.replace(r"^\s*(\d{8})[-—](\d{8})\s*$", "$1~$2"))


FORMAT = Format(
    kind="sz_items",
    table="item_days",
    columns={
        "时间": "date",
        "日期": "date",
        "统计日期": "date",
        "SPU/商品id": "item_id",
        "商品id": "item_id",
        "商品ID": "item_id",
        "商品编号": "item_id",
        "SKU": "item_id",
        "SPU": "item_id",
        "商品名称": "title",
        "货号": "item_code",
        "商品访客数": "visitors",
        "商品浏览量": "page_views",
        "商品曝光次数": "impressions",
        "加购客户数": "cart_buyers",
        "加购商品件数": "cart_units",
        "下单客户数": "ordering_buyers",
        "下单商品件数": "ordered_units",
        "下单金额": "ordered",
        "成交客户数": "paid_buyers",
        "成交单量": "paid_orders",
        "成交商品件数": "paid_units",
        "成交金额": "paid",
        "取消及售后退款金额": "refund",
        "商详平均停留时长": "stay_seconds",
    },
    needs=(frozenset({"item_id"}), frozenset({"visitors", "paid"})),
    marks=frozenset({"成交客户数", "成交单量", "成交商品件数", "下单单量", "取消及售后退款金额"}),
    never=frozenset({"排名", "流量来源", "来源名称"}),
    totals=frozenset({"item_id", "title"}),
    prepare=_one_span,
)
