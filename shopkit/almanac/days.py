"""The days a campaign ran: of the platform by its rules, of the shop by its plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from shopkit.almanac.platform import dated_campaigns, same_date
from shopkit.periods import Period
from shopkit.plan import Plan


def campaign_days(plan: Plan, span: Period) -> Mapping[date, str]:
    """Return the campaign of each day of a span on which one ran.

    The plan's own campaigns go before the platform's. A year of which the rules hold no campaigns
    is taken to have had those of the nearest year on the same dates: such days may be ordinary,
    which costs a few days of the estimate; taking campaign days for ordinary ones would bend it.

    Args:
        plan: the shop's.
        span: the days asked for.
    """
    own = ((one.name, Period(one.starts, one.ends)) for one in plan.campaigns)
    found: dict[date, str] = {}
    for name, days in (*own, *_of_platform(plan.shop.platform, span)):
        start, end = max(days.start, span.start), min(days.end, span.end)
        label = f"{name} {days.start.year}"
        for day in Period(start, end) if start <= end else ():
            found.setdefault(day, label)
    return found


def _of_platform(platform: str, span: Period) -> Iterator[tuple[str, Period]]:
    """Yield name and days; those of the year after may begin in December."""
    held = dated_campaigns(platform)
    for year in range(span.start.year, span.end.year + 2) if held else ():
        nearest = min(held, key=lambda one: (abs(one - year), one))
        for one in held[nearest]:
            if one.span:
                yield one.key, _in_year(one.span, year - nearest)


def _in_year(span: Period, years: int) -> Period:
    """Return a span on the same date some years later, and as long."""
    first = same_date(span.start, span.start.year + years)
    return Period(first, first + (span.end - span.start))
