"""Days into months: how much of a month has moved by the end of another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from shopkit.apportion import Ints
from shopkit.periods import month_starts

Floats: TypeAlias = NDArray[np.float64]

YEAR = 12  # months
HAIR = 1e-6  # of a fen: what floats lose on the way to a half


@dataclass(frozen=True, slots=True)
class Moves:
    """When the amounts of months move: so many days later, evenly over the days of each month.

    Attributes:
        starts: a day of the first month.
        months: how many months.
        shift_days: days later; negative is before.
        went_on: whether the shop was open before: what moved then is gone, what is still to move
            from before moves, at the pace of the first month. Without it, what would move before
            the first month moves in it.
        goes_on: whether the months after the last are as it was; that only counts where money
            moves ahead of them.
    """

    starts: date
    months: int
    shift_days: int = 0
    went_on: bool = False
    goes_on: bool = False

    def by_end(self) -> Floats:
        """Return the share of amounts that has moved by the end of each month.

        Returns:
            A row for the end of each month; a column for the time before in units of the first
            month's amount, one for each month, and one for the time after in those of the last.

        Example:
            >>> Moves(date(2026, 11, 1), 2, 15).by_end()[:, 1:3].round(3).tolist()
            [[0.5, 0.0], [1.0, 0.516]]
        """
        days = self._days
        return self._moved(days[1:], np.maximum(days[1:] - days[-1] - self.shift_days, 0))

    def in_the_end(self) -> Floats:
        """Return the same in one row for the day by which everything has moved, nothing after."""
        return self._moved(np.array([np.inf]), np.zeros(1))

    @property
    def _days(self) -> Floats:
        firsts = month_starts(self.starts, self.months)
        return np.array([(first - firsts[0]).days for first in firsts], float)

    def _moved(self, ends: Floats, later: Floats) -> Floats:
        days, shift = self._days, self.shift_days
        begins, lengths = days[:-1], np.diff(days)
        own = np.clip((ends[:, None] - begins - shift) / lengths, 0, 1)
        before = np.zeros(len(ends))
        if self.went_on:
            own -= np.clip((-begins - shift) / lengths, 0, 1)
            before = np.minimum(ends, max(shift, 0)) / lengths[0]
        after = later / lengths[-1] if self.goes_on else np.zeros(len(ends))
        return np.hstack([before[:, None], own, after[:, None]])


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
