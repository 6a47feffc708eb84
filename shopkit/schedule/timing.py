"""When each task happens: the net on workdays, as late as its campaign allows or as soon as now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from shopkit.almanac import Workdays
from shopkit.errors import Problem
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.schedule.counting import Count, Days, dated
from shopkit.schedule.jobs import Job, Net
from shopkit.schedule.network import UNBOUND, Times, critical_path, without_circles
from shopkit.schedule.state import OVER, State, states

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A net on its days.

    Attributes:
        net: the tasks.
        worked: the shop's workdays.
        today: the day everything is seen from.
        origin: the workday whose number is 0.
        plain: times as if nothing had begun and no day had passed.
        times: times seen from today; what is done takes no more time.
        after: of each task the numbers of those before it, without circles.
        circles: tasks that wait for each other, each circle in order.
        starts, ends: the days each task is planned on; NaT where nothing says when it was.
        states: of each task.
        critical: open tasks with the least slack of their campaign.
        problems: what is wrong with the plan; the rest is scheduled all the same.
    """

    net: Net
    worked: Workdays
    today: date
    origin: date
    plain: Times
    times: Times
    after: Sequence[Sequence[int]]
    circles: tuple[tuple[int, ...], ...]
    starts: Days
    ends: Days
    states: tuple[State, ...]
    critical: NDArray[np.bool_]
    problems: tuple[Problem, ...]

    @property
    def open(self) -> NDArray[np.bool_]:
        """Which tasks are still to be done."""
        return np.array([state not in OVER for state in self.states], dtype=bool)

    def days_of(self, n: int) -> Period | None:
        """Return the days a task is planned on; `None` where nothing says when it was."""
        start, end = self.starts[n], self.ends[n]
        return None if np.isnat(start) else Period(start.item(), end.item())

    @property
    def earliest(self) -> tuple[Days, Days]:
        """First and last day of each open task at the earliest, seen from today."""
        return self._days(self.times.earliest_start, self.times.earliest_finish, self.open)

    @property
    def latest(self) -> tuple[Days, Days]:
        """First and last day of each task at the latest; NaT where nothing asks for it."""
        starts, ends = self.plain.latest_start, self.plain.latest_finish
        moments = starts == ends  # a task of no days is on the last day it may be
        return self._days(np.where(moments, ends - 1, starts), ends, self.plain.bounded)

    @property
    def slack(self) -> NDArray[np.float64]:
        """Workdays each open task may slip; NaN where it is over or nothing asks for it."""
        known = self.times.bounded & self.open
        return np.where(known, self.times.slack, np.nan).astype(np.float64)

    @property
    def left(self) -> NDArray[np.float64]:
        """Workdays from today to the last start of each open task; NaN where nothing asks for it.

        Below 0 that start is over; of what has begun, the workdays it may slip.
        """
        known = self.times.bounded & self.open
        now = self.worked.between(self.origin, self.worked.on_or_after(self.today))
        begun = np.array([bool(job.started) for job in self.net.jobs], dtype=bool)
        since = np.where(begun, self.times.earliest_start, now)
        return np.where(known, self.times.latest_start - since, np.nan).astype(np.float64)

    def _days(
        self, starts: NDArray[np.int64], finishes: NDArray[np.int64], known: NDArray[np.bool_]
    ) -> tuple[Days, Days]:
        first = dated(self.worked, self.origin, starts, known)
        last = dated(self.worked, self.origin, np.maximum(finishes - 1, starts), known)
        return with_duties(self.net.jobs, first, last)


def scheduled(net: Net, worked: Workdays, today: date) -> Schedule:
    """Return a net on its days; tasks in a circle are dated as if they did not wait in it.

    Work is planned as late as its days allow (backwards from the campaign), or today where that
    is over; what nothing asks for is planned as soon as it can be; a task for which the plan has a
    first day, on that day.

    Args:
        net: the tasks.
        worked: the shop's workdays.
        today: work that has not begun starts no earlier.
    """
    after, circles = without_circles(net.numbers())
    count = Count(net.jobs, worked, today)
    plain = critical_path(count.days(seen=False), after, count.limits(seen=False))
    times = critical_path(count.days(seen=True), after, count.limits(seen=True))
    found = states(net.jobs, after, times, (today, count.now))
    starts, ends = _planned(count, plain, times, found)
    return Schedule(
        net=net,
        worked=worked,
        today=today,
        origin=count.origin,
        plain=plain,
        times=times,
        after=after,
        circles=tuple(tuple(circle) for circle in circles),
        starts=starts,
        ends=ends,
        states=found,
        critical=_critical(net.jobs, times, found),
        problems=(*net.problems, *(_named(net, circle) for circle in circles)),
    )


def _named(net: Net, circle: Sequence[int]) -> Problem:
    jobs = [net.jobs[n] for n in (*circle, circle[0])]
    said = {lang: " → ".join(job.title(lang) for job in jobs) for lang in LANGS}
    return Problem("schedule_cycle", jobs[0].place, None, {"circle": said})


def _planned(count: Count, plain: Times, times: Times, found: Sequence[State]) -> tuple[Days, Days]:
    """Return the first and the last day each task is planned on."""
    jobs = count.jobs
    over = np.array([state in OVER for state in found], dtype=bool)
    begun = np.array([one is not None for one in count.begun], dtype=bool)
    said = np.array([job.noted and job.begin is not None for job in jobs], dtype=bool)
    soon = (begun | said | ~times.bounded) & ~over
    moments = times.latest_start == times.latest_finish
    start = np.maximum(times.latest_start - moments, times.earliest_start)
    start = np.where(soon, times.earliest_start, start)
    was = np.array([UNBOUND if one is None else one for one in count.begun], dtype=np.int64)
    start = np.where(over, np.where(begun, was, plain.latest_start), start)
    days = np.where(over, count.days(seen=False), count.days(seen=True))
    known = ~over | begun | plain.bounded
    first = dated(count.worked, count.origin, start, known)
    last = dated(count.worked, count.origin, start + np.maximum(days, 1) - 1, known)
    return with_duties(jobs, first, last)


def with_duties(jobs: Sequence[Job], first: Days, last: Days) -> tuple[Days, Days]:
    """Return days with those of duties as the calendar has them, where they are known."""
    for n, job in enumerate(jobs):
        if job.span and not np.isnat(first[n]):
            first[n], last[n] = np.datetime64(job.span.start), np.datetime64(job.span.end)
    return first, last


def _critical(jobs: Sequence[Job], times: Times, found: Sequence[State]) -> NDArray[np.bool_]:
    """Tell which open tasks before each event have the least slack of them.

    Of tasks without an event those that have none left.
    """
    keys = [
        _group(job) if times.bounded[n] and job.span is None and found[n] not in OVER else None
        for n, job in enumerate(jobs)
    ]
    slack, least = times.slack.tolist(), {"": 0}
    for key, days in zip(keys, slack, strict=True):
        if key:
            least[key] = min(least.get(key, UNBOUND), days)
    told = zip(keys, slack, strict=True)
    return np.array([key is not None and days <= least[key] for key, days in told], dtype=bool)


def _group(job: Job) -> str | None:
    """Return what a task shares a critical path with; `None`: nothing, it follows its event."""
    if job.event is None:
        return ""
    follows = bool(job.due and job.due > job.event.start)
    name = job.campaign or job.key.rpartition(".")[0]
    return None if follows and job.campaign else f"{name} {follows}"


def unofficial(schedule: Schedule) -> dict[int, str]:
    """Return the years of a schedule whose days off nobody has announced, and what is known."""
    days = [one for job in schedule.net.jobs for one in job.dates]
    if not days:
        return {}
    return dict(schedule.worked.unofficial(Period(min(days), max(days))))
