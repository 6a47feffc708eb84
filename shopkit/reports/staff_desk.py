"""The service desk of a shop in the weeks ahead: chats, agents, people, a roster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.coverage import (
    Effort,
    Hours,
    Roster,
    Scope,
    Shift,
    Worker,
    beyond_findings,
    chats_daily_of,
    desk_of,
    limits_of,
    made,
    needs_of,
    numbered,
    people_at_least,
    roster_findings,
    serves,
    shifts_of,
    task_of,
    workers_of,
)
from shopkit.errors import PlanError, Problem
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.plan import Plan, place_in
from shopkit.plan.sections.team import Post

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from shopkit.scenario import Known

WEEK = 7
QUICK, TRIED = Effort(30.0, 0.02), Effort(10.0, 0.02)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about a desk.

    Attributes:
        folder: of the shop.
        plan: the shop's.
        first: the first day; weeks are seven days from it on.
        days: how many days, one to four whole weeks.
        orders_daily: orders of an average day; `None` is unknown.
        people: the list of people where names may be shown.
        lang: language of findings.
    """

    folder: Path
    plan: Plan
    first: date
    days: int
    orders_daily: float | None
    people: pl.DataFrame | None
    lang: Lang


@dataclass(frozen=True, slots=True, eq=False)
class DeskAhead:
    """The desk of some weeks.

    Attributes:
        hours: chats, agents_needed by date and hour; `None` where chats are unknown.
        people_needed: people without whom no roster covers every hour that shifts hold; `None`
            is unknown.
        roster: who works when; `None` where it cannot be made.
        missing: what the plan does not say, and how to write it.
        findings: what asks for action, the worst first.
    """

    hours: pd.DataFrame | None = None
    people_needed: int | None = None
    roster: Roster | None = None
    missing: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


def desk_ahead(asked: Asked, known: Known) -> DeskAhead:
    """Return the desk of some weeks, as far as the plan says what it takes."""
    try:
        hours, shifts = _hours(asked, known), shifts_of(asked.plan)
    except PlanError as error:
        return DeskAhead(missing=error.problems)
    workers = _workers(asked)
    missing = tuple(_missing(asked, shifts, workers))
    if hours is None:
        return DeskAhead(missing=missing)
    scope = Scope(asked.lang, partial(place_in, asked.folder))
    found = list(beyond_findings(hours, scope))
    if not shifts or hours["agents_needed"].isna().any():
        return DeskAhead(hours, missing=missing, findings=tuple(found))
    task = task_of(hours, shifts, workers or numbered(1, "+"), limits_of(asked.plan, asked.first))
    if not workers:
        return DeskAhead(hours, people_at_least(task) or None, None, missing, tuple(found))
    roster = made(task, QUICK)
    found += roster_findings(roster, scope, TRIED)
    usual = replace(task, workers=numbered(1, "+"))  # whoever is away has to be replaced
    return DeskAhead(hours, people_at_least(usual) or None, roster, missing, tuple(found))


def _hours(asked: Asked, known: Known) -> pd.DataFrame | None:
    hours = Hours(asked.days, known.order_shares)
    return needs_of(asked.plan, asked.orders_daily, asked.first, hours)


def _missing(asked: Asked, shifts: Sequence[Shift], workers: Sequence[Worker]) -> Iterator[Problem]:
    """Yield what the plan does not say that a need, or else a roster, takes."""
    if desk_of(asked.plan) is None:
        yield Problem("no_handling", "team.service.handling_seconds")
    if chats_daily_of(asked.plan, asked.orders_daily) is None:
        yield Problem("no_chats", "team.service.chats_daily")
    if not shifts:
        yield Problem("no_shifts", "team.shifts")
    if not workers:
        yield Problem("no_workers", "team.posts")


def _workers(asked: Asked) -> tuple[Worker, ...]:
    """Return who is on the desk: people by name where a list may be shown, else by number."""
    if asked.people is None:
        return workers_of(asked.plan, asked.first, asked.days)
    held = [asked.first + timedelta(n) for n in range(asked.days)]
    names: Counter[str] = Counter()
    found = []
    for row in asked.people.drop_nulls(["person", "post"]).iter_rows(named=True):
        if not serves(Post(role=row["post"], department=row["department"], people=1)):
            continue
        since, until = row["hired_on"] or date.min, row["left_on"] or date.max
        away = frozenset(day for day in held if not since <= day <= until)
        if len(away) < len(held):
            names[row["person"]] += 1
            same = names[row["person"]]
            found.append(Worker(row["person"] if same == 1 else f"{row['person']} {same}", away))
    return tuple(found)
