"""What a buyer pays less, under which conditions, and who bears it; members and their points."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shopkit.plan.sections.values import Count, Money, Name, Number, Section, Share, Weight

PromotionKind = Literal[
    "item",
    "flash",
    "member",
    "subsidy",
    "add_on",
    "deposit",
    "pieces",
    "spend",
    "shop_coupon",
    "official",
    "cross_shop",
    "platform_coupon",
    "vip88_coupon",
    "red_packet",
    "state_subsidy",
    "free_freight",
    "gift",
]
Bearer = Literal["shop", "platform", "government", "brand"]
Hour = Annotated[int, Field(ge=0, le=24), Number]


class Step(Section):
    """A step of a ladder: from how much or how many on, what is paid or comes off."""

    from_cny: Money | None = None
    from_units: Count | None = None
    pay_rate: Share | None = None
    off_cny: Money | None = None


class Promotion(Section):
    """A promotion: what it is for, when it holds, what comes off, who bears that."""

    name: Name
    kind: PromotionKind
    campaign: Name | None = None
    starts: date | None = None
    ends: date | None = None
    from_hour: Hour | None = None
    to_hour: Hour | None = None
    products: tuple[Name, ...] = ()
    categories: tuple[Name, ...] = ()
    except_products: tuple[Name, ...] = ()
    audience: Literal["all", "member", "vip88", "new"] | None = None
    from_cny: Money | None = None
    from_units: Count | None = None
    over: bool = False
    base: Literal["current", "item"] | None = None
    pay_rate: Share | None = None
    off_cny: Money | None = None
    price_cny: Money | None = None
    steps: tuple[Step, ...] = ()
    nth: Annotated[int, Field(ge=2, le=100), Number] | None = None
    every: bool = False
    most_times: Count | None = None
    most_off_cny: Money | None = None
    deposit_cny: Money | None = None
    counts_cny: Money | None = None
    extra_product: Name | None = None
    extra_units: Count | None = None
    claimed: bool | None = None
    group: Name | None = None
    order: Count | None = None
    borne_by: dict[Bearer, Share] = Field(default_factory=dict)
    budget_cny: Money | None = None
    budget_units: Count | None = None


class MemberTier(Section):
    """A tier of members: from which spending on, and what share of the price they pay."""

    name: Name
    from_cny: Money | None = None
    pay_rate: Share | None = None
    people: Count | None = None


class Members(Section):
    """The shop's members: tiers, points, the birthday card, and whether the rules are public."""

    tiers: tuple[MemberTier, ...] = ()
    points_per_yuan: Weight | None = None
    point_value_cny: Money | None = None
    points_redeemed_rate: Share | None = None
    birthday_off_cny: Money | None = None
    published: bool | None = None
