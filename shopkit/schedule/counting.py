"""Days of tasks as numbers of workdays, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from shopkit.schedule.jobs import FIRST_YEAR, LAST_YEAR
from shopkit.schedule.network import UNBOUND, Limits

if TYPE_CHECKING:
    from shopkit.almanac import Workdays
    from shopkit.schedule.jobs import Job

Days: TypeAlias = NDArray[np.datetime64]  # of days, one a task; NaT where there is none
NEXT = timedelta(1)
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


class Count:
    """The days of tasks counted in workdays from the first that matters, whose number is 0."""

    def __init__(self, jobs: Sequence[Job], worked: Workdays, today: date) -> None:
        """Count all days at once."""
        self.jobs, self.worked, self.today = jobs, worked, today
        self.origin = worked.on_or_before(min([today, *(day for job in jobs for day in job.dates)]))
        self.now = int(self._numbers([today])[0])
        self.release = self._all([job.span.start if job.span else job.begin for job in jobs])
        self.begun = self._all([job.started for job in jobs])
        ends = [job.span.end if job.span else job.due for job in jobs]
        self.deadline = self._all([day + NEXT if day else None for day in ends])

    def _numbers(self, days: Sequence[date]) -> NDArray[np.int64]:
        """Return how many workdays from the origin on lie before each day."""
        first = np.array(self.origin, dtype="datetime64[D]")
        given = np.array(days, dtype="datetime64[D]")
        return self.worked.between_all(first, self.worked.add_all(given, 0))

    def _all(self, days: Sequence[date | None]) -> list[int | None]:
        given = [day for day in days if day]
        found = iter(self._numbers(given).tolist() if given else ())
        return [next(found) if day else None for day in days]

    def days(self, *, seen: bool) -> list[int]:
        """Return the workdays each task takes; seen from today, what is done takes none."""
        return [self._length(n, job, seen) for n, job in enumerate(self.jobs)]

    def _length(self, n: int, job: Job, seen: bool) -> int:
        if seen and job.done:
            return 0
        if job.span:
            return (self.deadline[n] or 0) - (self.release[n] or 0)
        begun = self.begun[n]
        if seen and begun is not None:  # what has begun and is not done goes on today
            return max(job.days, self.now + 1 - begun)
        return job.days

    def limits(self, *, seen: bool) -> Limits:
        """Return what holds each task; seen from today, nothing holds what is done."""
        shut = [seen and job.done for job in self.jobs]
        return Limits(
            [self._first(n, job, seen) for n, job in enumerate(self.jobs)],
            [
                UNBOUND if done or day is None else day
                for done, day in zip(shut, self.deadline, strict=True)
            ],
            [job.span is not None and not done for job, done in zip(self.jobs, shut, strict=True)],
        )

    def _first(self, n: int, job: Job, seen: bool) -> int:
        """Return the workday before which a task does not start."""
        first = self.release[n]
        if job.span and not (seen and job.done):
            return first or 0
        if not seen:
            return -UNBOUND if first is None else first
        if job.done:
            return -UNBOUND
        begun = self.begun[n]
        return max(self.now, first or 0) if begun is None else begun


def dated(
    worked: Workdays, origin: date, numbers: NDArray[np.int64], known: NDArray[np.bool_]
) -> Days:
    """Return the workdays of numbers; NaT where they are not known.

    What lies beyond the years the almanac holds is put on their first or last workday.
    """
    found = np.full(len(numbers), np.datetime64("NaT"), dtype="datetime64[D]")
    if known.any():
        least, most = (
            worked.between(origin, worked.on_or_after(FIRST)),
            worked.between(origin, LAST),
        )
        first = np.array(origin, dtype="datetime64[D]")
        found[known] = worked.add_all(first, np.clip(numbers[known], least, most))
    return found
