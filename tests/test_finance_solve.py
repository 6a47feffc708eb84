"""One input solved for a goal, and said where there is none or more than one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from finance_by_hand import FIRST
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates
from shopkit.finance.solve import changed, runway, runway_months, solve, solve_for
from shopkit.plan.sections.money import FixedCost

SHOP = Model(
    starts=FIRST,
    sales_cny=(100_000.0,) * 12,
    rates=Rates(goods=0.6, ads=0.1, platform=0.05, freight=0.05, commission=0.02),
    payroll_cny=10_000.0,
    ads_cny=1_000.0,
    fixed=(FixedCost(name="rent", amount_cny=5_000), FixedCost(name="unknown")),
)


def test_the_least_sales_that_cover_everything():
    """16,000 a month over 18 % of what is paid: 88,889."""
    found = solve_for(SHOP, "sales")
    assert found.why == "one"
    assert found.only * 100_000 == pytest.approx(16_000 / 0.18, rel=1e-6)


def test_the_share_of_ads_that_can_be_borne():
    assert solve_for(SHOP, "ads_rate", span=(0, 1)).only == pytest.approx(0.1 + 0.02, abs=1e-7)


def test_the_price_at_which_as_many_buyers_leave_nothing():
    """Goods and parcels cost 65,000 whatever the price; 17 % goes with what is paid."""
    found = solve_for(SHOP, "price", span=(0.5, 2))
    assert found.only * 100_000 == pytest.approx((65_000 + 16_000) / 0.83, rel=1e-6)


@given(st.sampled_from(["sales", "price", "payroll", "ads", "fixed", "goods_rate", "refund_rate"]))
@settings(max_examples=30, deadline=None)
def test_at_what_is_found_nothing_is_left_and_nothing_is_lost(name):
    span = (0.05, 20.0) if not name.endswith("_rate") else (0.0, 1.0)
    found = solve_for(SHOP, name, span=span)
    for value in found.values:
        assert int(forecast(changed(SHOP, name, value)).left.sum()) == pytest.approx(0, abs=300)


def test_what_is_met_everywhere_or_nowhere_has_no_value():
    never = solve_for(replace(SHOP, rates=Rates(goods=1.1)), "sales", span=(0.01, 10))
    assert (never.why, never.values, never.only) == ("never", (), None)
    assert never.at_low < 0
    assert solve_for(SHOP, "opening", "lowest_cash", (1e6, 2e6)).why == "always"


def test_a_goal_that_is_met_twice_tells_both():
    found = solve(lambda x: (x - 1) * (x - 3), 0, 10)
    assert found.why == "several"
    assert found.values == pytest.approx((1, 3))
    assert found.only is None


def test_the_money_that_keeps_cash_above_the_least():
    poor = replace(SHOP, sales_cny=(50_000.0,) * 12, least_cny=2_000.0)
    found = solve_for(poor, "opening", "lowest_cash", (0, 1e6))
    low = forecast(replace(poor, opening_cny=found.only)).closing.min() / 100
    assert low == pytest.approx(2_000, abs=0.02)
    assert solve_for(poor, "opening", "closing_cash", (0, 1e6)).only == pytest.approx(found.only)
    assert solve_for(poor, "sales", "last_profit").only == pytest.approx(16 / 18 * 2, rel=1e-5)


def test_ends_out_of_order_and_inputs_nobody_knows_are_refused():
    with pytest.raises(ValueError, match="low < high"):
        solve(lambda x: x, 1, 1)
    with pytest.raises(ValueError, match="no input"):
        solve_for(SHOP, "wather")


def test_how_long_money_lasts():
    assert runway_months(5_000, 6_000) == pytest.approx(0.83, abs=0.005)
    assert runway_months(-1, 6_000) == 0
    assert runway(forecast(SHOP)) is None
    losing = replace(SHOP, sales_cny=(0.0,) * 12, opening_cny=40_000.0, starts=date(2026, 1, 1))
    assert runway(forecast(losing)) == 2
