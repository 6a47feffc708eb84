"""What advertising costs and brings."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit import ads, profit
from shopkit.exports import open_shop
from shopkit.exports.sample import shop_names
from shopkit.periods import Period
from shopkit.tables import check

NOW = Period.parse("2026-10")
SHIPPED = Path(__file__).parent.parent / "data" / "sample"
PERIODS = ("2026-W43", "2026-10", "2026-09", "2026-09-03..2026-09-17", "2025-11")


def row(tool, day, spend, **more):
    on = date(2026, 10, day)
    own = {"grain": "day", "date": on, "date_end": on, "kind": f"report_{tool}", "tool": tool}
    return own | {"spend_fen": spend} | more


def test_the_three_measures_are_recomputed_from_sums():
    told = [
        row("keyword", 1, 1000, clicks=10, impressions=400, ad_paid_fen=3000),
        row("keyword", 2, 3000, clicks=30, impressions=600, ad_paid_fen=5000),
    ]
    frame = ads.spent(tables(ads=told), NOW)
    check(frame)
    assert frame["click_rate"].tolist() == [pytest.approx(40 / 1000)]
    assert frame["per_click_cny"].tolist() == [pytest.approx(40 / 40)]
    assert frame["roi"].tolist() == [pytest.approx(2.0)]


def test_a_return_is_of_the_spend_whose_sales_are_told():
    told = [row("keyword", 1, 1000, ad_paid_fen=3000), row("keyword", 2, 9000)]
    frame = ads.spent(tables(ads=told), NOW)
    assert frame["roi"].tolist() == [pytest.approx(3.0)]
    assert frame["spend_cny"].tolist() == [100]
    assert frame["click_rate"].isna().all()


def test_plan_and_item_reports_of_a_day_count_once():
    told = [row("item", 1, 700), row("plan", 1, 900), row("plan", 2, 400)]
    frame = ads.spent(tables(ads=told), NOW)
    assert dict(zip(frame["tool"], frame["spend_cny"], strict=True)) == {"item": 7.0, "plan": 6.0}


def test_what_plans_spent_beyond_items_has_no_clicks_of_its_own():
    told = [row("item", 1, 700, clicks=7), row("plan", 1, 900, clicks=9, ad_paid_fen=5000)]
    beyond = ads.spent(tables(ads=told), NOW).set_index("tool").loc["plan"]
    assert beyond["spend_cny"] == 2.0
    assert beyond[["clicks", "ad_paid_cny", "roi"]].isna().all()


@pytest.mark.parametrize("name", shop_names())
def test_tools_add_up_to_the_spend_of_the_profit(name):
    shop = open_shop(SHIPPED / name)
    rows = profit.ledger(shop.tables, profit.terms(shop.plan, [])).spend
    for said in PERIODS:
        period = Period.parse(said)
        days = rows.filter(pl.col("date").is_between(period.start, period.end))
        expected = days["spend_fen"].sum() / 100
        assert expected > 0
        assert ads.spent(shop.tables, period)["spend_cny"].sum() == pytest.approx(expected)


def test_plans_of_days_and_items_of_the_month_count_once():
    month = {"grain": "month", "date": NOW.start, "date_end": NOW.end}
    days = [row("plan", day, 100, campaign="甲") for day in range(1, 32)]
    shop = tables(ads=[row("item", 1, 3000) | month, *days])
    by_tool = ads.spent(shop, NOW).set_index("tool")["spend_cny"]
    assert by_tool.to_dict() == {"item": 30.0, "plan": 1.0}
    by_campaign = ads.spent(shop, NOW, ("campaign",))
    assert by_campaign["spend_cny"].tolist() == [31]


def test_a_table_of_keywords_holds_keywords_only():
    told = [row("keyword", 1, 500, keyword="置物架"), row("keyword", 1, 900)]
    frame = ads.spent(tables(ads=told), NOW, ("keyword",))
    assert frame["keyword"].tolist() == ["置物架"]


def test_a_verdict_needs_clicks_and_a_break_even():
    told = [
        row("keyword", 1, 1000, clicks=500, ad_paid_fen=4000, campaign="好"),
        row("keyword", 1, 1000, clicks=500, ad_paid_fen=1000, campaign="坏"),
        row("keyword", 1, 999, clicks=3, ad_paid_fen=0, campaign="少"),
    ]
    frame = ads.spent(tables(ads=told), NOW, ("campaign",))
    said = dict(zip(frame["campaign"], ads.verdicts(frame, 2.5), strict=True))
    assert said == {"好": "go", "坏": "stop", "少": "little"}
    assert set(ads.verdicts(frame, None)) == {"unknown"}


def test_affiliates_are_summed_by_product():
    placed = {"created_at": datetime(2026, 10, 5), "item_id": "1", "title": "甲"}
    told = [
        placed
        | {"order_id": "a", "paid_fen": 10_000, "commission_fen": 500, "service_fee_fen": 50},
        placed | {"order_id": "b", "paid_fen": 20_000, "commission_fen": 1000},
        placed | {"order_id": "c", "created_at": datetime(2026, 9, 5), "paid_fen": 1},
    ]
    frame = ads.affiliates(tables(affiliate=told), NOW)
    check(frame)
    assert frame["orders"].tolist() == [2]
    assert frame["commission_rate"].tolist() == [pytest.approx(0.05)]
    assert frame["per_order_cny"].tolist() == [pytest.approx(15.5 / 2)]
    told = [cells | {"service_fee_fen": None} for cells in told]
    without = ads.affiliates(tables(affiliate=told), NOW)
    assert without["service_fee_cny"].isna().all()
    assert without["per_order_cny"].tolist() == [pytest.approx(15 / 2)]


@given(st.lists(st.tuples(st.integers(100, 10**7), st.integers(1, 90)), min_size=1, max_size=8))
def test_s003_promotion_taobaoke_rules(drawn):
    """Commission is sales × the rate each order agreed on, within half a fen an order."""
    placed = {"created_at": datetime(2026, 10, 5), "item_id": "1", "service_fee_fen": 0}
    told = [
        placed
        | {"order_id": str(n), "paid_fen": paid, "commission_rate": percent / 100}
        | {"commission_fen": round(paid * percent / 100)}
        for n, (paid, percent) in enumerate(drawn)
    ]
    found = ads.affiliates(tables(affiliate=told), NOW).iloc[0]
    cost = sum(paid * percent / 100 for paid, percent in drawn) / 100
    assert found["commission_cny"] == pytest.approx(cost, abs=0.005 * len(drawn) + 1e-9)
    assert found["paid_cny"] * found["commission_rate"] == pytest.approx(found["commission_cny"])


@pytest.mark.parametrize("name", shop_names())
def test_rates_of_the_settlement_file_are_those_of_its_amounts(name):
    rows = open_shop(SHIPPED / name).tables["affiliate"]
    off = rows["commission_fen"] - rows["paid_fen"] * rows["commission_rate"]
    assert (off.abs() <= 0.5 + 1e-6).all()
