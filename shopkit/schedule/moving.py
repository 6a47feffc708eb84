"""What to move out of weeks with more work than hours: tasks with slack first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from shopkit.i18n import Lang
from shopkit.schedule.timing import Schedule
from shopkit.schedule.workload import SLACK, WEEK, Load
from shopkit.tables import check

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = (
    *("week_starts_on", "post", "task_id", "task", "for_campaign", "slack_workdays"),
    *("load_hours", "to_week_on"),
)


@dataclass(frozen=True, slots=True)
class Move:
    """A task to move out of a week.

    Attributes:
        job: its number.
        row: the holder.
        week: number of the week it is in.
        hours: it takes there.
        to: number of the week to move them to; `None`: no week within its slack has room.
    """

    job: int
    row: int
    week: int
    hours: float
    to: int | None


def moves(schedule: Schedule, found: Load) -> tuple[Move, ...]:
    """Return what to move out of weeks with more work than hours, the most slack first.

    A task is moved to the nearest week between its earliest start and its latest finish that has
    room for all its hours, none that is over; one without such a week is named with none. Enough is
    moved to end the excess, if there is enough.

    Args:
        schedule: the tasks on their days.
        found: their load.
    """
    room = found.capacity - found.asked
    told: list[Move] = []
    first = this_week(schedule, found)
    for row, week in zip(*np.nonzero(found.over[: len(found.people)]), strict=True):
        if week >= first:
            told += _out_of(schedule, found, (int(row), int(week)), room)
    return tuple(told)


def this_week(schedule: Schedule, found: Load) -> int:
    """Return the number of the week of today; what is before it is over."""
    return max(0, _week(found, np.datetime64(schedule.today)))


def _out_of(
    schedule: Schedule, found: Load, cell: tuple[int, int], room: NDArray[np.float64]
) -> Iterator[Move]:
    row, week = cell
    parts = found.parts
    here = np.flatnonzero((parts.row == row) & (parts.week == week) & (parts.hours > SLACK))
    numbers, each = parts.job[here], parts.hours[here]
    free = np.array([schedule.net.jobs[n].span is None for n in numbers], dtype=bool)
    slack = np.nan_to_num(schedule.slack[numbers], nan=np.inf)
    order = [n for n in np.argsort(-slack, kind="stable") if free[n] and slack[n] > 0]
    for n in order:
        if room[row, week] >= -SLACK:
            return
        to = _nearest(schedule, found, (int(numbers[n]), row, week), (float(each[n]), room))
        if to is not None:
            room[row, to] -= each[n]
            room[row, week] += each[n]
        yield Move(int(numbers[n]), row, week, float(each[n]), to)


def _nearest(
    schedule: Schedule,
    found: Load,
    cell: tuple[int, int, int],
    asks: tuple[float, NDArray[np.float64]],
) -> int | None:
    job, row, week = cell
    hours, room = asks
    first = schedule.earliest[0][job]
    last = schedule.latest[1][job]
    low = max(this_week(schedule, found), _week(found, first))
    high = len(found.weeks) - 1 if np.isnat(last) else min(len(found.weeks) - 1, _week(found, last))
    fits = [n for n in range(low, high + 1) if n != week and room[row, n] + SLACK >= hours]
    return min(fits, key=lambda n: (abs(n - week), n), default=None)


def _week(found: Load, day: np.datetime64) -> int:
    return int((day - found.weeks[0]).astype(np.int64)) // WEEK


def moves_table(schedule: Schedule, found: Load, lang: Lang) -> pd.DataFrame:
    """Return what to move out of overloaded weeks.

    Returns:
        One row a task and week: week_starts_on, post, task_id, task, for_campaign, slack_workdays
        (NaN: nothing asks for it), load_hours, to_week_on (NaT: no week has room).
    """
    slack = schedule.slack
    rows = []
    for one in moves(schedule, found):
        job = schedule.net.jobs[one.job]
        to = pd.NaT if one.to is None else pd.Timestamp(found.weeks[one.to])
        week, name = pd.Timestamp(found.weeks[one.week]), found.name(one.row, lang)
        said = (job.key, job.title(lang), job.campaign, float(slack[one.job]), one.hours, to)
        rows.append((week, name, *said))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("week_starts_on", "to_week_on")}
    return check(frame.assign(**days))
