"""The frame of a year: what the platform, the calendar and the shop itself hold in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from shopkit.almanac import (
    Event,
    PlatformCampaign,
    Workdays,
    festivals,
    holidays,
    known_of,
    known_text,
    own_events,
    phase_name,
    platform_campaigns,
    seasons,
    with_days,
    workdays,
)
from shopkit.almanac.years import LAST_YEAR, held_year
from shopkit.i18n import Lang, text
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.tables import check

COLUMNS = [
    *("lane", "event", "event_kind", "phase", "phase_name"),
    *("starts", "ends", "certain", "source"),
]
LANES = (
    *("platform", "season", "holiday", "festival", "term", "shopping"),
    *("campaign", "recurring", "meeting"),
)
FESTIVAL_LANES = {"lunar": "festival", "term": "term", "shopping": "shopping"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the frame, in the order of its columns."""

    lane: str
    event: str
    event_kind: str | None
    phase: str | None
    phase_name: str | None
    span: Period
    certain: bool
    source: str

    def cells(self) -> tuple[object, ...]:
        """Return it as the frame holds it."""
        ends = pd.Timestamp(self.span.start), pd.Timestamp(self.span.end)
        named = self.lane, self.event, self.event_kind, self.phase, self.phase_name
        return (*named, *ends, self.certain, self.source)


def year_frame(plan: Plan, year: int, lang: Lang, worked: Workdays | None = None) -> pd.DataFrame:
    """Return what a year holds, for a ribbon: one row an event or a phase of one.

    Past campaigns of the platform are as they were, future ones as assumed, which `certain` says;
    entries of the plan that are wrong are left out and the rest stays.

    Args:
        plan: the shop's.
        year: 1950 to 2100.
        lang: of the names.
        worked: the shop's workdays, where they are at hand.

    Returns:
        Columns lane (`LANES`), event, event_kind, phase (code; empty is the whole event or a phase
        the platform gave no known name), phase_name, starts, ends (datetime64; they may reach into
        the years beside), certain, source (id of the rule, or the place in the plan), by lane in
        their order and first day, the whole before its phases.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    span = Period(date(held_year(year), 1, 1), date(year, 12, 31))
    rows = (
        *_of_platform(plan.shop.platform, year, lang),
        *_of_calendar(year, lang),
        *_of_shop(plan, span, lang, worked or workdays(plan)),
    )
    touching = [r for r in rows if r.span.start <= span.end and r.span.end >= span.start]
    touching.sort(key=_order)
    frame = pd.DataFrame([row.cells() for row in touching], columns=COLUMNS)
    return check(frame.astype({"starts": "datetime64[ns]", "ends": "datetime64[ns]"}))


def _order(row: Row) -> tuple[int, date, int, str]:
    """Return what rows are ordered by: lane, first day, the longer one first."""
    return LANES.index(row.lane), row.span.start, -row.span.end.toordinal(), row.event


def remarks(plan: Plan, year: int, lang: Lang, worked: Workdays | None = None) -> tuple[str, ...]:
    """Return what a reader of a year has to know: days not yet official, campaigns assumed."""
    days = worked or workdays(plan)
    told = []
    if known_of(year) != "official" and year not in days.stated_years:
        told.append(known_text(year, lang))
    there = platform_campaigns(plan.shop.platform, year)
    if there and all(one.assumed for one in there):
        told.append(text("campaigns.all_assumed", lang, year=year))
    elif any(one.assumed or one.open or not one.certain for one in there):
        told.append(text("campaigns.some_assumed", lang, year=year))
    elif not there:
        told.append(text("campaigns.no_platform", lang))
    return tuple(told)


def quiet_months(frame: pd.DataFrame, year: int) -> tuple[int, ...]:
    """Return the months in which the shop itself has nothing: no campaign and nothing recurring.

    Args:
        frame: what `year_frame` returned.
        year: its year.
    """
    own = frame[frame["lane"].isin(("campaign", "recurring"))]
    own = own[(own["lane"] == "campaign") | own["event_kind"].notna()]
    months = range(1, 13)
    first = {month: pd.Timestamp(year, month, 1) for month in months}
    last = {month: first[month] + pd.offsets.MonthEnd(0) for month in months}
    return tuple(
        month
        for month in months
        if not ((own["starts"] <= last[month]) & (own["ends"] >= first[month])).any()
    )


def _of_platform(platform: str, year: int, lang: Lang) -> Iterator[Row]:
    """Yield campaigns of a year and of the next, which may begin in December before."""
    for of in range(year, min(year + 1, LAST_YEAR) + 1):
        for one in platform_campaigns(platform, of):
            yield from _campaign(with_days(one), "platform", lang)
        for one in seasons(platform, of):
            yield from _campaign(one, "season", lang)


def _campaign(one: PlatformCampaign | None, lane: str, lang: Lang) -> Iterator[Row]:
    if one is None or one.span is None:
        return
    sure = one.certain and not one.assumed
    title = one.title(lang)
    yield Row(lane, title, None, None, None, one.span, sure and not one.open, one.source)
    for part in one.phase_days():
        known = sure and part.sure and part.phase.certain
        said = part.phase.name(lang), part.span, known, one.source
        yield Row(lane, title, None, part.phase.phase, *said)


def _of_calendar(year: int, lang: Lang) -> Iterator[Row]:
    for off in holidays(year):
        said = off.span, off.certain, off.source
        yield Row("holiday", off.name(lang), off.kind, None, None, *said)
    for one in festivals(year):
        name, day = (one.zh if lang == "zh" else one.en), Period(one.day, one.day)
        yield Row(FESTIVAL_LANES[one.kind], name, None, None, None, day, True, one.source)


def _of_shop(plan: Plan, span: Period, lang: Lang, worked: Workdays) -> Iterator[Row]:
    for one in own_events(plan, span, worked):
        lane = "campaign" if one.kind == "phase" else one.kind
        phase, source = one.phase, one.source or one.place
        said = _phase_said(one, lang), one.span, one.certain, source
        yield Row(lane, one.name, one.campaign_kind, phase, *said)


def _phase_said(one: Event, lang: Lang) -> str | None:
    if one.kind != "phase":
        return None
    return phase_name(one.phase, lang) if one.phase else (one.words or ("", ""))[lang == "en"]
