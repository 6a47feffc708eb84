"""One cart at its best for the buyer and its worst for the shop, with what each line leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from shopkit.apportion import Groups, Ints, split
from shopkit.plan import Plan
from shopkit.pricing.floor import exempt_on
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.waterfall import fen
from shopkit.pricing.worst import Case, parcel_of
from shopkit.promotions import Cart, CartLine, Shown, offers, steps
from shopkit.tables import check

NO_TERMS = UnitTerms()


@dataclass(frozen=True, slots=True)
class Combination:
    """A cart under one legal combination of promotions.

    Attributes:
        shown: every step of it.
        lines: one row a line: item_id, sku, units, unit_price, list_amount, off, paid, receipt,
            contribution (NaN while its goods have no cost).
        gifts_cny: what the goods of its gifts cost; `None` is unknown.
        left_cny: what is left of the cart; `None` is unknown.
    """

    shown: Shown
    lines: pd.DataFrame
    gifts_cny: float | None
    left_cny: float | None


@dataclass(frozen=True, slots=True)
class CountedCart:
    """A cart under the promotions of a plan.

    Attributes:
        best: the combination that is best for the buyer.
        worst: the one that is worst for the shop.
        left_out: costs nobody tells of some line; every figure is before these.
        cases: by line of a product of the plan, what floors and least discounts are held against.
    """

    best: Combination
    worst: Combination
    left_out: tuple[str, ...]
    cases: tuple[Case, ...]


def counted_cart(cart: Cart, plan: Plan, terms: Mapping[str, UnitTerms]) -> CountedCart:
    """Return what a cart comes to under the promotions of a plan.

    It goes out in one parcel, whose costs are split over its lines by units; the freight the
    buyer pays is split in the same way.

    Args:
        cart: what is bought, when, by whom.
        plan: promotions and what a parcel costs.
        terms: what a unit of each product is counted with.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    held = offers(plan)
    known = [terms.get(line.item_id, NO_TERMS) for line in cart.lines]
    best = _combination(steps(cart, held, "best"), plan, terms)
    worst = _combination(steps(cart, held, "worst"), plan, terms)
    left_out = dict.fromkeys(name for one in known for name in one.left_out)
    parcel = parcel_of(plan, 0.0)
    told = {
        "cost_freight": parcel.freight_cny,
        "cost_packing": parcel.packing_cny,
        "cost_insurance": parcel.insurance_cny,
    }
    out = [name for name in left_out if told.get(name) is None]
    out += [name for name, cny in told.items() if cny is None and name not in out]
    return CountedCart(best, worst, tuple(out), tuple(_cases(cart, plan, best, worst)))


def _combination(shown: Shown, plan: Plan, terms: Mapping[str, UnitTerms]) -> Combination:
    cart = shown.cart
    parcel = parcel_of(plan, shown.freight_cny)
    costs = (parcel.freight_cny, parcel.packing_cny, parcel.insurance_cny)
    net = fen(parcel.charged_cny) - sum(fen(cny) for cny in costs if cny is not None)
    of_parcel = _split(net, [line.units for line in cart.lines])
    left: list[float] = []
    for line, receipt, part in zip(cart.lines, shown.lines["receipt_cny"], of_parcel, strict=True):
        own = terms.get(line.item_id, NO_TERMS)
        alone = replace(own, freight_cny=None, packing_cny=None, insurance_cny=None)
        each = alone.per_unit_cny
        kept = receipt * alone.kept_of_price
        left.append(
            float("nan") if each is None else fen(kept - each * line.units) / 100 + part / 100
        )
    lines = shown.lines.assign(contribution_cny=np.array(left, float).round(2))
    gifts = _gifts(shown, terms)
    whole = float(lines["contribution_cny"].sum())
    unknown = gifts is None or bool(lines["contribution_cny"].isna().any())
    return Combination(
        shown, check(lines), gifts, None if unknown else round(whole - (gifts or 0.0), 2)
    )


def _gifts(shown: Shown, terms: Mapping[str, UnitTerms]) -> float | None:
    total = 0.0
    for item, units in zip(shown.gifts["item_id"], shown.gifts["gift_units"], strict=True):
        cost = terms.get(str(item), NO_TERMS).goods_cny
        if cost is None:
            return None
        total += cost * int(units)
    return round(total, 2)


def _split(amount: int, weights: Sequence[int]) -> Ints:
    one = Groups(np.array([0]), np.array([len(weights)]))
    return split(np.array([amount]), np.array(weights, np.int64), one)


def _cases(cart: Cart, plan: Plan, best: Combination, worst: Combination) -> list[Case]:
    """Return the lines of products of the plan one by one, in the order of their products."""
    listed = {one.item_id for one in plan.products}
    parcel = parcel_of(plan, worst.shown.freight_cny)
    freight = max((parcel.freight_cny or 0.0) - parcel.charged_cny, 0.0)
    units = [line.units for line in cart.lines]
    freights, gifts = (_split(fen(cny), units) / 100 for cny in (freight, worst.gifts_cny or 0.0))
    used = {offer.position for one in (best, worst) for offer in one.shown.used}
    campaigns = {plan.promotions[position].campaign for position in used}
    exempt = bool(campaigns & set(plan.prices.exempt_campaigns))
    found = []
    for n, line in enumerate(cart.lines):
        left = float(worst.lines["contribution_cny"].iloc[n])
        known = worst.gifts_cny is not None and not np.isnan(left)
        found.append(
            Case(
                item=line.item_id,
                cart=replace(cart, lines=(line,)),
                list_cny=line.unit_price_fen * line.units / 100,
                paid_cny=float(best.lines["paid_cny"].iloc[n]),
                paid_by=_names(best, line),
                receipt_cny=float(worst.lines["receipt_cny"].iloc[n]),
                received_by=_names(worst, line),
                extras=tuple(o.name for o in worst.shown.used if o.level == "extra"),
                freight_cny=float(freights[n]),
                gifts_cny=float(gifts[n]),
                left_cny=left - float(gifts[n]) if known else None,
                exempt=exempt or exempt_on(plan, cart.day, line.item_id) is not None,
                others=sum(units) - line.units,
            )
        )
    return sorted((one for one in found if one.item in listed), key=lambda case: case.item)


def _names(one: Combination, line: CartLine) -> tuple[str, ...]:
    """Return the promotions that take something off a line, in their order."""
    rows = one.shown.by_line
    same_sku = rows["sku"].isna() if line.sku is None else rows["sku"] == line.sku
    own = rows[(rows["item_id"] == line.item_id) & same_sku]
    return tuple(dict.fromkeys(str(name) for name in own["promotion"]))
