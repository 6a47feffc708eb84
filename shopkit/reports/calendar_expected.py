"""What a campaign is expected to bring, from the shop's past or from what its plan assumes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from shopkit import forecast
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.reports.plain import plain

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.tables import Tables

SEED = 20270101  # the same plan gives the same figures
FAR = 730  # days nobody foresees a shop for (our choice); years of draws fill the memory, too
DIP = timedelta(days=10)  # days after a campaign on which its buyers are missing
UNTESTED: forecast.Method = "seasonal_naive"


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What the shop's past tells.

    Attributes:
        tables: the shop's.
        plan: the shop's.
        after: the first day no file tells of; `None` without sales.
        daily: days of the shop, see `forecast.daily`.
        tested: how well days ahead can be told; `None` without sales.
    """

    tables: Tables
    plan: Plan
    after: date | None
    daily: pd.DataFrame
    tested: forecast.Tested | None

    @property
    def method(self) -> forecast.Method:
        """How days ahead are forecast: the best one, where days ahead could be tried."""
        return (self.tested and self.tested.best) or UNTESTED


def learned_from(tables: Tables, plan: Plan, after: date | None) -> Learned:
    """Return what a shop's past tells of the days ahead.

    Args:
        tables: the shop's.
        plan: the shop's.
        after: the first day no file tells of; `None` without sales.
    """
    days = forecast.daily(tables)
    tested = None
    if after is not None and days["paid_cny"].notna().any():
        tested = forecast.backtest(days, plan, _draws())
    return Learned(tables, plan, after, days, tested)


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What a campaign is expected to bring.

    Attributes:
        made: those of its days no file tells of.
        done_cny: paid on its days the files tell of.
        gain: its days and the dip after it with and without it; `None` where that is not known.
        told: how the days were told, in a sentence.
        assumed: the assumptions it was made with; `None` where the past tells it.
    """

    made: forecast.Forecast
    done_cny: float
    gain: forecast.Difference | None
    told: str
    assumed: forecast.Assumed | None

    def as_json(self) -> dict[str, Any]:
        """Return it with plain values; what is unknown is `None`."""
        gain = self.gain
        figures = {
            **_total("visitors", self.made.totals.get("visitors")),
            **_total("paid_orders", self.made.totals["paid_orders"]),
            **_total("paid_cny", self.made.totals["paid_cny"]),
            "done_cny": self.done_cny,
            "with_cny": gain.with_cny if gain else None,
            "without_cny": gain.without_cny if gain else None,
            **_total("gain_cny", gain.paid_cny if gain else None),
        }
        return {
            "basis": self.made.basis,
            "method": self.made.method,
            "told": self.told,
            **{name: plain(value, name) for name, value in figures.items()},
        }


def _total(name: str, total: forecast.Total | None) -> dict[str, float | None]:
    stem, unit = name.removesuffix("_cny"), "_cny" if name.endswith("_cny") else ""
    names = (name, f"{stem}_low{unit}", f"{stem}_high{unit}")
    values = (None,) * 3 if total is None else (total.expected, total.low, total.high)
    return dict(zip(names, values, strict=True))


Told = Expected | forecast.Effect | forecast.Unknown | None


def expected_of(campaign: Campaign, learned: Learned, today: date, lang: Lang) -> Told:
    """Return what a campaign is expected to bring; of one that is over, what it brought.

    Nothing of one that ends more than two years after what is known.

    Args:
        campaign: of the plan, with possible days.
        learned: what the past tells.
        today: the day it is seen from.
        lang: language of sentences.
    """
    days = Period(campaign.starts, campaign.ends)
    if learned.after is not None and campaign.ends < learned.after:
        return forecast.effect(learned.daily, learned.plan, campaign, _draws())
    if (campaign.ends - min(today, learned.after or today)).days > FAR:
        return None
    question = forecast.Question(learned.plan, days)
    made = forecast.forecast(learned.daily, question, learned.method, _draws())
    if isinstance(made, forecast.Refused):
        return _assumed(question, campaign, made, lang)
    wider = Period(campaign.starts, campaign.ends + DIP)
    without = forecast.Question(learned.plan, wider, (campaign.name,))
    gain = forecast.difference(learned.daily, without, learned.method, SEED)
    told = forecast.tested_text(learned.tested, lang) if learned.tested else ""
    known = None if isinstance(gain, forecast.Refused) else gain
    return Expected(made, _done(days, learned), known, told, None)


def _assumed(
    question: forecast.Question, campaign: Campaign, why: forecast.Refused, lang: Lang
) -> Expected:
    held = forecast.assumed(question, lang)
    plain_days = forecast.Question(question.plan, question.period, (campaign.name,))
    without = forecast.assumed(plain_days, lang).forecast.totals["paid_cny"]
    own = held.forecast.totals["paid_cny"]
    ends = (own.low - without.low, own.high - without.high)  # one spread moves both
    total = forecast.Total(own.expected - without.expected, min(ends), max(ends))
    gain = forecast.Difference(total, float("nan"), own.expected, without.expected)
    return Expected(held.forecast, 0.0, gain, forecast.reason(why, lang), held)


def _done(days: Period, learned: Learned) -> float:
    """Return what was paid on days of a span the files tell of, CNY."""
    told = learned.daily
    inside = (told["date"].dt.date >= days.start) & (told["date"].dt.date <= days.end)
    return float(told.loc[inside, "paid_cny"].sum())


def _draws() -> np.random.Generator:
    return np.random.default_rng(SEED)
