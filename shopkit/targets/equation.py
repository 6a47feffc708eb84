"""The sales equation, visitors × conversion × sales per buyer = sales: three give the fourth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.tables import check

TERMS = ("visitors", "conversion_rate", "per_buyer_cny", "sales_cny")


@dataclass(frozen=True, slots=True)
class Equation:
    """The four terms, which agree with one another.

    Attributes:
        visitors: sum of daily visitors.
        conversion_rate: paying buyers ÷ visitors, 0-1.
        per_buyer_cny: sales ÷ paying buyers, CNY.
        sales_cny: amount paid, CNY.
    """

    visitors: float
    conversion_rate: float
    per_buyer_cny: float
    sales_cny: float

    @property
    def orders(self) -> float:
        """Paying buyers: a buyer of a day counts as one order."""
        return self.visitors * self.conversion_rate

    def page_views(self, pages_per_visit: float) -> float:
        """Return the page views of the visitors, given the pages each sees."""
        return self.visitors * pages_per_visit


def solve(
    visitors: float | None = None,
    conversion_rate: float | None = None,
    per_buyer_cny: float | None = None,
    sales_cny: float | None = None,
) -> Equation:
    """Return the equation, the one term that was not given solved from the other three.

    Args:
        visitors: sum of daily visitors.
        conversion_rate: paying buyers ÷ visitors, 0-1.
        per_buyer_cny: sales ÷ paying buyers, CNY.
        sales_cny: amount paid, CNY.

    Raises:
        PlanError: Not exactly three terms are given, one is negative, a divisor is zero, or the
            conversion would be above 1.

    Source: 生意参谋 defines 支付金额 = 访客数 × 支付转化率 × 客单价; source document 001 sets its
    targets with it.

    Example:
        >>> solve(conversion_rate=0.02, per_buyer_cny=150, sales_cny=30_000).visitors
        10000.0
    """
    given = dict(zip(TERMS, (visitors, conversion_rate, per_buyer_cny, sales_cny), strict=True))
    known = {name: value for name, value in given.items() if value is not None}
    if len(known) != len(TERMS) - 1:
        raise PlanError(Problem("target_terms", "targets", None, {"given": len(known)}))
    for name, value in known.items():
        if value < 0 or (name == "conversion_rate" and value > 1):
            raise PlanError(Problem("target_term", name, f"{value:g}"))
    return _solved(known)


def _solved(known: dict[str, float]) -> Equation:
    if "sales_cny" not in known:
        sales = known["visitors"] * known["conversion_rate"] * known["per_buyer_cny"]
        return Equation(**known, sales_cny=sales)
    missing = next(name for name in TERMS if name not in known)
    below = 1.0
    for name, value in known.items():
        below *= value if name != "sales_cny" else 1.0
    if below == 0:
        raise PlanError(Problem("target_zero", missing))
    solved = known["sales_cny"] / below
    if missing == "conversion_rate" and solved > 1:
        raise PlanError(Problem("target_term", missing, f"{solved:g}"))
    terms: dict[str, Any] = {**known, missing: solved}
    return Equation(**terms)


def sensitivity(equation: Equation, change: float = 0.1) -> pd.DataFrame:
    """Return what the sales gain when one term grows by a share and the others stay.

    Returns:
        One row a term: `figure` (its name), `value_before`, `value_now`, `amount_cny` gained.
    """
    factors = {name: getattr(equation, name) for name in TERMS[:-1]}
    rows = [
        {
            "figure": name.removesuffix("_cny"),
            "value_before": value,
            "value_now": value * (1 + change),
            "amount_cny": equation.sales_cny * change,
        }
        for name, value in factors.items()
    ]
    return check(pd.DataFrame(rows))
