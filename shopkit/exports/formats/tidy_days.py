"""A plain table of days of the whole shop, headed by dictionary names: for every other platform."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import PART_OF_SHOP, headers_of
from shopkit.layouts import SHOP_DAYS

FORMAT = Format(
    kind="tidy_days",
    table="shop_days",
    columns=headers_of(SHOP_DAYS),
    needs=(frozenset({"date"}), frozenset({"visitors", "paid"})),
    never=PART_OF_SHOP | {"order_id", "订单编号"},
)
