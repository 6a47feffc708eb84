"""Which rows of a span table tell of a period."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from shopkit.periods import Period
from shopkit.spans import alike, rows_of, whole

OCTOBER = Period.parse("2026-10")


def spans(*rows):
    schema = {"grain": pl.String, "date": pl.Date, "date_end": pl.Date, "paid_fen": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row")


def days(start, count):
    return [("day", d := start + n * timedelta(days=1), d, n) for n in range(count)]


def test_the_platforms_own_row_comes_before_its_days():
    rows = spans(*days(OCTOBER.start, 31), ("month", OCTOBER.start, OCTOBER.end, 999))
    own, exact = rows_of(rows, OCTOBER)
    assert (own["paid_fen"].to_list(), exact) == ([999], True)


@given(st.integers(-40, 40), st.integers(1, 60))
def test_days_are_those_inside(offset, count):
    rows = spans(*days(OCTOBER.start + timedelta(days=offset), count))
    found, exact = rows_of(rows, OCTOBER)
    inside = {OCTOBER.start + timedelta(days=offset + n) for n in range(count)} & set(OCTOBER)
    assert set(found["date"]) == inside
    assert not exact


def test_weeks_serve_where_there_are_no_days():
    week = Period.of_week(date(2026, 10, 14))
    rows = spans(
        ("week", week.start, week.end, 5), ("month", date(2026, 9, 1), date(2026, 9, 30), 7)
    )
    assert rows_of(rows, OCTOBER)[0]["paid_fen"].to_list() == [5]


def test_months_serve_where_days_tell_of_few():
    months = [Period.parse(f"2026-{n:02d}") for n in (8, 9, 10)]
    rows = spans(*(("month", m.start, m.end, 9) for m in months), *days(OCTOBER.start, 31))
    quarter = Period(months[0].start, OCTOBER.end)
    assert rows_of(rows, quarter)[0]["paid_fen"].to_list() == [9, 9, 9]


def test_ranges_that_overlap_never_replace_days():
    ranges = [("range", date(2026, 10, a), date(2026, 10, b), 9) for a, b in ((1, 20), (10, 30))]
    rows = spans(*ranges, *days(OCTOBER.start, 4))
    assert set(rows_of(rows, OCTOBER)[0]["grain"]) == {"day"}
    assert rows_of(spans(*ranges), OCTOBER)[0].height == 2


@given(st.sets(st.integers(0, 30)))
def test_a_period_is_told_whole_by_all_of_its_days(missing):
    told = [row for row in days(OCTOBER.start, 31) if row[1].day - 1 not in missing]
    assert whole(spans(*told), OCTOBER) == (not missing)
    assert whole(spans(*told, ("month", OCTOBER.start, OCTOBER.end, 1)), OCTOBER)


def test_people_are_alike_only_if_counted_over_the_same_spans():
    month = spans(
        ("month", OCTOBER.start, OCTOBER.end, 9), ("month", OCTOBER.start, OCTOBER.end, 8)
    )
    daily, other = spans(*days(OCTOBER.start, 31)), spans(*days(date(2026, 9, 1), 30))
    assert alike(daily, other)
    assert alike(month, spans(("month", date(2026, 9, 1), date(2026, 9, 30), 7)))
    assert not alike(month, daily)
    assert not alike(daily, spans(*days(OCTOBER.start, 1)))
