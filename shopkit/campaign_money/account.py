"""Some days of a shop as an account: from what is paid to what is left, in whole fen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from shopkit import finance
from shopkit.periods import month_place, month_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from shopkit.finance import Rates
    from shopkit.scenario import Course, Ground

    Floats = NDArray[np.float64]

RATED = ("refund", "goods", "platform", "affiliate", "freight", "packing", "insurance", "other")
BY_UNITS = ("goods", "freight", "packing", "insurance")  # follow units, not what is paid for them
MAY_LACK = "other"  # a plan that states no further shares has none


@dataclass(frozen=True)
class Account:
    """An account of some days, fen; costs are negative, `None` is unknown.

    Attributes:
        lines: paid, then each cost that is a share of sales, by line.
        ads: what ads of usual days cost, at the plan's share of sales.
        by_yuan: what is left of one more yuan of sales at the same depth, before ads.
    """

    lines: dict[str, int | None]
    ads: int | None
    by_yuan: float

    @property
    def left(self) -> int | None:
        """What is left before ads and other lines; `None` where goods are unknown.

        What else is unknown is not taken off: see `unknown`.
        """
        if self.lines["goods"] is None:
            return None
        return sum(fen for fen in self.lines.values() if fen is not None)

    @property
    def by_yuan_after_ads(self) -> float:
        """What is left of one more yuan where ads of usual days follow sales."""
        paid = self.lines["paid"]
        return self.by_yuan + (self.ads or 0) / paid if paid else self.by_yuan

    @property
    def unknown(self) -> tuple[str, ...]:
        """The lines nobody tells of."""
        return tuple(name for name, fen in self.lines.items() if fen is None and name != MAY_LACK)


def account(ground: Ground, days: Sequence[date], course: Course) -> Account:
    """Return the account of some days: as `finance` counts the same months.

    Shares of sales are those the months ahead are counted with; what follows units is counted on
    what these come to at the planned depth.

    Args:
        ground: plan and past.
        days: in order, without a gap.
        course: what they sell.
    """
    first = days[0]
    months = month_place(first, days[-1]) + 1
    place = np.array([month_place(first, day) for day in days])

    def monthly(values: Floats) -> Floats:
        return np.bincount(place, weights=values, minlength=months).astype(np.float64)

    paid, units = monthly(course.paid), monthly(course.volume)
    rates = _rates(ground, first, months)
    if np.isnan(paid).any():
        return Account(dict.fromkeys(("paid", *RATED)), None, float("nan"))
    times = np.divide(units, paid, out=np.ones(months), where=paid > 0)
    followed = {name: _each(getattr(rates, name), times) for name in BY_UNITS}
    model = finance.Model(
        starts=first,
        sales_cny=tuple(paid.tolist()),
        rates=replace(rates, **followed),
        ads_cny=_stated_ads(ground, days),
    )
    profit = finance.forecast(model).profit
    lines: dict[str, int | None] = {"paid": int(profit["paid"].sum())}
    for name in RATED:
        known = getattr(rates, name) is not None
        lines[name] = int(profit[name].sum()) if known else None
    told = rates.ads is not None or any(model.by_month(model.ads_cny))
    ads = int(profit["ads"].sum()) if told else None
    return Account(lines, ads, _slope(model.rates))


def _rates(ground: Ground, first: date, months: int) -> Rates:
    """Return the shares of sales of some months, as the months ahead have them."""
    sold = finance.ahead(ground.plan, first, months, ground.known.sales)
    told = sold if len(sold.sales_cny) == months else None
    return finance.rates_of(ground.plan, ground.known.rates, first, told)


def _each(rate: object, times: Floats) -> tuple[float, ...] | None:
    if rate is None:
        return None
    held = np.broadcast_to(np.asarray(rate, float), len(times))
    return tuple((held * times).tolist())


def _stated_ads(ground: Ground, days: Sequence[date]) -> tuple[float, ...]:
    """Return the ads of a plan that states them by month, for the days of each month."""
    budget = ground.plan.budget
    monthly = 0.0 if budget.ads_rate is not None else budget.ads_monthly_cny or 0.0
    firsts = month_starts(days[0], month_place(days[0], days[-1]) + 1)
    found = []
    for begins, after in pairwise(firsts):
        length = (after - begins) / timedelta(1)
        own = sum(begins <= day < after for day in days)
        found.append(monthly * own / length)
    return tuple(found)


def _slope(rates: Rates) -> float:
    """Return what is left of one more yuan of sales; unknown shares take nothing."""

    def of(name: str) -> float:
        value = getattr(rates, name)
        return 0.0 if value is None else float(np.mean(value))

    net = 1 - of("refund")
    again = of("refund") * of("goods") * of("sold_again")
    whole = ("goods", "affiliate", "freight", "packing", "insurance", "other")
    return net * (1 - of("platform")) - sum(of(name) for name in whole) + again
