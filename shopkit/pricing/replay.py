"""Past orders under the promotions of a plan: what buyers would pay, and what would be left.

days = replay_days(plan, "双11")                     last year's days as those of the plan
found = replay(tables, Asked(plan, days, past))     past: profit.by(ledger, "line", days.past)
found.orders, found.items, found.promotions, found.left_out, found.totals
said(found, "zh")                                   sentences
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from shopkit.plan import Plan
from shopkit.pricing.own_terms import all_terms
from shopkit.pricing.past_carts import PastCarts, past_carts
from shopkit.pricing.replay_band import Demand
from shopkit.pricing.replay_days import Days
from shopkit.pricing.replay_frames import (
    items_frame,
    left_out_frame,
    orders_frame,
    promotions_frame,
    totals_frame,
)
from shopkit.pricing.replay_lines import Given, counted
from shopkit.pricing.unit import UnitTerms
from shopkit.promotions import Buyer, offers, priced_in_order
from shopkit.promotions.engine import Which
from shopkit.tables import Tables

ANYONE = Buyer()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be replayed.

    Attributes:
        plan: promotions, prices, floors, costs.
        days: which days, and what they are taken to be.
        past: the paid lines of those days, as `profit.by(ledger, "line", days.past)` returns
            them: what was really left, and the averages a unit is counted with. Without it what
            was left is unknown and costs are those of the plan.
        demand: the elasticity of a product by its item; without one its units are held.
        buyer: who every buyer is taken to be; no export says who is a member or has 88VIP.
        which: the combination every buyer takes: his best, or the worst for the shop.
    """

    plan: Plan
    days: Days
    past: pd.DataFrame | None = None
    demand: Mapping[str, Demand] = field(default_factory=dict)
    buyer: Buyer = ANYONE
    which: Which = "best"


@dataclass(frozen=True, slots=True)
class Replay:
    """Past orders under proposed promotions.

    Attributes:
        asked: what was asked.
        orders: one row an order in the order of payment: order_id, date, day_counted, units,
            list_amount, off, freight, paid (到手价), receipt, contribution, paid_then,
            contribution_then, below_floor, below_discount.
        items: one row a product: lines, units, the same amounts (delivery and gifts split over
            the lines of an order), known_lines, unknown_paid, lines_below_floor,
            lines_below_discount, unit_paid_then, unit_paid, change_rate, elasticity (trusted
            ones), units and contribution low, expected, high.
        promotions: one row a promotion: orders, off, who bears it, gift_units, used_up_on.
        left_out: one row a reason for which orders are not in it (`past_carts.WHY`): orders,
            paid_then, contribution_then.
        totals: units, paid, receipt, contribution by step: then, then_now (what was paid then at
            the costs and rates of now), held, low, expected, high.
        terms: what units are counted with, by item.
        listed_units: units at the list price of their order, as the plan has none.
        gifts: lines of price 0, which are in no cart.
    """

    asked: Asked
    orders: pd.DataFrame
    items: pd.DataFrame
    promotions: pd.DataFrame
    left_out: pd.DataFrame
    totals: pd.DataFrame
    terms: Mapping[str, UnitTerms]
    listed_units: int
    gifts: int

    def total(self, step: str, name: str) -> float:
        """Return one of the totals: `total("held", "contribution_cny")`; NaN is unknown."""
        return float(self.totals.set_index("step").loc[step, name])  # type: ignore[arg-type]


def replay(tables: Tables, asked: Asked) -> Replay:
    """Return the orders of past days under the promotions of a plan, units held and as they answer.

    Orders that were refunded whole stay what they were; they and all that cannot be priced are in
    `left_out`. The terms of a unit are averages of the orders replayed, at the costs and rates of
    the first planned day: at the prices that were paid they leave what was left then, but for
    costs that changed since. Budgets are used up in the order of payment.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    plan = asked.plan
    past = past_carts(tables, plan, asked.days, asked.buyer)
    lines_then = _of(past, asked.past)
    terms = all_terms(plan, tables, asked.days.ahead.start, lines_then)
    priced = priced_in_order(past.carts, offers(plan), asked.which)
    lines = counted(past, Given(plan, terms, priced.offers, priced.outcome))
    left = _left(asked.past)
    orders = orders_frame(past, lines, priced, left)
    items = items_frame(past, lines, plan, asked.demand)
    return Replay(
        asked=asked,
        orders=orders,
        items=items,
        promotions=promotions_frame(past, priced),
        left_out=left_out_frame(past, left),
        totals=totals_frame(orders, items, lines, past),
        terms=terms,
        listed_units=past.listed_units,
        gifts=past.gifts,
    )


def _of(past: PastCarts, lines: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the paid lines of the orders that are replayed."""
    if lines is None:
        return None
    return lines[lines["order_id"].isin(past.orders["order_id"].to_list())]


def _left(lines: pd.DataFrame | None) -> dict[str, float]:
    """Return what was left of each order all of whose lines are known, CNY."""
    if lines is None:
        return {}
    own = lines[lines["order_id"].notna()]
    sums = own.groupby("order_id")[["lines", "known_lines", "contribution_cny"]].sum()
    whole = sums[sums["lines"] == sums["known_lines"]]
    return {str(order): round(float(cny), 2) for order, cny in whole["contribution_cny"].items()}
