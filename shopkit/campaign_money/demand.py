"""How the units of a campaign's products answer to their price, where the past tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from shopkit.almanac import campaign_days
from shopkit.elasticity import Elasticity, elasticity, item_days
from shopkit.periods import Period
from shopkit.products import sold
from shopkit.products.sold import days_told
from shopkit.scenario import campaign_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.scenario import Ground
    from shopkit.tables import Tables


@dataclass(frozen=True, slots=True)
class Demand:
    """How the units of a campaign's products answer to their price.

    Attributes:
        value: the elasticity of all of them; `None` where none is trusted for any.
        of: what was found, by item; those not trusted stand in no value.
        covered: share of these products' sales whose elasticity is trusted.
    """

    value: float | None
    of: Mapping[str, Elasticity]
    covered: float


def demand_of(ground: Ground, tables: Tables, name: str) -> Demand:
    """Return how the units of a campaign's products answer to their price.

    The mean of the trusted ones by sales; a product without a trusted one is taken not to answer,
    which is careful for a deeper discount. Campaign days are left out, so that a campaign's own
    lift does not pass for its price.

    Args:
        ground: plan and past.
        tables: past orders.
        name: of the campaign.

    Raises:
        PlanError: The plan has no such campaign.
    """
    one = campaign_of(ground.plan, name)
    until = min(ground.day, one.starts)
    told = [day for day in days_told(tables) if day < until]
    asked = one.products or tuple(ground.seen.products)
    if not told or not asked:
        return Demand(None, {}, 0.0)
    span = Period(min(told), until - timedelta(days=1))
    days = item_days(sold(tables), tables, told, campaign_days(ground.plan, span))
    found = {str(i): elasticity(own) for i, own in days.groupby("item_id") if i in asked}
    shares = {i: ground.seen.products[i].share for i in asked if i in ground.seen.products}
    whole = fsum(shares.values())
    trusted = {i: one.value for i, one in found.items() if one.trusted and i in shares}
    if not trusted or not whole:
        return Demand(None, found, 0.0)
    value = fsum(shares[i] * (v or 0.0) for i, v in trusted.items()) / whole
    return Demand(value, found, fsum(shares[i] for i in trusted) / whole)
