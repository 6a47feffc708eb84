"""Who works which shift on which day: the rules that each person's roster keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.heads import (
    OVERTIME,
    UNFAIR,
    clashes,
    hold,
    overtime_rows,
    way,
    ways,
    windows,
)
from shopkit.coverage.limits import WEEK
from shopkit.coverage.programme import INFINITE, Programme
from shopkit.coverage.task import Task

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def add_persons(made: Programme, task: Task, cost: NDArray[np.float64]) -> Ints:
    """Return the variables of who works what: day × shift × worker.

    Args:
        made: what is put together.
        task: the roster to be made.
        cost: of working each shift.
    """
    there = task.present.T[:, None, :] & task.usable[None, :, None]
    works = made.variables(there.astype(float), cost[None, :, None])
    people, days = range(len(task.workers)), range(task.days)
    for day, who in product(days, people):
        made.at_most(works[day, :, who], np.ones(len(task.shifts)), 1)
    return works


def fix_heads(made: Programme, works: Ints, heads: Ints) -> None:
    """Hold each shift of each day to so many heads."""
    for day, shift in np.ndindex(*heads.shape):
        cells = works[day, shift]
        made.exactly(cells, np.ones(len(cells)), float(heads[day, shift]))


def hold_limits(
    made: Programme, task: Task, works: Ints, *, giving: bool = False
) -> list[dict[str, Ints]]:
    """Hold every person to the limits, or let them give way at a price, never beyond the law.

    Returns:
        The variables by which each worker's rules give way; empty where none may.
    """
    given = []
    for who in range(len(task.workers)):
        mine = works[:, :, who]
        given.append(ways(made, task) if giving else {})
        _hold_days(made, task, mine, given[-1])
        _hold_rest(made, task, mine, given[-1])
        _hold_overtime(made, task, mine, given[-1])
    return given


def _hold_days(made: Programme, task: Task, works: Ints, given: dict[str, Ints]) -> None:
    law = task.limits.law
    for n, (length, most, first) in enumerate(windows(task)):
        weekly = n < task.weeks
        of = way(given, *(("days_off", n) if weekly else ("run", first)))
        hold(made, works[first : first + length].ravel(), most, of)
    for first in range(task.days - WEEK + 1) if given else ():
        row = works[first : first + WEEK].ravel()
        made.at_most(row, np.ones(len(row)), WEEK - law.days_off_weekly)


def _hold_rest(made: Programme, task: Task, works: Ints, given: dict[str, Ints]) -> None:
    for (late, early), day in product(clashes(task), range(task.days - 1)):
        row = np.concatenate([works[day, late], works[day + 1, early]])
        hold(made, row, 1, way(given, "rest", day))
    for earlier, later in short_days_off(task):
        for day in range(task.days - 2):
            row = np.concatenate([works[day, [earlier]], works[day + 2, [later]], works[day + 1]])
            times = np.concatenate([[1.0, 1.0], -np.ones(len(task.shifts))])
            made.at_most(row, times, 1)


def short_days_off(task: Task) -> Iterator[tuple[int, int]]:
    """Yield the pairs of shifts between which a day off is less than 24 hours."""
    for (a, earlier), (b, later) in product(enumerate(task.shifts), repeat=2):
        if not task.limits.rests(earlier, later):
            yield a, b


def _hold_overtime(made: Programme, task: Task, works: Ints, given: dict[str, Ints]) -> None:
    limits = task.limits
    weeks = 1 if limits.comprehensive else task.weeks
    over = made.variables(np.full(weeks, INFINITE), OVERTIME, whole=False)
    for week, hours, free in overtime_rows(task):
        cells = works if limits.comprehensive else works[week * WEEK : (week + 1) * WEEK]
        times = np.broadcast_to(hours, cells.shape).ravel()
        made.at_most([*cells.ravel(), over[week]], [*times, -1.0], free)
    hold(made, over, limits.overtime_monthly_hours, way(given, "overtime", 0))


def share_out(made: Programme, task: Task, works: Ints, heads: Ints) -> None:
    """Hold nights, weekends and days of work to everyone's share of them, as near as whole can be.

    Shares go by the days someone is there: of those who always are, none has two more than another.
    """
    present = task.present
    for cells, total, days in _kinds(task, works, heads):
        there = np.compress(days, present, axis=1).sum(axis=1)
        due = total * there / max(1, there.sum())
        for who in range(len(task.workers)):
            row = cells[..., who].ravel()
            made.rows.append((row, np.ones(len(row)), float(floor(due[who])), ceil(due[who])))


def _kinds(task: Task, works: Ints, heads: Ints) -> Iterator[tuple[Ints, int, NDArray[np.bool_]]]:
    """Yield the variables of nights, of weekends, of all days, how many there are, and when."""
    night = [n for n, one in enumerate(task.shifts) if one.night]
    always = np.ones(task.days, dtype=bool)
    yield works[:, night], int(heads[:, night].sum()), always
    yield works[task.weekend], int(heads[task.weekend].sum()), task.weekend
    yield works, int(heads.sum()), always


def add_fairness(made: Programme, task: Task, works: Ints) -> None:
    """Price how unevenly nights, weekends and days of work fall, most less least.

    Who is away for some days counts for the most only.
    """
    whole = [bool(row.all()) for row in task.present]
    for cells, _, _ in _kinds(task, works, np.zeros(works.shape[:2], dtype=np.int64)):
        if not cells.size:
            continue
        most = made.variables(np.array([INFINITE]), UNFAIR)[0]
        least = made.variables(np.array([INFINITE]), -UNFAIR)[0]
        for who in range(len(task.workers)):
            row = cells[..., who].ravel()
            times = [*np.ones(len(row)), -1.0]
            made.at_most([*row, most], times, 0)
            if whole[who]:
                made.at_least([*row, least], times, 0)
        made.at_least([most, least], [1.0, -1.0], 0)
