"""Hours by post and week against what the people of the post can work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from shopkit.almanac import Workdays, own_events
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.roles import post_title, role_of, roles
from shopkit.schedule.counting import Days
from shopkit.schedule.crew import Holder, holders, holding
from shopkit.schedule.hours import buffer_rate, hours_daily
from shopkit.schedule.jobs import Job
from shopkit.schedule.timing import Schedule
from shopkit.tables import check

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEEK = 7
MONDAY = np.datetime64("1970-01-05")  # a Monday weeks are counted from
SLACK = 1e-6
COLUMNS = (
    *("week_starts_on", "post", "heads", "workdays", "capacity_hours", "load_hours"),
    *("over_hours", "tasks", "tasks_without_hours"),
)


@dataclass(frozen=True, slots=True)
class Working:
    """How long people work.

    Attributes:
        hours: of one person in a day.
        buffer: share kept for what comes up, 0 to 1.
    """

    hours: float
    buffer: float

    @property
    def usable(self) -> float:
        """Hours of one person in a day that can be planned."""
        return self.hours * (1 - self.buffer)


def working(plan: Plan) -> Working:
    """Return how long people work by a plan; where it does not say, 8 hours and a fifth kept."""
    return Working(hours_daily(plan), buffer_rate(plan))


@dataclass(frozen=True, slots=True)
class Piece:
    """Hours of a day beside the tasks: a meeting, what comes round.

    Attributes:
        day: the day.
        posts: who; empty is everybody.
        hours: in all, or of each person.
        each: whether they are of each person.
    """

    day: date
    posts: tuple[str, ...]
    hours: float
    each: bool


def rounds(plan: Plan, span: Period, worked: Workdays) -> tuple[Piece, ...]:
    """Return the hours of meetings and of what comes round in a span, where the plan has them."""
    return tuple(
        Piece(one.span.start, one.posts, one.hours, one.kind == "meeting")
        for one in own_events(plan, span, worked)
        if one.kind in ("meeting", "recurring") and one.hours and span.start <= one.span.start
        if one.kind == "meeting" or one.posts
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What is added up to a load; one entry a task, row and week.

    Attributes:
        job: number of the task.
        row: of the holder or role.
        week: number of the week.
        hours: asked for; NaN is unknown.
    """

    job: NDArray[np.int64]
    row: NDArray[np.int64]
    week: NDArray[np.int64]
    hours: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Load:
    """Hours asked for and hours there are, by post and week.

    Attributes:
        people: the holders; rows after theirs are roles nobody holds.
        roles: the names of those roles.
        weeks: Mondays.
        asked: hours asked for, one row a holder or role, one column a week.
        capacity: hours there are, in the same shape.
        workdays: of each holder and week.
        tasks: how many tasks ask for them.
        unknown: how many of them do not say how many hours.
        parts: what was added up.
    """

    people: tuple[Holder, ...]
    roles: tuple[str, ...]
    weeks: Days
    asked: NDArray[np.float64]
    capacity: NDArray[np.float64]
    workdays: NDArray[np.int64]
    tasks: NDArray[np.int64]
    unknown: NDArray[np.int64]
    parts: Parts

    @property
    def over(self) -> NDArray[np.float64]:
        """Hours beyond what there is; 0 where it suffices."""
        beyond = self.asked - self.capacity
        return np.where(beyond > SLACK, beyond, 0.0)

    def name(self, row: int, lang: Lang) -> str:
        """Return what the post of a row is called."""
        if row < len(self.people):
            return post_title(self.people[row].name, lang)
        said = self.roles[row - len(self.people)]
        role = roles().get(said) or role_of(said)
        return role.title(lang) if role else said


def load(
    schedule: Schedule,
    people: Sequence[Holder],
    day: Working,
    besides: Sequence[Piece] = (),
) -> Load:
    """Return hours asked for and hours there are, for every week from now on a task is open.

    The hours of a task are spread evenly over its workdays (of a duty, its days), shared by the
    people who hold its post. Several roles of one person draw on the same hours.

    Args:
        schedule: the tasks on their days; what is over asks for nothing.
        people: who works there.
        day: how long they work.
        besides: hours beside the tasks.
    """
    jobs = [n for n in np.flatnonzero(schedule.open).tolist() if not np.isnat(schedule.starts[n])]
    names, rows, shares = _assigned(schedule, jobs, people)
    today = np.datetime64(schedule.today)
    first = min(
        [today, *(schedule.starts[n] for n in jobs), *(np.datetime64(one.day) for one in besides)]
    )
    last = max((schedule.ends[n] for n in jobs), default=first)
    last = max([last, *(np.datetime64(one.day) for one in besides)])
    start = first - (first - MONDAY).astype(np.int64) % WEEK
    weeks = np.arange(start, last + 1, WEEK)
    count = _Spread(schedule, np.array(jobs, dtype=np.int64), start)
    parts = count.parts(rows, shares, day.usable, [one.people for one in people])
    size = (len(people) + len(names), len(weeks))
    days, capacity = _capacity(people, size, weeks, schedule.worked)
    asked, tasks, unknown = np.zeros(size), np.zeros(size, np.int64), np.zeros(size, np.int64)
    job, row, week, hours = parts.job, parts.row, parts.week, parts.hours
    np.add.at(asked, (row, week), np.nan_to_num(hours))
    _, seen = np.unique(np.stack([job, row, week]), axis=1, return_index=True)
    np.add.at(tasks, (row[seen], week[seen]), 1)
    np.add.at(unknown, (row[seen], week[seen]), np.isnan(hours[seen]).astype(np.int64))
    for n, at, extra in _besides(besides, people, start):
        asked[n, at] += extra
    return Load(
        tuple(people), names, weeks, asked, capacity * day.usable, days, tasks, unknown, parts
    )


def _assigned(
    schedule: Schedule, chosen: Sequence[int], people: Sequence[Holder]
) -> tuple[tuple[str, ...], list[list[int]], list[list[float]]]:
    """Return the roles nobody holds, and of each task the rows it draws on with their shares."""
    names: dict[str, int] = {}
    rows, shares = [], []
    for n in chosen:
        job = schedule.net.jobs[n]
        found = holders(job, people, schedule.days_of(n))
        heads = [people[one].people for one in found]
        if not found and job.posts:
            found = (len(people) + names.setdefault(job.posts[0], len(names)),)
            heads = [1]
        rows.append(list(found))
        shares.append([one / sum(heads) for one in heads])
    return tuple(names), rows, shares


class _Spread:
    """Hours of tasks spread over their days."""

    def __init__(self, schedule: Schedule, jobs: NDArray[np.int64], start: np.datetime64) -> None:
        """Lay out the days of every task."""
        self.jobs, self.all = jobs, schedule.net.jobs
        starts, ends = schedule.starts[jobs], schedule.ends[jobs]
        length = (ends - starts).astype(np.int64) + 1
        self.which = np.repeat(np.arange(len(jobs)), length)
        before = np.repeat(np.cumsum(length) - length, length)
        days = np.repeat(starts, length) + (np.arange(len(self.which)) - before)
        duty = np.array([self.all[n].span is not None for n in jobs], dtype=bool)
        held = duty[self.which]
        if len(days):
            held = held | schedule.worked.mask(days)
        self.which, days = self.which[held], days[held]
        self.week = (days - start).astype(np.int64) // WEEK
        self.count = np.bincount(self.which, minlength=len(jobs))

    def parts(
        self,
        rows: Sequence[Sequence[int]],
        shares: Sequence[Sequence[float]],
        usable: float,
        heads: Sequence[int],
    ) -> Parts:
        """Return task, row, week and hours of every day of every task, by whom."""
        ends = [
            (n, row, share)
            for n, told in enumerate(rows)
            for row, share in zip(told, shares[n], strict=True)
        ]
        daily = [self._daily(n, row, share, (usable, heads)) for n, row, share in ends]
        whom = np.array([row for _, row, _ in ends], dtype=np.int64)
        per = np.array([n for n, _, _ in ends], dtype=np.int64)
        return self._crossed(per, whom, np.array(daily, dtype=np.float64))

    def _daily(self, n: int, row: int, share: float, full: tuple[float, Sequence[int]]) -> float:
        """Return the hours a row gives to a task on one of its days."""
        job: Job = self.all[int(self.jobs[n])]
        usable, heads = full
        if job.full:
            return usable * (heads[row] if row < len(heads) else 1)
        if job.hours is None:
            return float("nan")
        return share * (job.hours if job.span else job.hours / max(int(self.count[n]), 1))

    def _crossed(
        self, per: NDArray[np.int64], whom: NDArray[np.int64], daily: NDArray[np.float64]
    ) -> Parts:
        """Return every pair of task and row with the days of the task, added up by week."""
        days = self.count[per] if len(per) else per
        offset = np.cumsum(self.count) - self.count
        pair = np.repeat(np.arange(len(per)), days)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(days) - days, days)
        week = self.week[offset[per[pair]] + within] if len(pair) else pair
        key, back = np.unique(np.stack([pair, week]), axis=1, return_inverse=True)
        hours = np.bincount(back.reshape(-1), weights=daily[pair], minlength=key.shape[1])
        return Parts(self.jobs[per[key[0]]], whom[key[0]], key[1], hours.astype(np.float64))


def _capacity(
    people: Sequence[Holder],
    size: tuple[int, int],
    weeks: Days,
    worked: Workdays,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return workdays of each holder and week, and workdays × people."""
    every = np.arange(weeks[0], weeks[-1] + WEEK)
    works = worked.mask(every)
    days = np.zeros(size, dtype=np.int64)
    for n, one in enumerate(people):
        there = works.copy()
        if one.starts:
            there &= every >= np.datetime64(one.starts)
        if one.ends:
            there &= every <= np.datetime64(one.ends)
        days[n] = there.reshape(-1, WEEK).sum(axis=1)
    heads = np.array([one.people for one in people] + [0] * (size[0] - len(people)), dtype=float)
    return days, days * heads[:, None]


def _besides(
    pieces: Sequence[Piece],
    people: Sequence[Holder],
    start: np.datetime64,
) -> Iterator[tuple[int, int, float]]:
    for one in pieces:
        at = int((np.datetime64(one.day) - start).astype(np.int64)) // WEEK
        found = {n for said in one.posts for n in holding(said, people)}
        rows = [
            n
            for n in (found if one.posts else range(len(people)))
            if people[n].there(one.day, one.day)
        ]
        heads = sum(people[n].people for n in rows)
        for n in rows:
            yield n, at, one.hours * people[n].people / (1 if one.each else heads)


def load_table(found: Load, lang: Lang) -> pd.DataFrame:
    """Return hours by post and week.

    Returns:
        One row a post and week something asks for: week_starts_on, post, heads, workdays,
        capacity_hours (0 where nobody holds the post), load_hours, over_hours, tasks,
        tasks_without_hours.
    """
    rows, weeks = np.nonzero((found.asked > 0) | (found.tasks > 0))
    heads = np.array([one.people for one in found.people] + [0] * len(found.roles), dtype=np.int64)
    frame = pd.DataFrame(
        {
            "week_starts_on": pd.to_datetime(found.weeks[weeks]),
            "post": [found.name(int(row), lang) for row in rows],
            "heads": heads[rows],
            "workdays": found.workdays[rows, weeks],
            "capacity_hours": found.capacity[rows, weeks],
            "load_hours": found.asked[rows, weeks],
            "over_hours": found.over[rows, weeks],
            "tasks": found.tasks[rows, weeks],
            "tasks_without_hours": found.unknown[rows, weeks],
        },
        columns=list(COLUMNS),
    )
    return check(frame.sort_values(["week_starts_on", "post"], ignore_index=True))
