"""What sales are expected from where the shop has no history, or knows better than it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from shopkit.plan.sections.campaigns import Lift
from shopkit.plan.sections.values import Count, Figure, Money, Name, Number, Section, Share, Text

Factor = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False), Number]


class Analogue(Section):
    """A shop, product or campaign like the one that is planned, and what it did."""

    name: Name
    visitors_daily: Count | None = None
    conversion_rate: Share | None = None
    per_buyer_cny: Money | None = None
    visitors_lift: Lift | None = None
    conversion_lift: Lift | None = None
    source: Text | None = None


class Forecast(Section):
    """Assumptions of a forecast, each with where it comes from."""

    visitors_daily: Count | None = None
    conversion_rate: Share | None = None
    per_buyer_cny: Money | None = None
    growth_monthly_rate: Figure | None = None
    spread: Factor | None = None
    source: Text | None = None
    analogues: tuple[Analogue, ...] = ()
