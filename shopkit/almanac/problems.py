"""What is wrong with the days in a plan: ends before starts, no day to come round on, odd years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from shopkit.almanac.names import key_of
from shopkit.almanac.rounds import MOST_DAYS, round_of
from shopkit.almanac.workdays import MOST_OFF, endless
from shopkit.almanac.years import FIRST_YEAR, LAST_YEAR, named_rows, year_problem
from shopkit.errors import Problem
from shopkit.i18n import LANGS, text
from shopkit.plan import Plan, guess
from shopkit.plan.sections.campaigns import Campaign, Phase, PhaseName

WEEK = 7
FAR = 183  # our choice: a phase half a year from its campaign has the wrong year
ORDER: Mapping[PhaseName, int] = MappingProxyType(  # what is alike may mix: waves of presale
    {
        "signup": 0,
        "warm_up": 1,
        "presale": 1,
        "preheat": 1,
        "burst": 2,
        "encore": 3,
        "after_sales": 4,
    }
)


def agenda_problems(plan: Plan) -> tuple[Problem, ...]:
    """Return what is wrong with the days of campaigns and agenda; the place is the plan's path."""
    spans = [*_spans(plan)]
    return (
        *(problem for span in spans for problem in _of_span(*span)),
        *_of_phases(plan),
        *_of_names(plan),
        *_of_weekdays(plan),
        *_of_days_off(plan),
        *_of_workdays(plan),
        *_of_rounds(plan),
    )


def possible_phases(campaign: Campaign) -> tuple[Phase, ...]:
    """Return the phases of a campaign whose days can be; `agenda_problems` names the others."""
    return tuple(part for part in campaign.phases if not _phase_problem(campaign, part))


def _spans(plan: Plan) -> Iterator[tuple[str, str | None, date, date]]:
    for at, one in enumerate(plan.campaigns):
        yield f"campaigns.{at}", one.name, one.starts, one.ends
        for n, part in enumerate(one.phases):
            yield f"campaigns.{at}.phases.{n}", one.name, part.starts, part.ends
    for at, off in enumerate(plan.agenda.days_off):
        yield f"agenda.days_off.{at}", off.name, off.starts, off.ends
    for at, day in enumerate(plan.agenda.workdays):
        yield f"agenda.workdays.{at}", None, day, day


def _of_span(place: str, name: str | None, start: date, end: date) -> Iterator[Problem]:
    if end < start:
        yield Problem("almanac_backwards", place, name, _said(start, end))
    for year in sorted({start.year, end.year}):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            yield year_problem(year, place)


def _said(start: date, end: date) -> dict[str, object]:
    return {"starts": str(start), "ends": str(end)}


def _of_phases(plan: Plan) -> Iterator[Problem]:
    for at, one in enumerate(plan.campaigns):
        for n, part in enumerate(one.phases):
            wrong = _phase_problem(one, part)
            if wrong and wrong.code != "almanac_backwards":
                yield replace(wrong, place=f"campaigns.{at}.phases.{n}")


def _phase_problem(campaign: Campaign, part: Phase) -> Problem | None:
    """Return why a phase cannot be where it is: backwards, far from its campaign, out of order."""
    if part.ends < part.starts or campaign.ends < campaign.starts:
        return Problem("almanac_backwards", "", campaign.name, _said(part.starts, part.ends))
    said: dict[str, object] = {"phase": _named(part), **_said(part.starts, part.ends)}
    away = max((campaign.starts - part.ends).days, (part.starts - campaign.ends).days)
    if away > FAR:
        event = f"{campaign.starts}–{campaign.ends}"
        return Problem("almanac_phase_far", "", campaign.name, said | {"n": away, "event": event})
    later = [
        other
        for other in campaign.phases
        if ORDER[other.phase] > ORDER[part.phase] and other.starts <= other.ends
    ]
    last = max(later, key=lambda other: other.starts, default=part)
    if part.starts > last.starts:
        said |= {"later": _named(last), "since": str(last.starts)}
        return Problem("almanac_phase_order", "", campaign.name, said)
    return None


def _named(part: Phase) -> dict[str, str]:
    return {lang: text(f"almanac.phase.{part.phase}", lang) for lang in LANGS}


def _of_names(plan: Plan) -> Iterator[Problem]:
    """Yield that a campaign joins one of the platform nobody knows."""
    known = [row["zh"] for row in named_rows("campaigns")]
    for at, one in enumerate(plan.campaigns):
        if one.of and not key_of(one.of):
            said = {"guess": guess(one.of, known), "known": ", ".join(known)}
            yield Problem("almanac_of", f"campaigns.{at}.of", one.of, said)


def _of_weekdays(plan: Plan) -> Iterator[Problem]:
    if set(plan.agenda.rest_weekdays or ()) >= set(range(1, WEEK + 1)):
        yield Problem("almanac_no_workdays", "agenda.rest_weekdays")


def _of_days_off(plan: Plan) -> Iterator[Problem]:
    for at, off in enumerate(plan.agenda.days_off):
        if endless(off):
            said = _said(off.starts, off.ends) | {"most": MOST_OFF}
            yield Problem("almanac_off_long", f"agenda.days_off.{at}", off.name, said)


def _of_workdays(plan: Plan) -> Iterator[Problem]:
    held = [one for one in plan.agenda.days_off if not endless(one)]
    for at, day in enumerate(plan.agenda.workdays):
        off = [one.name for one in held if one.starts <= day <= one.ends]
        if off:
            yield Problem("almanac_both", f"agenda.workdays.{at}", str(day), {"name": off[0]})


def _of_rounds(plan: Plan) -> Iterator[Problem]:
    for section in ("recurring", "meetings"):
        for at, one in enumerate(getattr(plan.agenda, section)):
            place, lacks = f"agenda.{section}.{at}", round_of(one).lacks
            if lacks:
                needed = {lang: text(f"almanac.lacks.{one.every}.{lacks}", lang) for lang in LANGS}
                yield Problem("almanac_when", place, one.name, {"needed": needed})
    for at, one in enumerate(plan.agenda.recurring):
        if one.days is not None and not 1 <= one.days <= MOST_DAYS:
            said = {"most": MOST_DAYS}
            yield Problem("almanac_days", f"agenda.recurring.{at}", str(one.days), said)
