"""Work planned backwards from the day it is for: tasks, latest starts, load, what is late.

    found = scheduled(net_of(plan), workdays(plan), today)   tasks of run-books and plan on days
    task_table(found, crew(plan.team.posts), lang)           every task with slack, state, who
    held = load(found, crew(…), working(plan), rounds(…))    hours by post and week
    schedule_findings(found, crew(…), held, Scope(lang))     late, impossible, overloaded …

books, anchors           run-books of `resources/run_books`; the days they are counted from
jobs, tasks, cycles      tasks; those of campaigns and plan as one net; weekly, first 100 days
network, counting        critical path; days as numbers of workdays
timing, state, table     a net on its days; how tasks stand; all of it as tables
crew, hours, workload,   who does it, how long they work, hours by week, what to move
  moving
priority, dayplan,       importance × urgency, a day in blocks; agendas and minutes
  sittings
prep, workplan           seven things of a big event; frames of a work plan
findings, overload,      what asks for action
  meetings_found, wording
typed                    what typed tasks name that nobody knows
"""

from shopkit.schedule.anchors import Anchor, anchors_of, months_before
from shopkit.schedule.books import BOOKS, RunBook, Step, run_books
from shopkit.schedule.crew import Holder, crew, holders
from shopkit.schedule.cycles import NEW_DAYS, first_days, weekly
from shopkit.schedule.dayplan import day_plan
from shopkit.schedule.findings import schedule_findings
from shopkit.schedule.hours import BUFFER_RATE, HOURS_DAILY, buffer_rate, hours_daily
from shopkit.schedule.jobs import Job, Net, campaign_jobs, expected_orders
from shopkit.schedule.meetings_found import meeting_findings
from shopkit.schedule.moving import Move, moves, moves_table
from shopkit.schedule.network import (
    UNBOUND,
    Limits,
    Times,
    circles,
    critical_path,
    without_circles,
)
from shopkit.schedule.prep import ITEMS, Expected, prep_sheet
from shopkit.schedule.priority import (
    DayBlocks,
    Ranked,
    Todo,
    day_blocks,
    priority_table,
    quadrant,
    quadrant_title,
    ranked,
    routine,
    urgency_of,
    urgency_rule,
)
from shopkit.schedule.sittings import (
    CADENCES,
    Sitting,
    agenda_items,
    meetings,
    minutes_table,
)
from shopkit.schedule.state import OVER, STATES, State
from shopkit.schedule.table import (
    critical_tasks,
    last_days,
    source_said,
    state_title,
    task_table,
)
from shopkit.schedule.tasks import Book, book_of, net_of
from shopkit.schedule.timing import Schedule, scheduled, unofficial
from shopkit.schedule.typed import task_problems, tasks_said
from shopkit.schedule.wording import Scope
from shopkit.schedule.workload import Load, Piece, Working, load, load_table, rounds, working
from shopkit.schedule.workplan import FRAMES, FrameStep, frame_steps, frame_title, work_plan

__all__ = [
    "BOOKS",
    "BUFFER_RATE",
    "CADENCES",
    "FRAMES",
    "HOURS_DAILY",
    "ITEMS",
    "NEW_DAYS",
    "OVER",
    "STATES",
    "UNBOUND",
    "Anchor",
    "Book",
    "DayBlocks",
    "Expected",
    "FrameStep",
    "Holder",
    "Job",
    "Limits",
    "Load",
    "Move",
    "Net",
    "Piece",
    "Ranked",
    "RunBook",
    "Schedule",
    "Scope",
    "Sitting",
    "State",
    "Step",
    "Times",
    "Todo",
    "Working",
    "agenda_items",
    "anchors_of",
    "book_of",
    "buffer_rate",
    "campaign_jobs",
    "circles",
    "crew",
    "critical_path",
    "critical_tasks",
    "day_blocks",
    "day_plan",
    "expected_orders",
    "first_days",
    "frame_steps",
    "frame_title",
    "holders",
    "hours_daily",
    "last_days",
    "load",
    "load_table",
    "meeting_findings",
    "meetings",
    "minutes_table",
    "months_before",
    "moves",
    "moves_table",
    "net_of",
    "prep_sheet",
    "priority_table",
    "quadrant",
    "quadrant_title",
    "ranked",
    "rounds",
    "routine",
    "run_books",
    "schedule_findings",
    "scheduled",
    "source_said",
    "state_title",
    "task_problems",
    "task_table",
    "tasks_said",
    "unofficial",
    "urgency_of",
    "urgency_rule",
    "weekly",
    "without_circles",
    "work_plan",
    "working",
]
