"""What the account of a period derives from its steps."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.profit import Account

BREAK_EVEN = Account.break_even_roi.fget


@given(st.floats(1e-6, 1))
def test_at_the_break_even_return_ads_cost_what_their_sales_leave(rate):
    roi = BREAK_EVEN(SimpleNamespace(rate_before_ads=rate))
    assert roi * rate == pytest.approx(1)


@pytest.mark.parametrize("rate", [None, 0.0, -0.2])
def test_what_earns_nothing_before_ads_has_no_break_even(rate):
    assert BREAK_EVEN(SimpleNamespace(rate_before_ads=rate)) is None
