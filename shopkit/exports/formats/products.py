"""The shop's own list of products and what they cost, a table named in `shop.yaml`."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import headers_of
from shopkit.layouts import PRODUCTS

FORMAT = Format(
    kind="products",
    table="products",
    columns={
        **headers_of(PRODUCTS),
        "SKU": "sku",
        "商品编码": "sku",
        "商品ID": "item_id",
        "商品名称": "title",
        "成本": "unit_cost",
        "成本价": "unit_cost",
        "进价": "unit_cost",
        "采购价": "unit_cost",
        "包装费": "packing_cost_unit",
        "售价": "unit_price",
    },
    needs=(frozenset({"sku", "item_id"}), frozenset({"unit_cost"})),
    either=frozenset({"sku", "item_id"}),
)
