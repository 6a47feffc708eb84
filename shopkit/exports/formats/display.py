"""引力魔方, the successor of 钻石展位: what it spends is called 消耗, what it sells 成交订单."""

from shopkit.exports.format import Format, Join
from shopkit.exports.formats.wanxiangtai import advertised, tool

FORMAT = Format(
    kind="display",
    table="ads",
    columns={
        "日期": "date",
        "统计日期": "date",
        "计划ID": "campaign_id",
        "计划id": "campaign_id",
        "计划": "campaign",
        "计划名称": "campaign",
        "主体名称": "title",
        "展现量": "impressions",
        "点击量": "clicks",
        "消耗": "spend",
        "成交订单金额": "ad_paid",
        "成交订单量": "ad_orders",
        "添加购物车量": "ad_carts",
        "收藏宝贝量": "ad_favourites",
    },
    joins={"item_id": Join((("商品id", "商品ID"), ("主体类型",)), advertised)},
    needs=(frozenset({"spend", "ad_paid"}), frozenset({"impressions", "clicks"})),
    marks=frozenset({"消耗"}),
    totals=frozenset({"campaign", "title"}),
    derive=tool("display"),
)
