"""A roster written down for OR-tools' CP-SAT: one boolean for each person, day and shift."""

from __future__ import annotations

import time
from resource import RUSAGE_SELF
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.measure import cpu
from shopkit.coverage import Roster, Task
from shopkit.coverage.shifts import cover

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExprT

    Works = dict[tuple[int, int, int], IntVar]

CORES = 2
HALVES = 2  # it counts whole numbers: half hours, half weights


def by_cp_sat(task: Task, seconds: int, gap: float) -> dict[str, float]:
    """Return what CP-SAT finds; its roster is weighed by shopkit as well, so both mean the same.

    Raises:
        ImportError: OR-tools is not installed.
    """
    from ortools.sat.python import cp_model

    started, before = time.perf_counter(), cpu(RUSAGE_SELF)
    model, works, weight = written(cp_model.CpModel(), task)
    model.minimize(weight)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = CORES
    solver.parameters.relative_gap_limit = gap
    solver.solve(model)
    spent = time.perf_counter() - started, cpu(RUSAGE_SELF) - before
    found = Roster(task, read(solver, works, task), solver.best_objective_bound / HALVES)
    assert abs(found.weight - solver.objective_value / HALVES) < 1, (
        found.weight,
        solver.objective_value / HALVES,
    )
    return {
        "weight": found.weight,
        "bound": found.bound,
        "gap": found.gap,
        "short": found.short_hours,
        "seconds": spent[0],
        "cpu": spent[1],
    }


def written(model: CpModel, task: Task) -> tuple[CpModel, Works, LinearExprT]:
    """Return the model, its booleans by worker, day and shift, and what is made least."""
    people, days, shifts = range(len(task.workers)), range(task.days), range(len(task.shifts))
    works = {(p, d, s): model.new_bool_var("") for p in people for d in days for s in shifts}
    short = covered(model, task, works)
    over = [limited(model, task, works, p) for p in people]
    night = [s for s in shifts if task.shifts[s].night]
    kinds = [
        [[works[p, d, s] for d in days for s in night] for p in people],
        [[works[p, d, s] for d in days if task.weekend[d] for s in shifts] for p in people],
        [[works[p, d, s] for d in days for s in shifts] for p in people],
    ]
    uneven = [spread(model, each, task.days) for each in kinds]
    worked = sum(round(HALVES * task.hours[s]) * one for (_, _, s), one in works.items())
    missing = round(100 * HALVES * task.slot_hours) * sum(short)
    # over is in half hours, which weigh a half each: HALVES * 0.5 / HALVES is a half again
    return model, works, missing + worked + half(model, sum(over)) + HALVES * sum(uneven)


def half(model: CpModel, amount: LinearExprT) -> IntVar:
    """Return a variable of half an amount, rounded up."""
    found = model.new_int_var(0, 10**6, "")
    model.add(2 * found >= amount)
    return found


def covered(model: CpModel, task: Task, works: Works) -> list[IntVar]:
    """Hold needs, and return how many lack in each slot that needs any."""
    held, slots, people = cover(task.shifts), task.need.shape[1], range(len(task.workers))
    short = []
    for (day, slot), need in ((at, int(n)) for at, n in _cells(task.need)):
        there = [
            works[p, day - late, s]
            for late in (0, 1)
            for s in range(len(task.shifts))
            if held[s, late * slots + slot] and day >= late
            for p in people
        ]
        short.append(model.new_int_var(0, need, ""))
        model.add(sum(there) + short[-1] >= need)
    return short


def _cells(need: NDArray[np.int64]) -> list[tuple[tuple[int, int], int]]:
    return [((d, t), n) for d, row in enumerate(need) for t, n in enumerate(row) if n]


def limited(model: CpModel, task: Task, works: Works, who: int) -> LinearExprT:
    """Hold one person to every limit, and return their overtime in half hours."""
    days, shifts, limits = range(task.days), range(len(task.shifts)), task.limits
    day = [sum(works[who, d, s] for s in shifts) for d in days]
    for each in days:
        model.add(day[each] <= 1)
    for first in days[: -limits.longest_run_days]:
        model.add(sum(day[first : first + limits.longest_run_days + 1]) <= limits.longest_run_days)
    for d in days[:-1]:
        for s in shifts:
            for later in shifts:
                if not limits.follows(task.shifts[s], task.shifts[later]):
                    model.add(works[who, d, s] + works[who, d + 1, later] <= 1)
    over = []
    for week in range(task.weeks):
        span = range(7 * week, 7 * week + 7)
        model.add(sum(day[d] for d in span) <= limits.most_days)
        worked = sum(round(HALVES * task.hours[s]) * works[who, d, s] for d in span for s in shifts)
        over.append(model.new_int_var(0, 200, ""))
        model.add(over[-1] >= worked - round(HALVES * limits.law.weekly_hours))
    model.add(sum(over) <= round(HALVES * limits.overtime_monthly_hours))
    return sum(over)


def spread(model: CpModel, each: list[list[IntVar]], most: int) -> LinearExprT:
    """Return the most less the least of what people have."""
    high, low = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
    for own in each:
        model.add(sum(own) <= high)
        model.add(sum(own) >= low)
    return high - low


def read(solver: CpSolver, works: Works, task: Task) -> NDArray[np.int64]:
    """Return the shift of each worker on each day."""
    found = np.full((len(task.workers), task.days), -1)
    for (who, day, shift), one in works.items():
        if solver.boolean_value(one):
            found[who, day] = shift
    return found
