"""How a task stands on a day: done, being done, waiting, may start, late, impossible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from shopkit.schedule.jobs import Job
    from shopkit.schedule.network import Times

State = Literal["done", "doing", "waiting", "ready", "later", "late", "impossible", "past"]
STATES: tuple[State, ...] = get_args(State)
OVER = {"done", "past"}


def states(
    jobs: Sequence[Job], after: Sequence[Sequence[int]], times: Times, seen: tuple[date, int]
) -> tuple[State, ...]:
    """Return how each task stands.

    done        the plan says so
    past        its event, or the days of the duty, are over, and the plan never spoke of it
    late        its last day is over; or it has begun and will not be done by its last day
    impossible  its latest start is over: even begun today it is not done in time
    doing       begun, and in time
    waiting     something before it is not done
    later       nothing before it is open, its first day is still to come
    ready       it may start

    Args:
        jobs: the tasks.
        after: of each the numbers of those before it.
        times: seen from today.
        seen: today, and the number of workdays before it.
    """
    today, now = seen
    plain = [_alone(n, job, times, today, now) for n, job in enumerate(jobs)]
    return tuple(
        "waiting"
        if state in ("ready", "later") and any(plain[one] not in OVER for one in after[n])
        else state
        for n, state in enumerate(plain)
    )


def _alone(n: int, job: Job, times: Times, today: date, now: int) -> State:
    """Return how a task stands, whatever comes before it."""
    if job.done or job.past(today):
        return "done" if job.done else "past"
    if job.span:
        return "doing" if job.span.start <= today else "later"
    if times.bounded[n]:
        begun = bool(job.started)
        if times.latest_finish[n] <= now or (begun and times.slack[n] < 0):
            return "late"
        if not begun and times.latest_start[n] < now:
            return "impossible"
    return _free(job, today)


def _free(job: Job, today: date) -> State:
    """Return how a task stands that can still be in time."""
    if job.started:
        return "doing"
    return "later" if job.begin and job.begin > today else "ready"
