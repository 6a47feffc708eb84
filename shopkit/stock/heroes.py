"""Stock of the products an order plan hangs on, against the time a delivery takes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from shopkit.errors import PlanError, Problem
from shopkit.stock.cover import days_of_cover
from shopkit.stock.numbers import not_negative

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class HeroCover:
    """How long the stock of all heroes lasts, and what a delivery's time takes.

    Attributes:
        stock_units: of all of them.
        cover_days: how long it lasts.
        lead_days: how long a delivery takes.
        needed_units: sold over the lead time, of all of them.
        each_units: of each.
    """

    stock_units: float
    cover_days: float
    lead_days: float
    needed_units: int
    each_units: int

    @property
    def holds(self) -> bool:
        """Tell whether the stock lasts until a delivery."""
        return self.cover_days >= self.lead_days


@dataclass(frozen=True, slots=True)
class Goal:
    """What heroes' stock is held against.

    Attributes:
        orders_daily: the goal.
        lead_days: how long a delivery takes.
        units_per_order: heroes in an order; one where nobody knows.
    """

    orders_daily: float
    lead_days: float
    units_per_order: float = 1.0


def hero_cover(units_each: float, heroes: int, orders_daily: float, lead_days: float) -> HeroCover:
    """Return how long the heroes' stock lasts when every order takes one unit of one of them.

    days of cover = stock ÷ orders a day; needed = orders a day × lead time (source document 002)

    Raises:
        PlanError: No heroes, or a figure is negative.

    Example:
        >>> found = hero_cover(50, 2, 200, 7)
        >>> found.cover_days, found.needed_units, found.each_units, found.holds
        (0.5, 1400, 700, False)
    """
    not_negative(units_each=units_each, orders_daily=orders_daily, lead_days=lead_days)
    if heroes < 1:
        raise PlanError(Problem("stock_no_heroes", "products", f"{heroes}"))
    stock = units_each * heroes
    needed = orders_daily * lead_days
    return HeroCover(
        stock_units=stock,
        cover_days=float(days_of_cover(stock, orders_daily)),
        lead_days=lead_days,
        needed_units=ceil(needed - SLACK),
        each_units=ceil(needed / heroes - SLACK),
    )
