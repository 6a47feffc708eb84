"""Days into months: when months begin, and how much of a month has moved by the end of another."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from shopkit.apportion import Ints

Floats: TypeAlias = NDArray[np.float64]

YEAR = 12  # months
HAIR = 1e-6  # of a fen: what floats lose on the way to a half


def month_starts(starts: date, months: int) -> list[date]:
    """Return the first day of each of some months and of the month after them.

    Example:
        >>> [str(day) for day in month_starts(date(2026, 12, 5), 1)]
        ['2026-12-01', '2027-01-01']
    """
    first = starts.year * YEAR + starts.month - 1
    return [date(at // YEAR, at % YEAR + 1, 1) for at in range(first, first + months + 1)]


def month_place(starts: date, day: date) -> int:
    """Return how many months a day lies after the first month; negative is before it.

    Example:
        >>> month_place(date(2026, 11, 1), date(2027, 1, 31))
        2
    """
    return (day.year - starts.year) * YEAR + day.month - starts.month


def moved_by_end(starts: date, months: int, shift_days: int, *, goes_on: bool = False) -> Floats:
    """Return the share of each month's amount that has moved by the end of each month.

    An amount arises evenly over the days of its month and moves some days later. What would move
    before the first month moves in it.

    Args:
        starts: a day of the first month.
        months: how many months.
        shift_days: days later; negative is before.
        goes_on: whether the months after the last are as it was; they are the last column, in
            units of the last month's amount, and only count where money moves ahead of them.

    Returns:
        A row for the end of each month, a column for each month and one for those after.

    Example:
        >>> moved_by_end(date(2026, 11, 1), 2, 15).round(3).tolist()
        [[0.5, 0.0, 0.0], [1.0, 0.516, 0.0]]
    """
    firsts = month_starts(starts, months)
    days = np.array([(first - firsts[0]).days for first in firsts], float)
    begins, lengths, ends = days[:-1], np.diff(days), days[1:]
    own = (ends[:, None] - begins[None, :] - shift_days) / lengths
    after = (ends - days[-1] - shift_days) / lengths[-1] if goes_on else np.zeros(months)
    return np.hstack([np.clip(own, 0, 1), np.maximum(after, 0)[:, None]])


def whole_fen(amounts: Floats) -> Ints:
    """Return amounts of fen as whole ones, halves away from zero as a spreadsheet rounds.

    Example:
        >>> whole_fen(np.array([0.5, -1.5, 2.4])).tolist()
        [1, -2, 2]
    """
    whole: Ints = (np.sign(amounts) * np.floor(np.abs(amounts) + 0.5 + HAIR)).astype(np.int64)
    return whole


def each_month(by_end: Floats) -> Ints:
    """Return what moves in each month, whole fen, from what has moved by the end of each.

    Rounding the running total keeps the sum: what is left of a fen moves later, never vanishes.
    """
    return np.diff(whole_fen(by_end), prepend=0)
