"""How a year's sales fall on its months: from the shop's own past, or as stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import mean

from shopkit.periods import DAY, Period
from shopkit.plan.sections.targets import Target

MONTHS = 12
MONTHS_FOR_INDEX = 2 * MONTHS + 1  # a centred mean needs half a year on either side
EVEN = (1.0,) * MONTHS


def stated_weights(target: Target) -> tuple[float, ...]:
    """Return the twelve weights a target states; a month that is not named weighs nothing."""
    return tuple(target.month_weights.get(number, 0.0) for number in range(1, MONTHS + 1))


def own_weights(sales: Mapping[date, float | None]) -> tuple[float, ...] | None:
    """Return what share of a year each calendar month brought in the shop's own past.

    With 25 months or more the months are held against the centred mean of the twelve around
    them, so that growth does not pass for season; with 12 to 24 their shares of the last twelve
    are taken, and growth is in them.

    Args:
        sales: CNY of each month by its first day; `None` where the month is not wholly known.

    Returns:
        Twelve shares, January first, that add to 1; `None` with fewer than 12 months in a row.

    Source: ratio to moving average, the first step of classical multiplicative decomposition
    (Hyndman and Athanasopoulos, *Forecasting: Principles and Practice*, 3rd ed., section 3.4).
    """
    months, values = _latest_run(sales)
    if len(values) < MONTHS:
        return None
    found = (_ratios if tells_season(sales) else _shares)(months, values)
    total = sum(found.values())
    if not total:
        return None
    return tuple(found[number] / total for number in range(1, MONTHS + 1))


def tells_season(sales: Mapping[date, float | None]) -> bool:
    """Tell whether enough months are known to part season from growth: 25 in a row."""
    return len(_latest_run(sales)[1]) >= MONTHS_FOR_INDEX


def _latest_run(sales: Mapping[date, float | None]) -> tuple[list[date], list[float]]:
    """Return the unbroken run of known months that ends latest."""
    months: list[date] = []
    values: list[float] = []
    for month in sorted(sales, reverse=True):
        value = sales[month]
        follows = not months or Period.of_month(month).end + DAY == months[-1]
        if value is None or not follows:
            if months:
                break
            continue
        months.append(month)
        values.append(value)
    return months[::-1], values[::-1]


def _shares(months: Sequence[date], values: Sequence[float]) -> dict[int, float]:
    last = zip(months[-MONTHS:], values[-MONTHS:], strict=True)
    return {month.month: value for month, value in last}


def _ratios(months: Sequence[date], values: Sequence[float]) -> dict[int, float]:
    half = MONTHS // 2
    found: dict[int, list[float]] = {number: [] for number in range(1, MONTHS + 1)}
    for i in range(half, len(values) - half):
        around = (values[i - half] + values[i + half]) / 2 + sum(values[i - half + 1 : i + half])
        if around:
            found[months[i].month].append(values[i] * MONTHS / around)
    return {number: mean(ratios) if ratios else 0.0 for number, ratios in found.items()}
