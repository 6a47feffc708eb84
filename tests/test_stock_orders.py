"""How long stock lasts, what is missing, and what to order until when."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pricing_samples import made_plan
from topic_tables import tables

from shopkit import products
from shopkit.almanac.workdays import workdays
from shopkit.errors import PlanError
from shopkit.exports import open_shop
from shopkit.products.sold import days_told
from shopkit.stock import (
    Buying,
    Coming,
    Moment,
    buying,
    count_differences,
    cover,
    days_of_cover,
    is_slow,
    latest_order,
    listed_without_stock,
    on_sale,
    order_size,
    oversold,
    pace,
    proposals,
    salvage,
    slow,
    stock_deadline,
    supply,
)

TODAY = date(2026, 11, 1)
DAYS = [TODAY - timedelta(n) for n in range(28, 0, -1)]


def stock_row(item, units, **more):
    return {"date": TODAY, "item_id": item, "title": f"款{item}", "stock_units": units} | more


def sales(rows):
    return pl.DataFrame(
        rows, {"date": pl.Date, "item_id": pl.String, "units": pl.Int64}, orient="row"
    )


def steady(item, units):
    return [(day, item, units) for day in DAYS]


def covered(units, daily, spread=0.0, cost=10.0):
    """Return what `cover` says of single products."""
    made = pd.DataFrame({"stock_units": np.atleast_1d(np.asarray(units, dtype=float))})
    made["item_id"] = [str(n) for n in range(len(made))]
    made["title"] = None
    made["units_daily"] = daily
    made["units_daily_spread"] = spread
    lasts = days_of_cover(made["stock_units"], made["units_daily"])
    made["days_of_cover"] = np.where(np.isinf(lasts), np.nan, lasts)
    made["stock_cost_cny"] = made["stock_units"].clip(lower=0) * cost
    return made


def supplied(count=1, **said):
    names = ("lead_days", "lead_spread_days", "least_units", "lot_units", "factory_units")
    made = pd.DataFrame({"item_id": [str(n) for n in range(count)]})
    for name in (*names, "salvage_cny"):
        made[name] = np.asarray(said.get(name, np.nan), dtype=float)
    return made


def test_s001_inventory_sync_finds_what_is_on_sale_and_not_there():
    shop = tables(
        stock=[
            stock_row("a", 5, variant="红"),
            stock_row("a", -2, variant="蓝"),
            stock_row("b", 0),
            stock_row("c", 0),
        ]
    )
    found = oversold(shop, {"a", "b"})
    assert found["item_id"].tolist() == ["b", "a"]
    assert found["item_units"].tolist() == [0, 5]


def test_on_sale_is_what_was_visited_or_sold_when_stock_was_counted():
    shop = tables(
        stock=[stock_row("a", 0), stock_row("b", 5), stock_row("c", 0)],
        item_days=[
            {"date": TODAY, "item_id": "a", "visitors": 3},
            {"date": TODAY, "item_id": "x", "visitors": 3},  # of it no stock is known
            {"date": TODAY - timedelta(days=1), "item_id": "c", "visitors": 9},
            {"date": TODAY, "item_id": "c", "visitors": 0},
        ],
    )
    assert on_sale(shop, sales([(TODAY, "b", 1)])) == {"a": "款a", "b": "款b"}
    assert on_sale(tables(), sales([])) == {}


def test_s000_p10_inventory_slow_movers_by_cover_or_sell_through():
    assert is_slow([91, 90, 10, np.inf], [0.5, 0.5, 0.1, np.nan], 90, 0.2).tolist() == [
        True,
        False,
        True,
        True,
    ]


def test_s000_p10_inventory_stocktake_compares_count_and_books():
    booked = pd.DataFrame(
        {"item_id": ["a", "a", "b"], "sku": ["1", "2", None], "stock_units": [10, 5, 7]}
    )
    counts = pd.DataFrame({"item_id": ["a", "a", "b", "x"], "sku": ["1", "2", None, "9"]}).assign(
        counted_units=[8, 5, 9, 1]
    )
    found = count_differences(counts, booked, {"a": 3.0})
    assert found["item_id"].tolist() == ["a", "b", "x"]
    assert found["difference_units"].tolist()[:2] == [-2, 2]
    assert np.isnan(found["difference_units"][2])
    assert found["difference_cny"][0] == -6
    with pytest.raises(PlanError, match="below zero"):
        count_differences(counts.assign(counted_units=-1), booked)


def test_s003_inventory_clearance_gets_the_excess_and_what_it_ties_up():
    held = cover(
        tables(stock=[stock_row("a", 1000), stock_row("b", 30), stock_row("c", 40)]),
        sales([*steady("a", 2), *steady("b", 3)]),
        DAYS,
        {"a": 5.0, "c": 2.0},
    )
    found = slow(held, 90)
    assert found["item_id"].tolist() == ["a", "c"]
    assert found["excess_units"].tolist() == [1000 - 180, 40]
    assert found["excess_cost_cny"].tolist() == [820 * 5.0, 80.0]


def test_s002_p2_inventory_virtual_styles_are_presale_or_found():
    shop = tables(stock=[stock_row("a", 3), stock_row("b", 0)])
    listed = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}
    found = listed_without_stock(shop, listed, presale={"d"})
    assert found["item_id"].tolist() == ["b", "c"]
    assert found["stock_units"].tolist()[0] == 0
    assert np.isnan(found["stock_units"].tolist()[1])


def test_s002_p2_inventory_event_plan_week():
    assert stock_deadline(date(2026, 11, 11)) == date(2026, 11, 11) - timedelta(days=7)


def test_pace_counts_days_without_a_sale_from_the_first_sale_on():
    lines = sales([(DAYS[24], "a", 4), (DAYS[24], "a", 2), (DAYS[27], "a", 2), (DAYS[0], "b", 9)])
    found = pace(lines, DAYS[20:])
    rows = {row["item_id"]: row for row in found.to_dicts()}
    assert rows["a"]["days"] == 4
    assert rows["a"]["units_daily"] == 2
    assert rows["a"]["units_daily_spread"] == pytest.approx(np.std([6, 0, 0, 2], ddof=1))
    assert (rows["b"]["days"], rows["b"]["units_daily"]) == (8, 0)


def test_the_days_counted_are_the_callers():
    lines = sales([*steady("a", 2), (DAYS[-1], "a", 500)])
    ordinary = pace(lines, DAYS[:-1]).row(0, named=True)
    assert ordinary["units_daily"] == 2
    assert pace(lines, DAYS).row(0, named=True)["units_daily"] > 2


def test_cover_of_what_sells_sells_not_and_is_oversold():
    shop = tables(stock=[stock_row("a", 50), stock_row("b", 7), stock_row("c", -3)])
    held = cover(shop, sales([*steady("a", 5), *steady("c", 1)]), DAYS)
    assert held["days_of_cover"].tolist()[0] == 10
    assert held["days_of_cover"].tolist()[2] == 0
    assert np.isnan(held["days_of_cover"].tolist()[1])
    assert held["units_daily"].tolist() == [5, 0, 1]
    assert held["sell_through_rate"].tolist() == [140 / 190, 0, 1]
    assert held["stock_cost_cny"].isna().all()


def test_no_day_counted_is_no_pace():
    held = cover(tables(stock=[stock_row("a", 50)]), sales(steady("a", 5)), [])
    assert held["units_daily"].isna().all()
    made = proposals(held, supplied().assign(item_id="a"), Buying(), Moment(TODAY))
    assert made["order_state"].tolist() == ["unknown"]


def test_no_stock_table_is_an_empty_frame():
    held = cover(tables(), sales(steady("a", 5)), DAYS)
    assert held.empty
    assert slow(held).empty
    assert oversold(tables(), {"a"}).empty
    said = supply(made_plan(), held["item_id"])
    assert proposals(held, said, Buying(), Moment(TODAY)).empty


@given(
    st.lists(st.floats(0, 10_000), min_size=1, max_size=5),
    st.none() | st.integers(0, 5000),
    st.none() | st.integers(1, 500),
)
def test_an_order_covers_its_need_in_whole_lots(needs, least, lot):
    found = order_size(needs, np.nan if least is None else least, np.nan if lot is None else lot)
    for need, units in zip(needs, found, strict=True):
        assert units >= need - 1e-6
        assert units in (0, max(units, least or 0))
        assert units % (lot or 1) == 0
        assert units > 0 or need < 1e-6


def test_a_lot_of_none_is_refused():
    with pytest.raises(PlanError, match="lot"):
        order_size(5, lot=0)


@settings(max_examples=30)  # a frame each
@given(
    st.floats(0.1, 200),
    st.floats(0, 50),
    st.integers(0, 90),
    st.floats(0, 20),
    st.floats(-50, 5000),
)
def test_an_order_due_now_brings_stock_to_the_point_and_a_cycle(daily, spread, lead, late, there):
    made = proposals(
        covered(there, daily, spread),
        supplied(lead_days=lead, lead_spread_days=late, lot_units=6, least_units=10),
        Buying(review_days=7),
        Moment(TODAY),
    ).iloc[0]
    assert made["order_units"] % 6 == 0
    need = max(made["reorder_units"] - there, 0) + made["cycle_units"]
    assert made["order_units"] >= need - 1e-6
    assert made["reorder_units"] == pytest.approx(daily * (lead + 7) + made["safety_units"])
    if made["order_state"] in ("now", "late"):
        assert made["order_on"] == pd.Timestamp(TODAY)
    assert (made["order_state"] == "late") == (np.floor(max(there, 0) / daily) < lead)


@settings(max_examples=30)  # a frame each
@given(st.floats(0.6, 0.99), st.floats(0.6, 0.99))
def test_more_service_orders_no_later_and_no_less(one, other):
    low, high = (
        proposals(covered(300, 10, 4), supplied(lead_days=10), Buying(rate), Moment(TODAY)).iloc[0]
        for rate in sorted((one, other))
    )
    assert low["reorder_units"] <= high["reorder_units"]
    assert low["order_on"] >= high["order_on"]


def test_dates_of_an_order_by_hand():
    made = proposals(
        covered(100, 10), supplied(lead_days=4), Buying(review_days=2), Moment(TODAY)
    ).iloc[0]
    assert made["reorder_units"] == 60  # ten a day, four days and two until the next look
    assert made["order_on"] == pd.Timestamp(TODAY + timedelta(4))
    assert made["runs_out_on"] == pd.Timestamp(TODAY + timedelta(10))
    assert made["order_by"] == pd.Timestamp(TODAY + timedelta(6))
    assert made["order_state"] == "later"
    assert made["short_units"] == 0
    assert (made["cycle_units"], made["cycle_told_by"], made["order_units"]) == (20, "review", 20)


def test_an_order_falls_on_a_working_day_before():
    def friday(day):
        return day - timedelta(max(day.weekday() - 4, 0))

    assert latest_order(date(2026, 11, 15), 1, friday) == date(2026, 11, 13)
    made = proposals(
        covered(100, 10),
        supplied(lead_days=3),
        Buying(review_days=0),
        Moment(TODAY, on_workday=friday),
    ).iloc[0]
    assert made["order_by"] == pd.Timestamp(date(2026, 11, 6))  # the 8th is a Sunday


def test_an_order_keeps_off_public_holidays():
    on_workday = workdays(made_plan()).on_or_before
    assert latest_order(date(2026, 10, 9), 5, on_workday) == date(2026, 9, 30)  # National Day


def test_what_is_under_way_and_sold_ahead_counts():
    plain = covered(30, 10)
    said = supplied(lead_days=5)
    alone = proposals(plain, said, Buying(review_days=7), Moment(TODAY)).iloc[0]
    assert alone["order_state"] == "late"
    assert alone["short_units"] == 20
    coming = Moment(TODAY, coming={"0": Coming(200, TODAY + timedelta(2))})
    eased = proposals(plain, said, Buying(review_days=7), coming).iloc[0]
    assert eased["order_state"] == "later"
    assert eased["short_units"] == 0
    assert eased["runs_out_on"] == pd.Timestamp(TODAY + timedelta(23))
    later = Moment(TODAY, coming={"0": Coming(200, TODAY + timedelta(6))})
    assert proposals(plain, said, Buying(review_days=7), later).iloc[0]["short_units"] == 30
    ahead = Moment(TODAY, presold={"0": 25})
    netted = proposals(plain, said, Buying(review_days=7), ahead).iloc[0]
    assert netted["order_units"] == alone["order_units"] + 25
    assert netted["runs_out_on"] == pd.Timestamp(TODAY)


def test_an_unknown_lead_time_leaves_dates_unknown():
    made = proposals(covered([30, 0], 10), supplied(2), Buying(), Moment(TODAY))
    assert made["order_state"].tolist() == ["unknown", "unknown"]
    assert made["order_units"].isna().all()
    assert made["order_by"].isna().all()
    assert made["runs_out_on"].tolist()[0] == pd.Timestamp(TODAY + timedelta(3))


def test_what_does_not_sell_is_not_ordered_unless_sold_ahead():
    said = supplied(lead_days=5, least_units=100)
    still = proposals(covered(30, 0), said, Buying(), Moment(TODAY)).iloc[0]
    assert (still["order_state"], still["order_units"]) == ("none", 0)
    owed = proposals(covered(30, 0), said, Buying(), Moment(TODAY, presold={"0": 50})).iloc[0]
    assert (owed["order_state"], owed["order_units"]) == ("late", 100)


def test_s003_plan2_harvest_knows_the_factory_stock_ahead():
    said = supplied(lead_days=5, factory_units=40, lot_units=10)
    made = proposals(covered(20, 10), said, Buying(review_days=7), Moment(TODAY)).iloc[0]
    assert made["order_units"] == 170  # 120 to the point of twelve days, less 20, and a week
    assert made["factory_short_units"] == 130


def test_a_large_least_order_is_overstock():
    made = proposals(
        covered(30, 1), supplied(lead_days=20, least_units=400), Buying(), Moment(TODAY)
    ).iloc[0]
    assert made["order_units"] == 400
    assert made["overstock"]
    assert made["cover_after_days"] > 90


def test_costs_of_ordering_set_the_cycle():
    made = proposals(
        covered(500, 10, cost=4.0),
        supplied(lead_days=5),
        Buying(order_cost_cny=50, holding_rate=0.2),
        Moment(TODAY),
    ).iloc[0]
    assert made["cycle_told_by"] == "costs"
    assert made["cycle_units"] == pytest.approx(np.sqrt(2 * 50 * 3650 / 0.8))


def test_a_plan_tells_how_products_are_bought():
    plan = made_plan(
        stock={
            "lead_days": 10,
            "salvage_rate": 0.3,
            "slow_days": 60,
            "products": [{"product": "a", "lead_days": 3, "lot_units": 12, "salvage_cny": 1}],
        }
    )
    found = supply(plan, ["a", "b"])
    assert found["lead_days"].tolist() == [3, 10]
    assert found["lot_units"].tolist()[0] == 12
    assert np.isnan(found["lot_units"].tolist()[1])
    assert salvage(plan, found, [20.0, 20.0]).tolist() == [1, 6]
    assert buying(plan) == Buying(slow_days=60, assumed=("service_rate",))
    with pytest.raises(PlanError, match="endless"):
        buying(made_plan(stock={"service_rate": 1}))


@pytest.mark.parametrize("name", ["bathware", "flagship"])
def test_stock_of_a_sample_shop(root, name):
    shop = open_shop(root / "data" / "sample" / name)
    days = sorted(days_told(shop.tables))[-28:]
    lines, costs = products.sold(shop.tables), products.unit_costs(shop.tables, days[-1])
    held = cover(shop.tables, lines, days, costs)
    units = products.latest_stock(shop.tables)
    assert dict(zip(held["item_id"], held["stock_units"], strict=True)) == units
    counted = lines.filter(pl.col("date").is_in(days))["units"].sum()
    assert held["paid_units"].sum() == counted
    assert (held["units_daily"] * held["days"]).sum() == pytest.approx(counted)
    said = supply(made_plan(stock={"lead_days": 10}), held["item_id"])
    made = proposals(held, said, Buying(), Moment(TODAY))
    assert set(made["order_state"]) <= {"late", "now", "later", "none"}
    low = made["stock_units"] < made["reorder_units"]
    assert (made.loc[low, "order_state"] != "later").all()
