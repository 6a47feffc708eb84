"""Sums and ratios of which a term may be unknown; unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Number = TypeVar("Number", int, float)


def added(values: Iterable[Number | None]) -> Number | None:
    """Return a sum; unknown where one of the values is.

    Example:
        >>> added([1, 2]), added([1, None])
        (3, None)
    """
    known: list[Number] = []
    for value in values:
        if value is None:
            return None
        known.append(value)
    return sum(known)


def over(part: float | None, whole: float | None) -> float | None:
    """Return a ratio; unknown where a term is, or where there is nothing to divide by.

    Example:
        >>> over(1, 4), over(1, 0), over(None, 4)
        (0.25, None, None)
    """
    return part / whole if part is not None and whole else None
