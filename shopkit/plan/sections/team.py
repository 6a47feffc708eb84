"""Who does the work: posts, shifts, chats to be answered, what a roster must keep to."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shopkit.plan.sections.values import (
    Count,
    Money,
    Name,
    Number,
    Section,
    Share,
    Text,
    Weight,
)

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Hours = Annotated[float, Field(ge=0, le=24, allow_inf_nan=False), Number]
Seconds = Annotated[int, Field(ge=1, le=86_400), Number]
Chats = Annotated[int, Field(ge=1, le=100), Number]
DaysOfWeek = Annotated[int, Field(ge=0, le=7), Number]


class Post(Section):
    """A post in the team: how many people, for what pay, from when to when."""

    role: Name
    people: Count
    department: Name | None = None
    also: tuple[Name, ...] = ()
    pay_monthly_cny: Money | None = None
    commission_rate: Share | None = None
    scheme: Name | None = None
    level: Name | None = None
    starts: date | None = None
    ends: date | None = None
    training_days: Count | None = None
    trial_months: Count | None = None
    trial_pay_rate: Share | None = None
    duties: tuple[Text, ...] = ()


class Shift(Section):
    """A shift by the clock; one that ends before it starts passes midnight."""

    name: Name
    starts: Clock
    ends: Clock
    break_hours: Hours | None = None


class Peak(Section):
    """Hours with more chats than others."""

    starts: Clock
    ends: Clock
    weight: Weight | None = None


class Service(Section):
    """How many chats come, how long one takes, and how soon it is to be answered."""

    chats_daily: Count | None = None
    chats_per_order: Weight | None = None
    handling_seconds: Seconds | None = None
    hands_on_rate: Share | None = None
    chats_at_once: Chats | None = None
    target_rate: Share | None = None
    target_seconds: Count | None = None
    opens: Clock | None = None
    closes: Clock | None = None
    peaks: tuple[Peak, ...] = ()
    shrinkage_rate: Share | None = None


class Roster(Section):
    """What a roster must keep to; what is not written is the law's."""

    days_off_weekly: DaysOfWeek | None = None
    longest_run_days: Count | None = None
    shortest_rest_hours: Hours | None = None
    overtime_daily_hours: Hours | None = None
    overtime_monthly_hours: Weight | None = None
    comprehensive: bool | None = None


class Team(Section):
    """Who does the work."""

    posts: tuple[Post, ...] = ()
    region: Name | None = None
    shifts: tuple[Shift, ...] = ()
    service: Service = Service()
    roster: Roster = Roster()
