"""When to order again: demand while the delivery is under way, its spread, and the least cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from shopkit.stock.eoq import economic_units, orders_yearly
from shopkit.stock.newsvendor import normal_loss
from shopkit.stock.numbers import Floats, floats, not_negative, service

ROUNDS = 1000
TOLERANCE = 1e-9


@dataclass(frozen=True)
class OverLead:
    """How a product sells and how long a delivery takes.

    Attributes:
        units_daily: mean units sold a day.
        units_spread: standard deviation of the units of a day.
        lead_days: from order to delivery; unknown makes everything that follows unknown.
        lead_spread_days: its standard deviation.
    """

    units_daily: ArrayLike
    units_spread: ArrayLike
    lead_days: ArrayLike
    lead_spread_days: ArrayLike = 0.0

    def __post_init__(self) -> None:
        """Refuse figures below zero."""
        not_negative(
            units_daily=self.units_daily,
            units_spread=self.units_spread,
            lead_days=self.lead_days,
            lead_spread_days=self.lead_spread_days,
        )

    @property
    def mean(self) -> Floats:
        """Return the units sold while a delivery is under way."""
        return floats(self.units_daily) * floats(self.lead_days)

    @property
    def spread(self) -> Floats:
        """Return their standard deviation: √(L σ² + d² σ_L²).

        Source: the sum of a random number of days, e.g. Snyder & Shen (2019), section 4.3.
        """
        of_days = floats(self.lead_days) * floats(self.units_spread) ** 2
        of_lead = (floats(self.units_daily) * floats(self.lead_spread_days)) ** 2
        return np.asarray(np.sqrt(of_days + of_lead), dtype=np.float64)


def safety_units(pace: OverLead, service_rate: ArrayLike) -> Floats:
    """Return the units held against spread; 0 where a chance of one half or less is asked for.

    z σ, z the normal quantile of the chance of not running out between two deliveries.

    Raises:
        PlanError: The chance is 1: no stock is enough.
    """
    rate = service(service_rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(rate <= 0.5, 0.0, ndtri(np.maximum(rate, 0.5)))  # noqa: PLR2004
    return np.asarray(np.where(np.isnan(rate), np.nan, z) * pace.spread, dtype=np.float64)


def reorder_point(pace: OverLead, service_rate: ArrayLike) -> Floats:
    """Return the units in stock and on order at which the next order is placed.

    daily demand × lead time + safety stock (source document 000)

    Raises:
        PlanError: The chance is 1: no stock is enough.
    """
    return np.asarray(pace.mean + safety_units(pace, service_rate), dtype=np.float64)


@dataclass(frozen=True)
class Costs:
    """What a policy of ordering costs, by product.

    Attributes:
        demand_yearly: units sold in a year.
        order_cost_cny: of placing one order.
        holding_cny: of holding one unit for a year.
        short_cny: of every unit asked for and not there.
    """

    demand_yearly: ArrayLike
    order_cost_cny: ArrayLike
    holding_cny: ArrayLike
    short_cny: ArrayLike


@dataclass(frozen=True)
class Policy:
    """Order so many units whenever stock and what is on order falls to a point.

    Attributes:
        reorder_units: the point; 0 where nothing is sold, NaN where a unit short costs too little
            to hold stock against.
        order_units: units of each order.
        yearly_cny: what ordering, holding and running short cost in a year.
    """

    reorder_units: Floats
    order_units: Floats
    yearly_cny: Floats


def best_policy(costs: Costs, mean: ArrayLike, spread: ArrayLike) -> Policy:
    """Return the reorder point and order of least expected cost, demand over the lead being normal.

    r = F⁻¹(1 − Q h / (p λ)) and Q = √(2 λ (K + p n(r)) / h) in turn until neither moves; n is the
    loss function. This is the expected-inventory-level approximation: what is held counts as
    r − μ + Q / 2, near where running out is rare, Q h far below p λ. Beyond the exact optimum
    (`exact_policy`) it cost less than 0.01 % more up to Q h = 0.2 p λ, and 0.06 % at half, where
    it took its own cost 0.8 % too low (tests/test_stock_exact.py).

    Source: Whitin (1953), Hadley & Whitin (1963); the figures of example 5.2 of Snyder & Shen
    (2019) as its author's program prints them (the book itself was not read).

    Args:
        costs: of a year.
        mean: units sold over the lead time.
        spread: their standard deviation.

    Raises:
        PlanError: Holding costs nothing, or a figure is negative.

    Example:
        >>> found = best_policy(Costs(1300, 8, 0.225, 7.5), 1300 / 12, 150 / 12**0.5)
        >>> round(float(found.reorder_units), 2), round(float(found.order_units), 1)
        (213.97, 318.6)
    """
    not_negative(short_cny=costs.short_cny, mean=mean, spread=spread)
    demand, holding = floats(costs.demand_yearly), floats(costs.holding_cny)
    order, short = floats(costs.order_cost_cny), floats(costs.short_cny)
    middle, wide = floats(mean), floats(spread)
    units = economic_units(demand, order, holding)
    point = np.full(np.shape(units + middle + wide), np.nan)
    for _ in range(ROUNDS):
        before = units
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = 1 - units * holding / (short * demand)
            point = middle + np.where(rate > 0, ndtri(rate), np.nan) * wide
            missing = normal_loss(point, middle, wide)
            units = np.sqrt(2 * demand * (order + short * missing) / holding)
        if not (np.abs(units - before) > TOLERANCE * np.maximum(units, 1)).any():
            break
    still = np.broadcast_to(demand == 0, np.shape(units))
    point, units = np.where(still, 0.0, point), np.where(still, 0.0, units)
    cost = policy_cost(costs, (point, units), (middle, wide))
    return Policy(point, units, np.where(still, 0.0, cost))


def policy_cost(
    costs: Costs, policy: tuple[ArrayLike, ArrayLike], over_lead: tuple[ArrayLike, ArrayLike]
) -> Floats:
    """Return what a policy costs in a year, CNY.

    h (r − μ + Q / 2) + (K + p n(r)) λ / Q

    Args:
        costs: of a year.
        policy: reorder point and order, units.
        over_lead: mean and standard deviation of the units sold over the lead time.
    """
    (point, units), (middle, wide) = map(floats, policy), map(floats, over_lead)
    held = floats(costs.holding_cny) * (point - middle + units / 2)
    missing = normal_loss(point, middle, wide)
    each = floats(costs.order_cost_cny) + floats(costs.short_cny) * missing
    return np.asarray(held + each * orders_yearly(costs.demand_yearly, units), dtype=np.float64)
