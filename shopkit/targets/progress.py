"""A target held against what happened: actual, run-rate to the end, what is needed from now on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from shopkit.periods import Period
from shopkit.tables import check
from shopkit.targets.days import DaySales, SpanTarget, span_target
from shopkit.targets.known import over
from shopkit.targets.tree import Tree

COUNTED = ("paid", "visitors", "paid_buyers")  # what adds up over days
EARLY = 0.1  # of a target; before so much is due the first days say nothing of the end


@dataclass(frozen=True, slots=True)
class Progress:
    """A period's target beside what the files tell so far.

    Attributes:
        period: the whole period.
        days_done: how many of its days the files cover.
        target: what the whole period is to bring.
        due: what the days done were to bring.
        actual: `paid` (CNY), `visitors`, `paid_buyers` of the days done, people as sums of days
            (`day_sums`); `None` where unknown.
    """

    period: Period
    days_done: int
    target: SpanTarget
    due: SpanTarget
    actual: Mapping[str, float | None]

    @property
    def days_left(self) -> int:
        """Days after the last one the files cover."""
        return self.period.days - self.days_done

    @property
    def early(self) -> bool:
        """Whether less than a tenth of the target is due: no pace can be told yet."""
        share = over(self.due.sales_cny, self.target.sales_cny)
        return share is not None and share < EARLY

    @property
    def reached(self) -> float | None:
        """Sales so far as a share of the whole target."""
        return over(self.actual.get("paid"), self.target.sales_cny)

    @property
    def run_rate_cny(self) -> float | None:
        """Sales at the end if the rest goes as the days done did, CNY; `None` while early."""
        return self._run_rate("paid", self.due.sales_cny, self.target.sales_cny)

    def frame(self) -> pd.DataFrame:
        """Return each figure's target, actual, run-rate and what the rest of the period needs.

        Returns:
            One row a figure (`paid`, `visitors`, `paid_buyers`, `conversion_rate`, `per_buyer`):
            `value_target`, `value_now`, `value_run_rate`, `value_needed` (a day for what adds up,
            else the rate of the remaining days); NaN where unknown or no day is left.
        """
        frame = pd.DataFrame([*self._counted(), *self._rates()])
        numbers = {name: "float64" for name in frame.columns if name != "figure"}
        return check(frame.astype(numbers))

    def _counted(self) -> list[dict[str, object]]:
        goals = zip(COUNTED, _terms(self.target), _terms(self.due), strict=True)
        return [
            {
                "figure": name,
                "value_target": goal,
                "value_now": self.actual.get(name),
                "value_run_rate": self._run_rate(name, due, goal),
                "value_needed": over(self._left(name, goal), self.days_left),
            }
            for name, goal, due in goals
        ]

    def _rates(self) -> list[dict[str, object]]:
        goal, now = self.target, self.actual
        visitors = self._run_rate("visitors", self.due.visitors, goal.visitors)
        came = now.get("visitors")
        if came is not None and visitors is None and self.early:
            visitors = goal.visitors
        to_come = None if visitors is None else max(0.0, visitors - (came or 0))
        buyers = self._left("paid_buyers", goal.orders)
        needs = {
            "conversion_rate": (over(buyers, to_come), goal.conversion_rate),
            "per_buyer": (over(self._left("paid", goal.sales_cny), buyers), goal.per_buyer_cny),
        }
        actual = {
            "conversion_rate": over(now.get("paid_buyers"), now.get("visitors")),
            "per_buyer": over(now.get("paid"), now.get("paid_buyers")),
        }
        return [
            {
                "figure": name,
                "value_target": aimed,
                "value_now": actual[name],
                "value_run_rate": actual[name],
                "value_needed": needed if self.days_left else None,
            }
            for name, (needed, aimed) in needs.items()
        ]

    def _run_rate(self, name: str, due: float | None, goal: float | None) -> float | None:
        actual = self.actual.get(name)
        share = over(due, goal)
        return over(actual, share) if share and not self.early else None

    def _left(self, name: str, goal: float | None) -> float | None:
        actual = self.actual.get(name)
        return None if actual is None or goal is None else max(0.0, goal - actual)


def progress(
    trees: Iterable[Tree],
    period: Period,
    days_done: int,
    actual: Mapping[str, float | None],
    past: DaySales,
) -> Progress | None:
    """Return a period's target beside what happened; `None` where a day of it has no target.

    Args:
        trees: the goals of the years.
        period: the whole period.
        days_done: how many of its days, from the first on, the files cover.
        actual: `paid` (CNY), `visitors`, `paid_buyers` of those days, people as sums of days.
        past: CNY by day, for the weights of days inside a month.
    """
    years = list(trees)
    whole = span_target(years, period, past)
    due = span_target(years, period.first(days_done), past)
    if whole is None or due is None:
        return None
    return Progress(period, days_done, whole, due, actual)


def _terms(span: SpanTarget) -> tuple[float | None, ...]:
    return span.sales_cny, span.visitors, span.orders
