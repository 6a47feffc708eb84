"""Which stage a shop is in: by the plan's own dates and levels, or by its age and growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shopkit.plan.sections.targets import Stage

OPENING_MONTHS = 3
GROWS = 0.10  # sales of three months against the three before
Place = Literal["opening", "growth", "maturity"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a shop stands on the stages of its plan.

    Attributes:
        by_date: the stage whose days hold the day; `None` if none does.
        by_level: the last stage whose level is reached; `None` below the first or if unknown.
        next: the first stage whose level is not reached; `None` if all are, or if unknown.
    """

    by_date: Stage | None
    by_level: Stage | None
    next: Stage | None

    @property
    def behind(self) -> bool:
        """Whether the level of a stage before the one of the date was not reached yet."""
        return (
            self.by_date is not None and self.next is not None and _before(self.next, self.by_date)
        )


def standing(
    stages: Sequence[Stage],
    day: date,
    sales_monthly_cny: float | None = None,
    orders_daily: float | None = None,
) -> Standing:
    """Return where a shop stands on the stages of its plan on a day.

    Args:
        stages: the plan's, the first first.
        day: the day asked for.
        sales_monthly_cny: what it sells in a month; `None` if unknown.
        orders_daily: orders on an average day; `None` if unknown.
    """
    dated = [one for one in stages if one.starts is not None and one.starts <= day]
    current = [one for one in dated if one.ends is None or day <= one.ends]
    told = [(one, reached(one, sales_monthly_cny, orders_daily)) for one in stages]
    passed: Stage | None = None
    for one, met in told:
        if not met:
            unknown = met is None
            return Standing(_last(current), passed, None if unknown else one)
        passed = one
    return Standing(_last(current), passed, None)


def reached(
    stage: Stage, sales_monthly_cny: float | None, orders_daily: float | None
) -> bool | None:
    """Tell whether a stage's level is reached, in sales and in orders; `None` if unknown.

    Example:
        >>> reached(Stage(name="2", sales_monthly_cny=30_000), 31_000, None)
        True
    """
    pairs = [
        (stage.sales_monthly_cny, sales_monthly_cny),
        (stage.orders_daily, orders_daily),
    ]
    met = [None if now is None else now >= goal for goal, now in pairs if goal is not None]
    if False in met:
        return False
    return None if None in met or not met else True


def shop_stage(months_open: float, growth_rate: float | None) -> Place | None:
    """Return the stage of a three-stage model a shop is in; `None` where it cannot be told.

    `opening` in its first three months; then `growth` while the last three months sold at least
    10 % more than the three before, else `maturity`. These limits are ours: the sources name none.

    Args:
        months_open: since it opened.
        growth_rate: of sales, the last three months against the three before; `None` if unknown.

    Example:
        >>> shop_stage(2, None), shop_stage(9, 0.3), shop_stage(30, 0.02), shop_stage(9, None)
        ('opening', 'growth', 'maturity', None)
    """
    if months_open < OPENING_MONTHS:
        return "opening"
    if growth_rate is None:
        return None
    return "growth" if growth_rate >= GROWS else "maturity"


def _last(stages: Sequence[Stage]) -> Stage | None:
    return stages[-1] if stages else None


def _before(one: Stage, other: Stage) -> bool:
    if one.starts is None or other.starts is None:
        return False
    return one.starts < other.starts
