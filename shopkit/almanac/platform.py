"""The campaigns of a platform in a year: as they were, as planned for, or moved from another year.

The rules say what is known: `campaign.<platform>.<key>-<year>` of years that were, and
`campaign.planning-<year>` of one to come. Every other year is assumed to be like the nearest of
these, on the same dates, or as far from the lunar festival it goes with; of a few past years
`campaign.history.<key>-starts` tells the first day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import cast

from shopkit.almanac.festivals import festival_day
from shopkit.almanac.names import campaign_row, key_of, phase_of
from shopkit.almanac.years import held_year
from shopkit.i18n import Lang, text
from shopkit.periods import DAY, Period
from shopkit.plan.sections.campaigns import PhaseName
from shopkit.rules import Row, Rule, Value, rules

OPEN_END = timedelta(days=13)  # our choice: an end no year tells of is two weeks away
OPEN_START = timedelta(days=6)  # and one of which only the end is known its last week
YEAR_DIGITS = 4
PLANNING, SEASON = "planning", "campaign.school-season"
PAST = "campaign.history"
FIRST_DAYS = ("presale", "start", "stock_start")
HISTORY = MappingProxyType({"taobao": "tmall"})  # they hold their campaigns together
SEASON_YEAR = 2026  # that of the dates the rule gives


@dataclass(frozen=True, slots=True)
class PlatformPhase:
    """A part of a platform's campaign, as far as it is known.

    Attributes:
        phase: which of the plan's phases it is; `None` where its words do not say.
        zh, en: its words.
        start, end: first and last day; `None` is unknown.
        hour: at which hour of the first day it starts; `None` is unknown.
        certain: whether it may be used without asking.
    """

    phase: PhaseName | None
    zh: str
    en: str
    start: date | None
    end: date | None
    hour: int | None
    certain: bool

    def name(self, lang: Lang) -> str:
        """Return its words in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """The days a phase is counted for.

    Attributes:
        phase: the phase.
        span: its days.
        sure: whether both ends are known; else the next phase or the campaign ends it.
    """

    phase: PlatformPhase
    span: Period
    sure: bool


@dataclass(frozen=True, slots=True)
class PlatformCampaign:
    """A campaign of a platform in a year.

    Attributes:
        key: its name in programs, the same every year: `618`, `double11`, `nianhuo`.
        year: the year it belongs to, though it may begin in December before.
        platform: whose it is.
        start, end: first and last day; `None` is unknown.
        phases: its parts in the order of the rule.
        certain: whether it may be used without asking.
        assumed: it is no date of the platform: planned for, or moved from another year.
        moved_from: the year whose dates it was given; `None` where it was not moved.
        source: id of the rule.
        likely_end: last day where the end is unknown and another year tells how long it runs.
    """

    key: str
    year: int
    platform: str
    start: date | None
    end: date | None
    phases: tuple[PlatformPhase, ...]
    certain: bool
    assumed: bool
    moved_from: int | None
    source: str
    likely_end: date | None = None

    def name(self, lang: Lang) -> str:
        """Return its name without the year."""
        row = campaign_row(self.key)
        return row[lang] if row else self.key

    def title(self, lang: Lang) -> str:
        """Return its name with the year."""
        return text("almanac.campaign", lang, name=self.name(lang), year=self.year)

    @property
    def span(self) -> Period | None:
        """The days it is counted for where days are needed; `None` where no day is known.

        After the last known start it is taken to run as long as in the nearest year, where that
        year has the same phase, else two weeks; an unknown start lies six days before the end.
        """
        starts, ends = self._known("start"), self._known("end")
        if not starts and not ends:
            return None
        first = min(starts) if starts else max(ends) - OPEN_START
        latest = max([first, *starts])
        known = bool(ends) and max(ends) >= latest
        return Period(first, max(ends) if known else self.likely_end or latest + OPEN_END)

    @property
    def open(self) -> bool:
        """Whether its first or last day is unknown."""
        return self.start is None or self.end is None

    def phase_days(self) -> tuple[PhaseDays, ...]:
        """Return the phases of which a day is known with the days they are counted for, by start.

        A phase without an end runs until the day before the next one starts, the last one as long
        as the campaign; one without a start is counted like such a campaign.
        """
        span = self.span
        dated = [(_first(one), one) for one in self.phases]
        told = sorted(((at, one) for at, one in dated if at), key=lambda pair: pair[0])
        found = []
        for at, phase in told if span else ():
            later = [start for start, _ in told if start > at]
            end = phase.end or (min(later) - DAY if later else max(at, span.end if span else at))
            sure = phase.start is not None and phase.end is not None
            found.append(PhaseDays(phase, Period(at, max(at, end)), sure))
        return tuple(found)

    def _known(self, name: str) -> list[date]:
        told = (getattr(one, name) for one in (*self.phases, self))
        return [day for day in told if day is not None]


def platform_campaigns(platform: str, year: int) -> tuple[PlatformCampaign, ...]:
    """Return the campaigns of a platform in a year by first day; those without a day come last.

    Args:
        platform: taobao, tmall, jd; others have none.
        year: the year they belong to.

    Raises:
        PlanError: The year lies outside 1950 to 2100.

    Example:
        >>> [(one.key, str(one.span)) for one in platform_campaigns("jd", 2025)][:2]
        [('nianhuo', '2024-12-24..2025-01-19'), ('618', '2025-05-13..2025-06-20')]
    """
    held = _by_year(platform)
    if held_year(year) in held or not held:
        return held.get(year, ())
    nearest = min(held, key=lambda one: (abs(one - year), one))
    return _in_order(_as_it_was(moved(one, year)) for one in held[nearest])


def _as_it_was(one: PlatformCampaign) -> PlatformCampaign:
    """Return a campaign moved to another year, with the days of that year as far as they are known.

    Its phases are not: of past years the rules tell starts, of some the end.
    """
    of, name = HISTORY.get(one.platform, one.platform), f"{PAST}.{one.key}-starts"
    rows = [
        row.values
        for found in rules(topic="campaign-date")
        for row in (found.table if found.id == name else ())
        if (row.values["year"], row.values["platform"]) == (one.year, of)
    ]
    starts = [day for row in rows for key in FIRST_DAYS if (day := _day(row.get(key)))]
    if not starts:
        return one
    end = next((day for row in rows if (day := _day(row.get("end")))), None)
    return replace(
        one,
        start=min(starts),
        end=end or one.end,
        phases=(),
        certain=end is not None,
        assumed=end is None,
        moved_from=None if end else one.moved_from,
        source=name,
    )


def with_days(one: PlatformCampaign) -> PlatformCampaign | None:
    """Return a campaign itself where a day of it is known, else that of the nearest year, moved.

    `None` where no year has a day of it.
    """
    if one.span:
        return one
    years = _by_year(one.platform).items()
    told = [(abs(year - one.year), year, each) for year, all_of in years for each in all_of]
    same = [other for other in told if other[2].key == one.key and other[2].span]
    _, _, nearest = min(same, key=lambda other: other[:2], default=(0, 0, None))
    return moved(nearest, one.year) if nearest else None


def dated_campaigns(platform: str) -> Mapping[int, tuple[PlatformCampaign, ...]]:
    """Return the campaigns of a platform that were dated, by year: nothing assumed."""
    years = _by_year(platform).items()
    dated = {year: tuple(one for one in found if not one.assumed) for year, found in years}
    return {year: found for year, found in dated.items() if found}


def seasons(platform: str, year: int) -> tuple[PlatformCampaign, ...]:
    """Return the times people buy more for school, usual ones that no platform announced.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    found = (one for one in rules(platform, "campaign-date") if one.id == SEASON)
    usual = [one for rule in found for one in _planned(rule, platform, SEASON_YEAR)]
    return _in_order(one if year == one.year else moved(one, held_year(year)) for one in usual)


def moved(one: PlatformCampaign, year: int) -> PlatformCampaign:
    """Return a campaign in another year, with all it is taken from and no certainty."""
    row = campaign_row(one.key)
    festival = row["festival"] if row else ""
    days = festival_day(festival, year) - festival_day(festival, one.year) if festival else None

    def move(day: date | None) -> date | None:
        if day is None:
            return None
        return same_date(day, day.year + year - one.year) if days is None else day + days

    return replace(
        one,
        year=year,
        start=move(one.start),
        end=move(one.end),
        likely_end=move(one.likely_end),
        phases=tuple(
            replace(part, start=move(part.start), end=move(part.end), certain=False)
            for part in one.phases
        ),
        certain=False,
        assumed=True,
        moved_from=one.year,
    )


@cache
def _by_year(platform: str) -> Mapping[int, tuple[PlatformCampaign, ...]]:
    found: dict[int, list[PlatformCampaign]] = {}
    for rule in rules(platform, "campaign-date"):
        for one in _of_rule(rule, platform):
            found.setdefault(one.year, []).append(one)
    every = [one for of_year in found.values() for one in of_year]
    for year, of_year in found.items():
        found[year] = [replace(one, likely_end=_likely_end(one, every)) for one in of_year]
    return {year: _in_order(_announced_first(of_year)) for year, of_year in found.items()}


def _likely_end(one: PlatformCampaign, every: list[PlatformCampaign]) -> date | None:
    """Return when a campaign of unknown end ends if it runs on as in the nearest year.

    `None` where its end is known, or no year has the phase it was last seen in and an end.
    """
    begun = [(part.start, part.zh) for part in one.phases if part.start]
    if one.end or not begun:
        return None
    last, words = max(begun)
    told = [
        (abs(other.year - one.year), other.year, other.end - part.start)
        for other in every
        if other.key == one.key and other.end
        for part in other.phases
        if part.zh == words and part.start and part.start <= other.end
    ]
    return last + min(told)[2] if told else None


def _announced_first(found: list[PlatformCampaign]) -> Iterator[PlatformCampaign]:
    """Yield the campaigns of a year; those planned for only until the platform dates them."""
    dated = {one.key for one in found if not one.assumed}
    return (one for one in found if not one.assumed or one.key not in dated)


def _of_rule(rule: Rule, platform: str) -> Iterator[PlatformCampaign]:
    """Yield the campaigns of a rule that dates them: one of a year, or a plan of the year."""
    _, place, *rest = rule.id.split(".")
    name, _, year = (rest[-1] if rest else place).rpartition("-")
    if not (name and year.isdigit() and len(year) == YEAR_DIGITS) or PAST.endswith(place):
        return
    if rest:
        phases = tuple(_phases(rule))
        start, end, sure = rule.valid_from, rule.valid_to, rule.certain
        first = [day for part in phases if (day := part.start)]
        start = min(start, *first) if start and first else start
        yield PlatformCampaign(
            name, int(year), platform, start, end, phases, sure, False, None, rule.id
        )
    elif name == PLANNING:
        yield from _planned(rule, platform, int(year))


def _planned(rule: Rule, platform: str, year: int) -> Iterator[PlatformCampaign]:
    for row in rule.table:
        start, end = _day(row.values.get("start")), _day(row.values.get("end"))
        key = key_of(row.name("zh")) or row.name("zh")
        yield PlatformCampaign(key, year, platform, start, end, (), False, True, None, rule.id)


def _phases(rule: Rule) -> Iterator[PlatformPhase]:
    for row in rule.table:
        zh, en = row.name("zh"), row.name("en")
        phase = phase_of(zh)
        if phase != "end":
            start, end = _day(row.values.get("start")), _day(row.values.get("end"))
            name = cast("PhaseName | None", phase)
            yield PlatformPhase(name, zh, en, start, end, _hour(row), row.certain)


def _hour(row: Row) -> int | None:
    said = row.values.get("start_hour")
    return int(said) if isinstance(said, int | float) else None


def _day(said: Value) -> date | None:
    return said if isinstance(said, date) else None


def _first(phase: PlatformPhase) -> date | None:
    """Return the first day a phase is counted for."""
    return phase.start or (phase.end - OPEN_START if phase.end else None)


def _in_order(
    found: Iterator[PlatformCampaign] | list[PlatformCampaign],
) -> tuple[PlatformCampaign, ...]:
    return tuple(sorted(found, key=lambda one: one.span.start if one.span else date.max))


def same_date(day: date, year: int) -> date:
    """Return the same date of another year; 28 February where it has no 29th."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
