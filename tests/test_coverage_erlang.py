"""Erlang B and C against published values and against what must hold of any queue."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.coverage import (
    Desk,
    average_wait,
    erlang_b,
    erlang_c,
    needs,
    offered,
    service_level,
)

# T. S. Rappaport, Wireless Communications, table "Capacity of an Erlang B system": the load in
# erlang at which so many channels block so large a share of calls.
TABLE = {
    2: {0.01: 0.153, 0.005: 0.105, 0.002: 0.065, 0.001: 0.046},
    4: {0.01: 0.869, 0.005: 0.701, 0.002: 0.535, 0.001: 0.439},
    5: {0.01: 1.36, 0.005: 1.13, 0.002: 0.900, 0.001: 0.762},
    10: {0.01: 4.46, 0.005: 3.96, 0.002: 3.43, 0.001: 3.09},
    20: {0.01: 12.0, 0.005: 11.1, 0.002: 10.1, 0.001: 9.41},
    24: {0.01: 15.3, 0.005: 14.2, 0.002: 13.0, 0.001: 12.2},
    40: {0.01: 29.0, 0.005: 27.3, 0.002: 25.7, 0.001: 24.5},
    70: {0.01: 56.1, 0.005: 53.7, 0.002: 51.0, 0.001: 49.2},
    100: {0.01: 84.1, 0.005: 80.9, 0.002: 77.4, 0.001: 75.2},
}
loads = st.floats(0.01, 200)
heads = st.integers(1, 250)


@pytest.mark.parametrize("channels", TABLE)
def test_erlang_b_is_that_of_the_published_table(channels):
    """A printed load is rounded, some up: within one of its last digit."""
    for share, load in TABLE[channels].items():
        digits = 3 if load < 1 else 2 if load < 10 else 1
        last = 1.02 * 10**-digits
        assert erlang_b(load - last, channels) < share < erlang_b(load + last, channels)


def test_erlang_c_published_example_of_fourteen_agents():
    """100 calls in half an hour of 180 s, 80 % within 20 s, three tenths of the time away.

    Source: Call Centre Helper, "Erlang C Formula – Made Simple With an Easy Worked Example".
    """
    load = offered(200, 180)
    assert load == 10
    assert erlang_c(load, 14) == pytest.approx(0.1741, abs=5e-5)
    assert service_level(load, 14, 180, 20) == pytest.approx(0.8884, abs=5e-5)
    assert average_wait(load, 14, 180) == pytest.approx(7.8, abs=0.05)
    desk = Desk(180, target_rate=0.8, target_seconds=20, shrinkage_rate=0.3)
    found = needs(pd.DataFrame({"chats": [200.0]}), desk).iloc[0]
    assert (found["agents_chatting"], found["agents_needed"]) == (14, 20)


def test_erlang_c_published_example_of_fifty_five_agents():
    """360 calls in half an hour of 240 s, 55 agents.

    Source: the worked example of "The Erlang-C Formula", copied on many pages.
    """
    load = offered(720, 240)
    assert load == 48
    assert erlang_c(load, 55) == pytest.approx(0.239, abs=5e-4)
    assert average_wait(load, 55, 240) == pytest.approx(8.2, abs=0.05)


def by_sums(load, agents):
    """Return Erlang C from the states of the queue, added up one by one."""
    terms = np.cumprod([1.0, *(load / n for n in range(1, agents + 1))])
    last = terms[-1] / (1 - load / agents)
    return last / (terms[:-1].sum() + last)


@given(agents=st.integers(1, 60), busy=st.floats(0.01, 0.99))
def test_erlang_c_is_what_the_states_add_up_to(agents, busy):
    assert erlang_c(busy * agents, agents) == pytest.approx(by_sums(busy * agents, agents))


@given(load=loads, agents=heads)
def test_more_agents_are_never_worse(load, agents):
    assert erlang_b(load, agents + 1) <= erlang_b(load, agents)
    assert erlang_c(load, agents + 1) <= erlang_c(load, agents)
    assert service_level(load, agents + 1, 180, 30) >= service_level(load, agents, 180, 30)
    assert average_wait(load, agents + 1, 180) <= average_wait(load, agents, 180)


@given(load=loads, more=st.floats(0.001, 50), agents=heads)
def test_more_load_is_never_better(load, more, agents):
    assert erlang_b(load, agents) <= erlang_b(load + more, agents)
    assert service_level(load, agents, 180, 30) >= service_level(load + more, agents, 180, 30)


@given(load=loads, agents=heads, seconds=st.floats(0, 600))
def test_shares_are_shares_and_who_waits_is_at_least_who_would_leave(load, agents, seconds):
    blocked, waits = erlang_b(load, agents), erlang_c(load, agents)
    assert 0 <= blocked <= waits <= 1
    assert 0 <= service_level(load, agents, 180, seconds) <= 1


def test_all_hours_are_counted_at_once():
    """One call for many hours gives what one call an hour gives; beyond the agents nobody is."""
    many, agents = np.array([0.0, 3.0, 10.0, 20.0]), np.array([1, 4, 14, 20])
    together = service_level(many, agents, 180, 30)
    assert list(together) == [
        float(service_level(a, n, 180, 30)) for a, n in zip(many, agents, strict=True)
    ]
    assert together[-1] == 0
    assert np.isinf(average_wait(20.0, 20, 180))


def test_a_large_desk_neither_overflows_nor_cancels():
    assert 0 < erlang_c(990, 1000) < 1
    assert erlang_b(1.0, 200) == pytest.approx(0, abs=1e-300)
