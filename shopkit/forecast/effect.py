"""What a campaign that is over brought: its days against a forecast without it.

The regression is fitted on all other days, those before and those after the dip, and says what the
days of the campaign and of the dip would have been without it. What buyers paid beyond is its
effect, what they paid less afterwards was pulled forward.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.forecast.ahead import DRAWS, Total
from shopkit.forecast.backtest import units_of
from shopkit.forecast.chain import ShopPast, Tables, regressed, regressed_chain
from shopkit.forecast.features import History, design
from shopkit.forecast.lines import LEAST, Line, Past
from shopkit.forecast.numbers import Dates, Flags, Floats, days_of
from shopkit.forecast.regression import Seen, fit
from shopkit.forecast.spells import DIP_DAYS, Spell, own_key, spells
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign

METHOD = "regression_without"
LEAST_BEFORE = 28  # known days before a campaign: else its level is a guess
MOST_UNKNOWN = 0.2
MOST_SHARED = 0.5
Cause = Literal["running", "few_days", "few_before", "unknown_days", "overlap", "nothing_sold"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why the effect of a campaign cannot be told.

    Attributes:
        campaign: its name.
        why: `running`, `few_days` (outside it), `few_before`, `unknown_days` (in it), `overlap`
            (most of its days are another campaign's too), `nothing_sold`.
        days: how many of what there should be more or less of.
        least: how many there should be.
        other: the campaign that overlaps.
    """

    campaign: str
    why: Cause
    days: int = 0
    least: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a campaign brought; each figure with its 80 % interval.

    Attributes:
        campaign: its name.
        span: its days.
        after: the days of the dip that are counted; `None` where none are known.
        actual: CNY paid, or units sold, on its days.
        without: what these days would have come to.
        gain: actual − without.
        later: what the days after it had more (+) or less (−) than without it; 0 where unknown.
        net: gain + later.
        method: how it was found.
    """

    campaign: str
    span: Period
    after: Period | None
    actual: float
    without: Total
    gain: Total
    later: Total
    net: Total
    method: str = METHOD

    @property
    def told(self) -> bool:
        """Whether the interval of what it brought in the end leaves out nothing at all."""
        return self.net.low > 0 or self.net.high < 0


def effect(
    frame: pd.DataFrame, plan: Plan, campaign: Campaign, rng: np.random.Generator
) -> Effect | Unknown:
    """Return what a campaign brought in CNY paid, or why that cannot be told.

    For a campaign of the platform the days without it are days of no such campaign at all: what
    the shop would have sold standing aside while all others took part is not known.

    Args:
        frame: what `daily` returned.
        plan: the shop's.
        campaign: of the plan, over.
        rng: for the draws.
    """
    past = ShopPast.of(frame)
    days, paid = days_of(past.frame["date"]), past.values("paid_cny")
    window = _Window.of(days, plan, campaign)
    refused = _refused(window, paid)
    if refused:
        return refused
    columns = ["visitors", "conversion_rate", "paid_buyers", "paid_orders", "paid_cny"]
    masked = past.frame.copy()
    masked[columns] = masked[columns].astype("float64")
    masked.loc[window.out, columns] = np.nan
    made = regressed_chain(replace(past, frame=masked), window.tables, DRAWS, rng)
    return _effect(window, paid, made.lines["paid"])


def effect_units(
    frame: pd.DataFrame, plan: Plan, campaign: Campaign, rng: np.random.Generator
) -> Effect | Unknown:
    """Return what a campaign brought in units of one product, or why that cannot be told.

    Args:
        frame: the rows of the product of `daily_units`.
        plan: the shop's.
        campaign: of the plan, over.
        rng: for the draws.
    """
    days, units = units_of(frame)
    window = _Window.of(days, plan, campaign)
    refused = _refused(window, units)
    if refused:
        return refused
    values = np.where(window.out, np.nan, units)
    features = window.tables(Past(days, values, "visitors"))
    blank = np.zeros((DRAWS, len(features.lift)))
    found = fit(Seen.plain(values), features.past)
    return _effect(window, units, regressed(found, features, (blank, "count"), rng).outcome)


@dataclass(frozen=True, slots=True)
class _Window:
    """The days of a campaign and its dip among all days, and what else happens on them."""

    campaign: Campaign
    days: Dates
    inside: Flags
    dip: Flags
    found: tuple[Spell, ...]
    without: tuple[Spell, ...]

    @classmethod
    def of(cls, days: Dates, plan: Plan, campaign: Campaign) -> _Window:
        first, last = _ends(days)
        found = spells(plan, Period(first, last)) if len(days) else ()
        without = tuple(one for one in found if not _is(one, campaign))
        start, end = np.datetime64(campaign.starts), np.datetime64(campaign.ends)
        inside = (days >= start) & (days <= end)
        until = np.datetime64(_next(without, campaign))
        dip = (days > end) & (days <= end + DIP_DAYS) & (days < until)
        return cls(campaign, days, inside, dip, found, without)

    @property
    def out(self) -> Flags:
        """The days nothing is learnt from."""
        return self.inside | self.dip

    def tables(self, known: Past) -> Tables:
        """Return the features of all days, and of those looked at without the campaign."""
        history = History.of(self.days, self.found, known.factor)
        asked = self.days[self.out]
        ahead = design(history, asked, self.without)
        return Tables(design(history, self.days, self.found), ahead, np.zeros(len(asked)))

    def other(self) -> tuple[str, int]:
        """Return the campaign that shares most of its days, and how many."""
        shared: dict[str, set[date]] = {}
        own = set(Period(self.campaign.starts, self.campaign.ends))
        for one in self.without:
            if one.campaign and one.kind != "after":
                shared.setdefault(one.key, set()).update(own & set(one.span))
        return max(((key, len(days)) for key, days in shared.items()), key=_count, default=("", 0))


def _count(told: tuple[str, int]) -> int:
    return told[1]


def _ends(days: Dates) -> tuple[date, date]:
    return (days[0].item(), days[-1].item()) if len(days) else (date.min, date.min)


def _is(spell: Spell, campaign: Campaign) -> bool:
    """Tell whether a spell is of a campaign of the plan, its dip included."""
    near = spell.span.start <= campaign.ends + timedelta(days=DIP_DAYS)
    return (
        spell.campaign
        and spell.key == own_key(campaign)
        and near
        and spell.span.end >= campaign.starts - timedelta(days=DIP_DAYS)
    )


def _next(found: Iterable[Spell], campaign: Campaign) -> date:
    """Return the first day after a campaign on which another one runs."""
    starts = (
        one.span.start
        for one in found
        if one.campaign and one.kind != "after" and one.span.start > campaign.ends
    )
    return min(starts, default=date.max)


def _refused(window: _Window, values: Floats) -> Unknown | None:
    name = window.campaign.name
    known = np.isfinite(values)
    last = window.days[known][-1] if known.any() else np.datetime64("0001-01-01")
    if last < np.datetime64(window.campaign.ends):
        return Unknown(name, "running")
    outside = known & ~window.out
    if outside.sum() < LEAST["regression"]:
        return Unknown(name, "few_days", int(outside.sum()), LEAST["regression"])
    before = int((outside & (window.days < np.datetime64(window.campaign.starts))).sum())
    if before < LEAST_BEFORE:
        return Unknown(name, "few_before", before, LEAST_BEFORE)
    if not (values[outside] > 0).any():
        return Unknown(name, "nothing_sold")
    return _blurred(window, known)


def _blurred(window: _Window, known: Flags) -> Unknown | None:
    """Return why the days of a campaign themselves do not tell what it did."""
    long = (window.campaign.ends - window.campaign.starts).days + 1
    missing = long - int((known & window.inside).sum())
    if missing > MOST_UNKNOWN * long:
        return Unknown(window.campaign.name, "unknown_days", missing, long)
    other, days = window.other()
    if days > MOST_SHARED * long:
        return Unknown(window.campaign.name, "overlap", days, long, other)
    return None


def _effect(window: _Window, values: Floats, line: Line) -> Effect:
    at = np.flatnonzero(window.out)
    known = np.isfinite(values[at])
    inside, dip = window.inside[at] & known, window.dip[at] & known

    def gained(on: Flags) -> Line:
        told = values[at][on]
        return Line(told - line.expected[on], told[None, :] - line.draws[:, on])

    after = window.days[at][dip]
    both = gained(inside | dip)
    without = Line(line.expected[inside], line.draws[:, inside])
    return Effect(
        campaign=window.campaign.name,
        span=Period(window.campaign.starts, window.campaign.ends),
        after=Period(after[0].item(), after[-1].item()) if len(after) else None,
        actual=float(values[at][inside].sum()),
        without=Total.of(without),
        gain=Total.of(gained(inside)),
        later=Total.of(gained(dip)),
        net=Total.of(both),
    )
