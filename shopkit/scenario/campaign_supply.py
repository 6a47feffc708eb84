"""Stock a campaign needs: units of its products as its orders tell, what to order until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from shopkit.almanac import Workdays
from shopkit.scenario.campaign_units import selling
from shopkit.stock import Ahead, buying, campaign_stock, planned_units, salvage, supply
from shopkit.stock.lots import is_large, lack
from shopkit.stock.wording import rows_of

if TYPE_CHECKING:
    from shopkit.scenario.seen import Seen
    from shopkit.scenario.trade import Trade


@dataclass(frozen=True)
class Supplied:
    """The stock of a campaign.

    Attributes:
        stock: what `stock.campaign_stock` returned; no rows where it names no products.
        ahead: the campaign, its days left and the day it is looked at.
        pays_on: the day its supplier is paid.
        sold_off_on: the day what is left over is sold off, as the plan calls stock slow.
    """

    stock: pd.DataFrame
    ahead: Ahead
    pays_on: date
    sold_off_on: date

    @property
    def order_by(self) -> date | None:
        """The first day by which anything is to be ordered; `None` where nothing is, or unknown."""
        due = self.stock.loc[self.stock["order_units"] > 0, "order_by"].dropna()
        return None if due.empty else due.min().date()

    @property
    def too_late(self) -> float:
        """Units needed that are not there and arrive only after it ends."""
        return float(self.stock["short_units"].sum())

    @property
    def lots(self) -> tuple[float, float]:
        """What lacks, and what orders bring beyond it, of products whose lots decide the order."""
        large = [row for row in rows_of(self.stock) if is_large(row)]
        needed = sum(lack(row) for row in large)
        return needed, sum(float(row.order_units) for row in large) - needed

    @property
    def left_cny(self) -> float | None:
        """What is lost on units expected to be left over, CNY; `None` where one is unknown.

        Only units the plan says count: units × (cost − what a left-over brings).
        """
        lost = self.stock["unit_cost_cny"] - self.stock["salvage_cny"]
        return _sum(self.stock["left_units"] * lost, self._planned)

    @property
    def tied_cny(self) -> float | None:
        """What units expected to be left over bring once they are sold off, CNY."""
        return _sum(self.stock["left_units"] * self.stock["salvage_cny"], self._planned)

    @property
    def _planned(self) -> pd.Series:
        return self.stock["units_planned"].notna()


def _sum(parts: pd.Series, rows: pd.Series) -> float | None:
    told = parts[rows]
    return None if told.empty or told.isna().any() else float(told.sum())


def supplied(trade: Trade, seen: Seen, today: date, worked: Workdays) -> Supplied:
    """Return the stock a campaign needs, with the days by which it is ordered.

    Units are those of `campaign_units.selling`, around which single products sell by chance
    (Poisson) beside the spread of sales (our choice). Of one that runs only the days left count:
    units planned and sold ahead are less by what it has sold. Everyday orders are not among what
    is there.

    Args:
        trade: what it sells.
        seen: what the past tells of products.
        today: the day it is looked at.
        worked: the days on which orders are taken.

    Raises:
        PlanError: A left-over brings what it cost, or never running out is asked for.
    """
    plan, one = trade.plan, trade.campaign
    wanted = _wanted(trade, seen, today)
    supplies = supply(plan, wanted["item_id"])
    wanted["salvage_cny"] = salvage(plan, supplies, wanted["unit_cost_cny"])
    buys = buying(plan)
    left = trade.inside & (np.array(trade.days, "datetime64[D]") >= np.datetime64(today))
    by_day = tuple(np.nan_to_num(trade.held.orders[left]).tolist())
    ahead = Ahead(one.starts, one.ends, today, buys.service_rate, worked.on_or_before, by_day)
    made = campaign_stock(wanted, supplies, ahead)
    comes = pd.Timestamp(made["deadline_on"].iloc[0]).date() if len(made) else one.starts
    pays = comes + timedelta(plan.cash.supplier_days or 0)
    return Supplied(made, ahead, pays, one.ends + timedelta(round(buys.slow_days)))


def _wanted(trade: Trade, seen: Seen, today: date) -> pd.DataFrame:
    """Return the products of a campaign with what is expected of them."""
    frame = planned_units(trade.campaign)
    items = frame["item_id"].tolist()
    found = [selling(item, trade, seen, today) for item in items]
    units = np.array([one.expected for one in found], float)
    already = np.nan_to_num(np.array([one.already for one in found], float))
    for name in ("units_planned", "presold_units"):
        frame[name] = (frame[name] - already).clip(lower=0)
    frame["title"] = [_title(item, trade, seen) for item in items]
    units = np.maximum(units, frame["presold_units"].fillna(0.0))  # sold ahead is sold anyway
    frame["units_expected"] = units
    frame["units_spread"] = np.sqrt((units * trade.spread) ** 2 + units)
    frame["units_told_by"] = "forecast" if trade.basis == "history" else "assumed"
    frame["stock_units"] = [one.there for one in found]
    frame["unit_price_cny"] = [_price(item, trade, seen) for item in items]
    frame["unit_cost_cny"] = [seen.unit_costs.get(item, np.nan) for item in items]
    numbers = ["stock_units", "unit_price_cny", "unit_cost_cny", "units_expected", "units_spread"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def _price(item: str, trade: Trade, seen: Seen) -> float:
    """Return what is paid for a unit in a campaign, CNY; as lately where the plan is silent."""
    listed = {one.item_id: one.price_cny for one in trade.plan.products}.get(item)
    rate, paid = trade.campaign.discount_rate, seen.products.get(item)
    if listed is not None and (rate is not None or paid is None):
        return listed * (1.0 if rate is None else rate)
    return np.nan if paid is None else paid.unit_paid_cny


def _title(item: str, trade: Trade, seen: Seen) -> str:
    named = {one.item_id: one.name for one in trade.plan.products}
    return named.get(item) or (seen.products[item].title if item in seen.products else item)
