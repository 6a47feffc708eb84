"""The competitors a sample's plan watches: the operator's words, the market table's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shopkit.exports.sample.offers import HEADER, INVENTED, seller_name
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.plan_spec import Rival

Entry = dict[str, object]


def rival_entries(rivals: Sequence[Rival], rows: Sequence[Sequence[Cell]]) -> Iterator[Entry]:
    """Yield competitors as entries of a plan, each with its offer that sells most by amount.

    Args:
        rivals: what is thought of them.
        rows: the market table with its header; its last day counts.
    """
    offers = [dict(zip(HEADER, row, strict=True)) for row in rows[1:]]
    for rival in rivals:
        name = seller_name(rival.seller)
        there = [offer for offer in offers if offer["店铺"] == name and offer["评分"]]
        latest = [offer for offer in there if offer["日期"] == offers[-1]["日期"]]
        if not latest:
            continue
        most = max(latest, key=lambda offer: _number(offer["价格"]) * _number(offer["近30天销量"]))
        yield {
            "name": name,
            "strategy": rival.strategy,
            "quality": rival.quality,
            "price_cny": most["价格"],
            "units_30_days": most["近30天销量"],
            "rating": most["评分"],
            "strengths": rival.strengths,
            "weaknesses": rival.weaknesses,
            "source": f"{INVENTED}（市场表：{most['商品']}）",
            "as_of": most["日期"],
        }


def _number(cell: Cell) -> float:
    return float(str(cell))
