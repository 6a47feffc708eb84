"""Schedules as tables: every task with its days, slack, state and who does it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from shopkit.i18n import Lang, listed, text
from shopkit.roles import post_title, roles
from shopkit.schedule.crew import Holder, holders
from shopkit.schedule.jobs import Job
from shopkit.schedule.state import OVER, State
from shopkit.schedule.timing import Schedule
from shopkit.tables import check

COLUMNS = (
    *("task_id", "task", "for_campaign", "run_book", "post", "held_by"),
    *("starts_on", "ends_on", "earliest_start_on", "earliest_end_on"),
    *("latest_start_on", "latest_end_on", "due_on", "slack_workdays", "critical"),
    *("task_workdays", "task_hours", "task_state", "waits_for", "checklist"),
    *("source_said", "certain"),
)


def task_table(schedule: Schedule, people: Sequence[Holder], lang: Lang) -> pd.DataFrame:
    """Return every task of a schedule.

    Args:
        schedule: the tasks on their days.
        people: who works in the shop.
        lang: of the names.

    Returns:
        One row a task, in order of the plan: task_id, task, for_campaign, run_book, post (what it
        asks for), held_by (blank: nobody), starts_on, ends_on (planned), earliest_… and latest_…
        (NaT where nothing asks for it), due_on, slack_workdays, critical, task_workdays (NaN: a
        duty), task_hours (of a duty each day; NaN unknown), task_state, waits_for, checklist,
        source_said, certain (its days stand in the plan, or in a source and on known days).
    """
    jobs = schedule.net.jobs
    earliest, latest = schedule.earliest, schedule.latest
    days = {
        "starts_on": schedule.starts,
        "ends_on": schedule.ends,
        "earliest_start_on": earliest[0],
        "earliest_end_on": earliest[1],
        "latest_start_on": latest[0],
        "latest_end_on": latest[1],
        "due_on": np.array([_due(job) for job in jobs], dtype="datetime64[D]"),
    }
    frame = pd.DataFrame(
        {
            "task_id": [job.key for job in jobs],
            "task": [job.title(lang) for job in jobs],
            "for_campaign": [job.campaign for job in jobs],
            "run_book": [job.book for job in jobs],
            "post": [asked_title(job, lang) for job in jobs],
            "held_by": [held_title(schedule, n, people, lang) for n in range(len(jobs))],
            **{name: pd.to_datetime(told) for name, told in days.items()},
            "slack_workdays": schedule.slack,
            "critical": schedule.critical,
            "task_workdays": [np.nan if job.span else float(job.days) for job in jobs],
            "task_hours": [np.nan if job.hours is None else job.hours for job in jobs],
            "task_state": list(schedule.states),
            "waits_for": [_waits(schedule, n, lang) for n in range(len(jobs))],
            "checklist": [
                listed(list(job.step.checks(lang)), lang) if job.step else "" for job in jobs
            ],
            "source_said": [source_said(job, lang) for job in jobs],
            "certain": [job.sure for job in jobs],
        },
        columns=list(COLUMNS),
    )
    return check(frame)


def last_days(tasks: pd.DataFrame) -> pd.Series:
    """Return the last day each task may end: its own, or earlier where what follows needs it.

    Args:
        tasks: see `task_table`.
    """
    return tasks[["due_on", "latest_end_on"]].min(axis=1)


def _due(job: Job) -> np.datetime64:
    day = job.span.end if job.span else job.due
    return np.datetime64("NaT") if day is None else np.datetime64(day)


def asked_title(job: Job, lang: Lang) -> str:
    """Return what the post a task asks for is called; blank where it asks for none."""
    if not job.posts:
        return ""
    known = roles().get(job.posts[0])
    return known.title(lang) if known else post_title(job.posts[0], lang)


def held_title(schedule: Schedule, n: int, people: Sequence[Holder], lang: Lang) -> str:
    """Return what the posts are called whose people do a task; blank: nobody."""
    found = holders(schedule.net.jobs[n], people, schedule.days_of(n))
    names = dict.fromkeys(post_title(people[one].name, lang) for one in found)
    return listed(list(names), lang)


def _waits(schedule: Schedule, n: int, lang: Lang) -> str:
    before = [one for one in schedule.after[n] if schedule.states[one] not in OVER]
    return listed([schedule.net.jobs[one].title(lang) for one in before], lang)


def source_said(job: Job, lang: Lang) -> str:
    """Return where a task comes from: the plan, a source document, an assumption."""
    if job.step is None:
        return text("schedule.source.plan", lang)
    return text(
        "schedule.source.step",
        lang,
        task=_source(job.step.source, lang),
        days=_source(job.step.lead_source, lang),
    )


def _source(said: str, lang: Lang) -> str:
    number = said.rpartition(" ")[2]
    if not number.isdigit():
        return text("schedule.source.assumption", lang)
    return text("schedule.source.document", lang, number=number)


def state_title(state: State, lang: Lang) -> str:
    """Return what a state is called."""
    return text(f"schedule.state.{state}", lang)


def critical_tasks(schedule: Schedule, campaign: str) -> tuple[int, ...]:
    """Return the tasks that decide whether a campaign is ready, in order of their last starts.

    They are the open tasks before it with the least slack, those the `critical` of `task_table`
    and the frames of the picture mark. They may lead to several days: signing up, the first day.
    """
    mine = [
        n
        for n, job in enumerate(schedule.net.jobs)
        if job.campaign == campaign and schedule.critical[n]
    ]
    times = schedule.times
    return tuple(sorted(mine, key=lambda n: (times.latest_start[n], times.latest_finish[n], n)))
