"""What one unit costs whatever it is sold for, and what shares of its price others take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

ToldBy = Literal["plan", "costs", "past", "shop", "rule", "one_parcel", "dearest", "unknown"]
COMPONENTS = {  # cost: the terms any of which must be known
    "refund": ("refund_rate",),
    "cost_goods": ("goods_cny",),
    "cost_platform": ("platform_rate",),
    "cost_affiliate": ("affiliate_rate",),
    "cost_ads": ("ads_rate", "ads_cny"),
    "cost_freight": ("freight_cny",),
    "cost_packing": ("packing_cny",),
    "cost_insurance": ("insurance_cny",),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Where one of the terms comes from.

    Attributes:
        name: the term, as `goods_cny`.
        told_by: the plan, the cost tables (`dearest` of several SKUs), the product's own past
            sales, those of the whole shop where it sold too little, a rule of the platform, one
            parcel a unit as no past says more, or nobody.
        certain: whether it may be used without asking.
    """

    name: str
    told_by: ToldBy
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTerms:
    """What a unit is counted with; `None` is unknown and left out, never taken as zero.

    Attributes:
        item: number or SKU of the product.
        goods_cny: what a unit costs, CNY.
        kept_rate: share of that cost the shop bears; less than 1 where returns are sold again.
        refund_rate: share of what is paid that is refunded.
        platform_rate: share of net sales the platform takes.
        affiliate_rate: share of what is paid that promoters take.
        ads_rate: share of what is paid that is spent on ads.
        ads_cny: what is spent on ads for a unit, CNY; a click costs the same at any price.
        freight_cny: the unit's part of its parcel, CNY, as those below.
        packing_cny: packing of the unit and its part of the parcel's.
        insurance_cny: its part of the return insurance.
        rules_unknown: rules of the platform whose rate nobody knows.
        sources: where each comes from.
    """

    item: str = ""
    goods_cny: float | None = None
    kept_rate: float = 1.0
    refund_rate: float | None = None
    platform_rate: float | None = None
    affiliate_rate: float | None = None
    ads_rate: float | None = None
    ads_cny: float | None = None
    freight_cny: float | None = None
    packing_cny: float | None = None
    insurance_cny: float | None = None
    rules_unknown: tuple[str, ...] = ()
    sources: tuple[Told, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What nothing is known of: `refund`, `cost_freight` …; every figure is before these."""
        bare = [
            cost
            for cost, names in COMPONENTS.items()
            if all(getattr(self, name) is None for name in names)
        ]
        return (*bare, *self.rules_unknown)

    @property
    def net_rate(self) -> float:
        """Share of what is paid that is not refunded."""
        return 1 - (self.refund_rate or 0.0)

    @property
    def kept_of_price(self) -> float:
        """Share of what is paid that is left after everything that is a share of it."""
        taken = (self.affiliate_rate or 0.0) + (self.ads_rate or 0.0)
        return self.net_rate * (1 - (self.platform_rate or 0.0)) - taken

    @property
    def per_unit_cny(self) -> float | None:
        """What a unit costs whatever its price, CNY; unknown while its goods are."""
        if self.goods_cny is None:
            return None
        others = (self.ads_cny, self.freight_cny, self.packing_cny, self.insurance_cny)
        return self.goods_cny * self.kept_rate + sum(cny or 0.0 for cny in others)

    @property
    def before_ads(self) -> UnitTerms:
        """The same without any ads."""
        return replace(self, ads_rate=0.0, ads_cny=0.0)

    def left(self, paid_cny: float) -> float | None:
        """Return what is left of a unit sold for a price, CNY: its contribution.

        Source: the planned twin of docs/profit.md: paid − refunds − every cost that is known.

        Example:
            >>> round(UnitTerms(goods_cny=41, platform_rate=0.05, freight_cny=4.5).left(99), 2)
            48.55
        """
        costs = self.per_unit_cny
        return None if costs is None else paid_cny * self.kept_of_price - costs

    def margin_rate(self, paid_cny: float) -> float | None:
        """Return what is left as a share of net sales; unknown while it or a price is."""
        left = self.left(paid_cny)
        net = paid_cny * self.net_rate
        return None if left is None or not net else left / net
