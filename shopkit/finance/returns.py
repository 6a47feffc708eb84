"""What money returns: present value and internal rates of regular flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from shopkit.finance.timing import YEAR, Floats

Why = Literal["one", "never_put_in", "never_back", "none", "several", "beyond", "trades"]
GROWTH = np.geomspace(0.01, 101, 2001)  # of money in a year: −99 % to 10,000 %


@dataclass(frozen=True, slots=True)
class Rates:
    """Every rate at which the present value of some flows is zero.

    Attributes:
        yearly: the rates, a year; none, one or several.
        why: `one`; there is none, as nothing is put in, nothing comes back, or the value is zero
            at no rate; `several`, of which none may be picked; `beyond`: it lies outside of −99 %
            to 10,000 %; or `trades`: what was put into
            the shop was put in before, so that no flows ahead tell what it returns.
    """

    yearly: tuple[float, ...]
    why: Why

    @property
    def only(self) -> float | None:
        """The rate, where there is exactly one."""
        return self.yearly[0] if self.why == "one" else None


def present_value(flows: Sequence[float] | Floats, yearly_rate: float) -> float:
    """Return what monthly flows are worth in the first month, CNY.

    The first flow counts in full; a month is discounted by the twelfth root of the year.

    Source: numpy-financial.
    """
    import numpy_financial as npf

    return float(npf.npv(monthly(yearly_rate), np.asarray(flows, float)))


def internal_rates(flows: Sequence[float] | Floats, per_year: int = YEAR) -> Rates:
    """Return every rate a year at which the value of regular flows is zero.

    Args:
        flows: one a month, what is put in negative.
        per_year: how many flows a year has; 1 for yearly flows.

    Returns:
        None, one or several between −99 % and 10,000 %, and whether there are more beyond: a rate
        is never guessed. The only one is told by pyxirr.
    """
    known = np.asarray(flows, float)
    found, why = _found(np.arange(len(known)) / per_year, known)
    if why == "one":
        import pyxirr

        rate = pyxirr.irr(known, guess=(1 + found[0]) ** (1 / per_year) - 1)
        return Rates(found if rate is None else (yearly(rate, per_year),), why)
    return Rates(found, why)


def _found(years: Floats, flows: Floats) -> tuple[tuple[float, ...], Why]:
    """Return the rates at which the value changes its sign, lowest first, and how many it means."""
    if why := _hopeless(flows):
        return (), why
    from scipy.optimize import brentq

    def value(growth: float) -> float:
        return float(flows @ growth**-years)

    values = (GROWTH[:, None] ** -years) @ flows
    turns = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    exact = [float(growth) for growth in GROWTH[values == 0]]
    roots = sorted(
        [*exact, *(float(brentq(value, GROWTH[at], GROWTH[at + 1], xtol=1e-12)) for at in turns)]
    )
    outside = _outside(values, years, flows)
    many = len(roots) + outside
    found: Why = "none" if not many else "several" if many > 1 else "one" if roots else "beyond"
    return tuple(root - 1 for root in roots), found


def _outside(values: Floats, years: Floats, flows: Floats) -> int:
    """Return how many ends of the rates looked at have another rate beyond them.

    Far above money grows so fast that only the first flow counts, far below only the last.
    """
    moved = np.flatnonzero(flows)
    ends = (flows[moved[years[moved].argmax()]], flows[moved[years[moved].argmin()]])
    return sum(
        int(np.sign(value) * np.sign(flow) < 0)
        for value, flow in zip((values[0], values[-1]), ends, strict=True)
    )


def _hopeless(flows: Floats) -> Why | None:
    """Return why no rate can exist where flows have one sign only."""
    if not (flows < 0).any():
        return "never_put_in"
    return None if (flows > 0).any() else "never_back"


def monthly(yearly_rate: float) -> float:
    """Return the rate of a month that makes a yearly one.

    Example:
        >>> round(monthly(0.12), 6)
        0.009489
    """
    return float((1 + yearly_rate) ** (1 / YEAR) - 1)


def yearly(rate: float, per_year: int = YEAR) -> float:
    """Return the rate of a year from that of one of its periods.

    Example:
        >>> round(yearly(0.01), 6)
        0.126825
    """
    return float((1 + rate) ** per_year - 1)
