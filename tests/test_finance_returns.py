"""Returns against the examples Excel documents, and what is said where there is no single rate."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.finance.returns import internal_rates, monthly, present_value, yearly


def test_net_present_value_of_the_example_of_excel():
    """NPV(10 %, −10000, 3000, 4200, 6800) = 1,188.44: Excel discounts the first flow too."""
    flows = np.zeros(37)
    flows[[0, 12, 24, 36]] = [-10_000, 3_000, 4_200, 6_800]
    assert present_value(flows, 0.1) / 1.1 == pytest.approx(1_188.44, abs=0.005)


def test_internal_rate_of_the_examples_of_excel():
    """IRR: −2.1 % after four years, 8.7 % after five, −44.4 % after two with a guess."""
    flows = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]
    assert internal_rates(flows, 1).only == pytest.approx(0.0866, abs=5e-5)
    assert internal_rates(flows[:5], 1).only == pytest.approx(-0.0212, abs=5e-5)
    assert internal_rates(flows[:3], 1).only == pytest.approx(-0.4435, abs=5e-5)


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ([-100.0, -1.0], "never_back"),
        ([100.0, 1.0], "never_put_in"),
        ([0.0, 0.0], "never_put_in"),
        ([100.0, -200.0, 150.0], "none"),
    ],
)
def test_where_there_is_no_rate_it_is_said_why(flows, why):
    found = internal_rates(flows, 1)
    assert (found.yearly, found.why, found.only) == ((), why, None)


@pytest.mark.parametrize("flows", [[-1.0, 200.0], [-1.0, 0.001], [0.0, -1.0, 300.0]])
def test_a_rate_beyond_any_that_means_something_is_not_called_none(flows):
    """One yuan becomes 200 in a year, or a tenth of a fen: there is a rate, and no sense in it."""
    found = internal_rates(flows, 1)
    assert (found.yearly, found.why) == ((), "beyond")


def test_a_second_rate_beyond_makes_them_several():
    """(1 − 1.1 v)(1 − 200 v): 10 % and 19,900 %."""
    found = internal_rates([-1.0, 201.1, -220.0], 1)
    assert found.why == "several"
    assert found.yearly == pytest.approx((0.1,))
    assert found.only is None


def test_several_rates_are_all_told_and_none_is_picked():
    """−1000, +2300, −1320 is worth nothing at 10 % and at 20 %: the classic example."""
    found = internal_rates([-1_000, 2_300, -1_320], 1)
    assert found.yearly == pytest.approx((0.1, 0.2))
    assert (found.why, found.only) == ("several", None)


@given(st.floats(100, 1e6), st.lists(st.floats(1, 1e5), min_size=1, max_size=24))
@settings(max_examples=60, deadline=None)
def test_one_outlay_has_one_rate_and_both_libraries_find_it(outlay, back):
    """Whatever comes back after one outlay: at the rate the value is zero."""
    flows = [-outlay, *back]
    found = internal_rates(flows, 1)
    rate = npf.irr(flows)
    if not -0.98 < rate < 99:
        return
    assert found.why == "one"
    assert found.only == pytest.approx(rate, rel=1e-5, abs=1e-8)
    assert pyxirr.npv(found.only, flows) == pytest.approx(0, abs=1e-6 * outlay)


@given(st.floats(-0.9, 5))
def test_a_rate_of_a_year_is_that_of_its_months(rate):
    assert yearly(monthly(rate)) == pytest.approx(rate)
