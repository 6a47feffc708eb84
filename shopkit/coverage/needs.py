"""From chats by the hour to agents by the hour."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import numpy as np

from shopkit.coverage.desk import Desk, least_agents, served
from shopkit.errors import PlanError
from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd


def needs(chats: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Return the agents each hour needs, each hour as if it went on for long.

    Args:
        chats: one row an hour with its `chats`, in any further columns.
        desk: how chats are handled, and the target.

    Returns:
        The same rows with offered_load (erlang), agents_chatting (at their chats),
        agents_needed (in the shift, with those away from chats), level_rate, wait_seconds,
        chat_seconds. An hour beyond any staffing has NaN in them: see `beyond`.
    """
    found = [_needs(float(each), desk) for each in chats["chats"]]
    names = ("agents_chatting", "agents_needed", "level_rate", "wait_seconds", "chat_seconds")
    columns = dict(zip(names, np.array(found, dtype=float).reshape(-1, len(names)).T, strict=True))
    load = chats["chats"] * desk.handling_seconds / 3600
    return check(chats.assign(offered_load=load, **columns))


def _needs(chats: float, desk: Desk) -> tuple[float, ...]:
    try:
        agents = least_agents(chats, desk)
    except PlanError:
        return (np.nan,) * 5
    met = served(chats, agents, desk)
    return agents, in_shift(agents, desk), met.level, met.wait_seconds, met.chat_seconds


def in_shift(agents: int, desk: Desk) -> int:
    """Return the agents a shift takes so that so many are at their chats on average.

    To the nearest whole: a desk of one is not doubled for a break, in which nobody answers.

    Example:
        >>> desk = Desk(180, shrinkage_rate=0.1)
        >>> [in_shift(agents, desk) for agents in (1, 4, 5, 10)]
        [1, 4, 6, 11]
    """
    return floor(agents / (1 - desk.shrinkage_rate) + 0.5)
