"""How many units a replayed product sells at another price: the band of its elasticity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import pandas as pd

HELD = (1.0, 1.0, 1.0)


class Demand(Protocol):
    """What is known of how demand answers to price: an elasticity with its interval."""

    @property
    def value(self) -> float | None:
        """By how many per cent units change when the price rises by 1 %; `None` is unknown."""

    @property
    def low(self) -> float | None:
        """The lower end of its interval: demand answers the most."""

    @property
    def high(self) -> float | None:
        """The upper end."""

    @property
    def trusted(self) -> bool:
        """Whether anything may be concluded from it."""


def factors(then: float, now: float, demand: Demand | None) -> tuple[float, float, float]:
    """Return what units are multiplied by when a price changes: least, expected, most.

    Without an elasticity that is trusted, and where either price is nothing, units are held.

    Args:
        then: what was paid for a unit.
        now: what is paid now.
        demand: the elasticity of the product.

    Source: constant elasticity: units ∝ price ** elasticity.

    Example:
        >>> from types import SimpleNamespace
        >>> found = factors(100, 50, SimpleNamespace(value=-1, low=-2, high=0, trusted=True))
        >>> [float(one) for one in found]
        [1.0, 2.0, 4.0]
    """
    told = trusted(demand)
    if not told or then <= 0 or now <= 0:
        return HELD
    found = [(now / then) ** one for one in told]
    return min(found), found[0], max(found)


def trusted(demand: Demand | None) -> tuple[float, ...]:
    """Return an elasticity and the ends of its interval; nothing where it is not to be trusted."""
    if demand is None or not demand.trusted:
        return ()
    return tuple(one for one in (demand.value, demand.low, demand.high) if one is not None)


def banded(items: pd.DataFrame, demand: Mapping[str, Demand]) -> pd.DataFrame:
    """Return products with the band of their units and of what they leave.

    Args:
        items: one row a product, as `replay` counts it with units held.
        demand: by item.
    """
    found = [
        factors(then, now, demand.get(item))
        for item, then, now in zip(
            items["item_id"], items["unit_paid_then_cny"], items["unit_paid_cny"], strict=True
        )
    ]
    least, expected, most = np.array(found, float).reshape(-1, 3).T
    units, left = items["units"].to_numpy(float), items["contribution_cny"].to_numpy(float)
    told = [next(iter(trusted(demand.get(item))), None) for item in items["item_id"]]
    ends = np.array([left * least, left * most])
    return items.assign(
        elasticity=np.array(told, float),
        units_low=units * least,
        units_expected=units * expected,
        units_high=units * most,
        contribution_low_cny=ends.min(axis=0).round(2),
        contribution_expected_cny=(left * expected).round(2),
        contribution_high_cny=ends.max(axis=0).round(2),
    )


def totals_banded(items: pd.DataFrame) -> list[dict[str, float]]:
    """Return the totals at the low end, as expected and at the high end; each sum for itself.

    All products at the low end of their intervals at once are fewer units than are likely: the
    band is wide rather than narrow.
    """
    rows = []
    for end in ("low", "expected", "high"):
        share = items[f"units_{end}"] / items["units"]
        left = items[f"contribution_{end}_cny"].sum(min_count=1)
        rows.append(
            {
                "units": float(items[f"units_{end}"].sum()),
                "paid_cny": round(float((items["paid_cny"] * share).sum()), 2),
                "receipt_cny": round(float((items["receipt_cny"] * share).sum()), 2),
                "contribution_cny": round(float(left), 2),
            }
        )
    return rows
