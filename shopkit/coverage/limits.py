"""What a roster must keep to: the law's hours, and the shop's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shopkit.coverage.shifts import Shift, rest_hours
from shopkit.rules import rule

if TYPE_CHECKING:
    from shopkit.plan import Plan

WEEK = 7
REST_HOURS = 11.0  # between two shifts: a rule of the house, no statute names one
FULL_DAY = 24.0  # what a day of rest is at least


@dataclass(frozen=True, slots=True)
class Law:
    """The law's limits of working time.

    Attributes:
        daily_hours: standard hours a day.
        weekly_hours: standard hours a week.
        days_off_weekly: days of rest a week, at least.
        overtime_daily_hours: most overtime a day, for special reasons.
        overtime_monthly_hours: most overtime a month.
    """

    daily_hours: float
    weekly_hours: float
    days_off_weekly: int
    overtime_daily_hours: float
    overtime_monthly_hours: float


def law(day: date | None = None) -> Law:
    """Return the limits in force on a day; without one, the latest.

    Source: rules `law.labour.hours` and `law.labour.overtime-limit`.

    Example:
        >>> law().weekly_hours, law().overtime_monthly_hours, law().days_off_weekly
        (40.0, 36.0, 1)
    """
    hours = [row.values for row in rule("law.labour.hours", day).table]
    over = [row.values["hours"] for row in rule("law.labour.overtime-limit", day).table]
    daily, weekly = (float(str(row["hours"])) for row in hours[:2])
    rest = int(str(hours[2]["days"]))
    return Law(daily, weekly, rest, float(str(over[1])), float(str(over[2])))


@dataclass(frozen=True, slots=True)
class Limits:
    """What every person's roster keeps to.

    Attributes:
        law: the law's limits; none of the shop's own may go beyond them.
        days_off_weekly: days without a shift in each seven from the first day on.
        longest_run_days: most days worked one after the other.
        shortest_rest_hours: from the end of a shift to the start of the next.
        overtime_daily_hours: most overtime a day.
        overtime_monthly_hours: most overtime in the whole roster, which is a month at most.
        comprehensive: hours are averaged over the roster (综合工时), which an authority approved.
    """

    law: Law
    days_off_weekly: int
    longest_run_days: int
    shortest_rest_hours: float
    overtime_daily_hours: float
    overtime_monthly_hours: float
    comprehensive: bool = False

    @property
    def most_days(self) -> int:
        """Days with a shift in each seven, at most."""
        return WEEK - self.days_off_weekly

    def follows(self, earlier: Shift, later: Shift) -> bool:
        """Tell whether a shift may be worked the day after another."""
        return rest_hours(earlier, later) >= self.shortest_rest_hours

    def rests(self, earlier: Shift, later: Shift) -> bool:
        """Tell whether one day off between two shifts is a day of rest of 24 hours."""
        return rest_hours(earlier, later, 2) >= FULL_DAY

    def excess(self, shift: Shift) -> float:
        """Return the hours of a shift beyond a standard day: overtime unless hours are averaged."""
        return 0.0 if self.comprehensive else max(0.0, shift.hours - self.law.daily_hours)


def lawful(day: date | None = None) -> Limits:
    """Return what a roster keeps to where the shop states nothing of its own: the law's limits.

    Six days in a row follow from one day off in seven; rest between shifts is the house's 11 hours.
    """
    held = law(day)
    return Limits(
        law=held,
        days_off_weekly=held.days_off_weekly,
        longest_run_days=WEEK - held.days_off_weekly,
        shortest_rest_hours=REST_HOURS,
        overtime_daily_hours=held.overtime_daily_hours,
        overtime_monthly_hours=held.overtime_monthly_hours,
    )


def limits_of(plan: Plan, day: date | None = None) -> Limits:
    """Return what the plan's rosters keep to: its own rules, never beyond the law.

    What it does not state is the law's, rest between shifts the house's 11 hours.
    """
    held, said = lawful(day), plan.team.roster
    off = max(_or(said.days_off_weekly, held.days_off_weekly), held.law.days_off_weekly)
    daily, monthly = held.law.overtime_daily_hours, held.law.overtime_monthly_hours
    return Limits(
        law=held.law,
        days_off_weekly=int(off),
        longest_run_days=int(_or(said.longest_run_days, held.longest_run_days)),
        shortest_rest_hours=_or(said.shortest_rest_hours, held.shortest_rest_hours),
        overtime_daily_hours=min(_or(said.overtime_daily_hours, daily), daily),
        overtime_monthly_hours=min(_or(said.overtime_monthly_hours, monthly), monthly),
        comprehensive=bool(said.comprehensive),
    )


def _or(said: float | None, law: float) -> float:
    return law if said is None else said
