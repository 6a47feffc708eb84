"""A plain table of orders, one row each, headed by dictionary names: for every other platform."""

from shopkit.exports.format import Format
from shopkit.exports.tidy import headers_of
from shopkit.layouts import ORDERS, STATES

FORMAT = Format(
    kind="tidy_orders",
    table="orders",
    columns=headers_of((*ORDERS, "currency")),
    needs=(frozenset({"order_id"}), frozenset({"paid"}), frozenset({"paid_at"})),
    words={"state": {state: state for state in STATES}},
)
