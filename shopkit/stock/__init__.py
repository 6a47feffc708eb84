"""Stock: how long it lasts, what to order and when, what a campaign takes, and what leaves late.

    held = cover(tables, sold, days, unit_costs)          days of cover of every product
    bought = supply(plan, held["item_id"])                lead times, least orders, lots
    proposals(held, bought, buying(plan), Moment(today))  what to order, and until when
    campaign_stock(wanted, bought, Ahead(…))              newsvendor on what is expected
    promise(Queue(starts, parcels, capacity, hours=48))   parcels that leave late, and from when

cover, counts           how long stock lasts, what hardly sells; what is sold and not there
eoq, newsvendor,        how much at once, how much once, and when again; what the approximate
  reorder, exact        policy of the latter misses
supply, dates, orders   how the plan buys; last days to order; proposals
campaign, heroes,       stock of events, of the products a plan hangs on, of group buying
  groupbuy
dispatch                parcels against packing capacity and the promise of 24 or 48 hours
findings,               what asks for action
  event_findings
"""

from shopkit.stock.campaign import (
    Ahead,
    campaign_stock,
    planned_units,
    still_to_sell,
    stock_need,
)
from shopkit.stock.counts import count_differences, listed_without_stock, on_sale, oversold
from shopkit.stock.cover import SLOW_DAYS, cover, days_of_cover, is_slow, pace, slow, stock_rows
from shopkit.stock.dates import DECIDE_DAYS, first_arrival, latest_order, stock_deadline
from shopkit.stock.dispatch import (
    DAY_HOURS,
    Promise,
    Queue,
    Sending,
    capacity_needed,
    dispatch,
    longest_wait,
    packed,
    promise,
    within,
)
from shopkit.stock.eoq import economic_units, yearly_cost
from shopkit.stock.event_findings import campaign_findings, dispatch_findings, dispatch_text
from shopkit.stock.exact import exact_cost, exact_policy
from shopkit.stock.findings import (
    count_findings,
    hero_findings,
    no_data_findings,
    order_findings,
    oversold_findings,
    slow_findings,
    virtual_findings,
)
from shopkit.stock.groupbuy import Allotment, allotment, available_units, expected_units
from shopkit.stock.heroes import Goal, HeroCover, hero_cover
from shopkit.stock.newsvendor import (
    Demand,
    Empirical,
    Money,
    Normal,
    Outcome,
    Poisson,
    critical_ratio,
    newsvendor,
    normal_loss,
    outcome,
)
from shopkit.stock.orders import Coming, Moment, proposals
from shopkit.stock.reorder import (
    Costs,
    OverLead,
    Policy,
    best_policy,
    policy_cost,
    reorder_point,
    safety_units,
)
from shopkit.stock.supply import Buying, buying, order_size, salvage, supply
from shopkit.stock.wording import Scope

__all__ = [
    "DAY_HOURS",
    "DECIDE_DAYS",
    "SLOW_DAYS",
    "Ahead",
    "Allotment",
    "Buying",
    "Coming",
    "Costs",
    "Demand",
    "Empirical",
    "Goal",
    "HeroCover",
    "Moment",
    "Money",
    "Normal",
    "Outcome",
    "OverLead",
    "Poisson",
    "Policy",
    "Promise",
    "Queue",
    "Scope",
    "Sending",
    "allotment",
    "available_units",
    "best_policy",
    "buying",
    "campaign_findings",
    "campaign_stock",
    "capacity_needed",
    "count_differences",
    "count_findings",
    "cover",
    "critical_ratio",
    "days_of_cover",
    "dispatch",
    "dispatch_findings",
    "dispatch_text",
    "economic_units",
    "exact_cost",
    "exact_policy",
    "expected_units",
    "first_arrival",
    "hero_cover",
    "hero_findings",
    "is_slow",
    "latest_order",
    "listed_without_stock",
    "longest_wait",
    "newsvendor",
    "no_data_findings",
    "normal_loss",
    "on_sale",
    "order_findings",
    "order_size",
    "outcome",
    "oversold",
    "oversold_findings",
    "pace",
    "packed",
    "planned_units",
    "policy_cost",
    "promise",
    "proposals",
    "reorder_point",
    "safety_units",
    "salvage",
    "slow",
    "slow_findings",
    "still_to_sell",
    "stock_deadline",
    "stock_need",
    "stock_rows",
    "supply",
    "virtual_findings",
    "within",
    "yearly_cost",
]
