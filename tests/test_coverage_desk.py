"""Several chats at once: both ends, the generator of the process, and a desk turn by turn."""

import numpy as np
import pytest
from coverage_simulation import Desk as Simulated
from coverage_simulation import simulate
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import null_space

from shopkit.coverage import Desk, erlang_c, least_agents, served, service_level, worth
from shopkit.coverage.desk import pace, rates_of
from shopkit.errors import PlanError

desks = st.builds(
    Desk,
    handling_seconds=st.floats(30, 900),
    chats_at_once=st.integers(1, 6),
    hands_on_rate=st.floats(0, 1),
    target_rate=st.floats(0.5, 0.99),
    target_seconds=st.floats(0, 120),
)


@pytest.mark.parametrize(("chats", "agents"), [(200, 14), (60, 4), (20, 2), (700, 55)])
def test_one_chat_at_a_time_is_erlang_c(chats, agents):
    load = chats * 180 / 3600
    one = served(chats, agents, Desk(180, target_seconds=20))
    assert one.wait_probability == pytest.approx(float(erlang_c(load, agents)))
    assert one.level == pytest.approx(float(service_level(load, agents, 180, 20)))
    assert one.chat_seconds == pytest.approx(180)
    assert one.hands_busy == pytest.approx(load / agents)


@pytest.mark.parametrize(("chats", "agents", "places"), [(200, 5, 3), (60, 2, 3), (300, 4, 6)])
def test_chats_that_only_wait_for_the_buyer_are_as_many_agents(chats, agents, places):
    """The bound from above: c chats at once are c agents with one."""
    load = chats * 180 / 3600
    one = served(chats, agents, Desk(180, places, hands_on_rate=0.0, target_seconds=20))
    assert one.wait_probability == pytest.approx(float(erlang_c(load, agents * places)))
    assert one.chat_seconds == pytest.approx(180)


def test_chats_that_only_need_hands_add_no_work_done():
    """The bound from below: c chats at once are finished no faster than one after the other."""
    assert worth(Desk(180, 4, hands_on_rate=1.0)) == pytest.approx(1)
    assert worth(Desk(180, 4, hands_on_rate=0.0)) == pytest.approx(4)
    assert 1 < worth(Desk(180, 4, hands_on_rate=0.5)) < worth(Desk(180, 4)) < 4


@given(desk=desks)
def test_an_agent_with_more_chats_finishes_more_but_each_later(desk):
    rates = pace(desk.chats_at_once, desk.handling_seconds, desk.hands)
    steps = np.diff(rates)
    assert (steps >= -1e-12).all()
    assert (np.diff(steps) <= 1e-12).all()
    most = 1 / desk.hands if desk.hands else np.inf
    assert worth(desk) <= min(most, desk.chats_at_once) * (1 + 1e-9)


def stationary(chats_hourly, agents, desk):
    """Return the share of chats that wait and chats open, from the generator, cut off far out."""
    rates = rates_of(agents, desk)
    far = len(rates) + 400
    down = np.concatenate([rates, np.full(far - len(rates), rates[-1])])
    made = np.diag(np.full(far - 1, chats_hourly / 3600), 1) + np.diag(down[1:], -1)
    made -= np.diag(made.sum(axis=1))
    share = null_space(made.T)[:, 0]
    share /= share.sum()
    places = np.minimum(np.arange(far), len(rates) - 1)
    return share[len(rates) - 1 :].sum(), (share * places).sum()


@pytest.mark.parametrize(
    ("chats", "agents", "desk"),
    [(200, 6, Desk(180, 3)), (60, 2, Desk(180, 3, hands_on_rate=0.5)), (40, 1, Desk(240, 5))],
)
def test_the_birth_death_process_is_solved_exactly(chats, agents, desk):
    waits, held = stationary(chats, agents, desk)
    found = served(chats, agents, desk)
    assert found.wait_probability == pytest.approx(waits, rel=1e-6)
    assert found.chat_seconds == pytest.approx(held / (chats / 3600), rel=1e-6)


@given(desk=desks, chats=st.floats(0.1, 400), agents=st.integers(1, 40))
def test_more_agents_or_fewer_chats_are_never_worse(desk, chats, agents):
    now, more = served(chats, agents, desk), served(chats, agents + 1, desk)
    assert more.level >= now.level - 1e-9
    assert served(chats / 2, agents, desk).level >= now.level - 1e-9
    assert 0 <= now.level <= 1
    assert 0 <= now.wait_probability <= 1


@given(desk=desks, chats=st.floats(0.1, 400))
def test_the_least_agents_hold_the_target_and_one_fewer_do_not(desk, chats):
    agents = least_agents(chats, desk)
    assert served(chats, agents, desk).level >= desk.target_rate
    assert served(chats, agents - 1, desk).level < desk.target_rate


# chats an hour, agents, places, handling seconds, share of hands
COMMON = [(200, 14, 1, 180, 1.0), (200, 6, 3, 180, None), (300, 6, 5, 240, None)]
MORE = [
    (200, 5, 3, 180, None),
    (60, 2, 3, 180, 0.5),
    (100, 3, 4, 240, 0.15),
    (40, 1, 5, 240, 0.2),
    (200, 4, 3, 180, 0.0),
    (300, 9, 5, 240, 0.4),
]


def held_beside(case, chats):
    hourly, agents, places, handling, share = case
    desk = Desk(handling, places, share, target_seconds=30)
    rng = np.random.default_rng(20261111)
    seen = simulate(Simulated(agents, places, handling, desk.hands, 6, rng), hourly, chats, 30)
    return seen, served(hourly, agents, desk)


@pytest.mark.parametrize("case", COMMON)
def test_a_desk_simulated_turn_by_turn_meets_the_same(case):
    """Within three points: the noise of 20,000 chats is a good part of that."""
    seen, said = held_beside(case, 20_000)
    assert said.level == pytest.approx(seen.in_time, abs=0.03)
    assert said.wait_probability == pytest.approx(seen.waited, abs=0.03)
    assert said.chat_seconds == pytest.approx(seen.chat_seconds, rel=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*COMMON, *MORE])
def test_a_desk_simulated_for_long_meets_the_same(case):
    """Within two points, what is not exact about even spreading included."""
    seen, said = held_beside(case, 200_000)
    assert said.level == pytest.approx(seen.in_time, abs=0.02)
    assert said.wait_probability == pytest.approx(seen.waited, abs=0.02)
    assert said.chat_seconds == pytest.approx(seen.chat_seconds, rel=0.02)


@pytest.mark.slow
def test_chats_of_nothing_but_typing_wait_somewhat_more_than_said():
    """Agents whom departures leave idle beside busy ones weigh most here: up to five points."""
    seen, said = held_beside((200, 11, 3, 180, 1.0), 200_000)
    assert 0 <= said.level - seen.in_time <= 0.05


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"handling_seconds": 0}, "desk_time"),
        ({"handling_seconds": 180, "target_seconds": -1}, "desk_time"),
        ({"handling_seconds": 180, "chats_at_once": 0}, "desk_chats"),
        ({"handling_seconds": 180, "target_rate": 1.0}, "desk_share"),
        ({"handling_seconds": 180, "target_rate": 90}, "desk_share"),
        ({"handling_seconds": 180, "hands_on_rate": 1.5}, "desk_share"),
        ({"handling_seconds": 180, "shrinkage_rate": -0.1}, "desk_share"),
    ],
)
def test_a_desk_that_cannot_be_is_named(wrong, code):
    with pytest.raises(PlanError) as told:
        Desk(**wrong)
    assert {problem.code for problem in told.value.problems} == {code}


@pytest.mark.parametrize(
    ("chats", "code"),
    [(-1, "chats_negative"), (float("nan"), "chats_negative"), (1e9, "arrivals_beyond")],
)
def test_chats_nobody_can_staff_are_named(chats, code):
    with pytest.raises(PlanError) as told:
        least_agents(chats, Desk(180, 3))
    assert [problem.code for problem in told.value.problems] == [code]


def test_no_agents_take_nobody_and_no_chats_need_nobody():
    assert served(10, 0, Desk(180)).level == 0
    assert least_agents(0, Desk(180)) == 0
    assert served(0, 0, Desk(180)).level == 1
