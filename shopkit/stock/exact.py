"""What an order policy costs without the approximation of its stock, and the policy of least cost.

Stock and what is under way lie evenly between the reorder point r and r + Q when an order of Q is
placed each time it falls to r; demand over the lead time is normal and waits for goods. Averages
over these places are exact where sales come one by one and often; `best_policy` takes the stock
to be r − μ + Q / 2 and the shortage of one order to be n(r), which leaves out what waits and that
the order itself may not suffice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import ndtr

from shopkit.stock.eoq import orders_yearly
from shopkit.stock.newsvendor import FAR, ROOT_TWO_PI, TINY, normal_loss
from shopkit.stock.numbers import Floats, floats
from shopkit.stock.reorder import Costs, Policy, best_policy


def waiting_loss(units: ArrayLike, mean: ArrayLike, spread: ArrayLike) -> Floats:
    """Return ∫ n(y) dy from so many units on, in units²: the second-order loss of normal demand.

    σ² ((1 + z²) (1 − Φ(z)) − z φ(z)) / 2, z = (units − μ) ÷ σ

    Source: Hadley & Whitin (1963), as in Snyder & Shen (2019), appendix C.
    """
    at, middle, wide = np.broadcast_arrays(floats(units), floats(mean), floats(spread))
    spread_out = wide > TINY
    safe = np.where(spread_out, wide, 1.0)
    z = np.where(spread_out, (at - middle) / safe, 0.0)
    density = np.exp(-(np.clip(z, -FAR, FAR) ** 2) / 2) / ROOT_TWO_PI
    loss = safe**2 * ((1 + z**2) * ndtr(-z) - z * density) / 2
    sure = np.maximum(middle - at, 0.0) ** 2 / 2
    return np.where(np.isnan(wide), np.nan, np.where(spread_out, np.maximum(loss, 0.0), sure))


def exact_cost(
    costs: Costs, policy: tuple[ArrayLike, ArrayLike], over_lead: tuple[ArrayLike, ArrayLike]
) -> Floats:
    """Return what a policy costs in a year, CNY, without approximation.

    h (r − μ + Q / 2 + B) + (K + p (n(r) − n(r + Q))) λ / Q, B = (N(r) − N(r + Q)) / Q units that
    wait on average, N the second-order loss (`waiting_loss`)

    Source: Hadley & Whitin (1963), the exact model with a cost of each unit that waits.

    Args:
        costs: of a year.
        policy: reorder point and order, units.
        over_lead: mean and standard deviation of the units sold over the lead time.
    """
    (point, units), (middle, wide) = map(floats, policy), map(floats, over_lead)
    ends = (point, point + units)
    missing, later = (normal_loss(end, middle, wide) for end in ends)
    waits, waits_later = (waiting_loss(end, middle, wide) for end in ends)
    held = point - middle + units / 2 + (waits - waits_later) / units
    each = floats(costs.order_cost_cny) + floats(costs.short_cny) * (missing - later)
    yearly = floats(costs.holding_cny) * held
    return np.asarray(yearly + each * orders_yearly(costs.demand_yearly, units), dtype=np.float64)


def exact_policy(costs: Costs, mean: float, spread: float) -> Policy:
    """Return the reorder point and order of one product that cost least, without approximation.

    Found by Nelder & Mead's search from `best_policy` on; that one as it is where it is unknown,
    nothing is sold, or demand is certain.

    Args:
        costs: of a year, of one product.
        mean: units sold over the lead time.
        spread: their standard deviation.

    Raises:
        PlanError: As `best_policy`.

    Example:
        >>> found = exact_policy(Costs(1300, 8, 0.225, 7.5), 1300 / 12, 150 / 12**0.5)
        >>> round(float(found.reorder_units), 2), round(float(found.order_units), 2)
        (213.98, 318.59)
    """
    near = best_policy(costs, mean, spread)
    start = np.array([near.reorder_units, near.order_units], float)
    if np.isnan(start).any() or not start[1] > 0 or not spread > TINY:
        return near

    def cost(at: Floats) -> float:
        point, units = at[0], np.exp(at[1])  # no order below nothing
        return float(exact_cost(costs, (point, units), (mean, spread)))

    first = np.array([start[0], np.log(start[1])])
    found = minimize(cost, first, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
    point, units = floats(found.x[0]), floats(np.exp(found.x[1]))
    return Policy(point, units, floats(found.fun))
