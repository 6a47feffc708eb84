"""Rosters to be made, as tests and the benchmark share them: seeded, no real shop."""

from dataclasses import replace
from datetime import date

from shopkit.coverage import (
    Desk,
    Peak,
    Span,
    dated_chats,
    lawful,
    minutes,
    needs,
    numbered,
    peak_shares,
    shift,
    task_of,
    weekly_chats,
)

MONDAY = date(2026, 11, 2)
ROUND_THE_CLOCK = (
    shift("early", "08:00", "16:30", 0.5),
    shift("late", "15:30", "24:00", 0.5),
    shift("night", "00:00", "08:00", 0.5),
)
BY_DAY = (
    shift("early", "08:00", "16:30", 0.5),
    shift("middle", "13:30", "22:00", 0.5),
    shift("late", "15:30", "24:00", 0.5),
)
DESK = Desk(240, 3, shrinkage_rate=0.1)
TWO_DAYS_OFF = replace(lawful(), days_off_weekly=2, longest_run_days=5)


def span(starts, ends):
    return Span(minutes(starts), minutes(ends))


PEAKS = [Peak(span("14:00", "17:00"), 2.5), Peak(span("19:00", "22:00"), 3.0)]


def needed(chats_daily, *, nights=False, days=28, multiples=None):
    """Return the agents needed by the hour of a shop with the source documents' peaks."""
    quiet = [Peak(span("00:00", "08:00"), 0.15)] if nights else []
    opening = span("00:00", "24:00") if nights else span("08:00", "24:00")
    weekly = weekly_chats(peak_shares(opening, [*PEAKS, *quiet]), chats_daily)
    return needs(dated_chats(weekly, MONDAY, days, multiples), DESK)


def task(people, chats_daily, limits=TWO_DAYS_OFF, **hours):
    """Return a roster to be made, by day or round the clock; `hours` as `needed` takes them."""
    found = needed(chats_daily, **hours)
    shifts = ROUND_THE_CLOCK if hours.get("nights") else BY_DAY
    return task_of(found, shifts, numbered(people, "agent"), limits)
