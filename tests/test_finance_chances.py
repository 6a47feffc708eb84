"""Runs against the forecast, a loop by hand, and cases whose answer is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import erf, log, sqrt

import numpy as np
import pytest
from finance_by_hand import FIRST, cash_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_finance import models

from shopkit.finance.chances import Doubt, Draw, chances, tornado
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates, Timing
from shopkit.finance.paths import paths
from shopkit.plan.sections.cash import Payment, Spread
from shopkit.plan.sections.money import Deposit, FixedCost

DRIVERS = ("sales", "per_buyer", "refunds", "goods", "ads", "payroll", "fixed", "freight")
SHOP = Model(
    starts=FIRST,
    sales_cny=(30_000.0,) * 3 + (300_000.0,) * 9,
    rates=Rates(refund=0.1, goods=0.5, platform=0.05, freight=0.05, ads=0.1, sales_tax=0.01),
    payroll_cny=20_000.0,
    fixed=(
        FixedCost(name="rent", amount_cny=3_000),
        FixedCost(name="fee", amount_cny=30_000, every="year"),
        FixedCost(name="shelves", amount_cny=8_000, every="once"),
    ),
    deposits=(Deposit(name="platform", amount_cny=50_000),),
    payments=(Payment(name="capital", on=FIRST, amount_cny=200_000),),
    timing=Timing(settlement_days=12, stock_ahead_days=20, supplier_days=5),
    income_tax_rate=0.05,
)


def drawn(seed=1, runs=4_000, **together):
    return Draw(np.random.default_rng(seed), runs, **together)


def test_as_planned_every_run_is_the_forecast():
    made = forecast(SHOP)
    found = chances({"plan": SHOP}, [Doubt(name, 1, 1) for name in DRIVERS], drawn(runs=3))
    by_run = found.runs["plan"]
    for run in range(3):
        assert by_run.cash[:, run] == pytest.approx(made.closing / 100, abs=0.2)
        assert by_run.profit[:, run] == pytest.approx(np.cumsum(made.left) / 100, abs=0.2)


@given(models(), st.data())
@settings(max_examples=25, deadline=None)
def test_runs_are_those_of_a_loop_by_hand(model, data):
    """Every driver but fixed costs, at any factor, one run after the other, a day at a time."""
    loops = tuple(name for name in DRIVERS if name != "fixed")
    runs = 2
    number = st.integers(50, 200).map(lambda n: n / 100)
    given_ = {name: data.draw(st.lists(number, min_size=runs, max_size=runs)) for name in loops}
    found = paths(model, {name: np.array(values) for name, values in given_.items()}, runs)
    for run in range(runs):
        by_hand = cash_of(model, {name: values[run] for name, values in given_.items()})
        path = np.cumsum([float(cny) for cny in by_hand]) + model.opening_cny
        assert found.cash[:, run] == pytest.approx(path, abs=0.02)


def test_factors_of_months_that_never_change_are_those_of_the_run():
    given_ = np.array([0.7, 1.4])
    whole = paths(SHOP, {"sales": given_, "ads": given_}, 2)
    monthly = {"sales": np.repeat(given_[None, :], 12, axis=0), "ads": given_}
    assert paths(SHOP, monthly, 2).cash == pytest.approx(whole.cash)
    assert paths(SHOP, monthly, 2).profit == pytest.approx(whole.profit)


def test_runs_come_to_what_is_known_analytically():
    """Sales alone, lognormal with its middle at the plan: the chance of too little is exact."""
    model = Model(starts=FIRST, sales_cny=(1_000.0,), least_cny=900.0)
    doubt = Doubt("sales", 0.8, 1 / 0.8, shape="lognormal")
    width = log(1 / 0.8) / 1.2815515655446004
    exact = 0.5 * (1 + erf(log(0.9) / width / sqrt(2)))
    for runs, room in ((1_000, 0.06), (100_000, 0.006)):
        found = chances({"plan": model}, [doubt], drawn(runs=runs))
        assert found.ruin("plan") == pytest.approx(exact, abs=room)
    row = found.frame().iloc[0]
    assert row["cash_p10_cny"] == pytest.approx(800, rel=0.01)
    assert row["cash_p50_cny"] == pytest.approx(1_000, rel=0.01)
    assert row["cash_p90_cny"] == pytest.approx(1_250, rel=0.01)


def test_a_triangle_has_its_mean_and_variance():
    low, high = 0.6, 1.2
    drawn_ = Doubt("sales", low, high).factors(np.random.default_rng(3).standard_normal(200_000))
    ends = (low, 1.0, high)
    mean = sum(ends) / 3
    pairs = low * 1 + low * high + 1 * high
    variance = (sum(end**2 for end in ends) - pairs) / 18
    assert drawn_.mean() == pytest.approx(mean, abs=0.001)
    assert drawn_.var() == pytest.approx(variance, rel=0.02)
    assert low <= drawn_.min() <= drawn_.max() <= high


@pytest.mark.parametrize(("low", "high"), [(1.1, 1.5), (0.5, 0.9), (1.0, 1.0)])
def test_a_triangle_that_lacks_the_plan_peaks_at_its_nearer_end(low, high):
    drawn_ = Doubt("ads", low, high).factors(np.random.default_rng(3).standard_normal(2_000))
    assert low <= drawn_.min() <= drawn_.max() <= high


@pytest.mark.parametrize(("low", "high"), [(0, 1), (1.2, 1.1), (-1, 1)])
def test_ends_out_of_order_are_refused(low, high):
    with pytest.raises(ValueError, match="low <= high"):
        Doubt("sales", low, high)


def test_drivers_go_together_as_stated():
    doubts = [Doubt("sales", 0.5, 2, "lognormal"), Doubt("ads", 0.5, 2, "lognormal")]
    two = (
        Model(starts=FIRST, sales_cny=(100.0,)),
        Model(starts=FIRST, sales_cny=(0.0,), ads_cny=100.0),
    )
    named = dict(zip("sa", two, strict=True))
    draw = drawn(runs=40_000, together={("ads", "sales"): 0.7})
    found = chances(named, doubts, draw)
    seen = np.corrcoef(np.log(found.runs["s"].cash[0]), np.log(-found.runs["a"].cash[0]))[0, 1]
    assert seen == pytest.approx(0.7, abs=0.02)


def test_what_cannot_go_together_is_refused():
    doubts = [Doubt(name, 0.9, 1.1) for name in ("sales", "ads", "goods")]
    pairs = {("sales", "ads"): -0.9, ("ads", "goods"): -0.9, ("sales", "goods"): -0.9}
    with pytest.raises(ValueError, match="go together"):
        chances({"plan": SHOP}, doubts, drawn(together=pairs))


def test_the_same_seed_gives_the_same_runs_and_scenarios_share_them():
    doubts = [Doubt("sales", 0.5, 1.2), Doubt("sales", 0.8, 1.2, "lognormal", "month")]
    named = {"plan": SHOP, "again": SHOP}
    one, two = (chances(named, doubts, drawn(seed=5)) for _ in range(2))
    assert np.array_equal(one.runs["plan"].cash, two.runs["plan"].cash)
    assert np.array_equal(one.runs["plan"].cash, one.runs["again"].cash)


def test_the_chance_of_too_little_never_falls_and_more_capital_lowers_it():
    doubts = [Doubt("sales", 0.3, 1.1), Doubt("goods", 0.9, 1.3)]
    poor = replace(SHOP, payments=(Payment(name="c", on=date(2026, 11, 3), amount_cny=140_000),))
    found = chances({"plan": SHOP, "poor": poor}, doubts, drawn())
    assert 0 <= found.ruin("plan") <= found.ruin("poor") <= 1
    assert found.ruin("poor") > 0
    for _, rows in found.frame().groupby("plan_scenario"):
        assert rows["short_share"].is_monotonic_increasing
        assert (rows["cash_p10_cny"] <= rows["cash_p50_cny"]).all()
        assert (rows["cash_p50_cny"] <= rows["cash_p90_cny"]).all()


def test_a_tornado_moves_one_driver_at_a_time_the_largest_first():
    doubts = [Doubt.of_spread(Spread(of=name, low=0.8, high=1.1)) for name in DRIVERS]
    frame = tornado(SHOP, [*doubts, Doubt("sales", 0.9, 1.1, each="month")])
    assert len(frame) == len(DRIVERS)
    assert frame["cash_swing_cny"].is_monotonic_decreasing
    payroll = frame.set_index("driver").loc["payroll"]
    for factor, column in ((0.8, "cash_at_low_cny"), (1.1, "cash_at_high_cny")):
        alone = forecast(replace(SHOP, payroll_cny=20_000.0 * factor))
        assert payroll[column] == pytest.approx(alone.closing.min() / 100, abs=0.2)
