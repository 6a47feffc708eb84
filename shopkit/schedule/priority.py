"""What to do first: importance × urgency, and a day laid out in blocks with time kept free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.i18n import Lang, text, under
from shopkit.plan.sections.work import Degree
from shopkit.schedule.state import OVER
from shopkit.schedule.timing import Schedule
from shopkit.schedule.workload import Working
from shopkit.tables import check

Quadrant = Literal["now", "plan", "hand_over", "drop"]
BlockKind = Literal["task", "free", "buffer"]
RANK: dict[Degree, int] = {"high": 2, "medium": 1, "low": 0}
URGENT_DAYS, SOON_DAYS = 3, 10  # workdays to the last start; assumed
ORDER: tuple[Quadrant, ...] = ("now", "plan", "hand_over", "drop")
PRIORITY_COLUMNS = (
    *("task_id", "task", "for_campaign", "quadrant", "importance", "urgency"),
    *("slack_workdays", "latest_start_on", "due_on", "task_hours", "task_state"),
)
BLOCK_COLUMNS = ("block_starts", "block_ends", "block_kind", "task", "task_hours")
HOUR = 60


def quadrant(importance: Degree, urgency: Degree) -> Quadrant:
    """Return what to do with a task by importance and urgency; a medium degree counts as low.

    now: important and urgent; plan: important only; hand_over: urgent only; drop: neither.

    Source: source document 004 (time is given by importance and urgency).

    Example:
        >>> quadrant("high", "low"), quadrant("medium", "high")
        ('plan', 'hand_over')
    """
    if importance == "high":
        return "now" if urgency == "high" else "plan"
    return "hand_over" if urgency == "high" else "drop"


def urgency_of(left_workdays: float) -> Degree:
    """Return how urgent a task is by the workdays to its last start; without a date it is not.

    Fewer than 3, or none left, is high; fewer than 10 medium.

    Example:
        >>> urgency_of(-2), urgency_of(5), urgency_of(float("nan"))
        ('high', 'medium', 'low')
    """
    if np.isnan(left_workdays):
        return "low"
    if left_workdays < URGENT_DAYS:
        return "high"
    return "medium" if left_workdays < SOON_DAYS else "low"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A task with its place in the order of work.

    Attributes:
        job: its number.
        importance: as the plan has it; else high where it is critical, or for a campaign.
        urgency: as the plan has it; else by how near its last start is.
    """

    job: int
    importance: Degree
    urgency: Degree

    @property
    def quadrant(self) -> Quadrant:
        """What to do with it."""
        return quadrant(self.importance, self.urgency)


def ranked(schedule: Schedule) -> tuple[Ranked, ...]:
    """Return the open tasks of a schedule, what to do first before what comes later."""
    left = schedule.left
    found = []
    for n, job in enumerate(schedule.net.jobs):
        if schedule.states[n] in OVER:
            continue
        usual: Degree = "high" if schedule.critical[n] or job.campaign else "medium"
        urgency = job.urgency or urgency_of(float(left[n]))
        found.append(Ranked(n, job.importance or usual, urgency))
    return tuple(sorted(found, key=lambda one: _rank(one, float(left[one.job]))))


def _rank(one: Ranked, left: float) -> tuple[int, int, int, float, int]:
    order = ORDER.index(one.quadrant)
    days = np.inf if np.isnan(left) else left
    return order, -RANK[one.urgency], -RANK[one.importance], days, one.job


def priority_table(schedule: Schedule, lang: Lang) -> pd.DataFrame:
    """Return open tasks in the order of work.

    Returns:
        One row a task: task_id, task, for_campaign, quadrant, importance, urgency,
        slack_workdays, latest_start_on, due_on, task_hours, task_state.
    """
    slack = schedule.slack
    first, last = schedule.latest
    rows = [
        (
            job.key,
            job.title(lang),
            job.campaign,
            one.quadrant,
            one.importance,
            one.urgency,
            float(slack[one.job]),
            first[one.job],
            last[one.job],
            np.nan if job.hours is None else job.hours,
            schedule.states[one.job],
        )
        for one in ranked(schedule)
        for job in (schedule.net.jobs[one.job],)
    ]
    frame = pd.DataFrame(rows, columns=list(PRIORITY_COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("latest_start_on", "due_on")}
    return check(frame.assign(**days))


@dataclass(frozen=True, slots=True)
class Todo:
    """Something for one person's day.

    Attributes:
        what: what it is.
        hours: it takes.
        importance, urgency: decide what comes first.
    """

    what: str
    hours: float
    importance: Degree = "medium"
    urgency: Degree = "medium"


@dataclass(frozen=True, slots=True)
class DayBlocks:
    """A working day in blocks.

    Attributes:
        blocks: block_starts, block_ends ("09:00"), block_kind (task, free, buffer), task,
            task_hours; in order of the clock.
        left: what did not fit, with the hours of it that are left.
    """

    blocks: pd.DataFrame
    left: tuple[Todo, ...]


def day_blocks(todos: Sequence[Todo], day: Working, opens_hour: float = 9.0) -> DayBlocks:
    """Return a day laid out: what comes first in the morning, the buffer last.

    Σ blocks + buffer = working hours (source document 004); what does not fit is left, the last of
    it begun and cut off where the buffer begins. Breaks are not laid out.

    Args:
        todos: what is to be done.
        day: its hours and the share kept free.
        opens_hour: when it begins, 0 to 24.

    Raises:
        PlanError: A task takes less than no time.
    """
    if any(one.hours < 0 or np.isnan(one.hours) for one in todos):
        raise PlanError(Problem("schedule_hours", "tasks", "hours < 0"))
    room, blocks, left = day.usable, list[tuple[BlockKind, str, float]](), list[Todo]()
    for one in sorted(todos, key=_first):
        taken = min(one.hours, room)
        if taken > 0:
            blocks.append(("task", one.what, taken))
            room -= taken
        if one.hours > taken:
            left.append(Todo(one.what, one.hours - taken, one.importance, one.urgency))
    blocks += [("free", "", room), ("buffer", "", day.hours - day.usable)]
    return DayBlocks(_clock([one for one in blocks if one[2] > 0], opens_hour), tuple(left))


def _first(one: Todo) -> tuple[int, int, int]:
    order = ORDER.index(quadrant(one.importance, one.urgency))
    return order, -RANK[one.urgency], -RANK[one.importance]


def _clock(blocks: Sequence[tuple[BlockKind, str, float]], opens: float) -> pd.DataFrame:
    ends = opens + np.cumsum([hours for *_, hours in blocks])
    starts = np.concatenate([[opens], ends[:-1]])
    rows = [
        (_hour(start), _hour(end), kind, what, hours)
        for (kind, what, hours), start, end in zip(blocks, starts, ends, strict=True)
    ]
    return check(pd.DataFrame(rows, columns=list(BLOCK_COLUMNS)))


def _hour(hour: float) -> str:
    whole, minutes = divmod(round(hour * HOUR), HOUR)
    return f"{whole:02d}:{minutes:02d}"


def routine(lang: Lang) -> dict[str, str]:
    """Return the work of every day that source document 004 weighs, by key.

    Example:
        >>> list(routine("en"))
        ['listing', 'orders', 'tracking', 'questions']
    """
    return under("schedule.routine", lang)


def quadrant_title(name: Quadrant, lang: Lang) -> str:
    """Return what a quadrant is called."""
    return text(f"schedule.quadrant.{name}", lang)


def urgency_rule(lang: Lang) -> str:
    """Return in a sentence what makes a task urgent."""
    return text("schedule.urgent", lang, n=URGENT_DAYS)
