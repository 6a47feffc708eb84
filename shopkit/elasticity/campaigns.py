"""The days a campaign ran: of the platform by its rules, of the shop by its plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.rules import Row, Rule, rules

OPEN_END = timedelta(days=13)  # our choice: a campaign of unknown end counts two weeks
OPEN_START = timedelta(days=6)  # and one of which only the end is known its last week
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Named:
    """A campaign without its year, and its days."""

    name: str
    span: Period

    def in_year(self, year: int) -> _Named:
        """Return it in another year, on the same dates."""
        first = _moved(self.span.start, year)
        return _Named(self.name, Period(first, first + (self.span.end - self.span.start)))


def campaign_days(plan: Plan, span: Period) -> Mapping[date, str]:
    """Return the campaign of each day of a span on which one ran.

    The plan's own campaigns go before the platform's. A year of which the rules hold no campaigns
    is taken to have had those of the nearest year on the same dates: such days may be ordinary,
    which costs a few days of the estimate; taking campaign days for ordinary ones would bend it.

    Args:
        plan: the shop's.
        span: the days asked for.
    """
    own = [_Named(one.name, Period(one.starts, one.ends)) for one in plan.campaigns]
    found: dict[date, str] = {}
    for campaign in (*own, *_of_years(plan.shop.platform, span)):
        start, end = max(campaign.span.start, span.start), min(campaign.span.end, span.end)
        label = f"{campaign.name} {campaign.span.start.year}"
        for day in Period(start, end) if start <= end else ():
            found.setdefault(day, label)
    return found


def _of_years(platform: str, span: Period) -> Iterator[_Named]:
    known = list(_of_rules(platform))
    years = sorted({one.span.start.year for one in known})
    for year in range(span.start.year, span.end.year + 1) if years else ():
        source = min(years, key=lambda one: (abs(one - year), one))
        for one in known:
            if one.span.start.year == source:
                yield one if source == year else one.in_year(year)


def _of_rules(platform: str) -> Iterator[_Named]:
    """Yield the campaigns the rules date: those named after a platform and a year."""
    for rule in rules(platform, "campaign-date"):
        _, place, *rest = rule.id.split(".")
        name, _, year = "".join(rest).rpartition("-")
        spans = [*_starts(rule), *_ends(rule)]
        if name and year.isdigit() and len(year) == YEAR_DIGITS and place != "history" and spans:
            yield _Named(name, _span(rule))


def _span(rule: Rule) -> Period:
    starts, ends = _starts(rule), _ends(rule)
    first = min(starts) if starts else max(ends) - OPEN_START
    return Period(
        first,
        max(ends)
        if ends and max(ends) >= max([first, *starts])
        else max([first, *starts]) + OPEN_END,
    )


def _starts(rule: Rule) -> list[date]:
    return [*_days(rule.table, "start"), *([rule.valid_from] if rule.valid_from else [])]


def _ends(rule: Rule) -> list[date]:
    return [*_days(rule.table, "end"), *([rule.valid_to] if rule.valid_to else [])]


def _days(rows: tuple[Row, ...], name: str) -> list[date]:
    told = (row.values.get(name) for row in rows)
    return [day for day in told if isinstance(day, date)]


def _moved(day: date, year: int) -> date:
    last = day.month == 2 and day.day == 29  # noqa: PLR2004
    return day.replace(year=year, day=28 if last else day.day)
