"""The discount floor: what all discounts leave of a price, and which is the deepest allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Literal

from shopkit.plan import Plan

SLACK = 1e-9
MOST_LEADERS = 2


@dataclass(frozen=True, slots=True)
class Floor:
    """Below which share of the everyday price nothing is sold.

    Attributes:
        rate: that share.
        of: `price`, what is paid for the goods; `receipt`, less the freight and gifts the shop
            bears.
        exempt: campaigns in which it does not hold.
    """

    rate: float
    of: Literal["price", "receipt"] = "price"
    exempt: tuple[str, ...] = ()

    @classmethod
    def of_plan(cls, plan: Plan) -> Floor | None:
        """Return the floor a plan sets; none if it sets none."""
        prices = plan.prices
        if prices.least_discount_rate is None:
            return None
        return cls(
            prices.least_discount_rate, prices.least_discount_of or "price", prices.exempt_campaigns
        )


@dataclass(frozen=True, slots=True)
class Deal:
    """What is sold, before and after everything that comes off; all for the same units.

    Attributes:
        list_cny: everyday price, CNY.
        paid_cny: what is paid for the goods.
        freight_cny: freight the shop bears for it.
        gifts_cny: what gifts and other presents cost.
    """

    list_cny: float
    paid_cny: float
    freight_cny: float = 0.0
    gifts_cny: float = 0.0

    @property
    def share_paid(self) -> float:
        """What is paid as a share of the everyday price."""
        return self.paid_cny / self.list_cny

    @property
    def share_received(self) -> float:
        """What reaches the shop, less freight and gifts, as a share of the everyday price."""
        return (self.paid_cny - self.freight_cny - self.gifts_cny) / self.list_cny


def keeps_floor(deal: Deal, floor: Floor, campaign: str | None = None) -> bool:
    """Tell whether a deal keeps the floor; in an exempt campaign every deal does."""
    if campaign is not None and campaign in floor.exempt:
        return True
    share = deal.share_paid if floor.of == "price" else deal.share_received
    return share >= floor.rate - SLACK


def exempt_on(plan: Plan, day: date, item: str | None = None) -> str | None:
    """Return the exempt campaign that runs on a day; none if none does.

    Args:
        plan: campaigns and which of them are exempt.
        day: the day.
        item: only a campaign for this product, or for all.
    """
    names = set(plan.prices.exempt_campaigns)
    running = (
        one.name
        for one in plan.campaigns
        if one.name in names
        and one.starts <= day <= one.ends
        and (item is None or not one.products or item in one.products)
    )
    return next(running, None)


def stacked(pay_rates: Iterable[float]) -> float:
    """Return the share of a price that is paid when discounts apply one after another.

    Example:
        >>> round(stacked([0.75, 0.93]), 4)
        0.6975
    """
    return prod(pay_rates)


def nth_rate(nth: int, pay_rate: float) -> float:
    """Return the share paid on average when every nth unit is cheaper: second at half is 0.75.

    Example:
        >>> nth_rate(2, 0.5), nth_rate(2, 0.0)
        (0.75, 0.5)
    """
    return (nth - 1 + pay_rate) / nth


def deepest_member_rate(floor_rate: float, pay_rate: float) -> float:
    """Return the least share members may pay on top of a promotion; above 1 it breaks by itself.

    Example:
        >>> round(deepest_member_rate(0.7, 0.75), 4)
        0.9333
    """
    return floor_rate / pay_rate


def loss_leaders(
    prices_cny: Mapping[str, float], unit_costs_cny: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the products sold at what their goods cost or for less, the deepest first.

    One or two draw attention; more than `MOST_LEADERS` are a loss without a purpose.

    Args:
        prices_cny: what is paid, by product.
        unit_costs_cny: what a unit costs, where known.
    """
    gaps = {
        item: price - unit_costs_cny[item]
        for item, price in prices_cny.items()
        if item in unit_costs_cny
    }
    at_cost = [item for item, gap in gaps.items() if gap <= SLACK]
    return tuple(sorted(at_cost, key=lambda item: (gaps[item], item)))
