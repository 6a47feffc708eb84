"""A period as far as the files reach, beside the spans it is fairly held against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from shopkit.errors import PeriodError, Problem
from shopkit.kpi.figures import FIGURES, Figure, Headline, comparable, headline
from shopkit.periods import DAY, Comparison, Period, compare
from shopkit.tables import Tables, check, outside

Against = Literal["before", "year_ago"]
Grain = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a period and of what it is compared with; `None` where no file reaches.

    Attributes:
        comparison: the periods.
        now: the period asked for.
        before: the one before, each figure from its own best source.
        year_ago: the same one a year ago, likewise.
        fair: both again, as far as they can be held against `now`.
    """

    comparison: Comparison
    now: Headline
    before: Headline | None
    year_ago: Headline | None
    fair: dict[Against, Headline | None]

    def other(self, against: Against) -> Headline | None:
        """Return the span compared with; a figure that cannot fairly be compared is unknown."""
        other = self.fair[against]
        if other is None or not self.comparison.refunds_open:
            return other
        told = {n: Figure() if self.grows(n) else one for n, one in other.figures.items()}
        return replace(other, figures=told)

    def grows(self, name: str) -> bool:
        """Tell whether refunds still to come will change a figure of the period."""
        return self.comparison.refunds_open and self.now.by_payment(name)

    def gap_days(self, against: Against) -> int:
        """Return how many days the period or the span compared with lacks."""
        raw = self.before if against == "before" else self.year_ago
        return len(self.now.missing) or (len(raw.missing) if raw else 0)

    def as_json(self) -> dict[str, object]:
        """Return the documented JSON: the figures, their sources, both comparisons."""
        sources = {outside(name): self.now[name].source for name in FIGURES}
        return {
            "period": str(self.comparison.asked),
            "to_date": self.comparison.to_date,
            "start": str(self.comparison.period.start),
            "end": str(self.comparison.period.end),
            **self.now.as_json(),
            "missing_days": [str(day) for day in self.now.missing],
            "sources": {k: None if v == "none" else v for k, v in sources.items()},
            "before": _compared(self.before),
            "year_ago": _compared(self.year_ago),
        }


def _compared(other: Headline | None) -> dict[str, object] | None:
    if other is None:
        return None
    span = {"start": str(other.period.start), "end": str(other.period.end)}
    return {**span, **other.as_json(), "missing_days": [str(day) for day in other.missing]}


def overview(tables: Tables, asked: Period) -> Overview:
    """Return the figures of a period and of what it is compared with.

    Raises:
        PeriodError: The files hold no day of it, or of any sales.
    """
    reach = covered(tables)
    comparison = compare(asked, reach.start, reach.end)
    now = headline(tables, comparison.period)
    before, year_ago = (_if_known(tables, p) for p in (comparison.before, comparison.year_ago))
    fair: dict[Against, Headline | None] = {
        "before": comparable(tables, before.period, now) if before else None,
        "year_ago": comparable(tables, year_ago.period, now) if year_ago else None,
    }
    return Overview(comparison, now, before, year_ago, fair)


def _if_known(tables: Tables, period: Period) -> Headline | None:
    figures = headline(tables, period)
    return figures if figures.known else None


def has_sales(tables: Tables) -> bool:
    """Return whether the files hold orders or figures of the shop."""
    return bool(tables.order_days) or not tables.shop_days.is_empty()


def covered(tables: Tables) -> Period:
    """Return the span from the first to the last day any file covers.

    Raises:
        PeriodError: The files hold neither orders nor figures of the shop.
    """
    days = tables.shop_days
    if not has_sales(tables):
        raise PeriodError(Problem("no_sales", "exports/"))
    return Period(
        min([*tables.order_days, *days["date"]]), max([*tables.order_days, *days["date_end"]])
    )


def series(tables: Tables, period: Period, grain: Grain) -> pd.DataFrame:
    """Return the figures of each day, week or month of a period.

    A first or last week or month that the period cuts counts with the days inside it only.

    Returns:
        One row a span: `date`, `date_end`, then every figure; CNY, people, orders, rates 0–1.
        Unknown is NaN.
    """
    spans = list(_spans(period, grain))
    rows = [headline(tables, span).as_json() for span in spans]
    frame = pd.DataFrame(rows, dtype="float64")
    frame.insert(0, "date", pd.to_datetime([span.start for span in spans]))
    frame.insert(1, "date_end", pd.to_datetime([span.end for span in spans]))
    return check(frame)


def _spans(period: Period, grain: Grain) -> list[Period]:
    whole = {"day": lambda d: Period(d, d), "week": Period.of_week, "month": Period.of_month}
    spans, day = [], period.start
    while day <= period.end:
        span = whole[grain](day)
        kind = span.kind if span.start >= period.start and span.end <= period.end else "range"
        spans.append(Period(max(span.start, period.start), min(span.end, period.end), kind))
        day = span.end + DAY
    return spans
