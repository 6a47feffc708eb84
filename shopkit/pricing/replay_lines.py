"""What replayed lines come to: paid, received, left, and whether that is less than allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from shopkit.apportion import Flags, Ints, split
from shopkit.plan import Plan
from shopkit.pricing.floor import SLACK, Floor
from shopkit.pricing.past_carts import PastCarts
from shopkit.pricing.solving import price_for
from shopkit.pricing.unit import UnitTerms
from shopkit.promotions import Offer, Outcome

Floats: TypeAlias = NDArray[np.float64]
Names: TypeAlias = NDArray[np.object_]
NO_TERMS = UnitTerms()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of carts under proposed promotions; amounts in fen.

    Attributes:
        items: the item of the plan each is of.
        units: how many.
        listed: units × everyday price.
        paid: what the buyer pays for it, without delivery.
        receipt: that and what others bear.
        delivery: its part of what the buyer pays for delivery.
        left: its contribution: of receipt and delivery, less its part of gifts; 0 if unknown.
        known: whether all of that is known.
        left_then: the contribution of what was paid then, counted in the same way.
        below_floor: whether a unit goes for less than its floor price.
        below_discount: whether it goes for less than the plan's least discount.
    """

    items: Names
    units: Ints
    listed: Ints
    paid: Ints
    receipt: Ints
    delivery: Ints
    left: Ints
    known: Flags
    left_then: Ints
    below_floor: Flags
    below_discount: Flags


@dataclass(frozen=True, slots=True)
class Given:
    """What lines are counted with.

    Attributes:
        plan: floors and least discounts.
        terms: by item.
        offers: what held.
        outcome: what the carts come to under it.
    """

    plan: Plan
    terms: Mapping[str, UnitTerms]
    offers: tuple[Offer, ...]
    outcome: Outcome


def counted(past: PastCarts, given: Given) -> Lines:
    """Return the lines of past carts under proposed promotions, in the order of payment."""
    carts, found, groups = past.carts, given.outcome, past.lines
    units, listed = past.by_line(carts.units), past.by_line(carts.goods_fen)
    whole = groups.rows(groups.total(listed))
    delivery = split(found.freight_fen, np.where(whole > 0, listed, units), groups)
    gifts, gifts_known = _gifts(given)
    receipt = past.by_line(found.line_receipt_fen)
    items = np.array([good.item_id for good in carts.goods], object)[past.by_line(carts.codes)]
    kept, costs = _terms(items, given.terms)
    known = np.isfinite(costs) & groups.rows(gifts_known)
    own_costs = np.where(np.isfinite(costs), costs, 0) * units
    left = _whole((receipt + delivery) * kept - own_costs) - split(gifts, units, groups)
    paid = past.by_line(found.line_paid_fen)
    judged = _Judged(past, given, items, (listed, paid, receipt))
    return Lines(
        items=items,
        units=units,
        listed=listed,
        paid=paid,
        receipt=receipt,
        delivery=delivery,
        left=np.where(known, left, 0),
        known=known,
        left_then=np.where(known, _whole(past.paid_fen * kept - own_costs), 0),
        below_floor=judged.below_floor(units),
        below_discount=judged.below_discount(gifts),
    )


def gift_cost(given: Given) -> list[float | None]:
    """Return what a unit of each offer's gift costs, CNY; `None` where it gives none."""
    names = [offer.benefit.extra if offer.gives else None for offer in given.offers]
    return [given.terms.get(name, NO_TERMS).goods_cny if name else None for name in names]


def _gifts(given: Given) -> tuple[Ints, Flags]:
    """Return by cart what its gifts cost, fen, and whether that is known."""
    units = given.outcome.gift_units
    cost = gift_cost(given)
    each = np.array([round((cny or 0.0) * 100) for cny in cost], np.int64)
    unknown = np.array([cny is None for cny in cost], bool)
    fen: Ints = (units * each).sum(axis=1)
    return fen, ~((units > 0) & unknown).any(axis=1)


def _terms(items: Names, terms: Mapping[str, UnitTerms]) -> tuple[Floats, Floats]:
    """Return by line the share of a receipt that is kept, and the costs of a unit in fen."""
    names, at = np.unique(items.astype(str), return_inverse=True)
    known = [terms.get(str(name), NO_TERMS) for name in names]
    costs = [np.nan if one.per_unit_cny is None else one.per_unit_cny * 100 for one in known]
    kept = np.array([one.kept_of_price for one in known], float)
    return kept[at], np.array(costs, float)[at]


def _whole(fen: Floats) -> Ints:
    """Return amounts in whole fen, half up; what is a half but for a float's last digits too."""
    return np.floor(np.round(fen, 6) + 0.5).astype(np.int64)


class _Judged:
    """Lines held against what the plan allows."""

    def __init__(
        self,
        past: PastCarts,
        given: Given,
        items: Names,
        amounts: tuple[Ints, Ints, Ints],
    ) -> None:
        self.past, self.given, self.items = past, given, items
        self.listed, self.paid, self.receipt = amounts

    def below_floor(self, units: Ints) -> Flags:
        """Return whether units go below the price the plan names, else that of its least margin.

        A product whose everyday price is below already is not the promotions' doing.
        """
        plan = self.given.plan
        rate = plan.prices.least_margin_rate or 0.0
        terms = {item: self.given.terms.get(item, NO_TERMS) for item in set(self.items)}
        least = self._of_items({one.item_id: one.least_price_cny for one in plan.products})
        margin = self._of_items({item: price_for(one, rate) for item, one in terms.items()})
        named = np.isfinite(least)
        floor, got = np.where(named, least, margin), np.where(named, self.paid, self.receipt)
        below = got < (floor - SLACK) * 100 * units
        found: Flags = below & (self.listed >= (floor - SLACK) * 100 * units)
        return found

    def below_discount(self, gifts: Ints) -> Flags:
        """Return whether lines go below the plan's least discount where no campaign exempts them.

        Of the price each line counts for itself; of what is received the whole order does, less
        the freight the shop bears and what gifts cost.
        """
        floor = Floor.of_plan(self.given.plan)
        if floor is None:
            return np.zeros(len(self.items), bool)
        got, listed = self.paid, self.listed
        if floor.of == "receipt":
            groups = self.past.lines
            parcel = round((self.given.plan.costs.freight_per_parcel_cny or 0.0) * 100)
            borne = np.maximum(parcel - self.given.outcome.freight_fen, 0) + gifts
            got = groups.rows(groups.total(self.receipt) - borne)
            listed = groups.rows(groups.total(listed))
        found: Flags = (got < (floor.rate - SLACK) * listed) & ~self._exempt()
        return found

    def _exempt(self) -> Flags:
        """Return whether an exempt campaign is on, or one of its promotions used."""
        plan, carts = self.given.plan, self.past.carts
        exempt = set(plan.prices.exempt_campaigns)
        of_campaign = {one.name for one in plan.promotions if one.campaign in exempt}
        places = [n for n, offer in enumerate(self.given.offers) if offer.name in of_campaign]
        used: Flags = self.given.outcome.used[:, places]
        found: Flags = np.any(used, axis=1, keepdims=True)[self.past.cart, 0]
        day = carts.day[self.past.cart]
        for one in plan.campaigns:
            if one.name in exempt:
                first, last = one.starts.toordinal(), one.ends.toordinal()
                named = np.isin(self.items.astype(str), one.products) if one.products else True
                found = found | ((first <= day) & (day <= last) & named)
        return found

    def _of_items(self, known: Mapping[str, float | None]) -> Floats:
        return np.array([_number(known.get(item)) for item in self.items], float)


def _number(value: float | None) -> float:
    return np.nan if value is None else value
