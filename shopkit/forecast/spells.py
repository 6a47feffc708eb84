"""The days that are not like others: campaigns by their phases, holidays, the Spring Festival."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.almanac import (
    FIRST_YEAR,
    LAST_YEAR,
    PlatformCampaign,
    festival_day,
    holidays,
    key_of,
    platform_campaigns,
    with_days,
)
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign

KINDS = ("presale", "preheat", "main", "final", "peak", "encore", "after")
SHORT_DAYS = 14  # a last sale phase as short as this is the sprint of a campaign
DIP_DAYS = 10  # our choice: buyers who bought ahead stay away so long
NEW_YEAR = {  # days from the first of the lunar year
    "new_year_before": (-10, -6),
    "new_year_eve": (-5, -1),
    "new_year": (0, 6),
    "new_year_after": (7, 14),
}
_DOUBLE = re.compile(r"(?:double)?(\d{2,3})")
_OF_PHASE = {
    **{"presale": "presale", "warm_up": "preheat", "preheat": "preheat"},
    **{"burst": "main", "encore": "encore"},
}


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which demand moves together.

    Attributes:
        kind: `presale`, `preheat`, `main`, `final` (the sprint), `peak` (the day a campaign is
            named after), `encore`, `after` (the dip); `holiday`, `workday`; one of `NEW_YEAR`.
        key: the campaign or holiday, the same every year.
        span: its days.
        campaign: whether it is a campaign's.
    """

    kind: str
    key: str
    span: Period
    campaign: bool


def spells(plan: Plan, span: Period, without: Collection[str] = ()) -> tuple[Spell, ...]:
    """Return what moves demand on the days of a span.

    A campaign of the plan that joins one of the platform's has that one's phases, on its own days;
    one the platform has not dated has the dates of the nearest year. On days of it on which the
    platform's does not run, be it all of them, no sale is taken to lift demand, but for an encore
    the plan states.

    Args:
        plan: the shop's.
        span: the days asked for.
        without: campaigns left out, by name in the plan or key of the platform.

    Raises:
        PlanError: The span leaves the years 1950 to 2100.
    """
    out = left_out(plan, without)
    found = (*_campaigns(plan, span), *_holidays(span), *_new_years(span))
    return tuple(
        one
        for one in found
        if one.span.start <= span.end
        and one.span.end >= span.start
        and not (one.campaign and one.key in out)
    )


def campaign_key(name: str) -> str:
    """Return what a campaign is called every year: the platform's key, else its own name.

    Example:
        >>> campaign_key("2026双11"), campaign_key("店庆周")
        ('double11', '店庆周')
    """
    return key_of(name) or name


def own_key(campaign: Campaign) -> str:
    """Return what a campaign of the plan is called every year."""
    return campaign_key(campaign.of or campaign.name)


def left_out(plan: Plan, without: Collection[str]) -> frozenset[str]:
    """Return what campaigns that are left out are called every year.

    Args:
        plan: the shop's.
        without: their names in the plan, or any name of the platform's.
    """
    own = {one.name: own_key(one) for one in plan.campaigns}
    return frozenset(own.get(name) or campaign_key(name) for name in without)


def named_day(key: str, span: Period) -> date | None:
    """Return the day a campaign is named after, if it lies in its span.

    Example:
        >>> str(named_day("double11", Period(date(2025, 10, 15), date(2025, 11, 14))))
        '2025-11-11'
    """
    found = _DOUBLE.fullmatch(key)
    if not found:
        return None
    number = found[1]
    double = key.startswith("double")
    month, day = (int(number), int(number)) if double else (int(number[0]), int(number[1:]))
    for year in range(span.start.year, span.end.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:
            return None
        if named in span:
            return named
    return None


def _campaigns(plan: Plan, span: Period) -> Iterator[Spell]:
    own = [one for one in plan.campaigns if one.starts <= one.ends]
    theirs = list(_dated(plan.shop.platform, span))
    for one, days in theirs:
        joining = [mine for mine in own if _same(mine, one.key, days)]
        if not any(mine.phases for mine in joining):
            ours = Period(joining[0].starts, joining[0].ends) if joining else days
            yield from _theirs(one, _inside(ours, days) or days)
    for mine in own:
        runs = [days for one, days in theirs if one.key == own_key(mine)]
        held = next((days for days in runs if _meets(mine, days)), None)
        if mine.phases or held is None:
            yield from _own(mine, held, alone=not runs)


def _dated(platform: str, span: Period) -> Iterator[tuple[PlatformCampaign, Period]]:
    first, last = max(span.start.year - 1, FIRST_YEAR), min(span.end.year + 1, LAST_YEAR)
    for year in range(first, last + 1):
        for one in platform_campaigns(platform, year):
            dated = with_days(one)
            if dated and dated.span:
                yield dated, dated.span


def _same(mine: Campaign, key: str, days: Period) -> bool:
    """Tell whether a campaign of the plan joins one of the platform."""
    return own_key(mine) == key and _meets(mine, days)


def _meets(mine: Campaign, days: Period) -> bool:
    return mine.starts <= days.end and mine.ends >= days.start


def _own(one: Campaign, theirs: Period | None, *, alone: bool) -> Iterator[Spell]:
    """Yield the spells of a campaign of the plan; its main sale only while the platform's runs.

    One that is alone has no campaign of the platform of its name.
    """
    span = Period(one.starts, one.ends)
    parts = [
        (_OF_PHASE[part.phase], Period(part.starts, part.ends))
        for part in one.phases
        if part.phase in _OF_PHASE and part.starts <= part.ends
    ] or [("main", span)]
    if not alone:
        parts = [(kind, days) for kind, part in parts if (days := _held(kind, part, theirs))]
        span = _inside(span, theirs) or span if theirs else span
    if parts:
        yield from _phased(own_key(one), span, parts)


def _theirs(one: PlatformCampaign, span: Period) -> Iterator[Spell]:
    told = ((part.phase.phase or "", _inside(part.span, span)) for part in one.phase_days())
    parts = [(_OF_PHASE.get(phase, "main"), days) for phase, days in told if days]
    yield from _phased(one.key, span, parts or [("main", span)])


def _held(kind: str, part: Period, theirs: Period | None) -> Period | None:
    """Return the days of a phase that count beside a platform's campaign of the same name."""
    if kind == "encore":
        return part
    if theirs is None:
        return None
    return _inside(part, theirs) if kind == "main" else part


def _inside(part: Period, span: Period) -> Period | None:
    start, end = max(part.start, span.start), min(part.end, span.end)
    return Period(start, end) if start <= end else None


def _phased(key: str, span: Period, parts: list[tuple[str, Period]]) -> Iterator[Spell]:
    sales = [part for kind, part in parts if kind == "main" and part.days > 1]
    last = max(sales, key=lambda part: part.start) if len(sales) > 1 else None
    peak = named_day(key, span)
    for kind, part in parts:
        sprint = part == last and part.days <= SHORT_DAYS
        yield Spell("final" if sprint else kind, key, part, campaign=True)
    if peak:
        yield Spell("peak", key, Period(peak, peak), campaign=True)
    end = max([span.end, *(part.end for _, part in parts)])
    after = Period(end + timedelta(days=1), end + timedelta(days=DIP_DAYS))
    yield Spell("after", key, after, campaign=True)


def _holidays(span: Period) -> Iterator[Spell]:
    for year in range(span.start.year, span.end.year + 1):
        for one in holidays(year):
            if one.kind == "workday":
                yield Spell("workday", "workday", one.span, campaign=False)
            elif one.zh != "春节":  # its days are counted from the first of the lunar year
                yield Spell("holiday", one.zh, one.span, campaign=False)


def _new_years(span: Period) -> Iterator[Spell]:
    for year in range(span.start.year, min(span.end.year + 1, LAST_YEAR) + 1):
        first = festival_day("spring_festival", year)
        for kind, (start, end) in NEW_YEAR.items():
            days = Period(first + timedelta(days=start), first + timedelta(days=end))
            yield Spell(kind, "spring_festival", days, campaign=False)
