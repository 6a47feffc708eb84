"""Everything drawn for one shop, from which all its files and its truth are written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample.ads import AdDays, draw_ads
from shopkit.exports.sample.affiliates import Settled, draw_settled
from shopkit.exports.sample.demand import Demand, Floats, Ints, Window, draw_demand
from shopkit.exports.sample.lines import Lines, draw_lines
from shopkit.exports.sample.orders import DAY, Orders, draw_orders
from shopkit.exports.sample.refund_files import Requests, draw_requests
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.totals import Totals, by_day, by_month
from shopkit.exports.sample.visits import ItemSpans, draw_items

_SPENT_ON = {
    "keyword_fen": ("keyword", "express"),
    "audience_fen": ("audience", "display"),
    "sitewide_fen": ("sitewide",),
}
_STREAM = 16
_SCORES = {"score_item": 48_200, "score_delivery": 48_300, "score_service": 48_400}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One shop as drawn."""

    spec: ShopSpec
    window: Window
    demand: Demand
    orders: Orders
    lines: Lines
    ads: AdDays
    settled: Settled | None
    requests: Requests
    items: ItemSpans
    daily: Totals
    monthly: Totals


def draw(spec: ShopSpec, window: Window) -> Drawn:
    """Return one draw of a shop; the same seed, scale and days give the same."""
    demand = draw_demand(spec, window)
    orders = draw_orders(spec, window, demand)
    lines = draw_lines(spec, window, orders)
    ads = draw_ads(spec, window, demand, orders, lines)
    deal = spec.affiliates
    settled = draw_settled(deal, window, orders, lines) if deal else None
    daily = by_day(spec, window, demand, orders)
    daily.figures.update(_stated(spec, window, ads, settled))
    return Drawn(
        spec,
        window,
        demand,
        orders,
        lines,
        ads,
        settled,
        draw_requests(window, orders, lines),
        draw_items(spec, window, demand, (orders, lines, ads)),
        daily,
        by_month(window, daily, orders),
    )


def _stated(
    spec: ShopSpec, window: Window, ads: AdDays, settled: Settled | None
) -> dict[str, Ints]:
    """Return by day what the shop report says of ads and affiliates, and the shop's scores."""
    figures = {}
    for name, tools in _SPENT_ON.items():
        plans = [n for n, plan in enumerate(spec.ads) if plan.tool in tools]
        rows = np.isin(ads.plan, plans)
        figures[name] = np.zeros(len(window.days), dtype=np.int64)
        np.add.at(figures[name], ads.day[rows], ads.spend[rows])
    figures["affiliate_fen"] = np.zeros(len(window.days), dtype=np.int64)
    if settled is not None:
        np.add.at(figures["affiliate_fen"], settled.at // DAY, settled.commission)
    rng = window.rng(_STREAM)
    for name, level in _SCORES.items():
        walk: Floats = np.cumsum(rng.normal(0, 40, len(window.days)))
        figures[name] = np.clip(level + walk, 46_000, 49_900).astype(np.int64)
    return figures
