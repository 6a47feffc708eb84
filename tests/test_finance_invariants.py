"""What holds of profit, cash, scenarios, chances and solutions, whatever the plan."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_finance import days, models, money
from test_scenario import DAY, KNOWN, plan_of

from shopkit import finance
from shopkit.finance.cash import flows, lowest
from shopkit.finance.chances import Doubt, Draw, chances
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates
from shopkit.finance.of_plan import rates_of_past
from shopkit.finance.solve import beyond, changed, solve_for
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost
from shopkit.scenario import Levers, outlook, plan_with

DRIVERS = ("sales", "per_buyer", "refunds", "goods", "ads", "payroll", "fixed", "freight")
GOALS = ("profit", "last_profit", "lowest_cash", "closing_cash")
INPUTS = ("sales", "price", "payroll", "ads", "fixed", "goods_rate", "refund_rate")
unit = st.floats(0, 1, allow_nan=False)
factor = st.integers(50, 300).map(lambda n: n / 100)


@st.composite
def whole_models(draw):
    """Return a model with everything in it: fees of any rhythm, deposits, owners' money, taxes."""
    model = draw(models())
    day = st.dates(date(2019, 1, 1), date(2033, 1, 1))
    every = st.sampled_from(["once", "month", "quarter", "year"])
    costs = st.builds(
        lambda amount, every, starts, years: FixedCost(
            name="cost", amount_cny=amount, every=every, starts=starts, years=years
        ),
        *(money, every, st.none() | day, st.none() | st.integers(1, 4)),
    )
    deposits = st.builds(
        lambda amount, ends: Deposit(
            name="d", amount_cny=amount, paid=min(ends), returned=max(ends)
        ),
        *(money, st.tuples(day, day)),
    )
    payments = st.builds(
        lambda amount, on: Payment(name="p", on=on, amount_cny=amount),
        *(st.integers(-(10**6), 10**6), day),
    )
    return replace(
        model,
        fixed=tuple(draw(st.lists(costs, max_size=3))),
        deposits=tuple(draw(st.lists(deposits, max_size=2))),
        payments=tuple(draw(st.lists(payments, max_size=2))),
        income_tax_rate=draw(st.sampled_from([0.0, 0.05, 0.25])),
    )


@given(whole_models())
@settings(max_examples=80, deadline=None)
def test_cash_is_profit_owners_money_and_what_is_open_to_the_fen(model):
    """In every month, not only at the end: nothing is lost between the account and the till."""
    made = forecast(model)
    open_ = np.sum(list(made.open.values()), axis=0) + made.frozen
    begun = sum(made.opened.values())
    put = np.cumsum(made.cash["payments"])
    gained = made.closing - round(model.opening_cny * 100)
    assert (gained == np.cumsum(made.left) + put - (open_ - begun)).all()
    assert np.cumsum(flows(made) * 100) == pytest.approx(gained - put, abs=1e-3)


@given(whole_models(), days, days)
@settings(max_examples=60, deadline=None)
def test_money_that_comes_later_never_raises_the_lowest_cash(model, one, two):
    """Of a new shop whose platform keeps no more than is paid; an old one is paid what is owed."""
    rates = model.rates
    assume(rates.platform + rates.affiliate + rates.refund <= 1)
    soon, late = sorted((one, two))
    at = replace(model.timing, went_on=False)
    sooner, later = (
        lowest(forecast(replace(model, timing=replace(at, settlement_days=n)))).cny
        for n in (soon, late)
    )
    assert later <= sooner + 0.05


@given(whole_models(), days, days)
@settings(max_examples=60, deadline=None)
def test_suppliers_who_wait_longer_never_lower_the_lowest_cash(model, one, two):
    soon, late = sorted((one, two))
    at = replace(model.timing, went_on=False)
    sooner, later = (
        lowest(forecast(replace(model, timing=replace(at, supplier_days=n)))).cny
        for n in (soon, late)
    )
    assert later >= sooner - 0.05


@given(whole_models(), factor, factor)
@settings(max_examples=60, deadline=None)
def test_more_sales_that_leave_something_never_lower_profit(model, one, two):
    less, more = sorted((one, two))
    small = {name.name: getattr(model.rates, name.name) / 12 for name in fields(Rates)}
    model = replace(model, rates=Rates(**small))  # together below a half
    few, many = (int(forecast(changed(model, "sales", by)).left.sum()) for by in (less, more))
    assert many >= few - 30 * model.months


@given(whole_models(), st.sampled_from(["payroll", "ads", "fixed"]), factor)
@settings(max_examples=60, deadline=None)
def test_whatever_costs_more_lowers_cash_in_no_month_less(model, name, by):
    dearer = forecast(changed(model, name, 1 + by))
    assert (dearer.closing <= forecast(model).closing + 2).all()


@given(whole_models(), st.sampled_from(INPUTS), st.sampled_from(GOALS))
@settings(max_examples=60, deadline=None)
def test_what_is_solved_put_in_reaches_the_goal(model, name, goal):
    """At the value the goal changes sides: just met on one hand, just missed on the other."""
    span = (0.0, 1.0) if name.endswith("_rate") else (0.1, 5.0)
    found = solve_for(model, name, goal, span)
    for value in found.values:
        near = [value * (1 - 1e-6), value * (1 + 1e-6)]
        told = [beyond(forecast(changed(model, name, at)), goal) for at in (*near, value)]
        assert min(told) <= 1
        assert max(told) >= -1
    if found.why in {"always", "never"}:
        assert found.at_low * (1 if found.why == "always" else -1) >= 0


@given(whole_models(), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_without_any_doubt_every_run_is_the_plan(model, seed):
    doubts = [Doubt(name, 1, 1, each=each) for name in DRIVERS for each in ("run", "month")]
    found = chances({"plan": model}, doubts, Draw(np.random.default_rng(seed), 2))
    made = forecast(model)
    room = 0.05 * model.months + 0.05
    for run in range(2):
        assert found.runs["plan"].cash[:, run] == pytest.approx(made.closing / 100, abs=room)
        profit = np.cumsum(made.left) / 100
        assert found.runs["plan"].profit[:, run] == pytest.approx(profit, abs=room)


SAME = {
    "stages.0.sales_monthly_cny": 300_000,
    "team.posts.0.people": 2,
    "cash.opening_cny": 50_000,
    "pay.employer_insurance_rate": "25%",
}


@given(st.sets(st.sampled_from(sorted(SAME))))
@settings(max_examples=16, deadline=None)
def test_a_scenario_that_says_what_the_plan_says_changes_nothing(paths):
    plan = plan_of()
    asked = plan_with(plan, {path: SAME[path] for path in paths})
    planned, same = (finance.model_of(one, KNOWN.rates, DAY) for one in (plan, asked))
    assert same == planned


def test_an_outlook_with_nothing_moved_is_that_of_the_plan():
    plan = plan_of()
    planned, same = (outlook(plan, KNOWN, DAY, one) for one in (Levers(), Levers(changes=SAME)))
    assert same.made.model == planned.made.model
    assert same.people_needed == planned.people_needed
    assert same.orders_daily == planned.orders_daily


@given(unit, st.floats(0.01, 0.9), st.floats(0.05, 0.9))
@settings(max_examples=60, deadline=None)
def test_goods_that_come_back_are_sold_again_without_changing_what_the_past_cost(kept, back, goods):
    """Whatever came back: with the refunds of the past the cost of goods is that of the past."""
    steps = {"paid": 1_000.0, "refund": -1_000.0 * back, "cost_goods": -1_000.0 * goods}
    found = rates_of_past(steps, kept)
    assert 0 <= found.sold_again <= 1
    borne = found.goods * (1 - found.refund * found.sold_again)
    assert borne == pytest.approx(goods)


def test_more_refunds_bear_less_of_the_goods():
    """All goods back whole: a tenth more refunds, a tenth fewer goods, and only margin is lost."""
    rates = rates_of_past({"paid": 1_000.0, "refund": -100.0, "cost_goods": -450.0}, 0.9)
    assert (rates.goods, rates.sold_again) == (pytest.approx(0.5), pytest.approx(1))
    model = Model(starts=DAY, sales_cny=(1_000.0,), rates=replace(rates, refund=0.2))
    assert forecast(model).before_tax.tolist() == [40_000]
    assert Rates().sold_again == 0
