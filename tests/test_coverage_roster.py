"""Rosters: every rule holds on the finished table, and hardly anything better is possible."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from coverage_rules import broken, short_hours
from coverage_tasks import BY_DAY, MONDAY, TWO_DAYS_OFF, needed, task
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.coverage import (
    Effort,
    Task,
    Worker,
    cover_frame,
    lawful,
    made,
    numbered,
    roster_frame,
    shift,
    task_of,
    worker_frame,
)
from shopkit.errors import PlanError

EFFORT = Effort(seconds=60, gap=0.02)
SMALL = Effort(seconds=20, gap=0.02)
LONG_DAYS = (shift("long", "09:00", "20:00", 1.0), shift("late", "14:00", "24:00", 1.0))


def held(one, effort=SMALL):
    """Return a roster that breaks no rule and says of itself what its table says."""
    roster = made(one, effort)
    frame = roster_frame(roster)
    assert broken(frame, one) == []
    assert roster.short_hours == pytest.approx(short_hours(frame, one))
    return roster


def test_a_small_roster_covers_every_hour_and_is_even():
    roster = held(task(9, 350, days=14))
    assert roster.short_hours == 0
    assert roster.gap <= 0.02
    assert max(roster.uneven().values()) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "chats", "limits", "nights"),
    [
        (20, 1200, TWO_DAYS_OFF, True),
        (20, 1500, TWO_DAYS_OFF, False),
        (20, 1200, replace(lawful(), comprehensive=True), True),
        (14, 1000, TWO_DAYS_OFF, True),
    ],
)
def test_twenty_people_and_four_weeks_come_within_two_per_cent(people, chats, limits, nights):
    campaign = {date(2026, 11, 11): 2.0}
    roster = held(task(people, chats, limits, nights=nights, multiples=campaign), EFFORT)
    assert roster.gap <= 0.02


def test_too_few_people_leave_hours_short_and_break_nothing():
    roster = held(task(4, 350, days=14))
    assert roster.short_hours > 0
    assert cover_frame(roster)["agents_short"].sum() > 0


def test_the_frames_of_a_roster_tell_the_same():
    roster = held(task(9, 350, days=14))
    shifts, people, hours = roster_frame(roster), worker_frame(roster), cover_frame(roster)
    assert people["days_worked"].sum() == len(shifts)
    assert people["worked_hours"].sum() == pytest.approx(shifts["worked_hours"].sum())
    assert list(people["worker"]) == [f"agent {n}" for n in range(1, 10)]
    assert len(hours) == 14 * 24
    assert people["overtime_hours"].sum() == 0
    assert people["run_days"].max() <= 5


def test_the_same_task_gives_the_same_roster():
    one = task(6, 200, days=7)
    assert (made(one, SMALL).worked == made(one, SMALL).worked).all()


def test_who_is_away_has_no_shift_and_less_of_everything():
    gone = frozenset(MONDAY + timedelta(n) for n in range(7))
    workers = (*numbered(8, "agent"), Worker("leave", gone))
    roster = held(task_of(needed(300, days=14), BY_DAY, workers, TWO_DAYS_OFF))
    days = roster.counts()["days_worked"]
    assert days[-1] < days[:-1].min()
    assert days[:-1].max() - days[:-1].min() <= 1


def test_long_shifts_are_overtime_each_day_and_stop_at_the_months_limit():
    tight = replace(lawful(), overtime_monthly_hours=10)
    roster = held(task_of(needed(250, days=14), LONG_DAYS, numbered(8, "agent"), tight))
    assert 0 < roster.overtime().max() <= 10


def test_a_shift_beyond_the_days_hours_is_never_worked():
    endless = (*BY_DAY, shift("endless", "08:00", "24:00", 1.0))
    roster = held(task_of(needed(250, days=7), endless, numbered(8, "agent"), lawful()))
    assert not (roster.worked == 3).any()


def test_hours_are_averaged_only_where_an_authority_allows_it():
    """Six days of eight hours in one week, four in the next: overtime unless approved."""
    plain, averaged = lawful(), replace(lawful(), comprehensive=True)
    worked = np.array([[0] * 6 + [-1] + [0] * 4 + [-1] * 3])
    for limits, over in ((plain, 8.0), (averaged, 0.0)):
        one = task_of(needed(10, days=14), BY_DAY, numbered(1, "agent"), limits)
        assert replace_worked(one, worked).overtime()[0] == over


def replace_worked(one, worked):
    return replace(made(one, SMALL), worked=worked)


@settings(max_examples=12, deadline=None)
@given(
    people=st.integers(1, 7),
    chats=st.integers(20, 500),
    limits=st.builds(
        replace,
        st.just(lawful()),
        days_off_weekly=st.integers(1, 3),
        longest_run_days=st.integers(1, 6),
        shortest_rest_hours=st.sampled_from([0.0, 9.0, 11.0, 14.0]),
        comprehensive=st.booleans(),
    ),
)
def test_no_rule_is_ever_broken(people, chats, limits):
    held(task(people, chats, limits, nights=True, days=7), Effort(3, 0.02))


EARLY_LATE = (shift("early", "08:00", "16:00"), shift("late", "16:00", "24:00"))


def rows_of_one():
    """Return every week one person may work: two days off, no early shift after a late one."""
    every = np.array(list(product((-1, 0, 1), repeat=7)))
    works = (every >= 0).sum(axis=1) <= 5
    tired = ((every[:, :-1] == 1) & (every[:, 1:] == 0)).any(axis=1)
    return every[works & ~tired]


def lightest(early, late):
    """Return what the best of all rosters of two people weighs, by going through every one."""
    rows = rows_of_one()
    first, second = np.divmod(np.arange(len(rows) ** 2), len(rows))
    heads = [(rows[first] == n).astype(int) + (rows[second] == n) for n in (0, 1)]
    short = sum(np.maximum(n - h, 0).sum(axis=1) for n, h in zip((early, late), heads, strict=True))
    days = (rows >= 0).sum(axis=1)
    weekend = (rows[:, 5:] >= 0).sum(axis=1)
    uneven = abs(days[first] - days[second]) + abs(weekend[first] - weekend[second])
    return (800 * short + 8 * (days[first] + days[second]) + uneven).min()


@settings(max_examples=4, deadline=None)
@given(
    early=st.lists(st.integers(0, 2), min_size=7, max_size=7),
    late=st.lists(st.integers(0, 2), min_size=7, max_size=7),
)
def test_no_roster_of_all_there_are_is_lighter_than_the_bound(early, late):
    need = np.zeros((7, 24), dtype=np.int64)
    need[:, 8:16], need[:, 16:] = np.array(early)[:, None], np.array(late)[:, None]
    one = Task(MONDAY, need, EARLY_LATE, numbered(2, "agent"), TWO_DAYS_OFF)
    roster, best = made(one, Effort(10, 0.0)), lightest(early, late)
    assert roster.bound <= best + 1e-6
    assert best - 1e-6 <= roster.weight <= best * 1.02 + 2


@pytest.mark.parametrize(
    ("days", "shifts", "people", "code"),
    [
        (10, BY_DAY, 3, "roster_weeks"),
        (35, BY_DAY, 3, "roster_weeks"),
        (7, (), 3, "no_shifts"),
        (7, BY_DAY, 0, "no_workers"),
    ],
)
def test_a_roster_nobody_can_make_is_named(days, shifts, people, code):
    with pytest.raises(PlanError) as told:
        task_of(needed(50, days=days), shifts, numbered(people, "agent"), lawful())
    assert [problem.code for problem in told.value.problems] == [code]
