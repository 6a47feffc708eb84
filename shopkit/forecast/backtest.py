"""Forecasts of days that are over, held against what happened: which method is the best."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isnan, nan

import numpy as np
import pandas as pd

from shopkit.forecast.asked import Ahead, Question, ahead_of
from shopkit.forecast.baselines import mase, naive_scale
from shopkit.forecast.chain import (
    ShopPast,
    Tables,
    baseline,
    chain,
    refusal,
    regressed,
    tables_of,
)
from shopkit.forecast.lines import METHODS, Coming, Line, Method, Past, Refused
from shopkit.forecast.numbers import Dates, Floats, days_of
from shopkit.forecast.regression import Seen, fit
from shopkit.forecast.spells import Spell
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.tables import check

HORIZON = 28  # days, our choice: what is ordered and staffed for
ORIGINS = 6  # our choice, within the last year
LEAST_TRAIN = 56
YEAR_DAYS = 365
DRAWS = 200
TIE = 0.01  # of MASE: no reason to leave the simpler method
SHOP = {"visitors": "visitors", "conversion": "conversion_rate", "paid": "paid_cny"}
NAMES = ("figure", "method", "mase", "coverage_rate", "origins", "days")


@dataclass(frozen=True, slots=True)
class Tested:
    """How well the methods would have forecast what is over.

    Attributes:
        scores: a row each figure and method: figure, method, mase, coverage_rate (days inside
            the 80 % interval), origins, days.
        by_origin: the same by origin, with its date.
        best: the method with the least MASE of what the forecast is for; of two within 0.01 the
            simpler one. `None` where no method can be tested or used.
        refused: why a method could not be tested.
        main: the figure the best method is chosen by: `paid`, or `units` of a product.
        horizon_days: days ahead that were tested.
    """

    scores: pd.DataFrame
    by_origin: pd.DataFrame
    best: Method | None
    refused: Mapping[Method, Refused]
    main: str
    horizon_days: int

    def score(self, figure: str, method: Method | None = None) -> float:
        """Return the MASE of a method, of the best one unless said; NaN where not tested."""
        return self._of("mase", figure, method)

    def coverage(self, figure: str, method: Method | None = None) -> float:
        """Return the share of tested days inside the 80 % interval; NaN where not tested."""
        return self._of("coverage_rate", figure, method)

    def _of(self, column: str, figure: str, method: Method | None) -> float:
        rows = self.scores[
            (self.scores["figure"] == figure) & (self.scores["method"] == (method or self.best))
        ]
        return float(rows[column].iloc[0]) if len(rows) else nan


def origins(days: Dates, found: tuple[Spell, ...], horizon: int = HORIZON) -> list[int]:
    """Return after how many days of a history to forecast: six in the last year, one more.

    The last one leaves just the horizon; the others lie a horizon apart each, at most a year back
    and spread over it; one lies on the day before the largest campaign of that year begins its
    main sale.
    """
    last = len(days) - horizon
    first = max(LEAST_TRAIN, last - YEAR_DAYS + horizon)
    if last < first:
        return []
    room = (last - first) // horizon
    step = max(room // (ORIGINS - 1), 1) if room else 0
    regular = {last - n * step * horizon for n in range(min(ORIGINS, room + 1))}
    starts = [at for at in _eves(days, found, horizon) if first <= at <= last]
    return sorted(regular | set(starts[:1]))


def _eves(days: Dates, found: tuple[Spell, ...], horizon: int) -> list[int]:
    """Return half a horizon before the days campaigns are named after, the longest first."""
    peaks = [one for one in found if one.campaign and one.kind == "peak"]
    length = {one: _longest(one, found) for one in peaks}
    held = sorted(peaks, key=lambda one: (-length[one], -one.span.start.toordinal()))
    starts = [int((np.datetime64(one.span.start) - days[0]).astype(int)) for one in held]
    return [at - horizon // 2 for at in starts]


def _longest(peak: Spell, found: tuple[Spell, ...]) -> int:
    """Return how many days of the campaign of a peak lie around it."""
    own = (one for one in found if one.campaign and one.key == peak.key and one.kind != "after")
    near = (one for one in own if abs((one.span.start - peak.span.start).days) < YEAR_DAYS // 2)
    return sum(one.span.days for one in near)


def backtest(
    frame: pd.DataFrame, plan: Plan, rng: np.random.Generator, horizon: int = HORIZON
) -> Tested:
    """Return how well each method forecasts the shop's visitors, conversion and sales.

    Lifts the plan gives are left out: they may have been written afterwards.

    Args:
        frame: what `daily` returned.
        plan: the shop's.
        rng: for the draws of intervals.
        horizon: days ahead.
    """
    past = ShopPast.of(frame)
    figures = {stem: past.values(name) for stem, name in SHOP.items()}

    def of(method: Method, origin: _Origin) -> Mapping[str, Line] | Refused:
        made = chain(past.until(origin.train), Coming(origin.ahead, DRAWS), method, rng)
        return made if isinstance(made, Refused) else made.lines

    trial = _Trial(days_of(past.frame["date"]), figures, "paid", plan, horizon)
    return _tested(trial, of, _origins(trial))


def backtest_units(
    frame: pd.DataFrame, plan: Plan, rng: np.random.Generator, horizon: int = HORIZON
) -> dict[str, Tested]:
    """Return how well each method forecasts the units of each product.

    Args:
        frame: what `daily_units` returned.
        plan: the shop's.
        rng: for the draws of intervals.
        horizon: days ahead.
    """
    shared: dict[tuple[date, date], list[_Origin]] = {}
    found = {}
    for item, own in frame.groupby("item_id", sort=False):
        days, values = units_of(own)
        trial = _Trial(days, {"units": values}, "units", plan, horizon)
        if len(days) and trial.ends not in shared:
            shared[trial.ends] = _with_features(days, _origins(trial))
        found[str(item)] = _tested(trial, _units_at(days, values, rng), shared.get(trial.ends, []))
    return found


def _units_at(days: Dates, values: Floats, rng: np.random.Generator) -> Forecasts:
    def of(method: Method, origin: _Origin) -> Mapping[str, Line] | Refused:
        past = Past(days[: origin.train], values[: origin.train], "units")
        coming = Coming(origin.ahead, DRAWS)
        made = units_line(past, coming, method, rng, origin.features)
        return made if isinstance(made, Refused) else {"units": made}

    return of


def units_of(frame: pd.DataFrame) -> tuple[Dates, Floats]:
    """Return days and units of one product, from its first known day to its last."""
    values = frame["paid_units"].to_numpy(dtype=float)
    known = np.flatnonzero(np.isfinite(values))
    cut = slice(known[0], known[-1] + 1) if len(known) else slice(0, 0)
    return days_of(frame["date"])[cut], values[cut]


def units_line(
    past: Past,
    coming: Coming,
    method: Method,
    rng: np.random.Generator,
    features: Tables | None = None,
) -> Line | Refused:
    """Return the units of a product ahead by a method, or why it cannot tell.

    Args:
        past: days and units.
        coming: what comes.
        method: how.
        rng: for the draws.
        features: of these days, where they are made already.
    """
    refused = refusal(past.values, method)
    if refused:
        return refused
    if method != "regression":
        return baseline(past, coming, method, rng) or Refused("no_fit")
    made = features or tables_of(past, coming.ahead)
    blank = np.zeros((coming.draws, len(coming.ahead.days)))
    return regressed(fit(Seen.plain(past.values), made.past), made, (blank, "count"), rng).outcome


@dataclass(frozen=True, slots=True)
class _Trial:
    days: Dates
    figures: Mapping[str, Floats]
    main: str
    plan: Plan
    horizon: int

    @property
    def ends(self) -> tuple[date, date]:
        return (self.days[0].item(), self.days[-1].item()) if len(self.days) else (date.min,) * 2


@dataclass(frozen=True, slots=True)
class _Origin:
    """A day to forecast from: how many days are known, what comes, its features if shared."""

    train: int
    ahead: Ahead
    features: Tables | None = None


Forecasts = Callable[[Method, _Origin], Mapping[str, Line] | Refused]


def _tested(trial: _Trial, of: Forecasts, tried: list[_Origin]) -> Tested:
    rows: list[dict[str, object]] = []
    refused: dict[Method, Refused] = {}
    for origin in tried:
        for method in METHODS:
            made = of(method, origin)
            if isinstance(made, Refused):
                refused[method] = made
                continue
            rows += _scored(trial, origin.train, method, made)
    by_origin = pd.DataFrame(rows, columns=["date", *NAMES[:4], "days"])
    scores = _pooled(by_origin)
    best = _best(scores, trial.main)
    return Tested(check(scores), check(by_origin), best, refused, trial.main, trial.horizon)


def _origins(trial: _Trial) -> list[_Origin]:
    if not len(trial.days):
        return []
    plain = _without_lifts(trial.plan)
    first, last = trial.ends
    found = ahead_of(Question(plan=plain, period=Period(first, last)), first, first)
    made = []
    for train in origins(trial.days, found.coming["visitors"], trial.horizon):
        origin: date = trial.days[train - 1].item()
        asked = Period(origin + timedelta(days=1), origin + timedelta(days=trial.horizon))
        made.append(_Origin(train, ahead_of(Question(plain, asked), first, origin)))
    return made


def _with_features(days: Dates, tried: list[_Origin]) -> list[_Origin]:
    """Return origins with the features that all figures of the same days share."""
    blank = np.zeros(len(days))
    return [
        replace(one, features=tables_of(Past(days[: one.train], blank, "units"), one.ahead))
        for one in tried
    ]


def _without_lifts(plan: Plan) -> Plan:
    bare = {"visitors_lift": None, "conversion_lift": None}
    campaigns = tuple(one.model_copy(update=bare) for one in plan.campaigns)
    return plan.model_copy(update={"campaigns": campaigns})


def _scored(
    trial: _Trial, train: int, method: Method, made: Mapping[str, Line]
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for figure, values in trial.figures.items():
        if figure not in made:
            continue
        actual = values[train : train + trial.horizon]
        known = np.isfinite(actual)
        low, high = made[figure].bounds()
        inside = ((actual >= low) & (actual <= high))[known]
        rows.append(
            {
                "date": pd.Timestamp(trial.days[train - 1].item()),
                "figure": figure,
                "method": method,
                "mase": mase(actual, made[figure].expected, naive_scale(values[:train])),
                "coverage_rate": float(inside.mean()) if known.any() else nan,
                "days": int(known.sum()),
            }
        )
    return rows


def _pooled(by_origin: pd.DataFrame) -> pd.DataFrame:
    """Return the means over origins, each day counting alike."""
    rows = []
    for (figure, method), own in by_origin.groupby(["figure", "method"], sort=False):
        known = own.dropna(subset=["mase"])
        days = known["days"].sum()
        mean = {
            name: float((known[name] * known["days"]).sum() / days) if days else nan
            for name in ("mase", "coverage_rate")
        }
        rows.append(
            {"figure": figure, "method": method, **mean, "origins": len(known), "days": int(days)}
        )
    return pd.DataFrame(rows, columns=list(NAMES))


def _best(scores: pd.DataFrame, main: str) -> Method | None:
    own = scores[scores["figure"] == main].set_index("method")["mase"]
    told = [(method, float(own[method])) for method in METHODS if method in own.index]
    known = [(method, value) for method, value in told if not isnan(value)]
    if not known:
        return None
    least = min(value for _, value in known)
    return next(method for method, value in known if value <= least + TIE)
