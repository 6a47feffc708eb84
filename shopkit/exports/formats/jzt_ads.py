"""京准通, JD's ads.

`跟单SKU ID` is the article an order was followed to, not the one advertised: no row is about one
item. The account's name is not read.
"""

from shopkit.exports.format import Format
from shopkit.exports.formats.wanxiangtai import tool

FORMAT = Format(
    kind="jzt_ads",
    table="ads",
    columns={
        "日期": "date",
        "时间": "date",
        "计划ID": "campaign_id",
        "计划id": "campaign_id",
        "推广计划": "campaign",
        "计划名称": "campaign",
        "关键词": "keyword",
        "展现数": "impressions",
        "点击数": "clicks",
        "总费用": "spend",
        "花费": "spend",
        "总订单金额": "ad_paid",
        "直接订单金额": "ad_direct_paid",
        "总订单行": "ad_orders",
        "总购物车数": "ad_carts",
        "总加购数": "ad_carts",
        "商品关注数": "ad_favourites",
    },
    needs=(frozenset({"spend", "ad_paid"}), frozenset({"impressions", "clicks"})),
    marks=frozenset({"展现数", "点击数", "总订单行", "产品线", "跟单SKU ID"}),
    never=frozenset({"主体ID", "消耗"}),
    totals=frozenset({"campaign_id", "campaign"}),
    derive=tool("jd"),
)
