"""How many units to order at once: ordering costs against holding costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from shopkit.errors import PlanError, Problem
from shopkit.stock.numbers import Floats, floats, not_negative


def economic_units(
    demand_yearly: ArrayLike, order_cost_cny: ArrayLike, holding_cny: ArrayLike
) -> Floats:
    """Return the units of an order that cost least in a year; 0 where nothing is sold.

    Q = √(2 K λ / h)

    Source: Harris (1913), How Many Parts to Make at Once; the example is 3.1 of Snyder & Shen,
    Fundamentals of Supply Chain Theory, 2nd ed. (2019), with the figures its author's program
    prints for it (the book itself was not read).

    Args:
        demand_yearly: λ, units sold in a year.
        order_cost_cny: K, what placing one order costs.
        holding_cny: h, what holding one unit for a year costs.

    Raises:
        PlanError: Holding costs nothing, so that no order is too large; or a figure is negative.

    Example:
        >>> round(float(economic_units(1300, 8, 0.225)), 2)
        304.05
    """
    demand, order, holding = _checked(demand_yearly, order_cost_cny, holding_cny)
    return np.asarray(np.sqrt(2 * order * demand / holding), dtype=np.float64)


def yearly_cost(
    units: ArrayLike, demand_yearly: ArrayLike, order_cost_cny: ArrayLike, holding_cny: ArrayLike
) -> Floats:
    """Return what ordering and holding cost in a year, CNY, with so many units an order.

    K λ / Q + h Q / 2

    Raises:
        PlanError: As `economic_units`.

    Example:
        >>> round(float(yearly_cost(304.05, 1300, 8, 0.225)), 2)
        68.41
    """
    demand, order, holding = _checked(demand_yearly, order_cost_cny, holding_cny)
    each = floats(units)
    return np.asarray(order * orders_yearly(demand, each) + holding * each / 2, dtype=np.float64)


def orders_yearly(demand_yearly: ArrayLike, units: ArrayLike) -> Floats:
    """Return the orders a year takes; none where nothing is sold, endless ones of no units."""
    demand, each = np.broadcast_arrays(floats(demand_yearly), floats(units))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(demand == 0, 0.0, demand / each)


def _checked(
    demand_yearly: ArrayLike, order_cost_cny: ArrayLike, holding_cny: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    not_negative(demand_yearly=demand_yearly, order_cost_cny=order_cost_cny)
    holding = floats(holding_cny)
    if (holding <= 0).any():
        raise PlanError(Problem("stock_holding", "stock.holding_rate", f"{np.nanmin(holding):g}"))
    return floats(demand_yearly), floats(order_cost_cny), holding
