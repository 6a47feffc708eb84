"""Promotions, carts and plans for the tests of the promotion engine, short to write."""

from __future__ import annotations

from datetime import date
from typing import Any

from shopkit.plan import Plan
from shopkit.promotions import Buyer, Cart, CartLine, Carts, Offer, Priced, carts_of, offers, priced

DAY = date(2026, 11, 11)


def plan_with(*promotions: dict[str, Any], **sections: Any) -> Plan:
    """Return a plan of these promotions; their names are their places unless given."""
    said = [{"name": str(n), **promotion} for n, promotion in enumerate(promotions)]
    shop = {"name": "店", "platform": "tmall"}
    return Plan.model_validate({"schema": 1, "shop": shop, "promotions": said, **sections})


def held(*promotions: dict[str, Any], **sections: Any) -> tuple[Offer, ...]:
    return offers(plan_with(*promotions, **sections))


def line(item: str, units: int, cny: float, **more: Any) -> CartLine:
    return CartLine(item, units, round(cny * 100), **more)


def cart(*lines: CartLine, **more: Any) -> Cart:
    freight = round(more.pop("freight", 0) * 100)
    buyer = Buyer(**{name: more.pop(name) for name in ("member", "vip88", "new") if name in more})
    return Cart(lines, more.pop("day", DAY), more.pop("hour", None), buyer, freight, **more)


def run(one: Cart, *promotions: dict[str, Any], **sections: Any) -> Priced:
    """Return one cart under some promotions."""
    return priced(carts_of([one]), held(*promotions, **sections))


def best(one: Cart, *promotions: dict[str, Any], **sections: Any) -> float:
    """Return what the buyer pays at best, in yuan."""
    return run(one, *promotions, **sections).best.paid_fen[0] / 100


def many(*carts: Cart) -> Carts:
    return carts_of(list(carts))
