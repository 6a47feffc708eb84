"""One unit in the notebook of prices: what is left of its price, and how its cost is given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shopkit import pricing
from shopkit.charts import profit as charts
from shopkit.i18n import listed, text
from shopkit.pricing.pictures import step_name, unit_shown
from shopkit.widgets.pieces import picture

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.charts.picture import Picture
    from shopkit.i18n import Lang, Words
    from shopkit.plan import Plan
    from shopkit.plan.sections.products import Product
    from shopkit.widgets.pricing import PricingView


def costs_next(plan: Plan, lang: Lang) -> str:
    """Return how a shop tells what its products cost: the one way, in every place that asks."""
    named = list(plan.costs.products)
    return text(f"price.costs.{'fill' if named else 'make'}", lang, files=listed(named, lang))


def shown(view: PricingView, product: Product, price_cny: float) -> tuple[pd.DataFrame, Words]:
    """Return the way from a price of a product to what is left of it, and its words."""
    terms, prices = view.of(product.item_id), view.plan.prices
    rates = (prices.least_margin_rate or 0.0, prices.target_margin_rate)
    steps = pricing.waterfall(price_cny, terms)
    frame, words = unit_shown(steps, view.name(product.item_id), terms, rates, view.lang)
    if terms.goods_cny is not None:
        return frame, words
    how = text("price.unit.so_unknown", view.lang, how=costs_next(view.plan, view.lang))
    return frame, replace(words, so=how)


def unit(view: PricingView, product: Product, price_cny: float | None = None) -> Picture:
    """Return what is left of a price of a product, step by step; by default of the plan's."""
    asked = (product.price_cny or 0.0) if price_cny is None else price_cny
    frame = pricing.waterfall(asked, view.of(product.item_id))
    named = [step_name(step, view.lang) for step in frame["step"]]
    made = shown(view, product, asked)
    return picture(charts.bridge, made, view.lang, frame.assign(step=named))
