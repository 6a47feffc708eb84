"""Stock: how it is bought, what it may run out of, and what is left of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shopkit.plan.sections.values import Count, Money, Name, Number, Section, Share

LotUnits = Annotated[int, Field(ge=1, le=1_000_000_000), Number]
Wait = Annotated[int, Field(ge=0, le=3650), Number]  # days; more is a slip of the finger
Spread = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False), Number]


class Supply(Section):
    """How one product is bought."""

    product: Name
    lead_days: Wait | None = None
    lead_spread_days: Spread | None = None
    least_units: Count | None = None
    lot_units: LotUnits | None = None
    factory_units: Count | None = None
    salvage_cny: Money | None = None


class Stock(Section):
    """How the shop buys stock and what it promises."""

    lead_days: Wait | None = None
    lead_spread_days: Spread | None = None
    review_days: Wait | None = None
    service_rate: Share | None = None
    order_cost_cny: Money | None = None
    holding_rate: Share | None = None
    salvage_rate: Share | None = None
    dispatch_hours: Count | None = None
    slow_days: Wait | None = None
    products: tuple[Supply, ...] = ()
