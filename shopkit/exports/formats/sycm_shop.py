"""生意参谋, the whole shop (取数 → 店铺 / 整体) by day, week or month."""

from shopkit.exports import cells
from shopkit.exports.format import Format, Join
from shopkit.exports.tidy import PART_OF_SHOP

AD_TOOLS = (  # each by its newer and its older name
    ("关键词推广花费", "直通车消耗"),
    ("精准人群推广花费", "钻石展位消耗"),
    ("全站推广花费",),
    ("智能场景花费",),
)

FORMAT = Format(
    kind="sycm_shop",
    table="shop_days",
    columns={
        "统计日期": "date",
        "访客数": "visitors",
        "浏览量": "page_views",
        "跳失率": "bounce_rate",
        "平均停留时长": "stay_seconds",
        "商品收藏买家数": "favourites",
        "加购人数": "cart_buyers",
        "加购件数": "cart_units",
        "下单买家数": "ordering_buyers",
        "下单金额": "ordered",
        "下单件数": "ordered_units",
        "支付买家数": "paid_buyers",
        "支付父订单数": "paid_orders",
        "支付件数": "paid_units",
        "支付金额": "paid",
        "成功退款金额": "refund",
        "新访客数": "new_visitors",
        "老访客数": "old_visitors",
        "支付老买家数": "old_buyers",
        "老买家支付金额": "old_paid",
        "淘宝客佣金": "affiliate_stated",
        "评价数": "reviews",
        "描述相符评分": "score_item",
        "物流服务评分": "score_delivery",
        "服务态度评分": "score_service",
    },
    needs=(  # the date and two of the three: a table of something else rarely has them
        frozenset({"date"}),
        frozenset({"visitors", "paid"}),
        frozenset({"visitors", "page_views"}),
        frozenset({"paid", "page_views"}),
    ),
    never=PART_OF_SHOP,
    joins={"ad_cost_stated": Join(AD_TOOLS, cells.added)},
)
