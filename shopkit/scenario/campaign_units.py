"""Units a campaign's products sell on its days, and what of their stock is there by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from shopkit.forecast import Question, Refused, daily_units, forecast_units
from shopkit.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shopkit.scenario.seen import Seen
    from shopkit.scenario.trade import Trade

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Selling:
    """A product of a campaign, from a day on.

    Attributes:
        expected: units of the campaign's days from then on; NaN is unknown.
        already: units of its days before, as files tell and as expected where none does.
        there: units in stock on the first of the days that count; NaN is unknown.
    """

    expected: float
    already: float
    there: float


def selling(item: str, trade: Trade, seen: Seen, today: date) -> Selling:
    """Return what a product of a campaign still sells, and what is there for it.

    A product with a past of its own is forecast by it, and follows the orders where a lift of
    conversion alone is given; another sells its units of an order of the shop. Of the stock told,
    what sells from the day after it was counted is gone.

    Args:
        item: the product.
        trade: what the campaign sells.
        seen: what the past tells; days from today on are not looked at.
        today: the day it is looked at.
    """
    one = trade.campaign
    first, begins = _counted_from(seen, today), max(one.starts, today)
    daily = _daily(item, trade, seen, today, min(first, one.starts))
    held = seen.stock.get(item, np.nan)
    gone = sum(units for day, units in daily.items() if first <= day < begins)
    already = sum(units for day, units in daily.items() if one.starts <= day < begins)
    expected = sum(units for day, units in daily.items() if begins <= day <= one.ends)
    there = held if np.isnan(gone) else max(held - gone, 0.0)
    return Selling(float(expected), float(already), float(there))


def _counted_from(seen: Seen, today: date) -> date:
    """Return the first day whose sales the stock does not know of."""
    return today if seen.stock_on is None else min(seen.stock_on + DAY, today)


def _daily(item: str, trade: Trade, seen: Seen, today: date, first: date) -> Mapping[date, float]:
    """Return the units of a product on the days from one to the end of a campaign."""
    days = Period(first, trade.campaign.ends)
    known = _known(item, seen, today)
    ahead = _forecast(item, trade, seen, known, days)
    if ahead is None:
        ahead = _by_orders(item, trade, seen, days)
    return {day: known.get(day, ahead.get(day, 0.0)) for day in days}


def _known(item: str, seen: Seen, today: date) -> dict[date, float]:
    """Return the units sold on days the files tell of."""
    told = {day: 0.0 for day in seen.told if day < today}
    if seen.lines is not None:
        own = seen.lines.filter((pl.col("item_id") == item) & pl.col("date").is_in(list(told)))
        sums = own.group_by("date").agg(pl.col("units").sum())
        told |= {day: float(units) for day, units in sums.rows()}
    return told


def _forecast(
    item: str, trade: Trade, seen: Seen, known: Mapping[date, float], days: Period
) -> dict[date, float] | None:
    """Return the units a product's own past lets expect; `None` where it tells too little."""
    if seen.lines is None or not known:
        return None
    if days.end <= max(known):
        return {}
    lines = seen.lines.filter(pl.col("date").is_in(list(known)))
    own = daily_units(lines, list(known), [item])
    draws = np.random.default_rng(seen.seed)
    made = forecast_units(own, Question(trade.plan, days), seen.method, draws)
    if isinstance(made, Refused):
        return None
    times = trade.units_factor
    pairs = zip(made["date"].dt.date, made["units_expected"], strict=True)
    return {
        day: units * (times * trade.converted.get(day, 1.0) if day in trade.period else 1.0)
        for day, units in pairs
    }


def _by_orders(item: str, trade: Trade, seen: Seen, days: Period) -> dict[date, float]:
    """Return a product's units of an order times the shop's orders: usual ones before its days."""
    told = seen.products.get(item)
    each = np.nan if told is None else told.units_per_order
    usual = each * float(trade.plain.orders.mean())
    factor = trade.units_factor
    more = 1 + trade.products_share * (factor - 1)  # orders have it already, for its products only
    own = {
        day: each * orders / more * factor if more else 0.0
        for day, orders, inside in zip(trade.days, trade.held.orders, trade.inside, strict=True)
        if inside
    }
    return {day: own.get(day, usual) for day in days}
