"""What a sample shop is made of: frozen numbers, the same for every seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shopkit.exports.sample.plan_spec import PlanSpec


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
        code: the seller's own code of it; its variants count up behind a hyphen.
        category: what the seller files it under.
        costs: (first day, yuan) of one unit in order of time; empty where the shop does not know.
        variants: colours and sizes as buyers see them.
        packing: yuan of material for one unit; `None` where the shop counts parcels only.
        life: (day, factor on its orders) in order of time, changing evenly in logarithms between
            them; not on sale before the first. Empty for a product of steady share.
    """

    item: str
    title: str
    tier: str
    share: float
    prices: tuple[tuple[date, float], ...]
    elasticity: float
    code: str
    category: str
    costs: tuple[tuple[date, float], ...]
    variants: tuple[str, ...] = ("默认",)
    packing: float | None = None
    life: tuple[tuple[date, float], ...] = ()

    def sku(self, variant: int) -> str:
        """Return the seller's code of a variant."""
        return f"{self.code}-{variant + 1:02d}"


@dataclass(frozen=True, slots=True)
class AdTool:
    """One plan of an ad tool.

    Attributes:
        tool: keyword, audience, sitewide, express and display (the older 直通车 and 钻展) or jd.
        name: of the plan.
        since: first day it runs.
        until: last day, `None` for as long as the shop.
        reach: clicks for every visitor of the shop.
        click: yuan a click.
        items: advertised rows of the catalogue; empty where it is about the whole shop.
        credit: share of what an item sells that the platform claims for it.
    """

    tool: Literal["keyword", "audience", "sitewide", "express", "display", "jd"]
    name: str
    since: date
    until: date | None
    reach: float
    click: float
    items: tuple[int, ...]
    credit: float

    def runs(self, day: date) -> bool:
        """Return whether it spends on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Affiliates:
    """淘宝客: share of orders it brings, and what of their amount it costs."""

    share: float
    commission: float
    service: float


@dataclass(frozen=True, slots=True)
class Fee:
    """A share of sales the platform takes.

    Attributes:
        rule: its id among the platform's rules.
        rate: 0–1.
        since: first day of payment it holds for, `None` for ever.
        stated: `shop.yaml` gives it; else the platform's own rule does.
    """

    rule: str
    rate: float
    since: date | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """What comes with a parcel, in yuan, and the share of returned goods that sells again."""

    freight: float
    far: tuple[tuple[str, float], ...]
    packing: float
    insurance: float
    resellable: float


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
        orders: kind of the order lists; jd for those of that platform.
        details: generation of the order details.
        shop_days: kind of the 生意参谋 files.
        masked: buyers, names and phones are starred out by the platform.
        overlap: the last but one month was downloaded too early, its last days again later.
        spoilt: totals row, thousands commas and remarks of several lines occur.
        month_grain: a 生意参谋 file by month exists.
        extras: further files there are: stock, service, reviews, market, item_traffic.
    """

    orders: Literal["csv", "xlsx", "jd"]
    details: Literal["old", "new", "none"]
    shop_days: Literal["xls", "xlsx"]
    masked: bool
    overlap: bool
    spoilt: bool
    month_grain: bool
    extras: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShopSpec:
    """A sample shop.

    Attributes:
        key: folder name.
        name: what the shop is called, an invented brand.
        platform: taobao, tmall or jd.
        category: what the platform files it under.
        start: first day of the shipped files.
        months: how many months they reach over.
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
        costs: what comes with a parcel.
        fees: what the platform takes.
        ads: plans of ad tools.
        affiliates: 淘宝客, `None` where the shop has none.
        free_from: yuan from which delivery is free.
        freight: yuan below that.
        quirks: how its files look.
        plan: what its plan names.
        notes: comments at the top of `shop.yaml`.
    """

    key: str
    name: str
    platform: Literal["taobao", "tmall", "jd"]
    category: str
    start: date
    months: int
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
    costs: Costs
    fees: tuple[Fee, ...]
    ads: tuple[AdTool, ...]
    affiliates: Affiliates | None
    free_from: float
    freight: float
    quirks: Quirks
    plan: PlanSpec
    notes: tuple[str, ...] = field(default=())
