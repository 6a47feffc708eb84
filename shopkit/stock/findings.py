"""What asks for action about everyday stock: orders, what is not there, what does not sell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from shopkit.findings import Finding, Severity
from shopkit.i18n import money, text
from shopkit.stock.heroes import Goal, hero_cover
from shopkit.stock.numbers import YEAR_DAYS
from shopkit.stock.supply import Buying, beside
from shopkit.stock.wording import Scope, rows_of, units
from shopkit.tables import Tables

LAW_DELIVERY = "law.ecl.20"
Row = Any  # a row of a frame, by the names of its columns
Findings = Iterator[Finding]


def order_findings(
    proposed: pd.DataFrame, supplied: pd.DataFrame, buying: Buying, scope: Scope
) -> Iterator[Finding]:
    """Yield what orders are late, too large or unknown.

    Args:
        proposed: what `proposals` returned.
        supplied: what `supply` returned.
        buying: how the shop buys.
        scope: plan, language, places.
    """
    rows = beside(proposed, supplied[["item_id", "least_units"]])
    for row in rows_of(rows):
        yield from _late(row, scope)
        yield from _large(row, buying, scope)
        if row.factory_short_units > 0:
            yield _of(row, "stock_factory_short", scope, severity=Severity.NOTE)
    blank = rows[rows["lead_days"].isna()]
    if len(blank):
        said = {"list": scope.several(_names(blank, scope))}
        place = scope.place(("stock", "lead_days"))
        yield scope.finding("stock_lead_unknown", place, said, severity=Severity.NOTE)


def _late(row: Row, scope: Scope) -> Iterator[Finding]:
    if row.short_units > 0:
        lost = -row.short_units * scope.prices.get(row.item_id, np.nan)
        yield _of(row, "stock_runs_out", scope, cny=float(lost), due=row.order_on)
    elif row.order_state == "late":
        yield _of(row, "stock_order_late", scope, due=row.order_on)


def _large(row: Row, buying: Buying, scope: Scope) -> Iterator[Finding]:
    yearly = row.units_daily * YEAR_DAYS
    said = {"yearly": units(yearly), "slow": f"{buying.slow_days:g}"}
    if row.least_units > yearly:
        yield _of(row, "stock_least_order", scope, said)
    elif row.overstock:
        yield _of(row, "stock_overstock", scope, said)


def _of(
    row: Row, code: str, scope: Scope, said: Mapping[str, object] | None = None, **more: object
) -> Finding:
    """Return a finding about one product to order."""
    told: dict[str, object] = {
        "name": scope.name(row.item_id, row.title),
        "stock": units(row.stock_units),
        "daily": units(row.units_daily),
        "lead": units(row.lead_days),
        "cover": units(row.days_of_cover),
        "out": scope.day(row.runs_out_on),
        "next": scope.day(row.next_on),
        "by": scope.day(row.order_by),
        "short": units(row.short_units),
        "point": units(row.reorder_units),
        "order": units(row.order_units),
        "least": units(row.least_units),
        "factory": units(row.factory_units),
    }
    if code in ("stock_least_order", "stock_overstock"):
        told["cover"] = units(row.cover_after_days)
    if code == "stock_factory_short":
        told["short"] = units(row.factory_short_units)
    return scope.finding(code, scope.product_place(row.item_id), told | dict(said or {}), **more)


def _names(rows: pd.DataFrame, scope: Scope, key: str = "stock.product") -> list[str]:
    return [text(key, scope.lang, name=scope.name(row.item_id, row.title)) for row in rows_of(rows)]


def oversold_findings(found: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield that things are on sale and not there: whole products, or variants sold beyond none.

    A variant at 0 of a product that has others cannot be bought and is no harm.

    Args:
        found: what `oversold` returned.
        scope: plan, language, places.
    """
    harm = found[(found["item_units"] <= 0) | (found["stock_units"] < 0)]
    if not len(harm):
        return
    named = [
        text(
            "stock.variant",
            scope.lang,
            name=scope.name(row.item_id, row.title),
            variant=row.variant if isinstance(row.variant, str) else row.sku or "",
            units=units(row.stock_units),
        )
        for row in rows_of(harm)
    ]
    said = {"list": scope.several(named), "n": len(named)}
    more = {"severity": Severity.ERROR, "owner": "warehouse", "evidence": scope.law(LAW_DELIVERY)}
    yield scope.finding("stock_oversold", _one_place(harm, scope), said, **more)


def virtual_findings(found: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield that products are on sale without any stock and no presale.

    Args:
        found: what `listed_without_stock` returned.
        scope: plan, language, places.
    """
    if len(found):
        said = {"list": scope.several(_names(found, scope)), "n": len(found)}
        more = {"owner": "ops", "evidence": scope.law(LAW_DELIVERY)}
        yield scope.finding("stock_virtual", _one_place(found, scope), said, **more)


def slow_findings(found: pd.DataFrame, buying: Buying, scope: Scope) -> Iterator[Finding]:
    """Yield that stock hardly sells, worth the cash its excess ties up.

    Args:
        found: what `slow` returned.
        buying: how the shop buys.
        scope: plan, language, places.
    """
    if not len(found):
        return
    named = []
    for row in rows_of(found):
        key = "stock.product_never" if pd.isna(row.days_of_cover) else "stock.product_days"
        days = units(row.days_of_cover)
        named.append(text(key, scope.lang, name=scope.name(row.item_id, row.title), days=days))
    cost = float(found["stock_cost_cny"].sum(min_count=1))
    excess = float(found["excess_cost_cny"].sum(min_count=1))
    said = {
        "list": scope.several(named),
        "n": len(found),
        "slow": f"{buying.slow_days:g}",
        "cost": money(cost, scope.lang),
        "excess": money(excess, scope.lang),
        "open": _cost_open(found, scope),
    }
    yield scope.finding("stock_slow", _one_place(found, scope), said, cny=excess, owner="ops")


def _cost_open(found: pd.DataFrame, scope: Scope) -> str:
    n = int(found["stock_cost_cny"].isna().sum())
    return text("stock.cost_open", scope.lang, n=n) if n else ""


def no_data_findings(tables: Tables, scope: Scope) -> Iterator[Finding]:
    """Yield that nobody tells what is in stock.

    Args:
        tables: the shop's.
        scope: plan, language, places.
    """
    if not tables["stock"].height:
        more = {"severity": Severity.NOTE, "owner": "ops"}
        yield scope.finding("stock_no_data", scope.place(("stock",)), {}, **more)


def count_findings(found: pd.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield that a stocktake found other than the books say, worth what is missing less too many.

    Args:
        found: what `count_differences` returned.
        scope: plan, language, places.
    """
    if not len(found):
        return
    off = found["difference_units"]
    named = [
        text("stock.product_units", scope.lang, name=scope.name(item), units=units(float(gap)))
        for item, gap in zip(found["item_id"], off, strict=True)
    ]
    said = {
        "list": scope.several(named),
        "n": len(found),
        "missing": units(float(-off.clip(upper=0).sum())),
        "extra": units(float(off.clip(lower=0).sum())),
    }
    worth = float(found["difference_cny"].sum(min_count=1))
    yield scope.finding(
        "stock_counted", scope.place(("stock",)), said, cny=worth, owner="warehouse"
    )


def hero_findings(units_each: Sequence[float], heroes: int, goal: Goal, scope: Scope) -> Findings:
    """Yield that the heroes' stock does not last until a delivery.

    Args:
        units_each: the least and the most held of each.
        heroes: how many there are.
        goal: orders a day, and how long a delivery takes.
        scope: plan, language, places.

    Raises:
        PlanError: No heroes, or a figure is negative.
    """
    daily = goal.orders_daily * goal.units_per_order
    low = hero_cover(min(units_each), heroes, daily, goal.lead_days)
    high = hero_cover(max(units_each), heroes, daily, goal.lead_days)
    if low.holds:
        return
    said = {
        "heroes": heroes,
        "held": _range(min(units_each), max(units_each)),
        "orders": units(goal.orders_daily),
        "per_order": f"{goal.units_per_order:.2g}",
        "days": _range(low.cover_days, high.cover_days),
        "lead": units(goal.lead_days),
        "needed": units(low.needed_units),
        "each": units(low.each_units),
    }
    yield scope.finding("stock_hero_cover", scope.place(("stock", "products")), said)


def _range(low: float, high: float) -> str:
    ends = (units(low), units(high))
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _one_place(rows: pd.DataFrame, scope: Scope) -> str:
    """Return the place of the only product, else of the stock."""
    items = rows["item_id"].unique()
    return scope.product_place(items[0]) if len(items) == 1 else scope.place(("stock",))
