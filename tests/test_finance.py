"""Profit and cash of the months ahead: held against a day-by-day account, and to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from finance_by_hand import FIRST, cash_of, fee_by_month, lines_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.finance.cash import (
    MOVES,
    break_even_month,
    cash,
    flows,
    lowest,
    payback_years,
    rates_of_return,
    side_by_side,
)
from shopkit.finance.forecast import forecast, income_tax
from shopkit.finance.model import Model, Rates, Timing
from shopkit.finance.pnl import pnl
from shopkit.finance.timing import Moves
from shopkit.periods import month_starts
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost

share = st.integers(0, 1000).map(lambda n: n / 2000)
money = st.integers(0, 3_000_000).map(lambda fen: fen / 100)
days = st.integers(0, 75)


@st.composite
def models(draw, tail=0):
    """Return a model of 1 to 8 months; its last months sell nothing where a tail is asked for."""
    months = draw(st.integers(1, 8))
    sold = [*draw(st.lists(money, min_size=months, max_size=months)), *[0.0] * tail]
    names = ("refund", "goods", "sold_again", "platform", "affiliate", "freight", "packing")
    rates = {name: draw(share) for name in (*names, "insurance", "other", "ads", "commission")}
    return Model(
        starts=draw(st.dates(date(2020, 1, 1), date(2030, 12, 31))),
        sales_cny=tuple(sold),
        before_cny=draw(st.none() | money) if sold[0] > 100 else None,
        rates=Rates(**rates, sales_tax=draw(share)),
        ads_cny=draw(money),
        payroll_cny=draw(money),
        timing=Timing(
            settlement_days=draw(days),
            stock_ahead_days=draw(days),
            supplier_days=draw(days),
            went_on=draw(st.booleans()),
        ),
        opening_cny=draw(money),
    )


@given(models())
@settings(max_examples=60, deadline=None)
def test_profit_is_that_of_the_account_by_hand(model):
    made = forecast(model)
    for month in range(model.months):
        for line, cny in lines_of(model, month).items():
            assert made.profit[line][month] == pytest.approx(float(cny) * 100, abs=0.51), line


@given(models())
@settings(max_examples=40, deadline=None)
def test_cash_is_that_of_the_account_day_by_day(model):
    """Each line is rounded once a month, so nothing is off by more than a few fen."""
    assert forecast(model).change / 100 == pytest.approx(
        [float(cny) for cny in cash_of(model)], abs=0.25
    )


@given(
    models(tail=6),
    st.lists(st.tuples(money, st.dates(date(2020, 1, 1), date(2031, 1, 1))), max_size=3),
    st.sampled_from([0.0, 0.05, 0.25]),
)
@settings(max_examples=80, deadline=None)
def test_cash_agrees_with_profit_to_the_fen_once_everything_has_moved(model, capital, rate):
    """What the shop begins and ends with differs by profit and owners' money, nothing else."""
    put = tuple(Payment(name="capital", on=on, amount_cny=cny) for cny, on in capital)
    starts, after = month_starts(model.starts, model.months)[0], date(2040, 1, 1)
    inside = sum(
        round((one.amount_cny or 0) * 100)
        for one in put
        if starts <= one.on < month_starts(model.starts, model.months)[-1]
    )
    deposit = Deposit(name="platform", amount_cny=50_000.01, paid=starts, returned=after)
    whole = replace(model, payments=put, income_tax_rate=rate, deposits=(deposit,))
    made = forecast(whole)
    assert not any(int(one[-1]) for one in made.open.values())
    gained = int(made.closing[-1]) - round(model.opening_cny * 100)
    assert gained == int(made.left.sum()) + inside - 5_000_001 + sum(made.opened.values())
    if not model.timing.went_on:
        assert not any(made.opened.values())
    assert int(made.frozen[-1]) == 5_000_001
    assert flows(made, closed=True).sum() * 100 == pytest.approx(int(made.left.sum()), abs=1e-3)


@given(models(), st.sampled_from(["month", "quarter", "year"]), money)
@settings(max_examples=60, deadline=None)
def test_a_fee_is_paid_where_its_span_begins_and_borne_by_all_its_months(model, every, amount):
    fee = FixedCost(name="fee", amount_cny=amount, every=every, starts=model.starts)
    made = forecast(replace(model, fixed=(fee,)))
    borne, paid = fee_by_month(amount, every, model.starts, model.starts, model.months)
    assert -made.profit["fixed"] / 100 == pytest.approx([float(one) for one in borne], abs=0.011)
    assert -made.cash["fixed_paid"] / 100 == pytest.approx([float(one) for one in paid])
    open_ = int(made.open["fixed"][-1])
    assert open_ == int(made.profit["fixed"].sum() - made.cash["fixed_paid"].sum())


def test_a_fee_that_began_earlier_keeps_its_rhythm():
    """A year paid in September comes again ten months after November, not in November."""
    fee = FixedCost(name="fee", amount_cny=30_000, every="year", starts=date(2026, 9, 10))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 12, fixed=(fee,)))
    assert [month for month in range(12) if made.cash["fixed_paid"][month]] == [10]
    assert (made.profit["fixed"] == -250_000).all()


def test_a_cost_of_several_years_is_paid_at_once_and_borne_by_the_years():
    website = FixedCost(name="website", amount_cny=25_000, every="once", kind="it", years=5)
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 12, fixed=(website,)))
    assert made.profit["fixed"].sum() == -500_000
    assert made.cash["fixed_paid"].tolist() == [-2_500_000, *[0] * 11]
    assert made.open["fixed"][-1] == 2_000_000


def test_a_cost_that_ends_is_neither_paid_nor_borne_after():
    rent = FixedCost(name="rent", amount_cny=1_000, starts=FIRST, ends=date(2026, 12, 31))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 4, fixed=(rent,)))
    assert made.profit["fixed"].tolist() == [-100_000, -100_000, 0, 0]


def test_half_of_a_month_settles_in_the_next_with_fifteen_days():
    made = forecast(
        Model(starts=FIRST, sales_cny=(30_000.0, 0.0), timing=Timing(settlement_days=15))
    )
    assert made.cash["paid"].tolist() == [1_500_000, 1_500_000]


def test_stock_bought_ahead_is_paid_before_the_first_sale_and_for_the_months_to_come():
    """Thirty days ahead in a shop that goes on: the first month pays for two."""
    ahead = Timing(stock_ahead_days=30)
    model = Model(starts=FIRST, sales_cny=(30_000.0,), rates=Rates(goods=0.5), timing=ahead)
    assert forecast(model).cash["goods"].tolist() == [-3_000_000]
    ends = replace(model, timing=replace(ahead, goes_on=False))
    assert forecast(ends).cash["goods"].tolist() == [-1_500_000]


def test_what_lies_before_the_first_month_moves_in_it():
    assert Moves(FIRST, 1, -400).by_end()[0].tolist() == [0.0, 1.0, 0.0]
    assert Moves(FIRST, 1, 400).by_end()[0].tolist() == [0.0, 0.0, 0.0]


def test_a_shop_that_was_open_before_has_stock_and_money_to_come():
    """Fifteen days of November's sales come from October; its stock of ten days is paid."""
    timing = Timing(settlement_days=15, stock_ahead_days=10, went_on=True)
    model = Model(starts=FIRST, sales_cny=(30_000.0,), rates=Rates(goods=0.5), timing=timing)
    made = forecast(model)
    assert made.cash["paid"].tolist() == [3_000_000]
    assert made.cash["goods"].tolist() == [-1_500_000]
    assert (made.opened["paid"], made.opened["goods"]) == (1_500_000, 500_000)
    assert made.open["paid"].tolist() == [1_500_000]
    assert made.open["goods"].tolist() == [500_000]


def test_income_tax_waits_for_losses_and_does_not_come_back():
    assert income_tax(np.array([-1000, 3000, -500, 400]), 0.25).tolist() == [0, 500, 0, 0]


def test_deposits_are_no_cost():
    """The deposit freezes cash; profit does not know of it."""
    deposit = Deposit(name="platform", amount_cny=100_000, paid=FIRST, returned=date(2027, 1, 20))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 4, deposits=(deposit,)))
    assert not made.left.any()
    assert (made.frozen / 100).tolist() == [100_000, 100_000, 0, 0]
    assert lowest(made).cny == -100_000
    assert flows(made).tolist() == [-100_000, 0, 100_000, 0]


def test_a_deposit_paid_earlier_is_frozen_already_and_comes_back():
    deposit = Deposit(name="a", amount_cny=5, paid=date(2020, 1, 1), returned=date(2026, 12, 9))
    gone = Deposit(name="b", amount_cny=7, paid=date(2020, 1, 1), returned=date(2020, 2, 1))
    made = forecast(Model(starts=FIRST, sales_cny=(0.0,) * 2, deposits=(deposit, gone)))
    assert made.frozen.tolist() == [500, 0]
    assert made.closing.tolist() == [0, 500]
    assert flows(made, closed=True).tolist() == [-5, 5]


def growing(**changes):
    """Return a shop that loses 10,000 a month at first and earns 20,000 later."""
    told = {
        "starts": FIRST,
        "sales_cny": (0.0,) * 3 + (60_000.0,) * 9,
        "rates": Rates(goods=0.5),
        "payroll_cny": 10_000.0,
        "opening_cny": 20_000.0,
        "least_cny": 5_000.0,
        "discount_rate": 0.1,
    }
    return forecast(Model(**told | changes))


def test_lowest_point_break_even_and_payback():
    made = growing()
    low = lowest(made)
    assert (low.month, low.cny, low.short_cny) == (date(2027, 1, 1), -10_000, 15_000)
    assert break_even_month(made) == date(2027, 2, 1)
    assert payback_years(made) == pytest.approx((4 + 0.5) / 12)
    assert payback_years(made, 0.1) > payback_years(made)


def test_a_shop_that_never_earns_has_no_break_even_and_no_payback():
    made = growing(sales_cny=(0.0,) * 12)
    assert break_even_month(made) is None
    assert payback_years(made) is None
    assert payback_years(growing(sales_cny=(60_000.0,) * 12)) == 0


def test_frames_say_what_the_forecast_holds():
    made = growing(stages=("a",) * 3 + ("b",) * 9, rates=Rates(goods=0.5, refund=0.1))
    by_month, by_stage, by_year = (pnl(made, by) for by in ("month", "stage", "year"))
    assert len(by_month) == 12
    assert by_stage["shop_stage"].tolist() == ["a", "b"]
    assert len(by_year) == 2
    for frame in (by_month, by_stage, by_year):
        assert frame["profit_after_tax_cny"].sum() == pytest.approx(made.left.sum() / 100)
    assert by_month["profit_rate"].isna().tolist() == [True] * 3 + [False] * 9
    moves = cash(made)
    assert moves[list(MOVES)].sum(axis=1).to_numpy() == pytest.approx(
        moves["cash_change_cny"].to_numpy()
    )
    assert (moves["cash_opening_cny"] + moves["cash_change_cny"]).to_numpy() == pytest.approx(
        moves["cash_closing_cny"].to_numpy()
    )


def test_scenarios_stand_side_by_side_with_one_rate_or_none():
    frame = side_by_side({"plan": growing(), "bad": growing(sales_cny=(0.0,) * 12)})
    frame = frame.set_index("plan_scenario")
    assert frame.loc["plan", "return_rate"] > 1
    assert np.isnan(frame.loc["bad", "return_rate"])
    assert frame.loc["bad", "present_value_cny"] < 0


def test_a_shop_that_trades_already_has_no_payback_and_no_rate_of_return():
    """Its stock on the way would pass for an investment, and what was put in before is not told."""
    new = growing(timing=Timing(stock_ahead_days=30))
    old = growing(timing=Timing(stock_ahead_days=30, went_on=True), before_cny=50_000.0)
    assert rates_of_return(new).only is not None
    told = rates_of_return(old)
    assert (told.yearly, told.why) == ((), "trades")
    assert payback_years(new) is not None
    assert payback_years(old) is None
    unknown = ["payback_years", "payback_discounted_years", "return_rate"]
    assert side_by_side({"plan": old})[unknown].isna().all(axis=None)


def test_what_is_unknown_is_left_out_and_named():
    rent = FixedCost(name="rent")
    model = Model(starts=FIRST, sales_cny=(100.0,), rates=Rates(goods=0.4), fixed=(rent,))
    assert "rent" in model.left_out
    assert {"platform", "payroll", "refund"} <= set(model.left_out)
    assert "goods" not in model.left_out


@pytest.mark.parametrize(
    "changes", [{"sales_cny": ()}, {"stages": ("a",)}, {"rates": Rates(goods=(0.1,))}]
)
def test_lists_of_another_length_are_refused(changes):
    with pytest.raises(ValueError, match="months expected"):
        Model(**{"starts": FIRST, "sales_cny": (1.0, 2.0)} | changes)
