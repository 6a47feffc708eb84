"""直通车 (now 关键词推广): the report of the account, of plans or of keywords."""

from shopkit.exports.format import Format
from shopkit.exports.formats.wanxiangtai import FIGURES, PLAN_MARKS, SITEWIDE_MARKS, tool

FORMAT = Format(
    kind="zhitongche",
    table="ads",
    columns={
        **FIGURES,
        "统计日期": "date",
        "计划id": "campaign_id",
        "计划ID": "campaign_id",
        "计划名称": "campaign",
        "推广计划": "campaign",
        "关键词": "keyword",
        "商品id": "item_id",
        "商品ID": "item_id",
        "宝贝ID": "item_id",
        "宝贝名称": "title",
        "商品名称": "title",
    },
    needs=(
        frozenset({"spend", "ad_paid"}),
        frozenset({"impressions", "clicks"}),
        frozenset({"ad_paid", "ad_orders", "ad_carts"}),
    ),
    marks=frozenset(
        {
            *("推广类型", "关键词", "宝贝收藏数", "店铺收藏数", "宝贝收藏成本", "宝贝收藏转化率"),
            *("直接点击转化率", "计划名称"),
        }
    ),
    never=PLAN_MARKS | SITEWIDE_MARKS | {"主体ID", "主体id", "主体类型", "主体名称", "消耗"},
    totals=frozenset({"campaign_id", "campaign", "keyword"}),
    derive=tool("keyword"),
)
