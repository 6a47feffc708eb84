"""A campaign on other days or at another depth: orders, stock, people, cash, profit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from shopkit import finance
from shopkit.almanac import workdays
from shopkit.finance.costs import FEN
from shopkit.scenario.campaign_cash import Extra, months_with, with_extra
from shopkit.scenario.campaign_people import People, people_of
from shopkit.scenario.campaign_supply import Supplied, supplied
from shopkit.scenario.known import Known, known_of
from shopkit.scenario.moves import Move
from shopkit.scenario.seen import Seen, seen_of
from shopkit.scenario.trade import Trade, trade_of
from shopkit.tables import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopkit.finance import Forecast
    from shopkit.forecast import Method
    from shopkit.plan import Plan
    from shopkit.tables import Tables

NUMBERS = (
    *("campaign_pay_rate", "visitors", "paid_orders", "paid_cny", "paid_gain_cny", "units_needed"),
    *("order_units", "agents_peak", "extra_hours", "cost_extra_people_cny", "lowest_cash_cny"),
    *("cash_closing_cny", "profit_after_tax_cny"),
)
KEPT = 32  # moves: a thousand draws of some days each


@dataclass(frozen=True)
class Ground:
    """What every move of a plan's campaigns is counted from; what moves share is counted once.

    Attributes:
        plan: as it is.
        known: shares of sales, orders and their hours of the past.
        seen: days, products and stock of the past.
        day: the day it is looked at.
        trades: what the latest moves sell.
    """

    plan: Plan
    known: Known
    seen: Seen
    day: date
    trades: dict[Move, Trade] = field(default_factory=dict, init=False, repr=False, compare=False)

    def trade(self, move: Move) -> Trade:
        """Return what a campaign sells once it is moved; of the latest moves it is known already.

        Raises:
            PlanError: The plan has no such campaign.
        """
        if move not in self.trades:
            while len(self.trades) >= KEPT:
                del self.trades[next(iter(self.trades))]
            self.trades[move] = trade_of(self.plan, self.seen, move)
        return self.trades[move]

    @cached_property
    def months(self) -> finance.Model | None:
        """The months as planned; `None` where nobody says when they begin or what they sell."""
        plan, known = self.plan, self.known
        starts = plan.cash.starts or self.day
        if not finance.ahead(plan, starts, plan.cash.months or 12, known.sales).sales_cny:
            return None
        return finance.model_of(plan, known.rates, self.day, known.sales)

    def at(self, day: date) -> Ground:
        """Return the same as it was known on an earlier day: later days are not looked at.

        What stock there was on that day no file tells any more.
        """
        if day >= self.day:
            return self
        before = self.seen.daily["date"] < pd.Timestamp(day)
        seen = replace(self.seen, daily=self.seen.daily[before], stock={})
        return replace(self, seen=seen, day=day)


def ground_of(plan: Plan, tables: Tables, day: date, method: Method | None = None) -> Ground:
    """Return what moves of a plan's campaigns are counted from.

    Args:
        plan: the shop's, with its lists.
        tables: what its files hold.
        day: the day it is looked at; days before it count.
        method: how days ahead are forecast; the best of `forecast.backtest` is the one to take.
    """
    return Ground(plan, known_of(plan, tables, day), seen_of(tables, day, method), day)


@dataclass(frozen=True)
class CampaignOutlook:
    """What a campaign comes to once it is moved.

    Attributes:
        trade: what it sells, beside the same days without it.
        supplied: its stock.
        people: whom it takes.
        made: profit and cash of the months ahead; `None` where the plan says nothing of them.
        bare: the same without what stock is left over and what people cost.
    """

    trade: Trade
    supplied: Supplied
    people: People
    made: Forecast | None
    bare: Forecast | None


def campaign_outlook(ground: Ground, move: Move) -> CampaignOutlook:
    """Return what a campaign of a plan comes to with something of it moved.

    Args:
        ground: plan and past.
        move: which campaign, and what of it.

    Raises:
        PlanError: The plan has no such campaign, or what it says of stock or desk cannot be.
    """
    trade = ground.trade(move)
    planned = trade if move.nothing else ground.trade(Move(campaign=move.campaign))
    stock = supplied(trade, ground.seen, ground.day, workdays(ground.plan))
    people = people_of(trade, ground.known)
    bare = full = None
    if ground.months is not None:
        months = months_with(ground.months, planned, trade)
        extra = Extra(people.cost_cny, stock)
        bare = finance.forecast(months)
        full = finance.forecast(with_extra(months, trade.campaign, extra))
    return CampaignOutlook(trade, stock, people, full, bare)


def campaigns_side_by_side(outlooks: Mapping[str, CampaignOutlook]) -> pd.DataFrame:
    """Return moves of a campaign as a table, a row each; NaN and NaT are unknown.

    Returns:
        plan_scenario, for_campaign, starts, ends, campaign_pay_rate; visitors, paid_orders,
        paid_cny of its days; paid_gain_cny (beyond the same days and the dip without it);
        units_needed, order_units, order_by, agents_peak, extra_hours, cost_extra_people_cny;
        lowest_cash_cny, lowest_month, cash_closing_cny, profit_after_tax_cny of the months ahead.
    """
    rows = [dict(_row(name, one)) for name, one in outlooks.items()]
    frame = pd.DataFrame(rows)
    for name in ("starts", "ends", "order_by", "lowest_month"):
        frame[name] = pd.to_datetime(frame[name])
    return check(frame.astype(dict.fromkeys(NUMBERS, "float64")))


def _row(name: str, one: CampaignOutlook) -> Iterator[tuple[str, object]]:
    trade, stock = one.trade, one.supplied.stock
    held = trade.held.over(trade.inside)
    yield "plan_scenario", name
    yield "for_campaign", trade.campaign.name
    yield from (("starts", trade.campaign.starts), ("ends", trade.campaign.ends))
    yield "campaign_pay_rate", trade.campaign.discount_rate
    yield "visitors", held.visitors.sum()
    yield "paid_orders", held.orders.sum()
    yield "paid_cny", round(float(held.paid.sum()), 2)
    yield "paid_gain_cny", round(trade.gain[0], 2)
    yield "units_needed", stock["units_needed"].sum(skipna=False) if len(stock) else None
    yield "order_units", stock["order_units"].sum(skipna=False) if len(stock) else None
    yield "order_by", one.supplied.order_by
    yield "agents_peak", one.people.agents_peak
    yield "extra_hours", one.people.hours
    yield "cost_extra_people_cny", one.people.cost_cny
    low = None if one.made is None else finance.lowest(one.made)
    yield "lowest_cash_cny", None if low is None else low.cny
    yield "lowest_month", None if low is None else low.month
    made = one.made
    yield "cash_closing_cny", None if made is None else int(made.closing[-1]) / FEN
    yield "profit_after_tax_cny", None if made is None else int(made.left.sum()) / FEN
