"""The money of a campaign: what it is planned to leave, what it left, and what asks for action.

    ground = scenario.ground_of(plan, tables, day)
    plan_of_it = planned(ground, tables, Move(campaign="618"))
    what_came = actual(plan_of_it, Books(tables, plan), last_day)
    planned_findings(plan_of_it, Scope(lang, day)); actual_findings(what_came, Scope(lang, day))

account     some days from what is paid to what is left, as `finance` counts them
discounts   what promotions give away, by the engine on past carts
planned     the account as planned, by the plan's goal, and of the same days without the campaign
actual      what happened beside it: ledger, ads, refunds still open, effect
demand      how units answer to a deeper price, where the past tells it
compare     moves of a campaign beside each other
findings    what asks for action

How it is counted, and what was chosen: docs/campaign_money.md.
"""

from shopkit.campaign_money.account import Account, account
from shopkit.campaign_money.actual import Actual, actual
from shopkit.campaign_money.compare import side_by_side
from shopkit.campaign_money.demand import Demand, demand_of
from shopkit.campaign_money.discounts import Discounts, Part, discounts
from shopkit.campaign_money.findings import Scope, actual_findings, planned_findings
from shopkit.campaign_money.planned import Own, Planned, planned
from shopkit.campaign_money.wording import actual_method, line_name, line_names, planned_method

__all__ = [
    "Account",
    "Actual",
    "Demand",
    "Discounts",
    "Own",
    "Part",
    "Planned",
    "Scope",
    "account",
    "actual",
    "actual_findings",
    "actual_method",
    "demand_of",
    "discounts",
    "line_name",
    "line_names",
    "planned",
    "planned_findings",
    "planned_method",
    "side_by_side",
]
