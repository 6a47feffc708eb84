"""Holidays and workdays: as the notices have them, as a plan overrides them, and counted in."""

from datetime import date, timedelta

import numpy as np
import pytest
from almanac_plans import plan_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shopkit.almanac import (
    FIRST_YEAR,
    LAST_YEAR,
    Workdays,
    festival_day,
    holidays,
    known_of,
    known_text,
    standard_workdays,
    workdays,
)
from shopkit.errors import PlanError
from shopkit.i18n import LANGS
from shopkit.periods import Period

USUAL = standard_workdays()
OWN = workdays(
    plan_of(
        agenda={
            "rest_weekdays": [7],
            "days_off": [{"name": "春节", "starts": "2027-02-01", "ends": "2027-02-12"}],
            "workdays": ["2027-02-14", "2027-02-10"],
        }
    )
)
DAYS = st.dates(date(1951, 1, 1), date(2099, 12, 31))
NEAR = st.dates(date(2024, 12, 1), date(2028, 2, 1))
WORKED = st.sampled_from([USUAL, OWN])
DAY = timedelta(days=1)


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_of_the_notice_has_248_workdays(year):
    """Source: notices of the State Council's office for 2025 and 2026."""
    assert USUAL.count(year_of(year)) == 248
    assert known_of(year) == "official"
    assert all(one.certain for one in holidays(year))


def test_days_of_the_notice_of_2026():
    worked = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
    assert all(USUAL.is_workday(date.fromisoformat(day)) for day in worked)
    assert not any(USUAL.is_workday(day) for day in Period(date(2026, 2, 15), date(2026, 2, 23)))
    assert USUAL.last_before(date(2026, 10, 1)) == date(2026, 9, 30)
    assert USUAL.add(date(2026, 10, 1), 1) == date(2026, 10, 8)
    told = [str(one.span.start) for one in holidays(2026) if one.kind == "workday"]
    assert told == worked


def test_2027_counts_the_13_statutory_days_and_says_it_is_not_official():
    assert known_of(2027) == "statutory"
    assert sum(one.span.days for one in holidays(2027)) == 13
    assert not any(one.certain for one in holidays(2027))
    assert USUAL.unofficial(Period(date(2026, 12, 1), date(2028, 1, 1))) == {
        2027: "statutory",
        2028: "weekends",
    }
    assert "Not yet official" in known_text(2027, "en")
    assert not USUAL.is_workday(date(2027, 2, 5))
    assert USUAL.is_workday(date(2027, 2, 9))


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_statutory_days_are_those_of_the_law(year):
    """Source: holiday.statutory-days, on the days of the lunar calendar and the solar term."""
    eve = festival_day("new_year_eve", year)
    statutory = {
        *(date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 2))),
        *(date(year, 10, day) for day in (1, 2, 3)),
        *(eve + n * DAY for n in range(4)),
        *(festival_day(key, year) for key in ("clear_and_bright", "dragon_boat", "mid_autumn")),
    }
    off = {day for one in holidays(year) if one.kind != "workday" for day in one.span}
    assert statutory <= off
    assert len(statutory) == 13
    assert year < 2027 or statutory == off


def test_a_year_without_data_rests_at_weekends_only():
    assert holidays(2031) == ()
    assert known_of(2031) == "weekends"
    assert USUAL.count(year_of(2031)) == 261
    assert all("2031" in known_text(2031, lang) for lang in LANGS)


def test_leap_days_are_days():
    assert USUAL.is_workday(date(2028, 2, 29))
    assert USUAL.add(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert USUAL.add(date(2028, 2, 29), 1) == date(2028, 3, 1)
    assert USUAL.count(year_of(2000)) == np.busday_count("2000-01-01", "2001-01-01")


def test_the_plan_overrides_holidays_and_weekends():
    assert not any(OWN.is_workday(date(2027, 2, day)) for day in (1, 4, 9, 12))
    assert OWN.is_workday(date(2027, 2, 14))  # a Sunday the plan works
    assert OWN.is_workday(date(2027, 2, 10))  # worked, though it lies in the days off
    assert OWN.is_workday(date(2027, 1, 2))  # a Saturday: only Sundays are for rest
    assert not OWN.is_workday(date(2027, 10, 1))  # statutory days stay
    assert OWN.stated_years == {2027}
    assert USUAL.stated_years == frozenset()


def test_no_weekday_of_rest_leaves_public_holidays():
    worked = workdays(plan_of(agenda={"rest_weekdays": []}))
    assert worked.count(year_of(2026)) == 365 - 33
    assert worked.count(year_of(2031)) == 365


def test_days_off_that_end_before_they_start_are_passed_over():
    off = {"name": "旅游", "starts": "2026-03-06", "ends": "2026-03-02"}
    assert workdays(plan_of(agenda={"days_off": [off]})).count(year_of(2026)) == 248


def test_days_off_beyond_the_years_are_cut():
    off = {"name": "停业", "starts": "2100-12-01", "ends": "2300-01-01"}
    worked = workdays(plan_of(agenda={"days_off": [off]}))
    assert worked.count(Period(date(2100, 12, 1), date(2100, 12, 31))) == 0


def test_seven_days_of_rest_are_refused():
    with pytest.raises(PlanError) as told:
        workdays(plan_of(agenda={"rest_weekdays": [1, 2, 3, 4, 5, 6, 7]}))
    assert told.value.problems[0].place == "agenda.rest_weekdays"


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 0, -5, 99999])
def test_a_year_outside_is_refused(year):
    with pytest.raises(PlanError) as told:
        holidays(year)
    assert told.value.problems[0].value == str(year)
    assert all("1950" in told.value.say(lang) for lang in LANGS)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: USUAL.is_workday(date(1949, 12, 31)),
        lambda: USUAL.add(date(2100, 12, 31), 1),
        lambda: USUAL.add(date(1950, 1, 3), -5),
        lambda: USUAL.between(date(2100, 1, 1), date(2101, 1, 1)),
    ],
)
def test_days_outside_are_refused(ask):
    with pytest.raises(PlanError):
        ask()


@given(WORKED, NEAR | DAYS, st.integers(-400, 400))
@settings(deadline=None)
def test_adding_and_taking_away_end_where_they_began(worked: Workdays, day: date, n: int):
    assume(worked.is_workday(day))
    there = worked.add(day, n)
    assert worked.is_workday(there)
    assert worked.add(there, -n) == day
    assert worked.between(day, there) == n


@given(WORKED, NEAR, NEAR)
@settings(deadline=None)
def test_between_counts_the_days_one_by_one(worked: Workdays, first: date, last: date):
    first, last = min(first, last), max(first, last)
    after = sum(worked.is_workday(day) for day in Period(first, last)) - worked.is_workday(first)
    assert worked.between(first, last) == after
    assert worked.count(Period(first, last)) == after + worked.is_workday(first)
    before = -sum(worked.is_workday(day) for day in Period(first, last))
    assert worked.between(last, first) == before + worked.is_workday(last)


@given(WORKED, NEAR)
@settings(deadline=None)
def test_neighbours_leave_no_workday_out(worked: Workdays, day: date):
    before, after = worked.last_before(day), worked.add(day, 1)
    assert before < day < after
    assert worked.is_workday(before)
    assert worked.is_workday(after)
    between = [one for one in Period(before + DAY, after - DAY) if worked.is_workday(one)]
    assert between == ([day] if worked.is_workday(day) else [])
    assert worked.on_or_before(day) == (day if between else before)
    assert worked.on_or_after(day) == (day if between else after) == worked.add(day, 0)


@given(WORKED, st.lists(st.tuples(DAYS, st.integers(-60, 60)), min_size=1, max_size=30))
@settings(deadline=None, max_examples=40)
def test_arrays_give_what_single_days_give(worked: Workdays, asked: list[tuple[date, int]]):
    days = np.array([day for day, _ in asked], dtype="datetime64[D]")
    steps = np.array([n for _, n in asked])
    assert worked.add_all(days, steps).tolist() == [worked.add(day, n) for day, n in asked]
    assert worked.mask(days).tolist() == [worked.is_workday(day) for day, _ in asked]
    counts = [worked.between(asked[0][0], day) for day, _ in asked]
    assert worked.between_all(days[:1], days).tolist() == counts
    assert len(worked.mask(days[:0])) == 0


@given(
    st.sets(st.integers(1, 7), max_size=6),
    st.lists(st.tuples(NEAR, st.integers(0, 20)), max_size=4),
    st.sets(NEAR, max_size=6),
)
@settings(deadline=None, max_examples=40)
def test_every_day_is_decided_by_the_last_that_speaks(rest, off, extra):
    agenda = {
        "rest_weekdays": sorted(rest),
        "days_off": [{"name": "off", "starts": day, "ends": day + timedelta(n)} for day, n in off],
        "workdays": sorted(extra),
    }
    worked = workdays(plan_of(agenda=agenda))
    public = {
        day: one.kind for year in (2025, 2026, 2027) for one in holidays(year) for day in one.span
    }
    for day in Period(date(2025, 1, 1), date(2027, 12, 31)):
        expected = day.isoweekday() not in rest
        if day in public:
            expected = public[day] == "workday"
        if any(start <= day <= start + timedelta(n) for start, n in off):
            expected = False
        assert worked.is_workday(day) == (expected or day in extra)
