"""A task with its days, nets of them, and the steps of a run-book on the days of an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from shopkit.errors import Problem
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.plan.sections.work import Degree
from shopkit.schedule.anchors import Anchors, anchors_of, begin_of, day_of, due_of
from shopkit.schedule.books import RunBook, Step

FIRST_YEAR, LAST_YEAR = 1951, 2099  # the almanac holds 1950 to 2100: room to count from both ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task with its days.

    Attributes:
        key: `campaigns.1.stock_plan`, `tasks.3`.
        place: where the plan says so, or the campaign whose run-book has it.
        names: what it is called in zh and en.
        campaign: name of the campaign it is for.
        book: run-book it comes from.
        step: the step there.
        posts: who does it: roles, or the post as the plan writes it; the first that is held.
        days: workdays it takes; of a duty 0.
        hours: it takes in all, of a duty each day; `None` is unknown.
        full: the whole working day of everybody who holds the post.
        begin: not before.
        due: to be done by.
        span: the calendar days of a duty.
        after: keys of the tasks that come first.
        importance, urgency: as the plan has them.
        started: day it was begun.
        done: whether it is done.
        event: the days of its campaign.
        noted: whether the plan itself lists it.
        sure: its days stand in the plan or are counted from known ones by a source document.
    """

    key: str
    place: str
    names: tuple[str, str]
    campaign: str | None = None
    book: str | None = None
    step: Step | None = None
    posts: tuple[str, ...] = ()
    days: int = 1
    hours: float | None = None
    full: bool = False
    begin: date | None = None
    due: date | None = None
    span: Period | None = None
    after: tuple[str, ...] = ()
    importance: Degree | None = None
    urgency: Degree | None = None
    started: date | None = None
    done: bool = False
    event: Period | None = None
    noted: bool = False
    sure: bool = True

    def title(self, lang: Lang) -> str:
        """Return what it is called."""
        return self.names[lang == "en"]

    @property
    def dates(self) -> tuple[date, ...]:
        """Return every day it speaks of."""
        span = (self.span.start, self.span.end) if self.span else ()
        return tuple(day for day in (*span, self.begin, self.due, self.started) if day)

    def past(self, today: date) -> bool:
        """Tell whether its days are over and the plan never spoke of it.

        Days of a duty; of other work of a run-book those of its event and its own.
        """
        if self.noted or not (self.span or self.event):
            return False
        ends = self.span.end if self.span else max((*self.dates, *_last(self.event)))
        return ends < today


def _last(event: Period | None) -> tuple[date, ...]:
    return (event.end,) if event else ()


@dataclass(frozen=True, slots=True)
class Net:
    """Tasks and what is wrong with them.

    Attributes:
        jobs: in the order of the plan; what cannot be dated is left out.
        problems: what was left out or cut, and why.
    """

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...] = ()

    def numbers(self) -> list[list[int]]:
        """Return of each task the numbers of those that come before it."""
        at = {job.key: n for n, job in enumerate(self.jobs)}
        return [[at[key] for key in job.after if key in at] for job in self.jobs]

    def __add__(self, other: Net) -> Net:
        """Return both nets as one."""
        return Net(self.jobs + other.jobs, self.problems + other.problems)


def expected_orders(plan: Plan, campaign: Campaign) -> float | None:
    """Return the orders a campaign's goal takes: its sales ÷ what a buyer pays; `None`: unknown."""
    years = [one.per_buyer_cny for one in plan.targets if one.year == campaign.starts.year]
    paid = next((one for one in (*years, plan.forecast.per_buyer_cny) if one), None)
    return campaign.sales_cny / paid if campaign.sales_cny is not None and paid else None


def campaign_jobs(
    plan: Plan, at: int, book: RunBook, orders: float | None = None
) -> tuple[Job, ...]:
    """Return the tasks of a campaign by a run-book, on its dates.

    Args:
        plan: the shop's.
        at: number of the campaign in the plan.
        book: the run-book.
        orders: expected; without them hours that grow with orders are unknown.
    """
    campaign = plan.campaigns[at]
    base = Job(
        key=f"campaigns.{at}",
        place=f"campaigns.{at}",
        names=("", ""),
        campaign=campaign.name,
        book=book.key,
        event=Period(campaign.starts, campaign.ends),
    )
    return resolved(book, base, anchors_of(plan, campaign), orders)


def resolved(
    book: RunBook, base: Job, anchors: Anchors, orders: float | None = None
) -> tuple[Job, ...]:
    """Return the steps of a run-book on their days.

    Args:
        book: the run-book.
        base: what all of its tasks share; its key comes before theirs.
        anchors: the days they are counted from.
        orders: expected, for hours that grow with them.
    """
    return tuple(_resolved(step, base, anchors, orders) for step in book.steps)


def _resolved(step: Step, base: Job, anchors: Anchors, orders: float | None) -> Job:
    due, anchor = due_of(step, anchors), day_of(step, anchors)
    span = _duty_days(step, due, anchors) if step.kind == "duty" and due else None
    days = max((span.end - span.start).days + 1, 1) if span else 1
    return replace(
        base,
        key=f"{base.key}.{step.key}",
        names=(step.zh, step.en),
        step=step,
        posts=step.posts,
        days=0 if span else step.days or 0,
        hours=_hours(step, orders, days if span else 1),
        full=step.full,
        begin=None if span else begin_of(step, anchors),
        due=None if span else due,
        span=span,
        after=tuple(f"{base.key}.{key}" for key in step.after),
        sure=step.certain and anchor.sure,
    )


def _duty_days(step: Step, first: date, anchors: Anchors) -> Period:
    last = first + timedelta(step.days - 1) if step.days else anchors["ends"].day
    return Period(first, max(first, last))


def _hours(step: Step, orders: float | None, days: int) -> float | None:
    if step.thousand_hours is None:
        return step.hours
    grows = None if orders is None else step.thousand_hours * orders / 1000 / days
    return None if grows is None else grows + (step.hours or 0)
