"""万相台(无界) reports by subject and by plan, and 货品全站推广.

The subject and the plan report of a day tell of the same money: their tools are `item` and `plan`.
Ratios there are decimals, not percent; none is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from shopkit.exports import cells
from shopkit.exports.format import Format, Join

OF_ITEMS = ("商品", "宝贝", "单品")  # what a subject may be called that is one item


def advertised(parts: Sequence[pl.Expr]) -> pl.Expr:
    """Return the number of a subject that is one item; of a shop or a crowd, nothing."""
    number = cells.bare(parts[0])
    if len(parts) == 1:
        return number
    kind = cells.bare(parts[1])
    return pl.when(kind.is_null() | kind.is_in(OF_ITEMS)).then(number)


def tool(name: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return the step that says which tool the rows of a report are of."""

    def named(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.with_columns(tool=pl.lit(name))

    return named


SUBJECT = Join((("主体ID", "主体id", "商品ID", "商品id"), ("主体类型",)), advertised)
FIGURES = {
    "日期": "date",
    "展现量": "impressions",
    "点击量": "clicks",
    "花费": "spend",
    "总成交金额": "ad_paid",
    "直接成交金额": "ad_direct_paid",
    "总成交笔数": "ad_orders",
    "总购物车数": "ad_carts",
    "总收藏数": "ad_favourites",
    "收藏宝贝数": "ad_favourites",
}
SITEWIDE_MARKS = frozenset(
    {"净成交金额", "净实际投产比", "实际投产比", "净成交笔数", "直接净成交金额"}
)
PLAN_MARKS = frozenset({"场景ID", "场景名字", "计划名字", "原二级场景ID", "原二级场景名字"})
NEEDS = (frozenset({"spend", "ad_paid"}), frozenset({"impressions", "clicks"}))
ITEMS = Format(
    kind="wanxiangtai_items",
    table="ads",
    columns={**FIGURES, "主体名称": "title"},
    joins={"item_id": SUBJECT},
    needs=NEEDS,
    marks=frozenset({"主体ID", "主体id", "主体类型", "主体名称"}),
    never=SITEWIDE_MARKS | PLAN_MARKS,
    totals=frozenset({"item_id", "title"}),
    derive=tool("item"),
)
PLANS = Format(
    kind="wanxiangtai_plans",
    table="ads",
    columns={
        **FIGURES,
        "计划ID": "campaign_id",
        "计划id": "campaign_id",
        "计划名字": "campaign",
        "计划名称": "campaign",
        "主体名称": "title",
    },
    joins={"item_id": SUBJECT},
    needs=NEEDS,
    marks=PLAN_MARKS,
    totals=frozenset({"campaign_id", "campaign"}),
    derive=tool("plan"),
)
SITEWIDE = Format(
    kind="wanxiangtai_sitewide",
    table="ads",
    columns={**FIGURES, "主体名称": "title", "计划ID": "campaign_id", "计划名字": "campaign"},
    joins={"item_id": SUBJECT},
    needs=NEEDS,
    marks=SITEWIDE_MARKS,
    totals=frozenset({"item_id", "title"}),
    derive=tool("sitewide"),
)
FORMATS = (ITEMS, PLANS, SITEWIDE)
