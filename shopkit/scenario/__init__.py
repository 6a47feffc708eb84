"""What if: a plan with something changed, and what it does to people, profit and cash together.

    known = known_of(plan, tables, day)            what the shop's past tells
    now = outlook(plan, known, day)                agents, payroll, profit, cash as planned
    more = outlook(plan, known, day, Levers(volume=1.5, target_rate=0.95, follow=True))
    side_by_side({"as planned": now, "half as much again": more})

known       shares, sales and orders of the past
levers      what can be moved, and the plan that follows
outlook     one plan in figures of every topic
compare     several beside each other
"""

from shopkit.scenario.compare import side_by_side
from shopkit.scenario.known import Known, known_of, sold_ahead
from shopkit.scenario.levers import AS_PLANNED, Levers, plan_with, staffed
from shopkit.scenario.outlook import Outlook, outlook

__all__ = [
    "AS_PLANNED",
    "Known",
    "Levers",
    "Outlook",
    "known_of",
    "outlook",
    "plan_with",
    "side_by_side",
    "sold_ahead",
    "staffed",
]
