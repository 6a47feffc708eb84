"""Peak hours beside shifts and people: who is there when most buyers come, and at what hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.shifts import HOUR, QUARTER, Shift, Span, clock
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

WEEK = 7
SLACK = 1e-9


def peak_hours(peaks: Sequence[Span]) -> float:
    """Return the hours a day that are peak hours; hours of two peaks count once.

    Example:
        >>> peak_hours([Span(840, 1020), Span(1140, 1320)])
        6.0
    """
    held = np.zeros(len(Span(0, 0).of_day()), dtype=bool)
    for one in peaks:
        held |= one.of_day()
    return float(held.sum()) * QUARTER / HOUR


def peaks_covered(peaks: Sequence[Span], shifts: Sequence[Shift]) -> pd.DataFrame:
    """Return whether each peak lies within the shifts of an every-day roster.

    Returns:
        peak_starts, peak_ends, peak_hours, covered_hours, peak_covered; one row a peak.
    """
    import pandas as pd

    there = np.zeros(len(Span(0, 0).of_day()), dtype=bool)
    for one in shifts:
        there |= one.span.of_day()
    rows = [_covered(one, there) for one in peaks]
    names = ["peak_starts", "peak_ends", "peak_hours", "covered_hours", "peak_covered"]
    return check(pd.DataFrame(rows, columns=names))


def _covered(peak: Span, there: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[object, ...]:
    hours = peak_hours([peak])
    covered = float((peak.of_day() & there).sum()) * QUARTER / HOUR
    return clock(peak.starts), clock(peak.ends), hours, covered, covered == hours


@dataclass(frozen=True, slots=True)
class Stretch:
    """What being there from the first peak to the last takes.

    Attributes:
        span_hours: from the start of the first peak to the end of the last.
        week_hours: of it in seven days.
        heads: people it takes within the weekly hours.
    """

    span_hours: float
    week_hours: float
    heads: int


def stretch(peaks: Sequence[Span], weekly_hours: float) -> Stretch:
    """Return how long someone must be there to hold all peaks, and how many people that takes.

    One person is there all the time in between: nobody comes twice a day.

    Args:
        peaks: of a day; at least one.
        weekly_hours: a person's hours a week.

    Example:
        >>> stretch([Span(840, 1020), Span(1140, 1320)], 40)
        Stretch(span_hours=8.0, week_hours=56.0, heads=2)
    """
    ends = max(one.starts + one.length for one in peaks)
    hours = (ends - min(one.starts for one in peaks)) / HOUR
    weekly = hours * WEEK
    return Stretch(hours, weekly, ceil(weekly / weekly_hours - SLACK))


def desk_heads(shifts_daily: int, shift_hours: float, days_weekly: int, weekly_hours: float) -> int:
    """Return the people one head in each of a day's shifts takes, seven days a week.

    Args:
        shifts_daily: shifts of a day.
        shift_hours: working hours of each.
        days_weekly: days a person works a week, at most.
        weekly_hours: hours a person works a week, at most.

    Example:
        >>> desk_heads(2, 8.0, 6, 40.0)
        3
    """
    by_days = shifts_daily * WEEK / days_weekly
    by_hours = shifts_daily * WEEK * shift_hours / weekly_hours
    return ceil(max(by_days, by_hours) - SLACK)
