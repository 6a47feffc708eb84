"""Holidays that come soon and have no campaign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from shopkit.almanac import Holiday, holidays
from shopkit.campaigns.held import held
from shopkit.plan import Plan

HOLIDAY_DAYS = 90  # our choice: holidays this near are to have a plan
AROUND = timedelta(days=7)  # a campaign this near a holiday is taken to be for it


def holidays_without_plan(plan: Plan, today: date) -> tuple[Holiday, ...]:
    """Return the holidays of the next 90 days near which the shop has no campaign.

    Source: before every holiday a plan is prepared (source document 000, plan 1), on holidays a
    large promotion is held (source document 001).
    """
    until = today + timedelta(days=HOLIDAY_DAYS)
    ours = [(one.first - AROUND, one.last + AROUND) for one in held(plan)]
    return tuple(
        one
        for one in _ahead(today, until)
        if not any(first <= one.span.end and last >= one.span.start for first, last in ours)
    )


def _ahead(today: date, until: date) -> Iterator[Holiday]:
    seen: set[str] = set()
    for year in range(today.year, until.year + 1):
        for one in holidays(year):
            if one.kind != "workday" and today < one.span.start <= until and one.zh not in seen:
                seen.add(one.zh)
                yield one
