"""The goals of a plan beside what the shop brought: the figures of `kpi`, the goals of `targets`.

Neither topic knows the other; notebook and report compose them here, so that both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from shopkit import kpi, targets

if TYPE_CHECKING:
    from shopkit.periods import Period
    from shopkit.plan import Plan
    from shopkit.plan.sections.targets import Target
    from shopkit.tables import Tables


@dataclass(frozen=True)
class Pace:
    """How the period of an overview stands against a plan's goals.

    Attributes:
        plan: its goals.
        tables: what the shop's files hold.
        overview: the figures of the period; `None` for a shop without any sales.
    """

    plan: Plan
    tables: Tables
    overview: kpi.Overview | None

    @cached_property
    def months(self) -> dict[Period, float | None]:
        """CNY of every month all of whose days are known; `None` for the others."""
        return kpi.paid_by_month(self.tables) if self.overview else {}

    @cached_property
    def days(self) -> dict[date, float | None]:
        """CNY by day of the months of the period and of the same months a year ago."""
        if self.overview is None:
            return {}
        return kpi.paid_by_day(self.tables, self.overview.comparison.asked)

    @cached_property
    def actual(self) -> dict[str, float | None]:
        """CNY paid, visitors and paying buyers of the days done, people as sums of days."""
        if self.overview is None:
            return dict.fromkeys(targets.COUNTED)
        done = self.overview.comparison.period
        return {"paid": self.overview.now.value("paid"), **targets.day_sums(self.tables, done)}

    @property
    def terms(self) -> targets.Equation | None:
        """The sales equation of the days done; `None` where a term is unknown or nothing."""
        paid, visitors, buyers = (self.actual[name] for name in targets.COUNTED)
        if not (paid and visitors and buyers) or buyers > visitors:
            return None
        return targets.Equation(visitors, buyers / visitors, paid / buyers, paid)

    def tree(self, target: Target) -> targets.Tree:
        """Return a goal broken down, the season taken from months before its year."""
        return targets.seasoned(target, self.months)

    @cached_property
    def trees(self) -> list[targets.Tree]:
        """The goals of the plan, broken down."""
        return [self.tree(target) for target in self.plan.targets]

    @cached_property
    def progress(self) -> targets.Progress | None:
        """The period's target beside what happened; `None` where the plan has none for it."""
        if not self.trees or self.overview is None:
            return None
        compared = self.overview.comparison
        done = compared.period.days
        return targets.progress(self.trees, compared.asked, done, self.actual, self.days)
