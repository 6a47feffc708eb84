"""What a sample shop is made of: frozen numbers, the same for every seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Product:
    """One product of a catalogue.

    Attributes:
        item: the platform's number of it, as text.
        title: as buyers see it.
        tier: price tier or age band it is made for.
        share: weight among all orders at its first price.
        prices: (first day, yuan) in order of time; the first holds from the start.
        elasticity: change of orders per change of price, both in logarithms.
    """

    item: str
    title: str
    tier: str
    share: float
    prices: tuple[tuple[date, float], ...]
    elasticity: float


@dataclass(frozen=True, slots=True)
class Campaign:
    """A span of days with its own traffic and willingness to buy; a dip where below one.

    Attributes:
        key: name of it.
        start: first day.
        end: last day, included.
        visits: factor on visitors.
        orders: factor on orders per visitor, the discount's effect included.
        discount: share of the price the platform's coupons take off.
    """

    key: str
    start: date
    end: date
    visits: float
    orders: float
    discount: float = 0.0


@dataclass(frozen=True, slots=True)
class Shift:
    """A lasting change from a day on: a factor on visitors and one on adding to cart."""

    start: date
    visits: float
    cart: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Rates from one step to the next: of visitors, of visitors, of those in cart, of orders."""

    favourite: float
    cart: float
    order: float
    pay: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """How buyers return: share of orders that come from an earlier buyer, and after how long.

    Attributes:
        share: of orders whose lag reaches back into the shop's life.
        lag_days: mean of the gamma distributed time since an earlier order.
        same_day: share of the returns that come within hours.
    """

    share: float
    lag_days: float
    same_day: float = 0.05


@dataclass(frozen=True, slots=True)
class Refunds:
    """Chances of a paid order: refunded before dispatch, returned whole, refunded in part."""

    unshipped: float
    returned: float
    partial: float


@dataclass(frozen=True, slots=True)
class Quirks:
    """How the shop's files look.

    Attributes:
        orders: kind of the order lists.
        shop_days: kind of the 生意参谋 files.
        masked: buyers, names and phones are starred out by the platform.
        overlap: the last but one month was downloaded too early, its last days again later.
        spoilt: totals row, thousands commas and remarks of several lines occur.
        month_grain: a 生意参谋 file by month exists.
    """

    orders: Literal["csv", "xlsx"]
    shop_days: Literal["xls", "xlsx"]
    masked: bool
    overlap: bool
    spoilt: bool
    month_grain: bool


@dataclass(frozen=True, slots=True)
class ShopSpec:
    """A sample shop.

    Attributes:
        key: folder name.
        name: what the shop is called, an invented brand.
        platform: taobao or tmall.
        opened: first day with visitors.
        seed: what it is shipped with.
        products: the catalogue.
        places: (weight, province, city, district, postcode) of delivery.
        visitors: a day at the start, with every factor at one.
        growth: of visitors a day, in logarithms.
        season: factor of visitors by month, January first.
        weekday: factor of visitors, Monday first.
        hours: weight of ordering by hour of the day.
        noise: standard deviation of the logarithm of a day's visitors.
        campaigns: lifts and dips.
        shifts: lasting changes.
        funnel: step rates.
        repeat: how buyers return.
        refunds: chances of refunds.
        free_from: yuan from which delivery is free.
        freight: yuan below that.
        quirks: how its files look.
        notes: comments at the top of `shop.yaml`.
    """

    key: str
    name: str
    platform: Literal["taobao", "tmall"]
    opened: date
    seed: int
    products: tuple[Product, ...]
    places: tuple[tuple[float, str, str, str, str], ...]
    visitors: float
    growth: float
    season: tuple[float, ...]
    weekday: tuple[float, ...]
    hours: tuple[float, ...]
    noise: float
    campaigns: tuple[Campaign, ...]
    shifts: tuple[Shift, ...]
    funnel: Funnel
    repeat: Repeat
    refunds: Refunds
    free_from: float
    freight: float
    quirks: Quirks
    notes: tuple[str, ...] = field(default=())
