"""Periods: what a user may write, what each is held against, and when one is to date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.errors import PeriodError
from shopkit.periods import Period, compare, refunds_open

DAYS = st.dates(date(2004, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize("said", ["2026-10", "2026-W43", "2026-W53", "2026-10-01..2026-10-15"])
def test_what_is_written_reads_back(said):
    assert str(Period.parse(said)) == said


@pytest.mark.parametrize(
    "said",
    [
        *("", "2026", "2026-13", "2026-W54", "2025-W53", "2026-10-32..2026-11-01", "10月"),
        *("9999-12", "9999-W52", "0001-01", "0001-W01", "0001-01-01..2026-10-31"),
        "2026-10-01..9999-12-31",
    ],
)
def test_what_is_no_period_is_refused(said):
    with pytest.raises(PeriodError, match="not a period"):
        Period.parse(said)


def test_a_range_must_run_forward():
    with pytest.raises(PeriodError, match="ends before it starts"):
        Period.parse("2026-10-15..2026-10-01")


@pytest.mark.parametrize(
    ("said", "before", "year_ago"),
    [
        ("2026-03", "2026-02", "2025-03"),
        ("2026-01", "2025-12", "2025-01"),
        ("2026-W43", "2026-W42", "2025-W43"),
        ("2026-W01", "2025-W52", "2025-W01"),
        ("2026-10-11..2026-10-15", "2026-10-06..2026-10-10", "2025-10-11..2025-10-15"),
        ("2028-02-29..2028-02-29", "2028-02-28..2028-02-28", "2027-02-28..2027-02-28"),
        ("2028-02-01..2028-03-01", "2028-01-02..2028-01-31", "2027-02-01..2027-03-02"),
        ("2029-02-20..2029-03-05", "2029-02-06..2029-02-19", "2028-02-20..2028-03-04"),
    ],
)
def test_what_each_is_compared_with(said, before, year_ago):
    period = Period.parse(said)
    assert (str(period.before()), str(period.year_ago())) == (before, year_ago)


@given(DAYS, st.integers(0, 400))
def test_a_range_is_held_against_as_many_days(start, length):
    period = Period(start, start + timedelta(days=length))
    assert period.before().days == period.year_ago().days == period.days


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_an_unfinished_period_is_held_against_as_many_days(start, length, covered):
    asked = Period(start, start + timedelta(days=length))
    last = start + timedelta(days=covered)
    found = compare(asked, start - timedelta(days=400), last)
    assert found.to_date == (asked.end > last)
    assert found.period.days == min(asked.days, covered + 1)
    assert found.before.days == found.period.days
    assert found.before.start == asked.before().start


def test_a_month_to_date_is_held_against_the_same_days_of_shorter_months():
    found = compare(Period.parse("2026-03"), date(2025, 1, 1), date(2026, 3, 30))
    assert (found.to_date, str(found.before.end), str(found.year_ago.end)) == (
        True,
        "2026-02-28",
        "2025-03-30",
    )


def test_a_period_outside_the_files_is_refused():
    with pytest.raises(PeriodError, match="2026-01-01 to 2026-01-31"):
        compare(Period.parse("2026-02"), date(2026, 1, 1), date(2026, 1, 31))


@given(DAYS)
def test_weeks_and_months_hold_their_day_and_join_up(day):
    for of in (Period.of_week, Period.of_month):
        period = of(day)
        assert day in period
        assert period.before().end + timedelta(days=1) == period.start
        assert len(list(period)) == period.days


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        (date(2026, 1, 1), date(2026, 10, 31), "2026-10"),
        (date(2026, 1, 1), date(2026, 10, 30), "2026-09"),
        (date(2026, 10, 5), date(2026, 10, 20), "2026-10"),
    ],
)
def test_the_latest_full_month(first, last, month):
    assert str(Period.latest_full_month(first, last)) == month


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ("2026-10", "2026年10月", "Oct 2026"),
        ("2026-W43", "2026年第43周", "week 43, 2026"),
        ("2026-10-01..2026-10-15", "2026年10月1日–10月15日", "1 Oct–15 Oct 2026"),
        ("2025-12-31..2026-01-01", "2025年12月31日–2026年1月1日", "31 Dec 2025–1 Jan 2026"),
    ],
)
def test_names_in_both_languages(said, zh, en):
    period = Period.parse(said)
    assert (period.label("zh"), period.label("en")) == (zh, en)


@pytest.mark.parametrize(
    ("days", "still"), [(0, True), (6, True), (13, True), (14, False), (15, False)]
)
def test_refunds_of_a_period_come_in_for_two_weeks(days, still):
    week = Period.parse("2026-W43")
    last_day = week.end + timedelta(days=days)
    assert refunds_open(week, last_day) == still
    assert compare(week, week.start, last_day).refunds_open == still


def test_refunds_of_a_running_period_are_open_and_those_of_a_month_long_past_are_not():
    first_day, last_day = date(2025, 1, 1), date(2026, 10, 31)
    assert not compare(Period.parse("2026-09"), first_day, last_day).refunds_open
    assert compare(Period.parse("2026-W44"), first_day, last_day).refunds_open
    assert compare(Period.parse("2026-10"), first_day, last_day).refunds_open
