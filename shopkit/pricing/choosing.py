"""The choice of one price point for each product, as a mixed-integer program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Step = tuple[list[int], list[int]]

APART = 0.005  # CNY, less than two points can differ by


@dataclass(frozen=True, slots=True)
class Points:
    """The price points of a product, rising, CNY, and what the product leaves at each."""

    prices: Floats
    left: Floats


def best_points(points: Sequence[Points], steps: Iterable[Step]) -> list[int]:
    """Return the place of the point of each product that together leave most (HiGHS).

    Args:
        points: of each product, one at least; some choice keeps every step.
        steps: places of the products of one tier and of those of the next, all of them dearer.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    model = _Model.of(points, steps)
    if not model.size:
        return [0] * len(points)
    pairs = len(model.smaller)
    rows = np.tile(np.arange(pairs), 2)
    columns = np.array([*model.smaller, *model.larger], dtype=np.int64)
    entries = np.repeat([1.0, -1.0], pairs)
    table = csr_array((entries, (rows, columns)), shape=(pairs, model.size))
    costs = np.array(model.costs)
    solved = milp(
        costs / max(1.0, float(np.abs(costs).max())),
        integrality=np.ones(model.size),
        bounds=Bounds(np.array(model.least), np.array(model.most)),
        constraints=LinearConstraint(table, -np.inf, 0.0) if pairs else None,
        options={"mip_rel_gap": 0.0},
    )
    return model.read(solved.x)


@dataclass(frozen=True, slots=True)
class _Model:
    """The choice in variables that are 1 from some point on: "the price is at most this one".

    Every row then says that one variable is not larger than another, which solvers do at once
    (such a table is totally unimodular). An edge between two tiers has variables of its own: "the
    dearest below costs at most this".

    Attributes:
        counts: points of each product.
        starts: number of its first variable; it has one for each point but the last.
        costs: of each variable in the sum to be made small.
        least: 0 or 1, of each variable.
        most: 1 or 0.
        smaller: of each row the variable that is not larger.
        larger: than this one.
    """

    counts: list[int]
    starts: list[int]
    costs: list[float]
    least: list[float]
    most: list[float]
    smaller: list[int]
    larger: list[int]

    @classmethod
    def of(cls, points: Sequence[Points], steps: Iterable[Step]) -> _Model:
        model = cls([], [], [], [], [], [], [])
        for one in points:
            model.counts.append(len(one.prices))
            model.starts.append(model.chain((one.left[1:] - one.left[:-1]).tolist()))
        prices = [one.prices for one in points]
        for below, above in steps:
            model.edge(prices, below, above)
        return model

    @property
    def size(self) -> int:
        """How many variables there are."""
        return len(self.costs)

    def chain(self, costs: list[float]) -> int:
        """Add variables none of which is larger than the next; return the number of the first."""
        first = self.size
        self.costs.extend(costs)
        self.least.extend([0.0] * len(costs))
        self.most.extend([1.0] * len(costs))
        self.smaller.extend(range(first, self.size - 1))
        self.larger.extend(range(first + 1, self.size))
        return first

    def edge(self, prices: Sequence[Floats], below: list[int], above: list[int]) -> None:
        """Keep the products of one tier cheaper than those of the next."""
        grid = np.unique(np.concatenate([prices[k] for k in below]))
        first = self.chain([0.0] * len(grid))
        self.least[self.size - 1] = 1.0
        for at, price in enumerate(grid):
            for k in below:
                self._not_above(first + at, k, prices[k], price)
            for k in above:
                self._above(first + at, k, prices[k], price, first=not at)

    def _not_above(self, edge: int, product: int, prices: Floats, price: float) -> None:
        """If the edge is at most a price, so is the product's."""
        count = int((prices <= price + APART).sum())
        if count == 0:
            self.most[edge] = 0.0
        elif count < len(prices):
            self.smaller.append(edge)
            self.larger.append(self.starts[product] + count - 1)

    def _above(self, edge: int, product: int, prices: Floats, price: float, *, first: bool) -> None:
        """If the edge is at least a price, the product's is above it."""
        count = int((prices <= price + APART).sum())
        if count == len(prices):
            self.least[edge - 1] = 1.0
        elif count and first:
            self.most[self.starts[product] + count - 1] = 0.0
        elif count:
            self.smaller.append(self.starts[product] + count - 1)
            self.larger.append(edge - 1)

    def read(self, solved: Floats) -> list[int]:
        """Return the place of the point chosen for each product."""
        ends = zip(self.starts, self.counts, strict=True)
        return [count - 1 - int(np.rint(solved[at : at + count - 1]).sum()) for at, count in ends]
