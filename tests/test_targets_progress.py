"""Progress: days add up to their months, the pace is extended, the rest is what is still needed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.periods import Period
from shopkit.plan.sections.targets import Target
from shopkit.targets import day_weights, progress, span_target, tree

GOAL = Target(
    year=2027,
    sales_cny=1_200_000,
    seasonality="even",
    conversion_rate=0.02,
    per_buyer_cny=100,
)
NOVEMBER = Period.parse("2027-11")


def past(weight=lambda day: 1.0):
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    return {day: weight(day) for day in days}


spans = st.tuples(st.integers(0, 364), st.integers(0, 364)).map(sorted)


@given(spans, st.integers(1, 31))
def test_the_days_of_any_cut_add_up_to_the_whole(ends, big):
    sales = past(lambda day: 9.0 if day.day == big else 1.0)
    first, last = (date(2027, 1, 1) + timedelta(days=n) for n in ends)
    year = [tree(GOAL)]
    whole = span_target(year, Period(first, last), sales)
    cut = first + (last - first) // 2
    parts = [span_target(year, Period(first, cut), sales)]
    if cut < last:
        parts.append(span_target(year, Period(cut + timedelta(days=1), last), sales))
    assert sum(part.sales_cny for part in parts) == pytest.approx(whole.sales_cny, abs=0.005)
    assert sum(part.visitors for part in parts) == whole.visitors
    assert sum(part.orders for part in parts) == whole.orders


def test_s004_a1_target_levels():
    year = [tree(GOAL)]
    days = [span_target(year, Period(day, day), past()) for day in NOVEMBER]
    whole = span_target(year, NOVEMBER, past())
    assert sum(day.sales_cny for day in days) == pytest.approx(whole.sales_cny)
    assert whole.sales_cny == 100_000


def test_a_span_beyond_the_goals_has_no_target():
    over = Period.parse("2027-12-20..2028-01-10")
    assert span_target([tree(GOAL)], over, past()) is None
    assert progress([tree(GOAL)], over, 3, {}, past()) is None


def test_big_days_keep_their_date_and_an_unknown_past_makes_days_even():
    weights = day_weights(NOVEMBER, past(lambda day: 20.0 if day.day == 11 else 1.0))
    assert weights[10] == 20
    known = past()
    del known[date(2026, 11, 30)]
    assert set(day_weights(NOVEMBER, known)) == {1.0}


def test_29_february_weighs_what_the_day_before_does():
    sales = {date(2027, 2, n): float(n) for n in range(1, 29)}
    assert day_weights(Period.parse("2028-02"), sales)[-2:] == [28, 28]


def test_sales_behind_a_big_day_are_not_extended_as_if_every_day_were_big():
    sales = past(lambda day: 20.0 if day.day == 11 else 1.0)
    actual = {"paid": 60_000.0, "visitors": 32_000.0, "paid_buyers": 600.0}
    now = progress([tree(GOAL)], NOVEMBER, 15, actual, sales)
    due = (14 + 20) / (29 + 20)
    assert now.run_rate_cny == pytest.approx(60_000 / due, rel=1e-3)
    assert now.reached == 0.6
    frame = now.frame().set_index("figure")
    assert frame.loc["paid", "value_needed"] == pytest.approx(40_000 / 15)
    assert frame.loc["paid_buyers", "value_needed"] == pytest.approx(400 / 15)
    assert frame.loc["conversion_rate", "value_now"] == pytest.approx(600 / 32_000)
    assert frame.loc["per_buyer", "value_needed"] == pytest.approx(40_000 / 400)


def test_a_finished_period_needs_nothing_more():
    actual = {"paid": 90_000.0, "visitors": 50_000.0, "paid_buyers": 900.0}
    frame = progress([tree(GOAL)], NOVEMBER, 30, actual, past()).frame()
    assert frame["value_needed"].isna().all()
    paid = frame.set_index("figure").loc["paid"]
    assert (paid["value_target"], paid["value_run_rate"]) == (100_000, 90_000)


def test_what_the_files_do_not_tell_stays_unknown():
    frame = progress([tree(GOAL)], NOVEMBER, 10, {"paid": 1.0}, past()).frame()
    told = frame.set_index("figure")
    assert told.loc["visitors", ["value_now", "value_run_rate", "value_needed"]].isna().all()
    assert told.loc["conversion_rate", "value_target"] == pytest.approx(0.02, rel=1e-3)
