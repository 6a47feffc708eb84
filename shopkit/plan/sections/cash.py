"""When money comes and goes, what it must earn, and how sure the inputs are."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shopkit.plan.sections.values import Count, Name, Number, Section, Share

Amount = Annotated[float, Field(ge=-1e11, le=1e11, allow_inf_nan=False), Number]
Factor = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False), Number]
FirstDay = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
MonthCount = Annotated[int, Field(ge=1, le=120), Number]
Driver = Literal["sales", "per_buyer", "refunds", "goods", "ads", "payroll", "fixed", "freight"]


class Payment(Section):
    """Money put in or paid out on a day, beside what the shop earns; minus goes out."""

    name: Name
    on: date
    amount_cny: Amount | None = None


class Spread(Section):
    """How far a driver may lie from the plan: lowest and highest factor, 1 is as planned."""

    of: Driver
    low: Factor
    high: Factor


class Cash(Section):
    """When money comes and goes."""

    starts: FirstDay | None = None
    months: MonthCount | None = None
    opening_cny: Amount | None = None
    least_cny: Amount | None = None
    settlement_days: Count | None = None
    stock_ahead_days: Count | None = None
    supplier_days: Count | None = None
    tax_rate: Share | None = None
    income_tax_rate: Share | None = None
    discount_rate: Share | None = None
    payments: tuple[Payment, ...] = ()
    spreads: tuple[Spread, ...] = ()
