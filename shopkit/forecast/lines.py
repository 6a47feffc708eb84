"""One figure, forecast: what is expected on each day, and draws of what it may come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from shopkit.forecast.asked import Ahead, Factor
from shopkit.forecast.numbers import Dates, Flags, Floats, bounds

Method = Literal["seasonal_naive", "ets", "regression"]
METHODS: tuple[Method, ...] = get_args(Method)  # simpler ones first
Why = Literal["no_history", "few_days", "nothing_sold", "old", "no_fit"]
LEAST: dict[Method, int] = {"seasonal_naive": 14, "ets": 28, "regression": 56}  # known days


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no forecast.

    Attributes:
        why: `no_history`, `few_days`, `nothing_sold`, `old` (the period is over), `no_fit`.
        days: known days there are.
        least: known days it takes.
    """

    why: Why
    days: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A figure ahead.

    Attributes:
        expected: of each day.
        draws: what it may come to, a row each draw.
        means: draws of what is expected, without the chance of single days; `None`: the draws.
    """

    expected: Floats
    draws: Floats
    means: Floats | None = None

    def times(self, other: Line) -> Line:
        """Return the product of two figures, day by day and draw by draw."""
        means = self.mean_draws * other.mean_draws
        return Line(self.expected * other.expected, self.draws * other.draws, means)

    def over(self, days: Flags) -> Line:
        """Return some of its days."""
        return Line(self.expected[days], self.draws[:, days], self.mean_draws[:, days])

    def bounds(self) -> tuple[Floats, Floats]:
        """Return the ends of the 80 % interval of each day, with what is expected inside."""
        low, high = bounds(self.draws)
        return np.minimum(low, self.expected), np.maximum(high, self.expected)

    @property
    def mean_draws(self) -> Floats:
        """Draws of what is expected."""
        return self.draws if self.means is None else self.means


@dataclass(frozen=True, slots=True)
class Past:
    """A figure in the past: days without a gap, values (NaN unknown), which factor moves it."""

    days: Dates
    values: Floats
    factor: Factor


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes, and how many draws are made of it."""

    ahead: Ahead
    draws: int
