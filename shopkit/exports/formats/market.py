"""生意参谋 market ranking (市场 → 市场排行): other shops' products, named by rank.

The shop a product belongs to and its pictures are not read.
"""

from shopkit.exports.format import Format

FORMAT = Format(
    kind="sycm_market",
    table="market",
    columns={
        "日期": "date",
        "统计日期": "date",
        "排名": "rank",
        "行业排名": "rank",
        "商品ID": "item_id",
        "商品id": "item_id",
        "商品信息": "title",
        "商品名称": "title",
        "类目": "category",
        "类目名称": "category",
        "商品价格": "unit_price",
        "访客人数": "visitors",
        "搜索人数": "searchers",
        "成交金额": "paid",
        "支付件数": "paid_units",
    },
    needs=(
        frozenset({"rank"}),
        frozenset({"item_id", "title"}),
        frozenset({"visitors", "searchers", "paid"}),
    ),
    totals=frozenset({"item_id", "title"}),
)
