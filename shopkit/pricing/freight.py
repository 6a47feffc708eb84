"""What buyers pay for freight: what the plan charges, unless delivery is free by then."""

from __future__ import annotations

from datetime import date

from shopkit.plan import Plan
from shopkit.plan.sections.products import Product
from shopkit.pricing.waterfall import fen
from shopkit.promotions import Cart, CartLine, offers, steps

FREE = "free_freight"


def freight_paid(plan: Plan, product: Product, day: date) -> float | None:
    """Return what a buyer of one unit pays for freight on a day, CNY; `None`: the plan is silent.

    Only what makes delivery free is looked at: at the everyday price, without other promotions.
    """
    charged = plan.prices.freight_charged_cny
    held = [one for one in offers(plan) if one.kind.name == FREE]
    if not charged or not held:
        return charged
    line = CartLine(product.item_id, 1, fen(product.price_cny or 0.0), None, product.category)
    return steps(Cart((line,), day, freight_fen=fen(charged)), held).freight_cny


def freights_paid(plan: Plan, day: date) -> dict[str, float | None]:
    """Return what a buyer of one unit of each product with a price pays for freight, CNY."""
    return {
        one.item_id: freight_paid(plan, one, day)
        for one in plan.products
        if one.price_cny is not None
    }
