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
        overview: the figures of the period.
    """

    plan: Plan
    tables: Tables
    overview: kpi.Overview

    @cached_property
    def months(self) -> dict[Period, float | None]:
        """CNY of every month all of whose days are known; `None` for the others."""
        return kpi.paid_by_month(self.tables)

    @cached_property
    def days(self) -> dict[date, float | None]:
        """CNY by day of the months of the period and of the same months a year ago."""
        return kpi.paid_by_day(self.tables, self.overview.comparison.asked)

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
        if not self.trees:
            return None
        done = self.overview.comparison.period
        actual = {"paid": self.overview.now.value("paid"), **targets.day_sums(self.tables, done)}
        asked = self.overview.comparison.asked
        return targets.progress(self.trees, asked, done.days, actual, self.days)
