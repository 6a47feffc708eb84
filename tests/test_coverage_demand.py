"""Chats by the hour, agents by the hour, shifts by the clock, peaks and campaign days."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from coverage_tasks import BY_DAY, DESK, MONDAY, PEAKS, needed, span
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.coverage import (
    Desk,
    Peak,
    Rush,
    after_sales_peak,
    chat_multiples,
    dated_chats,
    desk_heads,
    minutes,
    needs,
    night_days,
    order_shares,
    packing,
    peak_hours,
    peak_shares,
    peaks_covered,
    prepacked,
    rest_hours,
    shift,
    stretch,
    weekly_chats,
    with_nights,
)
from shopkit.errors import PeriodError, PlanError
from shopkit.periods import Period

SEED_PEAKS = [span("14:00", "17:00"), span("19:00", "22:00")]


def test_s000_p02_service_peak_hours_in_shifts():
    """Peak windows within shift hours; 3 + 3 = 6 h a day."""
    assert peak_hours(SEED_PEAKS) == 6
    rows = peaks_covered(SEED_PEAKS, [shift("one", "09:00", "18:00")])
    assert list(rows["peak_hours"]) == [3, 3]
    assert list(rows["covered_hours"]) == [3, 0]
    assert list(rows["peak_covered"]) == [True, False]


def test_c_s000_p02_peak_hours_one_agent_needs_two():
    """One agent at both peaks is there 8 h a day, 56 h a week: two people by either limit."""
    for legal in (44, 40):
        found = stretch(SEED_PEAKS, legal)
        assert (found.span_hours, found.week_hours, found.heads) == (8, 56, 2)


def test_two_agents_in_early_and_late_shifts_have_no_day_off():
    """Source document 003 has two people for two daily shifts; with a day off it takes three."""
    assert desk_heads(shifts_daily=2, shift_hours=8, days_weekly=7, weekly_hours=56) == 2
    assert desk_heads(shifts_daily=2, shift_hours=8, days_weekly=6, weekly_hours=48) == 3
    assert desk_heads(shifts_daily=2, shift_hours=8, days_weekly=5, weekly_hours=40) == 3


def test_s003_promotion_jhs_prepack_is_a_third():
    assert prepacked(3000) == 1000
    rush = Rush(MONDAY, MONDAY, orders_daily=3000)
    rows = packing(rush, parcels_per_packer=250, days_before=2)
    assert list(rows["parcels"]) == [500, 500, 2000]
    assert list(rows["packers"]) == [2, 2, 8]


def test_s003_aftersales_jhs_peak_three_days_after():
    ends = date(2026, 11, 11)
    assert after_sales_peak(ends) == date(2026, 11, 14)
    nights = night_days(Rush(ends, ends, 3000))
    assert nights == (date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16))


def test_after_sales_nights_need_agents_until_the_morning_after():
    rush = Rush(MONDAY, MONDAY + timedelta(1), 3000)
    night = shift("night", "22:00", "06:00")
    rows = with_nights(needed(400, days=14), rush, night, agents=2)
    plain = needed(400, days=14)["agents_needed"]
    by_hour = rows.set_index([rows["date"].dt.date, "hour_of_day"])["agents_needed"]
    first = MONDAY + timedelta(4)
    assert by_hour[first, 21] == plain[4 * 24 + 21]
    assert all(by_hour[first + timedelta(n), 3] == 2 for n in (1, 2, 3))
    assert by_hour[first, 3] == 0
    assert by_hour[first + timedelta(4), 3] == 0


@given(
    orders=st.integers(0, 100_000),
    share=st.floats(0, 1),
    days=st.integers(1, 9),
    before=st.integers(1, 9),
)
def test_every_parcel_of_a_campaign_is_packed_once(orders, share, days, before):
    rush = Rush(MONDAY, MONDAY + timedelta(days - 1), orders / days, prepacked_share=share)
    rows = packing(rush, 200, before)
    assert rows["parcels"].sum() == pytest.approx(orders, abs=1e-6)
    assert len(rows) == days + before


def test_campaign_days_multiply_the_chats_of_their_days_alone():
    weekly = weekly_chats(peak_shares(span("08:00", "24:00"), PEAKS), 600)
    rush = Rush(MONDAY + timedelta(2), MONDAY + timedelta(3), 3000, multiple=2.5)
    chats = dated_chats(weekly, MONDAY, 7, chat_multiples((rush,)))
    by_day = chats.groupby("date")["chats"].sum()
    assert list(by_day.round(6)) == [600, 600, 1500, 1500, 600, 600, 600]


@given(weight=st.floats(0.1, 10), daily=st.floats(0, 10_000))
def test_a_week_of_chats_comes_to_seven_days(weight, daily):
    shares = peak_shares(span("09:00", "23:00"), [Peak(SEED_PEAKS[0], weight)])
    rows = weekly_chats(shares, daily)
    assert shares.sum() == pytest.approx(1)
    assert rows["chats"].sum() == pytest.approx(7 * daily)
    assert (rows.loc[rows["hour_of_day"] < 9, "chats"] == 0).all()
    ratio = shares[0, 15] / shares[0, 10]
    assert ratio == pytest.approx(weight)


def test_half_hours_and_desks_open_past_midnight_count_as_they_are():
    shares = peak_shares(span("20:30", "02:00"), [])
    hours = shares[0] / shares[0, 21]
    assert list(hours[[19, 20, 21, 23, 0, 1, 2]]) == [0, 0.5, 1, 1, 1, 1, 0]


def orders_at(moments):
    return tables(orders=[{"paid_at": moment} for moment in moments])


def test_hours_of_orders_are_recovered():
    """Two weeks: Mondays bring three times the orders, four in five at eight in the evening."""
    moments = [
        datetime(2026, 11, 2 + day, hour, 5)
        for day in range(14)
        for hour in (20, 20, 20, 20, 9) * (3 if day % 7 == 0 else 1)
    ]
    shares = order_shares(orders_at(moments), Period(date(2026, 11, 2), date(2026, 11, 15)))
    assert shares.sum() == pytest.approx(1)
    assert shares[0].sum() == pytest.approx(3 / 9)
    assert shares[3, 20] == pytest.approx(4 / 5 / 9)


def test_a_period_without_orders_is_named():
    with pytest.raises(PeriodError):
        order_shares(orders_at([]), Period(date(2026, 11, 2), date(2026, 11, 15)))


def test_agents_needed_hold_the_target_in_every_hour():
    rows = needed(900, days=7)
    open_hours = rows[rows["chats"] > 0]
    assert (open_hours["level_rate"] >= DESK.target_rate).all()
    assert (rows["agents_needed"] >= rows["agents_chatting"]).all()
    assert (rows.loc[rows["chats"] == 0, "agents_needed"] == 0).all()


def test_an_hour_beyond_any_staffing_stays_unknown_and_the_rest_goes_on():
    rows = needed(900, days=7)[["date", "hour_of_day", "chats"]].copy()
    rows.loc[14, "chats"] = 1e9
    found = needs(rows, Desk(240, 3))
    assert found["agents_needed"].isna().sum() == 1
    assert found.loc[15, "agents_needed"] > 0


def test_shifts_by_the_clock():
    night = shift("night", "22:00", "06:00", 1.0)
    assert night.hours == 7
    assert night.night
    assert not shift("late", "16:00", "24:00").night
    assert shift("from midnight", "00:00", "08:00").night
    assert rest_hours(night, BY_DAY[0]) == 2
    assert rest_hours(BY_DAY[2], BY_DAY[0]) == 8


def test_a_shift_from_the_end_of_the_day_begins_with_the_next():
    assert shift("night", "24:00", "08:00") == shift("night", "00:00", "08:00")


def test_hours_of_weight_nought_bring_no_chats():
    shares = peak_shares(span("08:00", "20:00"), [Peak(span("12:00", "13:00"), 0.0)])
    assert shares[0, 12] == 0
    assert shares[0, 11] == pytest.approx(1 / 7 / 11)


def test_nights_that_begin_on_the_half_hour_last_to_their_last_hour():
    rush = Rush(MONDAY, MONDAY, 3000)
    rows = with_nights(needed(400, days=14), rush, shift("night", "22:30", "06:30"), agents=9)
    hours = rows.loc[rows["agents_needed"] == 9, "hour_of_day"]
    assert sorted(set(hours)) == [0, 1, 2, 3, 4, 5, 6, 22, 23]


@pytest.mark.parametrize("said", ["25:00", "8", "08:61", "08:07", "noon", "24:15"])
def test_what_is_no_clock_is_named(said):
    with pytest.raises(PlanError) as told:
        minutes(said)
    assert told.value.problems[0].code == "no_clock"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: shift("x", "08:00", "12:00", 4.0), "break_too_long"),
        (lambda: weekly_chats(np.full((7, 24), 1 / 168), -5), "chats_negative"),
        (lambda: peak_shares(span("08:00", "24:00"), [Peak(SEED_PEAKS[0], -1)]), "weight_negative"),
        (lambda: Rush(MONDAY, MONDAY - timedelta(1), 10), "backward_period"),
        (lambda: Rush(MONDAY, MONDAY, 10, prepacked_share=1.5), "over_share"),
        (lambda: Rush(MONDAY, MONDAY, -10), "weight_negative"),
        (lambda: packing(Rush(MONDAY, MONDAY, 10), 0, 1), "no_packing"),
    ],
)
def test_what_cannot_be_is_named(make, code):
    with pytest.raises(PlanError) as told:
        make()
    assert [problem.code for problem in told.value.problems] == [code]
