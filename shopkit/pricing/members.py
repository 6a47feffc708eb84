"""Members: what their prices, points and birthday cards cost, and whether there may be tiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shopkit.plan import Plan
from shopkit.plan.sections.promotions import Members, MemberTier
from shopkit.tables import check

LEAST_PRODUCTS = 50  # a shop VIP takes so many, says source document 002
VIP = ("taobao", "tmall")  # platforms that rule is of


def tiers_cost(members: Members, spending_cny: Mapping[str, float | None]) -> pd.DataFrame:
    """Return what the prices of each tier cost, given what its members spend.

    Args:
        members: the plan's tiers.
        spending_cny: what a member of each tier would pay in a year at everyday prices, CNY;
            without it at least the spending that leads to the tier.

    Returns:
        One row a tier: member_tier, people, pay_rate, per_buyer_cny (spending of a member),
        paid_cny (of all of them, at their price), cost_members_cny; NaN where people or spending
        are unknown. The cost counts no sales that the lower price brought.
    """
    rows = [_tier(tier, spending_cny.get(tier.name)) for tier in members.tiers]
    names = ["member_tier", "people", "pay_rate", "per_buyer_cny", "paid_cny", "cost_members_cny"]
    frame = pd.DataFrame(rows, columns=names)
    return check(frame.astype(dict.fromkeys(names[1:], "float64")))


def _tier(tier: MemberTier, spending: float | None) -> tuple[object, ...]:
    each = tier.from_cny if spending is None else spending
    if tier.people is None or each is None:
        return tier.name, tier.people, tier.pay_rate, each, None, None
    full = tier.people * each
    paid = full if tier.pay_rate is None else full * tier.pay_rate
    return tier.name, tier.people, tier.pay_rate, each, paid, full - paid


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a period.

    Attributes:
        given: points given.
        worth_cny: what they take off if all are used: what the shop owes at most, CNY.
        expected_cny: what they will take off by the share that is used; `None` is unknown.
        rate: `worth_cny` as a share of the sales: a discount that waits.
    """

    given: float
    worth_cny: float
    expected_cny: float | None
    rate: float


def points(members: Members, sales_cny: float) -> Points | None:
    """Return the points sales bring and what the shop owes for them; none without a scheme.

    Source: points = spending × rate; worth = points × value of a point.
    """
    rate, value = members.points_per_yuan, members.point_value_cny
    if rate is None or value is None:
        return None
    given = sales_cny * rate
    worth, used = given * value, members.points_redeemed_rate
    return Points(given, worth, None if used is None else worth * used, rate * value)


def birthday_cost(members: Members, used_rate: float = 1.0) -> float | None:
    """Return what birthday cards cost in a year, CNY: one a member, if all of them are used."""
    people = [tier.people for tier in members.tiers]
    if members.birthday_off_cny is None or not people or None in people:
        return None
    return members.birthday_off_cny * used_rate * sum(n or 0 for n in people)


def products_missing(products: int) -> int:
    """Return how many products a shop lacks to offer a VIP price; 0 if it may.

    Example:
        >>> products_missing(45), products_missing(50)
        (5, 0)
    """
    return max(LEAST_PRODUCTS - products, 0)


def products_for_vip(plan: Plan) -> int | None:
    """Return how many products a shop has whose members pay less; None where no rule asks."""
    cheaper = any((one.pay_rate or 1.0) < 1 for one in plan.members.tiers)
    if not cheaper or plan.shop.platform not in VIP:
        return None
    return plan.assortment.items if plan.assortment.items is not None else len(plan.products)
