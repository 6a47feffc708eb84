"""Headcount by orders a day: rules as a source prints them, their holes, and a mended reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import floor
from typing import Any

import pandas as pd

from shopkit.i18n import Lang
from shopkit.roles import role_title
from shopkit.staffing.data import policies
from shopkit.tables import check

MONTH_DAYS = 30  # turnover of a month to orders of a day, as source document 003 counts


@dataclass(frozen=True, slots=True)
class OrderBand:
    """A range of orders with the people it adds; both ends belong to it, as printed."""

    low: float
    high: float
    add: int


@dataclass(frozen=True, slots=True)
class OrderRule:
    """How many of a role a shop needs by its orders.

    Attributes:
        role: key of the role.
        bands: ranges of orders, rising; each adds people to those of the ranges below.
        base: people before the first range.
        per: period the orders are of (`day`); empty where the source says none.
        beyond: orders from which the source says nothing more; `None`: the end of the last range.
            Another rule may go on where this one ends.
    """

    role: str
    bands: tuple[OrderBand, ...]
    base: int = 0
    per: str = ""
    beyond: float | None = None

    @property
    def step(self) -> float:
        """Orders from one addition to the next, of the first two; of one range its width."""
        starts = [band.low for band in self.bands]
        first = self.bands[0]
        return starts[1] - starts[0] if len(starts) > 1 else first.high - first.low


@dataclass(frozen=True, slots=True)
class OrderPolicy:
    """Rules for several roles under one name."""

    key: str
    rules: tuple[OrderRule, ...]


@cache
def order_policies() -> Mapping[str, OrderPolicy]:
    """Return the rules by orders, by name, as their sources print them."""
    return {
        key: OrderPolicy(key, tuple(_rule(rule) for rule in said["rules"]))
        for key, said in policies()["orders"].items()
    }


def _rule(said: Mapping[str, Any]) -> OrderRule:
    bands = tuple(OrderBand(band["from"], band["to"], band["add"]) for band in said["bands"])
    more = {name: said[name] for name in ("base", "per", "beyond") if name in said}
    return OrderRule(said["role"], bands, **more)


def heads_printed(rule: OrderRule, orders_daily: float) -> int | None:
    """Return how many people a rule as printed asks for; `None` where it says nothing.

    Ranges add up: at 200 orders the first and the second range have each added theirs. Where two
    ranges share an end, both hold there.
    """
    if not any(band.low <= orders_daily <= band.high for band in rule.bands):
        return None
    return reached(rule, orders_daily)


def reached(rule: OrderRule, orders_daily: float) -> int:
    """Return the people a rule has asked for by so many orders, as its ranges begin."""
    return rule.base + sum(band.add for band in rule.bands if band.low <= orders_daily)


def heads_mended(rule: OrderRule, orders_daily: float) -> int:
    """Return how many people a rule asks for when it is read without holes.

    Below the first range only the base; between two ranges nobody is added; above the last one
    more comes with every further step. The reading above the last range is shopkit's: the source
    ends there.

    Example:
        >>> rule = OrderRule("packer", (OrderBand(50, 100, 1), OrderBand(150, 250, 1)), per="day")
        >>> [heads_mended(rule, orders) for orders in (20, 50, 125, 150, 250, 450)]
        [0, 1, 1, 2, 3, 5]
    """
    there = reached(rule, orders_daily)
    last = rule.bands[-1]
    end = last.high if rule.beyond is None else rule.beyond
    if orders_daily < end:
        return there
    return there + last.add * (1 + floor((orders_daily - end) / rule.step))


def order_heads(policy: OrderPolicy, orders_daily: float, lang: Lang) -> pd.DataFrame:
    """Return how many people orders ask for, as printed and without holes.

    Returns:
        One row a role: post, orders_daily, heads_printed (float; NaN where the source says
        nothing), heads (mended), covered (whether the source says anything here).
    """
    rows = []
    for rule in policy.rules:
        printed = heads_printed(rule, orders_daily)
        rows.append(
            {
                "post": role_title(rule.role, lang),
                "orders_daily": float(orders_daily),
                "heads_printed": float("nan") if printed is None else float(printed),
                "heads": heads_mended(rule, orders_daily),
                "covered": printed is not None,
            }
        )
    return check(pd.DataFrame(rows))


def total_printed(policy: OrderPolicy, orders_daily: float) -> int | None:
    """Return everybody the rules as printed ask for; `None` where one of them has a hole.

    A rule whose ranges begin later asks for nobody yet, one whose ranges ended keeps its people.
    """
    told = any(heads_printed(rule, orders_daily) is not None for rule in policy.rules)
    if not told or any(_in_a_hole(rule, orders_daily) for rule in policy.rules):
        return None
    return sum(reached(rule, orders_daily) for rule in policy.rules)


def _in_a_hole(rule: OrderRule, orders_daily: float) -> bool:
    return any(low.high < orders_daily < high.low for low, high in pairwise(rule.bands))


def total_heads(policy: OrderPolicy, orders_daily: float) -> int:
    """Return everybody the rules ask for, read without holes."""
    return sum(heads_mended(rule, orders_daily) for rule in policy.rules)


def holes(rule: OrderRule) -> tuple[tuple[float, float], ...]:
    """Return the ranges of orders a rule leaves out, from none on; the last is open.

    Example:
        >>> rule = OrderRule("packer", (OrderBand(50, 100, 1), OrderBand(150, 250, 1)))
        >>> holes(rule)
        ((0.0, 50), (100, 150), (250, inf))
    """
    between = [(low.high, high.low) for low, high in pairwise(rule.bands) if low.high < high.low]
    first = [(0.0, rule.bands[0].low)] if rule.bands[0].low > 0 else []
    return (*first, *between, (rule.bands[-1].high, float("inf")))


def shared_ends(rules: Sequence[OrderRule]) -> tuple[float, ...]:
    """Return the numbers of orders that two ranges of one ladder both claim.

    Args:
        rules: those that continue each other, such as promoter and then campaign applicant.

    Example:
        >>> first = OrderRule("promoter", (OrderBand(50, 150, 1),))
        >>> shared_ends([first, OrderRule("campaign_applicant", (OrderBand(150, 250, 1),))])
        (150,)
    """
    bands = sorted((b for rule in rules for b in rule.bands), key=lambda band: band.low)
    return tuple(low.high for low, high in pairwise(bands) if low.high == high.low)


def without_period(policy: OrderPolicy) -> tuple[str, ...]:
    """Return the roles whose rule does not say of which period its orders are."""
    return tuple(rule.role for rule in policy.rules if not rule.per)


def orders_of(turnover_cny: float, per_order_cny: float, days: int = MONTH_DAYS) -> float:
    """Return the orders of a day that make a month's turnover.

    Example:
        >>> round(orders_of(100_000, 100), 1)
        33.3
    """
    return turnover_cny / per_order_cny / days


def order_value_for(turnover_cny: float, orders_daily: float, days: int = MONTH_DAYS) -> float:
    """Return what an order would be worth if a month's turnover came from so many a day, CNY.

    Example:
        >>> round(order_value_for(100_000, 400), 2)
        8.33
    """
    return turnover_cny / orders_daily / days
