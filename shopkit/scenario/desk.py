"""Agents the desk needs hour by hour, from the orders of each day: one answer for every view."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage import Hours, needs_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from shopkit.plan import Plan
    from shopkit.scenario.known import Known

    Floats = NDArray[np.float64]

WEEK = 7


def agents_by_hour(
    plan: Plan, known: Known, first: date, orders: Floats, usual: float
) -> pd.DataFrame | None:
    """Return the agents each hour of some days needs; `None` where chats are unknown.

    Chats of a day follow its orders. Its weekday is in them already: of the past only the hours
    within a day are taken.

    Args:
        plan: the shop's desk.
        known: when orders come, from the shop's past.
        first: the first of the days.
        orders: of each of them.
        usual: orders of a usual day, for which the plan states its chats.

    Raises:
        PlanError: The plan's desk or its hours cannot be.
    """
    if not usual > 0 or not np.isfinite(orders).all():
        return None
    times = {first + timedelta(n): float(each) / usual for n, each in enumerate(orders)}
    hours = Hours(len(orders), _alike(known.order_shares), times)
    return needs_of(plan, usual, first, hours)


def _alike(shares: Floats | None) -> Floats | None:
    """Return shares of a week whose days are alike: hours of a day as they come over all days."""
    if shares is None:
        return None
    by_hour = shares.sum(axis=0)
    return np.tile(by_hour / by_hour.sum() / WEEK, (WEEK, 1))
