"""The products with their roles, and the price policy."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shopkit.plan.sections.values import Count, Money, Name, Role, Section, Share, Text


class Product(Section):
    """A product and the part it plays."""

    item_id: Name
    name: Name | None = None
    category: Name | None = None
    role: Role | None = None
    tier: Literal["low", "middle", "high"] | None = None
    hero: bool = False
    price_cny: Money | None = None
    list_price_cny: Money | None = None
    market_price_cny: Money | None = None
    least_price_cny: Money | None = None
    units_monthly: Count | None = None
    only_online: bool = False
    listed_on: date | None = None
    selling_points: tuple[Text, ...] = ()


class Assortment(Section):
    """How many products the shop shows."""

    items: Count | None = None
    least_items: Count | None = None


class Prices(Section):
    """How prices are made, and below which no price goes."""

    method: Literal["cost_plus", "market", "value"] | None = None
    target_margin_rate: Share | None = None
    least_margin_rate: Share | None = None
    least_discount_rate: Share | None = None
    least_discount_of: Literal["price", "receipt"] | None = None
    exempt_campaigns: tuple[Name, ...] = ()
    largest_weekly_change_rate: Share | None = None
    endings: tuple[Count, ...] = ()
    freight_charged_cny: Money | None = None
    lowest_within_days: Count | None = None
    price_protection_days: Count | None = None
    price_match_days: Count | None = None
