"""Plain tables headed by dictionary names: for exports of which no header is known.

`shopkit template` writes them. A reader of a platform's own file goes first wherever it matches,
unless every header of the file is a name of the dictionary and more of them are read this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.exports.format import Format, unchanged
from shopkit.exports.formats.refunds import FORMAT as REFUNDS_OF_PLATFORM
from shopkit.exports.formats.reviews import FORMAT as REVIEWS_OF_PLATFORM
from shopkit.exports.formats.sycm_traffic import SHOP as TRAFFIC_OF_PLATFORM
from shopkit.exports.formats.taobao_orders import FORMAT as ORDERS_OF_PLATFORM
from shopkit.exports.tidy import headers_of
from shopkit.layouts import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

ITEM = frozenset({"item_id", "sku_id", "sku"})
OF_REFUNDS = frozenset(  # orders have numbers and refunds too
    {"refund_id", "refund_state", "refunded_at", "goods_state", "needs_return", "whole", "reason"}
)
NEEDS: dict[str, tuple[frozenset[str], ...]] = {
    "order_lines": (frozenset({"order_id"}), ITEM | {"title"}, frozenset({"units", "paid"})),
    "refunds": (frozenset({"order_id"}), frozenset({"refund"}), OF_REFUNDS),
    "item_days": (
        frozenset({"date"}),
        frozenset({"item_id"}),
        frozenset({"visitors", "page_views", "paid"}),
    ),
    "traffic": (
        frozenset({"date"}),
        frozenset({"source_path"}),
        frozenset({"visitors", "paid"}),
    ),
    "ads": (frozenset({"date"}), frozenset({"tool"}), frozenset({"spend"})),
    "affiliate": (frozenset({"order_id"}), frozenset({"commission", "service_fee"})),
    "stock": (ITEM, frozenset({"stock_units"})),
    "service": (frozenset({"date"}), frozenset({"asked", "served", "service_paid"})),
    "reviews": (frozenset({"reviewed_at"}), frozenset({"rating"})),
    "market": (frozenset({"date"}), frozenset({"rank"}), frozenset({"item_id", "title"})),
}
EITHER = {"affiliate": frozenset({"commission", "service_fee"})}  # else a row states no money
WORDS = {
    "order_lines": ORDERS_OF_PLATFORM.words,
    "refunds": REFUNDS_OF_PLATFORM.words,
    "reviews": REVIEWS_OF_PLATFORM.words,
}


def _leaves(rows: pl.DataFrame) -> pl.DataFrame:
    """Return traffic with its leaves: as the file says, else by what stands below a source."""
    return rows if "leaf" in rows.columns else TRAFFIC_OF_PLATFORM.derive(rows)


DERIVE: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {"traffic": _leaves}
FORMATS = tuple(
    Format(
        kind=f"tidy_{table}",
        table=table,
        columns=headers_of(TABLES[table]),
        needs=needs,
        either=EITHER.get(table, frozenset()),
        words=WORDS.get(table, {}),
        derive=DERIVE.get(table, unchanged),
        yields=True,
    )
    for table, needs in NEEDS.items()
)
