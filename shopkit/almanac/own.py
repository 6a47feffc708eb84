"""The events of a shop by its plan: campaigns with their phases, what comes round, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shopkit.almanac.names import key_of
from shopkit.almanac.platform import PlatformCampaign, platform_campaigns, with_days
from shopkit.almanac.problems import agenda_problems
from shopkit.almanac.rounds import MOST_DAYS, round_of
from shopkit.almanac.workdays import Workdays
from shopkit.almanac.years import FIRST_YEAR, LAST_YEAR, held_year
from shopkit.i18n import Lang, text
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign, CampaignKind, PhaseName

EventKind = Literal["campaign", "phase", "recurring", "meeting"]
LONGEST_REST = timedelta(days=31)  # a meeting moved further back than this is not looked for


@dataclass(frozen=True, slots=True)
class Event:
    """Something of the shop on some days.

    Attributes:
        kind: campaign, phase of one, what comes round, meeting.
        name: as the plan has it; of a phase that of its campaign.
        span: its days.
        place: where the plan says so: `campaigns.0.phases.1`.
        campaign_kind: kind of the campaign; `None` where it is none or the plan does not say.
        phase: the phase; `None` where it is none, or the platform's words name no known one.
        words: the platform's words for its phase in zh and en; empty of the shop's own.
        products: item IDs that take part.
        posts: who does it or takes part; empty is not said.
        hours: hours it takes each time.
        moved_from: the day a meeting would have been on, were that a workday.
        certain: the days stand in the plan, or the platform's are known.
        source: id of the rule its days come from; empty where the plan gives them.
    """

    kind: EventKind
    name: str
    span: Period
    place: str
    campaign_kind: CampaignKind | None = None
    phase: PhaseName | None = None
    words: tuple[str, str] | None = None
    products: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    hours: float | None = None
    moved_from: date | None = None
    certain: bool = True
    source: str = ""

    def title(self, lang: Lang) -> str:
        """Return its name, of a phase with the phase."""
        if self.kind != "phase":
            return self.name
        said = phase_name(self.phase, lang) if self.phase else ""
        words = (self.words or ("", ""))[lang == "en"]
        return text("almanac.phase_of", lang, name=self.name, phase=said or words)


def phase_name(phase: PhaseName, lang: Lang) -> str:
    """Return the name of a phase: 报名, sign-up."""
    return text(f"almanac.phase.{phase}", lang)


def own_events(plan: Plan, span: Period, worked: Workdays) -> tuple[Event, ...]:
    """Return the events of a shop that touch a span, by first day.

    Entries that are wrong are left out, all others stay; `agenda_problems` names them.

    Args:
        plan: the shop's.
        span: the days asked for.
        worked: the shop's workdays; a meeting on any other day moves to the next one.

    Raises:
        PlanError: The span leaves the years 1950 to 2100.
    """
    for end in (span.start, span.end):
        held_year(end.year, "span")
    wrong = {problem.place for problem in agenda_problems(plan)}
    found = (*_campaigns(plan), *_recurring(plan, span), *_meetings(plan, span, worked))
    held = (
        one
        for one in found
        if one.place not in wrong and one.span.start <= span.end and one.span.end >= span.start
    )
    return tuple(sorted(held, key=lambda one: (one.span.start, one.place)))


def joined(plan: Plan, campaign: Campaign) -> PlatformCampaign | None:
    """Return the platform's campaign one of the plan joins: that of `of`, else of the same name.

    Of several years the one that shares most days with it; `None` where no day is shared. Where no
    day of the year's is known, those of the nearest year are assumed.
    """
    key = key_of(campaign.of or campaign.name)
    if not key or campaign.ends < campaign.starts:
        return None
    first = max(campaign.starts.year, FIRST_YEAR)
    years = range(first, min(campaign.ends.year + 1, LAST_YEAR) + 1)
    all_years = (one for year in years for one in platform_campaigns(plan.shop.platform, year))
    counted = [known for one in all_years if one.key == key and (known := with_days(one))]
    shared = [(_shared(campaign, one), -one.year, one) for one in counted]
    days, _, best = max(shared, key=lambda told: told[:2], default=(0, 0, None))
    return best if days else None


def beside(plan: Plan, campaign: Campaign) -> PlatformCampaign | None:
    """Return the platform's campaign of the same name, in its year, that shares no day with one.

    `None` where the platform has none of that name whose days are known, or the campaign joins it.
    """
    key, year = key_of(campaign.of or campaign.name), campaign.starts.year
    if not key or not FIRST_YEAR <= year <= LAST_YEAR or joined(plan, campaign):
        return None
    named = (one for one in platform_campaigns(plan.shop.platform, year) if one.key == key)
    dated = (with_days(one) for one in named)
    return next((one for one in dated if one and one.span), None)


def _shared(campaign: Campaign, other: PlatformCampaign) -> int:
    if other.span is None:
        return 0
    first, last = max(campaign.starts, other.span.start), min(campaign.ends, other.span.end)
    return max(0, (last - first).days + 1)


def _campaigns(plan: Plan) -> Iterator[Event]:
    for at, one in enumerate(plan.campaigns):
        if one.starts > one.ends:
            continue
        place, days = f"campaigns.{at}", Period(one.starts, one.ends)
        yield Event("campaign", one.name, days, place, one.kind, products=one.products)
        yield from _own_phases(one, place) if one.phases else _their_phases(plan, one, place)


def _own_phases(campaign: Campaign, place: str) -> Iterator[Event]:
    for at, one in enumerate(campaign.phases):
        if one.starts <= one.ends:
            yield Event(
                "phase",
                campaign.name,
                Period(one.starts, one.ends),
                f"{place}.phases.{at}",
                campaign.kind,
                one.phase,
                products=campaign.products,
            )


def _their_phases(plan: Plan, campaign: Campaign, place: str) -> Iterator[Event]:
    """Yield the phases of the platform's campaign on days of the shop's."""
    theirs = joined(plan, campaign)
    for part in theirs.phase_days() if theirs else ():
        start, end = max(part.span.start, campaign.starts), min(part.span.end, campaign.ends)
        if theirs and start <= end:
            yield Event(
                "phase",
                campaign.name,
                Period(start, end),
                place,
                campaign.kind,
                part.phase.phase,
                (part.phase.zh, part.phase.en),
                campaign.products,
                certain=part.sure and part.phase.certain and not theirs.assumed,
                source=theirs.source,
            )


def _recurring(plan: Plan, span: Period) -> Iterator[Event]:
    for at, one in enumerate(plan.agenda.recurring):
        long = timedelta(min(one.days or 1, MOST_DAYS) - 1)
        for day in round_of(one).days(Period(span.start - long, span.end)):
            yield Event(
                "recurring",
                one.name,
                Period(day, day + long),
                f"agenda.recurring.{at}",
                one.kind,
                posts=(one.post,) if one.post else (),
                hours=one.hours,
            )


def _meetings(plan: Plan, span: Period, worked: Workdays) -> Iterator[Event]:
    for at, one in enumerate(plan.agenda.meetings):
        earlier = Period(max(span.start - LONGEST_REST, date(FIRST_YEAR, 1, 1)), span.end)
        asked = {worked.on_or_after(day): day for day in round_of(one).days(earlier)}
        for day, due in asked.items():
            yield Event(
                "meeting",
                one.name,
                Period(day, day),
                f"agenda.meetings.{at}",
                posts=one.posts,
                hours=one.hours,
                moved_from=None if due == day else due,
            )
