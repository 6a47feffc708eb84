"""The next workday of every post in blocks: what comes first first, the buffer kept free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from shopkit.i18n import Lang, text
from shopkit.roles import post_title
from shopkit.schedule.crew import Holder, holders
from shopkit.schedule.jobs import Job
from shopkit.schedule.priority import BLOCK_COLUMNS, Todo, day_blocks, ranked
from shopkit.schedule.timing import Schedule
from shopkit.schedule.workload import Working
from shopkit.tables import check

WORKED_ON = ("late", "impossible", "doing", "ready")
BEHIND = ("late", "impossible")
COLUMNS = ("post", *BLOCK_COLUMNS)


def day_plan(
    schedule: Schedule, people: Sequence[Holder], day: Working, lang: Lang
) -> pd.DataFrame:
    """Return the next workday of one person of each post, laid out in blocks.

    Tasks that are late take all their hours, others those of one day; who shares a task shares its
    hours; tasks of unknown hours and those that wait for others are left out.

    Args:
        schedule: the tasks on their days.
        people: who works in the shop.
        day: how long they work.
        lang: of the names.

    Returns:
        One row a block, by post and hour: post, block_starts, block_ends, block_kind, task,
        task_hours; posts without anything to do have no rows.
    """
    on = schedule.worked.on_or_after(schedule.today)
    parts = []
    for row, one in enumerate(people):
        todos = list(_todos(schedule, people, (row, on, day), lang))
        if todos and one.there(on, on):
            blocks = day_blocks(todos, day).blocks
            parts.append(blocks.assign(post=post_title(one.name, lang))[list(COLUMNS)])
    empty = pd.DataFrame(columns=list(COLUMNS))
    return check(pd.concat(parts, ignore_index=True) if parts else empty)


def _todos(
    schedule: Schedule, people: Sequence[Holder], asked: tuple[int, date, Working], lang: Lang
) -> Iterator[Todo]:
    row, on, day = asked
    for one in ranked(schedule):
        job, span = schedule.net.jobs[one.job], schedule.days_of(one.job)
        state = schedule.states[one.job]
        if state not in WORKED_ON or span is None or span.start > on:
            continue
        held = holders(job, people, span)
        hours = day.usable if job.full else _hours(job, behind=state in BEHIND)
        if row in held and hours:
            heads = 1 if job.full else sum(people[n].people for n in held)
            yield Todo(_named(job, lang), hours / heads, one.importance, one.urgency)


def _hours(job: Job, *, behind: bool) -> float:
    """Return the hours a task takes on one day; 0 where nobody knows."""
    return (job.hours or 0) / (1 if behind or job.span else max(job.days, 1))


def _named(job: Job, lang: Lang) -> str:
    said = job.title(lang)
    if not job.campaign:
        return said
    return text("schedule.overload.of", lang, task=said, campaign=job.campaign)
