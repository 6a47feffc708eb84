"""The tasks of a shop as one net: those of its campaigns' run-books and those of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal

from shopkit.almanac import joined
from shopkit.errors import Problem
from shopkit.periods import Period
from shopkit.plan import Plan, guess
from shopkit.plan.sections.agenda import Task
from shopkit.plan.sections.campaigns import Campaign
from shopkit.schedule.books import OF_CAMPAIGNS, run_books
from shopkit.schedule.hours import hours_daily
from shopkit.schedule.jobs import FIRST_YEAR, LAST_YEAR, Job, Net, campaign_jobs, expected_orders

MOST_DAYS = 1_000
BY_KIND = {
    "platform": "big_event",
    "holiday": "big_event",  # source document 001: a large promotion on holidays
    "group_deal": "group_deal",
    "opening": "opening",
}
ToldBy = Literal["plan", "kind", "platform", "assumed"]


@dataclass(frozen=True, slots=True)
class Book:
    """Which run-book a campaign follows.

    Attributes:
        key: its name; `None` where the plan names one nobody knows.
        told_by: plan, kind (of the campaign), platform (it joins one of its campaigns), assumed.
    """

    key: str | None
    told_by: ToldBy


def book_of(plan: Plan, campaign: Campaign) -> Book:
    """Return which run-book a campaign follows: as the plan says, else by what it is."""
    if campaign.run_book:
        key = campaign.run_book.strip().casefold()
        return Book(key if key in OF_CAMPAIGNS else None, "plan")
    if campaign.kind:
        return Book(BY_KIND.get(campaign.kind, "small"), "kind")
    return Book("big_event", "platform") if joined(plan, campaign) else Book("small", "assumed")


def net_of(plan: Plan, orders: Mapping[str, float] | None = None) -> Net:
    """Return the tasks of all campaigns of a plan and its own, linked.

    A task of the plan that is called like a step of its campaign's run-book is that step: what it
    says of post, days, hours and progress comes before the run-book's. A campaign or task that
    cannot be is left out, with a problem.

    Args:
        plan: the shop's.
        orders: expected by campaign, for hours that grow with them; else as the plan has it.
    """
    problems: list[Problem] = []
    books: dict[str, tuple[Job, ...]] = {}
    for at, campaign in enumerate(plan.campaigns):
        wrong = _campaign_problem(campaign, at)
        if wrong:
            problems.append(wrong)
            continue
        known = (orders or {}).get(campaign.name, expected_orders(plan, campaign))
        key = book_of(plan, campaign).key
        steps = campaign_jobs(plan, at, run_books()[key], known) if key else ()
        books[campaign.name] = books.get(campaign.name, ()) + steps
    return _joined(plan, books, problems)


def _campaign_problem(campaign: Campaign, at: int) -> Problem | None:
    place, ends = f"campaigns.{at}", {"starts": str(campaign.starts), "ends": str(campaign.ends)}
    if campaign.ends < campaign.starts:
        return Problem("almanac_backwards", place, campaign.name, ends)
    if odd := [where for where, day in _days_of(campaign, place) if not _in_range(day)]:
        return Problem("schedule_year", odd[0], campaign.name)
    named = campaign.run_book
    if named and named.strip().casefold() not in OF_CAMPAIGNS:
        said = {"known": ", ".join(OF_CAMPAIGNS), "guess": guess(named, list(OF_CAMPAIGNS))}
        return Problem("schedule_run_book", f"{place}.run_book", named, said)
    return None


def _days_of(campaign: Campaign, place: str) -> Iterator[tuple[str, date]]:
    """Yield every day of a campaign with where it stands."""
    yield from ((place, day) for day in (campaign.starts, campaign.ends))
    if campaign.signup_by:
        yield f"{place}.signup_by", campaign.signup_by
    for n, part in enumerate(campaign.phases):
        yield from ((f"{place}.phases.{n}", day) for day in (part.starts, part.ends))


def _in_range(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _joined(plan: Plan, books: Mapping[str, tuple[Job, ...]], problems: list[Problem]) -> Net:
    """Return the net of run-books and the plan's own tasks."""
    steps = {
        name: {_same(said): job for job in jobs for said in job.names}
        for name, jobs in books.items()
    }
    for name, jobs in books.items():
        steps[name] |= {job.step.key: job for job in jobs if job.step}
    own: list[Job] = []
    for at, task in enumerate(plan.tasks):
        wrong = _task_problem(plan, task, at)
        problems += wrong
        if any(one.code == "schedule_year" for one in wrong):
            continue
        same = steps.get(task.campaign or "", {}).get(_same(task.what))
        if same and same.key not in {job.key for job in own if job.book}:
            own.append(_noted(same, task, at, plan))
        else:
            own.append(_own(plan, task, at))
    noted = {job.key: job for job in own if job.book}
    known = [noted.get(job.key, job) for each in books.values() for job in each]
    known += [job for job in own if not job.book]
    links = _links(plan, known, steps, problems)
    return Net(
        tuple(replace(job, after=links.get(job.key, job.after)) for job in known), tuple(problems)
    )


def _same(said: str) -> str:
    return "".join(said.split()).casefold()


def _task_problem(plan: Plan, task: Task, at: int) -> list[Problem]:
    place, found = f"tasks.{at}", []
    days = [one for one in (task.starts, task.due, task.started) if one]
    if not all(_in_range(one) for one in days):
        found.append(Problem("schedule_year", place, task.what))
    if task.starts and task.due and task.due < task.starts:
        ends = {"starts": str(task.starts), "ends": str(task.due)}
        found.append(Problem("almanac_backwards", place, task.what, ends))
    if task.days is not None and task.days > MOST_DAYS:
        found.append(Problem("schedule_days", f"{place}.days", str(task.days), {"most": MOST_DAYS}))
    names = [one.name for one in plan.campaigns]
    if task.campaign and task.campaign not in names:
        said = {"guess": guess(task.campaign, names)}
        found.append(Problem("schedule_campaign", f"{place}.campaign", task.campaign, said))
    return found


def _own(plan: Plan, task: Task, at: int) -> Job:
    events = [one for one in plan.campaigns if one.name == task.campaign]
    event = next((Period(one.starts, one.ends) for one in events if one.starts <= one.ends), None)
    backwards = bool(task.starts and task.due and task.due < task.starts)
    return Job(
        key=f"tasks.{at}",
        place=f"tasks.{at}",
        names=(task.what, task.what),
        campaign=task.campaign,
        posts=(task.post,) if task.post else (),
        days=_days(plan, task),
        hours=task.hours,
        begin=None if backwards else task.starts,
        due=task.due,
        importance=task.importance,
        urgency=task.urgency,
        started=task.started,
        done=task.done,
        event=event,
        noted=True,
    )


def _days(plan: Plan, task: Task) -> int:
    if task.days is not None:
        return min(task.days, MOST_DAYS)
    return min(max(1, ceil((task.hours or 0) / hours_daily(plan))), MOST_DAYS)


def _noted(step: Job, task: Task, at: int, plan: Plan) -> Job:
    """Return a step with what the plan says of it."""
    said = _own(plan, task, at)
    timed = task.days is not None or task.hours is not None
    return replace(
        step,
        place=said.place,
        posts=said.posts or step.posts,
        days=said.days if timed and step.span is None else step.days,
        hours=step.hours if task.hours is None else task.hours,
        full=step.full and task.hours is None,
        begin=task.starts or step.begin,
        due=task.due or step.due,
        importance=task.importance,
        urgency=task.urgency,
        started=task.started,
        done=task.done,
        noted=True,
    )


def _links(
    plan: Plan,
    jobs: Sequence[Job],
    steps: Mapping[str, Mapping[str, Job]],
    problems: list[Problem],
) -> dict[str, tuple[str, ...]]:
    """Return of each task of the plan the keys of those it names as coming first."""
    own: dict[str, list[Job]] = {}
    by_place = {job.place: job for job in jobs if job.noted}
    for job in by_place.values():
        own.setdefault(_same(plan.tasks[_at(job)].what), []).append(job)
    found = {}
    for job in by_place.values():
        mine = steps.get(job.campaign or "", {})
        keys: list[str] = list(job.after)
        for n, said in enumerate(plan.tasks[_at(job)].after):
            named = _named(said, job, own, mine)
            if not named:
                known = [task.what for task in plan.tasks] + [one.names[0] for one in mine.values()]
                told = {"guess": guess(said, known)}
                problems.append(Problem("schedule_after", f"{job.place}.after.{n}", said, told))
            keys += [key for key in named if key not in keys]
        found[job.key] = tuple(keys)
    return found


def _at(job: Job) -> int:
    return int(job.place.split(".")[1])


def _named(
    said: str, job: Job, own: Mapping[str, list[Job]], steps: Mapping[str, Job]
) -> list[str]:
    """Return the keys of the tasks a name means: of the same campaign first."""
    same = own.get(_same(said), [])
    same = [one for one in same if one.key != job.key] or same  # itself where no other has the name
    near = [one.key for one in same if one.campaign == job.campaign]
    step = steps.get(_same(said))
    return near or ([step.key] if step else [one.key for one in same])
