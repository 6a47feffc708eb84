"""The exact cost of an order policy, and how far the approximate policy is from the least."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from shopkit.stock import Costs, best_policy, exact_cost, exact_policy, policy_cost

BOOK = Costs(1300, 8, 0.225, 7.5)
OVER_LEAD = (1300 / 12, 150 / 12**0.5)


def averaged(costs, policy, over_lead):
    """Return the yearly cost averaged over all places of stock by quadrature."""
    (point, units), (mean, spread) = policy, over_lead

    def lack(y):
        z = (y - mean) / spread
        return spread * (norm.pdf(z) - z * norm.sf(z))

    waits = quad(lack, point, point + units)[0] / units
    out = quad(lambda y: norm.sf(y, mean, spread), point, point + units)[0] / units
    held = costs.holding_cny * (point - mean + units / 2 + waits)
    asked = costs.order_cost_cny * costs.demand_yearly / units
    return held + asked + costs.short_cny * costs.demand_yearly * out


def found(costs, over_lead):
    near, exact = best_policy(costs, *over_lead), exact_policy(costs, *over_lead)
    cost = float(exact_cost(costs, (near.reorder_units, near.order_units), over_lead))
    return near, exact, cost / float(exact.yearly_cny) - 1


@pytest.mark.parametrize(
    ("costs", "over_lead", "r", "q", "cost"),
    [
        (BOOK, OVER_LEAD, 213.97044, 318.59018, 95.4511402),
        (
            Costs(800, 50, 3.1, 45),
            (800 * 4 / 365, 40 * (4 / 365) ** 0.5),
            17.972649360,
            162.1231617,
            None,
        ),
    ],
)
def test_snyder_and_shen_by_the_expected_inventory_level(costs, over_lead, r, q, cost):
    """Example 5.2 and problem 5.1 as the author's program prints them for this approximation."""
    made = best_policy(costs, *over_lead)
    assert (made.reorder_units, made.order_units) == pytest.approx((r, q), rel=1e-7)
    if cost is not None:
        assert float(made.yearly_cny) == pytest.approx(cost, rel=1e-8)


def test_the_books_policy_is_as_good_as_the_exact_one():
    near, exact, more = found(BOOK, OVER_LEAD)
    assert abs(float(near.reorder_units - exact.reorder_units)) < 0.01
    assert abs(float(near.order_units - exact.order_units)) < 0.01
    assert 0 <= more < 1e-7
    assert float(exact.yearly_cny) == pytest.approx(95.45211, abs=1e-5)


@pytest.mark.parametrize(
    ("costs", "over_lead", "most"),
    [
        (Costs(2000, 120, 10, 20), (137.0, 41.1), 1e-5),  # Q h is 6 % of p λ
        (Costs(300, 120, 100, 60), (24.7, 7.4), 1e-4),  # 17 %
        (Costs(100, 100, 80, 30), (5.48, 3.51), 1e-3),  # half
    ],
)
def test_how_far_the_approximation_is_from_the_least_cost(costs, over_lead, most):
    near, exact, more = found(costs, over_lead)
    assert -1e-9 < more < most
    assert near.reorder_units <= exact.reorder_units + 1e-3  # what waits is forgotten: ordered late
    own = float(policy_cost(costs, (near.reorder_units, near.order_units), over_lead))
    assert float(exact.yearly_cny) * 0.99 < own <= float(exact.yearly_cny) * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(0, 400),
    st.floats(1, 900),
    st.floats(1, 300),
    st.floats(0.5, 90),
)
def test_the_exact_cost_is_the_average_over_all_places_of_stock(point, units, mean, spread):
    costs = Costs(1300.0, 8.0, 0.5, 7.5)
    made = float(exact_cost(costs, (point, units), (mean, spread)))
    assert made == pytest.approx(averaged(costs, (point, units), (mean, spread)), rel=1e-5)


def test_what_cannot_be_searched_stays_as_approximated():
    still = exact_policy(Costs(0, 8, 0.225, 7.5), 0, 0)
    assert (still.reorder_units, still.order_units) == (0, 0)
    assert np.isnan(exact_policy(Costs(1300, 8, 100, 0.01), *OVER_LEAD).reorder_units)
    sure = exact_policy(BOOK, OVER_LEAD[0], 0.0)
    assert float(sure.reorder_units) == pytest.approx(OVER_LEAD[0])
