"""Service coverage: from chats by the hour to agents, shifts and a roster.

    chats = dated_chats(weekly_chats(peak_shares(opening, peaks), 600), monday, 28)
    needed = needs(chats, Desk(180, chats_at_once=3))          agents by the hour
    task = task_of(needed, shifts, numbered(12, "客服"), lawful())
    roster = made(task)                                        who works when

erlang, desk            waiting with one chat an agent, and with several
demand, needs           chats by the hour; agents by the hour
shifts, limits          shifts by the clock; the law's hours and the shop's own rules
task, heads, persons,   a roster as a mixed-integer programme, its bound and its frames
  programme, roster,
  frames
"""

from shopkit.coverage.demand import (
    PEAK_WEIGHT,
    Peak,
    dated_chats,
    order_shares,
    peak_shares,
    weekly_chats,
)
from shopkit.coverage.desk import Desk, Served, least_agents, served, worth
from shopkit.coverage.erlang import average_wait, erlang_b, erlang_c, offered, service_level
from shopkit.coverage.frames import cover_frame, roster_frame, worker_frame
from shopkit.coverage.limits import Law, Limits, law, lawful, limits_of
from shopkit.coverage.needs import day_level, needs, with_agents
from shopkit.coverage.programme import Effort
from shopkit.coverage.roster import OFF, Roster, made
from shopkit.coverage.shifts import Shift, Span, clock, minutes, rest_hours, shift
from shopkit.coverage.task import Task, Worker, numbered, task_of

__all__ = [
    "OFF",
    "PEAK_WEIGHT",
    "Desk",
    "Effort",
    "Law",
    "Limits",
    "Peak",
    "Roster",
    "Served",
    "Shift",
    "Span",
    "Task",
    "Worker",
    "average_wait",
    "clock",
    "cover_frame",
    "dated_chats",
    "day_level",
    "erlang_b",
    "erlang_c",
    "law",
    "lawful",
    "least_agents",
    "limits_of",
    "made",
    "minutes",
    "needs",
    "numbered",
    "offered",
    "order_shares",
    "peak_shares",
    "rest_hours",
    "roster_frame",
    "served",
    "service_level",
    "shift",
    "task_of",
    "weekly_chats",
    "with_agents",
    "worker_frame",
    "worth",
]
