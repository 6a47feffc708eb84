"""The market, its customers and competitors, and the place the shop takes among them."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from shopkit.plan.sections.values import (
    Age,
    Count,
    Figure,
    Gender,
    Money,
    Name,
    Score,
    Section,
    Share,
    Text,
)


class MarketNumber(Section):
    """A number about the market, with where it was read."""

    what: Text
    value: Figure
    unit: Name | None = None
    source: Text
    as_of: date | None = None


class Trend(Section):
    """Something that changes in the market, with where it was seen."""

    what: Text
    source: Text
    as_of: date | None = None


class Market(Section):
    """What is known of the market besides the market table."""

    numbers: tuple[MarketNumber, ...] = ()
    trends: tuple[Trend, ...] = ()


class Segment(Section):
    """A group of customers; both ages belong to it."""

    name: Name
    age_from: Age
    age_to: Age
    gender: Gender = "all"
    occupation: Text | None = None
    location: Text | None = None
    products: tuple[Name, ...] = ()
    price_from_cny: Money | None = None
    price_to_cny: Money | None = None
    sales_share: Share | None = None

    @model_validator(mode="after")
    def _grows(self) -> Self:
        _refuse_backwards(self.age_from, self.age_to)
        _refuse_backwards(self.price_from_cny, self.price_to_cny)
        return self


class Customers(Section):
    """Whom the shop sells to."""

    age_from: Age | None = None
    age_to: Age | None = None
    segments: tuple[Segment, ...] = ()

    @model_validator(mode="after")
    def _grows(self) -> Self:
        _refuse_backwards(self.age_from, self.age_to)
        return self


class Competitor(Section):
    """A shop or product the buyers compare with: strategy, quality, price, sales."""

    name: Name
    strategy: Text | None = None
    quality: Text | None = None
    price_cny: Money | None = None
    units_30_days: Count | None = None
    rating: Score | None = None
    strengths: tuple[Text, ...] = ()
    weaknesses: tuple[Text, ...] = ()
    source: Text | None = None
    as_of: date | None = None


class Evidence(Section):
    """A line of the SWOT sheet, with what shows it."""

    what: Text
    evidence: Text | None = None


class Swot(Section):
    """Strengths and weaknesses of the shop, opportunities and threats around it."""

    strengths: tuple[Evidence, ...] = ()
    weaknesses: tuple[Evidence, ...] = ()
    opportunities: tuple[Evidence, ...] = ()
    threats: tuple[Evidence, ...] = ()


class Positioning(Section):
    """The place the shop takes: what, at which price, for whom, and why there."""

    category: Name | None = None
    capability: Text | None = None
    demand: Text | None = None
    style: Text | None = None
    product_types: tuple[Name, ...] = ()
    price_from_cny: Money | None = None
    price_to_cny: Money | None = None
    audience: Text | None = None
    difference: Text | None = None
    swot: Swot = Swot()

    @model_validator(mode="after")
    def _grows(self) -> Self:
        _refuse_backwards(self.price_from_cny, self.price_to_cny)
        return self


def _refuse_backwards(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise PydanticCustomError("backwards", "{low} above {high}", {"low": low, "high": high})
