"""Response curves fitted to what a channel spent and brought week by week, or why there is none.

Sales credited to ads are counts times baskets: their variance grows with their mean. So a curve is
fitted by quasi-Poisson likelihood: its scale is Σ sales ÷ Σ form for every shape, and the one
remaining parameter is searched for. Of log, power and Hill the one of the least deviance is taken.
A curve is only told where the weeks show one: enough of them, spends that differ, and sales that
bend away from a straight line. What is seen is how sales went along with spend: where the shop
spends more because demand is high anyway, the curve is too steep.

Source: Wedderburn (1974), quasi-likelihood; concave response as in Jin et al. (2017), Bayesian
methods for media mix modeling; the limits are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from shopkit.spending.curves import KINDS, Curve, Floats, Kind, assumed, form

State = Literal["fitted", "little", "steady", "straight", "unrelated"]
LEAST_WEEKS = 10  # with spend; fewer tell nothing of a bend
LEAST_RATIO = 1.5  # the 90th of the spends to the 10th: below, spend hardly varies
SURE = 3.841  # 95 % of chi-squared with one degree: the bend, or the relation, is no chance
WIDE = 1.642  # 80 % of the same, for the interval of the slope


@dataclass(frozen=True, slots=True)
class Fit:
    """What the weeks of a channel tell.

    Attributes:
        state: `fitted`; `little` too few weeks with spend; `steady` spend hardly varies;
            `straight` no saturation seen; `unrelated` sales do not follow spend.
        curve: of one week; `None` unless fitted.
        weeks: weeks with spend.
        spend_cny: mean spend of these weeks, CNY.
        paid_cny: mean sales credited, CNY.
        largest_cny: largest spend seen in a week: beyond it the curve is a guess.
        marginal: sales of one yuan more at the mean spend; NaN without a curve.
        marginal_low, marginal_high: its 80 % interval by the likelihood; NaN without a curve.
    """

    state: State
    curve: Curve | None
    weeks: int
    spend_cny: float
    paid_cny: float
    largest_cny: float
    marginal: float = np.nan
    marginal_low: float = np.nan
    marginal_high: float = np.nan


def fit(spend_cny: ArrayLike, paid_cny: ArrayLike) -> Fit:
    """Return the response curve of a channel, or why its weeks show none.

    Args:
        spend_cny: spend of each week, CNY; weeks without spend or unknown are left out.
        paid_cny: sales credited to it in the same week, CNY.
    """
    x, y = (np.asarray(each, dtype=np.float64) for each in (spend_cny, paid_cny))
    told = (x > 0) & (y >= 0)
    x, y = x[told], y[told]
    if len(x) < LEAST_WEEKS:
        return _without("little", x, y)
    low, high = np.quantile(x, (0.1, 0.9))
    if high < LEAST_RATIO * low:
        return _without("steady", x, y)
    if not y.sum():
        return _without("unrelated", x, y)
    return _judged(x, y)


def fits(weeks: pd.DataFrame) -> dict[str, Fit]:
    """Return the curve of every channel, or why there is none.

    Args:
        weeks: what `channel_weeks` returned.
    """
    return {
        str(name): fit(rows["spend_cny"], rows["ad_paid_cny"])
        for name, rows in weeks.groupby("channel", sort=True)
    }


def curves(found: Mapping[str, Fit], elasticity: float | None = None) -> dict[str, Curve]:
    """Return the curves of one week there are, by channel.

    Args:
        found: what `fits` returned.
        elasticity: for channels that show no saturation: a curve through their mean week with this
            assumed elasticity, marked as assumed; without it they are left out.
    """
    told = {name: one.curve for name, one in found.items() if one.curve}
    if elasticity is None:
        return told
    straight = {name: one for name, one in found.items() if one.state == "straight"}
    guessed = {n: assumed(one.spend_cny, one.paid_cny, elasticity) for n, one in straight.items()}
    return told | guessed


def fits_shown(found: Mapping[str, Fit]) -> pd.DataFrame:
    """Return the curves of channels as a frame.

    Returns:
        One row a channel: channel, curve_state, curve (empty without one), weeks_told,
        spend_weekly_cny, roi, marginal_roi, marginal_roi_low, marginal_roi_high (NaN without).
    """
    from shopkit.tables import check

    rows = [
        {
            "channel": name,
            "curve_state": one.state,
            "curve": one.curve.kind if one.curve else None,
            "weeks_told": one.weeks,
            "spend_weekly_cny": one.spend_cny,
            "roi": one.paid_cny / one.spend_cny if one.spend_cny else np.nan,
            "marginal_roi": one.marginal,
            "marginal_roi_low": one.marginal_low,
            "marginal_roi_high": one.marginal_high,
        }
        for name, one in found.items()
    ]
    return check(pd.DataFrame(rows, columns=COLUMNS))


COLUMNS = [
    *("channel", "curve_state", "curve", "weeks_told", "spend_weekly_cny", "roi"),
    *("marginal_roi", "marginal_roi_low", "marginal_roi_high"),
]


def _judged(x: Floats, y: Floats) -> Fit:
    """Return the best curve if it is surely better than no relation and than a straight line."""
    least, kind, shape = min(_best(kind, x, y) for kind in KINDS)
    spread = _spread(y, _fitted(y, form(kind, x, shape)), len(x))
    if deviance(y, np.full_like(y, y.mean())) - least < SURE * spread:
        return _without("unrelated", x, y)
    if deviance(y, _fitted(y, x)) - least < SURE * spread:
        return _without("straight", x, y)
    curve = Curve(kind, float(y.sum() / form(kind, x, shape).sum()), shape)
    low, high = _interval(curve, x, y, least + WIDE * spread)
    told, marginal = _without("fitted", x, y), float(curve.marginal(x.mean()))
    return replace(told, curve=curve, marginal=marginal, marginal_low=low, marginal_high=high)


def _best(kind: Kind, x: Floats, y: Floats) -> tuple[float, Kind, float]:
    """Return deviance, kind and shape of the best curve of a kind."""
    from scipy.optimize import minimize_scalar

    def off(at: float) -> float:
        return _off(kind, _shape(kind, at), x, y)

    grid = _ends(kind, x)
    tried = [off(at) for at in grid]
    best = int(np.argmin(tried))
    bounds = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    found = minimize_scalar(off, bounds=bounds, method="bounded")
    at = float(found.x) if found.fun <= tried[best] else float(grid[best])
    return off(at), kind, _shape(kind, at)


def _ends(kind: Kind, x: Floats) -> Floats:
    """Return where shapes are looked for: elasticities, or logarithms of spends."""
    if kind == "power":
        return np.linspace(0.02, 0.98, 25)
    middle = np.log(np.median(x))
    return cast("Floats", np.linspace(middle - 6, middle + 6, 25))


def _shape(kind: Kind, at: float) -> float:
    return float(at if kind == "power" else np.exp(at))


def _interval(curve: Curve, x: Floats, y: Floats, most: float) -> tuple[float, float]:
    """Return the least and largest slope at the mean spend of all curves about as likely.

    Of all three kinds: which of them it is, is not known either.
    """
    slopes = [float(curve.marginal(x.mean()))]
    for kind in KINDS:
        slopes += [_slope(kind, _shape(kind, at), x, y) for at in _likely(kind, x, y, most)]
    return min(slopes), max(slopes)


def _likely(kind: Kind, x: Floats, y: Floats, most: float) -> list[float]:
    """Return the ends of the parameters of a kind whose deviance is at most so much."""
    from scipy.optimize import brentq

    def above(at: float) -> float:
        return _off(kind, _shape(kind, at), x, y) - most

    _, _, shape = _best(kind, x, y)
    best = shape if kind == "power" else float(np.log(shape))
    if above(best) > 0:
        return []
    ends = _ends(kind, x)[[0, -1]]
    return [float(brentq(above, best, end)) if above(end) > 0 else float(end) for end in ends]


def _slope(kind: Kind, shape: float, x: Floats, y: Floats) -> float:
    scale = float(y.sum() / form(kind, x, shape).sum())
    return float(Curve(kind, scale, shape).marginal(x.mean()))


def _off(kind: Kind, shape: float, x: Floats, y: Floats) -> float:
    return deviance(y, _fitted(y, form(kind, x, shape)))


def _fitted(y: Floats, of_one: Floats) -> Floats:
    return cast("Floats", of_one * (y.sum() / of_one.sum()))


def deviance(y: Floats, expected: Floats) -> float:
    """Return the Poisson deviance of sales around what a curve expects; smaller is closer."""
    logs = np.log(np.where(y > 0, y / expected, 1.0))
    return float(2 * (y * logs - (y - expected)).sum())


def _spread(y: Floats, expected: Floats, weeks: int) -> float:
    """Return how much wider than Poisson the weeks scatter."""
    return float(((y - expected) ** 2 / expected).sum() / (weeks - 2))


def _without(state: State, x: Floats, y: Floats) -> Fit:
    if not len(x):
        return Fit(state, None, 0, np.nan, np.nan, np.nan)
    return Fit(state, None, len(x), float(x.mean()), float(y.mean()), float(x.max()))
