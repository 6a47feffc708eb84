"""Pay as a plan says it: its posts, schemes, rates and region as what pay is counted with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shopkit.i18n import LANGS, text
from shopkit.pay.employer import Employer, employer
from shopkit.pay.insurance import average_of
from shopkit.pay.legal import Legal, stated
from shopkit.pay.minimum import minimum_wage
from shopkit.pay.money import to_cny
from shopkit.pay.payroll import Payroll, payroll
from shopkit.pay.posts import Post, Sold
from shopkit.pay.schemes import Scheme, scheme_of

if TYPE_CHECKING:
    from shopkit.plan import Plan


def posts_of(plan: Plan) -> tuple[Post, ...]:
    """Return the posts of a plan; of a scheme or a level nobody described only base pay is left.

    A post that names a scheme is paid by it alone: its own rate of commission does not add to it.
    """
    schemes: dict[tuple[str | None, str | None], Scheme] = {}
    for said in plan.pay.schemes:
        scheme = scheme_of(said)
        schemes |= {
            (said.name, name): scheme for name in (None, *(one.name for one in said.levels))
        }
    return tuple(
        Post(
            role=one.role,
            people=one.people,
            department=one.department or "",
            monthly_cny=one.pay_monthly_cny,
            scheme=schemes.get((one.scheme, one.level)),
            level=one.level,
            commission_rate=0.0 if one.scheme else one.commission_rate or 0.0,
            starts=one.starts,
            ends=one.ends,
            trial_months=one.trial_months or 0,
            trial_rate=1.0 if one.trial_pay_rate is None else one.trial_pay_rate,
        )
        for one in plan.team.posts
    )


def employer_of(plan: Plan, day: date) -> Employer:
    """Return what charges are counted with on a day: the plan's rates, else the law's typical.

    The plan's base is the least of its region: lower pay is insured on it, higher pay on itself,
    up to the limit that belongs to it.
    """
    pay = plan.pay
    least = pay.insurance_base_cny
    average = None if least is None else average_of(least, day)
    return employer(
        day,
        _stated(pay.employer_insurance_rate, "insurance"),
        _stated(pay.housing_fund_rate, "housing"),
        average,
    )


def _stated(rate: float | None, key: str) -> Legal | None:
    if rate is None:
        return None
    return stated(rate, *(text(f"pay.legal.{key}", lang) for lang in LANGS))


def minimum_of(plan: Plan, day: date) -> Legal | None:
    """Return the minimum wage of the plan's region on a day; `None` if the region is unknown."""
    if plan.team.region is None:
        return None
    try:
        return minimum_wage(plan.team.region, day)
    except LookupError:
        return None


@dataclass(frozen=True, slots=True)
class Slope:
    """How the payroll of a month answers to sales: pay and charges = fixed + share × sales.

    Exact up to the rounding of slips where no step, cap or limit of a base lies in between.

    Attributes:
        fixed_cny: what people cost in a month without sales, as far as it is known.
        share: what each yuan of sales adds, 0-1.
        unknown: the roles of which a part of the pay or all of it is not known, and left out.
    """

    fixed_cny: float
    share: float
    unknown: tuple[str, ...] = ()


def slope_of(plan: Plan, month: date, sales_cny: float) -> Slope:
    """Return how a plan's payroll answers to sales between none and those of a month.

    Args:
        plan: its posts, schemes and employer's charges.
        month: a day of the month.
        sales_cny: of the whole shop in the month, CNY.
    """
    still, sold = (payroll_of(plan, month, cny) for cny in (0.0, sales_cny))
    added = to_cny(sold.known_fen - still.known_fen)
    unknown = tuple(dict.fromkeys((*still.unknown, *sold.unknown)))
    return Slope(to_cny(still.known_fen), added / sales_cny if sales_cny else 0.0, unknown)


def payroll_of(plan: Plan, month: date, sales_cny: float | None) -> Payroll:
    """Return the payroll of a plan's month with the sales of that month.

    Args:
        plan: its posts, schemes and employer's charges.
        month: a day of the month.
        sales_cny: of the whole shop in the month, CNY; `None` leaves commissions unknown.
    """
    first = month.replace(day=1)
    sold = Sold(first, sales_cny, plan.pay.silent_order_rate)
    pools = [scheme_of(one) for one in plan.pay.schemes]
    return payroll(posts_of(plan), sold, employer_of(plan, first), pools)
