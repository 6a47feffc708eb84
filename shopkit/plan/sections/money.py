"""What comes with an order, what is paid every month, who is paid, and the budget."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from shopkit.plan.sections.values import AdsRule, Count, File, Money, Name, Section, Share, Text


class FixedCost(Section):
    """A cost that does not depend on orders."""

    name: Name
    amount_cny: Money
    every: Literal["once", "month", "quarter", "year"] = "month"
    starts: date | None = None
    ends: date | None = None


class Costs(Section):
    """What comes with an order beside what the platform takes; absent is unknown, never zero."""

    products: tuple[File, ...] = ()
    freight_per_parcel_cny: Money | None = None
    freight_by_province_cny: dict[str, Money] = Field(default_factory=dict)
    packing_per_parcel_cny: Money | None = None
    insurance_per_parcel_cny: Money | None = None
    returned_resellable: Share | None = None
    ads_rule: AdsRule = "item"
    fixed: tuple[FixedCost, ...] = ()


class Fee(Section):
    """A fee the shop really pays, instead of the platform's rule of that name."""

    rule: str
    rate: Share
    category: Name | None = None
    valid_from: date | None = None


class Post(Section):
    """A post in the team: how many people, for what pay."""

    role: Name
    people: Count
    pay_monthly_cny: Money | None = None
    commission_rate: Share | None = None
    starts: date | None = None
    duties: tuple[Text, ...] = ()


class Team(Section):
    """Who does the work."""

    posts: tuple[Post, ...] = ()


class Budget(Section):
    """What may be spent."""

    capital_cny: Money | None = None
    ads_rate: Share | None = None
    ads_monthly_cny: Money | None = None
