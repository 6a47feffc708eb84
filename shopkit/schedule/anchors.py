"""The days of a campaign its tasks are counted from: sign-up, preheating, first and last day."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.almanac import joined, possible_phases, signup_lead
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign
from shopkit.schedule.books import Step

PREHEAT_DAYS = 7  # assumed where nothing dates it
PREPARE_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day tasks are counted from.

    Attributes:
        day: the day.
        sure: the plan gives it, or the platform's days are known.
    """

    day: date
    sure: bool


Anchors = Mapping[str, Anchor]


def months_before(day: date, months: int = PREPARE_MONTHS) -> date:
    """Return the same day so many months earlier, the last of its month where there is none.

    Source: source document 000: a year-end campaign is prepared three months ahead.

    Example:
        >>> months_before(date(2024, 5, 31)), months_before(date(2026, 11, 11))
        (datetime.date(2024, 2, 29), datetime.date(2026, 8, 11))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def anchors_of(plan: Plan, campaign: Campaign) -> Anchors:
    """Return the days of a campaign by name: starts, ends, signup and each phase it has.

    Phases the plan does not date are those of the platform's campaign it joins; where nobody
    dates them, preheating begins a week ahead and sign-up ends as long ahead as was observed,
    both marked as not sure.
    """
    starts, ends = campaign.starts, campaign.ends
    lead = signup_lead(plan.shop.platform).least_days
    found = {
        "starts": Anchor(starts, True),
        "ends": Anchor(ends, True),
        "burst": Anchor(starts, True),
        "signup": Anchor(starts - timedelta(lead), False),
        "preheat": Anchor(starts - timedelta(PREHEAT_DAYS), False),
    }
    found |= _platform(plan, campaign)
    found |= {
        one.phase: Anchor(one.ends if one.phase == "signup" else one.starts, True)
        for one in reversed(possible_phases(campaign))
    }
    if campaign.signup_by:
        found["signup"] = Anchor(campaign.signup_by, True)
    return found


def _platform(plan: Plan, campaign: Campaign) -> dict[str, Anchor]:
    theirs = None if campaign.phases else joined(plan, campaign)
    found: dict[str, Anchor] = {}
    for part in reversed(theirs.phase_days()) if theirs else ():
        name, span = part.phase.phase, part.span
        if theirs is None or name is None or span.start > campaign.ends:
            continue
        day = span.end if name == "signup" else span.start
        if name != "signup":
            day = max(day, campaign.starts) if name == "burst" else day
        found[name] = Anchor(day, part.sure and part.phase.certain and not theirs.assumed)
    return found


def day_of(step: Step, anchors: Anchors) -> Anchor:
    """Return the anchor of a step."""
    return anchors[step.anchor]


def due_of(step: Step, anchors: Anchors) -> date | None:
    """Return the day a step has to be done by, of a duty its first; `None`: nothing asks for it."""
    if step.lead_days is None:
        return None
    return anchors[step.anchor].day - timedelta(step.lead_days)


def begin_of(step: Step, anchors: Anchors) -> date | None:
    """Return the day a step may begin; `None`: any day."""
    day = anchors[step.anchor].day
    if step.begin_months is not None:
        return months_before(day, step.begin_months)
    return None if step.begin_days is None else day - timedelta(step.begin_days)
