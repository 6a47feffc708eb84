"""Service coverage: from chats by the hour to agents, shifts and a roster."""

from shopkit.coverage.desk import Desk, Served, least_agents, served, worth
from shopkit.coverage.erlang import average_wait, erlang_b, erlang_c, offered, service_level

__all__ = [
    "Desk",
    "Served",
    "average_wait",
    "erlang_b",
    "erlang_c",
    "least_agents",
    "offered",
    "served",
    "service_level",
    "worth",
]
