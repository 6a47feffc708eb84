"""Headers of plain tables: the dictionary's own names, in either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopkit.layouts import TABLES
from shopkit.tables import column, outside

if TYPE_CHECKING:
    from shopkit.exports.format import Format

_ITEM = {"商品ID", "商品id", "商品名称", "SKU", "SKUID", "SKU名称", "sku", "item_id"}
_SOURCE = {"流量来源", "来源名称", "来源明细", "来源等级", "一级来源", "二级来源", "三级来源"}
_PLACE = {"终端", "终端类型", "类目", "类目名称", "一级类目", "渠道", "省份", "城市", "channel"}
_SPENDING = {
    "计划名称",
    "计划ID",
    "单元名称",
    "活动名称",
    "活动ID",
    "关键词",
    "keyword",
    "campaign",
}
_COUPON = {"优惠券名称", "领取张数", "使用张数"}
# headers of tables that split a shop: none of their rows is the whole of it
PART_OF_SHOP = frozenset(_ITEM | _SOURCE | _PLACE | _SPENDING | _COUPON)
# shopkit's own, never read
PRIVATE = {"source_file", "source_row", "grain", "kind", "net", "sent", "refund_stated"}


def headers_of(stems: Iterable[str]) -> dict[str, str]:
    """Return header → stem: the stem, its name in yuan, its Chinese and its English name.

    Example:
        >>> headers_of(["paid"])
        {'paid': 'paid', 'paid_cny': 'paid', '支付金额': 'paid', 'Paid': 'paid'}
    """
    named = [(stem, column(stem)) for stem in stems if stem not in PRIVATE]
    spellings = [(outside(stem), entry.zh, entry.en) for stem, entry in named]
    return {
        header: stem
        for (stem, _), others in zip(named, spellings, strict=True)
        for header in (stem, *others)
    }


def mappable(known: Format) -> tuple[str, ...]:
    """Return the columns of the dictionary a plan may map headers of a kind of file to."""
    tables = [known.table, *known.spread]
    tables += ["foreign_orders"] if "orders" in tables else []
    stems = dict.fromkeys(stem for table in tables for stem in TABLES[table])
    return tuple(stem for stem in stems if stem not in PRIVATE)
