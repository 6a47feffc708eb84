"""What to order of every product, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from shopkit.stock.cover import days_of_cover
from shopkit.stock.dates import OnWorkday, any_day, days_after, next_workday, on_workdays
from shopkit.stock.eoq import economic_units
from shopkit.stock.numbers import YEAR_DAYS, Floats
from shopkit.stock.reorder import OverLead, safety_units
from shopkit.stock.supply import REVIEW_DAYS, Buying, beside, order_size
from shopkit.tables import check

COLUMNS = (
    *("item_id", "title", "stock_units", "incoming_units", "presold_units", "units_daily"),
    *("days_of_cover", "lead_days", "safety_units", "reorder_units", "cycle_units"),
    *("cycle_told_by", "order_units", "order_on", "order_by", "order_state", "runs_out_on"),
    *("next_on", "short_units", "cover_after_days", "overstock", "factory_units"),
    "factory_short_units",
)


@dataclass(frozen=True, slots=True)
class Coming:
    """Units ordered and under way.

    Attributes:
        units: how many.
        on: the day they arrive.
    """

    units: float
    on: date


@dataclass(frozen=True, slots=True)
class Moment:
    """When orders are looked at, and what is known to come and go.

    Attributes:
        today: the day.
        on_workday: gives the last working day on or before a day.
        coming: units under way by product.
        presold: units sold and not yet sent by product: known demand, not in stock any more.
    """

    today: date
    on_workday: OnWorkday = any_day
    coming: Mapping[str, Coming] = field(default_factory=dict)
    presold: Mapping[str, float] = field(default_factory=dict)


def proposals(
    covered: pd.DataFrame, supplied: pd.DataFrame, buying: Buying, moment: Moment
) -> pd.DataFrame:
    """Return what to order of every product and when.

    An order is due once stock and units under way, less those sold ahead, fall to the reorder
    point: demand over lead time and review, and safety stock. It then brings the economic units
    where costs of ordering and holding are known, else what sells until the next look. Demand is
    as it was on the days `cover` counted: a campaign has its own stock (`campaign_stock`).

    Args:
        covered: what `cover` returned.
        supplied: what `supply` returned, for the same products.
        buying: how the shop buys.
        moment: today, working days, what is under way and sold ahead.

    Returns:
        One row a product: item_id, title, stock_units, incoming_units, presold_units, units_daily,
        days_of_cover, lead_days, safety_units, reorder_units, cycle_units, cycle_told_by (costs,
        review, assumed), order_units, order_on, order_by, order_state (late, now, later, none,
        unknown), runs_out_on, next_on, short_units, cover_after_days, overstock, factory_units,
        factory_short_units. Unknown lead time: figures that need it are NaN, the state `unknown`.

    Raises:
        PlanError: A figure is negative, or never running out is asked for.
    """
    made = beside(covered, supplied)
    made["incoming_units"] = [_coming(item, moment).units for item in made["item_id"]]
    made["presold_units"] = [moment.presold.get(item, 0.0) for item in made["item_id"]]
    _points(made, buying)
    _dates(made, moment)
    _sizes(made, buying)
    return check(made[list(COLUMNS)])


def _coming(item: str, moment: Moment) -> Coming:
    return moment.coming.get(item, Coming(0.0, moment.today))


def _points(made: pd.DataFrame, buying: Buying) -> None:
    """Add safety stock, reorder point and what one order brings."""
    daily = made["units_daily"]
    spread = made["units_daily_spread"].where(daily.isna() | (daily > 0), 0.0)
    lead_spread = made["lead_spread_days"].fillna(0.0)
    watched = made["lead_days"] + (buying.review_days or 0.0)
    pace = OverLead(daily, spread, watched, lead_spread)
    made["safety_units"] = safety_units(pace, buying.service_rate)
    made["reorder_units"] = pace.mean + made["safety_units"]
    made["cycle_units"], made["cycle_told_by"] = _cycle(made, buying)


def _cycle(made: pd.DataFrame, buying: Buying) -> tuple[Floats, Floats]:
    """Return the units one order brings, and what tells so."""
    stocked = made["stock_units"].clip(lower=0)
    each = (made["stock_cost_cny"] / stocked.where(stocked > 0)).to_numpy(dtype=np.float64)
    days = REVIEW_DAYS if buying.review_days is None else max(buying.review_days, 1.0)
    told = "assumed" if buying.review_days is None else "review"
    units = made["units_daily"].to_numpy(dtype=np.float64) * days
    by = np.full(len(made), told, dtype=object)
    if buying.order_cost_cny and buying.holding_rate:
        costly = each > 0
        holding = np.where(costly, each, 1.0) * buying.holding_rate
        economic = economic_units(made["units_daily"] * YEAR_DAYS, buying.order_cost_cny, holding)
        units, by = np.where(costly, economic, units), np.where(costly, "costs", by)
    return units, by


def _dates(made: pd.DataFrame, moment: Moment) -> None:
    """Add the days it runs out, the next delivery comes, and orders are due, with the state."""
    today, daily = moment.today, made["units_daily"]
    first = next_workday(today, moment.on_workday)  # an order of a day off goes out on it
    free = made["stock_units"] - made["presold_units"]
    arrives = [
        (moment.coming[item].on - today).days if item in moment.coming else np.nan
        for item in made["item_id"]
    ]
    coming = pd.Series(arrives, index=made.index, dtype="float64")
    alone = days_of_cover(free, daily)
    both = days_of_cover(free + made["incoming_units"], daily)
    lasts = pd.Series(np.where(coming <= alone, both, alone), index=made.index)
    next_in = coming.fillna(made["lead_days"] + (first - today).days)
    made["runs_out_on"] = days_after(today, lasts)
    made["next_on"] = days_after(today, np.ceil(next_in))
    gap = (next_in - np.floor(lasts)).clip(lower=0)
    made["short_units"] = np.where(coming <= alone, 0.0, gap * daily)
    above = free + made["incoming_units"] - made["reorder_units"]
    wait = days_of_cover(above, daily)
    made["order_on"] = _from(first, on_workdays(days_after(today, wait), moment.on_workday))
    until = np.floor(both) - np.ceil(made["lead_days"])
    made["order_by"] = on_workdays(days_after(today, until), moment.on_workday)
    made["order_state"] = _states(made, today, first)


def _from(first: date, days: pd.Series) -> pd.Series:
    """Return the days, none of them before the first an order can go out on."""
    return days.where(days.isna() | (days >= pd.Timestamp(first)), pd.Timestamp(first))


def _states(made: pd.DataFrame, today: date, first: date) -> Floats:
    known = made[["stock_units", "units_daily", "lead_days", "reorder_units"]].notna().all(axis=1)
    still = known & (made["units_daily"] == 0) & (made["stock_units"] >= made["presold_units"])
    late = known & (made["order_by"] < pd.Timestamp(today))
    now = known & (made["order_on"] <= pd.Timestamp(first))
    rest = np.where(known, "later", "unknown")
    return np.select([still, late, now], ["none", "late", "now"], rest)


def _sizes(made: pd.DataFrame, buying: Buying) -> None:
    """Add the units to order and what they lead to."""
    position = made["stock_units"] - made["presold_units"] + made["incoming_units"]
    short = (made["reorder_units"] - position).clip(lower=0)
    need = made["cycle_units"] + short
    need = need.where(~made["order_state"].isin(["none"]), 0.0)
    need = need.where(made["order_state"] != "unknown")
    made["order_units"] = order_size(need, made["least_units"], made["lot_units"])
    later = made["order_state"] == "later"
    at_order = position.where(~later, made["reorder_units"])
    arrived = (at_order - made["units_daily"] * made["lead_days"]).clip(lower=0)
    lasts = days_of_cover(arrived + made["order_units"], made["units_daily"])
    made["cover_after_days"] = np.where(np.isinf(lasts), np.nan, lasts)
    made["overstock"] = (lasts > buying.slow_days) & (made["order_units"] > 0)
    lacking = (made["order_units"] - made["factory_units"]).clip(lower=0)
    made["factory_short_units"] = lacking
