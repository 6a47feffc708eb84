"""The deepest a price may go: each product, one and two units, each buyer, whenever it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.plan import Plan
from shopkit.plan.sections.products import Product
from shopkit.pricing.floor import Deal, exempt_on
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.waterfall import CartLine, Parcel, fen, left_of_cart
from shopkit.promotions import Buyer, Cart, Offer, Outcome, carts_of, offers, priced
from shopkit.promotions import CartLine as Line

DAY = timedelta(days=1)
UNITS = (1, 2)


@dataclass(frozen=True, slots=True)
class Case:
    """A cart of one product, at its best for the buyer and its worst for the shop; CNY.

    Attributes:
        item: number of the product.
        cart: what is bought, when and by whom.
        list_cny: the goods at their everyday price.
        paid_cny: what the buyer pays for the goods at best.
        paid_by: the promotions that take it off the goods.
        receipt_cny: what the shop receives for them at worst, with what others bear.
        received_by: the promotions that take it off the goods.
        extras: gifts and free freight that come with it then.
        freight_cny: freight the shop bears of its parcel then; 0 where its cost is unknown.
        gifts_cny: what the goods of gifts cost then; 0 where unknown.
        left_cny: what is left of the cart then; `None` is unknown.
        exempt: whether an exempt campaign allows it to go below the floor.
        others: units of other products in its parcel.
    """

    item: str
    cart: Cart
    list_cny: float
    paid_cny: float
    paid_by: tuple[str, ...]
    receipt_cny: float
    received_by: tuple[str, ...]
    extras: tuple[str, ...]
    freight_cny: float
    gifts_cny: float
    left_cny: float | None
    exempt: bool
    others: int = 0

    @property
    def units(self) -> int:
        """How many units."""
        return sum(line.units for line in self.cart.lines)

    @property
    def unit_paid_cny(self) -> float:
        """What the buyer pays for a unit at best."""
        return self.paid_cny / self.units

    @property
    def paid(self) -> Deal:
        """The deal as the buyer sees it."""
        return Deal(self.list_cny, self.paid_cny)

    @property
    def received(self) -> Deal:
        """The deal as the shop sees it."""
        return Deal(self.list_cny, self.receipt_cny, self.freight_cny, self.gifts_cny)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about.

    Attributes:
        plan: prices, promotions, members, costs.
        terms: what a unit of each product is counted with.
        day: the first day looked at; promotions that ended before are over.
        skus: SKUs by product of which a promotion names some.
    """

    plan: Plan
    terms: Mapping[str, UnitTerms]
    day: date
    skus: Mapping[str, Sequence[str]]


def cases(
    plan: Plan,
    terms: Mapping[str, UnitTerms],
    day: date,
    skus: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Case, ...]:
    """Return every cart of one or two units of each product that has a price.

    Each buyer there is a promotion for, on each day from the one given on which promotions begin
    or have ended, at each hour one begins.

    Args:
        plan: prices, promotions, members.
        terms: what a unit of each product is counted with.
        day: the first day.
        skus: SKUs by product, where promotions name SKUs.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    asked = Asked(plan, terms, day, skus or {})
    held = offers(plan)
    made: list[tuple[int, Case]] = []
    for moment in moments(plan, day):  # one after another: promotions of other days do not count
        carts = [
            (n, product, cart)
            for n, product in enumerate(plan.products)
            for cart in _carts(product, asked, held, moment)
        ]
        if carts:
            found = priced(carts_of([cart for *_, cart in carts]), held)
            sides = (held, found.best, found.worst)
            made += [
                (place, _case(n, (product, cart), asked, sides))
                for n, (place, product, cart) in enumerate(carts)
            ]
    return tuple(case for _, case in sorted(made, key=lambda one: one[0]))


def moments(plan: Plan, day: date) -> list[tuple[date, int | None]]:
    """Return the moments from a day on at which prices may change: each day, and hours in it."""
    days = {day}
    for one in plan.promotions:
        days |= {one.starts} if one.starts else set()
        days |= {one.ends + DAY} if one.ends else set()
    hours = sorted({one.from_hour for one in plan.promotions if one.from_hour is not None})
    later = sorted(one for one in days if one >= day)
    return [(one, hour) for one in later for hour in (None, *hours)]


def buyers(plan: Plan, held: Sequence[Offer]) -> list[Buyer]:
    """Return the kinds of buyers some promotion or tier tells apart, an ordinary one first."""
    told = {offer.when.audience for offer in held}
    tiers = [tier.name for tier in plan.members.tiers]
    found = [Buyer(), *(Buyer(member=name) for name in tiers)]
    found += [Buyer(new=True)] if "new" in told else []
    if "vip88" in told:
        found += [Buyer(vip88=True), *(Buyer(member=name, vip88=True) for name in tiers)]
    return found


def _carts(
    product: Product, asked: Asked, held: Sequence[Offer], moment: tuple[date, int | None]
) -> Iterator[Cart]:
    price = product.price_cny
    if not price:
        return
    freight = fen(asked.plan.prices.freight_charged_cny or 0.0)
    for sku in (None, *asked.skus.get(product.item_id, ())):
        for units in UNITS:
            line = Line(product.item_id, units, fen(price), sku, product.category)
            for buyer in buyers(asked.plan, held):
                yield Cart((line,), *moment, buyer, freight)


def _case(
    n: int,
    made: tuple[Product, Cart],
    asked: Asked,
    found: tuple[Sequence[Offer], Outcome, Outcome],
) -> Case:
    product, cart = made
    held, best, worst = found
    plan, terms = asked.plan, asked.terms.get(product.item_id, UnitTerms())
    best_by, worst_by = (
        [offer for offer, used in zip(held, own.used[n], strict=True) if used]
        for own in (best, worst)
    )
    receipt, charged = float(worst.line_receipt_fen[n].sum()) / 100, worst.freight_fen[n] / 100
    gifts = sum(
        int(units) * (_cost(offer.benefit.extra, asked) or 0.0)
        for offer, units in zip(held, worst.gift_units[n], strict=True)
        if units
    )
    parcel = parcel_of(plan, charged)
    units = cart.lines[0].units
    left = left_of_cart([CartLine(terms, units, receipt)], parcel)
    used = {offer.position for offer in (*best_by, *worst_by)}
    campaigns = {plan.promotions[position].campaign for position in used}
    return Case(
        item=product.item_id,
        cart=cart,
        list_cny=cart.lines[0].unit_price_fen * units / 100,
        paid_cny=float(best.line_paid_fen[n].sum()) / 100,
        paid_by=tuple(o.name for o in best_by if o.level != "extra"),
        receipt_cny=receipt,
        received_by=tuple(o.name for o in worst_by if o.level != "extra"),
        extras=tuple(o.name for o in worst_by if o.level == "extra"),
        freight_cny=max((parcel.freight_cny or 0.0) - charged, 0.0),
        gifts_cny=gifts,
        left_cny=None if left is None else left - gifts,
        exempt=bool(campaigns & set(plan.prices.exempt_campaigns))
        or exempt_on(plan, cart.day, product.item_id) is not None,
    )


def parcel_of(plan: Plan, charged_cny: float) -> Parcel:
    """Return what a parcel costs the shop by its plan, given what the buyer pays for freight."""
    costs = plan.costs
    return Parcel(
        freight_cny=costs.freight_per_parcel_cny,
        packing_cny=costs.packing_per_parcel_cny,
        insurance_cny=costs.insurance_per_parcel_cny,
        charged_cny=charged_cny,
    )


def _cost(extra: str | None, asked: Asked) -> float | None:
    return asked.terms.get(extra, UnitTerms()).goods_cny if extra else None
