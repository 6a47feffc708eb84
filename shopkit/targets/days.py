"""Targets of days, and of any span of them: a week, a campaign, a month to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

from shopkit.periods import Period
from shopkit.targets.known import added, over
from shopkit.targets.months import FEN, MonthTarget
from shopkit.targets.split import split
from shopkit.targets.tree import Tree

DaySales = Mapping[date, float | None]


@dataclass(frozen=True, slots=True)
class SpanTarget:
    """What a span of days is to bring: sums of daily targets.

    Attributes:
        sales_cny: amount paid, CNY.
        visitors: sum of daily visitors; `None` where the months say none.
        orders: paying buyers; `None` likewise.
    """

    sales_cny: float
    visitors: int | None
    orders: int | None

    @property
    def conversion_rate(self) -> float | None:
        """Orders ÷ visitors, 0-1."""
        return over(self.orders, self.visitors)

    @property
    def per_buyer_cny(self) -> float | None:
        """Sales ÷ orders, CNY."""
        return over(self.sales_cny, self.orders)


def day_weights(month: Period, sales: DaySales) -> list[float]:
    """Return how the sales of a month fall on its days: as a year ago, or evenly.

    The same day of the month a year ago is taken, for big days keep their date; one unknown day
    makes all even. 29 February takes the weight of the day before it.

    Args:
        month: a calendar month.
        sales: CNY by day of the past; `None` where unknown.
    """
    last_year = {day.day: sales.get(day) for day in month.year_ago()}
    weights = [last_year.get(day.day, last_year.get(day.day - 1)) for day in month]
    known = [weight for weight in weights if weight is not None]
    return known if len(known) == month.days and sum(known) > 0 else [1.0] * month.days


def span_target(trees: Iterable[Tree], span: Period, sales: DaySales) -> SpanTarget | None:
    """Return what the days of a span are to bring; `None` where a day of it has no target.

    Args:
        trees: the goals of the years.
        span: any days.
        sales: CNY by day of the past, for the weights inside each month.
    """
    years = list(trees)
    inside: list[MonthTarget] = []
    day = span.start
    while day <= span.end:
        month = next((found for one in years if (found := one.month(day))), None)
        if month is None:
            return None
        inside.append(month)
        day = date.fromordinal(month.period.end.toordinal() + 1)
    parts = [_part(month, span, day_weights(month.period, sales)) for month in inside]
    return SpanTarget(
        sum(part[0] or 0 for part in parts) / FEN,
        added([part[1] for part in parts]),
        added([part[2] for part in parts]),
    )


def _part(month: MonthTarget, span: Period, weights: Sequence[float]) -> list[int | None]:
    """Return sales in fen, visitors and orders of the days of a month inside a span."""
    inside = [day in span for day in month.period]
    totals = (month.sales_fen, month.visitors, month.orders)
    return [None if total is None else _of_days(total, weights, inside) for total in totals]


def _of_days(total: int, weights: Sequence[float], inside: Sequence[bool]) -> int:
    return sum(compress(split(total, weights), inside))
