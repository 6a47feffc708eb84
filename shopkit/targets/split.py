"""Whole numbers split by weights, so that the parts add up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from shopkit.errors import PlanError, Problem


def split(total: int, weights: Sequence[float], place: str = "targets") -> list[int]:
    """Return whole parts of a total in proportion to weights; they add up to it exactly.

    What rounding down leaves goes, one each, to the parts with the largest remainders, the
    earlier one first.

    Raises:
        PlanError: There is something to split and no weight above zero.

    Source: the method of largest remainders (Hamilton; Balinski and Young, *Fair
    Representation*, 1982).

    Example:
        >>> split(100, [1, 1, 1]), split(7, [0.5, 0.25, 0.25])
        ([34, 33, 33], [3, 2, 2])
    """
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    if whole <= 0:
        if total:
            raise PlanError(Problem("target_no_weight", place))
        return [0] * len(exact)
    quotas = [total * weight / whole for weight in exact]
    parts = [floor(quota) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - quotas[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def split_around(
    total: int, weights: Sequence[float], locked: Mapping[int, int], place: str = "targets"
) -> list[int]:
    """Return whole parts of a total: locked ones as they are, the rest by weight around them.

    Raises:
        PlanError: The locked parts exceed the total, or leave something nothing can take.

    Example:
        >>> split_around(100, [1, 1, 2], {2: 10})
        [45, 45, 10]
    """
    rest = total - sum(locked.values())
    if rest < 0:
        values = {"over": _yuan(-rest), "total": _yuan(total)}
        raise PlanError(Problem("target_locked_over", place, None, values))
    free = [i for i in range(len(weights)) if i not in locked]
    if not free and rest:
        values = {"short": _yuan(rest), "total": _yuan(total)}
        raise PlanError(Problem("target_locked_short", place, None, values))
    shared = dict(zip(free, split(rest, [weights[i] for i in free], place), strict=True))
    return [locked[i] if i in locked else shared[i] for i in range(len(weights))]


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}".removesuffix(".00")
