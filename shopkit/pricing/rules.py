"""The rules a price list has to keep, each checked for every product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import pandas as pd

from shopkit.plan import Plan
from shopkit.plan.sections.products import Product
from shopkit.pricing.floor import MOST_LEADERS, loss_leaders
from shopkit.pricing.solving import floor_price
from shopkit.pricing.unit import UnitTerms
from shopkit.tables import check

OF_SHOP = ("freight_stated", "few_leaders")  # rules of the whole list; the others of a product
OF_PRODUCT = ("compared", "below_market", "basic_margin", "premium", "stable")
SLACK = 1e-9
COLUMNS = ["item_id", "title", "price_rule", "kept", "price_cny", "price_limit_cny"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What prices are held against.

    Attributes:
        terms: what a unit of each product is counted with.
        peers: prices of peers with freight by product, CNY; `None`: nobody looked.
        changes: the largest change of its list price in a week by product, a share.
        freights_cny: what a buyer of one unit pays for freight, by product; without it what the
            plan charges at most.
    """

    terms: Mapping[str, UnitTerms] = field(default_factory=dict)
    peers: Mapping[str, Sequence[float]] | None = None
    changes: Mapping[str, float] = field(default_factory=dict)
    freights_cny: Mapping[str, float | None] = field(default_factory=dict)


def price_checks(plan: Plan, seen: Seen) -> pd.DataFrame:
    """Return what each rule says of each price of the plan.

    compared: prices of peers or of the market were looked at. below_market: price and freight
    stay below the price offline. basic_margin: the least margin is left. premium: what cannot be
    bought offline is not the cheaper half of its peers. stable: no change in a week was larger
    than the plan allows. freight_stated: the plan says what buyers pay for freight. few_leaders:
    at most two products sell at cost.

    Returns:
        item_id (None: the whole list), title, price_rule, kept (None: unknown or not about it),
        price_cny, price_limit_cny (NaN where the rule has none).
    """
    rows = [*_of_shop(plan, seen)]
    for product in plan.products:
        rows += _of_product(product, plan, seen)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return check(frame.astype({"price_cny": "float64", "price_limit_cny": "float64"}))


Row = tuple[str | None, str | None, str, bool | None, float | None, float | None]


def _of_shop(plan: Plan, seen: Seen) -> Iterator[Row]:
    stated = plan.prices.freight_charged_cny is not None
    yield None, None, "freight_stated", stated, None, None
    costs = {item: t.goods_cny for item, t in seen.terms.items() if t.goods_cny is not None}
    prices = {p.item_id: p.price_cny for p in plan.products if p.price_cny is not None}
    known = costs.keys() & prices.keys()
    few = len(loss_leaders(prices, costs)) <= MOST_LEADERS if known else None
    yield None, None, "few_leaders", few, None, None


def _of_product(product: Product, plan: Plan, seen: Seen) -> list[Row]:
    item, price = product.item_id, product.price_cny
    peers = (seen.peers or {}).get(item, ())
    floor = floor_price(seen.terms.get(item, UnitTerms()), plan.prices.least_margin_rate or 0.0)
    market = product.market_price_cny
    freight = seen.freights_cny.get(item, plan.prices.freight_charged_cny)
    most = None if market is None or freight is None else market - freight
    changed, allowed = seen.changes.get(item), plan.prices.largest_weekly_change_rate
    stable = None if changed is None or allowed is None else changed <= allowed + SLACK
    middle = float(median(peers)) if peers and product.only_online else None
    below = below_market(price, freight, market) if not product.only_online else None
    compared = may_be_published(peers, market) or (None if seen.peers is None else False)
    verdicts: list[tuple[str, bool | None, float | None]] = [
        ("compared", compared, None),
        ("below_market", below, most),
        ("basic_margin", None if price is None or floor is None else price >= floor - SLACK, floor),
        ("premium", None if price is None or middle is None else price >= middle, middle),
        ("stable", stable, None),
    ]
    return [(item, product.name, rule, kept, price, limit) for rule, kept, limit in verdicts]


def may_be_published(peers: Sequence[float], market_price_cny: float | None = None) -> bool:
    """Tell whether a product was compared with others before its price is set.

    Source: source document 000, plan 1: first compare within the trade, then publish.
    """
    return bool(peers) or market_price_cny is not None


def below_market(
    price_cny: float | None, freight_cny: float | None, market_price_cny: float | None
) -> bool | None:
    """Tell whether a price with its freight stays below that of the market; `None` is unknown.

    Example:
        >>> below_market(89, 8, 99), below_market(89, 10, 99), below_market(89, None, 99)
        (True, False, None)
    """
    if price_cny is None or freight_cny is None or market_price_cny is None:
        return None
    return price_cny + freight_cny < market_price_cny


def keeps_basic_margin(price_cny: float, unit_cost_cny: float, markup_rate: float) -> bool:
    """Tell whether a price keeps the basic profit: at least the cost and a markup on it.

    Example:
        >>> keeps_basic_margin(60, 50, 0.2), keeps_basic_margin(59.9, 50, 0.2)
        (True, False)
    """
    return price_cny >= unit_cost_cny * (1 + markup_rate) - SLACK
