"""What is true of a sample shop's products and market because they were made so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from shopkit.exports.sample.demand import Window, lives
from shopkit.exports.sample.drawn import Drawn
from shopkit.exports.sample.offers import HEADER, draw_offers, offer_days, offer_id, price_on
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.plan_spec import Market
from shopkit.exports.sample.spec import Product, ShopSpec

GROWS, SHRINKS = 0.03, -0.03
"""Change of a product's level a month from which it is growing, and from which declining."""
_CLEAR = 0.01  # how far from either it is told for certain
_YEAR = 365
_DAYS_A_MONTH = 365.25 / 12


def plan_truth(drawn: Drawn, market: Sequence[Sequence[Cell]]) -> dict[str, Any]:
    """Return roles and stages of the products, what the market was drawn from, planted keywords.

    Args:
        drawn: the shop.
        market: rows of its market table, the header first.
    """
    spec, window = drawn.spec, drawn.window
    keywords = spec.plan.keywords
    return {
        "roles": _roles(spec, window),
        "stages": [_stage(spec, window, product) for product in spec.products],
        "market": _market(spec, window, market),
        "keywords": {"gems": keywords.gems, "absolute": keywords.absolute},
    }


def _roles(spec: ShopSpec, window: Window) -> list[dict[str, Any]]:
    prices = [price_on(product, window.last) for product in spec.products]
    orders = np.array([_pull(product, window.last) for product in spec.products])
    sales = orders * np.array(prices)
    parts = zip(spec.products, spec.plan.shelf, prices, orders, sales, strict=True)
    return [
        {
            "item": product.item,
            "role": part.role,
            "hero": part.hero,
            "tier": product.tier,
            "price": price,
            "order_share": round(float(order / orders.sum()), 4),
            "sales_share": round(float(sold / sales.sum()), 4),
            "margin_rate": _margin(product, price, window.last),
        }
        for product, part, price, order, sold in parts
    ]


def _margin(product: Product, price: float, day: date) -> float | None:
    """Return price less cost as a share of the price, before fees; `None` where it is unknown."""
    known = [cost for since, cost in product.costs if since <= day]
    return round((price - known[-1]) / price, 4) if known else None


def _pull(product: Product, day: date) -> float:
    """Return orders of a product beside others, at its price of a day."""
    first = product.prices[0][1]
    return float(product.share * (price_on(product, day) / first) ** product.elasticity)


def _stage(spec: ShopSpec, window: Window, product: Product) -> dict[str, Any]:
    """Return how a product's sales change a month, season and campaigns aside, over a year."""
    begun = [day for day, _ in product.life[:1]]
    since = max(window.first, window.opened, window.last - timedelta(_YEAR), *begun)
    months = (window.last - since).days / _DAYS_A_MONTH
    ratio = _level(spec, window, product, window.last) / _level(spec, window, product, since)
    change = float(ratio ** (1 / months) - 1) if months else 0.0
    stage = "growth" if change >= GROWS else "decline" if change <= SHRINKS else "maturity"
    clear = min(abs(change - GROWS), abs(change - SHRINKS)) >= _CLEAR
    return {
        "item": product.item,
        "stage": stage,
        "clear": clear,
        "since": str(since),
        "monthly_change": round(change, 4),
    }


def _level(spec: ShopSpec, window: Window, product: Product, day: date) -> float:
    """Return expected orders on a day, season, weekday and campaigns aside, in units of its own."""
    grown = np.exp(spec.growth * (day - window.first).days)
    shifted = [shift.visits * shift.cart for shift in spec.shifts if shift.start <= day]
    life = lives((product,), window)[0, (day - window.first).days]
    return float(grown * np.prod(shifted) * life * _pull(product, day))


def _market(spec: ShopSpec, window: Window, rows: Sequence[Sequence[Cell]]) -> dict[str, Any]:
    market = spec.plan.market
    every = [dict(zip(HEADER, row, strict=True)) for row in rows[1:]]
    latest = [offer for offer in every if offer["日期"] == str(window.last)]
    bands = market.bands
    stages = {offer_id(spec, o.number): o.life for o in draw_offers(market, window)}
    return {
        "dates": [str(day) for day in offer_days(window)],
        "edges": [[low.high, high.low] for low, high in pairwise(bands)],
        "bands": _bands(market, latest),
        "gap_band": market.gap,
        "quality": {
            "at_100": market.quality.at_100,
            "per_doubling": market.quality.per_doubling,
            "noise": market.quality.noise,
        },
        "lives": stages,
        "steady_units": _steady(every, stages),
        "sellers": _sellers(latest),
        "rare": {
            "point": market.rare,
            "rivals": sum(
                market.rare in str(offer["卖点"]) for offer in latest if offer["本店"] == "否"
            ),
        },
    }


def _bands(market: Market, latest: list[dict[str, Any]]) -> list[dict[str, Any]]:
    units = sum(offer["近30天销量"] for offer in latest)
    found = []
    for band in market.bands:
        inside = [offer for offer in latest if band.low <= offer["价格"] <= band.high]
        sold = sum(offer["近30天销量"] for offer in inside)
        found.append(
            {
                "low": band.low,
                "high": band.high,
                "offers": len(inside),
                "own": sum(offer["本店"] == "是" for offer in inside),
                "units": sold,
                "amount_fen": sum(round(o["价格"] * 100) * o["近30天销量"] for o in inside),
                "gap": round(sold / units / (len(inside) / len(latest)), 4),
            }
        )
    return found


def _sellers(latest: list[dict[str, Any]]) -> dict[str, int]:
    """Return units of each seller at the last date."""
    found: dict[str, int] = defaultdict(int)
    for offer in latest:
        found[offer["店铺"]] += offer["近30天销量"]
    return dict(sorted(found.items()))


def _steady(every: list[dict[str, Any]], stages: dict[str, str]) -> list[int]:
    """Return by date the units of rivals' offers that stand in every table."""
    found: dict[str, int] = defaultdict(int)
    for offer in every:
        if stages.get(offer["商品ID"], "introduction") != "introduction":
            found[offer["日期"]] += offer["近30天销量"]
    return list(found.values())
