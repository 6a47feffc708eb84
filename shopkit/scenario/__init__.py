"""What if: a plan with something changed, and what it does to people, profit and cash together.

    known = known_of(plan, tables, day)            what the shop's past tells
    now = outlook(plan, known, day)                agents, payroll, profit, cash as planned
    more = outlook(plan, known, day, Levers(volume=1.5, target_rate=0.95, follow=True))
    side_by_side({"as planned": now, "half as much again": more})

known       shares, sales and orders of the past
levers      what can be moved, and the plan that follows
outlook     one plan in figures of every topic
compare     several beside each other; those that cannot be, with the reason

    ground = ground_of(plan, tables, day)
    as_planned = campaign_outlook(ground, Move(campaign="双12"))
    earlier = campaign_outlook(ground, Move(campaign="双12", days=-7, discount_rate=0.8))
    campaigns_side_by_side({"as planned": as_planned, "a week earlier at 80 %": earlier})

moves       a campaign on other days or at another depth, and the plan that follows
seen, trade what its days sell, and what they sell without it
campaign_people: people it takes; campaign_supply, campaign_units: stock;
campaign_dispatch: its parcels against who packs them; campaign_cash: the shop's months with it
campaign    all of them together
"""

from shopkit.scenario.campaign import (
    CampaignOutlook,
    Ground,
    campaign_outlook,
    campaigns_side_by_side,
    ground_of,
)
from shopkit.scenario.campaign_cash import spend_cny
from shopkit.scenario.campaign_dispatch import sending
from shopkit.scenario.campaign_people import People, people_of
from shopkit.scenario.campaign_supply import Supplied, supplied
from shopkit.scenario.compare import each_made, side_by_side
from shopkit.scenario.known import Known, known_of, sold_ahead
from shopkit.scenario.levers import AS_PLANNED, Levers, plan_with, staffed
from shopkit.scenario.moves import Move, campaign_of, led_by, moved_plan
from shopkit.scenario.outlook import Outlook, outlook
from shopkit.scenario.seen import Seen, seen_of
from shopkit.scenario.trade import Course, Trade, trade_of

__all__ = [
    "AS_PLANNED",
    "CampaignOutlook",
    "Course",
    "Ground",
    "Known",
    "Levers",
    "Move",
    "Outlook",
    "People",
    "Seen",
    "Supplied",
    "Trade",
    "campaign_of",
    "campaign_outlook",
    "campaigns_side_by_side",
    "each_made",
    "ground_of",
    "known_of",
    "led_by",
    "moved_plan",
    "outlook",
    "people_of",
    "plan_with",
    "seen_of",
    "sending",
    "side_by_side",
    "sold_ahead",
    "spend_cny",
    "staffed",
    "supplied",
    "trade_of",
]
