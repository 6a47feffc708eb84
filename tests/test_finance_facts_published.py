"""Values and rates other programs publish in their manuals, found by shopkit's own functions."""

import numpy as np
import pytest

from shopkit.finance.returns import internal_rates, present_value


def value(yearly_rate: float, yearly: list[float]) -> float:
    """Return what sums a year apart are worth a year before the first of them."""
    flows = np.zeros(12 * len(yearly) + 1)
    flows[12::12] = yearly
    return present_value(flows, yearly_rate)


def test_present_value_of_the_second_example_of_excel():
    """NPV at 8 % of five years less 40,000 = 1,922.06, with a loss of 9,000 after = −3,749.47."""
    years = [8_000.0, 9_200, 10_000, 12_000, 14_500]
    assert value(0.08, years) - 40_000 == pytest.approx(1_922.06, abs=0.005)
    assert value(0.08, [*years, -9_000]) - 40_000 == pytest.approx(-3_749.47, abs=0.005)


@pytest.mark.parametrize(
    ("rate", "years", "expected"),
    [
        (0.065, [5_000], 4_694.83568075117),
        (0.10, [500, 1_500, 4_000, 10_000], 11_529.60863329007),
    ],
)
def test_present_value_of_the_examples_of_formcalc(rate, years, expected):
    """Source: Adobe LiveCycle, FormCalc User Reference, NPV (its third example does not add up)."""
    assert value(rate, years) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ([-100, 39, 59, 55, 20], 0.28095),
        ([-100, 0, 0, 74], -0.0955),
        ([-100, 100, 0, 7], 0.06206),
    ],
)
def test_internal_rate_of_the_examples_of_numpy(flows, expected):
    """Source: NumPy 1.13 reference, `numpy.irr`, after L. J. Gitman."""
    assert internal_rates(flows, 1).only == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("flows", "printed"), [([-100, 100, 0, -7], -0.0833), ([-5, 10.5, 1, -8, 1], 0.0886)]
)
def test_where_numpy_prints_one_of_several_rates_all_are_told(flows, printed):
    """Same source: a sum paid at the end makes further rates, and none of them is the one."""
    found = internal_rates(flows, 1)
    assert (found.why, found.only) == ("several", None)
    assert min(abs(rate - printed) for rate in found.yearly) < 5e-5
    for rate in found.yearly:
        assert value(rate, flows) == pytest.approx(0, abs=1e-6)
