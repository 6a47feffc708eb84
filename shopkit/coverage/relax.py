"""A roster that cannot cover every hour: which rule to relax, by how much, or how many people.

The law's limits never give way. Rules of the house are tried one at a time, from the least change
on; and all together, as little as possible in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from shopkit.coverage.heads import BROKEN, OVERTIME, SHORT, WORKED, add_shortage, least_heads
from shopkit.coverage.limits import WEEK
from shopkit.coverage.persons import add_persons, fix_heads, hold_limits
from shopkit.coverage.programme import Effort, Programme
from shopkit.coverage.roster import Roster, made, read
from shopkit.coverage.shifts import cover, rest_hours
from shopkit.coverage.task import Task, Worker
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

TRIED = Effort(seconds=20.0, gap=0.02)
SMALLEST = 1e-6
MOST_PEOPLE = 400
NARROW = 3  # people more than the bound says before the search ends


def coverable(task: Task) -> Task:
    """Return the task without the hours that no shift holds: no rule and nobody helps there."""
    return replace(task, need=np.where(_held(task), task.need, 0))


def hours_without_shift(task: Task) -> tuple[int, ...]:
    """Return the hours of the day (0–23) that need agents and that no shift holds."""
    _, slots = np.nonzero(np.where(_held(task), 0, task.need))
    return tuple(sorted({int(slot * task.slot_hours) for slot in slots}))


def _held(task: Task) -> NDArray[np.bool_]:
    usable = cover(task.shifts)[task.usable]
    found = usable.reshape(len(usable), 2, -1).any(axis=(0, 1))
    return np.broadcast_to(found, task.need.shape)


def short_at_least(task: Task, effort: Effort = TRIED) -> float:
    """Return the agent hours short of the best roster at least: people not told apart."""
    _, heads = least_heads(task, Effort(effort.seconds, 1e-4))
    lacking = np.maximum(task.need - task.there(heads.astype(float)), 0)
    return float(lacking.sum() * task.slot_hours)


def still_short(task: Task, effort: Effort = TRIED) -> float:
    """Return the agent hours that stay short: 0 only where a roster was found that covers all.

    Where heads alone already lack, that is at least so much; else it is the best roster's.
    """
    least = short_at_least(task, effort)
    return least if least >= SMALLEST else made(task, effort).short_hours


def ways_out(task: Task, effort: Effort = TRIED) -> pd.DataFrame:
    """Return what each rule alone must give way to for every hour to be covered.

    Args:
        task: a roster that leaves hours short; hours no shift holds are left out.
        effort: seconds and gap for each try.

    Returns:
        limit_name (a field of `Limits`, or people), limit_value (now), limit_relaxed (NaN: does
        not suffice, however far the law lets it go), short_hours (what stays short at its
        furthest). Rules that cannot give way are not in it.
    """
    import pandas as pd

    held, rows = coverable(task), []
    for name, values in _levers(task):
        relaxed, short = _tried(held, name, values, effort)
        rows.append((name, float(getattr(task.limits, name)), relaxed, short))
    people = least_people(held, effort)
    now = len(task.workers)
    rows.append(("people", now, people if people else np.nan, 0.0 if people else np.nan))
    names = ["limit_name", "limit_value", "limit_relaxed", "short_hours"]
    return check(pd.DataFrame(rows, columns=names))


def _levers(task: Task) -> Iterator[tuple[str, Sequence[float]]]:
    """Yield each rule of the house with the values it may be relaxed to, the least change first."""
    limits, shifts = task.limits, task.shifts
    rests = {rest_hours(a, b) for a, b in product(shifts, repeat=2)}
    run = WEEK - limits.law.days_off_weekly
    found = {
        "days_off_weekly": range(limits.days_off_weekly - 1, limits.law.days_off_weekly - 1, -1),
        "longest_run_days": range(limits.longest_run_days + 1, run + 1),
        "shortest_rest_hours": sorted(
            (rest for rest in rests if 0 <= rest < limits.shortest_rest_hours), reverse=True
        ),
        "overtime_daily_hours": _up_to(
            limits.overtime_daily_hours, limits.law.overtime_daily_hours
        ),
        "overtime_monthly_hours": _up_to(
            limits.overtime_monthly_hours, limits.law.overtime_monthly_hours
        ),
    }
    yield from ((name, list(values)) for name, values in found.items() if values)


def _up_to(now: float, most: float) -> list[float]:
    return [most] if now < most else []


def _tried(task: Task, name: str, values: Sequence[float], effort: Effort) -> tuple[float, float]:
    """Return the first value that suffices, NaN if none, and what is short at the last tried."""
    short = np.nan
    for value in values:
        changed: dict[str, Any] = {name: value}
        tried = replace(task, limits=replace(task.limits, **changed))
        short = still_short(tried, effort)
        if short < SMALLEST:
            return value, 0.0
    return np.nan, short


def people_at_least(task: Task, effort: Effort = TRIED) -> int:
    """Return the people without whom no roster covers every hour; 0 if no number does.

    People are not told apart, so it is quick, and sometimes one or two fewer than `least_people`.

    Args:
        task: the roster to be made; hours no shift holds are left out.
        effort: seconds of each try.
    """
    held = coverable(task)
    low, high = 1, MOST_PEOPLE
    if short_at_least(_with_people(held, high), effort) >= SMALLEST:
        return 0
    while low < high:
        middle = (low + high) // 2
        if short_at_least(_with_people(held, middle), effort) < SMALLEST:
            high = middle
        else:
            low = middle + 1
    return low


def people_needed(task: Task) -> int | None:
    """Return the people without whom no roster covers every hour; `None` if no number does."""
    return people_at_least(task) or None if task.need.any() else 0


def least_people(task: Task, effort: Effort = TRIED) -> int:
    """Return the fewest people with whom every hour is covered and every rule holds; 0 if unknown.

    Who is on the roster stays as they are; who is added or left out is there every day.

    Args:
        task: the roster to be made; hours no shift holds are left out.
        effort: seconds and gap for each try.
    """
    held, low = coverable(task), people_at_least(task, effort)
    for count in range(low, low + NARROW + 1) if low else ():
        if still_short(_with_people(held, count), effort) < SMALLEST:
            return count
    return 0


def _with_people(task: Task, count: int) -> Task:
    more = tuple(Worker(f"+{n}") for n in range(count - len(task.workers)))
    return replace(task, workers=(*task.workers, *more)[:count])


@dataclass(frozen=True, slots=True)
class Relaxed:
    """How little has to give way in all for every hour to be covered, rules taken together.

    Attributes:
        days_off: weekly days off given up, over all people and weeks.
        run: days beyond the longest run, over all people.
        rest: rests that are too short, over all people.
        overtime: hours of overtime beyond the house's limit.
        short_hours: agent hours that stay short even so: only more people help.
        proven: whether nothing less is possible.
    """

    days_off: int
    run: int
    rest: int
    overtime: float
    short_hours: float
    proven: bool


def together(task: Task, effort: Effort = TRIED) -> Relaxed | None:
    """Return the least relaxation of all rules of the house together; `None` if none was found.

    The weights of `BROKEN` say what a broken rule is worth beside another.
    """
    held = coverable(task)
    least, heads = least_heads(held, effort, giving=True)
    found = _given(held, effort, heads) or _given(held, effort, None)
    if found is None:
        return None
    roster, spent = found
    weighs = sum(BROKEN[name] * count for name, count in spent.items())
    weighs += OVERTIME * float(roster.overtime().sum()) + SHORT * roster.short_hours
    weighs += WORKED * float((roster.heads * held.hours).sum())
    return Relaxed(
        **{name: round(spent[name]) for name in ("days_off", "run", "rest")},
        overtime=round(spent["overtime"], 1),
        short_hours=roster.short_hours,
        proven=weighs <= least.bound * (1 + effort.gap) + SMALLEST,
    )


def _given(
    task: Task, effort: Effort, heads: NDArray[np.int64] | None
) -> tuple[Roster, dict[str, float]] | None:
    """Return a roster whose rules give way and by how much each does; heads fixed or free."""
    programme = Programme()
    cost = WORKED * task.hours if heads is None else np.zeros(len(task.shifts))
    works = add_persons(programme, task, cost)
    if heads is None:
        add_shortage(programme, task, works)
    else:
        fix_heads(programme, works, heads)
    given = hold_limits(programme, task, works, giving=True)
    solved = programme.solved(effort)
    worked = read(solved, works)
    if solved.values is None or worked is None:
        return None
    values = solved.values
    spent = {name: float(sum(values[one[name]].sum() for one in given)) for name in given[0]}
    return Roster(task, worked, 0.0), spent
