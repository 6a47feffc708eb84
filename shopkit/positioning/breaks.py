"""Natural breaks: where a row of numbers falls apart into groups.

The classes are those of Fisher (1958): of all ways to cut sorted numbers into k classes the one
with the least sum of squares within them, found exactly by dynamic programming.

Source: W. D. Fisher (1958), On grouping for maximum homogeneity, JASA 53, 789–798; G. F. Jenks
(1967) made them the usual classes of maps. Number of classes: F. H. C. Marriott (1971), Practical
problems in a method of cluster analysis, Biometrics 27, 501–514: k² times the share of variance
left within k classes is 1 for a uniform spread, whatever k, and small where there are k groups.
Where none are, the goodness of variance fit that map makers ask for (Jenks and Coulson 1963).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MOST = 8  # classes; more than anyone can keep in mind
FINEST = 1000  # different numbers; the time taken grows with their square
LEAST_SIZE = 3  # members of a class: one dear product is no class
CLEAR = 0.5  # k² × share left; a uniform or single-peaked spread stays above
NEARLY = 1.4  # fewer classes are taken where they are nearly as good
GOOD_FIT = 0.9  # share of variance between classes that is enough where no groups are clear

How = Literal["natural", "cut", "asked", "one"]


@dataclass(frozen=True, slots=True)
class Breaks:
    """Classes of sorted numbers.

    Attributes:
        starts: index of the first number of each class but the first.
        how: `natural` groups were found, `cut` finely enough, number `asked` for, or `one` class.
        fit: share of the variance that lies between the classes, 0–1.
    """

    starts: tuple[int, ...]
    how: How
    fit: float


def breaks(values: Sequence[float], count: int | None = None, blur: float = 0.0) -> Breaks:
    """Return the natural classes of numbers in rising order.

    Args:
        values: the numbers, sorted; equal ones stay together.
        count: how many classes; found from the numbers if not said. There are never more than
            different numbers allow.
        blur: standard deviation within which numbers count as alike when classes are counted;
            without it ten shops that all end their prices in 9 would make ten classes.

    Example:
        >>> breaks([1, 1.1, 1.2, 1.3, 5, 5.1, 5.2, 9, 9.1, 9.2]).starts
        (4, 7)
    """
    different, sizes = _grouped(np.asarray(values, dtype=float))
    least = 1 if count else LEAST_SIZE
    most = min(count or MOST, len(different), len(values) // least)
    if most < 2:  # noqa: PLR2004
        return Breaks((), "one", 0.0)
    within, cuts = _optimal(different, sizes.astype(float), most, least)
    left = within / within[0]
    unclear = (within + len(values) * blur**2) / (within[0] + len(values) * blur**2)
    asked: tuple[int, How] = most, "asked"
    classes, how = asked if count else _number(left, unclear)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    starts = tuple(int(ends[place]) for place in _path(cuts, classes))
    return Breaks(starts, how if starts else "one", float(1 - left[classes - 1]))


def _grouped(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the different numbers and how often each stands there; very many are rounded."""
    different, places = np.unique(values, return_inverse=True)
    if len(different) > FINEST:
        step = (different[-1] - different[0]) / FINEST
        _, places = np.unique((values - values[0]) // step, return_inverse=True)
    sizes = np.bincount(places)
    return np.bincount(places, weights=values) / sizes, sizes


def _number(left: NDArray[np.float64], unclear: NDArray[np.float64]) -> tuple[int, How]:
    """Return how many classes there are and how that was found, from the shares left within."""
    usable = np.isfinite(left)
    spread = np.where(usable, unclear * np.arange(1, len(left) + 1) ** 2, np.inf)
    best = spread[1:].min()
    if best <= CLEAR:
        return int(np.argmax(spread[1:] <= best * NEARLY)) + 2, "natural"
    fine = usable & (left <= 1 - GOOD_FIT)
    if fine.any():
        return int(np.argmax(fine)) + 1, "cut"
    return int(np.flatnonzero(usable)[-1]) + 1, "cut"


def _optimal(
    values: NDArray[np.float64], weights: NDArray[np.float64], most: int, least: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the least sum of squares within 1 to `most` classes, and where the last one starts."""
    centred = values - np.average(values, weights=weights)  # far from 0 squares lose digits
    sums = [
        np.concatenate([[0.0], np.cumsum(weights * power)])
        for power in (np.ones_like(centred), centred, centred**2)
    ]
    n = len(values)
    start, end = np.meshgrid(np.arange(n), np.arange(1, n + 1), indexing="ij")
    size, first, second = (part[end] - part[start] for part in sums)
    cost = np.full((n, n), np.inf)
    fits = (end > start) & (size >= least)
    cost[fits] = np.maximum(second[fits] - first[fits] ** 2 / size[fits], 0.0)
    best = np.full((most, n), np.inf)
    cuts = np.zeros((most, n), dtype=np.int64)
    best[0] = cost[0]
    for k in range(1, most):
        joined = np.full((n, n), np.inf)
        joined[1:] = best[k - 1][:-1, None] + cost[1:]  # row: where the last class starts
        cuts[k], best[k] = joined.argmin(axis=0), joined.min(axis=0)
    return best[:, -1], cuts


def _path(cuts: NDArray[np.int64], classes: int) -> list[int]:
    """Return where each class but the first starts."""
    found: list[int] = []
    end = cuts.shape[1]
    for k in range(classes - 1, 0, -1):
        end = int(cuts[k][end - 1])
        found.append(end)
    return found[::-1]
