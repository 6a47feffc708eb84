"""Offers from a threshold on: what they cost at once, and what they did to baskets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np
import pandas as pd
import polars as pl

from shopkit.tables import Tables, check

LEAST_ORDERS = 30  # on each side, for a difference to be told
NORMAL = 1.959964  # 95 %


def around(
    threshold_cny: float, benefit: Callable[[int], int], step_fen: int = 1
) -> dict[str, int]:
    """Return what an offer gives just below, at and just above its threshold, in fen.

    Args:
        threshold_cny: where it begins.
        benefit: fen it gives for a cart of so many fen.
        step_fen: how far below and above.

    Example:
        >>> around(200, lambda cart: 800 if cart > 20000 else 0)
        {'below': 0, 'at': 0, 'above': 800}
    """
    at = round(threshold_cny * 100)
    return {
        "below": benefit(at - step_fen),
        "at": benefit(at),
        "above": benefit(at + step_fen),
    }


def baskets(tables: Tables, days: Sequence[date] | None = None) -> pl.DataFrame:
    """Return what was paid for the goods of each paid order: order_id, day, paid (CNY), units.

    The freight the buyer paid is taken off where the order tells it.

    Args:
        tables: the shop's.
        days: only orders paid on these.
    """
    orders = tables.orders.filter(pl.col("paid_at").is_not_null() & (pl.col("paid_fen") > 0))
    found = orders.select(
        "order_id",
        pl.col("paid_at").dt.date().alias("day"),
        ((pl.col("paid_fen") - pl.col("freight_fen").fill_null(0)) / 100).alias("paid"),
        "units",
    )
    return found if days is None else found.filter(pl.col("day").is_in(list(days)))


def thresholds(paid_cny: Iterable[float], levels: Sequence[float], offer: Offer) -> pd.DataFrame:
    """Return what an offer would cost at each threshold, and how many baskets must grow for it.

    Orders that reach the threshold anyway take the offer for nothing; those that lack little may
    add goods. The offer pays if enough of them do: each brings what the added goods leave, less
    the offer itself.

    Args:
        paid_cny: what past orders paid for goods.
        levels: thresholds to compare, CNY.
        offer: what it costs and what goods leave.

    Returns:
        One row a threshold: threshold_cny, orders, orders_reached, reached_share, orders_near,
        offer_cost_cny, needed_share (NaN where not even all of them would be enough).

    Source: needed share = cost of those that reach it ÷ (near orders × what one more brings).
    """
    paid = np.asarray(list(paid_cny), float)
    rows = [_threshold(paid, level, offer) for level in levels]
    names = ["threshold_cny", "orders", "orders_reached", "reached_share", "orders_near"]
    return check(pd.DataFrame(rows, columns=[*names, "offer_cost_cny", "needed_share"]))


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer from a threshold on.

    Attributes:
        cost_cny: what it costs the shop each time: freight, a gift, an amount off.
        margin_rate: what is left of what buyers add, before the offer.
        reach_cny: how much a buyer may lack to be near.
    """

    cost_cny: float
    margin_rate: float
    reach_cny: float


def _threshold(paid: np.ndarray, level: float, offer: Offer) -> tuple[float, ...]:
    reached = int((paid >= level).sum())
    near = paid[(paid < level) & (paid >= level - offer.reach_cny)]
    cost = reached * offer.cost_cny
    gained = float(((level - near) * offer.margin_rate - offer.cost_cny).sum())
    share = cost / gained if gained > 0 else float("nan")
    if share > 1:
        share = float("nan")
    whole = len(paid)
    return level, whole, reached, reached / whole if whole else 0.0, len(near), cost, share


@dataclass(frozen=True, slots=True)
class Effect:
    """How baskets differ between days with an offer and days without.

    Attributes:
        with_cny: mean paid for goods on the days with it, CNY.
        without_cny: the same on the others.
        change_cny: the difference.
        low_cny: the least it plausibly is (95 %).
        high_cny: the most.
        orders: orders on the days with it.
        orders_without: on the others.
    """

    with_cny: float
    without_cny: float
    change_cny: float
    low_cny: float
    high_cny: float
    orders: int
    orders_without: int

    @property
    def clear(self) -> bool:
        """Whether chance alone does not explain it; other differences of the days still may."""
        return self.low_cny > 0 or self.high_cny < 0


def basket_effect(tables: Tables, offered: Sequence[date], others: Sequence[date]) -> Effect | None:
    """Return how baskets on days with an offer differ from those on other days.

    It is no proof: the days may differ in more than the offer. Choose others of the same season
    without a campaign.

    Args:
        tables: the shop's orders.
        offered: days with the offer.
        others: days to compare with.

    Returns:
        The difference of means with its 95 % interval; `None` with fewer than 30 orders a side.

    Source: Welch's unequal variances interval, normal approximation.
    """
    sides = [baskets(tables, days)["paid"].to_numpy() for days in (offered, others)]
    if min(len(side) for side in sides) < LEAST_ORDERS:
        return None
    means = [float(side.mean()) for side in sides]
    spread = NORMAL * sqrt(sum(float(side.var(ddof=1)) / len(side) for side in sides))
    change = means[0] - means[1]
    return Effect(
        with_cny=means[0],
        without_cny=means[1],
        change_cny=change,
        low_cny=change - spread,
        high_cny=change + spread,
        orders=len(sides[0]),
        orders_without=len(sides[1]),
    )
