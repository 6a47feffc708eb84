"""Arrays the forecast counts with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Dates = NDArray[np.datetime64]

LEVEL = 0.8  # our choice: intervals hold four days of five
LOW, HIGH = (1 - LEVEL) / 2, (1 + LEVEL) / 2
WEEK = 7


def days_of(values: Any) -> Dates:  # noqa: ANN401 - dates, timestamps or a column of them
    """Return days as whole days, whatever they come as."""
    return np.asarray(values, dtype="datetime64[D]")


def bounds(draws: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the middle 80 % of draws, one column a day."""
    low, high = np.quantile(draws, [LOW, HIGH], axis=0)
    return low, high


def lag_one(values: Floats) -> float:
    """Return the correlation of values with those of the day before; NaN marks days unknown.

    Example:
        >>> round(lag_one(np.array([1.0, -1, 1, -1, np.nan, 1, -1, 1])), 2)
        -1.0
    """
    before, after = values[:-1], values[1:]
    both = np.isfinite(before) & np.isfinite(after)
    size = np.sqrt(np.sum(before[both] ** 2) * np.sum(after[both] ** 2))
    return float(np.sum(before[both] * after[both]) / size) if size > 0 else 0.0


def wandering(rng: np.random.Generator, shape: tuple[int, int], rho: float) -> Floats:
    """Return standard normal numbers of which each row keeps a share of the value before it."""
    noise: Floats = rng.normal(size=shape)
    fresh = np.sqrt(1 - rho**2)
    for at in range(1, shape[1] if rho else 0):
        noise[:, at] = rho * noise[:, at - 1] + fresh * noise[:, at]
    return noise
