"""A roster: agents by the hour become people's shifts, as cheaply and as evenly as can be.

First the heads of each shift of each day, people not told apart: nothing can come to less. Then
who of them works, with these heads and with nights, weekends and days shared out evenly: a small
programme, which is nearly always solved. Where it is not, evenness gets a price instead; and where
that does not help either, heads and people are chosen at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.heads import OVERTIME, SHORT, UNFAIR, WORKED, add_shortage, least_heads
from shopkit.coverage.limits import WEEK
from shopkit.coverage.persons import add_fairness, add_persons, fix_heads, hold_limits, share_out
from shopkit.coverage.programme import Effort, Programme, Solved
from shopkit.coverage.task import Task

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

OFF = -1
QUICK = Effort(seconds=60.0, gap=0.02)
HEADS, EVEN, UNEVEN, BOTH = 0.1, 0.4, 0.2, 0.3  # of the seconds, for each step


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Who works when.

    Attributes:
        task: what it was made for.
        worked: the number of the shift by worker × day; −1 is a day off.
        bound: no roster of this task weighs less than this.
    """

    task: Task
    worked: Ints
    bound: float

    @property
    def heads(self) -> Ints:
        """How many work each shift: day × shift."""
        numbers = range(len(self.task.shifts))
        return np.array([(self.worked == n).sum(axis=0) for n in numbers]).T

    @property
    def short(self) -> Floats:
        """Agents short: day × slot."""
        return np.maximum(self.task.need - self.task.there(self.heads.astype(float)), 0.0)

    @property
    def short_hours(self) -> float:
        """Agent hours short in all."""
        return float(self.short.sum() * self.task.slot_hours)

    @property
    def weight(self) -> float:
        """What it weighs: agent hours short, hours, overtime, unevenness; less is better."""
        worked = WORKED * float((self.heads * self.task.hours).sum())
        uneven = UNFAIR * sum(self.uneven().values())
        over = OVERTIME * float(self.overtime().sum())
        return SHORT * self.short_hours + worked + over + uneven

    @property
    def gap(self) -> float:
        """How far at most (0–1) it is from the best there is."""
        return max(0.0, self.weight - self.bound) / self.weight if self.weight else 0.0

    def counts(self) -> dict[str, Ints]:
        """Return night_shifts, weekend_days, days_worked of each worker."""
        night = np.array([*(one.night for one in self.task.shifts), False])
        works = self.worked != OFF
        return {
            "night_shifts": night[self.worked].sum(axis=1),
            "weekend_days": works[:, self.task.weekend].sum(axis=1),
            "days_worked": works.sum(axis=1),
        }

    def uneven(self) -> dict[str, float]:
        """Return the most less the least of each count; who is away at times only as the most."""
        whole = self.task.present.all(axis=1)
        return {
            name: float(max(0, each.max() - (each[whole].min() if whole.any() else each.max())))
            for name, each in self.counts().items()
        }

    def overtime(self) -> Floats:
        """Return the overtime of each worker in hours: beyond standard days and weeks."""
        days, rests = self.overtime_kinds()
        return days + rests

    def overtime_kinds(self) -> tuple[Floats, Floats]:
        """Return the overtime of each worker in hours: beyond standard days, and on days of rest.

        Where hours are averaged, all that is beyond the whole roster's counts as beyond days.
        """
        limits = self.task.limits
        hours = np.append(self.task.hours, 0.0)[self.worked]
        free = limits.law.weekly_hours
        if limits.comprehensive:
            beyond = np.asarray(np.maximum(hours.sum(axis=1) - free * self.task.weeks, 0.0))
            return beyond, np.zeros_like(beyond)
        excess = np.append([limits.excess(one) for one in self.task.shifts], 0.0)[self.worked]
        weekly = hours.reshape(len(hours), -1, WEEK).sum(axis=2) - free
        beyond = excess.reshape(len(hours), -1, WEEK).sum(axis=2)
        rests = np.maximum(weekly - beyond, 0.0)
        return np.asarray(beyond.sum(axis=1)), np.asarray(rests.sum(axis=1))


def made(task: Task, effort: Effort = QUICK) -> Roster:
    """Return the best roster found; where people do not suffice, hours stay short.

    No limit is ever broken. The same task and effort give the same roster as long as the solver
    ends before its seconds do.

    Args:
        task: days, shifts, people, agents needed, limits.
        effort: seconds and gap at which the search may stop.
    """
    least, heads = least_heads(task, _part(effort, HEADS, effort.gap / 4))
    bound = max(least.bound, 0.0)
    rosters = []
    for even, share in ((True, EVEN), (False, UNEVEN)):
        found = _with_heads(task, heads, _part(effort, share, effort.gap), even=even)
        if found is not None:
            rosters.append(Roster(task, found, bound))
            if rosters[-1].gap <= effort.gap:
                return rosters[-1]
    free, solved = _at_once(task, _part(effort, BOTH, effort.gap))
    bound = max(bound, solved.bound)
    rosters.append(Roster(task, np.full(_shape(task), OFF) if free is None else free, bound))
    best = min(rosters, key=lambda one: one.weight)
    return Roster(task, best.worked, bound)


def _part(effort: Effort, share: float, gap: float) -> Effort:
    return Effort(effort.seconds * share, gap)


def _shape(task: Task) -> tuple[int, int]:
    return len(task.workers), task.days


def _with_heads(task: Task, heads: Ints, effort: Effort, *, even: bool) -> Ints | None:
    programme = Programme()
    works = add_persons(programme, task, np.zeros(len(task.shifts)))
    fix_heads(programme, works, heads)
    hold_limits(programme, task, works)
    if even:
        share_out(programme, task, works, heads)
    else:
        add_fairness(programme, task, works)
    return read(programme.solved(effort), works)


def _at_once(task: Task, effort: Effort) -> tuple[Ints | None, Solved]:
    programme = Programme()
    works = add_persons(programme, task, WORKED * task.hours)
    add_shortage(programme, task, works)
    hold_limits(programme, task, works)
    add_fairness(programme, task, works)
    solved = programme.solved(effort)
    return read(solved, works), solved


def read(solved: Solved, works: Ints) -> Ints | None:
    """Return the shift of each worker on each day from the variables."""
    if solved.values is None:
        return None
    held = solved.values[works].round().astype(bool)  # day × shift × worker
    return np.where(held.any(axis=1), held.argmax(axis=1), OFF).T
