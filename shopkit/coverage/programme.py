"""A mixed-integer programme put together row by row, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = Sequence[float] | NDArray[Any]

INFINITE = float("inf")
INFEASIBLE = 2  # of scipy's milp


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found.

    Attributes:
        values: one a variable; `None` where it found nothing.
        objective: what they come to; infinite where it found nothing.
        bound: no solution comes to less; infinite where there is none at all.
    """

    values: Floats | None
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Effort:
    """When the solver may stop.

    Attributes:
        seconds: at the latest after so long.
        gap: as soon as the best found is proven this near (0–1) to the best there is.
    """

    seconds: float = 60.0
    gap: float = 0.02


@dataclass(slots=True)
class Programme:
    """Variables with their costs and limits, and rows over them."""

    costs: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Numbers, Numbers, float, float]] = field(default_factory=list)

    def variables(
        self, highs: NDArray[Any], cost: float | Floats, *, whole: bool = True
    ) -> NDArray[np.int64]:
        """Return the numbers of new variables from 0 to each of `highs`, in its shape."""
        first, count = len(self.costs), highs.size
        self.costs += list(np.broadcast_to(np.asarray(cost, float), highs.shape).ravel())
        self.highs += list(highs.astype(float).ravel())
        self.whole += [int(whole)] * count
        return np.arange(first, first + count).reshape(highs.shape)

    def at_most(self, of: Numbers, times: Numbers, most: float) -> None:
        """Hold a sum of variables times numbers to at most something."""
        self.rows.append((of, times, -INFINITE, most))

    def at_least(self, of: Numbers, times: Numbers, least: float) -> None:
        """Hold a sum of variables times numbers to at least something."""
        self.rows.append((of, times, least, INFINITE))

    def exactly(self, of: Numbers, times: Numbers, amount: float) -> None:
        """Hold a sum of variables times numbers to something."""
        self.rows.append((of, times, amount, amount))

    def solved(self, effort: Effort) -> Solved:
        """Return the cheapest values that keep to every row."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        lengths = [len(of) for of, _, _, _ in self.rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        of = np.concatenate([np.asarray(row[0]) for row in self.rows])
        times = np.concatenate([np.asarray(row[1], float) for row in self.rows])
        shape = (len(self.rows), len(self.costs))
        matrix = csr_array((times, of, starts), shape=shape)
        found = milp(
            self.costs,
            constraints=LinearConstraint(
                matrix, [row[2] for row in self.rows], [row[3] for row in self.rows]
            ),
            bounds=Bounds(0, self.highs),
            integrality=self.whole,
            options={"time_limit": effort.seconds, "mip_rel_gap": effort.gap},
        )
        if found.x is None:
            none = INFINITE if found.status == INFEASIBLE else -INFINITE
            return Solved(None, INFINITE, none)
        bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return Solved(found.x, float(found.fun), float(bound))
