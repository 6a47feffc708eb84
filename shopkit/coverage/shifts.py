"""Shifts by the clock: when they begin, whom they cover, how long rest between two of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from shopkit.errors import PlanError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

HOUR, DAY = 60, 1440  # minutes
QUARTER = 15
DAY_HOURS = 24
NIGHT_ENDS, NIGHT_LEAST = 6 * HOUR, 2 * HOUR


def minutes(clock: str) -> int:
    """Return the minutes after midnight of a time of day; 24:00 is the end of the day.

    Raises:
        PlanError: It is no time of day in whole quarters of an hour.

    Example:
        >>> minutes("14:00"), minutes("24:00")
        (840, 1440)
    """
    hour, _, minute = clock.partition(":")
    total = int(hour) * HOUR + int(minute) if hour.isdigit() and minute.isdigit() else -1
    if not 0 <= total <= DAY or int(minute or 0) >= HOUR or total % QUARTER:
        raise PlanError(Problem("no_clock", "team", clock))
    return total


def clock(minute: int) -> str:
    """Return the time of day of minutes after midnight, of the next day too.

    Example:
        >>> clock(840), clock(1500)
        ('14:00', '01:00')
    """
    return f"{minute // HOUR % DAY_HOURS:02d}:{minute % HOUR:02d}"


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a day in minutes after midnight; one that ends before it starts passes midnight.

    Attributes:
        starts: its first minute.
        ends: the minute after its last.
    """

    starts: int
    ends: int

    @property
    def length(self) -> int:
        """How many minutes it lasts: a day at most."""
        return self.ends - self.starts + (0 if self.ends > self.starts else DAY)

    def quarters(self) -> NDArray[np.bool_]:
        """Return which quarter hours it holds: 96 of its day, then 96 of the next."""
        at = np.arange(2 * DAY // QUARTER) * QUARTER
        return (at >= self.starts) & (at < self.starts + self.length)

    def of_day(self) -> NDArray[np.bool_]:
        """Return which of a day's 96 quarter hours it holds if it is every day."""
        first, second = self.quarters().reshape(2, -1)
        return np.asarray(first | second)


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift as the plan names it.

    Attributes:
        name: what it is called.
        span: when it is.
        break_hours: unpaid time of it; when it is taken is left to the people on it.
    """

    name: str
    span: Span
    break_hours: float = 0.0

    @property
    def hours(self) -> float:
        """Working hours: its length without the break."""
        return self.span.length / HOUR - self.break_hours

    @property
    def ends(self) -> int:
        """The minute it ends at, counted from midnight of the day it starts on."""
        return self.span.starts + self.span.length

    @property
    def night(self) -> bool:
        """Whether at least two hours of it lie between midnight and six."""
        after = max(0, self.ends - DAY) - max(0, self.ends - DAY - NIGHT_ENDS)
        before = max(0, min(NIGHT_ENDS, self.ends) - self.span.starts)
        return after + before >= NIGHT_LEAST


def shift(name: str, starts: str, ends: str, break_hours: float = 0.0) -> Shift:
    """Return a shift by the clock.

    Raises:
        PlanError: A time is none, or the break is as long as the shift.

    Example:
        >>> night = shift("night", "22:00", "06:00")
        >>> night.hours, night.night, shift("late", "16:00", "24:00").night
        (8.0, True, False)
    """
    made = Shift(name, Span(minutes(starts) % DAY, minutes(ends)), break_hours)
    if not 0 <= break_hours < made.span.length / HOUR:
        raise PlanError(Problem("break_too_long", name, f"{break_hours:g}"))
    return made


def rest_hours(earlier: Shift, later: Shift, days: int = 1) -> float:
    """Return the hours between the end of a shift and the start of one so many days later.

    Example:
        >>> rest_hours(shift("late", "16:00", "24:00"), shift("early", "08:00", "16:00"))
        8.0
    """
    return (later.span.starts + days * DAY - earlier.ends) / HOUR


def grain(shifts: Sequence[Shift]) -> int:
    """Return the minutes (60, 30 or 15) of the widest slots that no shift begins or ends within.

    Example:
        >>> grain([shift("early", "08:30", "16:30"), shift("late", "16:00", "24:00")])
        30
    """
    edges = (edge for one in shifts for edge in (one.span.starts, one.span.ends))
    return reduce(gcd, edges, HOUR)


def cover(shifts: Sequence[Shift]) -> Ints:
    """Return which slots each shift holds: shift × 2 days of slots of `grain` minutes, 0 or 1."""
    step = grain(shifts) // QUARTER
    rows = [one.span.quarters().reshape(-1, step).all(axis=1) for one in shifts]
    return np.array(rows, dtype=np.int64).reshape(len(shifts), -1)
