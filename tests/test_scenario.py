"""What if: what is moved moves people, pay, profit and cash together, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit import finance
from shopkit.errors import PlanError
from shopkit.exports import open_shop
from shopkit.i18n import LANGS
from shopkit.plan import Plan, open_plan
from shopkit.scenario import (
    Known,
    Levers,
    each_made,
    known_of,
    outlook,
    plan_with,
    side_by_side,
    staffed,
)

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 1)
DESK = {
    "service": {"chats_per_order": 2, "handling_seconds": 300, "opens": "09:00", "closes": "21:00"},
    "shifts": [
        {"name": "early", "starts": "09:00", "ends": "17:00", "break_hours": 0.5},
        {"name": "late", "starts": "13:00", "ends": "21:00", "break_hours": 0.5},
    ],
}


def plan_of(people=2, **more):
    posts = [
        {"role": "客服", "people": people, "pay_monthly_cny": 5000},
        {"role": "仓库", "people": 1, "pay_monthly_cny": 5000},
    ]
    said = {
        "schema": 1,
        "shop": {"name": "a", "platform": "taobao"},
        "team": {"posts": posts, **DESK},
        "pay": {"employer_insurance_rate": 0.25, "housing_fund_rate": 0.05},
        "stages": [
            {
                "name": "s",
                "starts": "2026-11-01",
                "ends": "2027-10-31",
                "sales_monthly_cny": 300_000,
                "per_buyer_cny": 100,
            }
        ],
        "cash": {"starts": "2026-11-01", "months": 12, "opening_cny": 50_000},
        **more,
    }
    return Plan.model_validate(said)


KNOWN = Known(rates=finance.Rates(refund=0.1, goods=0.5, platform=0.05))


@pytest.fixture(scope="module")
def flagship():
    shop = open_shop(ROOT / "data" / "sample" / "flagship")
    return shop, known_of(shop.plan, shop.tables, DAY)


def test_the_past_is_what_the_files_say(flagship):
    shop, known = flagship
    paid = shop.tables.orders.select("paid_at", "paid_fen").to_dict(as_series=False)
    orders = pd.DataFrame(paid).dropna(subset="paid_at")
    inside = orders[(orders["paid_at"] >= "2025-11-01") & (orders["paid_at"] < "2026-11-01")]
    assert (known.period.start, known.period.end) == (date(2025, 11, 1), date(2026, 10, 31))
    assert known.per_order_cny == pytest.approx(inside["paid_fen"].mean() / 100)
    assert known.orders_daily == pytest.approx(len(inside) / 365)
    assert known.order_shares.sum() == pytest.approx(1)
    assert 0 < known.rates.goods < 1
    assert known.sales[date(2026, 10, 1)] == pytest.approx(
        inside[inside["paid_at"] >= "2026-10-01"]["paid_fen"].sum() / 100
    )


def test_a_month_that_has_not_ended_tells_nothing(flagship):
    shop, _ = flagship
    assert known_of(shop.plan, shop.tables, date(2026, 10, 20)).period.end == date(2026, 9, 30)


def test_ads_of_a_month_without_orders_are_lines_without_a_day(flagship):
    """The file of one month is missing, its ads are there: nothing to spread them over."""
    shop, known = flagship
    away = pl.col("paid_at").dt.date().is_between(date(2026, 5, 1), date(2026, 5, 31))
    orders = shop.tables.orders.filter(~away.fill_null(value=False))
    found = known_of(shop.plan, replace(shop.tables, orders=orders), DAY)
    assert found.rates.goods == pytest.approx(known.rates.goods, rel=0.05)


def test_a_shop_without_orders_knows_nothing_and_is_planned_from_its_stages(tmp_path):
    made = outlook(plan_of(), Known(), DAY)
    assert made.orders_daily == pytest.approx(300_000 / 100 / 30)
    assert "goods" in made.made.model.left_out
    assert made.people_needed >= 1


def test_nothing_moved_is_the_plan_itself(flagship):
    shop, known = flagship
    same = outlook(shop.plan, known, DAY)
    model = finance.model_of(shop.plan, known.rates, DAY, known.sales)
    assert same.made.model == model
    assert same.plan == shop.plan


@settings(max_examples=5, deadline=None)
@given(st.floats(1, 3), st.floats(1, 2))
def test_more_sales_take_no_fewer_people_and_pay_them(volume, more):
    small, large = (
        outlook(plan_of(), KNOWN, DAY, Levers(volume=each, follow=True))
        for each in (volume, volume * more)
    )
    assert large.orders_daily == pytest.approx(small.orders_daily * more)
    assert large.agents_peak >= small.agents_peak
    assert large.people_needed >= small.people_needed
    assert large.people_planned == large.people_needed
    pay = [-one.made.profit["payroll"].sum() for one in (small, large)]
    extra = (large.people_needed - small.people_needed) * 5000 * 1.3 * 12 * 100
    assert pay[1] - pay[0] == pytest.approx(extra, abs=100)


def test_a_higher_service_level_costs_people_and_cash_and_leaves_sales_alone():
    low, high = (
        outlook(plan_of(), KNOWN, DAY, Levers(volume=5, target_rate=rate, follow=True))
        for rate in (0.5, 0.99)
    )
    assert high.people_needed > low.people_needed
    assert high.made.closing[-1] < low.made.closing[-1]
    assert (high.made.profit["paid"] == low.made.profit["paid"]).all()


def test_without_following_the_desk_stays_as_planned():
    made = outlook(plan_of(), KNOWN, DAY, Levers(volume=8))
    assert made.people_planned == 2
    assert made.people_needed > 2


def test_an_hour_beyond_any_staffing_is_unknown_not_a_number():
    plan = plan_with(plan_of(), {"team.service.chats_daily": 1_000_000_000})
    made = outlook(plan, KNOWN, DAY)
    assert (made.agents_peak, made.people_needed) == (None, None)
    assert side_by_side({"a": made})["people_needed"].isna().all()


@given(st.integers(0, 9), st.integers(0, 5), st.integers(0, 5))
def test_the_desk_has_as_many_people_as_asked_for(people, first, second):
    posts = [
        {"role": "售前客服", "people": first},
        {"role": "仓库", "people": 3},
        {"role": "售后客服", "people": second},
    ]
    found = staffed(plan_of(team={"posts": posts}), people).team.posts
    assert found[0].people + found[2].people == people
    assert found[1].people == 3
    assert found[2].people <= second


def test_a_plan_without_a_desk_stays_as_it_is():
    plan = plan_of(team={"posts": [{"role": "仓库", "people": 3}]})
    assert staffed(plan, 9) == plan


def test_a_change_means_what_it_means_when_saved(flagship):
    shop, _ = flagship
    changes = {"costs.freight_per_parcel_cny": 6, "targets.0.sales_cny": 900_000}
    saved = open_plan(ROOT / "data" / "sample" / "flagship").checked(changes)
    made = plan_with(saved, changes)
    assert made == saved
    assert plan_with(shop.plan, changes).costs == saved.costs


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("changes", [{"costs.nothing": 1}, {"costs.freight_per_parcel_cny": "x"}])
def test_a_change_that_is_none_is_refused_by_name(changes, lang):
    with pytest.raises(PlanError) as caught:
        plan_with(plan_of(), changes)
    assert next(iter(changes)).split(".")[-1] in str(caught.value.say(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_post_of_a_list_of_people_is_changed_by_its_role_not_its_number(lang):
    listed = plan_of(lists={"people": ["people.csv"]})
    with pytest.raises(PlanError) as caught:
        plan_with(listed, {"team.posts.0.people": 5})
    assert "team.posts[role=客服].people" in caught.value.say(lang)
    assert plan_with(plan_of(), {"team.posts.0.people": 5}).team.posts[0].people == 5
    named = plan_with(listed, {"team.posts[role=仓库].people": 5}).team.posts
    assert [post.people for post in named] == [2, 5]


def test_scenarios_of_a_plan_stand_beside_it():
    moved = {"as planned": {}, "half": {"stages.0.sales_monthly_cny": 150_000}}
    made = {name: outlook(plan_of(), KNOWN, DAY, Levers(changes=moved[name])) for name in moved}
    frame = side_by_side(made)
    assert frame["plan_scenario"].tolist() == ["as planned", "half"]
    assert frame["paid_cny"].tolist() == [3_600_000, 1_800_000]
    assert frame["profit_after_tax_cny"].is_monotonic_decreasing


def test_what_cannot_be_keeps_its_reason_and_the_others_their_order():
    asked = {"half": {"stages.0.sales_monthly_cny": 150_000}, "wrong": {"nowhere": 1}, "same": {}}
    made, wrong = each_made(asked, lambda changes: plan_with(plan_of(), changes))
    assert list(made) == ["half", "same"]
    assert made["same"] == plan_of()
    assert "nowhere" in wrong["wrong"].say("en")
