"""What must be true: the value of one input at which a goal is just met, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np

from shopkit.finance.cash import lowest
from shopkit.finance.costs import FEN
from shopkit.finance.forecast import Forecast, forecast
from shopkit.finance.model import Model, Monthly, Rates
from shopkit.finance.timing import Floats

Goal = Literal["profit", "last_profit", "lowest_cash", "closing_cash"]
Why = Literal["one", "several", "always", "never"]
STEPS = 65  # places in between at which the goal is looked at
CLOSE = 1e-9  # of the span: how near a solution is found
RATES = {one.name for one in fields(Rates)}
UNMOVED = ("goods", "freight", "packing", "insurance")  # by the price: so much a unit or parcel


@dataclass(frozen=True, slots=True)
class Solved:
    """Where between two ends a goal is just met.

    Attributes:
        values: every value found, lowest first; a goal met throughout or nowhere has none.
        why: `one`; `several`, as a goal may be met, missed and met again; met `always`, or `never`.
        low: the lower end looked at.
        high: the upper end looked at.
        at_low: what the goal comes to there, above or below what is wanted.
        at_high: the same at the upper end.
    """

    values: tuple[float, ...]
    why: Why
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def only(self) -> float | None:
        """The value, where there is exactly one."""
        return self.values[0] if self.why == "one" else None


def solve(beyond: Callable[[float], float], low: float, high: float) -> Solved:
    """Return every value between two ends at which a figure is zero.

    The span is looked at in equal steps first, so that a goal that is met twice is told as such;
    what turns twice within one step stays unseen.

    Args:
        beyond: how far a figure is above what is wanted.
        low: the least the input may be.
        high: the most it may be.

    Raises:
        ValueError: The ends are out of order.
    """
    from scipy.optimize import brentq

    if not low < high:
        raise ValueError(f"low < high expected, not {low}, {high}")
    places: Floats = np.linspace(low, high, STEPS)
    found = np.array([beyond(float(place)) for place in places])
    turns = np.flatnonzero((found[:-1] < 0) != (found[1:] < 0))
    room = (high - low) * CLOSE
    values = tuple(
        float(brentq(beyond, places[at], places[at + 1], xtol=room)) for at in map(int, turns)
    )
    many: Why = "one" if len(values) == 1 else "several"
    why = many if values else "always" if found[0] >= 0 else "never"
    return Solved(values, why, low, high, float(found[0]), float(found[-1]))


def solve_for(
    model: Model, name: str, goal: Goal = "profit", span: tuple[float, float] = (0.0, 10.0)
) -> Solved:
    """Return the value of one input at which a goal of the months ahead is just met.

    Args:
        model: the plan.
        name: `sales`, `price`, `payroll`, `ads` or `fixed`: times the plan; `opening`: CNY;
            `goods_rate`, `ads_rate` …: one of the shares of sales.
        goal: profit after tax of all months, or of the last, at least zero; or the lowest or the
            closing cash at least what must be left.
        span: the least and the most the input may be.

    Raises:
        ValueError: There is no such input, or the ends are out of order.
    """
    changed(model, name, span[0])
    return solve(lambda value: beyond(forecast(changed(model, name, value)), goal), *span)


def beyond(made: Forecast, goal: Goal) -> float:
    """Return how far a forecast is above a goal, CNY; negative is short of it."""
    if goal == "profit":
        return int(made.left.sum()) / FEN
    if goal == "last_profit":
        return int(made.left[-1]) / FEN
    least = made.model.least_cny
    if goal == "lowest_cash":
        return lowest(made).cny - least
    return int(made.closing[-1]) / FEN - least


def changed(model: Model, name: str, value: float) -> Model:
    """Return a plan with one input changed: see `solve_for`.

    Raises:
        ValueError: There is no such input.
    """
    rate = name.removesuffix("_rate")
    if name.endswith("_rate") and rate in RATES:
        return replace(model, rates=replace(model.rates, **{rate: value}))
    if name not in CHANGES:
        raise ValueError(f"{name}: no input of that name")
    return replace(model, **CHANGES[name](model, value))


def _more(model: Model, value: float) -> dict[str, Any]:
    return {"sales_cny": tuple(cny * value for cny in model.sales_cny)}


def _dearer(model: Model, value: float) -> dict[str, Any]:
    """Change prices, buyers buying as much: goods and parcels cost what they did."""
    kept = {name: times(getattr(model.rates, name), 1 / value) for name in UNMOVED} if value else {}
    return _more(model, value) | {"rates": replace(model.rates, **kept)}


def _payroll(model: Model, value: float) -> dict[str, Any]:
    rates = replace(model.rates, commission=times(model.rates.commission, value))
    return {"payroll_cny": times(model.payroll_cny, value), "rates": rates}


def _ads(model: Model, value: float) -> dict[str, Any]:
    rates = replace(model.rates, ads=times(model.rates.ads, value))
    return {"ads_cny": times(model.ads_cny, value), "rates": rates}


def _fixed(model: Model, value: float) -> dict[str, Any]:
    known = [(one, one.amount_cny) for one in model.fixed]
    return {
        "fixed": tuple(
            one if amount is None else one.model_copy(update={"amount_cny": amount * value})
            for one, amount in known
        )
    }


def _opening(model: Model, value: float) -> dict[str, Any]:
    return {"opening_cny": value}


CHANGES: dict[str, Callable[[Model, float], dict[str, Any]]] = {
    "sales": _more,
    "price": _dearer,
    "payroll": _payroll,
    "ads": _ads,
    "fixed": _fixed,
    "opening": _opening,
}


def times(value: Monthly, factor: float) -> Monthly:
    """Return a value of one or of each month times a factor; unknown stays unknown."""
    if isinstance(value, tuple):
        return tuple(one * factor for one in value)
    return None if value is None else value * factor


def runway_months(cash_cny: float, spent_monthly_cny: float) -> float | None:
    """Return how many months money lasts; `None` where nothing is spent and it lasts for ever.

    Example:
        >>> runway_months(5_000, 4_000), runway_months(5_000, 0)
        (1.25, None)
    """
    return max(cash_cny, 0.0) / spent_monthly_cny if spent_monthly_cny > 0 else None


def runway(made: Forecast) -> int | None:
    """Return how many whole months pass before cash is below the least; `None`: it never is."""
    short = np.flatnonzero(made.closing < round(made.model.least_cny * FEN))
    return int(short[0]) if len(short) else None
