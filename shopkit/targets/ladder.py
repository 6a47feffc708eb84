"""Stages of growth side by side: what each asks in visitors, and how far the next step is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.plan.sections.targets import Stage
from shopkit.tables import check
from shopkit.targets.months import SLACK

DAYS_A_MONTH = 30


def visitors_for(orders: float, conversion_rate: float) -> int:
    """Return the visitors needed for so many orders at a conversion (0-1), rounded up.

    Raises:
        PlanError: The conversion is 0.

    Example:
        >>> visitors_for(200, 0.02)
        10000
    """
    if not conversion_rate:
        raise PlanError(Problem("target_zero", "visitors"))
    return ceil(orders / conversion_rate - SLACK)


def ladder(stages: Sequence[Stage]) -> pd.DataFrame:
    """Return the stages with the orders and visitors a day each takes, and the step to it.

    A month counts 30 days. What a stage does not say is solved where it can be: orders from
    sales and sales per buyer, and the other way round.

    Returns:
        One row a stage: `shop_stage`, `paid_cny` a month, `orders_per_day`, `conversion_rate`,
        `per_buyer_cny`, `visitors_per_day`, `good_rate`, `step_factor` (times the stage before, in
        sales or else in orders).
    """
    rows = [_row(stage) for stage in stages]
    for before, row in pairwise(rows):
        row["step_factor"] = _factor(before, row)
    frame = pd.DataFrame(rows)
    numbers = {name: "float64" for name in frame.columns if name != "shop_stage"}
    return check(frame.astype(numbers))


def _row(stage: Stage) -> dict[str, object]:
    sales, orders, each = stage.sales_monthly_cny, stage.orders_daily, stage.per_buyer_cny
    daily = float(orders) if orders is not None else None
    if daily is None and sales is not None and each:
        daily = sales / each / DAYS_A_MONTH
    if sales is None and daily is not None and each is not None:
        sales = daily * each * DAYS_A_MONTH
    known = daily is not None and stage.conversion_rate
    return {
        "shop_stage": stage.name,
        "paid_cny": sales,
        "orders_per_day": daily,
        "conversion_rate": stage.conversion_rate,
        "per_buyer_cny": each,
        "visitors_per_day": visitors_for(daily or 0, stage.conversion_rate or 1) if known else None,
        "good_rate": stage.praise_rate,
        "step_factor": None,
    }


def _factor(before: dict[str, object], now: dict[str, object]) -> float | None:
    for name in ("paid_cny", "orders_per_day"):
        old, new = before[name], now[name]
        if isinstance(old, float) and isinstance(new, float) and old:
            return new / old
    return None
