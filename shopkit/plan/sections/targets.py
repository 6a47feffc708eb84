"""Stages of growth, and the goal of a year with what is fixed in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shopkit.plan.sections.values import (
    Count,
    Money,
    MonthNumber,
    MonthOrQuarter,
    Name,
    Number,
    Role,
    Section,
    Share,
    Text,
    Weight,
    Year,
)

Depth = Annotated[float, Field(ge=1, le=1000, allow_inf_nan=False), Number]


class Stage(Section):
    """A stage of growth: when, and what is reached in it."""

    name: Name
    starts: date | None = None
    ends: date | None = None
    sales_monthly_cny: Money | None = None
    orders_daily: Count | None = None
    conversion_rate: Share | None = None
    per_buyer_cny: Money | None = None
    praise_rate: Share | None = None
    tasks: tuple[Text, ...] = ()


class Lock(Section):
    """What is fixed for a month, or the sales of a quarter, whatever the rest of the year does."""

    period: MonthOrQuarter
    sales_cny: Money | None = None
    visitors: Count | None = None
    conversion_rate: Share | None = None
    per_buyer_cny: Money | None = None


class Target(Section):
    """The goal of a year and how it is broken down."""

    year: Year
    sales_cny: Money
    seasonality: Literal["own", "weights", "even"] = "own"
    month_weights: dict[MonthNumber, Weight] = Field(default_factory=dict)
    category_shares: dict[str, Share] = Field(default_factory=dict)
    role_shares: dict[Role, Share] = Field(default_factory=dict)
    conversion_rate: Share | None = None
    per_buyer_cny: Money | None = None
    pages_per_visit: Depth | None = None
    ads_rate: Share | None = None
    locked: tuple[Lock, ...] = ()
