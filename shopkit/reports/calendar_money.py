"""The money of the campaign looked at, and of the latest one that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopkit import campaign_money, pricing, profit
from shopkit.errors import PlanError, Problem
from shopkit.reports.calendar_expected import Expected, Learned
from shopkit.scenario import Ground, Move, ground_of, led_by

if TYPE_CHECKING:
    from shopkit.campaign_money import Actual, Planned
    from shopkit.findings import Finding
    from shopkit.forecast import Method
    from shopkit.i18n import Lang
    from shopkit.reports.calendar_campaign import Coming

Steps = Sequence[str | int]
At = int  # place of a campaign among those of the plan


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """What campaigns leave.

    Attributes:
        ground: plan and past it is counted from.
        planned: the account of the campaign looked at, and its place in the plan; `None` where
            there is none to come, or nobody can foresee it.
        came: that of the one looked at where it is over, else of the latest that is; `None`
            where no file tells of any.
        terms: what a unit of each product is counted with.
        missing: what in the plan cannot be.
    """

    ground: Ground
    planned: tuple[At, Planned] | None = None
    came: tuple[At, Actual] | None = None
    terms: Mapping[str, pricing.UnitTerms] = field(default_factory=dict)
    missing: tuple[Problem, ...] = ()

    def findings(self, lang: Lang, place: Callable[[Steps], str]) -> Iterator[Finding]:
        """Yield what asks for action about the money of campaigns.

        Args:
            lang: of the findings.
            place: how places in the plan are found.
        """

        def scope(at: At) -> campaign_money.Scope:
            def placed(steps: Steps) -> str:
                return place(("campaigns", at, *steps[2:]))

            return campaign_money.Scope(lang, self.ground.day, placed, self.terms)

        if self.planned is not None:
            at, planned = self.planned
            yield from campaign_money.planned_findings(planned, scope(at))
        if self.came is not None:
            at, came = self.came
            yield from campaign_money.actual_findings(came, scope(at))


def money_of(learned: Learned, today: date, coming: Coming | None) -> Money:
    """Return the money of the campaign looked at, and of the latest one that is over.

    Args:
        learned: what the past tells.
        today: the day it is looked at.
        coming: the campaign looked at.
    """
    ahead, over = _ahead(today, coming), _over(learned, today, coming)
    ground = ground_of(learned.plan, learned.tables, today, _method(coming))
    books = profit.Books(learned.tables, learned.plan)
    problems: list[Problem] = []
    planned = None if ahead is None else _planned(ahead, ground, learned, problems)
    came = None
    if over is not None:
        was = _planned(over, ground, learned, problems)
        last = min(today, learned.after or today) - timedelta(1)
        made = None if was is None else campaign_money.actual(was, books, last)
        came = None if made is None else (over, made)
    return Money(
        ground=ground,
        planned=None if ahead is None or planned is None else (ahead, planned),
        came=came,
        terms=_terms(ground, books) if planned is not None and planned.campaign.products else {},
        missing=tuple(problems),
    )


def _method(coming: Coming | None) -> Method | None:
    """Return how days ahead are forecast; `None` where they are assumed."""
    told = coming.expected if coming else None
    return told.made.method if isinstance(told, Expected) and told.assumed is None else None


def _ahead(today: date, coming: Coming | None) -> At | None:
    """Return the place of a campaign that is not over and can be foreseen."""
    if coming is None or not isinstance(coming.expected, Expected) or coming.campaign.ends < today:
        return None
    assumed = coming.expected.assumed
    return None if assumed is not None and assumed.missing else coming.at


def _over(learned: Learned, today: date, coming: Coming | None) -> At | None:
    """Return the place of the campaign looked at where it is over, else of the latest that is."""
    if learned.after is None:
        return None
    if coming is not None and coming.campaign.ends < today:
        return coming.at
    known = min(today, learned.after)
    held = enumerate(learned.plan.campaigns)
    over = [(one.ends, at) for at, one in held if one.starts <= one.ends < known]
    return max(over)[1] if over else None


def _planned(at: At, ground: Ground, learned: Learned, problems: list[Problem]) -> Planned | None:
    """Return the account of a campaign; where the plan says what cannot be, that is noted."""
    one = ground.plan.campaigns[at]
    led = replace(ground, plan=led_by(ground.plan, one))
    try:
        return campaign_money.planned(led, learned.tables, Move(campaign=one.name))
    except PlanError as error:
        problems += error.problems
        return None


def _terms(ground: Ground, books: profit.Books) -> dict[str, pricing.UnitTerms]:
    """Return what a unit of each product is counted with, by the months the account knows."""
    plan, period = books.plan, ground.known.period
    past = None
    if period is not None:
        past = profit.by(books.ledger(plan.costs.ads_rule), "line", period)
    return pricing.all_terms(plan, books.tables, ground.day, past)
