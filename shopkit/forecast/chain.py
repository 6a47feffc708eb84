"""Visitors × conversion × spend per buyer: a shop's days ahead by one method.

Every method forecasts the three factors; sales are their product on every day, and so are the
draws. Where no report tells of visitors, buyers stand in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from shopkit.forecast.asked import Ahead, Factor
from shopkit.forecast.baselines import ets, seasonal_naive
from shopkit.forecast.features import Design, History, design
from shopkit.forecast.lines import LEAST, Coming, Line, Method, Past, Refused
from shopkit.forecast.numbers import Floats, days_of
from shopkit.forecast.regression import Fit, Of, Seen, fit

MOSTLY = 0.8  # of the days with sales: buyers are known on as many, else orders stand for them
RECENT_DAYS = 91
TINY = 1e-9
LEAST_SOLD = 28  # days with buyers: fewer do not tell what one spends


@dataclass(frozen=True, slots=True)
class ShopPast:
    """The days of a shop as the chain counts them.

    Attributes:
        frame: what `daily` returned, to the last day sales are known.
        by: `paid_buyers`, or `paid_orders` where buyers are masked.
        visited: whether visitors are known on enough days.
    """

    frame: pd.DataFrame
    by: str
    visited: bool

    @classmethod
    def of(cls, frame: pd.DataFrame) -> ShopPast:
        """Return the days of a shop, those after the last known sales left out."""
        paid = frame["paid_cny"].notna().to_numpy()
        known = np.flatnonzero(paid)
        cut = frame.iloc[known[0] : known[-1] + 1] if len(known) else frame.iloc[:0]
        sold = int(cut["paid_cny"].notna().sum())
        by = "paid_buyers" if cut["paid_buyers"].notna().sum() >= MOSTLY * sold else "paid_orders"
        rated = cut["visitors"].notna() & cut["conversion_rate"].notna()
        visited = by == "paid_buyers" and rated.sum() >= MOSTLY * sold and sold > 0
        return cls(cut.reset_index(drop=True), by, bool(visited))

    def values(self, name: str) -> Floats:
        """Return a column."""
        return self.frame[name].to_numpy(dtype=float)

    def until(self, rows: int) -> ShopPast:
        """Return its first days."""
        return ShopPast(self.frame.iloc[:rows], self.by, self.visited)

    @property
    def first_factor(self) -> str:
        """The column the chain begins with."""
        return "visitors" if self.visited else self.by

    def orders_per_buyer(self) -> float:
        """Return how many orders a buyer of a day made lately."""
        if self.by == "paid_orders":
            return 1.0
        recent = self.frame.iloc[-RECENT_DAYS:][["paid_orders", self.by]].dropna()
        buyers = float(recent[self.by].sum())
        return float(recent["paid_orders"].sum()) / buyers if buyers > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Chain:
    """The figures of a shop ahead, by stem: visitors, conversion, buyers, per_buyer, paid."""

    lines: Mapping[str, Line]


def chain(
    past: ShopPast, coming: Coming, method: Method, rng: np.random.Generator
) -> Chain | Refused:
    """Return a shop's days ahead by a method, or why it cannot tell.

    Args:
        past: the days of the shop.
        coming: what comes.
        method: how.
        rng: for the draws.
    """
    refused = refusal(past.values("paid_cny"), method)
    if refused:
        return refused
    if method == "regression":
        sold = int((past.values(past.by) > 0).sum())
        few = Refused("few_days", sold, LEAST_SOLD)
        return few if sold < LEAST_SOLD else _regression(past, coming, rng)
    names: tuple[tuple[str, str, Factor], ...] = (
        ("per_buyer", "per_buyer_cny", "per_buyer"),
        *((("conversion", "conversion_rate", "conversion"),) if past.visited else ()),
        (("visitors" if past.visited else "buyers"), past.first_factor, "visitors"),
    )
    lines = {}
    for stem, column, factor in names:
        values = past.values(column)
        if stem == "per_buyer" and past.by == "paid_orders":
            values = _ratio(past.values("paid_cny"), past.values(past.by))
        known = int(np.isfinite(values).sum())
        if known < LEAST[method]:
            return Refused("few_days", known, LEAST[method])
        line = baseline(Past(days_of(past.frame["date"]), values, factor), coming, method, rng)
        if line is None:
            return Refused("no_fit")
        lines[stem] = line
    return Chain(_multiplied(lines))


def refusal(values: Floats, method: Method) -> Refused | None:
    """Return why a method cannot tell from some days, `None` where it can."""
    known = values[np.isfinite(values)]
    if len(known) < LEAST[method]:
        return Refused("few_days" if len(known) else "no_history", len(known), LEAST[method])
    return None if (known > 0).any() else Refused("nothing_sold", len(known), LEAST[method])


def baseline(past: Past, coming: Coming, method: Method, rng: np.random.Generator) -> Line | None:
    """Return a figure ahead by a method that needs no features."""
    return (
        seasonal_naive(past, coming, rng) if method == "seasonal_naive" else ets(past, coming, rng)
    )


def _multiplied(lines: dict[str, Line]) -> dict[str, Line]:
    found = dict(lines)
    if "visitors" in found:
        found["buyers"] = found["visitors"].times(found["conversion"])
    found["paid"] = found["buyers"].times(found["per_buyer"])
    return found


def _ratio(part: Floats, whole: Floats) -> Floats:
    found = np.full(len(part), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found


@dataclass(frozen=True, slots=True)
class Tables:
    """The features of a history and of the days ahead, for one factor."""

    past: Design
    ahead: Design
    lift: Floats


def tables_of(past_days: Past, ahead: Ahead) -> Tables:
    """Return the features of the days of a figure and of those ahead."""
    factor = past_days.factor
    coming = ahead.coming[factor]
    history = History.of(past_days.days, (*ahead.before, *ahead.possible), factor)
    return Tables(
        design(history, past_days.days, ahead.before),
        design(history, ahead.days, coming),
        ahead.lift[factor],
    )


TablesFor = Callable[[Past], Tables]


def _regression(past: ShopPast, coming: Coming, rng: np.random.Generator) -> Chain:
    def features(known: Past) -> Tables:
        return tables_of(known, coming.ahead)

    return regressed_chain(past, features, coming.draws, rng)


def regressed_chain(
    past: ShopPast, tables: TablesFor, draws: int, rng: np.random.Generator
) -> Chain:
    """Return the figures of a shop on some days by regressions, each counted per the one before.

    Args:
        past: the days to learn from.
        tables: the features of a figure's days and of those asked for.
        draws: how many.
        rng: for them.
    """
    days = days_of(past.frame["date"])
    buyers, paid = past.values(past.by), past.values("paid_cny")
    steps: list[tuple[str, Factor, Seen]] = [
        ("buyers", "visitors", Seen.plain(buyers)),
        ("paid", "per_buyer", Seen(paid, _log(buyers), "money")),
    ]
    if past.visited:
        visitors = past.values("visitors")
        first: tuple[str, Factor, Seen] = ("visitors", "visitors", Seen.plain(visitors))
        steps[:1] = [first, ("buyers", "conversion", Seen(buyers, _log(visitors), "count"))]
    lines: dict[str, Line] = {}
    exposure: Floats | None = None
    for stem, factor, seen in steps:
        features = tables(Past(days, seen.values, factor))
        per = np.zeros((draws, len(features.lift))) if exposure is None else exposure
        made = regressed(fit(seen, features.past), features, (per, seen.of), rng)
        lines[stem] = made.outcome
        lines |= {factor: made.rate} if exposure is not None else {}
        exposure = np.log(np.maximum(made.outcome.draws, TINY))
    return Chain(_consistent(lines))


@dataclass(frozen=True, slots=True)
class Regressed:
    """What a regression expects: a rate per exposure, and outcomes."""

    rate: Line
    outcome: Line


def regressed(
    found: Fit, features: Tables, per: tuple[Floats, Of], rng: np.random.Generator
) -> Regressed:
    """Return a figure ahead by a regression.

    Args:
        found: the fit.
        features: of the days ahead, with given lifts.
        per: logarithm of what the figure is counted per, a row each draw; what is counted.
        rng: for the draws.
    """
    exposure, of = per
    expected = np.exp(found.expected(features.ahead) + features.lift)
    of_effects, of_days = rng.spawn(2)  # the effects drawn do not hang on the days asked for
    drawn = found.drawn(features.ahead, of_effects, len(exposure)) + features.lift
    outcome = found.outcomes(drawn + exposure, of, of_days)
    realised, means = outcome / np.maximum(np.exp(exposure), TINY), np.exp(drawn)
    return Regressed(Line(expected, realised, means), Line(expected, outcome, means))


def _consistent(lines: dict[str, Line]) -> dict[str, Line]:
    """Return lines whose expected sales are the product of the expected factors."""
    found = _multiplied(lines)
    for stem in ("buyers", "paid"):
        found[stem] = replace(found[stem], draws=lines[stem].draws)
    return found


def _log(values: Floats) -> Floats:
    found = np.full(len(values), np.nan)
    np.log(values, out=found, where=values > 0)
    return found
