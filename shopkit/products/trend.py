"""The trend of a count over time: relative change with its interval, by Poisson regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, expm1, sqrt
from operator import mul

FEWEST_SPANS = 3
STEEPEST = 20.0  # in logarithms; keeps the search inside what floats can hold
HALVINGS = 60
TWO_SIDED = 1.959964  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Trend:
    """A relative change.

    Attributes:
        rate: the change, 0.1 for 10 % more.
        low: lower end of its 95 % interval.
        high: upper end.
    """

    rate: float
    low: float
    high: float


def trend(
    counts: Sequence[float], exposures: Sequence[float], places: Sequence[float]
) -> Trend | None:
    """Return the relative change of a daily count from one place to the next whole one.

    log(expected count) = a + b * place + log(exposure), fitted by maximum likelihood; the variance
    is the mean times the dispersion of the residuals (at least 1), so that lumpy sales widen the
    interval. Sales in one span only, or fewer than three spans, have no trend (`None`).

    Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989: Poisson regression and
    quasi-likelihood.

    Args:
        counts: of each span.
        exposures: days of each span, above 0.
        places: when each span was, rising, in the unit of time the change is told for.

    Example:
        >>> found = trend([100, 110, 121, 133], [7, 7, 7, 7], [0, 1, 2, 3])
        >>> round(found.rate, 2), found.low < 0.1 < found.high
        (0.1, True)
    """
    if len(counts) < FEWEST_SPANS or sum(count > 0 for count in counts) < 2:  # noqa: PLR2004
        return None
    slope = _slope(counts, exposures, places)
    weights = _weights(slope, exposures, places)
    total = sum(counts)
    expected = [total * weight for weight in weights]
    off = sum((n - m) ** 2 / m for n, m in zip(counts, expected, strict=True))
    dispersion = max(1.0, off / (len(counts) - 2))
    middle = sum(map(mul, weights, places))
    width = sum(weight * (at - middle) ** 2 for at, weight in zip(places, weights, strict=True))
    error = TWO_SIDED * sqrt(dispersion / (total * width))
    rate, low, high = map(expm1, (slope, slope - error, slope + error))
    return Trend(rate, low, high)


def _slope(counts: Sequence[float], exposures: Sequence[float], places: Sequence[float]) -> float:
    """Return b: where the expected mean place of a sale is the one seen; it grows with b."""
    seen = sum(map(mul, counts, places)) / sum(counts)
    low, high = -STEEPEST, STEEPEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        expected = sum(map(mul, _weights(middle, exposures, places), places))
        low, high = (middle, high) if expected < seen else (low, middle)
    return (low + high) / 2


def _weights(slope: float, exposures: Sequence[float], places: Sequence[float]) -> list[float]:
    """Return each span's expected share of all sales."""
    largest = max(slope * at for at in (places[0], places[-1]))  # keeps the largest power at 1
    raw = [exp(slope * at - largest) * days for at, days in zip(places, exposures, strict=True)]
    whole = sum(raw)
    return [one / whole for one in raw]
