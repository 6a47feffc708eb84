"""Ways a parcel can go, by its weight: the cheapest that fits and the one that arrives first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from shopkit import logistics
from shopkit.charts.table import Table
from shopkit.i18n import Lang, price, text
from shopkit.widgets.pieces import sentences

if TYPE_CHECKING:
    from shopkit.plan import Plan

Ways = Mapping[Any, Mapping[Any, Any]]  # rows of `logistics.ways` by name
HEADS = ("weight", "cheapest", "freight", "fastest", "days", "fast_freight")


def freight_table(plan: Plan, weights_kg: Sequence[float], province: str, lang: Lang) -> Table:
    """Return by weight which way is cheapest and which arrives first, with what they cost.

    Args:
        plan: the shop's, with its ways of delivery.
        weights_kg: of parcels, with packing.
        province: where to, by its short Chinese name; empty is anywhere.
        lang: language of every text.
    """
    heads = [text(f"logistics.head.{head}", lang) for head in HEADS]
    ways = plan.costs.deliveries
    rows: list[list[str | None]] = []
    for weight in weights_kg:
        fits = logistics.ways(ways, logistics.Parcel(weight, province or None), lang)
        cheap, fast = logistics.cheapest(fits), logistics.fastest(fits)
        by_name = {row["delivery"]: row for row in fits[::-1].to_dict("records")}
        rows.append(
            [
                f"{weight:g} kg",
                cheap or text("logistics.none_fits", lang),
                _cost(by_name, cheap),
                fast,
                _days(by_name, fast),
                _cost(by_name, fast),
            ]
        )
    found = logistics.delivery_findings(ways, lang)
    said = sentences([part for one in found for part in (one.said, one.recomputed)], lang)
    return Table(heads, rows, "rlrlrr", lang, said)


def _cost(ways: Ways, name: str | None) -> str | None:
    return None if name is None else price(ways[name]["freight_cny"])


def _days(ways: Ways, name: str | None) -> str | None:
    if name is None:
        return None
    least, most = ways[name]["least_days"], ways[name]["most_days"]
    return f"{most:.0f}" if isnan(least) else f"{least:.0f}–{most:.0f}"
