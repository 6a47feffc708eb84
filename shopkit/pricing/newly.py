"""What a change of prices or promotions would newly break: the worst deal of each product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from shopkit.i18n import text
from shopkit.plan import Plan
from shopkit.plan.sections.products import Product
from shopkit.pricing.cart_shown import keeps, share_of
from shopkit.pricing.floor import SLACK, Floor
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case, cases

Kind = Literal["free", "loses", "least_price", "under_discount"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMED = 3  # products named with their figures
SAME = 0.005  # CNY; deals nearer are the same


@dataclass(frozen=True, slots=True)
class Break:
    """The worst deal of a product that breaks something, and what.

    Attributes:
        kind: nothing is paid, money is lost, less is paid than the lowest price of the product or
            than the lowest discount of the plan.
        case: the cart.
    """

    kind: Kind
    case: Case


def newly_broken(
    before: Plan,
    after: Plan,
    terms: Mapping[str, UnitTerms],
    scope: Scope,
    skus: Mapping[str, Sequence[str]] | None = None,
) -> list[str]:
    """Return what the deals of a plan break that those of another did not, or not as deeply.

    One line for each kind of break.

    Args:
        before: the plan as it stands.
        after: the plan as it would be.
        terms: what a unit of each product is counted with.
        scope: language, names and the day from which promotions are looked at.
        skus: SKUs by product, where promotions name SKUs.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    touched = {one.item_id for one in touched_by(before, after)}
    old, new = (
        _breaks(plan, cases(plan, terms, scope.day, skus))
        for plan in (_only(before, touched), _only(after, touched))
    )
    worse = [one for item, one in new.items() if _worse(one, old.get(item))]
    by_kind = {kind: [one for one in worse if one.kind == kind] for kind in KINDS}
    return [_said(kind, found, after, scope) for kind, found in by_kind.items() if found]


def touched_by(before: Plan, after: Plan) -> list[Product]:
    """Return the products of a plan whose deals may differ from those of another."""
    shared = ("prices", "promotions", "members", "campaigns", "costs")
    if any(getattr(before, part) != getattr(after, part) for part in shared):
        return list(after.products)
    known = set(before.products)
    return [one for one in after.products if one not in known]


def _only(plan: Plan, items: set[str]) -> Plan:
    kept = tuple(one for one in plan.products if one.item_id in items)
    return plan.model_copy(update={"products": kept})


def _breaks(plan: Plan, found: Sequence[Case]) -> dict[str, Break]:
    """Return the first thing the deals of each product break, losing money before floors."""
    products = {one.item_id: one for one in plan.products}
    floor = Floor.of_plan(plan)
    by_item = groupby(found, key=lambda case: case.item)
    first = {item: next(_of_product(products[item], [*own], floor), None) for item, own in by_item}
    return {item: one for item, one in first.items() if one is not None}


def _of_product(product: Product, own: Sequence[Case], floor: Floor | None) -> Iterator[Break]:
    cheapest = min(own, key=lambda case: (case.unit_paid_cny, case.units))
    if cheapest.unit_paid_cny < SAME:
        yield Break("free", cheapest)
    known = [case for case in own if case.left_cny is not None]
    poorest = min(known, key=_left, default=None)
    if poorest is not None and _left(poorest) < -SLACK:
        yield Break("loses", poorest)
    least = product.least_price_cny
    if least is not None and cheapest.unit_paid_cny < least - SLACK:
        yield Break("least_price", cheapest)
    broken = [case for case in own if floor and not case.exempt and not keeps(case, floor)]
    if broken:
        yield Break("under_discount", min(broken, key=lambda case: case.unit_paid_cny))


def _left(case: Case) -> float:
    return (case.left_cny or 0.0) / case.units


def _worse(now: Break, then: Break | None) -> bool:
    if then is None or now.kind != then.kind:
        return True
    fell = now.case.unit_paid_cny < then.case.unit_paid_cny - SAME
    return fell or (now.kind == "loses" and _left(now.case) < _left(then.case) - SAME)


def _said(kind: Kind, found: Sequence[Break], plan: Plan, scope: Scope) -> str:
    """Return what is broken as one line: the products of a kind, the first of them with figures."""
    told = [_of(one, plan, scope) for one in found[:NAMED]]
    more = len(found) - len(told)
    told += [text("price.newly.more", scope.lang, n=more)] * bool(more)
    parts = ("；" if scope.lang == "zh" else "; ").join(told)
    return text(f"price.newly.{kind}", scope.lang, list=parts)


def _of(one: Break, plan: Plan, scope: Scope) -> str:
    case = one.case
    lost = one.kind == "loses"
    product = next(own for own in plan.products if own.item_id == case.item)
    floor = Floor.of_plan(plan)
    said = {
        "name": scope.name(case.item),
        "price": scope.cny(case.list_cny / case.units),
        "paid": scope.cny(round(case.unit_paid_cny, 2)),
        "received": scope.cny(round(case.receipt_cny / case.units, 2)),
        "lost": scope.cny(round(-_left(case), 2)),
        "least": scope.cny(product.least_price_cny),
        "share": scope.rate(share_of(case, floor)),
        "floor": scope.rate(floor.rate) if floor else "",
        "promotions": scope.promotions(case.received_by if lost else case.paid_by),
    }
    return text(f"price.newly.of_{one.kind}", scope.lang, **said)
