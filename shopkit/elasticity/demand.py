"""How demand answers to price: the elasticity of a product, its interval, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.elasticity.controls import Floats, Rows, ordinary, rows_of
from shopkit.elasticity.likelihood import Fit, fit

Of = Literal["units", "conversion"]
Refusal = Literal["no_history", "few_days", "few_units", "no_variation", "only_in_campaigns"]
Doubt = Literal["few_changes", "wide", "rises"]

LEVEL = 0.95
TWO_SIDED = 1.959964  # 95 % of a normal distribution
LEAST_DAYS = 60  # ordinary days with a price
LEAST_UNITS = 100  # on those days
LEAST_SPREAD = 0.02  # standard deviation of the logarithm of the price
LEAST_LEFT = 0.01  # of which no weekday, trend or season explains
LEAST_LEVELS = 2
STEP = 0.02  # prices closer than this, in logarithms, are one level
HELD = 3  # days a price stays away before it counts as changed
LEVEL_DAYS = 5  # before it counts as a level
LEAST_CHANGES = 4  # fewer, and whatever else changed that day passes for the price
WIDEST = 1.0  # half of an interval that still says something
METHOD = "poisson_ar1_reml"


@dataclass(frozen=True, slots=True)
class Elasticity:
    """The change of demand per change of price, both in logarithms: −2 is 2 % fewer per 1 % dearer.

    Attributes:
        value: the estimate; `None` where the history cannot tell.
        low: lower end of its interval.
        high: upper end.
        error: its standard error.
        level: how often such intervals hold the truth.
        of: `units`, or `conversion`: units per visitor.
        days: ordinary days it rests on.
        units: sold on them.
        price_levels: different prices among them, 2 % apart and held five days or more.
        changes: how often the price went from one to another.
        price_low: lowest price among them, CNY.
        price_high: highest.
        method: how it was estimated.
        trusted: whether to act on it.
        reason: why there is no estimate, or why it is not trusted; empty if it is.
    """

    value: float | None
    low: float | None
    high: float | None
    error: float | None
    level: float
    of: Of
    days: int
    units: int
    price_levels: int
    changes: int
    price_low: float | None
    price_high: float | None
    method: str
    trusted: bool
    reason: Refusal | Doubt | Literal[""]


def elasticity(days: pd.DataFrame, of: Of = "units") -> Elasticity:
    """Return the price elasticity of one product from its item-days, or why there is none.

    Days of campaigns are left out: traffic, coupons and the platform's own subsidies change with
    the price there, and each campaign in its own way. What is left is a Poisson regression of
    units on log price, weekday, trend, season and the days around campaigns, whose level wanders
    as an autoregression (see `likelihood`).

    The interval holds if the price did not answer to demand. A seller who cuts the price because
    sales are slow makes demand look less elastic than it is (more where slow weeks follow), and
    one who cuts it as demand rises by itself makes it look more elastic: no control for weekday
    and season sees that. Prices set by the calendar or by a test are safe.

    Args:
        days: the rows of one product of `item_days`.
        of: `units`, or `conversion` to divide by visitors, on days whose visitors are known; a
            price that also brings visitors is then judged by the buyers among them alone.
    """
    if days.empty:
        return _none("no_history", of)
    rows = rows_of(days, per_visitor=of == "conversion")
    seen = _Seen.of(rows)
    refusal = _refusal(rows, seen, days)
    if refusal:
        return _told(rows, seen, of, None, refusal)
    found = fit(rows)
    return _told(rows, seen, of, found, _doubt(found, seen))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The prices of ordinary days: spread, what controls leave of it, levels, changes."""

    spread: float
    left: float
    levels: int
    changes: int

    @classmethod
    def of(cls, rows: Rows) -> _Seen:
        if not len(rows.log_price):
            return cls(0.0, 0.0, 0, 0)
        steps = np.round((rows.log_price - rows.log_price.min()) / STEP)
        held = np.unique(steps, return_counts=True)[1] >= LEVEL_DAYS
        spread, left = float(rows.log_price.std()), _left(rows)
        return cls(spread, left, int(held.sum()), _changes(rows.log_price))


def _left(rows: Rows) -> float:
    """Return the standard deviation of log price that the controls do not explain."""
    fitted = rows.controls @ np.linalg.lstsq(rows.controls, rows.log_price, rcond=None)[0]
    return float((rows.log_price - fitted).std())


def _changes(log_price: Floats) -> int:
    """Return how often the price left its level for three days or more."""
    level, count = float(log_price[0]), 0
    for at in range(1, len(log_price) - HELD + 1):
        new = log_price[at : at + HELD]
        if (np.abs(new - level) > STEP).all():
            level, count = float(np.median(new)), count + 1
    return count


def _refusal(rows: Rows, seen: _Seen, days: pd.DataFrame) -> Refusal | Literal[""]:
    if len(rows.at) < LEAST_DAYS:
        return "few_days"
    if rows.units.sum() < LEAST_UNITS:
        return "few_units"
    varied = seen.spread >= LEAST_SPREAD and seen.left >= LEAST_LEFT
    if varied and seen.levels >= LEAST_LEVELS and seen.changes:
        return ""
    inside = np.log(days.loc[~ordinary(days), "unit_paid_cny"].dropna())
    lowest, highest = rows.log_price.min() - STEP, rows.log_price.max() + STEP
    other = (inside < lowest) | (inside > highest)
    return "only_in_campaigns" if other.sum() >= LEVEL_DAYS else "no_variation"


def _doubt(found: Fit, seen: _Seen) -> Doubt | Literal[""]:
    if seen.changes < LEAST_CHANGES:
        return "few_changes"
    half = TWO_SIDED * found.error
    if half > WIDEST and found.value <= half:
        return "wide"
    return "rises" if found.value > 0 else ""


def _told(
    rows: Rows, seen: _Seen, of: Of, found: Fit | None, reason: Refusal | Doubt | Literal[""]
) -> Elasticity:
    half = TWO_SIDED * found.error if found else 0.0
    some = len(rows.log_price) > 0
    return Elasticity(
        value=found.value if found else None,
        low=found.value - half if found else None,
        high=found.value + half if found else None,
        error=found.error if found else None,
        level=LEVEL,
        of=of,
        days=len(rows.at),
        units=int(rows.units.sum()),
        price_levels=seen.levels,
        changes=seen.changes,
        price_low=float(np.exp(rows.log_price.min())) if some else None,
        price_high=float(np.exp(rows.log_price.max())) if some else None,
        method=METHOD,
        trusted=not reason,
        reason=reason,
    )


def _none(reason: Refusal, of: Of) -> Elasticity:
    nothing = np.zeros(0)
    rows = Rows(nothing.astype(np.int64), nothing, nothing, nothing, np.zeros((0, 0)))
    return _told(rows, _Seen.of(rows), of, None, reason)
