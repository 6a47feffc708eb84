"""When chats come: by hour of the week, from the shop's orders or from its peak hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.shifts import HOUR, QUARTER, Span
from shopkit.errors import PeriodError, PlanError, Problem
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from shopkit.periods import Period
    from shopkit.tables import Tables

    Floats = NDArray[np.float64]

WEEK, HOURS = 7, 24
UNSAID = -1.0  # weight of an hour in no peak
PEAK_WEIGHT = 2.0  # of a peak hour beside another open hour, where nobody states one


@dataclass(frozen=True, slots=True)
class Peak:
    """Hours in which more chats come.

    Attributes:
        span: when.
        weight: how many chats an hour of it brings beside another open hour.
    """

    span: Span
    weight: float = PEAK_WEIGHT


def order_shares(tables: Tables, period: Period) -> Floats:
    """Return the share of paid orders in each hour of the week: 7 × 24, adding to 1.

    The profile of the week (orders of an average Monday, …) times that of the day: hours of single
    weekdays hold too few orders of a small shop to be told apart.

    Raises:
        PeriodError: Nothing was paid in the period.
    """
    import polars as pl

    paid = tables["orders"]["paid_at"].drop_nulls()
    paid = paid.filter(paid.dt.date().is_between(period.start, period.end))
    if not paid.len():
        raise PeriodError(Problem("no_orders_paid", str(period)))
    weekdays = (paid.dt.weekday().cast(pl.Int64) - 1).to_numpy()
    hours = paid.dt.hour().cast(pl.Int64).to_numpy()
    days = (period.end - period.start).days + 1
    often = [(period.start + timedelta(n)).weekday() for n in range(days)]
    by_day = np.bincount(weekdays, minlength=WEEK) / np.bincount(often, minlength=WEEK).clip(1)
    by_hour = np.bincount(hours, minlength=HOURS)
    found: Floats = np.outer(by_day / by_day.sum(), by_hour / by_hour.sum())
    return found


def peak_shares(opening: Span, peaks: Sequence[Peak]) -> Floats:
    """Return the share of a week's chats in each of its hours: 7 × 24, adding to 1.

    All days are alike; an open hour weighs 1, a peak hour its weight, a closed one nothing. Where
    two peaks overlap the heavier counts.

    Raises:
        PlanError: A weight is below zero.

    Example:
        >>> shares = peak_shares(Span(480, 1440), [Peak(Span(840, 1020), 2.0)])
        >>> round(float(shares[0, 14] / shares[0, 13]), 6), float(shares[0, 3])
        (2.0, 0.0)
    """
    wrong = [Problem("weight_negative", "peaks", f"{p.weight:g}") for p in peaks if p.weight < 0]
    if wrong:
        raise PlanError(wrong)
    weights = np.full(HOURS * HOUR // QUARTER, UNSAID)
    for peak in peaks:
        weights = np.maximum(weights, np.where(peak.span.of_day(), peak.weight, UNSAID))
    weights = np.where(weights == UNSAID, 1.0, weights) * opening.of_day()
    day = weights.reshape(HOURS, -1).sum(axis=1)
    found: Floats = np.tile(day / day.sum() / WEEK, (WEEK, 1))
    return found


def while_open(shares: Floats, opening: Span) -> Floats:
    """Return shares of chats within opening hours alone, adding to 1: who comes later asks then.

    Where nothing comes while the desk is open, the shares stay as they are.

    Example:
        >>> shares = np.full((7, 24), 1 / 168)
        >>> open_ = while_open(shares, Span(480, 1440))
        >>> round(float(open_[0, 8] * 7 * 16), 6), float(open_[0, 3])
        (1.0, 0.0)
    """
    hours = opening.of_day().reshape(HOURS, -1).mean(axis=1)
    held = shares * hours
    total = held.sum()
    return shares if not total else held / total


def weekly_chats(shares: Floats, chats_daily: float) -> pd.DataFrame:
    """Return the chats of each hour of an average week.

    Args:
        shares: 7 × 24, see `order_shares` and `peak_shares`.
        chats_daily: chats of an average day.

    Returns:
        weekday (1–7), hour_of_day (0–23), chats; 168 rows.

    Raises:
        PlanError: `chats_daily` is no number of chats.
    """
    import pandas as pd

    if not chats_daily >= 0:
        raise PlanError(Problem("chats_negative", "chats_daily", f"{chats_daily:g}"))
    days, hours = np.divmod(np.arange(WEEK * HOURS), HOURS)
    chats = shares.ravel() * chats_daily * WEEK
    return check(pd.DataFrame({"weekday": days + 1, "hour_of_day": hours, "chats": chats}))


def dated_chats(
    weekly: pd.DataFrame, first: date, days: int, multiples: Mapping[date, float] | None = None
) -> pd.DataFrame:
    """Return the chats of each hour of the days from a first one on.

    Args:
        weekly: see `weekly_chats`.
        first: the first day.
        days: how many days.
        multiples: by how much chats of a day multiply, as in a campaign; 1 where it has no entry.

    Returns:
        date, weekday, hour_of_day, chats; 24 rows a day.

    Raises:
        PlanError: A multiple is below zero.
    """
    import pandas as pd

    times = multiples or {}
    wrong = [Problem("weight_negative", f"{d}", f"{n:g}") for d, n in times.items() if not n >= 0]
    if wrong:
        raise PlanError(wrong)
    by_weekday = weekly["chats"].to_numpy().reshape(WEEK, HOURS)
    held = [first + timedelta(n) for n in range(days)]
    chats = np.array([by_weekday[day.weekday()] * times.get(day, 1.0) for day in held])
    return check(
        pd.DataFrame(
            {
                "date": pd.to_datetime(np.repeat(np.array(held, "datetime64[D]"), HOURS)),
                "weekday": np.repeat([day.isoweekday() for day in held], HOURS),
                "hour_of_day": np.tile(np.arange(HOURS), days),
                "chats": chats.ravel(),
            }
        )
    )
