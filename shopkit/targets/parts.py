"""Targets divided further: by category and by product role, every figure of them exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.tables import check
from shopkit.targets.known import over
from shopkit.targets.months import FEN, MonthTarget
from shopkit.targets.split import split

TOTALS = ("sales_fen", "orders", "visitors", "page_views", "ads_fen")
NUMBERS = (
    *("paid_cny", "paid_orders", "visitors", "page_views", "conversion_rate", "per_buyer_cny"),
    "spend_cny",
)
SLACK = 1e-9

Part = dict[str, Any]  # names of the part, and its whole numbers under TOTALS


def parts_of(months: Iterable[MonthTarget]) -> list[Part]:
    """Return months as parts: date and whole numbers; `None` is unknown."""
    return [
        {"date": pd.Timestamp(month.period.start)} | {name: getattr(month, name) for name in TOTALS}
        for month in months
    ]


def divided(
    parts: Sequence[Part], shares: Mapping[str, float], name: str, place: str
) -> list[Part]:
    """Return each part divided by shares of at most 1; what they leave belongs to the name "".

    Raises:
        PlanError: The shares add to more than 1.
    """
    left = 1 - sum(shares.values())
    if left < -SLACK:
        raise PlanError(Problem("target_shares", place, f"{1 - left:.4g}"))
    weights = {**shares, **({"": left} if left > SLACK else {})}
    return [piece for part in parts for piece in _pieces(part, weights, name)]


def _pieces(part: Part, weights: Mapping[str, float], name: str) -> list[Part]:
    shared = {
        total: split(part[total], list(weights.values()))
        for total in TOTALS
        if part[total] is not None
    }
    return [
        {**part, name: one, **{total: whole[n] for total, whole in shared.items()}}
        for n, one in enumerate(weights)
    ]


def framed(parts: Sequence[Part], names: Sequence[str]) -> pd.DataFrame:
    """Return parts as a frame: their names, then sales, orders, visitors, rates and ads."""
    rows = [{name: part[name] for name in names} | _figures(part) for part in parts]
    frame = pd.DataFrame(rows, columns=[*names, *NUMBERS])
    return check(frame.astype(dict.fromkeys(NUMBERS, "float64")))


def summed(parts: Sequence[Part], names: Sequence[str]) -> list[Part]:
    """Return parts of the same names added up; a total is unknown where one of them is."""
    found: dict[tuple[Any, ...], Part] = {}
    for part in parts:
        key = tuple(part[name] for name in names)
        so_far = found.setdefault(key, dict.fromkeys(TOTALS, 0) | {n: part[n] for n in names})
        for total in TOTALS:
            known = so_far[total] is not None and part[total] is not None
            so_far[total] = so_far[total] + part[total] if known else None
    return list(found.values())


def _figures(part: Part) -> dict[str, float | None]:
    sales, orders, visitors = part["sales_fen"] / FEN, part["orders"], part["visitors"]
    return {
        "paid_cny": sales,
        "paid_orders": orders,
        "visitors": visitors,
        "page_views": part["page_views"],
        "conversion_rate": over(orders, visitors),
        "per_buyer_cny": over(sales, orders),
        "spend_cny": over(part["ads_fen"], FEN),
    }
