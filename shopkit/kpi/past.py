"""The amount paid of past days and months, as targets are made from and held against."""

from __future__ import annotations

from datetime import date
from math import isnan

from shopkit.kpi.overview import covered, series
from shopkit.periods import Period
from shopkit.tables import Tables


def paid_by_month(tables: Tables) -> dict[Period, float | None]:
    """Return the CNY paid in every month the files touch; `None` where not all of it is known."""
    found: dict[Period, float | None] = {}
    for row in series(tables, covered(tables), "month").to_dict("records"):
        month = Period.of_month(row["date"].date())
        whole = row["date"].date() == month.start and row["date_end"].date() == month.end
        found[month] = _known(row["paid_cny"]) if whole else None
    return found


def paid_by_day(tables: Tables, period: Period) -> dict[date, float | None]:
    """Return the CNY paid on each day of the months of a period and of those a year before."""
    months = {Period.of_month(period.start), Period.of_month(period.end)}
    found: dict[date, float | None] = {}
    for month in sorted(months | {month.year_ago() for month in months}):
        frame = series(tables, month, "day")
        found |= dict(zip(frame["date"].dt.date, map(_known, frame["paid_cny"]), strict=True))
    return found


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)
