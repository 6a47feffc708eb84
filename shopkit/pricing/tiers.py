"""Low, middle and high prices: whether the high tier makes up what the low one loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

import pandas as pd

from shopkit.plan import Plan
from shopkit.pricing.solving import SLACK
from shopkit.pricing.unit import UnitTerms
from shopkit.tables import check

Tier = Literal["low", "middle", "high"]
TIERS: tuple[Tier, ...] = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class TierLine:
    """What a product of a tier leaves and sells.

    Attributes:
        tier: low, middle or high.
        left_cny: what is left of a unit, CNY; `None` is unknown.
        units: units a month; `None` is unknown.
        price_cny: its price.
        item: number of the product.
    """

    tier: Tier
    left_cny: float | None
    units: float | None
    price_cny: float | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Whether the tiers carry one another.

    Attributes:
        tiers: one row a tier: tier, products, units, unit_margin_cny, contribution_cny.
        total_cny: what all leave together, CNY a month.
        unknown: products of which units or what is left are unknown; they are not in it.
        most_low_units: units the low tier may sell before the whole loses; `None`: no limit.
        needed_high_units: units the high tier must sell so that the whole breaks even; `None`: it
            cannot, or nobody knows what a unit leaves.
    """

    tiers: pd.DataFrame
    total_cny: float
    unknown: tuple[str, ...]
    most_low_units: int | None
    needed_high_units: int | None

    @property
    def balanced(self) -> bool:
        """Whether nothing is lost in the whole."""
        return self.total_cny >= -SLACK


def tier_lines(plan: Plan, terms: Mapping[str, UnitTerms]) -> list[TierLine]:
    """Return the products of the plan that have a tier, at their price and planned units."""
    bare = UnitTerms()
    return [
        TierLine(
            tier=product.tier,
            left_cny=_left(terms.get(product.item_id, bare), product.price_cny),
            units=product.units_monthly,
            price_cny=product.price_cny,
            item=product.item_id,
        )
        for product in plan.products
        if product.tier is not None
    ]


def _left(terms: UnitTerms, price_cny: float | None) -> float | None:
    return None if price_cny is None else terms.left(price_cny)


def balance(lines: Sequence[TierLine], target_cny: float = 0.0) -> Balance:
    """Return what each tier leaves, and how many units of the high one carry the low one.

    Source: Σ (what is left of a unit × units) over the tiers ≥ the target.

    Args:
        lines: products or whole tiers.
        target_cny: what is to be left of all, CNY a month.
    """
    known = [one for one in lines if one.left_cny is not None and one.units is not None]
    made = {tier: [one for one in known if one.tier == tier] for tier in TIERS}
    left = {
        tier: sum((o.left_cny or 0) * (o.units or 0) for o in own) for tier, own in made.items()
    }
    units = {tier: float(sum(one.units or 0 for one in own)) for tier, own in made.items()}
    frame = pd.DataFrame(
        {
            "tier": list(TIERS),
            "products": [len(made[tier]) for tier in TIERS],
            "units": [units[tier] for tier in TIERS],
            "unit_margin_cny": [
                left[tier] / units[tier] if units[tier] else float("nan") for tier in TIERS
            ],
            "contribution_cny": [left[tier] if made[tier] else float("nan") for tier in TIERS],
        }
    )
    total = sum(left.values())
    high, low = _unit(known, "high"), _unit(known, "low")
    rest = total - left["high"] - target_cny
    return Balance(
        tiers=check(frame),
        total_cny=total,
        unknown=tuple(one.item for one in lines if one not in known),
        most_low_units=_most(low, total - left["low"] - target_cny),
        needed_high_units=_needed(high, -rest),
    )


def _unit(lines: Sequence[TierLine], tier: Tier) -> float | None:
    """Return what a unit of a tier leaves in its present mix; evenly mixed while it sells none."""
    own = [one for one in lines if one.tier == tier]
    whole = sum(one.units or 0 for one in own)
    if not own:
        return None
    if not whole:
        return sum(one.left_cny or 0 for one in own) / len(own)
    return sum((one.left_cny or 0) * (one.units or 0) for one in own) / whole


def _needed(unit: float | None, loss: float) -> int | None:
    if loss <= 0:
        return 0
    return ceil(loss / unit - SLACK) if unit is not None and unit > SLACK else None


def _most(unit: float | None, carried: float) -> int | None:
    if unit is None or unit > -SLACK:
        return None
    return max(int(carried / -unit + SLACK), 0)


@dataclass(frozen=True, slots=True)
class Mix:
    """How the units of a month divide over the tiers.

    Attributes:
        left_cny: what a unit of each tier leaves, CNY.
        units: units of all tiers, a month.
        shares: share of the units of each tier, 0–1.
    """

    left_cny: Mapping[Tier, float]
    units: float
    shares: Mapping[Tier, float]

    @property
    def unit_cny(self) -> float:
        """What a unit leaves on average, CNY."""
        return sum(self.left_cny[tier] * self.shares[tier] for tier in TIERS)

    def with_high(self, share: float) -> Mix:
        """Return the mix with another share of the high tier; middle and all units stay."""
        middle = self.shares["middle"]
        low = max(1 - middle - share, 0.0)
        return replace(self, shares={"low": low, "middle": middle, "high": share})

    def lines(self) -> list[TierLine]:
        """Return the tiers as `balance` takes them, in whole units."""
        return [
            TierLine(tier, self.left_cny[tier], round(self.units * self.shares[tier]))
            for tier in TIERS
        ]


def mix_of(found: Balance) -> Mix | None:
    """Return how the units of a balance divide; `None` unless every tier sells."""
    rows = found.tiers.set_index("tier").loc[list(TIERS)]
    left, sold = (rows[name].astype(float).tolist() for name in ("unit_margin_cny", "units"))
    if not all(sold):
        return None
    units = sum(sold)
    shares = [one / units for one in sold]
    return Mix(dict(zip(TIERS, left, strict=True)), units, dict(zip(TIERS, shares, strict=True)))


def mix_to_balance(
    left_cny: Mapping[Tier, float], middle_share: float, target_cny: float = 0.0
) -> dict[Tier, float] | None:
    """Return the shares of units at which low and high just leave a target, the middle's fixed.

    Args:
        left_cny: what a unit of each tier leaves, CNY.
        middle_share: share of units the middle tier keeps.
        target_cny: what a unit is to leave on average, CNY; fixed costs ÷ units earns them.

    Returns:
        The share of each tier, the low one as large as it may be; `None` if no mix does.

    Source: low × l + middle × m + high × h = target with l + m + h = 1.
    """
    low, middle, high = (left_cny[tier] for tier in TIERS)
    rest = 1 - middle_share
    carried = middle_share * middle - target_cny
    if carried + rest * low >= 0:
        return {"low": rest, "middle": middle_share, "high": 0.0}
    if carried + rest * high < 0:
        return None
    share = -(carried + rest * low) / (high - low)
    return {"low": rest - share, "middle": middle_share, "high": share}


def break_even_mix(
    fixed_cny: float, left_cny: Mapping[str, float], shares: Mapping[str, float]
) -> dict[str, float] | None:
    """Return the units of each product that together earn the fixed costs, its share kept.

    Source: fixed costs ÷ average contribution of a unit of the mix, then split by the mix.
    """
    average = sum(left_cny[name] * share for name, share in shares.items())
    if average <= 0:
        return None
    return {name: fixed_cny / average * share for name, share in shares.items()}
