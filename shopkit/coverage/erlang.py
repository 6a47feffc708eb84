"""Erlang B and C: chats that come by chance, agents who each hold one at a time.

Chats arrive independently (Poisson), handling times are exponential, who waits does so in order
and never leaves. Every function takes numbers or arrays and works on all hours at once.

Source: A. K. Erlang, 1917; published values in `tests/test_coverage_erlang.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

SECONDS = 3600  # an hour


def offered(chats_hourly: ArrayLike, handling_seconds: float) -> Floats:
    """Return the offered load in erlang: agents kept busy on average if each holds one chat.

    Example:
        >>> float(offered(200, 180))
        10.0
    """
    return np.asarray(chats_hourly, dtype=float) * handling_seconds / SECONDS


def erlang_b(load: ArrayLike, agents: ArrayLike) -> Floats:
    """Return the probability (0–1) that all agents are busy when who finds them so leaves.

    Counted by B(n) = A·B(n−1) / (n + A·B(n−1)), which neither overflows nor cancels.

    Example:
        >>> round(float(erlang_b(4.46, 10)), 4)
        0.01
    """
    loads, heads = np.broadcast_arrays(np.asarray(load, float), np.asarray(agents, int))
    blocked = np.ones(loads.shape)
    for n in range(1, int(heads.max(initial=0)) + 1):
        carried = loads * blocked
        blocked = np.where(n <= heads, carried / (n + carried), blocked)
    return blocked


def erlang_c(load: ArrayLike, agents: ArrayLike) -> Floats:
    """Return the probability (0–1) that a chat waits; 1 where the load is beyond the agents.

    Example:
        >>> round(float(erlang_c(10, 14)), 4)
        0.1741
    """
    loads, heads = np.broadcast_arrays(np.asarray(load, float), np.asarray(agents, float))
    blocked = erlang_b(loads, heads.astype(int))
    free = heads - loads * (1 - blocked)
    waits = heads * blocked / np.where(free > 0, free, 1.0)
    return np.where(loads < heads, waits, 1.0)


def service_level(
    load: ArrayLike, agents: ArrayLike, handling_seconds: float, seconds: float
) -> Floats:
    """Return the share (0–1) of chats taken within so many seconds.

    Args:
        load: chats open on average, erlang.
        agents: who take one chat at a time.
        handling_seconds: of a chat.
        seconds: within which a chat is to be taken.

    Example:
        >>> round(float(service_level(10, 14, 180, 20)), 4)
        0.8884
    """
    spare = np.asarray(agents, float) - np.asarray(load, float)
    late = erlang_c(load, agents) * np.exp(-np.maximum(spare, 0.0) * seconds / handling_seconds)
    return np.where(spare > 0, 1 - late, 0.0)


def average_wait(load: ArrayLike, agents: ArrayLike, handling_seconds: float) -> Floats:
    """Return the average seconds until an agent takes a chat; infinite beyond the agents.

    Args:
        load: chats open on average, erlang.
        agents: who take one chat at a time.
        handling_seconds: of a chat.

    Example:
        >>> round(float(average_wait(10, 14, 180)), 1)
        7.8
    """
    spare = np.asarray(agents, float) - np.asarray(load, float)
    wait = erlang_c(load, agents) * handling_seconds / np.where(spare > 0, spare, 1.0)
    return np.where(spare > 0, wait, np.inf)
