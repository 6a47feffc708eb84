"""Stock for group buying: what past periods let expect, and what factory and shop can spare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopkit.apportion import Groups, split
from shopkit.errors import PlanError, Problem
from shopkit.stock.numbers import floats, not_negative
from shopkit.tables import check


def expected_units(past_units: Sequence[float]) -> tuple[float, float]:
    """Return mean and standard deviation of the units past group deals sold; the latter may be NaN.

    Source: estimated from past periods (source document 002).

    Raises:
        PlanError: There was none, or one sold fewer than none.

    Example:
        >>> expected_units([80, 120, 100])
        (100.0, 20.0)
    """
    not_negative(past_units=past_units)
    if not len(past_units):
        raise PlanError(Problem("stock_no_draws", "stock.units_expected"))
    sold = floats(past_units)
    return float(sold.mean()), float(sold.std(ddof=1)) if len(sold) > 1 else float("nan")


def available_units(factory_units: float, shop_need_units: float) -> float:
    """Return the units the factory can spare for group buying.

    factory stock − shop's need (source document 002), not below 0

    Example:
        >>> available_units(500, 350), available_units(100, 350)
        (150, 0.0)
    """
    not_negative(factory_units=factory_units, shop_need=shop_need_units)
    return max(factory_units - shop_need_units, 0.0)


@dataclass(frozen=True, slots=True)
class Allotment:
    """Who gets how many units.

    Attributes:
        sites: site, units_wanted, units_allotted (whole units).
        available_units: what there was to allot.
        short_units: wanted and not there.
    """

    sites: pd.DataFrame
    available_units: float
    short_units: float


def allotment(
    wanted: Mapping[str, float], factory_units: float, shop_need_units: float
) -> Allotment:
    """Return the units each site gets: what it wants, or its share of what can be spared.

    Args:
        wanted: units expected by site.
        factory_units: ready in the factory.
        shop_need_units: of these what the shop needs itself.

    Raises:
        PlanError: A figure is negative.
    """
    not_negative(units_wanted=list(wanted.values()))
    free = available_units(factory_units, shop_need_units)
    units = np.ceil(floats(list(wanted.values()))).astype(np.int64)
    given = units
    if units.sum() > free:
        whole = np.array([int(free)], dtype=np.int64)
        given = split(whole, units, Groups.of(np.zeros(len(units), np.int64)))
    made = pd.DataFrame({"site": list(wanted), "units_wanted": units, "units_allotted": given})
    return Allotment(check(made), free, float(units.sum() - given.sum()))
