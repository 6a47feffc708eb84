"""What every roster keeps to, checked person by person from the finished table alone.

Nothing of it is shared with what makes a roster: only its frame, the limits and the calendar.
"""

from datetime import datetime, timedelta
from itertools import pairwise

import pandas as pd


def stretches(frame, worker):
    """Return when someone's shifts begin and end, in order."""
    found = []
    for row in frame[frame["worker"] == worker].itertuples():
        starts = datetime.combine(
            row.date.date(), datetime.strptime(row.shift_starts, "%H:%M").time()
        )
        ends = datetime.combine(row.date.date(), datetime.strptime(row.shift_ends, "%H:%M").time())
        found.append(
            (starts, ends if ends > starts else ends + timedelta(days=1), row.worked_hours)
        )
    return sorted(found)


def broken(frame, task):
    """Return every rule that someone's roster breaks, in words."""
    return [said for worker in task.workers for said in of_one(frame, task, worker)]


def of_one(frame, task, worker):
    shifts, limits = stretches(frame, worker.name), task.limits
    days = [starts.date() for starts, _, _ in shifts]
    if len(set(days)) < len(days):
        yield f"{worker.name}: two shifts on a day"
    if set(days) & set(worker.away):
        yield f"{worker.name}: works while away"
    for (_, ends, _), (starts, _, _) in pairwise(shifts):
        rest = (starts - ends).total_seconds() / 3600
        if rest < limits.shortest_rest_hours:
            yield f"{worker.name}: {rest} h of rest before {starts}"
        if starts.date() - timedelta(days=1) not in days and rest < 24:
            yield f"{worker.name}: a day off of {rest} h before {starts}"
    yield from of_days(worker, days, task)
    yield from of_hours(worker, shifts, task)


def of_days(worker, days, task):
    limits = task.limits
    for week in range(task.days // 7):
        held = [task.first + timedelta(7 * week + n) for n in range(7)]
        off = 7 - sum(day in days for day in held)
        if off < limits.days_off_weekly:
            yield f"{worker.name}: {off} days off in week {week + 1}"
    for first in range(task.days - limits.longest_run_days):
        row = [task.first + timedelta(first + n) for n in range(limits.longest_run_days + 1)]
        if all(day in days for day in row):
            yield f"{worker.name}: too many days in a row from {row[0]}"


def of_hours(worker, shifts, task):
    """Yield overtime beyond the limits, counted by the calendar day and week."""
    limits, over = task.limits, 0.0
    daily = pd.Series({starts.date(): hours for starts, _, hours in shifts}, dtype=float)
    if limits.comprehensive:
        over = max(0.0, daily.sum() - 40 * task.days / 7)
    else:
        beyond = (daily - 8).clip(lower=0)
        if (beyond > limits.overtime_daily_hours).any():
            yield f"{worker.name}: {beyond.max()} h of overtime on a day"
        weeks = [(day - task.first).days // 7 for day in daily.index]
        normal = daily.clip(upper=8).groupby(weeks).sum()
        over = beyond.sum() + (normal - 40).clip(lower=0).sum()
    if over > limits.overtime_monthly_hours + 1e-6:
        yield f"{worker.name}: {over} h of overtime"


def short_hours(frame, task):
    """Return the agent hours short, counted quarter by quarter from the shifts' times."""
    quarters = pd.Series(0, index=pd.date_range(task.first, periods=task.days * 96, freq="15min"))
    for worker in task.workers:
        for starts, ends, _ in stretches(frame, worker.name):
            quarters.loc[starts : ends - timedelta(minutes=15)] += 1
    need = task.need.repeat(96 // task.need.shape[1], axis=1).ravel()
    return float((need - quarters.to_numpy()).clip(min=0).sum()) / 4
