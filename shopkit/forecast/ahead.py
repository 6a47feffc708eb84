"""The days ahead: visitors, conversion, orders, sales and units by day, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from shopkit.forecast.asked import Ahead, Question, ahead_of
from shopkit.forecast.backtest import units_line, units_of
from shopkit.forecast.chain import ShopPast, chain
from shopkit.forecast.lines import Coming, Line, Method, Past, Refused
from shopkit.forecast.numbers import HIGH, LOW, Dates, days_of
from shopkit.tables import check

DRAWS = 1000
Basis = Literal["history", "assumed"]
COLUMNS = (
    *("date", "visitors", "visitors_low", "visitors_high", "conversion_rate"),
    *("conversion_rate_low", "conversion_rate_high", "paid_orders", "paid_orders_low"),
    *("paid_orders_high", "per_buyer_cny", "paid_cny", "paid_low_cny", "paid_high_cny"),
)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a figure over the days asked for, in its unit, with its 80 % interval.

    What is expected lies inside, also where draws are cut off at nothing.
    """

    expected: float
    low: float
    high: float

    @classmethod
    def of(cls, line: Line) -> Total:
        """Return the total of a line; the interval is that of sums, not a sum of intervals."""
        low, high = np.quantile(line.draws.sum(axis=1), [LOW, HIGH])
        expected = float(line.expected.sum())
        return cls(expected, min(float(low), expected), max(float(high), expected))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The days ahead of a shop.

    Attributes:
        days: a row each day: date, visitors, conversion_rate, paid_orders, per_buyer_cny,
            paid_cny, and the ends of 80 % intervals (`…_low`, `…_high`); NaN where not known.
            paid_cny = visitors × conversion_rate × per_buyer_cny on every day; paid_orders is
            buyers × the orders a buyer of a day made lately. Intervals hold one day each.
        totals: `visitors`, `paid_orders`, `paid_cny` over the days.
        basis: made from the shop's own days, or from assumptions of the plan.
        method: how; `None` for assumptions.
        by: what the chain counts: `paid_buyers`, or `paid_orders` where buyers are masked; per
            buyer is per order then.
        origin: last day known; `None` for assumptions.
        paid: sales of each day in CNY with its draws.
        unseen: kinds of days, as `preheat`, among those asked for that the history never had and
            nobody gives a lift: their intervals are wider.
    """

    days: pd.DataFrame
    totals: Mapping[str, Total]
    basis: Basis
    method: Method | None
    by: str
    origin: date | None
    paid: Line
    unseen: tuple[str, ...] = ()


def forecast(
    frame: pd.DataFrame, question: Question, method: Method, rng: np.random.Generator
) -> Forecast | Refused:
    """Return the days of a question, or why a method cannot tell.

    The same generator state gives the same draws, so that two questions that differ in one
    campaign can be held against each other draw by draw.

    Args:
        frame: what `daily` returned.
        question: plan, days asked for, campaigns left out.
        method: how; `backtest(...).best` names the best.
        rng: for the draws.

    Raises:
        PlanError: The days leave the years 1950 to 2100.
    """
    past = ShopPast.of(frame)
    if past.frame.empty:
        return Refused("no_history")
    days = days_of(past.frame["date"])
    origin: date = days[-1].item()
    if question.period.end <= origin:
        return Refused("old", len(days))
    ahead = ahead_of(question, days[0].item(), origin)
    made = chain(past, Coming(ahead, DRAWS), method, rng)
    if isinstance(made, Refused):
        return made
    asked = ahead.days >= np.datetime64(question.period.start)
    lines = {stem: one.over(asked) for stem, one in made.lines.items()}
    times = past.orders_per_buyer()
    buyers = lines["buyers"]
    lines["orders"] = Line(buyers.expected * times, buyers.draws * times)
    totals = {"paid_orders": Total.of(lines["orders"]), "paid_cny": Total.of(lines["paid"])}
    if "visitors" in lines:
        totals["visitors"] = Total.of(lines["visitors"])
    found = _frame(ahead.days[asked], lines)
    unseen = _unseen(ahead, question.period.start) if method == "regression" else ()
    return Forecast(found, totals, "history", method, past.by, origin, lines["paid"], unseen)


def _unseen(ahead: Ahead, first: date) -> tuple[str, ...]:
    """Return the kinds of days from one on that the history never had."""
    known = {one.kind for one in ahead.before}
    coming = (one for one in ahead.coming["visitors"] if one.span.end >= first)
    return tuple(dict.fromkeys(one.kind for one in coming if one.kind not in known))


def _frame(days: Dates, lines: Mapping[str, Line]) -> pd.DataFrame:
    found: dict[str, object] = {"date": pd.to_datetime(days)}
    shown = (("visitors", "visitors", ""), ("conversion", "conversion_rate", ""))
    for stem, name, unit in (*shown, ("orders", "paid_orders", ""), ("paid", "paid", "_cny")):
        blank = np.full(len(days), np.nan)
        ends = lines[stem].bounds() if stem in lines and len(days) else (blank, blank)
        found[f"{name}{unit}"] = lines[stem].expected if stem in lines else blank
        found[f"{name}_low{unit}"], found[f"{name}_high{unit}"] = ends
    found["per_buyer_cny"] = lines["per_buyer"].expected
    return check(pd.DataFrame(found)[list(COLUMNS)])


def forecast_units(
    frame: pd.DataFrame, question: Question, method: Method, rng: np.random.Generator
) -> pd.DataFrame | Refused:
    """Return the units of one product on the days of a question, or why a method cannot tell.

    Lifts that the plan gives for visitors and conversion move units by their product; one of
    conversion alone does not, as the history of units holds both.

    Args:
        frame: the rows of one product of `daily_units`.
        question: plan, days asked for, campaigns left out.
        method: how; `backtest_units(...)[item].best` names the best.
        rng: for the draws.

    Returns:
        date, units_expected, units_low, units_high (80 % interval of each day).
    """
    days, values = units_of(frame)
    if not len(days):
        return Refused("no_history")
    origin: date = days[-1].item()
    if question.period.end <= origin:
        return Refused("old", len(days))
    ahead = ahead_of(question, days[0].item(), origin)
    past = Past(days, values, "units")
    made = units_line(past, Coming(ahead, DRAWS), method, rng)
    if isinstance(made, Refused):
        return made
    asked = ahead.days >= np.datetime64(question.period.start)
    low, high = made.over(asked).bounds()
    found = {
        "date": pd.to_datetime(ahead.days[asked]),
        "units_expected": made.expected[asked],
        "units_low": low,
        "units_high": high,
    }
    return check(pd.DataFrame(found))


@dataclass(frozen=True, slots=True)
class Difference:
    """What campaigns are expected to bring, dip included: days with them less days without.

    Attributes:
        paid_cny: CNY; its interval is that of what is expected: the chance of single days is the
            same with and without a campaign.
        visitors: NaN where no report tells of any.
        with_cny: sales with the campaigns.
        without_cny: sales without.
    """

    paid_cny: Total
    visitors: float
    with_cny: float
    without_cny: float


def difference(
    frame: pd.DataFrame, question: Question, method: Method, seed: int
) -> Difference | Refused:
    """Return what the campaigns a question leaves out would bring in its days.

    Args:
        frame: what `daily` returned.
        question: `without` names the campaigns.
        method: how.
        seed: of the draws, the same for both forecasts.
    """
    every = Question(question.plan, question.period)
    with_them = forecast(frame, every, method, np.random.default_rng(seed))
    without = forecast(frame, question, method, np.random.default_rng(seed))
    if isinstance(with_them, Refused):
        return with_them
    if isinstance(without, Refused):
        return without
    one, other = with_them.paid.expected, without.paid.expected
    gain = Line(one - other, with_them.paid.mean_draws - without.paid.mean_draws)
    people = with_them.days["visitors"] - without.days["visitors"]
    return Difference(
        Total.of(gain), float(people.sum(skipna=False)), float(one.sum()), float(other.sum())
    )
