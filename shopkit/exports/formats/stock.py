"""Product library (商品库, sheet 发布模板): columns of the item first, then those of its SKUs."""

from shopkit.exports import cells
from shopkit.exports.format import Format, Join

FORMAT = Format(
    kind="stock",
    table="stock",
    columns={
        "商品Id": "item_id",
        "商品标题": "title",
        "宝贝标题": "title",
        "类目名称": "category",
        "商家编码": "item_code",
        "商家编码.1": "sku",
        "skuId": "sku_id",
        "数量": "stock_units",
        "库存(件)": "stock_units",
    },
    needs=(
        frozenset({"item_id"}),
        frozenset({"title"}),
        frozenset({"item_code"}),
        frozenset({"category", "stock_units"}),
    ),
    joins={
        "unit_price": Join((("价格（元）", "价格(元)"), ("一口价",)), cells.first_told),
        "variant": Join((("销售属性",), ("属性对",)), cells.first_told),
    },
)
