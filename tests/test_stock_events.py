"""Stock of campaigns, heroes and group buying, and parcels against the promise of dispatch."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pricing_samples import made_plan

from shopkit.coverage import prepacked
from shopkit.errors import PlanError
from shopkit.stock import (
    Ahead,
    Empirical,
    Queue,
    allotment,
    available_units,
    campaign_stock,
    capacity_needed,
    days_of_cover,
    dispatch,
    expected_units,
    hero_cover,
    latest_order,
    longest_wait,
    planned_units,
    promise,
    stock_deadline,
    stock_need,
    supply,
    within,
)

STARTS, ENDS = date(2026, 11, 11), date(2026, 11, 24)
AHEAD = Ahead(STARTS, ENDS, date(2026, 10, 1), 0.95)


def test_s002_p2_inventory_hero_stock_covers_half_a_day_at_the_goal():
    assert days_of_cover([30, 50], 200 / 2).tolist() == [0.3, 0.5]
    assert [hero_cover(n, 2, 200, 7).cover_days for n in (30, 50)] == [0.3, 0.5]
    assert [hero_cover(n, 2, 30, 7).cover_days for n in (30, 50)] == pytest.approx([2, 10 / 3])
    assert [hero_cover(n, 2, 50, 7).cover_days for n in (30, 50)] == [1.2, 2.0]


def test_c_s002_hero_stock_cover_lacks_a_lead_time():
    needed = {orders: hero_cover(50, 2, orders, 7) for orders in (30, 50, 200)}
    assert [one.needed_units for one in needed.values()] == [210, 350, 1400]
    assert [one.each_units for one in needed.values()] == [105, 175, 700]
    assert not any(one.holds for one in needed.values())
    assert hero_cover(700, 2, 200, 7).holds


def test_s002_p2_inventory_groupbuy_presale_adds_to_the_need():
    assert stock_need([350, 0], 120).tolist() == [470, 120]


def test_s002_p2_inventory_group_buy_estimate_and_allotment():
    assert expected_units([80, 120, 100]) == (100, 20)
    assert available_units(500, 350) == 150
    found = allotment({"甲": 100, "乙": 200}, factory_units=500, shop_need_units=350)
    assert found.sites["units_allotted"].tolist() == [50, 100]
    assert (found.available_units, found.short_units) == (150, 150)
    assert allotment({"甲": 100}, 500, 350).short_units == 0
    with pytest.raises(PlanError):
        expected_units([])


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=6), st.integers(0, 2000), st.integers(0, 900)
)
def test_no_site_gets_more_than_it_wants_and_nothing_is_kept_back(wanted, factory, shop):
    found = allotment({str(n): units for n, units in enumerate(wanted)}, factory, shop)
    given_units = found.sites["units_allotted"]
    assert (given_units <= wanted).all()
    assert (given_units >= 0).all()
    assert given_units.sum() == min(sum(wanted), max(factory - shop, 0))


def wanted(**said):
    row = {
        "item_id": "a",
        "title": "款",
        "units_expected": 1000.0,
        "units_spread": 200.0,
        "units_told_by": "forecast",
        "presold_units": np.nan,
        "units_planned": np.nan,
        "stock_units": 0.0,
        "unit_price_cny": 100.0,
        "unit_cost_cny": 60.0,
        "salvage_cny": 20.0,
    }
    return pd.DataFrame([row | said])


def bought(**said):
    return supply(made_plan(stock={"products": [{"product": "a"} | said]}), ["a"])


def test_campaign_stock_is_the_newsvendors():
    made = campaign_stock(wanted(), bought(lead_days=20, lot_units=50), AHEAD).iloc[0]
    assert made["critical_rate"] == 0.5
    assert made["critical_told_by"] == "prices"
    assert (made["units_needed"], made["order_units"]) == (1000, 1000)
    assert made["order_by"] == pd.Timestamp(latest_order(STARTS, 20))
    assert made["deadline_on"] == pd.Timestamp(stock_deadline(STARTS))
    assert made["order_state"] == "later"
    assert np.isnan(made["left_units"])


def test_units_sold_ahead_are_known_demand():
    plain = campaign_stock(wanted(unit_price_cny=300.0), bought(lead_days=9), AHEAD).iloc[0]
    netted = campaign_stock(
        wanted(unit_price_cny=300.0, presold_units=600.0), bought(lead_days=9), AHEAD
    ).iloc[0]
    assert 1000 < netted["units_needed"] < plain["units_needed"]
    more = campaign_stock(wanted(presold_units=1500.0), bought(lead_days=9), AHEAD).iloc[0]
    assert more["units_needed"] == 1500


@settings(max_examples=30)  # a frame each
@given(st.floats(0, 3000), st.floats(0, 600), st.floats(0, 3000), st.floats(0, 4000))
def test_campaign_stock_holds_what_is_sold_ahead(mean, spread, presold, there):
    said = wanted(
        units_expected=mean, units_spread=spread, presold_units=presold, stock_units=there
    )
    made = campaign_stock(said, bought(lead_days=3, lot_units=24), AHEAD).iloc[0]
    assert made["units_needed"] >= presold
    assert made["order_units"] >= made["units_needed"] - there - 1e-6
    assert made["order_units"] % 24 == 0


@settings(max_examples=30)  # a frame each
@given(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)))
def test_a_better_margin_never_takes_less_stock(shares):
    low, high = (
        campaign_stock(
            wanted(unit_cost_cny=100 * (1 - share), salvage_cny=0.0), bought(lead_days=3), AHEAD
        ).iloc[0]
        for share in sorted(shares)
    )
    assert low["units_needed"] <= high["units_needed"]


def test_unknown_prices_leave_the_shops_chance():
    made = campaign_stock(wanted(salvage_cny=np.nan), bought(lead_days=3), AHEAD).iloc[0]
    assert (made["critical_rate"], made["critical_told_by"]) == (0.95, "service_rate")
    assert made["units_needed"] == np.ceil(1000 + 200 * 1.6448536)


def test_unknown_lead_or_demand_is_said():
    assert campaign_stock(wanted(), bought(), AHEAD)["order_state"].tolist() == ["unknown"]
    blank = campaign_stock(wanted(units_expected=np.nan), bought(lead_days=3), AHEAD).iloc[0]
    assert np.isnan(blank["units_needed"])
    assert blank["order_state"] == "unknown"


def test_a_campaign_without_products_is_an_empty_frame():
    assert campaign_stock(wanted()[:0], supply(made_plan(), []), AHEAD).empty


def test_a_campaign_too_near_is_late_and_one_with_stock_needs_none():
    near = Ahead(STARTS, ENDS, date(2026, 11, 5), 0.95)
    assert campaign_stock(wanted(), bought(lead_days=7), near)["order_state"].tolist() == ["late"]
    held = wanted(stock_units=5000.0)
    made = campaign_stock(held, bought(lead_days=7), near).iloc[0]
    assert (made["order_state"], made["order_units"]) == ("none", 0)


def test_an_order_that_arrives_after_the_end_is_not_proposed():
    near = Ahead(STARTS, ENDS, date(2026, 11, 5), 0.95)
    made = campaign_stock(wanted(stock_units=300.0), bought(lead_days=20, least_units=50), near)
    row = made.iloc[0]
    assert (row["order_state"], row["order_units"], row["short_units"]) == ("closed", 0, 700)
    assert row["arrives_on"] == pd.Timestamp("2026-11-25")  # the day after it ends
    last = campaign_stock(wanted(stock_units=300.0), bought(lead_days=19), near).iloc[0]
    assert (last["order_state"], last["order_units"]) == ("late", np.ceil(1000 / 14))


def test_an_order_is_for_the_days_it_is_there_for_in_proportion_to_what_they_sell():
    by_day = (0.0,) * 13 + (1.0,)
    near = Ahead(STARTS, ENDS, date(2026, 11, 5), 0.95, by_day=by_day)
    made = campaign_stock(wanted(), bought(lead_days=19), near).iloc[0]
    assert (made["order_units"], made["short_units"]) == (1000, 0)
    assert [near.reached(days) for days in (0, 6, 19, 20, np.nan)] == [1, 1, 1, 0, 1]
    even = Ahead(STARTS, ENDS, date(2026, 11, 18), 0.95)  # it runs: seven days are left
    assert [even.reached(days) for days in (0, 1, 6, 7)] == pytest.approx([1, 6 / 7, 1 / 7, 0])


def test_no_lead_time_negative_stock_and_a_lot_beyond_the_need():
    day = Ahead(STARTS, ENDS, STARTS, 0.95)
    now = campaign_stock(wanted(), bought(lead_days=0), day).iloc[0]
    assert (now["order_state"], now["order_units"]) == ("now", 1000)
    owed = campaign_stock(wanted(stock_units=-40.0), bought(lead_days=3), AHEAD).iloc[0]
    assert owed["order_units"] == 1000
    large = campaign_stock(
        wanted(stock_units=999.0), bought(lead_days=3, lot_units=5000), AHEAD
    ).iloc[0]
    assert (large["order_units"], large["short_units"]) == (5000, 0)
    dark = campaign_stock(wanted(stock_units=np.nan), bought(lead_days=3), AHEAD).iloc[0]
    assert dark["order_state"] == "unknown"
    assert np.isnan(dark["order_units"])


def test_other_distributions_than_the_normal_count():
    draws = Empirical([400, 500, 600, 700])
    made = campaign_stock(wanted(), bought(lead_days=3), AHEAD, {"a": draws}).iloc[0]
    assert made["units_needed"] == 500


def test_what_the_plan_stocks_is_held_against_demand():
    made = campaign_stock(wanted(units_planned=800.0), bought(lead_days=3), AHEAD).iloc[0]
    assert made["missed_units"] > 200
    assert made["left_units"] == pytest.approx(800 - 1000 + made["missed_units"], rel=1e-6)


def test_a_plan_tells_units_and_units_sold_ahead():
    plan = made_plan(
        campaigns=[
            {
                "name": "双11",
                "starts": "2026-11-01",
                "ends": "2026-11-11",
                "products": ["a", "b"],
                "stock": [{"product": "b", "units": 50, "presold_units": 9}, {"product": "c"}],
            }
        ]
    )
    found = planned_units(plan.campaigns[0])
    assert found["item_id"].tolist() == ["a", "b", "c"]
    assert found["units_planned"].fillna(-1).tolist() == [-1, 50, -1]
    assert found["presold_units"].fillna(-1).tolist() == [-1, 9, -1]


def test_s001_logistics_ship_within_24h_and_latest_48h():
    ordered = datetime(2026, 11, 1, 10)
    left = [ordered + timedelta(hours=n) for n in (24, 30, 48, 49)]
    hours = [(one - ordered).total_seconds() / 3600 for one in left]
    assert within(hours, 24).tolist() == [True, False, False, False]
    assert (~within(hours, 48)).tolist() == [False, False, False, True]


def test_s001_logistics_dispatch_cycle_waits_half_a_day_at_most():
    assert longest_wait(2) == 12


def test_parcels_beyond_the_capacity_are_late_by_hand():
    queue = Queue(STARTS, [300, 100, 100, 0, 0, 0], [100] * 6, hours=24)
    days = dispatch(queue)
    assert days["parcels_packed"].tolist() == [100, 100, 100, 100, 100, 0]
    assert days["parcels_late"].fillna(-1).tolist() == [100, 100, 100, 0, 0, -1]
    found = promise(queue)
    assert (found.late_parcels, found.first_late) == (300, STARTS)
    assert found.capacity_needed == 150  # 300 in two days
    assert promise(Queue(STARTS, queue.parcels, [150] * 6, hours=24)).kept


def test_packing_ahead_keeps_a_promise():
    queue = Queue(STARTS, [300, 0, 0], [100, 100, 100], hours=24)
    ahead = Queue(STARTS, [300, 0, 0], [100, 100, 100], hours=24, prepacked_share=1 / 3)
    assert promise(queue).late_parcels == 100
    assert promise(ahead).kept
    assert ahead.arrived[-1] == pytest.approx(300 - prepacked(300))


def test_days_off_and_days_beyond_the_end_are_told():
    queue = Queue(STARTS, [50, 50, 50], [0, 0, 0], hours=24)
    found = promise(queue)
    assert found.capacity_needed is None
    assert found.late_parcels == 100
    assert found.untold_parcels == 50
    closed = Queue(STARTS, [50, 50, 0, 0], [80, 0, 0, 80], hours=24)
    assert promise(closed).first_late == STARTS + timedelta(1)
    assert capacity_needed(closed) is None


def test_parcels_that_wait_are_due_at_once():
    queue = Queue(STARTS, [0, 0, 0], [30, 30, 30], hours=48, waiting=50)
    assert promise(queue).late_parcels == 20
    assert promise(queue).capacity_needed == 50


def simulated(queue):
    """Return the late parcels of a queue, packed one after another."""
    line, late = [(-queue.promised, queue.waiting)], 0.0
    for day, (came, most) in enumerate(zip(queue.parcels, queue.capacity, strict=True)):
        line.append((day, came * (1 - queue.prepacked_share)))
        left = float(most)
        while line and left > 0:
            paid, count = line[0]
            taken = min(count, left)
            left -= taken
            line[0] = (paid, count - taken)
            if line[0][1] <= 0:
                line.pop(0)
        for place, (paid, count) in enumerate(line):
            if paid + queue.promised == day:
                late += count
                line[place] = (paid, count)
    return late


QUEUES = st.integers(3, 8).flatmap(
    lambda days: st.builds(
        Queue,
        starts=st.just(STARTS),
        parcels=st.lists(st.integers(0, 200), min_size=days, max_size=days),
        capacity=st.lists(st.sampled_from([0, 40, 90]), min_size=days, max_size=days),
        hours=st.sampled_from([24, 48, 72]),
        prepacked_share=st.sampled_from([0.0, 0.25]),
        waiting=st.sampled_from([0.0, 30.0]),
    )
)


@given(QUEUES)
def test_late_parcels_are_those_of_a_line_walked_one_by_one(queue):
    assert promise(queue).late_parcels == pytest.approx(simulated(queue))


@given(QUEUES)
def test_the_capacity_needed_keeps_the_promise_and_less_does_not(queue):
    needed = capacity_needed(queue)

    def late(parcels):
        capacity = [parcels if most else 0 for most in queue.capacity]
        same = (queue.hours, queue.prepacked_share, queue.waiting)
        return promise(Queue(queue.starts, queue.parcels, capacity, *same)).late_parcels

    if needed is None:
        assert late(1e9) > 0
        return
    assert late(needed * (1 + 1e-9)) == pytest.approx(0, abs=1e-5)
    if needed > 1:
        assert late(needed - 0.5) > 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Queue(STARTS, [1], [1, 2]),
        lambda: Queue(STARTS, [], []),
        lambda: Queue(STARTS, [1], [1], hours=12),
        lambda: Queue(STARTS, [-1], [1]),
        lambda: Queue(STARTS, [1], [1], prepacked_share=1.5),
        lambda: hero_cover(50, 0, 200, 7),
        lambda: hero_cover(-1, 2, 200, 7),
        lambda: longest_wait(0),
        lambda: available_units(-1, 0),
        lambda: campaign_stock(wanted(salvage_cny=60.0), bought(), AHEAD),
        lambda: campaign_stock(wanted(units_spread=-1.0), bought(), AHEAD),
        lambda: campaign_stock(
            wanted(salvage_cny=np.nan), bought(), Ahead(STARTS, ENDS, STARTS, service_rate=1.0)
        ),
    ],
)
def test_what_cannot_be_is_said(wrong):
    with pytest.raises(PlanError) as raised:
        wrong()
    assert raised.value.say("zh") != raised.value.say("en")
