"""Price policies as calculations: cost-plus, penetration, endings, stages, clearance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, log
from typing import Literal

import pandas as pd

from shopkit.pricing.solving import price_for
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.waterfall import fen
from shopkit.tables import check

Direction = Literal["nearest", "up", "down"]
TENTHS = 10  # fen
YUAN = 100  # fen
STAGE_MARGINS = {  # share of the way from the least margin to the target
    **{"introduction": 0.0, "growth": 0.5, "maturity": 1.0, "decline": 0.0}
}


def cost_plus(unit_cost_cny: float, markup_rate: float) -> float:
    """Return the price of a markup on what a unit costs, CNY.

    Example:
        >>> cost_plus(200, 0.5)
        300.0
    """
    return unit_cost_cny * (1 + markup_rate)


def margin_of(markup_rate: float) -> float:
    """Return the margin (share of the price) of a markup (share of the cost)."""
    return markup_rate / (1 + markup_rate)


def markup_of(margin_rate: float) -> float:
    """Return the markup (share of the cost) of a margin (share of the price), below 1."""
    return margin_rate / (1 - margin_rate) if margin_rate < 1 else inf


def penetration_margin(
    reputation: float, goal: float, first_rate: float, last_rate: float
) -> float:
    """Return the margin to ask at a reputation: thin at first, higher as the reputation grows.

    It rises in a straight line from the first to the last, which it has from the goal on.

    Args:
        reputation: how far it is: good reviews, credit, sales so far.
        goal: the reputation at which the shop asks its full margin.
        first_rate: margin without any reputation.
        last_rate: margin at the goal.
    """
    grown = min(max(reputation / goal, 0.0), 1.0) if goal > 0 else 1.0
    return first_rate + (last_rate - first_rate) * grown


def penetration(
    terms: UnitTerms, reputations: Sequence[float], rates: tuple[float, float]
) -> pd.DataFrame:
    """Return the price at each step of a growing reputation, the last of them the goal.

    Args:
        terms: what a unit is counted with.
        reputations: one a step.
        rates: margin at first and at the goal.

    Returns:
        reputation, margin_aimed, price_cny (NaN where unknown or none is enough).
    """
    goal = max(reputations)
    margins = [penetration_margin(one, goal, *rates) for one in reputations]
    prices = [price_for(terms, margin) for margin in margins]
    frame = {"reputation": list(reputations), "margin_aimed": margins, "price_cny": known(prices)}
    return check(pd.DataFrame(frame))


def known(prices: Sequence[float | None]) -> list[float]:
    """Return prices as numbers: unknown and infinite ones are NaN."""
    return [float("nan") if p is None or p == inf else float(p) for p in prices]


def with_ending(
    price_cny: float, endings: Sequence[int], direction: Direction = "nearest"
) -> float:
    """Return the nearest price with an allowed last digit, CNY; the dearer of two as near.

    The last digit is that of whole yuan from 100 yuan on (199), below that of tenths (29.9).

    Args:
        price_cny: what was calculated.
        endings: allowed last digits; none allows any and leaves the price in whole fen.
        direction: `up` where it must not fall below, as for a floor; `down` not above.

    Example:
        >>> with_ending(186.4, [9]), with_ending(186.4, [9], "down"), with_ending(30.2, [9])
        (189.0, 179.0, 29.9)
    """
    whole = fen(price_cny)
    if not endings:
        return whole / 100
    found = [one for one in _ends(whole, endings) if one > 0]
    above = [one for one in found if one >= whole]
    below = [one for one in found if one <= whole]
    if direction == "up" or not below:
        return min(above) / 100
    if direction == "down":
        return max(below) / 100
    return min(found, key=lambda one: (abs(one - whole), -one)) / 100


def _ends(whole: int, endings: Sequence[int]) -> list[int]:
    """Return prices in fen around one that have an allowed ending, on both sides of it."""
    unit = YUAN if whole >= 100 * YUAN else TENTHS
    tens = whole // (10 * unit)
    return [
        (10 * ten + digit % 10) * unit for ten in range(tens - 1, tens + 2) for digit in endings
    ]


def stage_price(
    terms: UnitTerms, stage: str, least_rate: float, target_rate: float
) -> float | None:
    """Return the price for a stage of a product's life, CNY.

    New products enter near the least margin, growing ones half way, mature ones earn the target,
    declining ones go back to the least; what has to go goes by `clearance_path`.

    Args:
        terms: what a unit is counted with.
        stage: introduction, growth, maturity or decline.
        least_rate: least margin of the plan.
        target_rate: margin the plan aims at.
    """
    margin = least_rate + (target_rate - least_rate) * STAGE_MARGINS[stage]
    return price_for(terms, margin)


def clearance_path(
    price_cny: float, last_cny: float, largest_change_rate: float, weeks: int | None = None
) -> pd.DataFrame:
    """Return the price of each week from today's to the last one, in equal relative steps.

    Args:
        price_cny: today's price.
        last_cny: where it ends: the floor, or below it where the goods only take room.
        largest_change_rate: by how much a price may change in a week.
        weeks: how many steps; as few as allowed without it.

    Returns:
        week (0 is today) and price_cny; with more weeks than needed the steps are smaller, with
        fewer the price does not get there.
    """
    way = log(max(last_cny, 0.01) / price_cny)
    step = log(1 - largest_change_rate) if largest_change_rate < 1 else -inf
    needed = max(ceil(way / step - 1e-9), 1) if way < 0 else 0
    many = needed if weeks is None else weeks
    each = max(way / many, step) if many else 0.0
    prices = [round(price_cny * 2.718281828459045 ** (each * n), 2) for n in range(many + 1)]
    return check(pd.DataFrame({"week": range(many + 1), "price_cny": prices}))


@dataclass(frozen=True, slots=True)
class Retail:
    """A retail price from the market and the cost.

    Attributes:
        price_cny: the price, CNY.
        least_cny: the least the coming cost allows.
        fits: whether the market pays that; if not, the price stands above the market.
    """

    price_cny: float
    least_cny: float
    fits: bool


def retail_price(
    market_cny: float, unit_cost_cny: float, cost_trend_rate: float, margin_rate: float
) -> Retail:
    """Return the retail price: that of the market, unless the coming cost needs more.

    Args:
        market_cny: what the market pays.
        unit_cost_cny: what a unit costs today.
        cost_trend_rate: by how much the cost is about to change, as 0.1.
        margin_rate: least margin on the price.
    """
    coming = unit_cost_cny * (1 + cost_trend_rate)
    least = coming / (1 - margin_rate)
    return Retail(max(market_cny, least), least, least <= market_cny)
