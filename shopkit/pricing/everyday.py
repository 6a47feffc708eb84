"""The everyday price that still leaves enough when every promotion on it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from shopkit.plan import Plan
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.worst import cases
from shopkit.tables import check


def under_promotions(
    plan: Plan,
    terms: Mapping[str, UnitTerms],
    item: str,
    prices_cny: Sequence[float],
    day: date,
) -> pd.DataFrame:
    """Return what each everyday price of a product comes to at its deepest, from a day on.

    Thresholds make it jump: a dearer product may reach a coupon the cheaper one does not.

    Args:
        plan: promotions, members, costs.
        terms: what a unit of each product is counted with.
        item: the product.
        prices_cny: everyday prices to compare.
        day: the first day looked at.

    Returns:
        In order of price: price_cny, unit_paid_cny (the least a buyer pays for a unit),
        unit_margin_cny (the least that is left of one) and contribution_rate (of what the shop
        receives then, net of refunds); the last two NaN while its goods have no cost.
    """
    product = next(one for one in plan.products if one.item_id == item)
    rows = []
    for price in sorted(prices_cny):
        priced = product.model_copy(update={"price_cny": price})
        alone = plan.model_copy(update={"products": (priced,)})
        found = cases(alone, terms, day)
        known = [case for case in found if case.left_cny is not None]
        worst = min(known, key=lambda case: (case.left_cny or 0.0) / case.units, default=None)
        paid = min(case.unit_paid_cny for case in found)
        left = rate = float("nan")
        if worst is not None:
            net = worst.receipt_cny * terms.get(item, UnitTerms()).net_rate
            left = (worst.left_cny or 0.0) / worst.units
            rate = (worst.left_cny or 0.0) / net if net else float("nan")
        rows.append((price, paid, left, rate))
    names = ["price_cny", "unit_paid_cny", "unit_margin_cny", "contribution_rate"]
    return check(pd.DataFrame(rows, columns=names).astype("float64"))


def least_everyday(frame: pd.DataFrame, least_margin_rate: float = 0.0) -> float | None:
    """Return the least everyday price from which on a margin is left at the deepest, CNY.

    Every dearer price of the frame leaves it too; `None` if not even the dearest does.

    Args:
        frame: what `under_promotions` returned.
        least_margin_rate: share of net sales to be left.
    """
    enough = (frame["contribution_rate"] >= least_margin_rate - 1e-9).to_numpy()
    found = None
    for price, kept in zip(frame["price_cny"][::-1], enough[::-1], strict=True):
        if not kept:
            break
        found = float(price)
    return found
