"""Tasks without a campaign: those of every week, and of a new shop's first hundred days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from shopkit.errors import Problem
from shopkit.periods import Period
from shopkit.schedule.anchors import Anchor
from shopkit.schedule.books import run_books
from shopkit.schedule.jobs import FIRST_YEAR, LAST_YEAR, Job, Net, resolved

NEW_DAYS = 100


def first_days(opens: date, done: Iterable[str] = ()) -> Net:
    """Return the tasks of a new shop's first hundred days.

    Args:
        opens: the first day of business.
        done: keys of the items of the opening that are done, and names of tasks that are; a task
            all of whose items are done is done.
    """
    if not FIRST_YEAR <= opens.year <= LAST_YEAR:
        return Net((), (Problem("schedule_year", "opens", str(opens)),))
    held = set(done)
    hundred = Period(opens, opens + timedelta(NEW_DAYS - 1))
    base = Job(key="opens", place="opening", names=("", ""), book="first_100_days", event=hundred)
    days = {"opens": Anchor(opens, True), "ends": Anchor(hundred.end, True)}
    jobs = resolved(run_books()["first_100_days"], base, days)
    return Net(tuple(replace(job, done=_settled(job, held)) for job in jobs))


def _settled(job: Job, done: set[str]) -> bool:
    items = set(job.step.items) if job.step else set()
    return bool(items and items <= done) or not done.isdisjoint(job.names)


def weekly(span: Period, on: Callable[[date], date]) -> Net:
    """Return the tasks that come round every week of a span.

    Args:
        span: whole weeks are taken that begin within it.
        on: the workday a day moves to.
    """
    return Net(tuple(_weekly(span, on)))


def _weekly(span: Period, on: Callable[[date], date]) -> Iterator[Job]:
    monday = span.start + timedelta(-span.start.weekday() % 7)
    while monday <= span.end:
        base = f"weekly.{monday.isoformat()}"
        for step in run_books()["weekly"].steps:
            day = on(monday - timedelta(step.lead_days or 0))
            yield Job(
                key=f"{base}.{step.key}",
                place="agenda.recurring",
                names=(step.zh, step.en),
                book="weekly",
                step=step,
                posts=step.posts,
                days=1,
                hours=step.hours,
                begin=on(monday),
                due=day,
                after=tuple(f"{base}.{key}" for key in step.after),
                event=Period(monday, monday + timedelta(6)),
                sure=step.certain,
            )
        monday += timedelta(7)
