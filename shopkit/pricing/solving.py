"""Each figure of a price may be the unknown: price, units, return on ads, ad cost, discount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, inf

from shopkit.plan import Plan
from shopkit.pricing.unit import UnitTerms

SLACK = 1e-9  # of a unit or a yuan: what floats leave
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class FixedCosts:
    """What a shop pays every month whatever it sells.

    Attributes:
        amount_cny: CNY a month.
        unknown: what the plan names without an amount: the pay of a post.
    """

    amount_cny: float
    unknown: tuple[str, ...] = ()


def price_for(terms: UnitTerms, margin_rate: float = 0.0, pay_rate: float = 1.0) -> float | None:
    """Return the everyday price at which a margin is left, CNY; unknown while goods have no cost.

    Infinite where shares of the price alone eat the margin: no price is high enough.

    Args:
        terms: what a unit is counted with.
        margin_rate: what is to be left as a share of net sales.
        pay_rate: share of the everyday price that is paid in the end.

    Source: price × kept share − cost of a unit = margin × price × net share, solved for the price.

    Example:
        >>> price_for(UnitTerms(goods_cny=60), margin_rate=0.4)
        100.0
    """
    costs = terms.per_unit_cny
    if costs is None:
        return None
    kept = terms.kept_of_price - margin_rate * terms.net_rate
    return costs / kept / pay_rate if kept > 0 and pay_rate > 0 else inf


def floor_price(terms: UnitTerms, least_margin_rate: float = 0.0) -> float | None:
    """Return the least a buyer may pay in the end, CNY: nothing is lost, or a least margin left."""
    return price_for(terms, least_margin_rate)


def deepest_discount(
    terms: UnitTerms, price_cny: float, least_margin_rate: float = 0.0
) -> float | None:
    """Return the least share of a price that may be paid; above 1 the price itself is too low."""
    floor = floor_price(terms, least_margin_rate)
    return None if floor is None else floor / price_cny if price_cny > 0 else inf


def break_even_units(
    fixed_cny: float, terms: UnitTerms, paid_cny: float, target_cny: float = 0.0
) -> int | None:
    """Return the whole units that earn the fixed costs and a target; `None`: no number does.

    Args:
        fixed_cny: fixed costs, CNY.
        terms: what a unit is counted with.
        paid_cny: what is paid for a unit.
        target_cny: what is to be left beyond the fixed costs.

    Source: cost-volume-profit: (fixed costs + target) ÷ contribution of a unit.

    Example:
        >>> break_even_units(20_000, UnitTerms(goods_cny=8), 13)
        4000
    """
    left = terms.left(paid_cny)
    if left is None or left <= SLACK:
        return None
    return max(ceil((fixed_cny + target_cny) / left - SLACK), 0)


def break_even_price(
    fixed_cny: float, terms: UnitTerms, units: float, target_cny: float = 0.0
) -> float | None:
    """Return the price at which so many units earn the fixed costs and a target, CNY."""
    costs = terms.per_unit_cny
    if costs is None:
        return None
    kept = terms.kept_of_price
    return (costs + (fixed_cny + target_cny) / units) / kept if kept > 0 and units > 0 else inf


def break_even_roi(
    terms: UnitTerms, paid_cny: float, least_margin_rate: float = 0.0
) -> float | None:
    """Return the sales a yuan of ads must bring to lose nothing; `None` where none does.

    Sales are net of refunds, as in docs/profit.md: what a platform credits before refunds has to
    be higher, by the refund rate. With a least margin, the sales that leave it.

    Source: 1 ÷ (contribution rate before ads − least margin).

    Example:
        >>> break_even_roi(UnitTerms(goods_cny=60), 100)
        2.5
        >>> break_even_roi(UnitTerms(goods_cny=60), 100, least_margin_rate=0.2)
        5.0
    """
    rate = terms.before_ads.margin_rate(paid_cny)
    spare = None if rate is None else rate - least_margin_rate
    return 1 / spare if spare is not None and spare > SLACK else None


def most_ad_cost(terms: UnitTerms, paid_cny: float, least_margin_rate: float = 0.0) -> float | None:
    """Return what ads of a unit may cost at most, CNY, a least margin left; negative: too much."""
    left = terms.before_ads.left(paid_cny)
    return None if left is None else left - least_margin_rate * paid_cny * terms.net_rate


def fixed_monthly(plan: Plan, day: date) -> FixedCosts:
    """Return the fixed costs of the month of a day: those of the plan and the pay of its team.

    What is paid every quarter or year counts in equal monthly parts, what is paid once not at all.
    """
    running = [
        cost
        for cost in plan.costs.fixed
        if (cost.starts or date.min) <= day <= (cost.ends or date.max) and cost.every in MONTHS
    ]
    there = [
        post
        for post in plan.team.posts
        if (post.starts or date.min) <= day <= (post.ends or date.max)
    ]
    priced = [cost for cost in running if cost.amount_cny is not None]
    amount = sum((cost.amount_cny or 0.0) / MONTHS[cost.every] for cost in priced)
    paid = [post for post in there if post.pay_monthly_cny is not None]
    amount += sum(post.people * (post.pay_monthly_cny or 0.0) for post in paid)
    unknown = (
        *(cost.name for cost in running if cost.amount_cny is None),
        *(post.role for post in there if post.pay_monthly_cny is None and post.people),
    )
    return FixedCosts(amount, unknown)
