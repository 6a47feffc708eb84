"""A campaign's account and its moves: what moves together, sums to the fen, unknown is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from forecast_shops import Truth, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from topic_tables import tables

from shopkit import finance
from shopkit.campaign_money import (
    Scope,
    account,
    planned,
    planned_findings,
    planned_method,
    side_by_side,
)
from shopkit.campaign_money.discounts import with_depth
from shopkit.errors import PlanError
from shopkit.forecast.regression import _kept as fits_kept
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.pricing import UnitTerms
from shopkit.scenario import (
    Course,
    Ground,
    Known,
    Move,
    Seen,
    campaign_outlook,
    campaigns_side_by_side,
    moved_plan,
    plan_with,
)
from shopkit.scenario.seen import Sold

TODAY = date(2026, 3, 2)
NONE = tables()
DAYS = drawn(1, Truth(days=790))  # to the first of March 2026
RATES = finance.Rates(
    refund=0.08, goods=0.42, platform=0.05, affiliate=0.01, freight=0.04, packing=0.01,
    insurance=0.005,
)  # fmt: skip
SALE = {
    "name": "店庆周",
    "kind": "small",
    "run_book": "big_event",
    "starts": "2026-04-10",
    "ends": "2026-04-19",
    "discount_rate": 0.9,
    "sales_cny": 60_000,
    "budget_cny": 3000,
    "spend": [{"channel": "a", "budget_cny": 2000}, {"channel": "b", "budget_cny": 1000}],
    "products": ["1"],
    "stock": [{"product": "1", "units": 250}],
    "visitors_lift": 1.6,
    "conversion_lift": 1.2,
}
SAID = {
    "schema": 1,
    "shop": {"name": "a", "platform": "other", "lang": "en"},
    "products": [
        {"item_id": "1", "name": "Tap", "price_cny": 100, "units_monthly": 300},
        {"item_id": "2", "name": "Hose", "price_cny": 100, "units_monthly": 300},
    ],
    "team": {
        "posts": [
            {"role": "客服", "people": 2, "pay_monthly_cny": 5000},
            {"role": "仓库", "people": 1, "pay_monthly_cny": 4500},
        ],
        "service": {"chats_per_order": 2, "handling_seconds": 300, "opens": "09:00"},
    },
    "budget": {"ads_rate": "4%"},
    "cash": {
        "starts": "2026-03-01",
        "months": 6,
        "opening_cny": 100_000,
        "least_cny": 20_000,
        "settlement_days": 10,
        "stock_ahead_days": 30,
        "supplier_days": 10,
    },
    "stages": [
        {
            "name": "s",
            "starts": "2026-01-01",
            "ends": "2026-12-31",
            "sales_monthly_cny": 110_000,
            "per_buyer_cny": 120,
        }
    ],
    "stock": {"lead_days": 14, "salvage_rate": "60%", "service_rate": "90%"},
    "campaigns": [SALE],
}


def plan_of(**more):
    return Plan.model_validate(SAID | more)


def ground_of_plan(plan=None, **more):
    plan = plan or plan_of()
    seen = Seen(
        daily=DAYS,
        products={"1": Sold("Tap", 0.6, 0.5, 100.0), "2": Sold("Hose", 0.6, 0.5, 100.0)},
        stock={"1": 20.0, "2": 500.0},
        unit_costs={"1": 42.0, "2": 42.0},
    )
    known = Known(rates=RATES, orders_daily=30.0, per_order_cny=120.0)
    return replace(Ground(plan, known, seen, TODAY), **more)


@pytest.fixture(scope="module")
def ground():
    return ground_of_plan()


@pytest.fixture(scope="module")
def as_planned(ground):
    return planned(ground, NONE, Move(campaign="店庆周"))


def told(outlooks):
    return campaigns_side_by_side(outlooks).iloc[0]


# ── moves ───────────────────────────────────────────────────────────────────


def test_no_move_is_the_plan_itself_and_its_figures(ground, as_planned):
    still = Move(campaign="店庆周", days=0)
    assert moved_plan(ground.plan, still) is ground.plan
    same = Move(campaign="店庆周", discount_rate=0.9, visitors_lift=1.6, conversion_lift=1.2)
    again = planned(ground, NONE, same)
    both = side_by_side({"a": as_planned, "b": again}).drop(columns="plan_scenario")
    pd.testing.assert_series_equal(both.iloc[0], both.iloc[1], check_names=False)
    pd.testing.assert_frame_equal(as_planned.lines, again.lines)
    base = finance.forecast(finance.model_of(ground.plan, RATES, TODAY))
    bare = as_planned.outlook.bare
    assert all((bare.cash[name] == base.cash[name]).all() for name in base.cash)


def test_a_move_takes_phases_signup_and_own_promotions_along():
    own = {"name": "p", "kind": "official", "campaign": "店庆周", "pay_rate": 0.9}
    days = {"starts": "2026-04-10", "ends": "2026-04-19"}
    other = {"name": "q", "kind": "official", "pay_rate": 0.9, **days}
    phase = {"phase": "burst", "starts": "2026-04-12", "ends": "2026-04-19"}
    sale = SALE | {"phases": [phase], "signup_by": "2026-03-20"}
    plan = plan_of(campaigns=[sale], promotions=[own | days, other])
    moved = moved_plan(plan, Move(campaign="店庆周", days=-7, discount_rate=0.8))
    one = moved.campaigns[0]
    assert (one.starts, one.ends) == (date(2026, 4, 3), date(2026, 4, 12))
    assert (one.phases[0].starts, one.signup_by) == (date(2026, 4, 5), date(2026, 3, 13))
    assert one.discount_rate == moved.promotions[0].pay_rate == 0.8
    assert moved.promotions[0].starts == date(2026, 4, 3)
    assert moved.promotions[1] == plan.promotions[1]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"discount_rate": 0.0}, "over_share"),
        ({"discount_rate": 1.2}, "over_share"),
        ({"visitors_lift": 0.0}, "weight_negative"),
        ({"days": 400}, "move_far"),
    ],
)
def test_what_is_no_move_is_refused(wrong, code):
    with pytest.raises(PlanError) as error:
        Move(campaign="店庆周", **wrong)
    assert [one.code for one in error.value.problems] == [code]


def test_a_campaign_that_is_none_is_refused_with_those_there_are(ground):
    with pytest.raises(PlanError, match="店庆周"):
        campaign_outlook(ground, Move(campaign="双11"))
    back = plan_of(campaigns=[SALE | {"ends": "2026-04-01"}])
    with pytest.raises(PlanError) as error:
        campaign_outlook(replace(ground, plan=back), Move(campaign="店庆周"))
    assert error.value.problems[0].code == "backward_period"


@settings(max_examples=6, deadline=None)
@given(rate=st.floats(0.4, 0.899))
def test_deeper_with_no_lift_leaves_less(ground, as_planned, rate):
    deeper = planned(ground, NONE, Move(campaign="店庆周", discount_rate=rate))
    assert deeper.contribution_cny < as_planned.contribution_cny
    assert deeper.gain_cny < as_planned.gain_cny
    now, then = told({"a": as_planned.outlook}), told({"b": deeper.outlook})
    assert then["paid_orders"] == now["paid_orders"]
    assert then["paid_cny"] < now["paid_cny"]
    assert then["profit_after_tax_cny"] < now["profit_after_tax_cny"]
    assert then["cash_closing_cny"] < now["cash_closing_cny"]
    goods = deeper.outlook.bare.profit["goods"], as_planned.outlook.bare.profit["goods"]
    assert abs(int(goods[0].sum()) - int(goods[1].sum())) <= 6  # a fen of rounding a month


def test_demand_that_answers_brings_units_stock_and_people(ground, as_planned):
    deep = Move(campaign="店庆周", discount_rate=0.8)
    still = told({"a": campaign_outlook(ground, deep)})
    more = told({"a": campaign_outlook(ground, replace(deep, elasticity=-2.5))})
    for name in ("paid_orders", "paid_cny", "units_needed", "extra_hours", "order_units"):
        assert more[name] > still[name]
    trade = campaign_outlook(ground, replace(deep, elasticity=-2.5)).trade
    assert trade.units_factor == pytest.approx((0.8 / 0.9) ** -2.5)
    assert trade.price_factor == pytest.approx(0.8 / 0.9)
    times = 1 + 0.5 * (trade.units_factor * trade.price_factor - 1)
    inside = trade.inside
    before = as_planned.outlook.trade.held.paid
    assert trade.held.paid[inside] == pytest.approx(before[inside] * times)
    assert trade.held.paid[~inside] == pytest.approx(before[~inside])


def test_moves_counted_on_one_ground_are_those_counted_from_nothing(ground):
    """What is kept between moves, fits and months, changes no figure of any."""
    told = [{}, {"days": 5}, {"discount_rate": 0.8}, {"visitors_lift": 2.0}, {"days": -3}]
    moves = [Move(campaign="店庆周", elasticity=-1.5, **one) for one in told]
    moves += moves[:2]
    kept = {str(n): campaign_outlook(ground, move) for n, move in enumerate(moves)}
    anew = {}
    for n, move in enumerate(moves):
        fits_kept.cache_clear()
        anew[str(n)] = campaign_outlook(replace(ground), move)
    pd.testing.assert_frame_equal(campaigns_side_by_side(kept), campaigns_side_by_side(anew))


@settings(max_examples=6, deadline=None)
@given(days=st.integers(-30, -1))
def test_an_earlier_start_is_an_earlier_order(ground, as_planned, days):
    earlier = campaign_outlook(ground, Move(campaign="店庆周", days=days))
    was = as_planned.outlook.supplied
    assert earlier.supplied.order_by < was.order_by
    assert earlier.supplied.pays_on < was.pays_on
    assert earlier.trade.campaign.starts == date(2026, 4, 10) + timedelta(days)


def test_a_later_month_takes_its_sales_and_ads_there(ground, as_planned):
    later = campaign_outlook(ground, Move(campaign="店庆周", days=30))
    was, now = as_planned.outlook.bare, later.bare
    months = [str(day)[:7] for day in was.firsts]
    april, may = months.index("2026-04"), months.index("2026-05")
    assert now.profit["paid"][april] < was.profit["paid"][april]
    assert now.profit["paid"][may] > was.profit["paid"][may]
    assert now.profit["ads"][april] - was.profit["ads"][april] == 300_000
    assert now.profit["ads"][may] - was.profit["ads"][may] == -300_000
    assert now.profit["ads"].sum() == was.profit["ads"].sum()
    gone = [n for n in range(len(months)) if n not in (april, may)]
    assert (now.profit["paid"][gone] == was.profit["paid"][gone]).all()


def test_a_lift_that_is_given_moves_visitors_orders_and_cash_together(ground, as_planned):
    higher = told({"a": campaign_outlook(ground, Move(campaign="店庆周", visitors_lift=2.0))})
    now = told({"a": as_planned.outlook})
    for name in ("visitors", "paid_orders", "paid_cny", "units_needed", "cash_closing_cny"):
        assert higher[name] > now[name]


# ── the account ─────────────────────────────────────────────────────────────


def test_whole_months_are_those_of_the_finances_to_the_fen():
    plan = plan_of(costs={"rates": [{"name": "r", "rate": "1%"}]})
    base = ground_of_plan(plan)
    made = finance.forecast(finance.model_of(plan, RATES, TODAY))
    days = [date(2026, 3, 1) + timedelta(n) for n in range(61)]
    each = np.array([110_000 / (31 if day.month == 3 else 30) for day in days])
    course = Course(each, each, each, each, each[None, :])
    found = account(base, days, course)
    for line, fen in found.lines.items():
        assert fen == int(made.profit[line][:2].sum()), line
    assert found.ads == int(made.profit["ads"][:2].sum())


def test_lines_add_up_to_the_fen(as_planned):
    frame = as_planned.lines.set_index(["account_line", "account_of"])
    for column in ("forecast_cny", "goal_cny", "without_cny"):
        own = (frame[column] * 100).round()
        paid = own.loc[("paid", "")]
        if column != "without_cny":
            given = own[own.index.get_level_values(0) == "discount"].sum()
            assert own.loc[("list_amount", "")] + given == paid
        beside = ["list_amount", "discount", "contribution"]
        rest = own[~own.index.get_level_values(0).isin(beside)].sum()
        assert rest == own.loc[("contribution", "")]
    assert frame.loc[("paid", ""), "goal_cny"] == 60_000
    ads = frame.loc["ads", "forecast_cny"].dropna()
    assert ads.to_dict() == {"a": -2000, "b": -1000}


def test_what_it_adds_is_its_days_and_the_dip_less_both_without_it(as_planned):
    one = as_planned
    usual = one.without.left + one.without.ads
    held = one.forecast.left + one.own.known
    assert one.gain_cny == (held - usual + one.after.left - one.after_without.left) / 100
    low, high = one.gain_interval_cny
    assert low <= one.gain_cny <= high
    spent_beyond = 3000 + one.without.ads / 100
    assert one.gain_before_ads_cny == pytest.approx(one.gain_cny + spent_beyond)


def test_unknown_stays_unknown_and_is_named():
    plan = plan_of(
        campaigns=[SALE | {"budget_cny": None, "spend": []}],
        team={"posts": [{"role": "仓库", "people": 1, "pay_monthly_cny": 4500}]},
    )
    bare = replace(RATES, goods=None, freight=None)
    ground = ground_of_plan(plan, known=Known(rates=bare, orders_daily=30.0))
    seen = replace(ground.seen, unit_costs={})
    one = planned(replace(ground, seen=seen), NONE, Move(campaign="店庆周"))
    assert one.contribution_cny is None
    assert one.gain_cny is None
    assert one.gain_interval_cny is None
    assert set(one.unknown) == {"goods", "freight", "ads", "people", "stock_left"}
    frame = one.lines.set_index("account_line")
    assert np.isnan(frame.loc["goods", "forecast_cny"])
    assert np.isnan(frame.loc["contribution", "forecast_cny"])
    assert "service_pay" in one.outlook.people.missing or "chats" in one.outlook.people.missing
    for lang in LANGS:
        (note,) = [
            f for f in planned_findings(one, Scope(lang, TODAY)) if f.code.endswith("unknown")
        ]
        assert note.recomputed


def test_without_history_it_is_counted_from_assumptions_and_says_so():
    said = {"visitors_daily": 500, "conversion_rate": "3%", "per_buyer_cny": 120, "source": "me"}
    base = ground_of_plan(plan_of(forecast=said))
    empty = replace(base.seen, daily=base.seen.daily.iloc[:0], products={}, stock={})
    one = planned(replace(base, seen=empty), NONE, Move(campaign="店庆周"))
    assert one.outlook.trade.basis == "assumed"
    paid = one.outlook.trade.held.paid[one.outlook.trade.inside].sum()
    assert paid == pytest.approx(500 * 1.6 * 0.03 * 1.2 * 120 * 10)
    assert one.given.parts[0].kind == "depth"
    assert one.given.share == pytest.approx(0.5 * 0.9 / 0.95 * (1 / 0.9 - 1))
    assert "assum" in planned_method(one, "en")
    assert one.contribution_cny is not None


def test_without_anything_sales_are_unknown_not_zero():
    base = ground_of_plan()
    empty = replace(base.seen, daily=base.seen.daily.iloc[:0], products={})
    one = planned(replace(base, seen=empty), NONE, Move(campaign="店庆周"))
    assert one.outlook.trade.missing == ("visitors_daily", "conversion_rate", "per_buyer_cny")
    assert one.contribution_cny is None
    frame = one.lines.set_index("account_line")
    assert frame.loc[["paid", "goods", "contribution"], "forecast_cny"].isna().all()
    assert one.outlook.people.cost_cny is None


def test_of_a_campaign_that_is_over_only_days_before_it_are_looked_at():
    sale = SALE | {"starts": "2025-09-01", "ends": "2025-09-10"}
    base = ground_of_plan(plan_of(campaigns=[sale]))
    found = planned(base, NONE, Move(campaign="店庆周"))
    cut = base.seen.daily[base.seen.daily["date"] < pd.Timestamp("2025-09-01")]
    eve = replace(base, seen=replace(base.seen, daily=cut), day=date(2025, 9, 1))
    again = planned(eve, NONE, Move(campaign="店庆周"))
    pd.testing.assert_frame_equal(found.lines, again.lines)


def test_a_depth_no_promotion_stands_for_is_one():
    plan = plan_of()
    made = with_depth(plan, plan.campaigns[0])
    (one,) = made.promotions
    assert (one.pay_rate, one.products, one.starts) == (0.9, ("1",), date(2026, 4, 10))
    assert with_depth(made, made.campaigns[0]) is made
    full = plan_with(plan, {"campaigns.0.discount_rate": 1})
    assert with_depth(full, full.campaigns[0]) is full


# ── findings ────────────────────────────────────────────────────────────────


def codes(found):
    return {one.code.removeprefix("campaign_money_") for one in found}


@pytest.mark.parametrize("lang", LANGS)
def test_findings_say_what_is_wrong_in_both_languages(lang):
    sale = SALE | {"discount_rate": 0.7, "budget_cny": 30_000, "spend": []}
    sale |= {"stock": [{"product": "1", "units": 5000}], "visitors_lift": 1.05}
    plan = plan_of(campaigns=[sale])
    ground = ground_of_plan(plan, day=date(2026, 4, 6))
    one = planned(ground, NONE, Move(campaign="店庆周"))
    terms = {"1": UnitTerms(item="1", goods_cny=80.0, ads_rate=0.5)}
    found = planned_findings(one, Scope(lang, date(2026, 4, 6), terms=terms))
    assert {"break_even", "cash"} <= codes(found)
    assert {"loses", "budget"} & codes(found)
    for said in found:
        words = said.said + said.recomputed + said.action + said.owner
        assert "{" not in words
        assert "nan" not in words
        assert bool(any("\u4e00" <= c <= "\u9fff" for c in said.action)) == (lang == "zh")
    money = [one.cny for one in found if one.cny is not None]
    assert money == sorted(money, key=abs, reverse=True)


def test_the_budget_is_blamed_only_where_fewer_ads_would_do():
    dear = plan_of(campaigns=[SALE | {"budget_cny": 20_000, "spend": [], "discount_rate": None}])
    found = planned_findings(
        planned(ground_of_plan(dear), NONE, Move(campaign="店庆周")), Scope("en", TODAY)
    )
    (one,) = [one for one in found if one.code == "campaign_money_budget"]
    assert one.cny < 0
    assert one.place == "campaigns.0.budget_cny"
    assert "loses" not in codes(found)


def test_a_loss_says_what_can_still_be_done_and_what_is_not_counted(ground):
    thin = plan_of(campaigns=[SALE | {"visitors_lift": 1.0, "conversion_lift": 1.0}])
    made = planned(ground_of_plan(thin), NONE, Move(campaign="店庆周"))
    starts = made.campaign.starts
    for lang in LANGS:
        said = [planned_findings(made, Scope(lang, day))[0].action for day in (TODAY, starts)]
        assert said[0] != said[1]
    bare = replace(ground_of_plan(thin), known=Known(rates=replace(RATES, freight=None)))
    open_ = planned(bare, NONE, Move(campaign="店庆周"))
    assert "Freight" in planned_findings(open_, Scope("en", TODAY))[0].recomputed


# ── days at the edges ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sale", "days", "starts", "ends"),
    [
        ({"starts": "2026-12-28", "ends": "2026-12-30"}, 3, "2026-12-31", "2027-01-02"),
        ({"starts": "2028-02-26", "ends": "2028-02-27"}, 3, "2028-02-29", "2028-03-01"),
        ({"starts": "2028-03-07", "ends": "2028-03-08"}, -7, "2028-02-29", "2028-03-01"),
        ({"starts": "2027-02-26", "ends": "2027-02-28"}, 1, "2027-02-27", "2027-03-01"),
    ],
)
def test_sales_ads_and_cash_cross_the_ends_of_months_and_years_whole(sale, days, starts, ends):
    """What leaves a month comes to another; every month's cash is its flows."""
    plan = plan_of(
        campaigns=[SALE | sale | {"stock": []}],
        stages=[SAID["stages"][0] | {"ends": "2028-12-31"}],
        cash={"starts": "2026-03-01", "months": 30, "opening_cny": 100_000},
    )
    ground = ground_of_plan(plan)
    was = campaign_outlook(ground, Move(campaign="店庆周"))
    now = campaign_outlook(ground, Move(campaign="店庆周", days=days))
    one = now.trade.campaign
    assert (str(one.starts), str(one.ends)) == (starts, ends)
    assert len(now.trade.days) == (one.ends - one.starts).days + 11
    assert now.bare.profit["ads"].sum() == was.bare.profit["ads"].sum()
    gained = now.trade.gain[0] - was.trade.gain[0]
    paid = (now.bare.profit["paid"].sum() - was.bare.profit["paid"].sum()) / 100
    assert paid == pytest.approx(gained, abs=1)
    for made in (was.made, now.made):
        flows = sum(made.cash.values())
        opening = round(made.model.opening_cny * 100)
        assert (made.closing == opening + np.cumsum(flows)).all()


def test_campaigns_on_the_same_days_are_each_counted_beside_the_other():
    """Without one of them its days still have the other; moved apart the plan stays the plan."""
    second = SALE | {"name": "清仓", "starts": "2026-05-05", "ends": "2026-05-10"}
    ground = ground_of_plan(plan_of(campaigns=[SALE, second]))
    onto = campaign_outlook(ground, Move(campaign="清仓", days=-22))  # 13 to 18 April
    assert onto.trade.campaign.starts == date(2026, 4, 13)
    alone = campaign_outlook(ground, Move(campaign="店庆周"))
    days = [day in Period(date(2026, 4, 13), date(2026, 4, 18)) for day in alone.trade.days]
    with_first = alone.trade.held.paid[days]
    assert onto.trade.plain.paid[:6] == pytest.approx(with_first, rel=0.02)
    assert (onto.trade.held.paid[:6] >= onto.trade.plain.paid[:6] * 0.999).all()
