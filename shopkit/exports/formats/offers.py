"""The market table: offers of a market seen on a day, a table named in `lists.market`."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import headers_of
from shopkit.layouts import OFFERS

FORMAT = Format(
    kind="offers",
    table="offers",
    columns={
        **headers_of(OFFERS),
        "商品ID": "item_id",
        "商品id": "item_id",
        "商品": "title",
        "商品名称": "title",
        "标题": "title",
        "Product": "title",
        "店铺名称": "seller",
        "卖家": "seller",
        "Seller": "seller",
        "价格": "unit_price",
        "售价": "unit_price",
        "Price": "unit_price",
        "近30天销量": "units_30_days",
        "30天销量": "units_30_days",
        "月销量": "units_30_days",
        "店铺评分": "score",
        "累计评价": "review_count",
        "评论数": "review_count",
        "Reviews": "review_count",
        "是否本店": "own",
        "来源": "told_by",
        "数据来源": "told_by",
        "Source": "told_by",
    },
    needs=(
        frozenset({"item_id", "title"}),
        frozenset({"unit_price"}),
        frozenset({"units_30_days"}),
    ),
    either=frozenset({"item_id", "title"}),
)
