"""A roster of 20 people and four weeks: shopkit (HiGHS) beside OR-tools' CP-SAT, same instance.

    python -m benchmarks.roster [--people 20] [--chats 1200] [--seconds 60]

A desk open round the clock with the source documents' peaks and one campaign day, two days off a
week. Each way in a process of its own on two cores. Both weigh the same: agent hours short, hours,
overtime, and the unevenness of nights, weekends and days. CP-SAT gets the plain way of writing it
down: one boolean for each person, day and shift.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from resource import RUSAGE_SELF
from typing import TYPE_CHECKING

from benchmarks.measure import cpu, machine, parser, run

if TYPE_CHECKING:
    from shopkit.coverage import Task

WAYS = ("shopkit", "cp-sat")
GOAL_GAP, GOAL_SECONDS = 0.02, 60
MONDAY, CAMPAIGN = date(2026, 11, 2), date(2026, 11, 11)
SHIFTS = (("early", "08:00", "16:30"), ("late", "15:30", "24:00"), ("night", "00:00", "08:00"))
BREAK_HOURS = 0.5
PEAKS = (("14:00", "17:00", 2.5), ("19:00", "22:00", 3.0), ("00:00", "08:00", 0.15))


def main() -> None:
    numbers = {
        "people": (20, "people on the roster"),
        "chats": (1200, "chats of an average day"),
        "seconds": (GOAL_SECONDS, "seconds the search may take"),
    }
    asked = parser(__doc__, numbers)
    asked.add_argument("--way", choices=WAYS, help="one way alone")
    said = asked.parse_args()
    if said.way:
        task = the_task(said.people, said.chats)
        print(
            json.dumps(
                by_shopkit(task, said.seconds)
                if said.way == WAYS[0]
                else beside(task, said.seconds)
            )
        )
    else:
        compare([f"--{name}={getattr(said, name)}" for name in numbers])


def compare(options: Sequence[str]) -> None:
    """Print what each way found; CP-SAT only where it is installed."""
    print(f"roster, {' '.join(options)}, {machine()}")
    for way in WAYS:
        command = [sys.executable, "-m", "benchmarks.roster", *options, "--way", way]
        told = json.loads(run(command))
        if "missing" in told:
            print(f"{way:10} not installed")
            continue
        print(
            f"{way:10} weight {told['weight']:9.1f}, bound {told['bound']:9.1f}, "
            f"gap {told['gap']:6.2%}, short {told['short']:g} h, "
            f"{told['seconds']:5.1f} s, {told['cpu']:5.1f} CPU s"
        )
        if way == "shopkit":
            assert told["gap"] <= GOAL_GAP, told
    print(f"goal: a gap of at most {GOAL_GAP:.0%} within {GOAL_SECONDS} s")


def the_task(people: int, chats: int) -> Task:
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

    peaks = [Peak(Span(minutes(a), minutes(b)), weight) for a, b, weight in PEAKS]
    weekly = weekly_chats(peak_shares(Span(0, minutes("24:00")), peaks), chats)
    needed = needs(
        dated_chats(weekly, MONDAY, 28, {CAMPAIGN: 2.0}), Desk(240, 3, shrinkage_rate=0.1)
    )
    shifts = [shift(name, starts, ends, BREAK_HOURS) for name, starts, ends in SHIFTS]
    limits = replace(lawful(), days_off_weekly=2, longest_run_days=5)
    return task_of(needed, shifts, numbered(people, "agent"), limits)


def beside(task: Task, seconds: int) -> dict[str, float]:
    from benchmarks.roster_cp_sat import by_cp_sat

    try:
        return by_cp_sat(task, seconds, GOAL_GAP)
    except ImportError:
        return {"missing": 1}


def by_shopkit(task: Task, seconds: int) -> dict[str, float]:
    from shopkit.coverage import Effort, made

    started, before = time.perf_counter(), cpu(RUSAGE_SELF)
    roster = made(task, Effort(seconds, GOAL_GAP))
    return {
        "weight": roster.weight,
        "bound": roster.bound,
        "gap": roster.gap,
        "short": roster.short_hours,
        "seconds": time.perf_counter() - started,
        "cpu": cpu(RUSAGE_SELF) - before,
    }


if __name__ == "__main__":
    main()
