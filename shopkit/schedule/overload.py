"""Findings about weeks with more work than hours: what can be moved, and what is left if nothing.

Only what `moves` offers is proposed; for a week it does not empty, what is in the way is named, and
what is left to do about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from shopkit.findings import Finding, Severity
from shopkit.i18n import number, text
from shopkit.schedule.moving import Move, moves, this_week
from shopkit.schedule.state import OVER
from shopkit.schedule.timing import Schedule
from shopkit.schedule.wording import Scope
from shopkit.schedule.workload import SLACK, Load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shopkit.schedule.jobs import Job

NAMED = 3  # tasks or posts in one sentence
LEAST_ROOM = 1.0  # hours a post must have free to be named
KEY = "schedule.overload"


@dataclass(frozen=True, slots=True, eq=False)
class Full:
    """A week of a post that is too full even after everything that can be moved is moved.

    Attributes:
        week: its number.
        over: hours too many that are left.
        jobs: its tasks, most hours first.
        free: hours each holder has left that week, most first: number of the holder, hours.
    """

    week: int
    over: float
    jobs: tuple[int, ...]
    free: tuple[tuple[int, float], ...]


def overload_findings(schedule: Schedule, found: Load | None, scope: Scope) -> Iterator[Finding]:
    """Yield each post with weeks of more work than hours, and what can be done about them.

    Args:
        schedule: the tasks on their days.
        found: their load; `None`: it is not judged.
        scope: language and places.
    """
    if found is None:
        return
    told = [one for one in moves(schedule, found) if one.to is not None]
    room = _room(found, told)
    for row in range(len(found.people)):
        first = this_week(schedule, found)
        weeks = [n for n in np.flatnonzero(found.over[row] > 0).tolist() if n >= first]
        if weeks:
            mine = [one for one in told if one.row == row]
            yield _finding(schedule, found, (row, weeks, mine, room), scope)


def _room(found: Load, told: Sequence[Move]) -> NDArray[np.float64]:
    """Return the hours each post has left in each week once all is moved; below 0 too many."""
    room = found.capacity - found.asked
    for one in told:
        room[one.row, one.week] += one.hours
        if one.to is not None:
            room[one.row, one.to] -= one.hours
    return room


def _finding(
    schedule: Schedule,
    found: Load,
    seen: tuple[int, Sequence[int], Sequence[Move], NDArray[np.float64]],
    scope: Scope,
) -> Finding:
    row, weeks, mine, room = seen
    left = [week for week in weeks if room[row, week] < -SLACK]
    said = _hours(found, row, weeks, scope)
    code = "schedule_overloaded"
    if mine:
        said |= {"moves": scope.several([_moved(schedule, found, one, scope) for one in mine])}
    if left:
        code = "schedule_overloaded_part" if mine else "schedule_overloaded_fixed"
        full = _full(found, (row, min(left, key=lambda week: room[row, week])), room)
        said |= {"left": len(left)} | _choices(schedule, found, full, scope)
    return scope.finding(
        code,
        scope.at("team.posts"),
        said,
        severity=Severity.WARNING,
        owner=found.name(row, scope.lang),
        due=found.weeks[weeks[0]],
    )


def _hours(found: Load, row: int, weeks: Sequence[int], scope: Scope) -> dict[str, object]:
    worst = max(weeks, key=lambda week: found.over[row, week])
    return {
        "post": found.name(row, scope.lang),
        "heads": found.people[row].people,
        "n": len(weeks),
        "week": scope.day(found.weeks[worst]),
        "first": scope.day(found.weeks[weeks[0]]),
        "asked": _number(found.asked[row, worst], scope),
        "there": _number(found.capacity[row, worst], scope),
        "over": _number(found.over[row, worst], scope),
    }


def _number(hours: float, scope: Scope) -> str:
    return number(round(float(hours), 1), scope.lang)


def _moved(schedule: Schedule, found: Load, one: Move, scope: Scope) -> str:
    """Return a move as words: which task, for which campaign, from which week to which."""
    job = schedule.net.jobs[one.job]
    week, to = (scope.day(found.weeks[n]) for n in (one.week, one.to or 0))
    return text(f"{KEY}.move", scope.lang, task=_named(job, scope), week=week, to=to)


def _named(job: Job, scope: Scope) -> str:
    """Return what a task is called, with its campaign: run-books repeat their names."""
    if not job.campaign:
        return scope.quoted(job)
    return text(f"{KEY}.of", scope.lang, task=scope.quoted(job), campaign=job.campaign)


def _full(found: Load, cell: tuple[int, int], room: NDArray[np.float64]) -> Full:
    row, week = cell
    parts = found.parts
    here = np.flatnonzero((parts.row == row) & (parts.week == week) & (parts.hours > SLACK))
    here = here[np.argsort(-parts.hours[here], kind="stable")]
    others = [n for n in range(len(found.people)) if n != row and room[n, week] >= LEAST_ROOM]
    free = sorted(((n, float(room[n, week])) for n in others), key=lambda one: -one[1])
    jobs = tuple(int(n) for n in parts.job[here])
    return Full(week, -float(room[row, week]), jobs, tuple(free))


def _choices(schedule: Schedule, found: Load, full: Full, scope: Scope) -> dict[str, object]:
    """Return what is in the way of a full week and what can be done about it."""
    posts = [
        text(f"{KEY}.free", scope.lang, post=found.name(n, scope.lang), n=_number(hours, scope))
        for n, hours in full.free[:NAMED]
    ]
    key = "hand_over" if posts else "hand_over_none"
    return {
        "full": scope.day(found.weeks[full.week]),
        "too_many": _number(full.over, scope),
        "tasks": scope.several([_named(schedule.net.jobs[n], scope) for n in full.jobs[:NAMED]]),
        "noted": _not_noted(schedule, full, scope),
        "earlier": _earlier(schedule, found, full, scope),
        "hand_over": text(f"{KEY}.{key}", scope.lang, posts=scope.several(posts)),
    }


def _not_noted(schedule: Schedule, full: Full, scope: Scope) -> str:
    """Return how many tasks of a full week are late with nothing noted; empty for none."""
    late = [n for n in full.jobs if schedule.states[n] == "late" and not schedule.net.jobs[n].noted]
    return text(f"{KEY}.not_noted", scope.lang, n=len(late)) if late else ""


def _earlier(schedule: Schedule, found: Load, full: Full, scope: Scope) -> str:
    """Return from which day the longest task of a full week had to begin, and why it does not."""
    movable = [n for n in full.jobs if schedule.net.jobs[n].span is None]
    if not movable:
        return text(f"{KEY}.fixed", scope.lang)
    n = movable[0]
    worked, job = schedule.worked, schedule.net.jobs[n]
    monday: date = found.weeks[full.week].item()
    first, last = schedule.starts[n].item(), schedule.ends[n].item()
    by = worked.add(worked.last_before(monday), -worked.between(first, last))
    earliest: date = schedule.earliest[0][n].item()
    before = [one for one in schedule.after[n] if schedule.states[one] not in OVER]
    said: dict[str, object] = {"task": _named(job, scope), "by": scope.day(by)}
    if job.started:
        key = "begun"
    elif by < schedule.today:
        key = "over"
    elif earliest <= by:
        key = "no_room"
    else:
        key = "waits" if before else "not_before"
        said |= {"earliest": scope.day(earliest)}
        said |= {"before": scope.jobs([schedule.net.jobs[one] for one in before])}
    return text(f"{KEY}.{key}", scope.lang, **said)
