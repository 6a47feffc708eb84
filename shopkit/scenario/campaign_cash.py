"""The months of the shop with a campaign moved: sales, goods, settlement, ads, stock and cash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from shopkit.periods import month_place
from shopkit.plan.sections.money import Deposit, FixedCost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from shopkit.finance import Model, Rates
    from shopkit.finance.model import Monthly
    from shopkit.plan.sections.campaigns import Campaign
    from shopkit.scenario.campaign_supply import Supplied
    from shopkit.scenario.trade import Trade

    Floats = NDArray[np.float64]

BY_UNITS = ("goods", "freight", "packing", "insurance")  # what a lower price does not make cheaper


@dataclass(frozen=True, slots=True)
class Extra:
    """What a campaign costs beside shares of sales.

    Attributes:
        people_cny: people beyond a usual day's; `None` is unknown and left out.
        supplied: its stock.
    """

    people_cny: float | None
    supplied: Supplied


def spend_cny(campaign: Campaign) -> float | None:
    """Return the ads of a campaign, CNY: of its channels, else its budget; `None` is unknown."""
    told = [one.budget_cny for one in campaign.spend]
    if told and None not in told:
        return fsum(cny for cny in told if cny is not None)
    return campaign.budget_cny


def months_with(base: Model, planned: Trade, moved: Trade) -> Model:
    """Return the months of a plan with a campaign moved: nothing moved gives the same months.

    What the campaign's days sell leaves the months it was planned in and comes to those it is
    in. Goods and parcels follow units, not what is paid for them; ads are those of the plan, with
    the campaign's own on its own days.

    Args:
        base: the months as planned.
        planned: what the campaign sells as planned.
        moved: once it is moved.
    """
    sales = np.asarray(base.sales_cny, float)
    paid = _added(sales, _by_month(base, moved, "paid") - _by_month(base, planned, "paid"))
    units = _added(sales, _by_month(base, moved, "volume") - _by_month(base, planned, "volume"))
    if np.array_equal(paid, sales) and np.array_equal(units, sales):
        return base
    rates = _followed(base, dict.fromkeys(BY_UNITS, (paid, units)))
    rates |= _followed(base, {"ads": (paid, sales)})
    ads = np.asarray(base.by_month(base.ads_cny), float)
    ads = ads + _ads_by_month(base, moved) - _ads_by_month(base, planned)
    return replace(
        base,
        sales_cny=tuple(paid.tolist()),
        rates=replace(base.rates, **rates),
        ads_cny=tuple(ads.tolist()),
    )


def with_extra(model: Model, campaign: Campaign, extra: Extra) -> Model:
    """Return months with what a campaign costs beside shares of sales.

    What is left over is paid with its stock: what it loses is gone, what it brings comes back on
    the day it is sold off. People are paid in the month the campaign ends in.
    """
    stock, name = extra.supplied, campaign.name
    lost, tied = stock.left_cny, stock.tied_cny
    fixed, deposits = list(model.fixed), list(model.deposits)
    if lost and _ahead(model, stock.pays_on):
        fixed.append(_once(name, lost, stock.pays_on))
    if tied and _ahead(model, stock.pays_on):
        gone = {"paid": stock.pays_on, "returned": stock.sold_off_on}
        deposits.append(Deposit(name=name, amount_cny=round(tied, 2), **gone))
    if extra.people_cny and _ahead(model, campaign.ends):
        fixed.append(_once(name, extra.people_cny, campaign.ends))
    return replace(model, fixed=tuple(fixed), deposits=tuple(deposits))


def _once(name: str, cny: float, on: date) -> FixedCost:
    return FixedCost(name=name, amount_cny=round(cny, 2), every="once", starts=on)


def _ahead(model: Model, day: date) -> bool:
    """Tell whether a day lies in the months."""
    return 0 <= month_place(model.starts, day) < model.months


def _by_month(model: Model, trade: Trade, what: str) -> Floats:
    """Return what the days of a trade, less those without the campaign, come to by month."""
    gained = getattr(trade.held, what) - trade.plain.paid
    found = np.zeros(model.months)
    for day, cny in zip(trade.days, np.nan_to_num(gained), strict=True):
        place = month_place(model.starts, day)
        if 0 <= place < model.months:
            found[place] += cny
    return found


def _added(sales: Floats, more: Floats) -> Floats:
    """Return sales with more or less; no month sells less than nothing."""
    return np.where(more == 0, sales, np.maximum(sales + more, 0.0))


def _followed(base: Model, told: Mapping[str, tuple[Floats, Floats]]) -> dict[str, Monthly]:
    """Return rates that make of the new sales what they made of others; unknown stays unknown."""
    found: dict[str, Monthly] = {}
    rates: Rates = base.rates
    for name, (paid, of) in told.items():
        rate = getattr(rates, name)
        if rate is not None:
            times = np.divide(of, paid, out=np.ones(len(paid)), where=paid > 0)
            found[name] = tuple((base.by_month(rate) * times).tolist())
    return found


def _ads_by_month(model: Model, trade: Trade) -> Floats:
    """Return the campaign's own ads by month, evenly over its days; nothing where unknown."""
    found = np.zeros(model.months)
    cny = spend_cny(trade.campaign)
    if cny:
        for day in trade.period:
            place = month_place(model.starts, day)
            if 0 <= place < model.months:
                found[place] += cny / trade.period.days
    return found
