"""What to order until when: everyday stock, and the stock of the campaign ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from shopkit import forecast, scenario, schedule, stock
from shopkit.almanac import campaign_days
from shopkit.errors import PlanError, Problem
from shopkit.findings import Finding
from shopkit.i18n import Lang, text
from shopkit.periods import Period
from shopkit.products import unit_costs
from shopkit.products.sold import days_told, sold
from shopkit.reports.calendar_campaign import Coming
from shopkit.reports.calendar_expected import Expected, Learned
from shopkit.reports.plain import rows

if TYPE_CHECKING:
    import polars as pl

    from shopkit.plan import Plan

COUNTED = 28  # days without a campaign that tell what sells on a usual day
ORDER = (
    *("item_id", "title", "stock_units", "units_daily", "days_of_cover", "order_units"),
    *("order_on", "order_by", "order_state", "runs_out_on"),
)
FOR_CAMPAIGN = (
    *("item_id", "title", "units_expected", "units_planned", "presold_units", "units_needed"),
    *("stock_units", "order_units", "order_by", "order_state", "arrives_on", "short_units"),
    "deadline_on",
)


@dataclass(frozen=True, slots=True, eq=False)
class Ordering:
    """What to order.

    Attributes:
        buying: how the shop buys; `None` where the plan asks for what cannot be.
        supplied: how products are bought, see `stock.supply`.
        covered: how long stock lasts, see `stock.cover`; `None` without any stock.
        orders: see `stock.proposals`; `None` without any stock.
        campaign: see `stock.campaign_stock`; `None` where it has no products or is over.
        ahead: the campaign stock is bought for.
        sending: its parcels against who packs them; `None` where nothing is promised or foreseen.
        heroes: units held of each of the plan's heroes, and the goal they are held against;
            `None` where one of them is unknown.
        absent: what is on sale and not there: sold out or beyond, and what never sold.
        prices: CNY lately paid for a unit.
        missing: why some of it cannot be told.
    """

    buying: stock.Buying | None = None
    supplied: pd.DataFrame | None = None
    covered: pd.DataFrame | None = None
    orders: pd.DataFrame | None = None
    campaign: pd.DataFrame | None = None
    ahead: stock.Ahead | None = None
    sending: stock.Sending | None = None
    heroes: tuple[pd.Series, stock.Goal] | None = None
    absent: tuple[pd.DataFrame, pd.DataFrame] | None = None
    prices: Mapping[str, float] = field(default_factory=dict)
    missing: tuple[Problem, ...] = ()

    def orders_json(self) -> list[dict[str, Any]] | None:
        """Return everyday orders with plain values; `None` where no stock is known."""
        return None if self.orders is None else rows(self.orders[list(ORDER)])

    def campaign_json(self) -> list[dict[str, Any]] | None:
        """Return the orders of the campaign with plain values; `None` where there are none."""
        return None if self.campaign is None else rows(self.campaign[list(FOR_CAMPAIGN)])

    def findings(self, scope: stock.Scope, learned: Learned, name: str) -> Iterator[Finding]:
        """Yield what asks for action about stock.

        Args:
            scope: plan, language, places.
            learned: what the past tells.
            name: of the campaign ahead.
        """
        yield from stock.no_data_findings(learned.tables, scope)
        if self.absent is not None:
            yield from stock.oversold_findings(self.absent[0], scope)
            yield from stock.virtual_findings(self.absent[1], scope)
        if self.sending is not None:
            yield from stock.dispatch_findings(self.sending, scope)
        if self.buying is None or self.supplied is None:
            return
        if self.orders is not None and self.covered is not None:
            yield from stock.order_findings(self.orders, self.supplied, self.buying, scope)
            slow = stock.slow(self.covered, self.buying.slow_days)
            yield from stock.slow_findings(slow, self.buying, scope)
        if self.heroes is not None:
            held, goal = self.heroes
            yield from stock.hero_findings([float(held.mean())], len(held), goal, scope)
        if self.campaign is not None and self.ahead is not None:
            yield from stock.campaign_findings(name, self.campaign, self.ahead, scope, self.orders)


def ordering_of(learned: Learned, net: schedule.Schedule, coming: Coming | None) -> Ordering:
    """Return what to order until when.

    Args:
        learned: what the past tells.
        net: tells today and the workdays.
        coming: the campaign ahead.
    """
    try:
        buying = stock.buying(learned.plan)
    except PlanError as error:
        return Ordering(missing=error.problems)
    today, told = net.today, []
    lines, days = sold(learned.tables), _usual_days(learned)
    covered = stock.cover(learned.tables, lines, days, unit_costs(learned.tables, today))
    orders = supplied = heroes = absent = None
    if covered.empty:
        told.append(Problem("calendar_no_stock", "exports"))
    else:
        supplied = stock.supply(learned.plan, covered["item_id"])
        moment = stock.Moment(today, net.worked.on_or_before)
        orders = stock.proposals(covered, supplied, buying, moment)
        heroes = _heroes(covered, supplied, learned, today)
        absent = _absent(learned, lines, orders, today)
    held = covered if len(covered) else None
    made, sending, odd = _of_campaign(learned, net, coming)
    told += odd
    campaign, ahead = (None, None) if made is None else (made.stock, made.ahead)
    if supplied is None and campaign is not None:
        supplied = stock.supply(learned.plan, campaign["item_id"])
    prices = _paid(lines, days)
    return Ordering(
        buying=buying,
        supplied=supplied,
        covered=held,
        orders=orders,
        campaign=campaign,
        ahead=ahead,
        sending=sending,
        heroes=heroes,
        absent=absent,
        prices=prices,
        missing=tuple(told),
    )


def _absent(
    learned: Learned, lines: pl.DataFrame, orders: pd.DataFrame, today: date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is on sale and not there: sold out or beyond, and what never sold.

    Presales are left out, and what is out but for an order that is told of already.
    """
    presale = _presale(learned.plan, today)
    known = {one for one, units in lines.select("item_id", "units").iter_rows() if units}
    shown = stock.on_sale(learned.tables, lines)
    gone = stock.oversold(learned.tables, [item for item in shown if item not in presale])
    below, item = gone["stock_units"] < 0, gone["item_id"]
    told = item.isin(orders.loc[orders["short_units"] > 0, "item_id"])
    gone = gone[below | (item.isin(known) & ~told)]
    never = {one: title for one, title in shown.items() if one not in {*known, *gone["item_id"]}}
    return gone, stock.listed_without_stock(learned.tables, never, presale)


def _presale(plan: Plan, today: date) -> frozenset[str]:
    """Return the products campaigns that are not over sell ahead."""
    held = [one for one in plan.campaigns if one.ends >= today]
    ahead = {part.product for one in held for part in one.stock if part.presold_units}
    phased = [one for one in held if any(part.phase == "presale" for part in one.phases)]
    return frozenset(ahead.union(*(one.products for one in phased)))


def _heroes(
    covered: pd.DataFrame, supplied: pd.DataFrame, learned: Learned, today: date
) -> tuple[pd.Series, stock.Goal] | None:
    """Return what is held of the plan's heroes and the goal; `None` where one is unknown.

    Without sales every order is taken to hold one of them, as the goal's source does.
    """
    named = forecast.heroes(learned.plan)
    held = covered[covered["item_id"].isin(named)]
    lead = float(supplied.loc[supplied["item_id"].isin(named), "lead_days"].max())
    orders = _orders_goal(learned.plan, today)
    if len(held) < max(len(named), 1) or np.isnan(lead) or orders is None:
        return None
    days = learned.daily[learned.daily["date"].isin(pd.DatetimeIndex(_usual_days(learned)))]
    usual = float(days["paid_orders"].mean()) if len(days) else 0.0
    each = float(held["units_daily"].sum()) / usual if usual > 0 else 1.0
    return held["stock_units"].clip(lower=0), stock.Goal(orders, lead, each)


def _orders_goal(plan: Plan, today: date) -> float | None:
    """Return the orders a day the stage of a day asks for; `None` where none says it."""
    now = [
        one.orders_daily
        for one in plan.stages
        if one.orders_daily and (one.starts or today) <= today <= (one.ends or today)
    ]
    return now[-1] if now else None


def _usual_days(learned: Learned) -> list[date]:
    """Return the last days told of on which no campaign ran."""
    told = days_told(learned.tables)
    if not told:
        return []
    busy = campaign_days(learned.plan, Period(min(told), max(told)))
    return sorted(day for day in told if day not in busy)[-COUNTED:]


def _of_campaign(
    learned: Learned, net: schedule.Schedule, coming: Coming | None
) -> tuple[scenario.Supplied | None, stock.Sending | None, tuple[Problem, ...]]:
    """Return the stock and the parcels of a campaign, and what in the plan cannot be.

    Nothing of one that is over, or that nobody can foresee.
    """
    if coming is None or not isinstance(coming.expected, Expected):
        return None, None, ()
    one = coming.campaign
    if one.ends < net.today:
        return None, None, ()
    plan = scenario.led_by(learned.plan, one)
    seen = scenario.seen_of(learned.tables, net.today, learned.method)
    supplied, sending, odd = None, None, list[Problem]()
    trade = scenario.trade_of(plan, seen, scenario.Move(campaign=one.name))
    try:
        sending = scenario.sending(trade, seen, net.worked, net.today)
    except PlanError as error:
        odd += error.problems
    try:
        if one.products or one.stock:
            supplied = scenario.supplied(trade, seen, net.today, net.worked)
    except PlanError as error:
        odd += error.problems
    return supplied, sending, tuple(odd)


def order_states(frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how each order stands, in words."""
    return [state_said(row, lang) for row in frame.to_dict("records")]


def state_said(row: Mapping[Any, Any], lang: Lang) -> str:
    """Return how an order stands, in words; of an unknown one what is not known."""
    if row["order_state"] != "unknown":
        return text(f"stock.state.{row['order_state']}", lang)
    if np.isnan(row["stock_units"]):
        return text("calendar.stock_unknown", lang)
    if np.isnan(row.get("units_needed", row.get("units_daily", 0.0))):
        return text("calendar.sales_unknown", lang)
    return text("stock.state.unknown", lang)


def _paid(lines: pl.DataFrame, days: Sequence[date]) -> dict[str, float]:
    """Return what was paid for a unit of each product lately, CNY."""
    import polars as pl

    rows_of = lines.filter(pl.col("date").is_in(list(days)) & (pl.col("units") > 0))
    sums = rows_of.group_by("item_id").agg(pl.col("paid_fen", "units").sum())
    return {item: fen / units / 100 for item, fen, units in sums.rows() if units and fen}
