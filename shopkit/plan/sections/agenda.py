"""The year of a shop: days off, what comes round, meetings, hours of work, contacts, tasks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shopkit.plan.sections.campaigns import CampaignKind
from shopkit.plan.sections.values import Count, MonthNumber, Name, Number, Section, Share, Text
from shopkit.plan.sections.work import Degree

Weekday = Annotated[int, Field(ge=1, le=7), Number]
MonthDay = Annotated[int, Field(ge=1, le=31), Number]
Hour = Annotated[int, Field(ge=0, le=24), Number]
Hours = Annotated[float, Field(gt=0, le=24, allow_inf_nan=False), Number]
WorkHours = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False), Number]
Every = Literal["week", "month", "quarter", "year"]


class DaysOff(Section):
    """Days on which the office rests; they replace what is known of public holidays there."""

    name: Name
    starts: date
    ends: date


class Recurring(Section):
    """What comes round every week, month, quarter or year: a member day, the weekly sign-up."""

    name: Name
    every: Every
    weekday: Weekday | None = None
    day: MonthDay | None = None
    month: MonthNumber | None = None
    days: Count | None = None
    kind: CampaignKind | None = None
    post: Name | None = None
    hours: WorkHours | None = None


class Meeting(Section):
    """A meeting that comes round, who takes part, and what is spoken of."""

    name: Name
    every: Every
    weekday: Weekday | None = None
    day: MonthDay | None = None
    hours: WorkHours | None = None
    posts: tuple[Name, ...] = ()
    agenda: tuple[Text, ...] = ()


class Contacts(Section):
    """How often and when customers who agreed to it may be written to."""

    most_monthly: Count | None = None
    from_hour: Hour | None = None
    to_hour: Hour | None = None


class Agenda(Section):
    """The year of the shop beside its campaigns."""

    rest_weekdays: tuple[Weekday, ...] | None = None
    days_off: tuple[DaysOff, ...] = ()
    workdays: tuple[date, ...] = ()
    hours_daily: Hours | None = None
    buffer_rate: Share | None = None
    least_rest_days: Count | None = None
    recurring: tuple[Recurring, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    contacts: Contacts = Contacts()


class Task(Section):
    """Something to be done: by which post, from when until when, after what."""

    what: Text
    post: Name | None = None
    campaign: Name | None = None
    starts: date | None = None
    due: date | None = None
    days: Count | None = None
    hours: WorkHours | None = None
    after: tuple[Text, ...] = ()
    importance: Degree | None = None
    urgency: Degree | None = None
    started: date | None = None
    done: bool = False
