"""The service desk of a shop in the weeks ahead: chats, agents, people, a roster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from shopkit.coverage import (
    Effort,
    Hours,
    Roster,
    Scope,
    Shift,
    Worker,
    beyond_findings,
    chats_daily_of,
    closed_findings,
    desk_of,
    limits_of,
    made,
    named_service,
    needs_of,
    numbered,
    opening_of,
    peaks_of,
    people_needed,
    roster_findings,
    shifts_of,
    task_of,
    workers_of,
)
from shopkit.errors import PlanError, Problem
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.plan import Plan, place_in
from shopkit.reports.found_said import located

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from shopkit.scenario import Known

T = TypeVar("T")
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
    hours, wrong = _tried(partial(_hours, asked, known), asked.folder)
    shifts, amiss = _tried(partial(shifts_of, asked.plan), asked.folder)
    peaks, unclear = _tried(partial(peaks_of, asked.plan), asked.folder)
    workers = _workers(asked)
    said = (*(wrong or _unsaid(asked)), *unclear, *(amiss or _unstaffed(shifts, workers)))
    missing = tuple({(one.code, one.place): one for one in said}.values())
    if hours is None:
        return DeskAhead(missing=missing)
    scope = Scope(asked.lang, partial(place_in, asked.folder))
    spans, opening = [one.span for one in peaks or ()], opening_of(asked.plan)
    found = [*closed_findings(spans, opening, scope), *beyond_findings(hours, scope)]
    if not shifts or hours["agents_needed"].isna().any():
        return DeskAhead(hours, missing=missing, findings=tuple(found))
    task = task_of(hours, shifts, workers or numbered(1, "+"), limits_of(asked.plan, asked.first))
    if not workers:
        return DeskAhead(hours, people_needed(task), None, missing, tuple(found))
    roster = made(task, QUICK)
    found += roster_findings(roster, scope, TRIED)
    usual = replace(task, workers=numbered(1, "+"))  # whoever is away has to be replaced
    return DeskAhead(hours, people_needed(usual), roster, missing, tuple(found))


def _hours(asked: Asked, known: Known) -> pd.DataFrame | None:
    hours = Hours(asked.days, known.order_shares)
    return needs_of(asked.plan, asked.orders_daily, asked.first, hours)


def _tried(make: Callable[[], T], folder: Path) -> tuple[T | None, tuple[Problem, ...]]:
    """Return what is made, or what of the plan forbids it, with its line."""
    try:
        return make(), ()
    except PlanError as error:
        found = error.problems
        return None, tuple(replace(one, place=located(one.place, folder)) for one in found)


def _unsaid(asked: Asked) -> tuple[Problem, ...]:
    """Return what the plan does not say that the agents of an hour take."""
    found = []
    if desk_of(asked.plan) is None:
        found.append(Problem("no_handling", "team.service.handling_seconds"))
    if chats_daily_of(asked.plan, asked.orders_daily) is None:
        found.append(Problem("no_chats", "team.service.chats_daily"))
    return tuple(found)


def _unstaffed(shifts: Sequence[Shift] | None, workers: Sequence[Worker]) -> tuple[Problem, ...]:
    """Return what the plan does not say that a roster takes."""
    found = []
    if not shifts:
        found.append(Problem("no_shifts", "team.shifts"))
    if not workers:
        found.append(Problem("no_workers", "team.posts"))
    return tuple(found)


def _workers(asked: Asked) -> tuple[Worker, ...]:
    """Return who is on the desk: people by name where a list may be shown, else by number."""
    if asked.people is None:
        return workers_of(asked.plan, asked.first, asked.days, asked.lang)
    held = {asked.first + timedelta(n) for n in range(asked.days)}
    there: dict[str, list[set[date]]] = {}
    for row in asked.people.drop_nulls(["person", "post"]).iter_rows(named=True):
        if named_service(row["post"], row["department"]):
            since, until = row["hired_on"] or date.min, row["left_on"] or date.max
            _join(there.setdefault(row["person"], []), {d for d in held if since <= d <= until})
    return tuple(
        Worker(name if number == 1 else f"{name} {number}", frozenset(held - days))
        for name, all_days in there.items()
        for number, days in enumerate(all_days, 1)
    )


def _join(persons: list[set[date]], days: set[date]) -> None:
    """Add the days of one more row of a name: of who came back, else of a second person."""
    if not days:
        return
    before = next((one for one in persons if not one & days), None)
    if before is None:
        persons.append(days)
    else:
        before |= days
