"""How sales follow spend in one channel: three concave curves, their slopes and their inverses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from shopkit.errors import PlanError, Problem

Floats: TypeAlias = NDArray[np.float64]
Kind = Literal["log", "power", "hill"]
KINDS: tuple[Kind, ...] = ("log", "power", "hill")
MOST_LOG = 700.0  # beyond it no float holds the spend


@dataclass(frozen=True, slots=True)
class Curve:
    """Sales of a period by spend: nothing for nothing, ever less for the next yuan.

    log: scale · ln(1 + spend ÷ shape); hill: scale · spend ÷ (shape + spend), the Hill curve of
    exponent one; power: scale · spend^shape.

    Attributes:
        kind: which of the three.
        scale: above 0; CNY of sales.
        shape: CNY of spend (log, hill), or the elasticity, between 0 and 1 (power).
        assumed: not fitted to the shop's own weeks.
    """

    kind: Kind
    scale: float
    shape: float
    assumed: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no concave curve.

        Raises:
            PlanError: Scale or shape is out of its range.
        """
        most = 1.0 if self.kind == "power" else np.inf
        if not (0 < self.scale < np.inf and 0 < self.shape < most):
            said = f"{self.kind} {self.scale:g} {self.shape:g}"
            raise PlanError(Problem("spending_curve", "spending.curve", said))

    def sales(self, spend_cny: ArrayLike) -> Floats:
        """Return the sales some spends bring, CNY."""
        return self.scale * form(self.kind, spend_cny, self.shape)

    def marginal(self, spend_cny: ArrayLike) -> Floats:
        """Return the sales one yuan more brings at some spends, CNY a yuan."""
        x = _spend(spend_cny)
        if self.kind == "log":
            return self.scale / (self.shape + x)
        if self.kind == "hill":
            return self.scale * self.shape / (self.shape + x) ** 2
        with np.errstate(divide="ignore"):
            return self.scale * self.shape * x ** (self.shape - 1)

    def spend_at(self, marginal: float) -> float:
        """Return the spend at which the next yuan brings so much, CNY; 0 where it never does.

        Example:
            >>> round(Curve("log", 1000, 50).spend_at(4))
            200
        """
        if self.kind == "log":
            return max(self.scale / marginal - self.shape, 0.0)
        if self.kind == "hill":
            return float(max((self.scale * self.shape / marginal) ** 0.5 - self.shape, 0.0))
        return exp(min(log(self.scale * self.shape / marginal) / (1 - self.shape), MOST_LOG))

    def over(self, periods: float) -> Curve:
        """Return the curve of several periods, the spend even over them.

        Example:
            >>> weekly = Curve("hill", 9000, 500)
            >>> float(weekly.over(4).sales(2000)) == 4 * float(weekly.sales(500))
            True
        """
        if self.kind == "power":
            return replace(self, scale=self.scale * periods ** (1 - self.shape))
        return replace(self, scale=self.scale * periods, shape=self.shape * periods)


def form(kind: Kind, spend_cny: ArrayLike, shape: float) -> Floats:
    """Return a curve of scale one at some spends."""
    x = _spend(spend_cny)
    if kind == "log":
        return np.log1p(x / shape)
    return x / (shape + x) if kind == "hill" else x**shape


def assumed(spend_cny: float, sales_cny: float, elasticity: float) -> Curve:
    """Return a curve through one known point with an elasticity that is assumed, and marked so.

    Args:
        spend_cny: what a period's spend was.
        sales_cny: what it brought.
        elasticity: by how many per cent sales grow with one per cent more spend; 0 to 1.

    Raises:
        PlanError: A figure is not above zero, or the elasticity is not between 0 and 1.
    """
    if not (spend_cny > 0 and sales_cny > 0):
        said = f"{spend_cny:g} {sales_cny:g}"
        raise PlanError(Problem("spending_curve", "spending.assumed", said))
    if not 0 < elasticity < 1:
        raise PlanError(Problem("spending_curve", "spending.elasticity", f"{elasticity:g}"))
    return Curve("power", sales_cny / spend_cny**elasticity, elasticity, assumed=True)


def _spend(spend_cny: ArrayLike) -> Floats:
    return np.asarray(spend_cny, dtype=np.float64)
