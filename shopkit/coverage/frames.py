"""A roster as tables: who works when, whether hours are covered, what each person's month is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.roster import OFF, Roster
from shopkit.coverage.shifts import clock
from shopkit.coverage.task import HOURS
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd


def roster_frame(roster: Roster) -> pd.DataFrame:
    """Return every shift worked: worker, date, shift, shift_starts, shift_ends, worked_hours.

    One row a shift, worker by worker in the order of the days. A shift that ends at or before the
    time it starts ends on the next day.
    """
    import pandas as pd

    task = roster.task
    who, day = np.nonzero(roster.worked != OFF)
    shifts = [task.shifts[n] for n in roster.worked[who, day]]
    return check(
        pd.DataFrame(
            {
                "worker": [task.workers[n].name for n in who],
                "date": pd.to_datetime(np.array(task.dates, dtype="datetime64[D]")[day]),
                "shift": [one.name for one in shifts],
                "shift_starts": [clock(one.span.starts) for one in shifts],
                "shift_ends": [clock(one.ends) for one in shifts],
                "worked_hours": [one.hours for one in shifts],
            }
        )
    )


def cover_frame(roster: Roster) -> pd.DataFrame:
    """Return each hour's agents: date, hour_of_day, agents_needed, agents_there, agents_short.

    24 rows a day. An hour in which agents change shows the least who are there, and the most who
    lack at a time.
    """
    import pandas as pd

    task = roster.task
    there = task.there(roster.heads.astype(float))
    shape = (task.days * HOURS, -1)
    dates = np.array(task.dates, dtype="datetime64[D]")
    return check(
        pd.DataFrame(
            {
                "date": pd.to_datetime(np.repeat(dates, HOURS)),
                "hour_of_day": np.tile(np.arange(HOURS), task.days),
                "agents_needed": task.need.reshape(shape).max(axis=1).astype(float),
                "agents_there": there.reshape(shape).min(axis=1),
                "agents_short": roster.short.reshape(shape).max(axis=1),
            }
        )
    )


def worker_frame(roster: Roster) -> pd.DataFrame:
    """Return what each person's roster comes to.

    Returns:
        One row a worker: worker, days_worked, worked_hours, overtime_hours, night_shifts,
        weekend_days, run_days (the longest run of days worked).
    """
    import pandas as pd

    hours = np.append(roster.task.hours, 0.0)[roster.worked].sum(axis=1)
    counts = roster.counts()
    return check(
        pd.DataFrame(
            {
                "worker": [one.name for one in roster.task.workers],
                "days_worked": counts["days_worked"],
                "worked_hours": hours,
                "overtime_hours": roster.overtime(),
                "night_shifts": counts["night_shifts"],
                "weekend_days": counts["weekend_days"],
                "run_days": [_longest(row != OFF) for row in roster.worked],
            }
        )
    )


def _longest(works: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    longest = run = 0
    for one in works:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest
