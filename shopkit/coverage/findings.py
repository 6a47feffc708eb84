"""What asks for action about service hours: peaks nobody holds, rosters that cannot be, the law."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from shopkit.coverage.limits import law
from shopkit.coverage.peaks import peaks_covered, stretch
from shopkit.coverage.programme import Effort
from shopkit.coverage.relax import (
    TRIED,
    Relaxed,
    coverable,
    hours_without_shift,
    together,
    ways_out,
)
from shopkit.coverage.shifts import HOUR, QUARTER, clock
from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.plan.document import dotted

if TYPE_CHECKING:
    from shopkit.coverage.roster import Roster
    from shopkit.coverage.shifts import Shift, Span
    from shopkit.coverage.task import Task
    from shopkit.plan import Plan

Steps = Sequence[str | int]
COVERED = 0.01  # agent hours: less than that is none


@dataclass(frozen=True, slots=True)
class Scope:
    """What every text about service hours must know.

    Attributes:
        lang: language of every text.
        place: where an entry of the plan stands, as file and line.
    """

    lang: Lang
    place: Callable[[Steps], str] = field(default=dotted)

    def finding(
        self, code: str, steps: Steps, said: Mapping[str, object], severity: Severity
    ) -> Finding:
        """Return a finding in the words of `coverage.finding.<code>`."""
        found = Finding(code=code, severity=severity, place=self.place(steps))
        return with_texts(found, f"coverage.finding.{code}", self.lang, said)


def closed_findings(peaks: Sequence[Span], opening: Span, scope: Scope) -> Iterator[Finding]:
    """Yield peaks that lie, wholly or in part, outside the hours in which the desk is open.

    Args:
        peaks: in the plan's order.
        opening: when the desk is open.
        scope: language, places.
    """
    for number, one in enumerate(peaks):
        closed = float((one.of_day() & ~opening.of_day()).sum()) * QUARTER / HOUR
        if closed:
            said = {"starts": clock(one.starts), "ends": clock(one.ends), "hours": f"{closed:g}"}
            said |= {"opens": clock(opening.starts), "closes": clock(opening.ends)}
            steps = ("team", "service", "peaks", number)
            yield scope.finding("peak_closed", steps, said, Severity.WARNING)


def peak_findings(
    peaks: Sequence[Span], shifts: Sequence[Shift], people: int, scope: Scope
) -> Iterator[Finding]:
    """Yield peaks that no shift holds throughout, and people too few to be there for all of them.

    Args:
        peaks: of a day.
        shifts: of every day.
        people: who take turns.
        scope: language, places.
    """
    if not peaks:
        return
    if shifts:
        rows = peaks_covered(peaks, shifts)
        for row in rows[~rows["peak_covered"].astype(bool)].itertuples():
            said = {"starts": row.peak_starts, "ends": row.peak_ends}
            said |= {"hours": f"{row.peak_hours:g}", "covered": f"{row.covered_hours:g}"}
            yield scope.finding("peak_open", ("team", "shifts"), said, Severity.WARNING)
    weekly = law().weekly_hours
    long = stretch(peaks, weekly)
    if people < long.heads:
        said = {"people": people, "heads": long.heads, "span": f"{long.span_hours:g}"}
        said |= {"week": f"{long.week_hours:g}", "legal": f"{weekly:g}"}
        yield scope.finding("peak_heads", ("team", "posts"), said, Severity.WARNING)


def beyond_findings(needed: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield hours with more chats than anybody can staff: `needs` leaves them unknown."""
    beyond = needed[needed["agents_needed"].isna()]
    if len(beyond):
        said = {"hours": len(beyond), "most": f"{beyond['chats'].max():,.0f}"}
        yield scope.finding("chats_beyond", ("team", "service"), said, Severity.ERROR)


def law_findings(plan: Plan, scope: Scope) -> Iterator[Finding]:
    """Yield what the plan's rosters would allow beyond the law; the law is counted with instead."""
    said, held = plan.team.roster, law()
    rows = {
        "days_off_weekly": (said.days_off_weekly, held.days_off_weekly, -1),
        "overtime_daily_hours": (said.overtime_daily_hours, held.overtime_daily_hours, 1),
        "overtime_monthly_hours": (said.overtime_monthly_hours, held.overtime_monthly_hours, 1),
    }
    for name, (own, legal, way) in rows.items():
        if own is not None and way * own > way * legal:
            words = {"name": limit_name(name, scope.lang), "own": f"{own:g}"}
            words["legal"] = f"{legal:g}"
            yield scope.finding("beyond_law", ("team", "roster", name), words, Severity.ERROR)
    if said.comprehensive:
        yield scope.finding("comprehensive", ("team", "roster", "comprehensive"), {}, Severity.NOTE)


def limit_name(name: str, lang: Lang) -> str:
    """Return what a rule of the roster is called."""
    return text(f"coverage.limit.{name}", lang)


def roster_findings(roster: Roster, scope: Scope, effort: Effort = TRIED) -> list[Finding]:
    """Return what a roster leaves short, and which rule to relax by how much to mend it.

    Args:
        roster: see `made`.
        scope: language, places.
        effort: seconds and gap of each try; there are about a dozen, none where nothing is short.
    """
    found = [_too_long(roster.task, int(n), scope) for n in np.flatnonzero(~roster.task.usable)]
    open_hours = hours_without_shift(roster.task)
    if open_hours:
        hours = listed([f"{hour:02d}:00" for hour in open_hours], scope.lang)
        said = {"hours": hours, "count": len(open_hours)}
        found.append(scope.finding("no_shift", ("team", "shifts"), said, Severity.WARNING))
    task = coverable(roster.task)
    roster = replace(roster, task=task)  # no rule and nobody helps in the other hours
    if roster.short_hours < COVERED:
        return found
    ways = [dict(row) for _, row in ways_out(task, effort).iterrows() if _helps(row, roster)]
    least = together(task, effort)
    gives = [least] if least is not None and _gives(least) else []
    enough = any(one.short_hours < COVERED for one in gives)
    enough |= any(_rule(row) and pd.notna(row["limit_relaxed"]) for row in ways)
    more = bool(gives) or any(_rule(row) for row in ways)
    found.append(_short(roster, scope, "" if more else "_people"))
    found += [_way(row, scope, "" if enough else "_only") for row in ways]
    return [*found, *(_together(one, scope) for one in gives)]


def _too_long(task: Task, number: int, scope: Scope) -> Finding:
    """Return that a shift is longer than a day's hours with overtime: nobody is put on it."""
    one, limits = task.shifts[number], task.limits
    said = {
        "name": one.name,
        "starts": clock(one.span.starts),
        "ends": clock(one.ends),
        "hours": f"{one.hours:g}",
        "most": f"{limits.law.daily_hours + limits.overtime_daily_hours:g}",
    }
    return scope.finding("shift_too_long", ("team", "shifts", number), said, Severity.ERROR)


def _short(roster: Roster, scope: Scope, way: str) -> Finding:
    """Return what stays short; `way` is which action: `_people` where no rule helps at all."""
    task = roster.task
    by_day = roster.short.sum(axis=1) * task.slot_hours
    worst = int(by_day.argmax())
    said = {
        "people": len(task.workers),
        "short": f"{roster.short_hours:,.1f}".removesuffix(".0"),
        "needed": f"{task.need.sum() * task.slot_hours:,.0f}",
        "day": full_day(task.dates[worst], scope.lang),
        "worst": f"{by_day[worst]:,.1f}".removesuffix(".0"),
    }
    found = scope.finding("short", ("team", "posts"), said, Severity.WARNING)
    return _acting(found, f"short.action{way}", said, scope)


def _acting(found: Finding, action: str, said: Mapping[str, object], scope: Scope) -> Finding:
    """Return a finding that asks for another action than is usual."""
    return replace(found, action=text(f"coverage.finding.{action}", scope.lang, **said))


def _rule(row: Mapping[Hashable, Any]) -> bool:
    return bool(row["limit_name"] != "people")


def _helps(row: pd.Series[Any], roster: Roster) -> bool:
    """Tell whether giving way covers an hour at all: else the rule is not worth a word."""
    if row["limit_name"] == "people":
        return True
    return bool(row["short_hours"] < roster.short_hours - COVERED)


def _way(row: Mapping[Hashable, object], scope: Scope, way: str) -> Finding:
    """Return what one rule alone, or people, must become; `_only` people where no rule suffices."""
    name, relaxed = str(row["limit_name"]), float(str(row["limit_relaxed"]))
    said = {
        "name": limit_name(name, scope.lang),
        "now": f"{row['limit_value']:g}",
        "relaxed": f"{relaxed:g}",
        "short": f"{row['short_hours']:,.1f}".removesuffix(".0"),
    }
    people = name == "people"
    steps = ("team", "posts") if people else ("team", "roster", name)
    kind = "people" if people else "relax"
    code = kind if pd.notna(relaxed) else f"{kind}_vain"
    found = scope.finding(code, steps, said, Severity.NOTE)
    return _acting(found, f"people.action{way}", said, scope) if code == "people" else found


def _gives(least: Relaxed) -> bool:
    return bool(least.days_off or least.run or least.rest or least.overtime)


def _together(least: Relaxed, scope: Scope) -> Finding:
    """Return the least that all rules of the house give way together."""
    spent = {
        "days_off": least.days_off,
        "run": least.run,
        "rest": least.rest,
        "overtime": round(least.overtime, 1),
    }
    parts = [
        text(f"coverage.given.{name}", scope.lang, count=f"{count:g}")
        for name, count in spent.items()
        if count
    ]
    short = f"{least.short_hours:,.1f}".removesuffix(".0")
    said = {"list": listed(parts, scope.lang), "short": short}
    code = "together" if least.short_hours < COVERED else "together_short"
    return scope.finding(code, ("team", "roster"), said, Severity.NOTE)
