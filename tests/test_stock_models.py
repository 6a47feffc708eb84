"""How much to order at once, once, and when again: published values, brute force, properties."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm

from shopkit.errors import PlanError
from shopkit.stock import (
    Costs,
    Empirical,
    Money,
    Normal,
    OverLead,
    Poisson,
    best_policy,
    critical_ratio,
    economic_units,
    newsvendor,
    normal_loss,
    outcome,
    policy_cost,
    reorder_point,
    safety_units,
    yearly_cost,
)

SOME = st.floats(0.5, 5000)
RATE = st.floats(0.01, 0.99)


def test_published_economic_order_quantity():
    """Snyder & Shen (2019), example 3.1."""
    assert float(economic_units(1300, 8, 0.225)) == pytest.approx(304.05, abs=0.005)
    assert float(yearly_cost(304.0468, 1300, 8, 0.225)) == pytest.approx(68.41, abs=0.005)


def test_published_newsvendor():
    """Snyder & Shen (2019), example 4.3: 0.18 a unit over and 0.70 a unit short."""
    ratio = critical_ratio(Money(1.0, 0.3, 0.12))
    assert float(ratio) == pytest.approx(0.70 / (0.70 + 0.18))
    assert float(newsvendor(Normal(50, 8), ratio)) == pytest.approx(56.60, abs=0.005)


def test_published_reorder_point_and_quantity():
    """Snyder & Shen (2019), example 5.2."""
    found = best_policy(Costs(1300, 8, 0.225, 7.5), 1300 / 12, 150 / np.sqrt(12))
    assert float(found.reorder_units) == pytest.approx(213.97, abs=0.005)
    assert float(found.order_units) == pytest.approx(318.6, abs=0.05)
    assert float(found.yearly_cny) == pytest.approx(95.45, abs=0.005)


def test_s000_p10_inventory_forecast_is_lead_demand_and_safety_stock():
    pace = OverLead(units_daily=20, units_spread=5, lead_days=4, lead_spread_days=1)
    safety = safety_units(pace, 0.95)
    assert float(safety) == pytest.approx(norm.ppf(0.95) * np.sqrt(4 * 25 + 400))
    assert float(reorder_point(pace, 0.95)) == pytest.approx(20 * 4 + float(safety))


@given(SOME, SOME, SOME)
def test_no_order_costs_less_than_the_economic_one(demand, order, holding):
    best = float(economic_units(demand, order, holding))
    grid = best * np.linspace(0.05, 4, 400)
    least = yearly_cost(grid, demand, order, holding).min()
    assert float(yearly_cost(best, demand, order, holding)) <= least * (1 + 1e-12)


@given(st.floats(1, 300), st.floats(0.01, 100), st.floats(1, 50), st.floats(0.1, 0.95), RATE)
def test_no_stock_earns_more_than_the_newsvendors(middle, spread, price, cost, salvage):
    money = Money(price, price * cost, price * cost * salvage)
    demand = Normal(middle, spread)
    best = newsvendor(demand, critical_ratio(money))
    grid = np.linspace(0, middle + 6 * spread, 500)
    most = outcome(demand, grid, money).profit_cny.max()
    assert float(outcome(demand, best, money).profit_cny) >= most - 1e-6 * price * middle


@given(st.floats(0.1, 60), st.floats(0.05, 0.95), RATE)
def test_no_whole_units_earn_more_under_poisson_demand(middle, cost, salvage):
    money = Money(1.0, cost, cost * salvage)
    best = newsvendor(Poisson(middle), critical_ratio(money))
    whole = np.arange(0, 150)
    most = outcome(Poisson(middle), whole, money).profit_cny.max()
    assert float(best) == int(best)
    assert float(outcome(Poisson(middle), best, money).profit_cny) >= most - 1e-9


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=5, max_size=5), min_size=1, max_size=4),
    st.floats(0.05, 0.95),
    RATE,
)
def test_no_stock_earns_more_over_the_draws_themselves(draws, cost, salvage):
    demand, money = Empirical(draws), Money(1.0, cost, cost * salvage)
    best = newsvendor(demand, critical_ratio(money))
    for row, units in zip(draws, best, strict=True):

        def earned(bought, row=row):
            sold = np.minimum(row, bought)
            return (sold + cost * salvage * (bought - sold) - cost * bought).mean()

        assert earned(units) >= max(earned(n) for n in range(42)) - 1e-9


def test_expected_sales_under_poisson_demand_are_a_plain_sum():
    from scipy.stats import poisson

    counts = np.arange(0, 200)
    for units in (0, 1, 7, 7.5, 30):
        plain = (np.minimum(counts, units) * poisson.pmf(counts, 12.5)).sum()
        assert float(Poisson(12.5).sold(np.array(units))) == pytest.approx(plain)


@given(st.floats(0, 100), st.floats(0.1, 100), st.floats(0, 300))
def test_what_is_sold_and_short_is_what_was_asked_for(middle, spread, units):
    found = outcome(Normal(middle, spread), units, Money(2, 1, 0.5))
    asked = float(found.sold_units + found.short_units)
    assert asked == pytest.approx(float(normal_loss(0, middle, spread)))
    assert float(found.sold_units + found.left_units) == pytest.approx(units)
    assert -1e-9 <= float(found.sold_units) <= units + 1e-9
    assert float(found.short_units) >= -1e-9


def test_normal_loss_is_its_integral():
    grid = np.linspace(-400, 600, 200_001)
    weight = norm.pdf(grid, 50, 8) * (grid[1] - grid[0])
    for units in (20, 50, 61):
        plain = (np.maximum(grid - units, 0) * weight).sum()
        assert float(normal_loss(units, 50, 8)) == pytest.approx(plain, abs=1e-6)


@given(
    st.floats(50, 5000), st.floats(1, 50), st.floats(0.05, 2), st.floats(5, 50), st.floats(1, 30)
)
def test_no_point_and_order_of_a_grid_cost_less(demand, order, holding, short, days):
    costs = Costs(demand, order, holding, short)
    middle, spread = demand * days / 365, np.sqrt(demand * days / 365)
    found = best_policy(costs, middle, spread)
    assume(not np.isnan(found.reorder_units))
    rate = 1 - float(found.order_units) * holding / (short * demand)
    assume(rate > 0.6)  # below, the cost formula is no good approximation and has no least
    points = float(found.reorder_units) + spread * np.linspace(-1, 1, 41)
    orders = float(found.order_units) * np.linspace(0.7, 1.4, 41)
    grid = policy_cost(costs, tuple(np.meshgrid(points, orders)), (middle, spread))
    assert float(found.yearly_cny) <= grid.min() * (1 + 1e-9)


@given(SOME, SOME, st.floats(0, 60), st.floats(0, 20), st.tuples(RATE, RATE))
def test_more_service_never_takes_less_stock(daily, spread, lead, lead_spread, rates):
    pace = OverLead(daily, spread, lead, lead_spread)
    low, high = sorted(rates)
    assert float(reorder_point(pace, low)) <= float(reorder_point(pace, high))
    demand = Normal(daily, spread)
    assert float(newsvendor(demand, low)) <= float(newsvendor(demand, high))
    assert float(safety_units(pace, low)) >= 0


def test_products_are_computed_together_as_alone():
    costs = Costs([1300, 2600, 0.0], 8, [0.225, 0.5, 0.3], 7.5)
    found = best_policy(costs, [100, 210, 0], [40, 30, 0])
    for place in range(2):
        alone = best_policy(
            Costs(costs.demand_yearly[place], 8, costs.holding_cny[place], 7.5),
            [100, 210][place],
            [40, 30][place],
        )
        assert found.reorder_units[place] == pytest.approx(float(alone.reorder_units))
        assert found.order_units[place] == pytest.approx(float(alone.order_units))


def test_nothing_sold_takes_no_order_and_unknown_stays_unknown():
    still = best_policy(Costs([0, 1300], 8, 0.225, [7.5, 0]), [0, 100], [0, 40])
    assert [float(part[0]) for part in (still.reorder_units, still.order_units)] == [0, 0]
    assert float(still.yearly_cny[0]) == 0
    assert np.isnan(still.reorder_units[1])  # running out costs nothing: no stock is worth its cost
    assert yearly_cost([0, 5, 0], [0, 0, 10], 8, 2).tolist() == [0, 5, np.inf]
    assert economic_units([0, np.nan], 8, 0.2)[0] == 0
    assert np.isnan(economic_units([0, np.nan], 8, 0.2)[1])
    assert np.isnan(reorder_point(OverLead(5, 1, np.nan), 0.95))
    assert np.isnan(critical_ratio(Money(np.nan, 1, 0)))
    assert np.isnan(newsvendor(Normal(10, 2), np.nan))
    assert np.isnan(newsvendor(Normal(10, np.nan), 0.9))
    assert float(newsvendor(Poisson(0), 0.9)) == 0


def test_a_unit_that_earns_nothing_is_not_bought():
    ratio = critical_ratio(Money(10, [10, 12], 2))
    assert ratio.tolist() == [0, 0]
    assert newsvendor(Normal(50, [8, 0]), ratio).tolist() == [0, 0]
    assert newsvendor(Empirical([[5, 6]]), 0.0).tolist() == [0]


def test_known_demand_is_bought_as_it_is():
    assert float(newsvendor(Normal(50, 0), 0.9)) == 50


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda: critical_ratio(Money(10, 4, 4)), "stock_salvage"),
        (lambda: critical_ratio(Money(10, 4, [1, 5])), "stock_salvage"),
        (lambda: safety_units(OverLead(1, 1, 1), 1.0), "stock_certain"),
        (lambda: newsvendor(Normal(1, 1), [0.5, 1]), "stock_certain"),
        (lambda: economic_units(10, 1, 0), "stock_holding"),
        (lambda: economic_units(-1, 1, 1), "stock_negative"),
        (lambda: OverLead(1, 1, -1), "stock_negative"),
        (lambda: Normal(1, -1), "stock_negative"),
        (lambda: Empirical([]), "stock_no_draws"),
        (lambda: newsvendor(Normal(1, 1), -0.1), "stock_negative"),
    ],
)
def test_what_has_no_answer_is_said(wrong, code):
    with pytest.raises(PlanError) as raised:
        wrong()
    assert [one.code for one in raised.value.problems] == [code]
    assert raised.value.say("zh") != raised.value.say("en")
