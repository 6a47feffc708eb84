"""How many work each shift: what a roster costs at least, people not told apart.

Every roster of persons gives such numbers, so nothing of it costs less than the best of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.limits import WEEK
from shopkit.coverage.programme import INFINITE, Effort, Programme, Solved
from shopkit.coverage.shifts import cover
from shopkit.coverage.task import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SHORT, WORKED, OVERTIME, UNFAIR = 100.0, 1.0, 0.5, 1.0
"""What an agent hour short, an hour worked, its overtime, a shift of unevenness weigh."""
BROKEN = {"days_off": 8.0, "run": 4.0, "rest": 4.0, "overtime": 1.0}
"""What giving way weighs, in agent hours: a day off less, a day more in a row, a rest too short,
an hour of overtime more."""


def least_heads(task: Task, effort: Effort, *, giving: bool = False) -> tuple[Solved, Ints]:
    """Return the cheapest numbers of heads, day × shift, and what the solver says of them.

    Args:
        task: the roster to be made.
        effort: when the search may stop.
        giving: rules of the house may give way, at a price and as far as the law lets them.
    """
    made = Programme()
    heads = made.variables(_most(task), WORKED * task.hours)
    add_shortage(made, task, heads)
    given = ways(made, task, len(task.workers)) if giving else {}
    _hold_days(made, task, heads, given)
    _hold_rest(made, task, heads, given)
    _hold_overtime(made, task, heads, given)
    found = made.solved(effort)
    if found.values is None:
        return found, np.zeros(heads.shape, dtype=np.int64)
    return found, found.values[heads].round().astype(np.int64)


def _most(task: Task) -> NDArray[np.float64]:
    present = task.present.sum(axis=0)[:, None] * np.ones(len(task.shifts))
    return np.where(task.usable, present, 0.0)


def add_shortage(made: Programme, task: Task, heads: Ints) -> Ints:
    """Add agents short for each slot that needs any, and the rows that hold needs.

    Args:
        made: what is put together.
        task: the roster to be made.
        heads: numbers of the variables that work a shift: day × shift, or × workers.

    Returns:
        The numbers of the shortages, day × slot.
    """
    need, held = task.need, cover(task.shifts)
    slots = need.shape[1]
    short = made.variables(need.astype(float), SHORT * task.slot_hours, whole=False)
    for day, slot in zip(*np.nonzero(need), strict=True):
        own = heads[day, held[:, slot] > 0].ravel()
        late = held[:, slots + slot] > 0
        before = heads[day - 1, late].ravel() if day else own[:0]
        of = np.concatenate([own, before, [short[day, slot]]])
        made.at_least(of, np.ones(len(of)), float(need[day, slot]))
    return short


def ways(made: Programme, task: Task, people: int = 1) -> dict[str, Ints]:
    """Return the variables by which rules give way, as far as the law lets each, for so many.

    Fewer days off by the week, longer runs and shorter rests by the day, overtime in all.
    """
    limits = task.limits
    law = limits.law
    most = {
        "days_off": (task.weeks, limits.days_off_weekly - law.days_off_weekly),
        "run": (task.days, WEEK - law.days_off_weekly - limits.longest_run_days),
        "rest": (task.days, 1),
        "overtime": (1, law.overtime_monthly_hours - limits.overtime_monthly_hours),
    }
    return {
        name: made.variables(
            np.full(count, max(0.0, high) * people), BROKEN[name], whole=name != "overtime"
        )
        for name, (count, high) in most.items()
    }


def hold(made: Programme, row: Ints, most: float, way: Ints) -> None:
    """Hold a sum to at most something and what gives way: no variable or one."""
    times = np.concatenate([np.ones(len(row)), -np.ones(len(way))])
    made.at_most(np.concatenate([row, way]), times, most)


def way(given: dict[str, Ints], name: str, at: int) -> Ints:
    """Return the variable by which a rule gives way here; none where it may not."""
    return given[name][[at]] if given else np.empty(0, dtype=np.int64)


def _hold_days(made: Programme, task: Task, heads: Ints, given: dict[str, Ints]) -> None:
    present = task.present
    for day in range(task.days):
        row = heads[day]
        made.at_most(row, np.ones(len(row)), float(present[:, day].sum()))
    for n, (length, most, first) in enumerate(windows(task)):
        row = heads[first : first + length].ravel()
        days = np.minimum(present[:, first : first + length].sum(axis=1), most)
        weekly = n < task.weeks
        of = way(given, *(("days_off", n) if weekly else ("run", first)))
        hold(made, row, float(days.sum()), of)
    for first in range(task.days - WEEK + 1) if given else ():
        row = heads[first : first + WEEK].ravel()
        most = WEEK - task.limits.law.days_off_weekly
        made.at_most(row, np.ones(len(row)), float(most * len(task.workers)))


def windows(task: Task) -> Iterator[tuple[int, int, int]]:
    """Yield length, most days worked and first day of each stretch a person's days are held in."""
    limits = task.limits
    for week in range(task.weeks):
        yield WEEK, limits.most_days, week * WEEK
    run = limits.longest_run_days
    for first in range(task.days - run):
        yield run + 1, run, first


def clashes(task: Task) -> list[tuple[list[int], list[int]]]:
    """Return sets of shifts: who works one of the first may work none of the second a day later."""
    shifts, limits = task.shifts, task.limits
    found: list[tuple[list[int], list[int]]] = []
    for one in sorted(range(len(shifts)), key=lambda s: shifts[s].ends):
        after = [s for s, later in enumerate(shifts) if not limits.follows(shifts[one], later)]
        if after and (not found or found[-1][1] != after):
            late = [s for s in range(len(shifts)) if shifts[s].ends >= shifts[one].ends]
            found.append((late, after))
    return found


def _hold_rest(made: Programme, task: Task, heads: Ints, given: dict[str, Ints]) -> None:
    for late, early in clashes(task):
        for day in range(task.days - 1):
            row = np.concatenate([heads[day, late], heads[day + 1, early]])
            hold(made, row, float(len(task.workers)), way(given, "rest", day))


def _hold_overtime(made: Programme, task: Task, heads: Ints, given: dict[str, Ints]) -> None:
    """Hold everybody's overtime together; evenly spread it is least."""
    limits, people = task.limits, len(task.workers)
    over = made.variables(np.full(task.weeks, INFINITE), OVERTIME, whole=False)
    for of, times, free in overtime_rows(task):
        weeks = over if limits.comprehensive else over[[of]]
        cells = heads if limits.comprehensive else heads[of * WEEK : (of + 1) * WEEK]
        spread = np.broadcast_to(times, cells.shape).ravel()
        row = np.concatenate([cells.ravel(), weeks])
        made.at_most(row, np.concatenate([spread, -np.ones(len(weeks))]), free * people)
    hold(made, over, limits.overtime_monthly_hours * people, way(given, "overtime", 0))


def overtime_rows(task: Task) -> Iterator[tuple[int, NDArray[np.float64], float]]:
    """Yield week, hours a shift counts, hours free: what is counted beyond them is overtime.

    Where hours are averaged there is one row for all weeks.
    """
    limits, hours = task.limits, task.hours
    if limits.comprehensive:
        yield 0, hours, limits.law.weekly_hours * task.weeks
        return
    excess = np.array([limits.excess(one) for one in task.shifts])
    for week in range(task.weeks):
        yield week, hours, limits.law.weekly_hours
        if excess.any():
            yield week, excess, 0.0
