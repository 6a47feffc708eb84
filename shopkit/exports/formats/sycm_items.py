"""生意参谋 product ranking (品类 → 商品排行), one row a product and span.

Cumulative columns (年累计, 月累计) and ratios are never read: ratios are recomputed from sums.
"""

from shopkit.exports.format import Format

FORMAT = Format(
    kind="sycm_items",
    table="item_days",
    columns={
        "统计日期": "date",
        "日期": "date",
        "商品ID": "item_id",
        "商品id": "item_id",
        "商品Id": "item_id",
        "商品名称": "title",
        "商品标题": "title",
        "货号": "item_code",
        "商品访客数": "visitors",
        "商品浏览量": "page_views",
        "商品收藏人数": "favourites",
        "商品加购件数": "cart_units",
        "商品加购人数": "cart_buyers",
        "下单买家数": "ordering_buyers",
        "下单件数": "ordered_units",
        "下单金额": "ordered",
        "支付买家数": "paid_buyers",
        "支付件数": "paid_units",
        "支付金额": "paid",
        "支付新买家数": "new_buyers",
        "支付老买家数": "old_buyers",
        "老买家支付金额": "old_paid",
        "成功退款金额": "refund",
        "搜索引导访客数": "search_visitors",
        "搜索引导支付买家数": "search_buyers",
        "商品详情页跳出率": "bounce_rate",
        "平均停留时长": "stay_seconds",
    },
    needs=(
        frozenset({"item_id"}),
        frozenset({"visitors", "paid"}),
        frozenset({"visitors", "page_views", "paid_units"}),
    ),
    never=frozenset({"成交金额", "成交客户数", "排名", "流量来源", "来源名称", "一级来源"}),
    marks=frozenset({"商品访客数", "商品浏览量", "商品收藏人数", "商品加购件数", "支付金额"}),
    totals=frozenset({"item_id", "title"}),
)
