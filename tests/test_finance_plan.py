"""The months ahead as a plan says them, and what they ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from finance_by_hand import FIRST

from shopkit.errors import PlanError
from shopkit.finance.chances import Draw, chances
from shopkit.finance.findings import forecast_findings, model_findings
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates, Timing
from shopkit.finance.of_plan import (
    ahead,
    doubts_of,
    model_of,
    rates_of,
    rates_of_past,
    rates_of_unit,
)
from shopkit.finance.plan_findings import plan_findings
from shopkit.finance.pnl import pnl
from shopkit.i18n import LANGS
from shopkit.plan import Plan, load_plan
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost
from shopkit.pricing.unit import UnitTerms

ROOT = Path(__file__).parents[1]
STAGES = [
    {"name": "open", "starts": "2026-12-01", "ends": "2027-01-15", "sales_monthly_cny": 31000},
    {
        "name": "grow",
        "starts": "2027-01-16",
        "ends": "2027-03-31",
        "orders_daily": 10,
        "per_buyer_cny": 310,
    },
    {"name": "someday", "sales_monthly_cny": 500000},
]


def plan(**told):
    shop = {"name": "a", "platform": "tmall"}
    return Plan.model_validate({"schema": 1, "shop": shop, **told})


def test_sales_are_those_of_the_stage_each_day_lies_in():
    """Before the opening nothing is sold; after the last stage nothing is known."""
    found = ahead(plan(stages=STAGES), FIRST, 12)
    assert found.sales_cny[:2] == (0.0, 31_000.0)
    assert found.sales_cny[2] == pytest.approx(15 * 1_000 + 16 * 3_000)
    assert found.sales_cny[3:] == pytest.approx((93_000, 93_000))
    assert found.stages == ("", "open", "open", "grow", "grow")
    assert found.untold == 7
    assert found.per_order_cny[-1] == 310


def test_a_goal_of_the_year_comes_before_a_stage():
    goal = {"year": 2027, "sales_cny": 365_000, "seasonality": "even"}
    staged = ahead(plan(stages=STAGES), FIRST, 14)
    found = ahead(plan(stages=STAGES, targets=[goal]), FIRST, 14)
    assert found.untold == 0
    in_2027 = [n for n in range(14) if n >= 12 - FIRST.month + 1]
    assert [found.sales_cny[n] for n in in_2027][:12] == pytest.approx([365_000 / 12] * 12, abs=1)
    assert found.sales_cny[: in_2027[0]] == staged.sales_cny[: in_2027[0]]
    assert found.stages[: len(staged.stages)] == staged.stages


def test_shares_of_the_past_are_of_what_is_known():
    """Half of net sales have costs; the shares are of that half."""
    steps = {"paid": 1_000.0, "refund": -100.0, "cost_goods": -180.0, "cost_platform": -22.5}
    steps |= {"cost_ads": -50.0, "unknown": -450.0, "contribution": 197.5}
    found = rates_of_past(steps)
    assert found.refund == pytest.approx(0.1)
    assert found.goods == pytest.approx(0.36)
    assert found.platform == pytest.approx(0.05)
    assert found.ads == pytest.approx(0.1)
    assert found.freight is None
    with pytest.raises(ValueError, match="nothing"):
        rates_of_past({})


def test_a_model_of_one_product_leaves_what_a_unit_leaves():
    unit = UnitTerms(
        goods_cny=40,
        kept_rate=0.95,
        refund_rate=0.1,
        platform_rate=0.05,
        affiliate_rate=0.02,
        ads_rate=0.1,
        freight_cny=5,
        packing_cny=1,
        insurance_cny=0.5,
    )
    model = Model(starts=FIRST, sales_cny=(99.0 * 1_000,), rates=rates_of_unit(unit, 99))
    left = pnl(forecast(model))["contribution_cny"].iloc[0]
    assert left == pytest.approx(1_000 * unit.left(99), abs=0.05)


def test_the_plan_decides_ads_taxes_and_shares_and_fills_what_is_unknown():
    said = plan(
        stages=STAGES[1:2],
        budget={"ads_rate": 0.08},
        cash={"tax_rate": 0.01},
        costs={"freight_per_parcel_cny": 3.1, "rates": [{"name": "gifts", "rate": 0.02}]},
    )
    orders = ahead(said, date(2027, 2, 1), 1)
    found = rates_of(said, Rates(goods=0.4, ads=0.5, packing=0.01), date(2027, 2, 1), orders)
    assert (found.goods, found.ads, found.sales_tax, found.other) == (0.4, 0.08, 0.01, 0.02)
    assert found.freight == pytest.approx((0.01,))
    assert found.packing == 0.01
    assert found.platform is not None
    bare = rates_of(plan(budget={"ads_monthly_cny": 900}), Rates(), FIRST)
    assert (bare.ads, bare.freight) == (0.0, None)


def test_a_model_of_a_plan_holds_its_people_costs_and_cash():
    said = plan(
        stages=STAGES[:2],
        team={"posts": [{"role": "service", "people": 2, "pay_monthly_cny": 5000}]},
        costs={
            "fixed": [{"name": "rent", "amount_cny": 2000}],
            "deposits": [{"name": "platform", "amount_cny": 50000, "paid": "2026-11-05"}],
        },
        budget={"capital_cny": 80000, "ads_monthly_cny": 500},
        cash={"starts": "2026-11-01", "months": 5, "settlement_days": 7, "discount_rate": 0.1},
    )
    model = model_of(said, Rates(goods=0.5))
    assert model.months == 5
    assert model.opening_cny == 80_000
    staged = {"payments": (Payment(name="later", on=FIRST, amount_cny=30_000),)}
    put = said.model_copy(update={"cash": said.cash.model_copy(update=staged)})
    assert model_of(put, Rates()).opening_cny == 50_000
    assert (model.payroll_cny[0], model.ads_cny) == (pytest.approx(10_000, rel=0.6), 500)
    assert model.payroll_cny[0] > 10_000
    assert not model.timing.went_on
    assert forecast(model).frozen[-1] == 5_000_000
    later = model_of(
        said.model_copy(
            update={
                "cash": said.cash.model_copy(
                    update={"starts": date(2027, 2, 1), "months": 2, "opening_cny": 1.0}
                )
            }
        ),
        Rates(),
    )
    assert later.timing.went_on
    assert later.before_cny == 93_000
    assert later.opening_cny == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"stages": STAGES}, "cash_no_start"),
        ({"cash": {"starts": "2026-11-01"}}, "cash_no_sales"),
        ({"cash": {"starts": "2026-11-01"}, "stages": STAGES[2:]}, "cash_no_sales"),
    ],
)
def test_a_plan_that_does_not_say_when_or_what_is_told_so(told, code):
    with pytest.raises(PlanError) as raised:
        model_of(plan(**told), Rates())
    assert [one.code for one in raised.value.problems] == [code]


@pytest.mark.parametrize("shop", ["bathware", "cosmetics", "flagship", "jdbrand"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_sample_shop_has_its_months_ahead(shop, lang):
    said = load_plan(ROOT / "data" / "sample" / shop)
    model = model_of(said, Rates(refund=0.1, goods=0.45), FIRST)
    made = forecast(model)
    assert made.model.months >= 6
    assert made.profit["paid"].sum() > 0
    for one in forecast_findings(made, lang):
        assert one.said
        assert one.recomputed
        assert one.action
    found = chances({"plan": model}, doubts_of(said), Draw(np.random.default_rng(1), 50))
    assert 0 <= found.ruin("plan") <= 1


def codes(made, lang="en"):
    return {one.code.removeprefix("finance."): one for one in forecast_findings(made, lang)}


SHOP = Model(
    starts=FIRST,
    sales_cny=(50_000.0,) * 6,
    rates=Rates(refund=0.0, goods=0.5, platform=0.05, affiliate=0.0, freight=0.05, packing=0.0),
    payroll_cny=10_000.0,
)
FULL = replace(SHOP, rates=replace(SHOP.rates, insurance=0.0, ads=0.1, sales_tax=0.0))


@pytest.mark.parametrize("lang", LANGS)
def test_cash_that_does_not_reach_says_when_and_how_much(lang):
    losing = replace(
        FULL, opening_cny=10_000.0, least_cny=1_000.0, timing=Timing(settlement_days=31)
    )
    told = codes(forecast(losing), lang)
    found = told.get("short") or told["short_at_once"]
    low = forecast(losing).closing.min() / 100
    assert found.cny == pytest.approx(low - 1_000)
    assert "2026" in found.recomputed


def test_a_healthy_shop_asks_for_nothing():
    assert not codes(forecast(FULL))


def test_losses_are_told_by_what_ends_them():
    dear = codes(forecast(replace(FULL, payroll_cny=18_000.0)))
    assert "1.20" in dear["loss_goes_on"].recomputed
    assert {"no_payback", "short"} <= dear.keys()
    each = codes(forecast(replace(FULL, rates=replace(FULL.rates, goods=0.9))))
    assert "−10.0%" in each["sale_loses"].recomputed
    never = codes(forecast(replace(FULL, payroll_cny=2_000_000.0)))
    assert "loss_never_ends" in never


def test_of_a_shop_that_trades_already_only_a_loss_is_money_that_does_not_come_back():
    """What was put in before is not told, so that a payback would be of a month's stock alone."""
    late = Timing(settlement_days=900)
    assert "no_payback_yet" in codes(forecast(replace(FULL, timing=late)))
    old = replace(FULL, timing=replace(late, went_on=True))
    assert not {"no_payback", "no_payback_yet"} & codes(forecast(old)).keys()
    assert "no_payback" in codes(forecast(replace(old, payroll_cny=18_000.0)))


@pytest.mark.parametrize("lang", LANGS)
def test_amounts_below_zero_are_named(lang):
    wrong = replace(FULL, sales_cny=(-1.0, *FULL.sales_cny[1:]), ads_cny=-1.0, payroll_cny=-5.0)
    found = [one.code for one in model_findings(wrong, lang)]
    assert found == ["finance.below_zero"] * 3


def test_what_cannot_be_is_named_and_the_rest_goes_on():
    model = replace(
        FULL,
        rates=replace(FULL.rates, goods=1.2, ads=-0.1, other=None),
        fixed=(
            FixedCost(name="rent", amount_cny=1, starts=FIRST, ends=date(2026, 1, 1)),
            FixedCost(name="unknown"),
        ),
        deposits=(Deposit(name="d", amount_cny=1, paid=FIRST, returned=date(2026, 1, 1)),),
        payments=(Payment(name="late", on=date(2030, 1, 1), amount_cny=1),),
    )
    found = [one.code.removeprefix("finance.") for one in model_findings(model, "en")]
    assert found.count("share_beyond") == 2
    assert found.count("ends_first") == 2
    assert {"shares_together", "outside", "left_out"} <= set(found)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_plan_leaves_open_is_named(lang):
    said = plan(
        stages=[
            {
                "name": "now",
                "starts": "2026-11-01",
                "ends": "2027-01-31",
                "orders_daily": 1,
                "per_buyer_cny": 99,
            },
            {"name": "back", "starts": "2027-01-31", "ends": "2026-01-31"},
        ],
        team={"posts": [{"role": "service", "people": 1, "pay_monthly_cny": 5000}]},
        costs={"fixed": [{"name": "cook", "amount_cny": 900, "kind": "people"}]},
        cash={
            "starts": "2026-11-01",
            "months": 12,
            "spreads": [{"of": "sales", "low": 1.2, "high": 0.8}],
        },
    )
    model = model_of(said, Rates())
    found = {one.code.removeprefix("finance."): one for one in plan_findings(said, model, lang)}
    wanted = {"untold", "ends_first", "spread_backwards", "deposit_missing", "people_twice"}
    assert set(found) == wanted
    assert "3" in found["untold"].recomputed
    assert not doubts_of(said)


@pytest.mark.parametrize("lang", LANGS)
def test_of_two_spreads_of_a_driver_the_first_that_can_be_counts_and_the_other_is_found(lang):
    ends = [(1.5, 0.5), (0.8, 1.2), (0.7, 1.1)]
    said = plan(
        stages=[{"name": "s", "starts": "2026-11-01", "sales_monthly_cny": 50000}],
        cash={
            "starts": "2026-11-01",
            "months": 1,
            "spreads": [{"of": "sales", "low": low, "high": high} for low, high in ends],
        },
    )
    assert [(one.of, one.low, one.high) for one in doubts_of(said)] == [("sales", 0.8, 1.2)]
    found = plan_findings(said, model_of(said, Rates()), lang)
    told = {one.place: one for one in found if "spread" in one.code}
    assert [one.code for one in told.values()] == [
        "finance.spread_backwards",
        "finance.spread_twice",
    ]
    assert "1.2" in told["cash.spreads.2"].recomputed


def test_a_plan_of_2014_lacks_the_fee_of_the_year():
    said = plan(
        stages=[{"name": "s", "starts": "2014-03-01", "sales_monthly_cny": 30000}],
        costs={"deposits": [{"name": "platform", "amount_cny": 100000}]},
        cash={"starts": "2014-03-01", "months": 2},
    )
    (one,) = plan_findings(said, model_of(said, Rates()), "en")
    assert one.code == "finance.fee_not_planned"
    assert "¥30,000" in one.recomputed


def test_months_before_the_opening_need_no_order():
    said = plan(
        stages=[{"name": "s", "starts": "2026-12-01", "orders_daily": 1, "per_buyer_cny": 100}],
        costs={"freight_per_parcel_cny": 3},
        cash={"starts": "2026-11-01", "months": 2},
    )
    assert model_of(said, Rates()).rates.freight == pytest.approx((0.0, 0.03))
