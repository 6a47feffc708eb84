"""The table of what moves demand, a row a day: each column with how far it may move it.

Every column has a prior: the standard deviation of its effect in logarithms, before any day was
seen. Effects seen on few days are drawn towards zero by it, those of a campaign towards what all
campaigns have in common; one never seen keeps it as its uncertainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopkit.forecast.asked import Factor
from shopkit.forecast.numbers import WEEK, Dates, Floats
from shopkit.forecast.spells import NEW_YEAR, Spell

YEAR = 365.25
KNOT_DAYS = 14  # between the points at which the level may turn
SLOPE_DAYS = 100  # the trend is counted per so many days
DAMPING = 0.98  # a day: what is left of the trend a day further on
SEASON_DAYS = (400, 540, 700)  # from which on one, two, three waves of the year can be told
# our choice: standard deviations of effects in logarithms
ANY_LEVEL, WEEKDAY, WAVE, SLOPE = 10.0, 0.3, 0.3, 0.3
SCALE = {"visitors": 1.0, "units": 1.0}
SCALE |= {"conversion": 0.5, "per_buyer": 0.3}  # ratios move less than counts
# before a campaign nobody pays its prices yet: its days are nearer to usual ones than its own
OF_ALL = {"peak": 0.8, "final": 0.6, "after": 0.25, "holiday": 0.3, "workday": 0.1}
OF_ALL |= {"presale": 0.25, "preheat": 0.25}
OF_ONE = {"peak": 0.4, "after": 0.15, "presale": 0.2, "preheat": 0.2}
USUAL_ALL, USUAL_ONE = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Design:
    """A table of features.

    Attributes:
        days: its days.
        names: of columns: `weekday:1`, `main` (of all campaigns), `main:double11`, `season:sin1`.
        table: one row a day.
        prior: standard deviation of the effect of each column; 0 for steps of the level, whose
            size the history tells.
        steps_ahead: for each day, what the steps of the level after the history add, a column each.
    """

    days: Dates
    names: tuple[str, ...]
    table: Floats
    prior: Floats
    steps_ahead: Floats


@dataclass(frozen=True, slots=True)
class History:
    """The days a forecast is made from.

    Attributes:
        start: first day.
        end: last day, the origin.
        keys: what has a column of its own: kind and key of spells.
        factor: what is forecast.
    """

    start: np.datetime64
    end: np.datetime64
    keys: tuple[tuple[str, str], ...]
    factor: Factor

    @classmethod
    def of(cls, days: Dates, found: Sequence[Spell], factor: Factor = "visitors") -> History:
        """Return the history of some days with what happens on and after them."""
        keys = dict.fromkeys((one.kind, one.key) for one in found)
        return cls(days[0], days[-1], tuple(sorted(keys)), factor)

    @property
    def length(self) -> int:
        """How many days it has, known or not."""
        return int((self.end - self.start).astype(int)) + 1


def design(history: History, days: Dates, found: Sequence[Spell]) -> Design:
    """Return the features of some days, in or after a history.

    Columns: one, weekday, trend (damped after the history), waves of the year where the history
    is long enough, spells (of all campaigns, of each), steps of the level every two weeks.
    """
    names, columns, prior = ["one"], [np.ones(len(days))], [ANY_LEVEL]
    scale = SCALE[history.factor]

    def add(name: str, column: Floats, sd: float) -> None:
        names.append(name)
        columns.append(column)
        prior.append(sd * scale)

    weekday = (days.astype(int) + 3) % WEEK  # day 0 was a Thursday
    for k in range(WEEK):
        add(f"weekday:{k + 1}", (weekday == k).astype(float), WEEKDAY)
    add("trend", _trend(history, days), SLOPE * scale)
    turn = 2 * np.pi * (days - np.datetime64("2000-01-01", "D")).astype(float) / YEAR
    for k in range(1, 1 + sum(history.length >= least for least in SEASON_DAYS)):
        add(f"season:sin{k}", np.sin(k * turn), WAVE)
        add(f"season:cos{k}", np.cos(k * turn), WAVE)
    for name, column, sd in _of_spells(history, days, found):
        add(name, column, sd)
    steps, ahead = _steps(history, days)
    names += [f"step:{k}" for k in range(steps.shape[1])]
    table = np.column_stack([*columns, steps])
    return Design(days, tuple(names), table, np.array(prior + [0.0] * steps.shape[1]), ahead)


def _trend(history: History, days: Dates) -> Floats:
    at = (days - history.end).astype(float)
    ahead = DAMPING * (1 - DAMPING ** np.maximum(at, 0)) / (1 - DAMPING)
    trend: Floats = np.where(at > 0, ahead, at) / SLOPE_DAYS
    return trend


def _of_spells(
    history: History, days: Dates, found: Sequence[Spell]
) -> list[tuple[str, Floats, float]]:
    on = {pair: np.zeros(len(days)) for pair in history.keys}
    for one in found:
        start, end = np.datetime64(one.span.start, "D"), np.datetime64(one.span.end, "D")
        if (one.kind, one.key) in on:
            on[one.kind, one.key][(days >= start) & (days <= end)] = 1.0
    kinds = dict.fromkeys(kind for kind, _ in history.keys)
    rows = []
    for kind in kinds:
        parts = [column for (other, _), column in on.items() if other == kind]
        rows.append((kind, np.max(parts, axis=0), OF_ALL.get(kind, USUAL_ALL)))
    alone = {"workday", *NEW_YEAR}
    rows += [
        (f"{kind}:{key}", column, OF_ONE.get(kind, USUAL_ONE))
        for (kind, key), column in on.items()
        if kind not in alone
    ]
    return rows


def _steps(history: History, days: Dates) -> tuple[Floats, Floats]:
    """Return ramps of two weeks from one level to the next, in the history and after it."""
    at = (days - history.end).astype(float)
    inside = np.arange(history.length // KNOT_DAYS, 0, -1) * -float(KNOT_DAYS)
    furthest = max(float(at.max(initial=0.0)), 0.0)
    ahead = np.arange(int(np.ceil(furthest / KNOT_DAYS))) * float(KNOT_DAYS)
    ramps = [
        np.clip((at[:, None] - knots[None, :]) / KNOT_DAYS, 0.0, 1.0) for knots in (inside, ahead)
    ]
    return ramps[0], ramps[1]
