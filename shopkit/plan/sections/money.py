"""What comes with an order, what is paid every month, deposits, deliveries, and the budget."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from shopkit.plan.sections.values import AdsRule, Count, File, Money, Name, Section, Share, Weight

CostKind = Literal["people", "rent", "software", "it", "goods", "marketing", "other"]


class FixedCost(Section):
    """A cost that does not depend on orders; without an amount nobody knows yet how much."""

    name: Name
    amount_cny: Money | None = None
    every: Literal["once", "month", "quarter", "year"] = "month"
    starts: date | None = None
    ends: date | None = None
    kind: CostKind = "other"
    years: Count | None = None


class SalesRate(Section):
    """A cost that is a share of sales."""

    name: Name
    rate: Share


class Deposit(Section):
    """Money frozen with a platform or a landlord: no cost, it comes back."""

    name: Name
    amount_cny: Money | None = None
    paid: date | None = None
    returned: date | None = None


class Delivery(Section):
    """A way of sending: what the first and each further weight costs, how many days it takes."""

    name: Name
    provinces: tuple[Name, ...] = ()
    first_kg: Weight | None = None
    first_cny: Money | None = None
    next_kg: Weight | None = None
    next_cny: Money | None = None
    most_kg: Weight | None = None
    least_days: Count | None = None
    most_days: Count | None = None


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
    rates: tuple[SalesRate, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


class Fee(Section):
    """A fee the shop really pays, instead of the platform's rule of that name."""

    rule: str
    rate: Share
    category: Name | None = None
    valid_from: date | None = None


class Budget(Section):
    """What may be spent."""

    capital_cny: Money | None = None
    ads_rate: Share | None = None
    ads_monthly_cny: Money | None = None
