"""One plan in the figures of every topic: agents by the hour, people, payroll, profit, cash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shopkit import finance
from shopkit.coverage import (
    Hours,
    limits_of,
    needs_of,
    numbered,
    people_needed,
    people_on_desk,
    shifts_of,
    task_of,
)
from shopkit.finance.solve import changed
from shopkit.periods import Period
from shopkit.scenario.known import sold_ahead
from shopkit.scenario.levers import AS_PLANNED, Levers, plan_with, staffed

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.finance import Forecast
    from shopkit.plan import Plan
    from shopkit.scenario.known import Known

WEEK = 7


@dataclass(frozen=True)
class Outlook:
    """What a plan comes to.

    Attributes:
        plan: with everything that was moved.
        made: profit and cash of the months ahead.
        orders_daily: orders of an average day of the first month; `None` is unknown.
        week: agents needed by the hour of a usual week; `None` where chats are unknown.
        people_needed: the fewest people whose shifts hold that week; `None` is unknown.
    """

    plan: Plan
    made: Forecast
    orders_daily: float | None
    week: pd.DataFrame | None
    people_needed: int | None

    @property
    def people_planned(self) -> int:
        """People of the service desk on the first day."""
        return people_on_desk(self.plan, self.made.model.starts)

    @property
    def agents_peak(self) -> int | None:
        """The most agents an hour of the week needs; `None` is unknown or beyond any staffing."""
        if self.week is None or self.week["agents_needed"].isna().any():
            return None
        return int(self.week["agents_needed"].max())


def outlook(plan: Plan, known: Known, day: date, levers: Levers = AS_PLANNED) -> Outlook:
    """Return what a plan comes to with something moved.

    Chats follow orders, orders follow sales; where the desk follows its need, pay, profit and
    cash follow the desk.

    Args:
        plan: the shop's.
        known: what its past tells.
        day: from when, where the plan does not say it.
        levers: what is moved.

    Raises:
        PlanError: The plan says nothing of the months ahead, or a change is no change of it.
    """
    asked = plan_with(plan, levers.changes)
    if levers.target_rate is not None:
        asked = plan_with(asked, {"team.service.target_rate": levers.target_rate})
    orders = _orders_daily(asked, known, day, levers.volume)
    week = _week(asked, known, day, orders, levers.volume)
    people = _people(asked, week, day)
    if levers.follow and people:
        asked = staffed(asked, people)
    model = finance.model_of(asked, known.rates, day, known.sales)
    if levers.volume != 1:
        model = changed(model, "sales", levers.volume)
    return Outlook(asked, finance.forecast(model), orders, week, people)


def _orders_daily(plan: Plan, known: Known, day: date, volume: float) -> float | None:
    """Return the orders of an average day of the first month."""
    first = plan.cash.starts or day
    sales, each = sold_ahead(plan, known, first)
    if sales is None or not each:
        return None if known.orders_daily is None else known.orders_daily * volume
    return sales / each / Period.of_month(first).days * volume


def _week(
    plan: Plan, known: Known, day: date, orders: float | None, volume: float
) -> pd.DataFrame | None:
    """Return the agents a usual week needs; stated chats follow the volume as orders do."""
    first = plan.cash.starts or day
    monday = first + timedelta(-first.weekday() % WEEK)
    said = plan.team.service.chats_daily
    if said is not None:
        plan = plan_with(plan, {"team.service.chats_daily": round(said * volume)})
    return needs_of(plan, orders, monday, Hours(WEEK, known.order_shares))


def _people(plan: Plan, week: pd.DataFrame | None, day: date) -> int | None:
    shifts = shifts_of(plan)
    if week is None or not shifts or week["agents_needed"].isna().any():
        return None
    task = task_of(week, shifts, numbered(1, "+"), limits_of(plan, day))
    return people_needed(task)
