"""Days by which stock has to be decided, ordered and there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from shopkit.stock.numbers import floats

DECIDE_DAYS = 7  # source document 002: the stock plan stands a week before the event
FAR = 36_500  # days: beyond a century nothing has a day

OnWorkday = Callable[[date], date]


def any_day(day: date) -> date:
    """Return the day itself: orders are taken every day."""
    return day


def stock_deadline(event: date, days: int = DECIDE_DAYS) -> date:
    """Return the day by which the stock of an event is decided, for the factory to produce.

    event − 7 days (source document 002)

    Example:
        >>> stock_deadline(date(2026, 11, 11))
        datetime.date(2026, 11, 4)
    """
    return event - timedelta(days)


def latest_order(needed_on: date, lead_days: float, on_workday: OnWorkday = any_day) -> date:
    """Return the last day to order so that goods are there in time.

    Args:
        needed_on: the day on whose morning they are needed.
        lead_days: from order to delivery, calendar days.
        on_workday: gives the last working day on or before a day.

    Example:
        >>> latest_order(date(2026, 11, 11), 7)
        datetime.date(2026, 11, 4)
    """
    return on_workday(needed_on - timedelta(int(np.ceil(lead_days))))


def first_arrival(today: date, lead_days: float, on_workday: OnWorkday = any_day) -> date:
    """Return the day goods are there that are ordered today, or on the next working day.

    Args:
        today: the day it is looked at.
        lead_days: from order to delivery, calendar days.
        on_workday: gives the last working day on or before a day.

    Example:
        >>> first_arrival(date(2026, 11, 1), 7)
        datetime.date(2026, 11, 8)
    """
    return next_workday(today, on_workday) + timedelta(int(np.ceil(lead_days)))


def next_workday(today: date, on_workday: OnWorkday = any_day) -> date:
    """Return the first working day on or after a day."""
    day = today
    while on_workday(day) < today:
        day += timedelta(1)
    return day


def days_after(today: date, days: ArrayLike) -> pd.Series:
    """Return the day so many whole days after another; NaT for unknown and endless ones."""
    ahead = floats(days)
    known = np.isfinite(ahead) & (np.abs(ahead) < FAR)
    moved = pd.Timestamp(today) + pd.to_timedelta(np.where(known, np.floor(ahead), 0), unit="D")
    return pd.Series(moved, dtype="datetime64[s]").where(pd.Series(known))


def on_workdays(days: pd.Series, on_workday: OnWorkday) -> pd.Series:
    """Return for each day the last working day on or before it; NaT stays."""
    known = {day: pd.Timestamp(on_workday(day.date())) for day in days.dropna().unique()}
    return pd.Series([known.get(day, pd.NaT) for day in days], index=days.index).astype(
        "datetime64[s]"
    )
