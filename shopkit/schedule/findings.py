"""What asks for action in a schedule, each problem once with all its tasks, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from shopkit.almanac import known_text
from shopkit.findings import Finding, Severity
from shopkit.schedule.crew import Holder, holders
from shopkit.schedule.jobs import Job
from shopkit.schedule.overload import overload_findings
from shopkit.schedule.state import OVER
from shopkit.schedule.table import asked_title, held_title
from shopkit.schedule.timing import Schedule, unofficial
from shopkit.schedule.wording import Scope
from shopkit.schedule.workload import Load

Group = tuple[str | None, list[int]]
TIGHT = 0


def schedule_findings(
    schedule: Schedule, people: Sequence[Holder], found: Load | None, scope: Scope
) -> list[Finding]:
    """Return what asks for action, the worst first; may be empty.

    Args:
        schedule: the tasks on their days.
        people: who works in the shop; nobody: who does what is not judged.
        found: the load; `None`: it is not judged.
        scope: language and places.
    """
    checks = (
        (scope.problem(one) for one in schedule.problems),
        _late(schedule, people, scope),
        _impossible(schedule, people, scope),
        _too_short(schedule, scope),
        _after_event(schedule, scope),
        _day_off(schedule, scope),
        _unheld(schedule, people, scope),
        overload_findings(schedule, found, scope),
        _no_hours(schedule, found, scope),
        _unofficial(schedule, scope),
    )
    told = [one for each in checks for one in each]
    return sorted(told, key=lambda one: -one.severity)


def _grouped(schedule: Schedule, numbers: Sequence[int]) -> Iterator[Group]:
    """Yield tasks by campaign, and within by whether the plan itself lists them."""
    groups: dict[tuple[str | None, bool], list[int]] = {}
    for n in numbers:
        job = schedule.net.jobs[n]
        groups.setdefault((job.campaign, job.noted), []).append(n)
    for (campaign, _), told in groups.items():
        yield campaign, told


def _said(schedule: Schedule, group: Group, scope: Scope) -> dict[str, object]:
    campaign, numbers = group
    ends, starts = schedule.latest[1], schedule.latest[0]
    return {
        "of": scope.of(campaign),
        "n": len(numbers),
        "list": scope.jobs([schedule.net.jobs[n] for n in numbers]),
        "today": scope.day(schedule.today),
        "due": scope.day(min(ends[n] for n in numbers)),
        "start": scope.day(min(starts[n] for n in numbers)),
    }


def _owners(
    schedule: Schedule, numbers: Sequence[int], people: Sequence[Holder], scope: Scope
) -> str:
    names = [
        held_title(schedule, n, people, scope.lang) or asked_title(schedule.net.jobs[n], scope.lang)
        for n in numbers
    ]
    return scope.several([name for name in names if name])


def _place(schedule: Schedule, numbers: Sequence[int], scope: Scope) -> str:
    return scope.at(schedule.net.jobs[numbers[0]].place)


def _of_state(schedule: Schedule, state: str) -> list[int]:
    return [n for n, one in enumerate(schedule.states) if one == state]


def _late(schedule: Schedule, people: Sequence[Holder], scope: Scope) -> Iterator[Finding]:
    for campaign, numbers in _grouped(schedule, _of_state(schedule, "late")):
        noted = schedule.net.jobs[numbers[0]].noted
        said = _said(schedule, (campaign, numbers), scope)
        yield scope.finding(
            "schedule_late" if noted else "schedule_not_noted",
            _place(schedule, numbers, scope),
            said | {"left": _left(schedule, numbers)},
            severity=Severity.ERROR if noted else Severity.WARNING,
            owner=_owners(schedule, numbers, people, scope),
            due=np.datetime64(schedule.today),
        )


def _left(schedule: Schedule, numbers: Sequence[int]) -> int:
    """Return the workdays the tasks still take, the longest of them."""
    return max(schedule.net.jobs[n].days for n in numbers)


def _impossible(schedule: Schedule, people: Sequence[Holder], scope: Scope) -> Iterator[Finding]:
    for campaign, numbers in _grouped(schedule, _of_state(schedule, "impossible")):
        noted = schedule.net.jobs[numbers[0]].noted
        short = -min(int(schedule.times.slack[n]) for n in numbers)
        said = _said(schedule, (campaign, numbers), scope) | {"short": short}
        yield scope.finding(
            "schedule_impossible",
            _place(schedule, numbers, scope),
            said,
            severity=Severity.ERROR if noted else Severity.WARNING,
            owner=_owners(schedule, numbers, people, scope),
            due=np.datetime64(schedule.today),
        )


def _too_short(schedule: Schedule, scope: Scope) -> Iterator[Finding]:
    """Yield tasks that are due before what comes before them can be done, whatever the day."""
    slack = np.where(schedule.plain.bounded, schedule.plain.slack, TIGHT)
    short_of = np.flatnonzero(slack < TIGHT).tolist()
    passing = _passing(schedule)
    tight = [n for n in short_of if schedule.states[n] not in OVER and n not in passing]
    for campaign, numbers in _grouped(schedule, tight):
        short = -min(int(slack[n]) for n in numbers)
        said = _said(schedule, (campaign, numbers), scope) | {"short": short}
        first = schedule.net.jobs[numbers[0]]
        before = [schedule.net.jobs[n] for n in schedule.after[numbers[0]]]
        said |= {
            "first": scope.quoted(first),
            "before": scope.jobs(before) or scope.day(first.begin),
        }
        place = _place(schedule, numbers, scope)
        yield scope.finding("schedule_too_short", place, said, severity=Severity.ERROR)


def _passing(schedule: Schedule) -> set[int]:
    """Return the tasks whose last day is that of what comes after them, which is named instead."""
    first, last = schedule.plain.latest_start, schedule.plain.latest_finish
    short = schedule.plain.slack < TIGHT
    links = ((before, n) for n, told in enumerate(schedule.after) for before in told)
    return {before for before, n in links if short[n] and first[n] == last[before]}


def _after_event(schedule: Schedule, scope: Scope) -> Iterator[Finding]:
    """Yield tasks of the plan due after the campaign they are for."""
    for n, job in enumerate(schedule.net.jobs):
        if not _own_open(schedule, n) or job.step or not (job.event and job.due):
            continue
        if job.due > job.event.end:
            said = {
                "task": scope.quoted(job),
                "campaign": job.campaign,
                "due": scope.day(job.due),
                "ends": scope.day(job.event.end),
                "starts": scope.day(job.event.start),
            }
            yield scope.finding("schedule_after_event", scope.at(job.place), said)


def _own_open(schedule: Schedule, n: int) -> bool:
    return schedule.net.jobs[n].noted and schedule.states[n] not in OVER


def _day_off(schedule: Schedule, scope: Scope) -> Iterator[Finding]:
    """Yield tasks of the plan that are due on a day nobody works."""
    off = [
        job
        for n, job in enumerate(schedule.net.jobs)
        if _own_open(schedule, n) and job.due and not job.span
        if not schedule.worked.is_workday(job.due)
    ]
    if not off:
        return
    last = [schedule.worked.on_or_before(job.due) for job in off if job.due]
    days = [scope.pair(job, scope.day(day)) for job, day in zip(off, last, strict=True)]
    said = {"n": len(off), "list": scope.jobs(off), "days": scope.several(days)}
    yield scope.finding("schedule_day_off", scope.at(off[0].place), said, severity=Severity.NOTE)


def _unheld(schedule: Schedule, people: Sequence[Holder], scope: Scope) -> Iterator[Finding]:
    """Yield the posts open tasks ask for that nobody holds, and tasks that name no post."""
    if not people:
        return
    posts: dict[str, list[Job]] = {}
    for n, job in enumerate(schedule.net.jobs):
        held = not job.posts or holders(job, people, schedule.days_of(n))
        if schedule.states[n] not in OVER and not held:
            posts.setdefault(asked_title(job, scope.lang), []).append(job)
    if posts:
        jobs = [job for told in posts.values() for job in told]
        said = {"posts": scope.several(list(posts)), "n": len(jobs), "list": scope.jobs(jobs)}
        yield scope.finding("schedule_unheld", scope.at(jobs[0].place), said)
    blank = [
        job for n, job in enumerate(schedule.net.jobs) if _own_open(schedule, n) and not job.posts
    ]
    if blank:
        said = {"n": len(blank), "list": scope.jobs(blank)}
        place = scope.at(blank[0].place)
        yield scope.finding("schedule_no_post", place, said, severity=Severity.NOTE)


def _no_hours(schedule: Schedule, found: Load | None, scope: Scope) -> Iterator[Finding]:
    """Yield the open tasks whose hours nobody knows: the load is without them."""
    if found is None:
        return
    unknown = sorted({*found.parts.job[np.isnan(found.parts.hours)].tolist()})
    blank = [schedule.net.jobs[n] for n in unknown]
    if blank:
        said = {"n": len(blank), "list": scope.jobs(blank)}
        place = scope.at(blank[0].place)
        yield scope.finding("schedule_no_hours", place, said, severity=Severity.NOTE)


def _unofficial(schedule: Schedule, scope: Scope) -> Iterator[Finding]:
    """Yield years whose days off nobody has announced."""
    for year, known in unofficial(schedule).items():
        if year < schedule.today.year:
            continue
        said = {"year": year, "known": known_text(year, scope.lang)}
        code = "schedule_no_holidays" if known == "weekends" else "schedule_not_official"
        yield scope.finding(code, str(year), said, severity=Severity.NOTE)
