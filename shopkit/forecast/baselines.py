"""Forecasts any other has to beat: the same weekday of last week, and exponential smoothing."""

from __future__ import annotations

import warnings

import numpy as np

from shopkit.forecast.lines import Coming, Line, Past
from shopkit.forecast.numbers import WEEK, Dates, Floats
from shopkit.forecast.spells import Spell

YEAR_DAYS = 364  # keeps every weekday in its place
LEVEL_DAYS, LEAST_LEVEL_DAYS = 28, 14
ETS_DAYS = 400  # older days weigh nothing in a smoothed level
LEAST_SPREAD = 1e-6


def naive_scale(values: Floats, season: int = WEEK) -> float:
    """Return the mean absolute error of the seasonal naive forecast inside a history.

    The mean of |y(t) − y(t − m)| over the days both of which are known; NaN without such days.

    Source: Hyndman and Koehler (2006), Another look at measures of forecast accuracy.

    Example:
        >>> naive_scale(np.array([2.0, 4, 3, 7, 5, 4]), season=2)
        2.25
    """
    errors = np.abs(values[season:] - values[:-season])
    known = errors[np.isfinite(errors)]
    return float(known.mean()) if len(known) else float("nan")


def mase(actual: Floats, expected: Floats, scale: float) -> float:
    """Return the mean absolute scaled error: below 1 is better than the naive inside the history.

    Source: Hyndman and Koehler (2006).

    Example:
        >>> mase(np.array([10.0, 12.0]), np.array([11.0, 15.0]), scale=4.0)
        0.5
    """
    errors = np.abs(actual - expected)
    known = errors[np.isfinite(errors)]
    return float(known.mean()) / scale if len(known) and scale > 0 else float("nan")


def seasonal_naive(past: Past, coming: Coming, rng: np.random.Generator) -> Line:
    """Return the figure of the same weekday of last week for every day ahead.

    A day of a campaign that was in the history a year before takes that year's day, counted from
    the day the campaign is named after or from its first, times the change of the level since;
    lifts that the plan gives are multiplied on. The spread grows with the number of weeks ahead.
    """
    ahead = coming.ahead
    week = _last_week(past)
    at = (ahead.days - past.days[-1]).astype(int)
    expected = week[(at - 1) % WEEK] * np.exp(ahead.lift[past.factor])
    aligned = _year_before(past, ahead.days, (ahead.before, ahead.coming[past.factor]))
    expected = np.where(np.isfinite(aligned), aligned, expected)
    logs = bool(np.nanmin(past.values) > 0)
    shown = np.log(past.values) if logs else past.values
    spread = _spread(shown)
    weeks = np.arange(int(np.ceil(at.max(initial=1) / WEEK)))
    size = (coming.draws, len(weeks), WEEK)
    walked = np.cumsum(rng.normal(0.0, spread, size), axis=1).reshape(coming.draws, -1)
    return Line(expected, _around(expected, walked[:, at - 1], logs=logs))


def _spread(shown: Floats) -> float:
    """Return the standard deviation of the change in a week, of all values where none is known."""
    changes = shown[WEEK:] - shown[:-WEEK]
    known = changes[np.isfinite(changes)]
    told = known if len(known) > WEEK else shown[np.isfinite(shown)]
    return max(float(told.std()), LEAST_SPREAD)


def _last_week(past: Past) -> Floats:
    """Return the latest known values of the seven weekdays, that of tomorrow first."""
    held = np.full(WEEK, np.nan)
    for back in range(1, WEEK + 1):
        own = past.values[-back::-WEEK]
        known = own[np.isfinite(own)]
        held[WEEK - back] = known[0] if len(known) else np.nan
    known = past.values[np.isfinite(past.values)]
    level: Floats = np.where(np.isfinite(held), held, known[-WEEK:].mean())
    return level


def _year_before(
    past: Past, days: Dates, found: tuple[tuple[Spell, ...], tuple[Spell, ...]]
) -> Floats:
    values = np.full(len(days), np.nan)
    growth = _growth(past.values)
    if not np.isfinite(growth):
        return values
    before, coming = (_anchors(spells) for spells in found)
    for key, (anchor, first, last) in coming.items():
        years = [told for other, told in before.items() if other[0] == key[0] and other[1] < key[1]]
        if not years:
            continue
        then = max(years)
        for at, day in enumerate(days):
            same = then[0] + (day - anchor)
            place = int((same - past.days[0]).astype(int))
            inside = first <= day <= last and then[1] <= same <= then[2]
            if inside and 0 <= place < len(past.values):
                values[at] = past.values[place] * growth
    return values


def _growth(values: Floats) -> float:
    """Return how many times its level of a year ago a figure has; NaN where too few days tell."""
    if len(values) < YEAR_DAYS + LEVEL_DAYS:
        return float("nan")
    now, then = values[-LEVEL_DAYS:], values[-LEVEL_DAYS - YEAR_DAYS : -YEAR_DAYS]
    both = np.isfinite(now) & np.isfinite(then)
    below = float(then[both].sum())
    enough = both.sum() >= LEAST_LEVEL_DAYS and below > 0
    return float(now[both].sum()) / below if enough else float("nan")


Anchor = tuple[np.datetime64, np.datetime64, np.datetime64]


def _anchors(found: tuple[Spell, ...]) -> dict[tuple[str, int], Anchor]:
    """Return the day each campaign is aligned by, its first and its last, by key and year."""
    held: dict[tuple[str, int], list[Spell]] = {}
    for one in found:
        if one.campaign:
            end = max(s.span.end for s in found if s.key == one.key and _near(s, one))
            held.setdefault((one.key, end.year), []).append(one)
    anchors: dict[tuple[str, int], Anchor] = {}
    for pair, own in held.items():
        first, last = min(s.span.start for s in own), max(s.span.end for s in own)
        peak = next((s.span.start for s in own if s.kind == "peak"), first)
        anchors[pair] = (np.datetime64(peak), np.datetime64(first), np.datetime64(last))
    return anchors


def _near(one: Spell, other: Spell) -> bool:
    return abs((one.span.start - other.span.start).days) < YEAR_DAYS // 2


def ets(past: Past, coming: Coming, rng: np.random.Generator) -> Line | None:
    """Return exponential smoothing with additive weekdays, of logarithms where nothing was zero.

    The trend is damped where a year is known and absent otherwise; days unknown take the mean of
    their weekday. Campaigns are unknown to it, but for lifts that the plan gives. `None` where
    statsmodels finds no fit.

    Source: Hyndman et al. (2008), Forecasting with Exponential Smoothing; statsmodels ETSModel.
    """
    import pandas as pd
    from statsmodels.tools.sm_exceptions import ConvergenceWarning
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = past.values[-ETS_DAYS:]
    logs = bool(np.nanmin(values) > 0)
    shown = _filled(np.log(values) if logs else values)
    many = len(coming.ahead.days)
    trend = "add" if len(values) >= YEAR_DAYS and past.factor == "visitors" else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        model = ETSModel(
            pd.Series(shown),
            error="add",
            trend=trend,
            damped_trend=trend is not None,
            seasonal="add",
            seasonal_periods=WEEK,
            initialization_method="heuristic",
        )
        found = model.fit(disp=False, maxiter=200)
        told = found.simulate(many, anchor="end", repetitions=coming.draws, rng=rng)
        centre = np.asarray(found.forecast(many), dtype=float)
    draws = np.asarray(told, dtype=float).reshape(many, coming.draws).T
    if not np.isfinite(draws).all():
        return None
    lift = coming.ahead.lift[past.factor]
    expected = (np.exp(centre) if logs else np.maximum(centre, 0.0)) * np.exp(lift)
    return Line(expected, _around(expected, draws - centre, logs=logs))


def _around(expected: Floats, away: Floats, *, logs: bool) -> Floats:
    """Return draws around what is expected, their mean; nothing sells less than nothing."""
    times = np.exp(away)
    near: Floats = (
        expected * times / times.mean(axis=0) if logs else np.maximum(expected + away, 0.0)
    )
    return near


def _filled(values: Floats) -> Floats:
    """Return values without gaps: an unknown day takes the mean of its weekday around it."""
    filled = values.copy()
    for at in np.flatnonzero(~np.isfinite(values)):
        near = values[at % WEEK :: WEEK]
        place = at // WEEK
        around = near[max(place - 4, 0) : place + 5]
        known = around[np.isfinite(around)]
        filled[at] = known.mean() if len(known) else np.nanmean(values)
    return filled
