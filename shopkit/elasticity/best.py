"""The price that earns most, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shopkit.elasticity.controls import Floats
from shopkit.elasticity.demand import Elasticity

DRAWS = 2_000
PRICES = 401  # of a range, where no price points are given
EDGE = 0.005  # of the price: this close to an end of the range the best lies beyond it
TAILS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a best price is looked for with.

    Attributes:
        price: today's, CNY.
        units: sold at it in the time the gain is told for.
        low: lowest price to look at, CNY; prices nobody has asked yet are guesses.
        high: highest.
        candidates: the price points allowed; none is any price of the range.
    """

    price: float
    units: float
    low: float
    high: float
    candidates: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BestPrice:
    """The price that earns most on average over what the elasticity may be.

    Attributes:
        price: CNY.
        low: of the prices that would be best if the elasticity were known, the lowest but for
            2.5 % of what it may be.
        high: the highest but for as many.
        gain_cny: what it earns above today's price, in the time of `Asked.units`.
        gain_low_cny: the least but for 2.5 %.
        gain_high_cny: the most but for as many.
        units: expected at the price.
        at_edge: the best may lie beyond the range looked at: its end is the best of it.
        better: probability that it earns more than today's price.
    """

    price: float
    low: float
    high: float
    gain_cny: float
    gain_low_cny: float
    gain_high_cny: float
    units: float
    at_edge: bool
    better: float


def best_price(
    found: Elasticity,
    unit_left: Callable[[float], float],
    asked: Asked,
    rng: np.random.Generator,
) -> BestPrice | None:
    """Return the price of a range that leaves most, with its uncertainty; `None` without estimate.

    The elasticity is drawn from its sampling distribution; for each draw units follow
    units × (price / today's) ^ elasticity. With a constant elasticity e below −1, a cost c of a
    unit and no rates on the price the optimum is c · e / (e + 1), the Lerner condition.

    Source: Lerner, The concept of monopoly and the measurement of monopoly power, Review of
    Economic Studies 1 (1934) 157-175.

    Args:
        found: the elasticity.
        unit_left: what a unit leaves at a price, CNY, before fixed costs.
        asked: today's price and the range.
        rng: for the draws.
    """
    if found.value is None or found.error is None:
        return None
    drawn = rng.normal(found.value, found.error, DRAWS)
    prices = _prices(asked)
    left = np.array([unit_left(float(price)) for price in prices])
    ratio = np.log(prices / asked.price)
    now = unit_left(asked.price) * asked.units
    gains = asked.units * left * np.exp(drawn[:, None] * ratio) - now
    mean = gains.mean(axis=0)
    at = int(mean.argmax())
    each = prices[gains.argmax(axis=1)]
    low, high = np.quantile(each, TAILS, method="inverted_cdf")
    worst, most = np.quantile(gains[:, at], TAILS)
    return BestPrice(
        price=float(prices[at]),
        low=float(low),
        high=float(high),
        gain_cny=float(mean[at]),
        gain_low_cny=float(worst),
        gain_high_cny=float(most),
        units=float(asked.units * np.exp(drawn * ratio[at]).mean()),
        at_edge=_at_edge(prices[at], asked),
        better=float((gains[:, at] > 0).mean()),
    )


def _prices(asked: Asked) -> Floats:
    if not asked.candidates:
        return np.linspace(asked.low, asked.high, PRICES)
    inside: Sequence[float] = [p for p in asked.candidates if asked.low <= p <= asked.high]
    return np.array(inside or [asked.price])


def _at_edge(price: float, asked: Asked) -> bool:
    ends = _prices(asked)
    near = (abs(price - ends.min()), abs(price - ends.max()))
    return float(min(near)) <= EDGE * price
