"""Where a row of numbers falls apart into groups: valleys of its density, else the best cut.

A border is natural where the numbers thin out: a valley of a Gaussian kernel density that is
clearly lower than both of its peaks. Kernel sums count numbers, so that twice their square roots
have a variance near 1 (Anscombe 1948), and valley and lower peak can be told from chance.

Where there is no such valley, or a number of classes is asked for, the classes are Fisher's: of
all ways to cut sorted numbers into k classes the one with the least sum of squares within them,
found exactly by dynamic programming; k is the least that leaves 10 % of the variance within.

Source: B. W. Silverman (1981), Using kernel density estimates to investigate multimodality, JRSS B
43, 97–99; F. J. Anscombe (1948), Biometrika 35, 246–254; W. D. Fisher (1958), On grouping for
maximum homogeneity, JASA 53, 789–798, the classes map makers know by the name of Jenks. The
bandwidth and the thresholds of valleys and fits are chosen here, on simulated markets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MOST = 8  # classes of a cut; more than anyone can keep in mind
FINEST = 1000  # different numbers; the time taken grows with their square
LEAST_SIZE = 3  # members of a class: one dear product is no class
SURE = 2.0  # standard deviations between a valley and its lower peak
DEEP = 0.6  # a valley holds at most this share of its lower peak
FAIR_FIT = 0.8  # natural classes that leave more within them say too little
GOOD_FIT = 0.9  # share of variance between classes that is enough where no groups are clear
STEPS = 6  # points of the grid a bandwidth

How = Literal["natural", "cut", "asked", "one"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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


def breaks(values: Sequence[float], bandwidth: float, count: int | None = None) -> Breaks:
    """Return the classes of numbers in rising order.

    Args:
        values: the numbers, sorted; equal ones stay together.
        bandwidth: standard deviation of the kernel: numbers so far apart are nearly alike.
        count: how many classes; found from the numbers if not said. There are never more than
            different numbers allow.

    Example:
        >>> breaks([1, 1.1, 1.2, 1.3, 5, 5.1, 5.2, 9, 9.1, 9.2], 0.5).starts
        (4, 7)
    """
    numbers = np.asarray(values, dtype=float)
    if len(numbers) < 2 * LEAST_SIZE and not count:
        return Breaks((), "one", 0.0)
    different, sizes = _grouped(numbers)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    if not count:
        found = tuple(int(ends[place]) for place in _valleys(different, sizes, bandwidth))
        if (fit := _fit(numbers, found)) >= FAIR_FIT:
            return Breaks(found, "natural", fit)
    starts = tuple(int(ends[place]) for place in _cut(different, sizes, count))
    how: How = "asked" if count else "cut"
    return Breaks(starts, how if starts else "one", _fit(numbers, starts))


def _fit(numbers: Floats, starts: tuple[int, ...]) -> float:
    """Return the share of the variance of numbers that lies between classes, 0–1."""
    if not starts:
        return 0.0
    within = sum(((part - part.mean()) ** 2).sum() for part in np.split(numbers, starts))
    return float(1 - within / ((numbers - numbers.mean()) ** 2).sum())


def _cut(different: Floats, sizes: Ints, count: int | None) -> list[int]:
    """Return where each of the best classes but the first starts among the different numbers."""
    least = 1 if count else LEAST_SIZE
    most = min(count or MOST, len(different), int(sizes.sum()) // least)
    if most < 2:  # noqa: PLR2004
        return []
    within, cuts = _optimal(different, sizes.astype(float), most, least)
    return _path(cuts, most if count else _fine(within))


def _grouped(values: Floats) -> tuple[Floats, Ints]:
    """Return the different numbers and how often each stands there; very many are rounded."""
    different, places = np.unique(values, return_inverse=True)
    if len(different) > FINEST:
        step = (different[-1] - different[0]) / FINEST
        _, places = np.unique((values - values[0]) // step, return_inverse=True)
    sizes = np.bincount(places)
    return np.bincount(places, weights=values) / sizes, sizes


def _valleys(different: Floats, sizes: Ints, bandwidth: float) -> list[int]:
    """Return the index of the first number above each clear valley of the density."""
    low, high = different[0] - bandwidth, different[-1] + bandwidth
    grid = np.linspace(low, high, int((high - low) / bandwidth * STEPS) + 2)
    kernel = np.exp(-(((grid[:, None] - different) / bandwidth) ** 2) / 2)
    counts: Floats = kernel @ sizes * np.sqrt(2)  # as many numbers as carry the estimate
    rises = np.diff(counts, prepend=-1.0) > 0
    peaks = [int(n) for n in np.flatnonzero(rises & ~np.append(rises[1:], values=False))]
    dips = [a + int(np.argmin(counts[a : b + 1])) for a, b in pairwise(peaks)]
    while dips:
        clear = [
            _clearness(counts, pair, dip) for pair, dip in zip(pairwise(peaks), dips, strict=True)
        ]
        members = _members(different, sizes, grid[dips])
        clear = [
            one if min(pair) >= LEAST_SIZE else -1.0
            for one, pair in zip(clear, pairwise(members), strict=True)
        ]
        worst = int(np.argmin(clear))
        if clear[worst] >= SURE:
            break
        lower = worst if counts[peaks[worst]] < counts[peaks[worst + 1]] else worst + 1
        peaks.pop(lower)
        dips.pop(worst)
    return sorted({_widest(different, grid[dip], bandwidth) for dip in dips})


def _clearness(counts: Floats, peaks: tuple[int, int], dip: int) -> float:
    """Return by how many standard deviations a valley lies below its lower peak; −1 if not deep."""
    lower = min(counts[peaks[0]], counts[peaks[1]])
    if counts[dip] > DEEP * lower:
        return -1.0
    return float(np.sqrt(2) * (np.sqrt(lower) - np.sqrt(counts[dip])))


def _members(different: Floats, sizes: Ints, borders: Floats) -> list[int]:
    place = np.searchsorted(borders, different, side="right")
    return [int(n) for n in np.bincount(place, weights=sizes, minlength=len(borders) + 1)]


def _widest(different: Floats, at: float, bandwidth: float) -> int:
    """Return the number above the widest gap near a place."""
    middles, gaps = (different[1:] + different[:-1]) / 2, np.diff(different)
    near = np.abs(middles - at) <= bandwidth
    if not near.any():
        return int(np.searchsorted(different, at))
    return int(np.argmax(np.where(near, gaps, 0))) + 1


def _fine(within: Floats) -> int:
    """Return how many classes leave little enough of the variance within them."""
    usable = np.isfinite(within)
    fine = usable & (within <= (1 - GOOD_FIT) * within[0])
    return int(np.argmax(fine) if fine.any() else np.flatnonzero(usable)[-1]) + 1


def _optimal(values: Floats, weights: Floats, most: int, least: int) -> tuple[Floats, Ints]:
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


def _path(cuts: Ints, classes: int) -> list[int]:
    """Return where each class but the first starts."""
    found: list[int] = []
    end = cuts.shape[1]
    for k in range(classes - 1, 0, -1):
        end = int(cuts[k][end - 1])
        found.append(end)
    return found[::-1]
