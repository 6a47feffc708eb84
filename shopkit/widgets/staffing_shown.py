"""What the people notebook shows beside its pictures: what there is, worst days, findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from shopkit import coverage, finance, staffing
from shopkit.charts.table import Cell, Content, Table, table_of
from shopkit.coverage import pictures
from shopkit.errors import PlanError
from shopkit.findings import by_money
from shopkit.i18n import WEEKDAYS, full_day, money, number, text
from shopkit.pricing.wording import lines_said
from shopkit.widgets.pieces import sentences
from shopkit.widgets.said import Unsaid, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from shopkit.coverage import Peak, Roster
    from shopkit.findings import Finding
    from shopkit.i18n import Lang, Words
    from shopkit.widgets.campaigns import CampaignsView
    from shopkit.widgets.campaigns_trade import TradeView
    from shopkit.widgets.money import MoneyView
    from shopkit.widgets.staffing import StaffingView

P = ParamSpec("P")
R = TypeVar("R")
View = TypeVar("View", "StaffingView", "MoneyView", "CampaignsView", "TradeView")
TOLD = 12  # findings shown; the report's workbook has all
Where = Callable[[str], str]  # the place of a finding as file and line
LOADS = ("worker", "days_worked", "worked_hours", "overtime_hours", "night_shifts", "weekend_days")


def or_said(
    method: Callable[Concatenate[View, P], R],
) -> Callable[Concatenate[View, P], R | Unsaid]:
    """Return a method that says what is wrong in the plan, where it would have failed."""

    @wraps(method)
    def told(view: View, /, *args: P.args, **kwargs: P.kwargs) -> R | Unsaid:
        try:
            return method(view, *args, **kwargs)
        except PlanError as error:
            return Unsaid(plain(error.say(view.lang)))

    return told


def state(view: StaffingView, parts: Sequence[str]) -> Table:
    """Return what there is of each thing that is counted with, and what to write without.

    Args:
        view: the shop.
        parts: the things, in order.
    """
    lang, plan = view.lang, view.plan
    heads = [text(f"decide.have.{name}", lang) for name in ("part", "state", "next")]
    rows: list[list[Content]] = []
    counts = _counts(view)
    for part, n in ((part, counts[part]) for part in parts):
        there = text(f"people.have.{part}_is", lang, n=number(n, lang))
        none = Cell(text("decide.have.none", lang), "muted")
        todo = "" if n else text(f"people.have.{part}_next", lang)
        rows.append([text(f"people.have.{part}", lang), there if n else none, todo])
    shown = 3 if any(row[2] for row in rows) else 2
    starts = full_day(view.day, lang) if plan.cash.starts or view.period else ""
    caption = text("people.have.caption", lang, day=starts) if starts else ""
    return Table(heads[:shown], [row[:shown] for row in rows], "l" * shown, lang, caption)


def _counts(view: StaffingView) -> Mapping[str, float]:
    """Return how much there is of each thing; 0 is nothing."""
    plan = view.plan
    chats = coverage.chats_daily_of(plan, view.orders_daily)
    known = chats if plan.team.service.handling_seconds else None
    ahead = finance.ahead(plan, view.day, plan.cash.months or 1, view.known.sales)
    pay = plan.pay
    return {
        "posts": sum(post.people for post in view.posts),
        "people": len(view.tables["people"]),
        "service": round(known or 0),
        "shifts": len(plan.team.shifts),
        "pay": len(pay.schemes) or int(pay.employer_insurance_rate is not None),
        "sales": len(ahead.sales_cny),
        "costs": len(plan.costs.fixed),
        "past": 0 if view.known.period is None else view.known.period.days,
        "cash": int(plan.cash.opening_cny is not None or plan.budget.capital_cny is not None),
        "spreads": len(plan.cash.spreads),
    }


def busiest(week: pd.DataFrame, peaks: Sequence[Peak], lang: Lang) -> tuple[pd.DataFrame, Words]:
    """Return the picture of the weekday with the most chats."""
    chats = week.groupby("weekday")["chats"].sum()
    weekday = int(str(chats.idxmax()))
    hours = week[week["weekday"] == weekday]
    return pictures.hours_shown(hours, peaks, WEEKDAYS[lang][weekday - 1], lang)


def loads(roster: Roster, lang: Lang) -> Table:
    """Return days, hours, overtime, nights and weekends of everybody in a roster."""
    return table_of(coverage.worker_frame(roster)[list(LOADS)], lang)


def found(view: StaffingView) -> list[Finding]:
    """Return what the team lacks and what its desk cannot hold, most money first."""
    plan, lang, scope = view.plan, view.lang, coverage.Scope(view.lang, view.place)
    people = view.tables["people"]
    told = list(staffing.staffing_findings(plan, lang, view.day, people))
    shifts, peaks = coverage.shifts_of(plan), [one.span for one in coverage.peaks_of(plan)]
    desk = sum(post.people for post in view.posts if coverage.serves(post))
    if shifts and peaks:
        told += coverage.peak_findings(peaks, shifts, desk, scope)
    week = view.needed(7)
    if week is not None:
        told += coverage.beyond_findings(week, scope)
    return by_money([*told, *coverage.law_findings(plan, scope)])


def findings(told: Sequence[Finding], lang: Lang, where: Where | None = None) -> Table:
    """Return findings: what is said, what is so instead and why, what to do.

    Args:
        told: in order; only the first are shown.
        lang: language of the table.
        where: turns the place of a finding into the lines of the plan.
    """
    heads = [text(f"people.findings.{name}", lang) for name in ("said", "found", "money", "action")]
    rows: list[list[Content]] = [
        [
            one.said or None,
            sentences([one.recomputed, one.cause, one.evidence], lang),
            money(one.cny, lang) if one.cny is not None else None,
            one.action + _lines(one, lang, where),
        ]
        for one in told[:TOLD]
    ]
    if all(row[2] is None for row in rows):
        heads.pop(2)
        rows = [[*row[:2], row[3]] for row in rows]
    return Table(heads, rows, "llrl" if len(heads) > 3 else "lll", lang)  # noqa: PLR2004


def _lines(one: Finding, lang: Lang, where: Where | None) -> str:
    """Return the lines of the plan a finding is about, in brackets."""
    lines = lines_said(where(one.place) if where else one.place, lang)
    around = "（{}）" if lang == "zh" else " ({})"
    return around.format(lines) if lines else ""


def where_of(view: StaffingView) -> Where:
    """Return what turns a path of the plan into its line; a place that is a line stays."""

    def line(said: str) -> str:
        if not said or ":" in said:
            return said
        steps = [int(one) if one.isdecimal() else one for one in said.split(".")]
        return view.place(steps)

    return line
