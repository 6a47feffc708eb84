"""Stock that is bought once, before anybody knows what sells: too much against too little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri
from scipy.stats import poisson

from shopkit.errors import PlanError, Problem
from shopkit.stock.numbers import Floats, floats, not_negative, service

ROOT_TWO_PI = np.sqrt(2 * np.pi)
TINY = 1e-9  # units: less spread than this is none
FAR = 38.0  # standard deviations: the density beyond is 0 in floats
SLACK = 1e-12  # so that 0.8 × 5 draws are four of them


class Demand(Protocol):
    """What may be asked for of each product, never below zero."""

    def quantile(self, ratio: Floats) -> Floats:
        """Return the units that suffice with a chance."""

    def sold(self, units: Floats) -> Floats:
        """Return the units expected to be sold where there are so many."""

    def mean(self) -> Floats:
        """Return the units expected to be asked for."""


def normal_loss(units: ArrayLike, mean: ArrayLike, spread: ArrayLike) -> Floats:
    """Return the units expected to be asked for beyond so many, demand being normal.

    σ (φ(z) − z (1 − Φ(z))), z = (units − μ) ÷ σ

    Source: the standard loss function, e.g. Snyder & Shen (2019), appendix C.
    """
    at, middle, wide = np.broadcast_arrays(floats(units), floats(mean), floats(spread))
    spread_out = wide > TINY
    safe = np.where(spread_out, wide, 1.0)
    z = np.where(spread_out, (at - middle) / safe, 0.0)
    loss = safe * np.exp(-(np.clip(z, -FAR, FAR) ** 2) / 2) / ROOT_TWO_PI - (at - middle) * ndtr(-z)
    sure = np.maximum(middle - at, 0.0)
    return np.where(np.isnan(wide), np.nan, np.where(spread_out, loss, sure))


@dataclass(frozen=True)
class Normal:
    """Normal demand; what it has below zero counts as zero.

    Attributes:
        middle: mean units by product.
        spread: standard deviation, units.
    """

    middle: ArrayLike
    spread: ArrayLike

    def __post_init__(self) -> None:
        """Refuse figures below zero."""
        not_negative(units_expected=self.middle, units_spread=self.spread)

    def quantile(self, ratio: Floats) -> Floats:
        """Return the units that suffice with a chance."""
        wide = floats(self.spread)
        with np.errstate(invalid="ignore"):
            far = np.where(wide == 0, 0.0, ndtri(ratio) * wide)
        return np.maximum(floats(self.middle) + np.where(np.isnan(ratio), np.nan, far), 0.0)

    def sold(self, units: Floats) -> Floats:
        """Return the units expected to be sold where there are so many."""
        return self.mean() - normal_loss(units, self.middle, self.spread)

    def mean(self) -> Floats:
        """Return the units expected to be asked for."""
        return normal_loss(0.0, self.middle, self.spread)


@dataclass(frozen=True)
class Poisson:
    """Poisson demand: single buyers who know nothing of each other.

    Attributes:
        middle: mean units by product.
    """

    middle: ArrayLike

    def __post_init__(self) -> None:
        """Refuse figures below zero."""
        not_negative(units_expected=self.middle)

    def quantile(self, ratio: Floats) -> Floats:
        """Return the least whole units that suffice with a chance."""
        return np.maximum(floats(poisson.ppf(ratio, floats(self.middle))), 0.0)

    def sold(self, units: Floats) -> Floats:
        """Return the units expected to be sold where there are so many."""
        whole = np.floor(floats(units))
        below, above = self._of_whole(whole), self._of_whole(whole + 1)
        return below + (units - whole) * (above - below)

    def _of_whole(self, units: Floats) -> Floats:
        middle = floats(self.middle)
        all_sold = middle * poisson.cdf(units - 2, middle)
        return np.asarray(all_sold + units * poisson.sf(units - 1, middle), dtype=np.float64)

    def mean(self) -> Floats:
        """Return the units expected to be asked for."""
        return floats(self.middle)


@dataclass(frozen=True)
class Empirical:
    """Demand as it was, or as it was drawn: every draw as likely as any other.

    Attributes:
        draws: units, one row a product and one column a draw; one row alone is one product.
    """

    draws: ArrayLike

    def __post_init__(self) -> None:
        """Refuse no draws, and units below zero.

        Raises:
            PlanError: One of them.
        """
        not_negative(units_expected=self.draws)
        if not floats(self.draws).size:
            raise PlanError(Problem("stock_no_draws", "stock.units_expected"))

    def quantile(self, ratio: Floats) -> Floats:
        """Return the least units that were enough in such a share of the draws."""
        ranked = np.sort(np.atleast_2d(floats(self.draws)), axis=1)
        count = ranked.shape[1]
        ratios = np.broadcast_to(np.atleast_1d(ratio), (max(len(ranked), np.size(ratio)),))
        known = np.nan_to_num(ratios)
        at = np.clip(np.ceil(known * count - SLACK).astype(int) - 1, 0, count - 1)
        rows = np.broadcast_to(ranked, (len(ratios), count))
        found = np.where(known > 0, rows[np.arange(len(ratios)), at], 0.0)
        found = np.where(np.isnan(ratios), np.nan, found)
        return found if np.ndim(self.draws) > 1 or np.ndim(ratio) else found[0]

    def sold(self, units: Floats) -> Floats:
        """Return the units expected to be sold where there are so many."""
        return np.asarray(np.minimum(floats(self.draws), floats(units)[..., None]).mean(axis=-1))

    def mean(self) -> Floats:
        """Return the units expected to be asked for."""
        return np.asarray(floats(self.draws).mean(axis=-1), dtype=np.float64)


@dataclass(frozen=True)
class Money:
    """What a unit brings and costs, CNY, by product.

    Attributes:
        price_cny: received for a unit, after discounts and what is taken as a share of it.
        cost_cny: paid for it.
        salvage_cny: what a left-over unit still brings.
    """

    price_cny: ArrayLike
    cost_cny: ArrayLike
    salvage_cny: ArrayLike = 0.0


def critical_ratio(money: Money) -> Floats:
    """Return the chance of not running out that earns most (0–1); 0 where a unit earns nothing.

    (price − cost) ÷ (price − salvage)

    Source: the newsvendor of Arrow, Harris & Marschak (1951), as in Snyder & Shen (2019), ch. 4.

    Raises:
        PlanError: A left-over brings what it cost or more, so that no order is too large.

    Example:
        >>> round(float(critical_ratio(Money(1.0, 0.3, 0.12))), 4)
        0.7955
    """
    price, cost = floats(money.price_cny), floats(money.cost_cny)
    salvage = floats(money.salvage_cny)
    not_negative(price_cny=price, cost_cny=cost, salvage_cny=salvage)
    price, cost, salvage = np.broadcast_arrays(price, cost, salvage)
    endless = (salvage >= cost) & (price > cost)
    if endless.any():
        said = f"{salvage[endless].max():g} ≥ {cost[endless].max():g}"
        raise PlanError(Problem("stock_salvage", "stock.salvage_cny", said))
    earns = price > cost
    over = np.where(earns, price - salvage, 1.0)
    ratio = np.where(earns, (price - cost) / over, 0.0)
    return np.where(np.isnan(price) | np.isnan(cost) | np.isnan(salvage), np.nan, ratio)


def newsvendor(demand: Demand, ratio: ArrayLike) -> Floats:
    """Return the units to buy so that they suffice with a chance (`critical_ratio`); none for 0.

    Raises:
        PlanError: The chance is 1: no stock is enough.

    Example:
        >>> round(float(newsvendor(Normal(50, 8), critical_ratio(Money(1.0, 0.3, 0.12)))), 2)
        56.6
    """
    chance = service(ratio)
    return np.asarray(np.where(chance == 0, 0.0, demand.quantile(chance)), dtype=np.float64)


@dataclass(frozen=True)
class Outcome:
    """What is to be expected of an order, by product.

    Attributes:
        sold_units: sold at the price.
        left_units: left over.
        short_units: asked for and not there.
        profit_cny: earned less what the order cost.
    """

    sold_units: Floats
    left_units: Floats
    short_units: Floats
    profit_cny: Floats


def outcome(demand: Demand, units: ArrayLike, money: Money) -> Outcome:
    """Return what is to be expected where so many units are bought."""
    bought = floats(units)
    sold = demand.sold(bought)
    left = bought - sold
    received = floats(money.price_cny) * sold + floats(money.salvage_cny) * left
    profit = received - floats(money.cost_cny) * bought
    return Outcome(sold, left, demand.mean() - sold, profit)
