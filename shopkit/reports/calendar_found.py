"""What asks for action in a calendar, by part: days, work, stock, money, sales, channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from shopkit import campaigns, forecast, schedule, spending, stock
from shopkit.almanac import agenda_problems
from shopkit.errors import PlanError
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan, place_in
from shopkit.reports.calendar_campaign import Coming
from shopkit.reports.calendar_expected import Expected, Learned
from shopkit.reports.calendar_money import Money
from shopkit.reports.calendar_stock import Ordering
from shopkit.reports.found_said import placed, worst_first
from shopkit.tables import Tables
from shopkit.variants import items_of_variants

WITH_ITEMS = ("products", "order_lines", "item_days", "stock")
PARTS = ("days", "work", "money", "stock", "sales", "channels")
Steps = Sequence[str | int]


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What is looked at.

    Attributes:
        folder: of the shop.
        plan: the shop's.
        net: every task on its days.
        load: hours by post and week.
        team: who works there.
        learned: what the past tells.
        coming: the campaign ahead.
        ordering: what to order.
        money: what campaigns leave.
        lang: of the findings.
    """

    folder: Path
    plan: Plan
    net: schedule.Schedule
    load: schedule.Load
    team: tuple[schedule.Holder, ...]
    learned: Learned
    coming: Coming | None
    ordering: Ordering
    money: Money
    lang: Lang

    @property
    def place(self) -> Callable[[Steps], str]:
        """How places in the plan are found."""
        return partial(place_in, self.folder)


def findings_by_part(looked: Looked) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Return findings by part, the worst first; the part with the worst one first."""
    told: dict[str, Iterator[Finding]] = {
        "days": _days(looked),
        "work": _work(looked),
        "money": looked.money.findings(looked.lang, looked.place),
        "stock": _stock(looked),
        "sales": _sales(looked),
        "channels": _channels(looked),
    }
    found = [
        (part, tuple(worst_first(placed(one, looked.folder) for one in told[part])))
        for part in PARTS
    ]
    held = [(part, ones) for part, ones in found if ones]
    return tuple(sorted(held, key=lambda one: -one[1][0].severity))


def _days(looked: Looked) -> Iterator[Finding]:
    items = known_items(looked.learned.tables)
    scope = campaigns.Scope(looked.plan, looked.lang, looked.net.today, looked.place, items)
    yield from campaigns.campaign_findings(scope)


def known_items(tables: Tables) -> frozenset[str]:
    """Return the IDs of products any file names."""
    held = (tables[name] for name in WITH_ITEMS)
    own = {item for one in held for item in one["item_id"].drop_nulls()}
    return frozenset(own | set(items_of_variants(tables).values()))


def _work(looked: Looked) -> Iterator[Finding]:
    scope = schedule.Scope(looked.lang, looked.place)
    told = {one.place for one in agenda_problems(looked.plan)}  # said among the days
    problems = tuple(one for one in looked.net.problems if one.place not in told)
    net = replace(looked.net, problems=problems)
    yield from schedule.schedule_findings(net, looked.team, looked.load, scope)
    yield from schedule.meeting_findings(looked.plan, looked.team, scope)


def _stock(looked: Looked) -> Iterator[Finding]:
    scope = stock.Scope(looked.plan, looked.lang, looked.place, looked.ordering.prices)
    name = looked.coming.campaign.name if looked.coming else ""
    yield from looked.ordering.findings(scope, looked.learned, name)


def _sales(looked: Looked) -> Iterator[Finding]:
    learned, coming = looked.learned, looked.coming
    told = coming.expected if coming else None
    assumed, goals, effects = None, [], []
    if coming is not None and isinstance(told, Expected):
        assumed = told.assumed
        goals = [forecast.Goal(coming.campaign, told.made, told.done_cny)]
    elif told is not None and not isinstance(told, Expected):
        effects = [told]
    untold = forecast.untold(learned.daily["paid_cny"]) if len(learned.daily) else 0
    known = forecast.Known(learned.tested, assumed, goals, effects, untold)
    yield from forecast.forecast_findings(known, looked.lang)


def _channels(looked: Looked) -> Iterator[Finding]:
    """Yield findings about channels, of campaigns that are still to come only."""
    plan, days = looked.plan, looked.learned.daily
    ahead = [
        at
        for at, one in enumerate(plan.campaigns)
        if one.ends >= looked.net.today and one.starts <= one.ends
    ]
    told = plan.model_copy(update={"campaigns": tuple(plan.campaigns[at] for at in ahead)})

    def place(steps: Steps) -> str:
        if tuple(steps[:1]) == ("campaigns",) and len(steps) > 1:
            return looked.place(("campaigns", ahead[int(steps[1])], *steps[2:]))
        return looked.place(steps)

    fits = {}
    if len(days):
        span = Period(days["date"].min().date(), days["date"].max().date())
        fits = spending.matched(
            spending.fits(spending.channel_weeks(looked.learned.tables, span)), plan
        )
    roi = looked.money.ground.known.break_even_roi
    try:
        asked = spending.Asked(told, looked.lang, fits, roi, place=place)
        yield from spending.spending_findings(asked)
    except PlanError as error:
        scope = schedule.Scope(looked.lang, looked.place)
        yield from (scope.problem(one) for one in error.problems)
