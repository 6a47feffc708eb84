"""How the shop buys: lead times, least orders and lots of the plan, and what is assumed for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from shopkit.errors import PlanError, Problem
from shopkit.plan import Plan
from shopkit.stock.cover import SLOW_DAYS
from shopkit.stock.numbers import Floats, floats
from shopkit.tables import check

SERVICE_RATE = 0.95  # our choice where the plan states none
REVIEW_DAYS = 28.0  # our choice where neither costs of ordering nor a review is stated
OWN = ("lead_days", "lead_spread_days", "least_units", "lot_units", "factory_units")


@dataclass(frozen=True, slots=True)
class Buying:
    """How the shop buys, whatever the product.

    Attributes:
        service_rate: chance of not running out between two deliveries.
        review_days: days between two looks at the stock; `None` is every day.
        order_cost_cny: of placing one order.
        holding_rate: yearly cost of holding as a share of the goods' cost.
        slow_days: more days of cover than this are slow.
        assumed: fields the plan does not state, of which a value was assumed.
    """

    service_rate: float = SERVICE_RATE
    review_days: float | None = None
    order_cost_cny: float | None = None
    holding_rate: float | None = None
    slow_days: float = SLOW_DAYS
    assumed: tuple[str, ...] = ()


def buying(plan: Plan) -> Buying:
    """Return how a plan buys.

    Raises:
        PlanError: It asks never to run out, which takes endless stock.
    """
    said = plan.stock
    if said.service_rate is not None and said.service_rate >= 1:
        raise PlanError(Problem("stock_certain", "stock.service_rate", f"{said.service_rate:g}"))
    open_fields = ("service_rate", "slow_days")
    return Buying(
        service_rate=SERVICE_RATE if said.service_rate is None else said.service_rate,
        review_days=said.review_days,
        order_cost_cny=said.order_cost_cny,
        holding_rate=said.holding_rate,
        slow_days=SLOW_DAYS if said.slow_days is None else float(said.slow_days),
        assumed=tuple(name for name in open_fields if getattr(said, name) is None),
    )


def supply(plan: Plan, items: Iterable[str]) -> pd.DataFrame:
    """Return how products are bought, one row each; what a product does not state is the shop's.

    Returns:
        item_id, lead_days, lead_spread_days, least_units, lot_units, factory_units, salvage_cny;
        NaN where nobody says.
    """
    own = {one.product: one for one in plan.stock.products}
    general = {"lead_days": plan.stock.lead_days, "lead_spread_days": plan.stock.lead_spread_days}
    rows = []
    for item in items:
        one = own.get(item)
        said = {name: getattr(one, name, None) for name in (*OWN, "salvage_cny")}
        filled = {name: general.get(name) if v is None else v for name, v in said.items()}
        rows.append({"item_id": item, **filled})
    made = pd.DataFrame(rows, columns=["item_id", *OWN, "salvage_cny"])
    numbers = [*OWN, "salvage_cny"]
    made[numbers] = made[numbers].astype("float64")
    return check(made)


def beside(rows: pd.DataFrame, supplied: pd.DataFrame) -> pd.DataFrame:
    """Return rows with how their products are bought; NaN for products nobody says it of."""
    own = supplied.set_index("item_id").reindex(rows["item_id"])
    return rows.reset_index(drop=True).join(own.reset_index(drop=True))


def salvage(plan: Plan, supplied: pd.DataFrame, unit_costs: ArrayLike) -> Floats:
    """Return what a left-over unit brings, CNY: its own figure, else the shop's share of its cost.

    Args:
        plan: the shop's.
        supplied: what `supply` returned.
        unit_costs: CNY of one unit, in the order of its rows.
    """
    rate = np.nan if plan.stock.salvage_rate is None else plan.stock.salvage_rate
    own = supplied["salvage_cny"].to_numpy(dtype=np.float64)
    return np.where(np.isnan(own), floats(unit_costs) * rate, own)


def order_size(need: ArrayLike, least: ArrayLike = np.nan, lot: ArrayLike = np.nan) -> Floats:
    """Return the units to order for a need: at least the least order, in whole lots; 0 for none.

    Args:
        need: units needed; unknown stays unknown.
        least: least units of an order; NaN is none.
        lot: units are ordered in multiples of it; NaN is one by one.

    Raises:
        PlanError: A lot of less than one unit.

    Example:
        >>> order_size([0, 1, 130], least=100, lot=24).tolist()
        [0.0, 120.0, 144.0]
    """
    wanted, smallest, lots = np.broadcast_arrays(floats(need), floats(least), floats(lot))
    if (lots < 1).any():
        raise PlanError(Problem("stock_lot", "stock.lot_units", f"{np.nanmin(lots):g}"))
    multiple = np.where(np.isnan(lots), 1.0, lots)
    units = np.maximum(wanted, np.nan_to_num(smallest))
    whole = np.ceil(np.round(units / multiple, 9)) * multiple
    return np.where(np.isnan(wanted), np.nan, np.where(wanted > 0, whole, 0.0))
