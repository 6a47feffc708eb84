"""An order that least order or lots make far larger than a campaign lacks: what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from shopkit.i18n import listed, text
from shopkit.stock.campaign import Ahead, still_to_sell
from shopkit.stock.numbers import floats
from shopkit.stock.supply import buying, order_size
from shopkit.stock.wording import Scope, units

if TYPE_CHECKING:
    from shopkit.i18n import Lang

MUCH = 2.0  # our choice: an order this many times what lacks is worth a second thought
ORDERED = ("late", "now", "later")  # states of an everyday order that is due one day
Row = Any  # a row of a frame, by the names of its columns


def there_of(row: Row) -> float:
    """Return the whole units in stock, as they are told; none of a stock nobody knows."""
    return float(np.round(np.nan_to_num(max(row.stock_units, 0.0))))


def lack(row: Row) -> float:
    """Return the units needed that are not there; of a stock nobody knows, all that is needed."""
    return max(float(row.units_needed) - there_of(row), 0.0)


def is_large(row: Row) -> bool:
    """Tell whether the order is more than twice what lacks."""
    return bool(row.order_units > MUCH * lack(row))


def sold_of(row: Row, there: float) -> float:
    """Return the units expected to be sold where so many are there, those sold ahead included."""
    presold = 0.0 if np.isnan(row.presold_units) else row.presold_units
    rest = still_to_sell(row.units_expected, row.units_spread, presold)
    return min(presold, there) + float(rest.sold(floats(max(there - presold, 0.0))))


def left_of(row: Row, there: float) -> float:
    """Return the units expected to be left over where so many are there."""
    return max(there - sold_of(row, there), 0.0)


def lot_said(row: Row, usual: Row | None, ahead: Ahead, scope: Scope) -> dict[str, object]:
    """Return what the text about a large order says: what it leaves over, and what to do.

    It is best made one with the everyday order where that one is due no later; else it is for
    stock that is left over and sells in time, and not to be made where it does not.

    Args:
        row: of what `campaign_stock` returned.
        usual: the product's row of what `proposals` returned; `None` where there is none.
        ahead: the campaign.
        scope: plan, language.
    """
    there = there_of(row)
    rest = left_of(row, there + row.order_units)
    key, more = _choice(row, usual, rest, ahead, scope)
    planned = not np.isnan(row.units_planned)
    said: dict[str, object] = {
        "total": units(there + row.order_units),
        "rest": units(rest),
        "terms": _terms(row, scope.lang),
        "against": text(f"stock.against.{'plan' if planned else 'none'}", scope.lang, **_of(row)),
        "picture": text("stock.as_planned", scope.lang, **_of(row)) if planned else "",
    }
    plan_so = "" if planned and row.units_planned == row.units_needed else "write"
    first = text(f"stock.lot.{plan_so}", scope.lang, **_of(row)) if plan_so else ""
    return said | {"first": first, "do": text(f"stock.lot.{key}", scope.lang, **_of(row), **more)}


def _of(row: Row) -> dict[str, object]:
    return {
        "planned": units(row.units_planned),
        "needed": units(row.units_needed),
        "left": units(row.left_units),
        "stock": units(row.stock_units),
        "order": units(row.order_units),
    }


def _terms(row: Row, lang: Lang) -> str:
    """Return the supplier's least order and lot, as far as there are any."""
    told = {"least": row.least_units, "lot": row.lot_units}
    parts = [
        text(f"stock.terms.{name}", lang, n=units(value))
        for name, value in told.items()
        if not np.isnan(value)
    ]
    return listed(parts, lang)


def _choice(
    row: Row, usual: Row | None, rest: float, ahead: Ahead, scope: Scope
) -> tuple[str, dict[str, object]]:
    """Return which advice is given, and the figures it says."""
    by = scope.day(row.order_by)
    if usual is not None and _with_usual(row, usual):
        joint = float(order_size(usual.order_units + lack(row), row.least_units, row.lot_units))
        more = joint - usual.order_units
        left = left_of(row, there_of(row) + more)
        day = scope.day(max(usual.order_by, pd.Timestamp(ahead.today)))
        said = {"usual": units(usual.order_units), "joint": units(joint), "more": units(more)}
        return "join", {**said, "left_joint": units(left), "by": day}
    daily = np.nan if usual is None else usual.units_daily
    if not daily > 0:
        return "unknown", {"by": by}
    days, slow = rest / daily, buying(scope.plan).slow_days
    said = {"rest": units(rest), "daily": units(daily), "days": units(np.ceil(days))}
    if days <= slow:
        return "order", {**said, "by": by}
    short = max(row.units_expected - sold_of(row, there_of(row)), 0.0)
    return "leave", {**said, "slow": units(slow), "short": units(short)}


def _with_usual(row: Row, usual: Row) -> bool:
    """Tell whether the everyday order is due before the campaign's, so that one delivery does."""
    return bool(
        usual.order_state in ORDERED
        and usual.order_units > 0
        and not pd.isna(usual.order_by)
        and usual.order_by <= row.order_by
    )
