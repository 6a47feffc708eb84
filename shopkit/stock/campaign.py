"""Stock of a campaign: bought once, before anybody knows how much of it sells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from shopkit.stock.dates import (
    OnWorkday,
    any_day,
    first_arrival,
    latest_order,
    stock_deadline,
)
from shopkit.stock.newsvendor import Demand, Money, Normal, critical_ratio, newsvendor, outcome
from shopkit.stock.numbers import Floats, floats, not_negative
from shopkit.stock.supply import beside, order_size
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan.sections.campaigns import Campaign

COLUMNS = (
    *("item_id", "title", "units_expected", "units_spread", "units_told_by", "presold_units"),
    *("critical_rate", "critical_told_by", "units_needed", "stock_units", "order_units"),
    *(
        "lead_days",
        "deadline_on",
        "order_by",
        "order_state",
        "arrives_on",
        "short_units",
        "units_planned",
        "left_units",
        "missed_units",
    ),
    *("unit_price_cny", "unit_cost_cny", "salvage_cny", "least_units", "lot_units"),
    *("factory_units", "factory_short_units"),
)


def stock_need(base_units: ArrayLike, sold_ahead_units: ArrayLike) -> Floats:
    """Return the stock needed with what is, or is expected to be, sold ahead.

    base + expected group-buying units (source document 002)

    Example:
        >>> float(stock_need(350, 120))
        470.0
    """
    not_negative(presold_units=sold_ahead_units)
    return np.asarray(floats(base_units) + floats(sold_ahead_units), dtype=np.float64)


def still_to_sell(mean: ArrayLike, spread: ArrayLike, presold: ArrayLike) -> Normal:
    """Return the demand that is left once units were sold ahead: these are known, the rest is not.

    What is left is as uncertain in shares as the whole was (our choice).
    """
    whole, gone = np.nan_to_num(floats(presold)), floats(mean)
    left = np.maximum(gone - whole, 0.0)
    share = np.where(gone > 0, left / np.where(gone > 0, gone, 1.0), 0.0)
    return Normal(left, floats(spread) * share)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The campaign stock is bought for, and the day it is looked at.

    Attributes:
        starts: the first day goods are sent.
        ends: the last day anything is sold at its price.
        today: the day it is looked at; once it runs only the days left count.
        service_rate: chance to suffice where prices do not tell it.
        on_workday: gives the last working day on or before a day.
        by_day: what its days, or those left, sell in proportion; evenly where empty.
    """

    starts: date
    ends: date
    today: date
    service_rate: float
    on_workday: OnWorkday = any_day
    by_day: Sequence[float] = ()

    @property
    def first(self) -> date:
        """The first of its days that still counts."""
        return max(self.starts, self.today)

    def arrives(self, lead_days: float) -> date | None:
        """Return the day an order of today arrives; `None` where nobody knows how long it takes."""
        if np.isnan(lead_days):
            return None
        return first_arrival(self.today, lead_days, self.on_workday)

    def reached(self, lead_days: float) -> float:
        """Return the share of its sales an order of today is there for, 0 to 1; all if unknown."""
        comes, days = self.arrives(lead_days), (self.ends - self.first).days + 1
        if comes is None or comes <= self.first:
            return 1.0
        missed = min((comes - self.first).days, max(days, 0))
        parts = list(self.by_day) if sum(self.by_day) > 0 else [1.0] * max(days, 0)
        return sum(parts[missed:]) / sum(parts) if parts else 0.0


def planned_units(campaign: Campaign) -> pd.DataFrame:
    """Return what the plan says of a campaign's stock: item_id, units_planned, presold_units.

    One row a product that takes part or has stock; NaN where the plan says nothing.
    """
    said = {one.product: one for one in campaign.stock}
    names = list(dict.fromkeys([*campaign.products, *said]))
    rows = {
        "item_id": names,
        "units_planned": [getattr(said.get(item), "units", None) for item in names],
        "presold_units": [getattr(said.get(item), "presold_units", None) for item in names],
    }
    numbers = dict.fromkeys(("units_planned", "presold_units"), "float64")
    return check(pd.DataFrame(rows).astype(numbers))


def campaign_stock(
    wanted: pd.DataFrame,
    supplied: pd.DataFrame,
    ahead: Ahead,
    others: Mapping[str, Demand] | None = None,
) -> pd.DataFrame:
    """Return the stock every product of a campaign needs, what to order of it and until when.

    The stock suffices with the chance that earns most (`critical_ratio`), or with the shop's
    where price, cost or what a left-over brings is unknown. What was sold ahead is needed anyway.

    Args:
        wanted: item_id, title, units_expected, units_spread, units_told_by (forecast, analogue,
            assumed), presold_units, units_planned, stock_units (there for the campaign),
            unit_price_cny (received for a unit), unit_cost_cny, salvage_cny; NaN is unknown.
        supplied: what `supply` returned for these products.
        ahead: the campaign, today.
        others: demand of single products that is not normal, each of one product: of what is
            still to be sold.

    Returns:
        Per product the columns of `wanted` with critical_rate, critical_told_by (prices,
        service_rate), units_needed, order_units (no more than the days sell that an order of today
        is there for), lead_days, deadline_on (a week ahead), order_by, order_state (late, now,
        later, none, unknown; closed: nothing arrives before it ends), arrives_on (an order of
        today), short_units (needed, not there and not there in time), left_units and missed_units
        (expected with the units planned; NaN without), least_units, lot_units, factory_units,
        factory_short_units.

    Raises:
        PlanError: A figure is negative, a left-over brings what it cost, or never running out is
            asked for.
    """
    made = beside(wanted, supplied.drop(columns="salvage_cny"))
    money = Money(made["unit_price_cny"], made["unit_cost_cny"], made["salvage_cny"])
    ratio = critical_ratio(money)
    told = ~np.isnan(ratio)
    made["critical_rate"] = np.where(told, ratio, ahead.service_rate)
    made["critical_told_by"] = np.where(told, "prices", "service_rate")
    presold = made["presold_units"].fillna(0.0)
    rest = still_to_sell(made["units_expected"], made["units_spread"], presold)
    units = np.ceil(np.round(newsvendor(rest, made["critical_rate"]), 6))
    spare = (made["units_planned"] - presold).clip(lower=0)
    after = outcome(rest, spare, money)
    left, missed = after.left_units, after.short_units
    for place, item in enumerate(made["item_id"]):
        if others and item in others:
            demand, rate = others[item], made["critical_rate"].iloc[place]
            units[place] = np.ceil(float(newsvendor(demand, rate)))
            sold = float(demand.sold(floats(spare.iloc[place])))
            left[place] = spare.iloc[place] - sold
            missed[place] = float(demand.mean()) - sold
    made["units_needed"] = stock_need(units, presold)
    made["left_units"] = left
    made["missed_units"] = missed + (presold - made["units_planned"]).clip(lower=0)
    return check(_ordered(made, ahead)[list(COLUMNS)])


def _ordered(made: pd.DataFrame, ahead: Ahead) -> pd.DataFrame:
    """Return rows with what to order and until when."""
    need = (made["units_needed"] - made["stock_units"].clip(lower=0)).clip(lower=0)
    share = np.array([ahead.reached(days) for days in made["lead_days"]], float)
    in_time = np.minimum(need, np.ceil(np.round(made["units_needed"] * share, 6)))
    made["order_units"] = order_size(in_time, made["least_units"], made["lot_units"])
    made["short_units"] = need - np.minimum(need, in_time)
    made["factory_short_units"] = (made["order_units"] - made["factory_units"]).clip(lower=0)
    made["deadline_on"] = pd.Timestamp(stock_deadline(ahead.starts))
    made["order_by"] = _dates(made, lambda days: latest_order(ahead.first, days, ahead.on_workday))
    made["arrives_on"] = _dates(made, ahead.arrives)
    today = pd.Timestamp(ahead.today)
    unknown = made[["order_units", "lead_days"]].isna().any(axis=1) & ~(need == 0)
    states = [need == 0, unknown, in_time == 0, made["order_by"] < today]
    soon = made["order_by"] <= today
    made["order_state"] = np.select(
        [*states, soon], ["none", "unknown", "closed", "late", "now"], default="later"
    )
    return made


def _dates(made: pd.DataFrame, day_of: Callable[[float], date | None]) -> pd.Series:
    """Return a day for each lead time; NaT where it is unknown."""
    days = [None if np.isnan(one) else day_of(one) for one in made["lead_days"]]
    return pd.Series(days, dtype="datetime64[s]")
