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
relax                   which rule to relax, by how much, or how many people it takes
peaks, campaigns        peak hours beside shifts; parcels packed ahead, nights after a campaign
planned                 all of it from a plan
findings                what asks for action
"""

from shopkit.coverage.campaigns import (
    AFTER_SALES_DAYS,
    PREPACKED_SHARE,
    Rush,
    after_sales_peak,
    chat_multiples,
    night_days,
    packers,
    packing,
    prepacked,
    with_nights,
)
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
from shopkit.coverage.findings import (
    Scope,
    beyond_findings,
    closed_findings,
    law_findings,
    limit_name,
    peak_findings,
    roster_findings,
)
from shopkit.coverage.frames import cover_frame, roster_frame, worker_frame
from shopkit.coverage.limits import Law, Limits, law, lawful, limits_of
from shopkit.coverage.needs import needs
from shopkit.coverage.peaks import Stretch, desk_heads, peak_hours, peaks_covered, stretch
from shopkit.coverage.planned import (
    Hours,
    chats_daily_of,
    desk_of,
    named_service,
    needs_of,
    opening_of,
    peaks_of,
    people_on_desk,
    serves,
    shifts_of,
    workers_of,
)
from shopkit.coverage.programme import Effort
from shopkit.coverage.relax import (
    Relaxed,
    hours_without_shift,
    least_people,
    people_at_least,
    people_needed,
    short_at_least,
    together,
    ways_out,
)
from shopkit.coverage.roster import OFF, Roster, made
from shopkit.coverage.shifts import Shift, Span, clock, minutes, rest_hours, shift
from shopkit.coverage.task import Task, Worker, numbered, task_of

__all__ = [
    "AFTER_SALES_DAYS",
    "OFF",
    "PEAK_WEIGHT",
    "PREPACKED_SHARE",
    "Desk",
    "Effort",
    "Hours",
    "Law",
    "Limits",
    "Peak",
    "Relaxed",
    "Roster",
    "Rush",
    "Scope",
    "Served",
    "Shift",
    "Span",
    "Stretch",
    "Task",
    "Worker",
    "after_sales_peak",
    "average_wait",
    "beyond_findings",
    "chat_multiples",
    "chats_daily_of",
    "clock",
    "closed_findings",
    "cover_frame",
    "dated_chats",
    "desk_heads",
    "desk_of",
    "erlang_b",
    "erlang_c",
    "hours_without_shift",
    "law",
    "law_findings",
    "lawful",
    "least_agents",
    "least_people",
    "limit_name",
    "limits_of",
    "made",
    "minutes",
    "named_service",
    "needs",
    "needs_of",
    "night_days",
    "numbered",
    "offered",
    "opening_of",
    "order_shares",
    "packers",
    "packing",
    "peak_findings",
    "peak_hours",
    "peak_shares",
    "peaks_covered",
    "peaks_of",
    "people_at_least",
    "people_needed",
    "people_on_desk",
    "prepacked",
    "rest_hours",
    "roster_findings",
    "roster_frame",
    "served",
    "serves",
    "service_level",
    "shift",
    "shifts_of",
    "short_at_least",
    "stretch",
    "task_of",
    "together",
    "ways_out",
    "weekly_chats",
    "with_nights",
    "worker_frame",
    "workers_of",
    "worth",
]
