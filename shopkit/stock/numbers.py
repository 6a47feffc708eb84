"""Arrays of figures as the stock room takes them, and what no such figure may be."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shopkit.errors import PlanError, Problem

Floats: TypeAlias = NDArray[np.float64]
YEAR_DAYS = 365


def floats(values: ArrayLike) -> Floats:
    """Return figures as an array of floats; `None` is unknown, NaN."""
    return np.asarray(values, dtype=np.float64)


def not_negative(**named: ArrayLike) -> None:
    """Refuse figures below zero, each by its name; unknown ones pass.

    Raises:
        PlanError: One is below zero.
    """
    problems = []
    for name, values in named.items():
        below = floats(values)
        below = below[below < 0]
        if below.size:
            problems.append(Problem("stock_negative", f"stock.{name}", f"{below.min():g}"))
    if problems:
        raise PlanError(problems)


def service(rate: ArrayLike, place: str = "stock.service_rate") -> Floats:
    """Return a chance of not running out, checked: from 0 to below 1.

    Raises:
        PlanError: It is 1 or more, which takes endless stock, or below 0.
    """
    rates = floats(rate)
    if (rates >= 1).any():
        raise PlanError(Problem("stock_certain", place, f"{np.nanmax(rates):g}"))
    not_negative(service_rate=rates)
    return rates
