"""Findings about how deep prices go: below floors, below cost, the second at half price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, inf, isinf

from shopkit.findings import Finding, Severity
from shopkit.i18n import listed, percent, text
from shopkit.plan.sections.products import Product
from shopkit.pricing.floor import SLACK, Deal, Floor, deepest_member_rate, keeps_floor, nth_rate
from shopkit.pricing.solving import floor_price
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case
from shopkit.promotions import Buyer

Terms = Mapping[str, UnitTerms]
FEN = 0.01  # CNY


def floor_findings(found: Sequence[Case], terms: Terms, scope: Scope) -> Iterator[Finding]:
    """Yield what the deepest price of each product breaks, the worst of it only.

    Losing money stands before the lowest price the plan names, and that before its least margin.
    """
    products = {one.item_id: one for one in scope.plan.products}
    by_item: dict[str, list[Case]] = {}
    for case in found:
        by_item.setdefault(case.item, []).append(case)
    unknown = []
    for item, held in by_item.items():
        known = terms.get(item, UnitTerms())
        if all(case.left_cny is None for case in held):
            unknown.append(item)
        yield from _deepest(products[item], held, known, scope)
        yield from _discount(held, scope)
    if unknown:
        yield _unknown(unknown, scope)


def _deepest(
    product: Product, held: Sequence[Case], terms: UnitTerms, scope: Scope
) -> Iterator[Finding]:
    lowest = min(held, key=lambda case: (case.unit_paid_cny, case.units))
    known = [case for case in held if case.left_cny is not None]
    poorest = min(known, key=_left, default=None)
    if poorest is not None and _left(poorest) < -SLACK:
        plain = min(filter(_plain, known), key=_left, default=None)
        each = _left(plain) if plain else 0.0
        yield _loses(product, (poorest, each), terms, scope)
        return
    least = product.least_price_cny
    if least is not None and lowest.unit_paid_cny < least - SLACK:
        yield _below(product, held, least, scope)
        return
    margin = scope.plan.prices.least_margin_rate
    floor = floor_price(terms, margin) if margin is not None and least is None else None
    if floor is None or floor > (product.price_cny or 0.0):
        return  # unknown, or too low without any promotion: a rule of the list tells that
    yield from _thin(product, known, terms, scope)


def _left(case: Case) -> float:
    return (case.left_cny or 0.0) / case.units


def _received(case: Case) -> float:
    return case.receipt_cny / case.units


def _plain(case: Case) -> bool:
    """Tell whether anybody may have such a cart, with nothing else in it."""
    return case.cart.buyer == Buyer() and not case.others


def _monthly(product: Product, each: float) -> float | None:
    """Return what a gap of a unit is in a month, CNY; unknown where only some buyers cause it.

    The gap counts in whole fen, as it is shown: a reader who multiplies finds the same amount.
    """
    if not product.units_monthly or round(each, 2) >= 0:
        return None
    return round(round(each, 2) * product.units_monthly, 2)


def _unknown(items: Sequence[str], scope: Scope) -> Finding:
    said = {"names": listed([scope.name(item) for item in items], scope.lang), "n": len(items)}
    place = listed([scope.product_place(item) for item in items], scope.lang)
    return scope.finding("cost_unknown", place, said, severity=Severity.NOTE, owner="finance")


def _loses(product: Product, held: tuple[Case, float], terms: UnitTerms, scope: Scope) -> Finding:
    case, each = held
    names = (*case.received_by, *case.extras)
    said = _said(case, scope) | {
        "left": scope.cny(-_left(case)),
        "needed": _needed_said(case, terms, scope) + scope.ads_lead(terms),
        "before": scope.left_out(terms.left_out),
        "unit": scope.cny(_received(case)),
        "promotions": scope.promotions(names),
    }
    place = scope.promotion_place(names, case.item)
    evidence = _evidence(product, each, ("monthly_loss", scope))
    words = "loses" if names else "loses_plain"
    cny = _monthly(product, each)
    more = {"severity": Severity.ERROR, "cny": cny, "evidence": evidence, "words": words}
    return scope.finding("loses", place, said, **more)


def _below(product: Product, held: Sequence[Case], least: float, scope: Scope) -> Finding:
    case = min(held, key=lambda one: (one.unit_paid_cny, one.units))
    names = case.paid_by
    said = _said(case, scope) | {
        "least": scope.cny(least),
        "unit": scope.cny(case.unit_paid_cny),
        "gap": scope.cny(least - case.unit_paid_cny),
        "promotions": scope.promotions(names),
    }
    each = min((one.unit_paid_cny for one in filter(_plain, held)), default=least) - least
    evidence = _evidence(product, each, ("monthly", scope))
    words = "least_price" if names else "least_price_plain"
    place, cny = scope.promotion_place(names, case.item), _monthly(product, each)
    return scope.finding("least_price", place, said, cny=cny, evidence=evidence, words=words)


def _thin(
    product: Product, known: Sequence[Case], terms: UnitTerms, scope: Scope
) -> Iterator[Finding]:
    """Yield the cart that is furthest from the least margin, each in the parcel it goes out in."""
    margin = scope.plan.prices.least_margin_rate or 0.0
    gaps = [(_needed(case, terms, margin) - _received(case), case) for case in known]
    gap, case = max(gaps, key=lambda one: (one[0], -one[1].units), default=(0.0, None))
    if case is None or gap < FEN / 2:
        return
    said = _said(case, scope) | {
        "least": scope.cny(_needed(case, terms, margin)),
        "unit": scope.cny(_received(case)),
        "gap": scope.cny(gap),
        "promotions": scope.promotions(case.received_by),
        "rate": percent(margin),
        "parcel": _parcel_said(case, scope),
    }
    each = -max((short for short, one in gaps if _plain(one)), default=0.0)
    more = {"evidence": _evidence(product, each, ("monthly", scope))}
    place = scope.promotion_place(case.received_by, case.item)
    yield scope.finding("least_margin", place, said, cny=_monthly(product, each), **more)


def _evidence(product: Product, each: float, words: tuple[str, Scope]) -> str:
    key, scope = words
    cny = _monthly(product, each)
    if cny is None:
        return ""
    said = {
        "each": scope.cny(-round(each, 2)),
        "units": product.units_monthly,
        "amount": scope.cny(-cny),
    }
    return text(f"pricing.{key}", scope.lang, **said)


def _discount(held: Sequence[Case], scope: Scope) -> Iterator[Finding]:
    """Yield the deepest deal below the plan's lowest discount that no campaign exempts."""
    floor = Floor.of_plan(scope.plan)
    if floor is None:
        return
    broken = [c for c in held if not c.exempt and not keeps_floor(_deal(c, floor), floor)]
    if not broken:
        return
    case = min(broken, key=lambda c: (_share(c, floor), c.units))
    names = case.paid_by if floor.of == "price" else (*case.received_by, *case.extras)
    said = _said(case, scope) | {
        "share": scope.rate(_share(case, floor)),
        "floor": scope.rate(floor.rate),
        "promotions": scope.promotions(names),
        "list": scope.cny(case.list_cny),
        "paid": scope.cny(case.paid_cny if floor.of == "price" else case.receipt_cny),
        "freight": scope.cny(case.freight_cny),
        "gifts": scope.cny(case.gifts_cny),
    }
    code = "under_discount" if floor.of == "price" else "under_discount_receipt"
    yield scope.finding(code, scope.promotion_place(names, case.item), said)


def _deal(case: Case, floor: Floor) -> Deal:
    return case.paid if floor.of == "price" else case.received


def _share(case: Case, floor: Floor) -> float:
    return case.paid.share_paid if floor.of == "price" else case.received.share_received


def nth_findings(found: Sequence[Case], scope: Scope) -> Iterator[Finding]:
    """Yield what a cheaper nth unit means per unit, and which member rate still keeps the floor."""
    floor = Floor.of_plan(scope.plan)
    for n, one in enumerate(scope.plan.promotions):
        if one.nth is None or one.pay_rate is None:
            continue
        pair = nth_rate(one.nth, one.pay_rate)
        said: dict[str, object] = {"promotion": one.name, "n": one.nth, "pair": scope.rate(pair)}
        place = scope.place(("promotions", n))
        if floor is None:
            yield scope.finding("nth", place, said, severity=Severity.NOTE)
            continue
        allowed = deepest_member_rate(floor.rate, pair)
        deepest = _deepest_member(found, one.name, scope)
        said |= {"floor": scope.rate(floor.rate), "member": scope.rate(deepest)}
        said |= {"allowed": scope.rate(ceil(allowed * 1000 - SLACK) / 1000)}
        said |= {"both": scope.rate(pair * deepest, 3)}
        exempt = one.campaign is not None and one.campaign in floor.exempt
        broken = deepest < allowed - SLACK and not exempt
        code = "nth_keeps" if not broken else "nth_breaks" if allowed < 1 else "nth_full"
        severity = Severity.WARNING if broken else Severity.NOTE
        yield scope.finding(code, place, said, severity=severity)


def _deepest_member(found: Sequence[Case], name: str, scope: Scope) -> float:
    """Return the least share a member price leaves where it legally meets a promotion."""
    own = {one.name: one.pay_rate for one in scope.plan.promotions if one.kind == "member"}
    tiers = {tier.name: tier.pay_rate for tier in scope.plan.members.tiers}
    met = [
        own[other] or tiers.get(case.cart.buyer.member or "") or 1.0
        for case in found
        if name in case.paid_by
        for other in case.paid_by
        if other in own
    ]
    return min(met, default=1.0)


def _said(case: Case, scope: Scope) -> dict[str, object]:
    return {
        "name": scope.name(case.item),
        "units": case.units,
        "buyer": scope.buyer(case.cart.buyer),
        "moment": scope.moment(case) + _others_said(case, scope),
    }


def _others_said(case: Case, scope: Scope) -> str:
    return text("pricing.others", scope.lang, n=case.others) if case.others else ""


def _needed(case: Case, terms: UnitTerms, margin_rate: float = 0.0) -> float:
    """Return what the shop must receive for a unit of such a cart to keep a margin, CNY.

    Infinite where no price is enough. Source: what is left of a cart is linear in what it brings.
    """
    wanted = margin_rate * terms.net_rate
    kept = terms.kept_of_price - wanted
    if kept <= 0:
        return inf
    return _received(case) + (wanted * _received(case) - _left(case)) / kept


def _needed_said(case: Case, terms: UnitTerms, scope: Scope) -> str:
    floor = _needed(case, terms)
    said = {"floor": scope.cny(floor), "parcel": _parcel_said(case, scope)}
    return text(f"pricing.needed{'_never' if isinf(floor) else ''}", scope.lang, **said)


def _parcel_said(case: Case, scope: Scope) -> str:
    """Return the parcel a floor is counted for: it is shared by all units in it."""
    key = "parcel_mixed" if case.others else "parcel"
    return text(f"pricing.{key}", scope.lang, units=case.units + case.others)
