"""Auctions that start at one yuan: what is put up each week and the most it may lose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from shopkit.tables import check

START_CNY = 1.0
FROM_TOP = 10
EACH_WEEK = 5
STEPS = ("publicise", "listing_times", "title", "description")  # what an auction takes, in order


@dataclass(frozen=True, slots=True)
class Loss:
    """The most a round of auctions may lose.

    Attributes:
        amount_cny: if every item goes at its start, CNY; of those whose cost is known.
        unknown: items whose cost nobody knows.
    """

    amount_cny: float
    unknown: tuple[str, ...]


def max_loss(
    unit_costs_cny: Mapping[str, float | None], items: Sequence[str], start_cny: float = START_CNY
) -> Loss:
    """Return the most a round may lose: each item sold at its start.

    Source: source document 003: items × (cost − start).

    Example:
        >>> max_loss({"1": 40.0, "2": 25.0}, ["1", "2", "3"])
        Loss(amount_cny=63.0, unknown=('3',))
    """
    costs = {item: unit_costs_cny.get(item) for item in items}
    lost = sum(max(cost - start_cny, 0.0) for cost in costs.values() if cost is not None)
    return Loss(lost, tuple(item for item, cost in costs.items() if cost is None))


def top_sellers(sold: pd.DataFrame, category: str | None = None) -> list[str]:
    """Return the ten best sellers of a category, most units first.

    Args:
        sold: item_id, units and category of the month.
        category: any without it.
    """
    rows = sold if category is None else sold[sold["category"] == category]
    rows = rows[rows["units"] > 0].sort_values(["units", "item_id"], ascending=[False, True])
    return rows["item_id"].head(FROM_TOP).tolist()


def weekly(
    top: Sequence[str], weeks: int, unit_costs_cny: Mapping[str, float | None]
) -> pd.DataFrame:
    """Return what is put up in each week: five of the ten, so that all take turns.

    Args:
        top: the best sellers, first ones first.
        weeks: how many weeks.
        unit_costs_cny: what a unit costs, where known.

    Returns:
        One row a week and item: week (from 1), item_id, start_price_cny, unit_cost_cny (NaN
        unknown), loss_cny (the most it may lose).
    """
    each = min(EACH_WEEK, len(top))
    rows = []
    for week in range(weeks):
        for place in range(each):
            item = top[(week * each + place) % len(top)]
            cost = unit_costs_cny.get(item)
            lost = None if cost is None else max(cost - START_CNY, 0.0)
            rows.append((week + 1, item, START_CNY, cost, lost))
    names = ["week", "item_id", "start_price_cny", "unit_cost_cny", "loss_cny"]
    frame = pd.DataFrame(rows, columns=names)
    return check(frame.astype(dict.fromkeys(names[2:], "float64")))
