"""The year of a shop and its next campaign: what must be done, ordered and spent until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopkit import campaigns, schedule
from shopkit.almanac import Workdays, platform_campaigns, shopping_days, signup_lead, workdays
from shopkit.almanac.years import held_year, year_problem
from shopkit.errors import ParameterError, PlanError, Problem
from shopkit.exports.shop import open_new
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan, guess
from shopkit.reports.calendar_campaign import Coming, coming_of, next_campaign
from shopkit.reports.calendar_expected import learned_from
from shopkit.reports.calendar_found import Looked, findings_by_part
from shopkit.reports.calendar_money import Money, money_of
from shopkit.reports.calendar_stock import Ordering, ordering_of
from shopkit.reports.plain import finding, rows
from shopkit.reports.staff import day_after, with_people

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.exports import Shop

SOON = timedelta(weeks=4)
FIRST_DAY, LAST_DAY = date(1951, 1, 1), date(2098, 12, 31)  # room to count back and ahead
TASK = (
    *("task", "for_campaign", "post", "held_by", "latest_start_on", "due_on"),
    *("slack_workdays", "task_state", "critical", "task_hours", "waits_for", "checklist"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        year: the year shown; that of `today` if `None`.
        campaign: the campaign looked at; the next one if `None`.
        today: the day everything is seen from, as `2026-11-01`; the day after the shop's last
            figures if `None`.
        now: that day where nobody names one and no file has any figure.
        lang: language of every text.
    """

    year: int | None
    campaign: str | None
    today: str | None
    now: date
    lang: Lang


@dataclass(frozen=True, slots=True, eq=False)
class CalendarAhead:
    """A year of campaigns, seen from a day.

    Attributes:
        plan: the shop's, with the posts of its list of people.
        year: the year shown.
        today: the day everything is seen from.
        worked: the shop's workdays.
        net: every task on its days.
        events: what the year holds, see `campaigns.year_frame`.
        remarks: what of it is assumed or not yet official.
        coming: the next campaign; `None` where there is none to come.
        tasks: every task, see `schedule.task_table`; what is over is among them.
        load: hours by post and week from today on, see `schedule.load_table`.
        held: the same hours, with the tasks they come from.
        ordering: everyday orders and those of the campaign.
        money: what the campaign is planned to leave, and what the latest one left.
        missing: what the plan or the files do not say.
        found: findings by part, the part with the worst first.
        asked: the campaign was asked for by name.
    """

    plan: Plan
    year: int
    today: date
    worked: Workdays
    net: schedule.Schedule
    events: pd.DataFrame
    remarks: tuple[str, ...]
    coming: Coming | None
    tasks: pd.DataFrame
    load: pd.DataFrame
    held: schedule.Load
    ordering: Ordering
    money: Money
    missing: tuple[Problem, ...]
    found: tuple[tuple[str, tuple[Finding, ...]], ...]
    asked: bool

    @property
    def shop(self) -> str:
        """What the shop is called."""
        return self.plan.shop.name

    @property
    def due(self) -> pd.DataFrame:
        """Open tasks due in four weeks or late, by post; of a campaign asked for, all of it."""
        return due_tasks(self)

    @property
    def over_booked(self) -> pd.DataFrame:
        """Weeks and posts asked for more hours than they have."""
        return self.load[self.load["over_hours"] > 0].reset_index(drop=True)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as docs/json-contract.md says."""
        return {
            "year": self.year,
            "today": str(self.today),
            "events": rows(self.events),
            "remarks": list(self.remarks),
            "campaign": None if self.coming is None else self.coming.as_json(lang),
            "tasks": rows(self.due[["task_id", *TASK]]),
            "weeks": rows(self.over_booked),
            "orders": self.ordering.orders_json(),
            "campaign_stock": self.ordering.campaign_json(),
            "missing": [{"place": one.place, "why": one.explain(lang)} for one in self.missing],
            "findings": [
                {"part": part, **finding(one)} for part, found in self.found for one in found
            ],
        }


def due_tasks(ahead: CalendarAhead) -> pd.DataFrame:
    """Return the open tasks to look at now, by post and due day; due_on is never empty of these."""
    told = with_due(ahead.tasks)
    told = told[~told["task_state"].isin(schedule.OVER)]
    if ahead.asked and ahead.coming:
        told = told[told["for_campaign"] == ahead.coming.campaign.name]
    else:
        told = told[told["due_on"].dt.date <= ahead.today + SOON]
    by = told.assign(who=told["held_by"].where(told["held_by"] != "", told["post"]))
    return by.sort_values(["who", "due_on"], kind="stable").drop(columns="who")


def with_due(tasks: pd.DataFrame) -> pd.DataFrame:
    """Return tasks, each due on the last day it may end; the shop's own have no for_campaign."""
    named = [one if isinstance(one, str) else "" for one in tasks["for_campaign"]]
    return tasks.assign(due_on=schedule.last_days(tasks), for_campaign=named)


def calendar_ahead(folder: Path, wanted: Wanted) -> CalendarAhead:
    """Return the year of a shop and its next campaign.

    What is wrong in the plan is left out and named; the rest is told.

    Raises:
        PlanError: The plan cannot be read.
        ExportError: A file is broken.
        ParameterError: The year or day is none, or no campaign has the name.
    """
    shop = open_new(folder)
    after = day_after(shop)
    today = _today(wanted, after)
    year = _year(wanted.year if wanted.year is not None else today.year)
    plan, odd = _working(with_people(shop, today))
    worked = workdays(plan)
    net = schedule.scheduled(_net(plan, today), worked, today)
    learned = learned_from(shop.tables, plan, after)
    campaign = _campaign(plan, wanted, today)
    coming = coming_of(campaign, net, learned, wanted.lang) if campaign else None
    ordering = ordering_of(learned, net, coming)
    money = money_of(learned, today, coming)
    team = schedule.crew(plan.team.posts)
    load = _load(plan, net, team)
    looked = Looked(
        folder=shop.folder,
        plan=plan,
        net=net,
        load=load,
        team=team,
        learned=learned,
        coming=coming,
        ordering=ordering,
        money=money,
        lang=wanted.lang,
    )
    told = (*odd, *_missing(shop, plan, (campaign, today), ordering))
    table = schedule.load_table(load, wanted.lang)
    return CalendarAhead(
        plan=plan,
        year=year,
        today=today,
        worked=worked,
        net=net,
        events=campaigns.year_frame(plan, year, wanted.lang, worked),
        remarks=campaigns.remarks(plan, year, wanted.lang, worked),
        coming=coming,
        tasks=schedule.task_table(net, team, wanted.lang),
        load=table[table["week_starts_on"].dt.date > today - timedelta(7)].reset_index(drop=True),
        held=load,
        ordering=ordering,
        money=money,
        missing=(*told, *(one for one in money.missing if one not in told)),
        found=findings_by_part(looked),
        asked=wanted.campaign is not None,
    )


def _today(wanted: Wanted, after: date | None) -> date:
    if wanted.today is None:
        return after or wanted.now
    try:
        day = date.fromisoformat(wanted.today)
    except ValueError:
        raise ParameterError(Problem("calendar_day", "--today", wanted.today)) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        ends = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
        raise ParameterError(Problem("almanac_year", "--today", wanted.today, ends))
    return day


def _year(year: int) -> int:
    try:
        return held_year(year)
    except PlanError:
        raise ParameterError(year_problem(year, "--year")) from None


def _working(plan: Plan) -> tuple[Plan, tuple[Problem, ...]]:
    """Return a plan that works on some weekday; why it was changed where it had none."""
    try:
        workdays(plan)
    except PlanError as error:
        agenda = plan.agenda.model_copy(update={"rest_weekdays": None})
        return plan.model_copy(update={"agenda": agenda}), error.problems
    return plan, ()


def _net(plan: Plan, today: date) -> schedule.Net:
    """Return the tasks of a plan; of a new shop those of its first hundred days, too."""
    opened, net = plan.shop.opened, schedule.net_of(plan)
    if opened is None or (today - opened).days >= schedule.NEW_DAYS:
        return net
    items = [one.item for one in plan.opening.items if one.done]
    named = [one.what for one in plan.tasks if one.done]
    return net + schedule.first_days(opened, (*items, *named))


def _campaign(plan: Plan, wanted: Wanted, today: date) -> campaigns.Held | None:
    """Return the campaign looked at.

    Raises:
        ParameterError: There is none of the name asked for, or its days cannot be.
    """
    if wanted.campaign is None:
        return next_campaign(plan, today)
    names = [one.name for one in plan.campaigns]
    same = [one for one in campaigns.held(plan) if one.campaign.name == wanted.campaign]
    if not same and wanted.campaign in names:
        at = names.index(wanted.campaign)
        one = plan.campaigns[at]
        days = {"starts": str(one.starts), "ends": str(one.ends)}
        raise ParameterError(Problem("almanac_backwards", f"campaigns.{at}", one.name, days))
    if not same:
        near = {"guess": guess(wanted.campaign, names)}
        raise ParameterError(Problem("calendar_campaign", "--campaign", wanted.campaign, near))
    to_come = [one for one in same if one.campaign.ends >= today]
    return min(to_come or same[-1:], key=lambda one: one.campaign.starts)


def _load(plan: Plan, net: schedule.Schedule, team: tuple[schedule.Holder, ...]) -> schedule.Load:
    """Return hours by week, with meetings and what comes round as far as there are tasks."""
    ends = [day.item() for day in net.ends if str(day) != "NaT"]
    last = min(max([*ends, net.today + SOON]), LAST_DAY)
    span = Period(net.today, last)
    besides = schedule.rounds(plan, span, net.worked)
    return schedule.load(net, team, schedule.working(plan), besides)


def _next(plan: Plan, today: date) -> dict[str, object]:
    """Return the next campaign of the platform one may still sign up for, as a plan would have it.

    Where the platform has none, the next day people buy for.
    """
    after = today + timedelta(signup_lead(plan.shop.platform).least_days)
    years = (today.year, today.year + 1)
    theirs = (one for year in years for one in platform_campaigns(plan.shop.platform, year))
    spans = [(one.span, one.name("zh")) for one in theirs if one.span and one.span.start >= after]
    shopping = (one for year in years for one in shopping_days(year) if one.day >= after)
    days = [(Period(one.day, one.day), one.name("zh")) for one in shopping]
    span, name = min(spans or days)
    return {"name": name, "starts": str(span.start), "ends": str(span.end)}


def _missing(
    shop: Shop, plan: Plan, seen: tuple[campaigns.Held | None, date], ordering: Ordering
) -> tuple[Problem, ...]:
    """Return what nobody says, and how to write it."""
    campaign, today = seen
    told = []
    if campaign is None:
        told.append(Problem("calendar_no_campaign", "campaigns", None, _next(plan, today)))
    if not plan.team.posts:
        told.append(Problem("calendar_no_posts", "team.posts"))
    if day_after(shop) is None:
        told.append(Problem("calendar_no_sales", "exports"))
    return (*told, *ordering.missing)
