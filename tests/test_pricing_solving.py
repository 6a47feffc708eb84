"""Every unknown of a price, put back: what it was solved for comes out."""

from datetime import date
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pricing_samples import made_plan, unit_terms

from shopkit.pricing import (
    UnitTerms,
    break_even_price,
    break_even_roi,
    break_even_units,
    cost_plus,
    deepest_discount,
    fixed_monthly,
    floor_price,
    margin_of,
    markup_of,
    most_ad_cost,
    price_for,
)

MARGINS = st.floats(0, 0.35)


@given(unit_terms(), MARGINS, st.floats(0.5, 1))
def test_a_price_for_a_margin_leaves_that_margin(terms, margin, pay_rate):
    price = price_for(terms, margin, pay_rate)
    assume(price < 1e6)
    assert terms.margin_rate(price * pay_rate) == pytest.approx(margin, abs=1e-6)


@given(unit_terms(), MARGINS, st.floats(0.001, 0.2))
def test_a_higher_margin_or_cost_needs_a_higher_price(terms, margin, more):
    assert price_for(terms, margin + more) >= price_for(terms, margin)
    dearer = UnitTerms(goods_cny=terms.goods_cny + 1)
    assert floor_price(dearer) > floor_price(UnitTerms(goods_cny=terms.goods_cny))


@given(unit_terms(), st.floats(1, 5000), st.floats(0.01, 100))
def test_a_higher_price_leaves_more(terms, price, more):
    assert terms.left(price + more) > terms.left(price)


@given(unit_terms(), st.floats(1, 1e6), st.floats(1, 2000), st.floats(0, 1e5))
def test_break_even_units_earn_the_costs_and_one_less_does_not(terms, fixed, price, target):
    units = break_even_units(fixed, terms, price, target)
    left = terms.left(price)
    if units is None:
        assert left <= 1e-9
        return
    assert units * left >= (fixed + target) * (1 - 1e-9) - 1e-6 * left
    assert (units - 1) * left < fixed + target


@given(unit_terms(), st.floats(1, 1e6), st.integers(1, 10_000))
def test_a_break_even_price_earns_the_fixed_costs(terms, fixed, units):
    price = break_even_price(fixed, terms, units)
    assert terms.left(price) * units == pytest.approx(fixed, rel=1e-6, abs=1e-4)


@given(unit_terms(), st.floats(1, 5000))
def test_ads_at_the_break_even_return_leave_nothing(terms, price):
    roi = break_even_roi(terms, price)
    assume(roi is not None)
    spend = price * terms.net_rate / roi
    assert terms.before_ads.left(price) - spend == pytest.approx(0, abs=1e-6)
    assert most_ad_cost(terms, price) == pytest.approx(spend, abs=1e-6)


@given(unit_terms(), st.floats(1, 5000), MARGINS)
def test_the_most_ads_may_cost_leave_the_least_margin(terms, price, margin):
    cost = most_ad_cost(terms, price, margin)
    assert (terms.before_ads.left(price) - cost) / (price * terms.net_rate) == pytest.approx(margin)


@given(unit_terms(), st.floats(1, 5000), MARGINS)
def test_the_deepest_discount_ends_at_the_floor(terms, price, margin):
    pay_rate = deepest_discount(terms, price, margin)
    assume(pay_rate < 1e6)
    assert price * pay_rate == pytest.approx(floor_price(terms, margin))


def test_unknown_goods_leave_every_answer_unknown():
    terms = UnitTerms(freight_cny=5)
    assert price_for(terms) is None
    assert deepest_discount(terms, 99) is None
    assert break_even_units(1000, terms, 99) is None
    assert break_even_price(1000, terms, 10) is None
    assert break_even_roi(terms, 99) is None
    assert most_ad_cost(terms, 99) is None


def test_no_price_is_enough_where_shares_eat_the_margin():
    terms = UnitTerms(goods_cny=10, affiliate_rate=0.5, ads_rate=0.3)
    assert price_for(terms, 0.25) == inf
    assert break_even_units(1000, terms, 20) is None


def test_break_even_of_the_baseball_bats():
    """The Hartnett Corporation, Block, Hirt and Danielsen, Foundations of Financial Management."""
    bat = UnitTerms(goods_cny=8)
    assert break_even_units(20_000, bat, 13) == 4000
    assert break_even_units(20_000, bat, 13, target_cny=15_000) == 7000


def test_break_even_of_the_managerial_accounting_course():
    """Penn State, ACCTG 211, 7.2 (after OpenStax): fixed 20,000, price 400, variable cost 250."""
    unit = UnitTerms(goods_cny=250)
    assert unit.left(400) == 150
    assert break_even_units(20_000, unit, 400) == 134  # 133.3 units, and units are whole


@pytest.mark.parametrize(("margin", "roas"), [(0.4, 2.5), (0.25, 4), (0.5, 2), (0.2, 5)])
def test_break_even_return_on_ads_of_the_help_pages(margin, roas):
    """Help pages on break-even ROAS: 1 ÷ margin; 100 sold at variable costs of 60 needs 2.5."""
    assert break_even_roi(UnitTerms(goods_cny=100 * (1 - margin)), 100) == pytest.approx(roas)


def test_markup_is_not_margin():
    """Accountant Skills: bought at 200 and sold at 300 is 50 % markup, a third margin."""
    assert cost_plus(200, 0.5) == 300
    assert margin_of(0.5) == pytest.approx(1 / 3)
    assert markup_of(1 / 3) == pytest.approx(0.5)


@given(st.floats(0, 10))
def test_markup_and_margin_turn_into_one_another(markup):
    assert markup_of(margin_of(markup)) == pytest.approx(markup)


def test_fixed_costs_of_a_month_and_whose_pay_is_not_told():
    plan = made_plan(
        costs={
            "fixed": [
                {"name": "房租", "amount_cny": 8500},
                {"name": "平台年费", "amount_cny": 30000, "every": "year"},
                {"name": "装修", "amount_cny": 9000, "every": "once"},
                {"name": "旧仓", "amount_cny": 700, "ends": "2026-06-30"},
            ]
        },
        team={
            "posts": [
                {"role": "客服", "people": 2, "pay_monthly_cny": 4500},
                {"role": "美工", "people": 1},
            ]
        },
    )
    found = fixed_monthly(plan, date(2026, 9, 1))
    assert found.amount_cny == 8500 + 2500 + 9000
    assert found.unknown == ("美工",)
