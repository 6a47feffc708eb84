"""Better prices in the notebook: how demand answers, each best price, all prices at once."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from shopkit import elasticity as demand
from shopkit import pricing
from shopkit.charts import pricing as charts
from shopkit.charts.table import Content, Table
from shopkit.elasticity.pictures import forest_shown, plausible, said
from shopkit.i18n import listed, money, percent, text
from shopkit.periods import Period
from shopkit.pricing.assortment import Assortment, Bound, Listed, Policy, assortment
from shopkit.pricing.pictures import cny
from shopkit.pricing.proposal import How, proposal_shown
from shopkit.products.sold import days_told, sold
from shopkit.widgets.pieces import picture
from shopkit.widgets.pricing_shown import freight_of
from shopkit.widgets.said import Unsaid

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopkit.charts.picture import Picture
    from shopkit.elasticity import BestPrice, Elasticity
    from shopkit.plan.sections.products import Product
    from shopkit.pricing import UnitTerms
    from shopkit.widgets.pricing import PricingView

SEED = 20261111  # of the draws: the same picture on every run
MONTH = 30


def estimates(view: PricingView) -> dict[str, Elasticity]:
    """Return the elasticity of each product of the plan, or why there is none."""
    told = days_told(view.tables)
    if not told:
        return {}
    campaigns = demand.campaign_days(view.plan, Period(min(told), max(told)))
    days = demand.item_days(sold(view.tables), view.tables, told, campaigns)
    wanted = {one.item_id for one in view.priced}
    return {
        str(item): demand.elasticity(own)
        for item, own in days.groupby("item_id")
        if str(item) in wanted
    }


def forest(view: PricingView) -> Picture | Unsaid:
    """Return the elasticity of each product with its interval."""
    named = {view.name(item): one for item, one in view.estimates.items()}
    if not any(plausible(one) for one in named.values()):
        return view.none("history" if not named else "told")
    made = forest_shown(named, view.lang)
    return picture(charts.forest, made, view.lang)


def reasons(view: PricingView) -> Table | Unsaid:
    """Return of each product what its history tells about its price, or why it does not."""
    if not view.estimates:
        return view.none("history")
    heads = [text(f"price.elastic.{name}", view.lang) for name in ("category", "value", "why")]
    told = sorted(view.estimates.items(), key=lambda one: not one[1].trusted)
    rows: list[list[Content]] = [
        [view.name(item), said(one, view.lang), demand.reason(one, view.lang)]
        for item, one in told
        if one.value is not None
    ]
    refused: dict[str, list[str]] = {}
    for item, one in told:
        if one.value is None:
            refused.setdefault(one.reason, []).append(view.name(item))
    for code, names in refused.items():
        rows.append([listed(names, view.lang), None, text(f"price.refused.{code}", view.lang)])
    return Table(heads, rows, "lrl", view.lang)


def monthly(view: PricingView, product: Product) -> float:
    """Return the units of a product a month: planned, else those of the period."""
    if product.units_monthly:
        return float(product.units_monthly)
    if view.past is None or view.period is None:
        return 0.0
    own = view.past[view.past["item_id"] == product.item_id]
    return float(own["units"].sum()) / view.period.days * MONTH


def bests(view: PricingView) -> dict[str, BestPrice]:
    """Return the best price of each product whose elasticity can be trusted."""
    import numpy as np

    found = {}
    for product in view.priced:
        one, terms = view.estimates.get(product.item_id), view.of(product.item_id)
        if one is None or not one.trusted or terms.goods_cny is None or not product.price_cny:
            continue
        low, high = one.price_low or product.price_cny, one.price_high or product.price_cny
        asked = demand.Asked(product.price_cny, monthly(view, product), low, high)
        best = demand.best_price(one, _left(terms), asked, np.random.default_rng(SEED))
        if best is not None:
            found[product.item_id] = best
    return found


def _left(terms: UnitTerms) -> Callable[[float], float]:
    """Return what a unit leaves as a function of its price; asked only where its cost is known."""
    return lambda at: terms.left(at) or 0.0


def best_prices(view: PricingView) -> Table | Unsaid:
    """Return the price that earns most of each product that can be told, with its interval."""
    if not view.estimates:
        return view.none("history")
    found, lang = bests(view), view.lang
    if not found:
        return view.none("best")
    names = ("category", "now", "best", "range", "gain", "odds")
    heads = [text(f"price.elastic.{name}", lang) for name in names]
    asked = {one.item_id: one.price_cny for one in view.priced}
    rows: list[list[Content]] = []
    for item, one in found.items():
        shown = cny(one.price, lang)
        low, high = (money(gain, lang) for gain in (one.gain_low_cny, one.gain_high_cny))
        ends = text("price.elastic.ends", lang, low=low, high=high)
        gain = f"{money(one.gain_cny, lang, sign=True)} ({ends})"
        rows.append(
            [
                view.name(item),
                cny(asked[item], lang),
                text("price.elastic.edge", lang, price=shown) if one.at_edge else shown,
                f"{cny(one.low, lang)}–{cny(one.high, lang)}",
                gain,
                percent(one.better, 0),
            ]
        )
    return Table(heads, rows, "lrrrrr", lang, text("price.elastic.caption", lang))


def listing(view: PricingView, assumed: float | None) -> list[Listed]:
    """Return the products as they are priced today, with what is known or assumed of demand."""
    found = []
    for product in view.priced:
        terms, one = view.of(product.item_id), view.estimates.get(product.item_id)
        units = monthly(view, product)
        if terms.goods_cny is None or not units or product.price_cny is None:
            continue
        trusted = one is not None and one.trusted
        if not trusted and assumed is None:
            continue  # nobody can say what another price sells, so its own stays
        quotes = view.peers_of(product.item_id)
        floor = pricing.floor_price(terms)
        found.append(
            Listed(
                item_id=product.item_id,
                price=product.price_cny,
                units=units,
                left=_left(terms),
                elasticity=one.value if one is not None and trusted else assumed,
                low=one.price_low if one is not None and trusted else None,
                high=one.price_high if one is not None and trusted else None,
                floor=product.least_price_cny or floor,
                list_price=product.list_price_cny,
                going=median(quotes) - freight_of(view, product) if quotes else None,
                net_rate=terms.net_rate,
                role=product.role,
                ladder=product.category or "",
                tier=product.tier,
            )
        )
    return found


def proposed(view: PricingView, assumed: float | None) -> tuple[Assortment, list[Bound]] | None:
    """Return the prices that leave most under the plan's constraints, and what was set aside.

    Where constraints conflict, those that do are set aside one after another, and said.
    """
    rows = listing(view, assumed)
    if not rows:
        return None
    prices = view.plan.prices
    policy = Policy(
        endings=tuple(prices.endings),
        least_discount_rate=prices.least_discount_rate,
        largest_change_rate=prices.largest_weekly_change_rate,
        profit_margin_rate=prices.least_margin_rate,
    )
    aside: list[Bound] = []
    found = assortment(rows, policy)
    while found.conflicts and len(aside) < len(rows) * len(LOOSE):
        bound = next((b for b in found.conflicts if b.kind in LOOSE), None)
        if bound is None:
            break
        aside.append(bound)
        rows = [_loose(one, bound.kind) if one.item_id in bound.items else one for one in rows]
        found = assortment(rows, policy)
    return (found, aside) if found.chosen else None


LOOSE = ("floor", "role", "ladder", "discount")


def _loose(one: Listed, kind: str) -> Listed:
    if kind == "floor":
        return replace(one, floor=None)
    if kind == "role":
        return replace(one, role=None)
    return replace(one, tier=None) if kind == "ladder" else replace(one, list_price=None)


def proposal(view: PricingView, assumed: float | None = None) -> Picture | Unsaid:
    """Return today's prices beside those that leave most, and what each constraint costs."""
    if not view.costed:
        return view.none("costs" if view.priced else "prices")
    made = proposed(view, assumed)
    if made is None:
        return view.none("proposal" if not listing(view, assumed) else "conflict")
    found, aside = made
    names = {one.item_id: view.name(one.item_id) for one in found.chosen}
    how = How(assumed, tuple(aside), view.plan.prices.largest_weekly_change_rate)
    shown = proposal_shown(found, names, how, view.lang)
    return picture(charts.moves, shown, view.lang)


def constraints(view: PricingView, assumed: float | None = None) -> Table | Unsaid:
    """Return what each constraint of the plan costs a month."""
    made = proposed(view, assumed) if view.costed else None
    if made is None:
        return view.none("costing" if view.costed else "costs" if view.priced else "prices")
    found, lang = made[0], view.lang
    heads = [text(f"price.proposal.{name}", lang) for name in ("constraint", "cost")]
    costs = sorted(found.costs_cny.items(), key=lambda one: -one[1])
    rows: list[list[Content]] = [
        [text(f"elasticity.bound.{kind}", lang), money(round(cost) + 0.0, lang)]
        for kind, cost in costs
        if kind != "keep"
    ]
    return Table(heads, rows, "lr", lang, text("price.proposal.caption", lang))
