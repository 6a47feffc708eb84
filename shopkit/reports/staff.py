"""The people of a shop in a month: heads, pay, the service desk; for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopkit import coverage, pay, staffing
from shopkit.errors import ParameterError, PeriodError, Problem
from shopkit.exports.shop import open_new
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.periods import DAY, Period
from shopkit.plan import Plan, place_in
from shopkit.reports.found_said import placed, worst_first
from shopkit.reports.plain import finding, plain, rows
from shopkit.reports.staff_desk import WEEK, Asked, DeskAhead, desk_ahead
from shopkit.reports.staff_overtime import OvertimeAhead, overtime_ahead
from shopkit.scenario import Known, known_of, sold_ahead
from shopkit.staffing.findings import post_findings
from shopkit.tables import as_pandas

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from shopkit.exports import Shop

WEEKS = (7, 14, 21, 28)
FEN = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        month: as `2026-12`; the one after the shop's last figures if `None`.
        days: of the roster.
        names: whether names of people and what each is paid may be shown.
        lang: language of findings.
    """

    month: str | None
    days: int
    names: bool
    lang: Lang


@dataclass(frozen=True, slots=True)
class StaffAhead:
    """Who does the work of a month, what it costs, and whether it suffices.

    Attributes:
        shop: its name.
        month: the month.
        sales_cny: what it sells; `None` is unknown.
        payroll: pay and charges by post.
        desk: the service desk of the weeks from its first Monday on.
        desk_planned: people of the desk on that day.
        people: person, post, hired_on, left_on, pay_monthly_cny; `None` unless asked for.
        missing: what the plan does not say.
        findings: what asks for action, the worst first.
    """

    shop: str
    month: Period
    sales_cny: float | None
    payroll: pay.Payroll
    desk: DeskAhead
    desk_planned: int
    people: pd.DataFrame | None
    missing: tuple[Problem, ...]
    findings: tuple[Finding, ...]

    @property
    def overtime(self) -> OvertimeAhead | None:
        """What the roster's overtime costs; `None` where there is no roster or no overtime."""
        roster = self.desk.roster
        return None if roster is None else overtime_ahead(roster, self.payroll.lines, self.month)

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as docs/json-contract.md says."""
        desk, roster = self.desk, self.desk.roster
        hours = None if desk.hours is None else by_hour(desk.hours)
        return {
            "month": str(self.month),
            "sales_cny": plain(self.sales_cny),
            "posts": rows(self.payroll.by_post()),
            "pay_gross_cny": _cny(self.payroll.gross_fen),
            "charges_cny": _cny(self.payroll.charges_fen),
            "cost_payroll_cny": _cny(self.payroll.total_fen),
            "known_cny": _cny(self.payroll.known_fen),
            "people": None if self.people is None else rows(self.people),
            "hours": None if hours is None else rows(hours),
            "people_planned": self.desk_planned,
            "people_needed": desk.people_needed,
            "roster": None if roster is None else _roster(roster, self.overtime),
            "missing": [{"place": one.place, "why": one.explain(lang)} for one in self.missing],
            "findings": [dict(finding(one)) for one in self.findings],
        }


def by_hour(hours: pd.DataFrame) -> pd.DataFrame:
    """Return an average day by the hour: hour_of_day, chats, and the most agents_needed."""
    grouped = hours.groupby("hour_of_day")
    found = grouped.agg({"chats": "mean", "agents_needed": "max"}).reset_index()
    return found[found["chats"] > 0].reset_index(drop=True)


def _roster(roster: coverage.Roster, overtime: OvertimeAhead | None) -> dict[str, Any]:
    shown = rows(coverage.worker_frame(roster))
    low, high = (0.0, 0.0) if overtime is None else (overtime.low_cny, overtime.high_cny)
    said = {"first": str(roster.task.first), "days": roster.task.days}
    costs = {"overtime_low_cny": plain(low), "overtime_high_cny": plain(high)}
    return {**said, "short_hours": plain(roster.short_hours), **costs, "workers": shown}


def _cny(fen: int | None) -> float | None:
    return None if fen is None else fen / FEN


def staff_ahead(folder: Path, wanted: Wanted) -> StaffAhead:
    """Return who does the work of a month of a shop.

    Raises:
        PlanError: The plan has problems.
        ExportError: A file is broken.
        ParameterError: No month or no weeks are asked for, or nobody says which month.
    """
    if wanted.days not in WEEKS:
        raise ParameterError(Problem("roster_weeks", "--days", None, {"days": wanted.days}))
    shop = open_new(folder)
    after = day_after(shop)
    month = _month(wanted.month, after or shop.plan.cash.starts)
    plan = with_people(shop, after or shop.plan.cash.starts or month.start)
    known = known_of(plan, shop.tables, after) if after else Known()
    sales, orders = _sold(plan, known, month)
    people = shop.tables.others.get("people")
    monday = month.start + timedelta(-month.start.weekday() % WEEK)
    named = people if wanted.names else None
    asked = Asked(shop.folder, plan, monday, wanted.days, orders, named, wanted.lang)
    desk = desk_ahead(asked, known)
    missing = (*_missing(plan, people, sales, wanted), *desk.missing)
    private = people is not None and not wanted.names
    scope = pay.Scope(plan, wanted.lang, month.start, sales, _placing(shop, plan), private)
    return StaffAhead(
        shop=plan.shop.name,
        month=month,
        sales_cny=sales,
        payroll=pay.payroll_of(plan, month.start, sales),
        desk=desk,
        desk_planned=coverage.people_on_desk(plan, monday),
        people=_people(named, month) if named is not None else None,
        missing=tuple({(one.code, one.place): one for one in missing}.values()),
        findings=tuple(worst_first(_findings(shop, scope, month, desk))),
    )


def day_after(shop: Shop) -> date | None:
    """Return the day after a shop's last figures; `None` where it has none."""
    dated = any(file.kind and file.start and not file.empty for file in shop.files)
    return shop.last_day + DAY if dated else None


def with_people(shop: Shop, day: date) -> Plan:
    """Return a shop's plan with the posts its list of people holds, and those still to be filled.

    Args:
        shop: with or without such a list.
        day: that of the list: planned posts of its roles that begin later stay.
    """
    people, plan = shop.tables.others.get("people"), shop.plan
    if people is None:
        return plan
    posts = staffing.team_posts(people, plan.team.posts, day)
    return plan.model_copy(update={"team": plan.team.model_copy(update={"posts": posts})})


def _month(said: str | None, inside: date | None) -> Period:
    if said is None:
        if inside is None:
            raise ParameterError(Problem("no_month", "--month"))
        return Period.of_month(inside)
    try:
        month = Period.parse(said)
    except PeriodError:
        month = None
    if month is None or month.kind != "month":
        raise ParameterError(Problem("not_a_month", "--month", said))
    return month


def _sold(plan: Plan, known: Known, month: Period) -> tuple[float | None, float | None]:
    """Return the sales of a month, CNY, and its orders of an average day; `None` is unknown."""
    planned, each = sold_ahead(plan, known, month.start)
    past = known.sales.get(month.start)
    sales = planned if past is None else past
    if sales is None or not each:
        return sales, known.orders_daily
    return sales, sales / each / month.days


def _missing(
    plan: Plan, people: pl.DataFrame | None, sales: float | None, wanted: Wanted
) -> Iterator[Problem]:
    if not plan.team.posts:
        yield Problem("no_posts", "team.posts")
    if sales is None:
        yield Problem("no_sales_of_month", "stages")
    if wanted.names and people is None and not plan.lists.people:
        yield Problem("no_people", "lists.people")


def _people(people: pl.DataFrame, month: Period) -> pd.DataFrame:
    """Return who of the list is there at some time of a month, and what each is paid."""
    import polars as pl

    there = people.drop_nulls("person").filter(
        pl.col("hired_on").fill_null(date.min) <= month.end,
        pl.col("left_on").fill_null(date.max) >= month.start,
    )
    return as_pandas(there.select("person", "post", "hired_on", "left_on", "pay_monthly_fen"))


def _findings(shop: Shop, scope: pay.Scope, month: Period, desk: DeskAhead) -> Iterator[Finding]:
    lang, people = scope.lang, shop.tables.others.get("people")
    found = staffing.staffing_findings(shop.plan, lang, month.end, people)
    if people is not None:
        found += _list_findings(people, month, lang)
    yield from (placed(one, shop.folder) for one in found)
    yield from (one for one in shop.findings(lang) if one.place in shop.plan.lists.people)
    yield from pay.pay_findings(scope)
    yield from coverage.law_findings(shop.plan, coverage.Scope(lang, scope.place))
    yield from desk.findings


def _placing(shop: Shop, plan: Plan) -> Callable[[Sequence[str | int]], str]:
    """Return how places are found: a post of the list of people stands where that is named."""
    written = shop.plan.team.posts

    def place(steps: Sequence[str | int]) -> str:
        if tuple(steps[:2]) != ("team", "posts") or len(steps) == 2:  # noqa: PLR2004
            return place_in(shop.folder, steps)
        post = plan.team.posts[int(steps[2])]
        if post not in written:
            like = [n for n, one in enumerate(written) if one.role == post.role]
            if like and steps[3:]:  # what the list does not say is the planned post's
                return place_in(shop.folder, ("team", "posts", like[0], *steps[3:]))
            return place_in(shop.folder, ("lists", "people"))
        return place_in(shop.folder, ("team", "posts", written.index(post), *steps[3:]))

    return place


def _list_findings(people: pl.DataFrame, month: Period, lang: Lang) -> list[Finding]:
    """Return people of the list who left before they came, by their posts."""
    listed = staffing.team_posts(people, (), month.end)
    found = post_findings(listed, lang)
    return [replace(one, place="lists.people") for one in found if one.code == "post_backwards"]
