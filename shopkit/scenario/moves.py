"""A campaign on other days or at another depth: the plan that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopkit.errors import PlanError, Problem
from shopkit.i18n import DASH, listed

if TYPE_CHECKING:
    from shopkit.plan import Plan
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.plan.sections.promotions import Promotion

MOST_DAYS = 366  # a campaign further away is another campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What is moved of one campaign; nothing moved is as planned.

    Attributes:
        campaign: its name in the plan.
        days: how many days later it is; negative is earlier.
        discount_rate: what buyers pay of the price of its products; the plan's if `None`.
        visitors_lift: a day of it as a multiple of a usual one; the plan's, else the forecast's.
        conversion_lift: the same of the share of visitors who buy.
        elasticity: of the units of its products, of their own price, where one is trusted: a
            depth of 1 % more brings so many % fewer (below 0: more). `None`: depth alone moves no
            demand, which is to be said.
    """

    campaign: str
    days: int = 0
    discount_rate: float | None = None
    visitors_lift: float | None = None
    conversion_lift: float | None = None
    elasticity: float | None = None

    def __post_init__(self) -> None:
        """Refuse a depth that is no share of a price, lifts of nothing, moves beyond a year.

        Raises:
            PlanError: One of them.
        """
        problems = []
        if self.discount_rate is not None and not 0 < self.discount_rate <= 1:
            problems.append(Problem("over_share", "campaigns", f"{self.discount_rate:g}"))
        lifts = [x for x in (self.visitors_lift, self.conversion_lift) if x is not None]
        if any(not lift > 0 for lift in lifts):
            problems.append(Problem("weight_negative", "campaigns", f"{min(lifts):g}"))
        if abs(self.days) > MOST_DAYS:
            said = {"most": MOST_DAYS}
            problems.append(Problem("move_far", "campaigns", f"{self.days}", said))
        if problems:
            raise PlanError(problems)

    @property
    def nothing(self) -> bool:
        """Whether all is as planned."""
        return self == Move(campaign=self.campaign, elasticity=self.elasticity)


def campaign_of(plan: Plan, name: str) -> Campaign:
    """Return a campaign of a plan by its name.

    Raises:
        PlanError: The plan has none of that name, or it ends before it starts.
    """
    found = next((one for one in plan.campaigns if one.name == name), None)
    if found is None:
        known = listed([one.name for one in plan.campaigns], plan.shop.lang) or DASH
        raise PlanError(Problem("unknown_campaign", "campaigns", name, {"known": known}))
    if found.ends < found.starts:
        raise PlanError(Problem("backward_period", "campaigns", f"{found.starts}..{found.ends}"))
    return found


def led_by(plan: Plan, one: Campaign) -> Plan:
    """Return a plan with a campaign before all others, to be found where two have its name."""
    others = (other for other in plan.campaigns if other is not one)
    return plan.model_copy(update={"campaigns": (one, *others)})


def moved_plan(plan: Plan, move: Move) -> Plan:
    """Return a plan with one campaign moved: its phases, sign-up and own promotions move along.

    Promotions of the campaign that take off as much as it was planned to take the new depth.

    Raises:
        PlanError: The plan has no such campaign.
    """
    one = campaign_of(plan, move.campaign)
    if move.nothing:
        return plan
    made = _moved(one, move)
    promotions = tuple(
        _with(promotion, one, made, move) if promotion.campaign == one.name else promotion
        for promotion in plan.promotions
    )
    campaigns = tuple(made if other is one else other for other in plan.campaigns)
    return plan.model_copy(update={"campaigns": campaigns, "promotions": promotions})


def _moved(one: Campaign, move: Move) -> Campaign:
    by = timedelta(move.days)
    phases = tuple(
        part.model_copy(update={"starts": part.starts + by, "ends": part.ends + by})
        for part in one.phases
    )
    told: dict[str, object] = {"starts": one.starts + by, "ends": one.ends + by, "phases": phases}
    told["signup_by"] = _later(one.signup_by, by)
    moved = ("discount_rate", "visitors_lift", "conversion_lift")
    told |= {name: getattr(move, name) for name in moved if getattr(move, name) is not None}
    return one.model_copy(update=told)


def _with(promotion: Promotion, was: Campaign, made: Campaign, move: Move) -> Promotion:
    by = timedelta(move.days)
    told: dict[str, object] = {
        "starts": _later(promotion.starts, by),
        "ends": _later(promotion.ends, by),
    }
    if promotion.pay_rate is not None and promotion.pay_rate == was.discount_rate:
        told["pay_rate"] = made.discount_rate
    return promotion.model_copy(update=told)


def _later(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by
