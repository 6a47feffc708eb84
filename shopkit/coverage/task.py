"""What a roster is made for: days, shifts, people, agents needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.limits import WEEK, Limits
from shopkit.coverage.shifts import DAY, HOUR, Shift, cover, grain
from shopkit.errors import PlanError, Problem

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

MOST_WEEKS = 4  # overtime is limited by the month
HOURS = 24


@dataclass(frozen=True, slots=True)
class Worker:
    """Someone on the roster.

    Attributes:
        name: what the roster calls them.
        away: days on which they do not work: leave, not yet hired, gone.
    """

    name: str
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A roster to be made.

    Attributes:
        first: its first day; weeks are seven days from it on.
        need: agents needed: day × slot of the day.
        shifts: which there are.
        workers: who works.
        limits: what each person's roster keeps to.
    """

    first: date
    need: Ints
    shifts: tuple[Shift, ...]
    workers: tuple[Worker, ...]
    limits: Limits

    @property
    def days(self) -> int:
        """How many days."""
        return len(self.need)

    @property
    def weeks(self) -> int:
        """How many weeks."""
        return self.days // WEEK

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day."""
        return tuple(self.first + timedelta(n) for n in range(self.days))

    @property
    def slot_hours(self) -> float:
        """Length of a slot."""
        return HOURS / len(self.need[0])

    @property
    def present(self) -> Flags:
        """Whether a worker may work on a day: worker × day."""
        return np.array([[day not in one.away for day in self.dates] for one in self.workers])

    @property
    def weekend(self) -> Flags:
        """Whether a day is a Saturday or Sunday."""
        return np.array([day.isoweekday() > WEEK - 2 for day in self.dates])

    @property
    def usable(self) -> Flags:
        """Whether a shift is no longer than a day's hours with overtime allow."""
        limits = self.limits
        return np.array([limits.excess(s) <= limits.overtime_daily_hours for s in self.shifts])

    @property
    def hours(self) -> NDArray[np.float64]:
        """Working hours of each shift."""
        return np.array([one.hours for one in self.shifts])

    def there(self, heads: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the agents there, day × slot, with so many heads on each day's shifts."""
        held = cover(self.shifts)
        slots = self.need.shape[1]
        found = heads @ held[:, :slots]
        found[1:] += heads[:-1] @ held[:, slots:]
        return np.asarray(found, dtype=float)


def task_of(
    needed: pd.DataFrame, shifts: Sequence[Shift], workers: Sequence[Worker], limits: Limits
) -> Task:
    """Return the roster to be made for agents needed by the hour.

    The first day's hours that a shift of the day before reaches into belong to the roster before.
    An hour beyond any staffing (NaN) asks for nobody here: `needs` has told.

    Args:
        needed: date, hour_of_day, agents_needed, in order; 24 rows a day.
        shifts: which there are.
        workers: who works.
        limits: what each person's roster keeps to.

    Raises:
        PlanError: Not one to four whole weeks, or without shifts or people.
    """
    days, left = divmod(len(needed), HOURS)
    problems = []
    if left or days % WEEK or not 1 <= days // WEEK <= MOST_WEEKS:
        problems.append(Problem("roster_weeks", "roster", None, {"days": days}))
    if not shifts:
        problems.append(Problem("no_shifts", "team.shifts"))
    if not workers:
        problems.append(Problem("no_workers", "team.posts"))
    if problems:
        raise PlanError(problems)
    per_hour = HOUR // grain(shifts)
    agents = np.nan_to_num(needed["agents_needed"].to_numpy(float)).astype(np.int64)
    need = agents.reshape(days, HOURS).repeat(per_hour, axis=1)
    first = needed["date"].iloc[0].date()
    made = Task(first, need, tuple(shifts), tuple(workers), limits)
    spill = cover(shifts)[made.usable, DAY // grain(shifts) :].any(axis=0)
    need[0, spill] = 0
    return made


def numbered(count: int, word: str) -> tuple[Worker, ...]:
    """Return so many workers named by a word and their number.

    Example:
        >>> [one.name for one in numbered(2, "客服")]
        ['客服1', '客服2']
    """
    gap = " " if word.isascii() else ""
    return tuple(Worker(f"{word}{gap}{n}") for n in range(1, count + 1))
