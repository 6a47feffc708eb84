"""Agents who hold several chats at once: exact waiting where a chat is longer than its typing.

One chat takes `handling_seconds` with an agent who has no other. Of that time a share needs the
agent's hands (reading, typing), the rest is the buyer's turn. An agent with j chats therefore
finishes them at the rate of a closed network of two stations, the hands (one at a time) and the
buyers (all at once), found by mean value analysis:

    R(j) = hands · (1 + Q(j−1)),  X(j) = j / (buyer + R(j)),  Q(j) = X(j) · R(j)

A share of 0 gives j/handling (c chats are c agents), a share of 1 gives 1/handling (c chats make
each c times as long); in between an agent with three chats is worth less than three. Chats go to
the agent with the fewest, so k chats lie as evenly over the agents as they can, and k is a
birth-death process whose rate depends on the state alone. While every place is taken all agents
work at X(c): who must wait does so exponentially, as in Erlang C.

What is exact: the birth-death process. What is not: departures leave agents uneven for a while
(slightly too few waits are counted), and turns of a chat are random in number. `tests/` hold it
to a simulation of chats turn by turn.

Source: mean value analysis, M. Reiser and S. Lavenberg, 1980; flow-equivalent station, K. Chandy,
U. Herzog and L. Woo, 1975.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.erlang import SECONDS
from shopkit.errors import PlanError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_AGENTS = 1000  # beyond it a figure of the plan is a slip of the pen


@dataclass(frozen=True, slots=True)
class Desk:
    """How a chat is handled and how soon it must be taken.

    Attributes:
        handling_seconds: how long a chat takes with an agent who has no other.
        chats_at_once: how many chats an agent holds at most.
        hands_on_rate: part of it (0–1) in which the agent reads or types; `None` where nobody
            measured it: 1 ÷ chats_at_once, as hands that are full with as many chats.
        target_rate: share of chats (0–1) to be taken within `target_seconds`.
        target_seconds: see `target_rate`.
        shrinkage_rate: share of an agent's paid time away from chats: breaks, training, illness.
    """

    handling_seconds: float
    chats_at_once: int = 1
    hands_on_rate: float | None = None
    target_rate: float = 0.9
    target_seconds: float = 30.0
    shrinkage_rate: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what no desk can be.

        Raises:
            PlanError: A time is not above zero, a share not within 0 and 1, fewer than one chat.
        """
        within = {"hands_on_rate": self.hands, "target_rate": self.target_rate}
        within["shrinkage_rate"] = self.shrinkage_rate
        problems = [
            Problem("desk_share", name, f"{value:g}")
            for name, value in within.items()
            if not (0 <= value < 1 or (value == 1 and name == "hands_on_rate"))
        ]
        if self.handling_seconds <= 0:
            problems.append(Problem("desk_time", "handling_seconds", f"{self.handling_seconds:g}"))
        if self.target_seconds < 0:
            problems.append(Problem("desk_time", "target_seconds", f"{self.target_seconds:g}"))
        if self.chats_at_once < 1:
            problems.append(Problem("desk_chats", "chats_at_once", str(self.chats_at_once)))
        if problems:
            raise PlanError(problems)

    @property
    def hands(self) -> float:
        """The share of a chat that needs hands (0–1), whether measured or not."""
        if self.hands_on_rate is not None:
            return self.hands_on_rate
        return 1 / max(self.chats_at_once, 1)


@dataclass(frozen=True, slots=True)
class Served:
    """What buyers and agents meet in an hour that goes on for long.

    Attributes:
        wait_probability: share of chats (0–1) nobody takes at once.
        level: share of chats (0–1) taken within the target's seconds.
        wait_seconds: average wait until an agent takes a chat; infinite beyond the agents.
        chat_seconds: average length of a chat once taken; longer the more an agent holds.
        hands_busy: share of an agent's time (0–1) in which the hands are busy.
    """

    wait_probability: float
    level: float
    wait_seconds: float
    chat_seconds: float
    hands_busy: float


@cache
def pace(chats: int, handling_seconds: float, hands: float) -> tuple[float, ...]:
    """Return the chats an agent with 0, 1, … `chats` of them finishes per second.

    Example:
        >>> [round(rate * 180, 2) for rate in pace(3, 180, 1 / 3)]
        [0.0, 1.0, 1.8, 2.37]
        >>> [round(rate * 180, 2) for rate in pace(3, 180, 0.0)]
        [0.0, 1.0, 2.0, 3.0]
    """
    typed, queue, rates = hands * handling_seconds, 0.0, [0.0]
    for held in range(1, chats + 1):
        there = typed * (1 + queue)
        rates.append(held / (handling_seconds - typed + there))
        queue = rates[-1] * there
    return tuple(rates)


def worth(desk: Desk) -> float:
    """Return how many agents with one chat each an agent with all places taken is worth.

    Example:
        >>> round(worth(Desk(180, 3)), 2), worth(Desk(180, 3, hands_on_rate=0.0))
        (2.37, 3.0)
    """
    rates = pace(desk.chats_at_once, desk.handling_seconds, desk.hands)
    return rates[-1] * desk.handling_seconds


def rates_of(agents: int, desk: Desk) -> Floats:
    """Return the chats finished per second with 0, 1, … all places taken, spread evenly."""
    own = np.array(pace(desk.chats_at_once, desk.handling_seconds, desk.hands))
    held = np.arange(agents * desk.chats_at_once + 1)
    each, more = np.divmod(held, agents)
    above = own[np.minimum(each + 1, desk.chats_at_once)]
    found: Floats = (agents - more) * own[each] + more * above
    return found


@lru_cache(maxsize=20_000)
def served(chats_hourly: float, agents: int, desk: Desk) -> Served:
    """Return what buyers and agents meet with so many chats an hour and agents.

    Example:
        >>> one = served(200, 14, Desk(180, target_seconds=20))  # Erlang C
        >>> round(one.wait_probability, 4), round(one.level, 4)
        (0.1741, 0.8884)
        >>> three = served(200, 6, Desk(180, 3, target_seconds=20))
        >>> round(three.level, 3), round(three.chat_seconds)
        (0.952, 205)
    """
    arrivals = chats_hourly / SECONDS
    if arrivals == 0:
        return Served(0.0, 1.0, 0.0, desk.handling_seconds, 0.0)
    full = agents * worth(desk) / desk.handling_seconds
    if agents == 0 or arrivals >= full:
        return Served(1.0, 0.0, float("inf"), float("inf"), 1.0 if agents else 0.0)
    rates = rates_of(agents, desk)
    weights = np.concatenate([[0.0], np.cumsum(np.log(arrivals) - np.log(rates[1:]))])
    states = np.exp(weights - weights.max())
    waiting = states[-1] * full / (full - arrivals)  # this many places taken, or more
    total = states[:-1].sum() + waiting
    waits = waiting / total
    open_chats = (np.arange(len(rates) - 1) * states[:-1]).sum() + (len(rates) - 1) * waiting
    late = waits * np.exp(-(full - arrivals) * desk.target_seconds)
    return Served(
        wait_probability=float(waits),
        level=float(1 - late),
        wait_seconds=float(waits / (full - arrivals)),
        chat_seconds=float(open_chats / total / arrivals),
        hands_busy=float(arrivals * desk.hands * desk.handling_seconds / agents),
    )


@lru_cache(maxsize=20_000)
def least_agents(chats_hourly: float, desk: Desk) -> int:
    """Return the fewest agents who take the target's share of chats in time.

    Agents are counted at their chats; `shrinkage_rate` is not in it.

    Raises:
        PlanError: Chats that are no number, negative, or beyond 1,000 agents.

    Example:
        >>> least_agents(200, Desk(180, target_rate=0.8, target_seconds=20))
        14
        >>> least_agents(200, Desk(180, 3, target_rate=0.8, target_seconds=20))
        6
    """
    if not chats_hourly >= 0:
        raise PlanError(Problem("chats_negative", "chats", f"{chats_hourly:g}"))
    load = chats_hourly * desk.handling_seconds / SECONDS
    low = int(load / worth(desk))  # one fewer than what keeps up at all, or as many
    if low >= MOST_AGENTS:
        said = {"most": f"{MOST_AGENTS:,}", "agents": f"{load / worth(desk):,.0f}"}
        raise PlanError(Problem("arrivals_beyond", "chats", f"{chats_hourly:,.0f}", said))
    if chats_hourly == 0:
        return 0
    return next(n for n in range(max(low, 1), 2 * MOST_AGENTS) if _holds(chats_hourly, n, desk))


def _holds(chats_hourly: float, agents: int, desk: Desk) -> bool:
    return served(chats_hourly, agents, desk).level >= desk.target_rate
