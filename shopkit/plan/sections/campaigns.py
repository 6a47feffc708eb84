"""Campaigns: their days and phases, what they shall bring, take and cost, and who approved it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shopkit.plan.sections.values import Count, Money, Name, Number, Section, Share, Text

CampaignKind = Literal[
    "platform",
    "group_deal",
    "opening",
    "member_day",
    "new_products",
    "clearance",
    "holiday",
    "small",
]
PhaseName = Literal["signup", "warm_up", "presale", "preheat", "burst", "encore", "after_sales"]
Lift = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False), Number]


class Phase(Section):
    """A part of a campaign with its days."""

    phase: PhaseName
    starts: date
    ends: date


class Spend(Section):
    """The money of a campaign in one channel, and the limits it has to keep."""

    channel: Name
    budget_cny: Money | None = None
    least_cny: Money | None = None
    most_cny: Money | None = None


class Ordered(Section):
    """Units of a product for a campaign: bought in, and of these sold ahead."""

    product: Name
    units: Count | None = None
    presold_units: Count | None = None


class Approval(Section):
    """The money asked for, who granted it, and what came of it; posts, not persons."""

    asked_by: Name | None = None
    asked_on: date | None = None
    amount_cny: Money | None = None
    purpose: Text | None = None
    granted_by: Name | None = None
    granted_on: date | None = None
    granted_cny: Money | None = None
    reviewed_on: date | None = None
    result: Text | None = None


class Campaign(Section):
    """A campaign with its days, goal and money."""

    name: Name
    starts: date
    ends: date
    kind: CampaignKind | None = None
    of: Name | None = None
    signup_by: date | None = None
    phases: tuple[Phase, ...] = ()
    sales_cny: Money | None = None
    budget_cny: Money | None = None
    discount_rate: Share | None = None
    visitors_lift: Lift | None = None
    conversion_lift: Lift | None = None
    products: tuple[Name, ...] = ()
    spend: tuple[Spend, ...] = ()
    stock: tuple[Ordered, ...] = ()
    run_book: Name | None = None
    approval: Approval = Approval()
