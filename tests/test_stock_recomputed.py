"""Everyday orders of the sample shops, counted again with plain sums beside what the rooms say."""

from datetime import date, timedelta
from math import ceil, floor, isnan, sqrt
from pathlib import Path
from statistics import NormalDist, mean, stdev

import polars as pl
import pytest

from shopkit.almanac import campaign_days
from shopkit.periods import Period
from shopkit.products import sold, unit_costs
from shopkit.products.sold import days_told
from shopkit.reports.calendar_ahead import Wanted, calendar_ahead
from shopkit.widgets.campaigns import look_at_campaigns

ROOT = Path(__file__).parents[1] / "data" / "sample"
TODAY, MONDAY = date(2026, 11, 1), date(2026, 11, 2)
SAID = {}


def told_of(shop):
    """Return what the calendar and the tables of a sample shop say, read once."""
    if shop not in SAID:
        view = look_at_campaigns(shop, "2026-10")
        SAID[shop] = (view.ahead, view.tables)
    return SAID[shop]


def usual_days(plan, tables):
    told = days_told(tables)
    busy = campaign_days(plan, Period(min(told), max(told)))
    return sorted(day for day in told if day not in busy)[-28:]


def how_bought(plan, item):
    """Return lead time, its spread, least order and lot of a product, else the shop's."""
    own = next((one for one in plan.stock.products if one.product == item), None)
    lead = getattr(own, "lead_days", None) or plan.stock.lead_days
    late = getattr(own, "lead_spread_days", None) or plan.stock.lead_spread_days
    return lead, late, getattr(own, "least_units", None) or 0, getattr(own, "lot_units", None) or 1


@pytest.mark.parametrize("shop", ["bathware", "cosmetics", "flagship"])
def test_everyday_orders(shop):
    ahead, tables = told_of(shop)
    plan, on_workday = ahead.plan, ahead.worked.on_or_before
    first = TODAY if on_workday(TODAY) == TODAY else MONDAY
    lines, days = sold(tables), usual_days(plan, tables)
    costs = unit_costs(tables, TODAY)
    chance = NormalDist().inv_cdf(plan.stock.service_rate)
    for row in ahead.ordering.orders.to_dict("records"):
        item, there = row["item_id"], row["stock_units"]
        sales = lines.filter((pl.col("item_id") == item) & pl.col("date").is_in(days))
        by_day = dict.fromkeys(days, 0)
        for day, units in sales.select("date", "units").rows():
            by_day[day] += units
        daily, spread = mean(by_day.values()), stdev(by_day.values())
        assert row["units_daily"] == pytest.approx(daily)
        assert row["days_of_cover"] == pytest.approx(there / daily)
        lead, late, least, lot = how_bought(plan, item)
        watched = lead + plan.stock.review_days
        point = daily * watched + chance * sqrt(watched * spread**2 + (daily * late) ** 2)
        assert row["reorder_units"] == pytest.approx(point)
        once = daily * plan.stock.review_days
        if item in costs:
            holding = costs[item] * plan.stock.holding_rate
            once = sqrt(2 * plan.stock.order_cost_cny * daily * 365 / holding)
        need = max(once + max(point - there, 0), least)
        assert row["order_units"] == ceil(round(need / lot, 9)) * lot
        by = on_workday(TODAY + timedelta(floor(there / daily) - lead))
        on = max(on_workday(TODAY + timedelta(floor(max(there - point, 0) / daily))), first)
        assert (row["order_by"].date(), row["order_on"].date()) == (by, on)
        due = "late" if by < TODAY else "now" if on <= first else "later"
        assert row["order_state"] == due
        assert on_workday(on) == on  # nobody takes an order on a day off


@pytest.mark.parametrize("shop", ["bathware", "cosmetics", "flagship", "jdbrand"])
def test_orders_of_the_next_campaign(shop):
    """By the newsvendor's ratio, whole units, lots, least orders, working days, presale netted."""
    ahead, _ = told_of(shop)
    plan, one = ahead.plan, ahead.coming.campaign
    assert one.starts > TODAY
    for row in ahead.ordering.campaign.to_dict("records"):
        lead, _, least, lot = how_bought(plan, row["item_id"])
        price, cost = row["unit_price_cny"], row["unit_cost_cny"]
        ratio = (price - cost) / (price - row["salvage_cny"])
        assert row["critical_rate"] == pytest.approx(ratio)
        presold = 0.0 if isnan(row["presold_units"]) else row["presold_units"]
        rest = max(row["units_expected"] - presold, 0.0)
        wide = row["units_spread"] * rest / row["units_expected"]
        needed = ceil(round(max(rest + NormalDist().inv_cdf(ratio) * wide, 0), 6)) + presold
        assert row["units_needed"] == needed
        assert row["order_by"].date() == ahead.worked.on_or_before(one.starts - timedelta(lead))
        assert row["deadline_on"].date() == one.starts - timedelta(7)
        if isnan(row["stock_units"]):
            assert row["order_state"] == "unknown"
            continue
        lack = max(needed - row["stock_units"], 0)
        assert row["order_units"] == (ceil(round(max(lack, least) / lot, 9)) * lot if lack else 0)


@pytest.mark.parametrize("shop", ["bathware", "jdbrand"])
def test_the_json_says_what_the_frames_say(shop):
    ahead, _ = told_of(shop)
    told = calendar_ahead(
        ROOT / shop, Wanted(None, ahead.coming.campaign.name, str(TODAY), TODAY, "zh")
    ).as_json("zh")
    for said, row in zip(
        told["campaign_stock"], ahead.ordering.campaign.to_dict("records"), strict=True
    ):
        known = None if isnan(row["order_units"]) else row["order_units"]
        assert (said["order_units"], said["order_state"]) == (known, row["order_state"])
    frames = ahead.ordering.orders
    assert (told["orders"] is None) == (frames is None)
    if frames is not None:
        assert [one["order_units"] for one in told["orders"]] == frames["order_units"].tolist()
