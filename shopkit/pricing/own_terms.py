"""The terms of each product of a shop: its plan and cost tables, the platform's rules, its past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

import pandas as pd
import polars as pl

from shopkit.apportion import PPM
from shopkit.plan import Plan
from shopkit.pricing.past import ENOUGH_LINES, Past, bought, pasts
from shopkit.pricing.unit import Told, ToldBy, UnitTerms
from shopkit.tables import Tables
from shopkit.terms import Prices, Terms, prices, terms
from shopkit.variants import items_of_variants

By = Literal["item_id", "sku"]
TERMS = {field.name for field in fields(UnitTerms)}


def unit_terms(
    plan: Plan, tables: Tables, item: str, day: date, past: pd.DataFrame | None = None
) -> UnitTerms:
    """Return what a unit of a product is counted with on a day: see `all_terms`."""
    return all_terms(plan, tables, day, past).get(item, UnitTerms(item=item))


def all_terms(
    plan: Plan,
    tables: Tables,
    day: date,
    past: pd.DataFrame | None = None,
    by: By = "item_id",
) -> dict[str, UnitTerms]:
    """Return what a unit of each product is counted with on a day.

    Goods are costed as they sold: by SKU, weighted by the units of the past; without a past the
    dearest SKU counts. Refunds, promoters, ads and the parts of parcels are averages of the
    past; of a product with fewer than 20 lines those of the whole shop. Without a past each unit
    is a parcel of its own, ads are the share of sales the plan gives them, and the rest is
    unknown.

    Args:
        plan: the shop's costs and fees.
        tables: the shop's cost tables.
        day: the day whose costs and rates count.
        past: paid lines, as `profit.by(ledger, "line", period)` returns them.
        by: what a product is known by.

    Returns:
        Terms by product: those of the plan, of the cost tables and of the past.
    """
    listed = tables["products"]
    counted = terms(plan, listed["category"].drop_nulls().unique().to_list())
    shop, groups = None, dict[str, Past]()
    family = items_of_variants(tables) if by == "item_id" else {}
    if past is not None and len(past):
        own = past[past[by].notna()]
        cost = bought(own, tables, counted)
        shop, groups = pasts(own.assign(**{by: own[by].replace(family)}), cost, by)
    costs: dict[str, list[_Cost]] = {}
    for item, cost_rows in _costs(listed, counted, day, by).items():
        costs.setdefault(family.get(item, item), []).extend(cost_rows)
    known = _Known(plan, counted, costs, shop, day)
    planned = [product.item_id for product in plan.products] if by == "item_id" else []
    return {
        item: _terms_of(item, known, groups.get(item))
        for item in dict.fromkeys([*planned, *known.costs, *groups])
    }


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a unit of a SKU costs on the day, CNY; `None` is unknown."""

    sku: str
    category: str | None
    goods_cny: float | None
    packing_cny: float | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of every product."""

    plan: Plan
    terms: Terms
    costs: Mapping[str, list[_Cost]]
    shop: Past | None
    day: date


def _costs(listed: pl.DataFrame, counted: Terms, day: date, by: By) -> dict[str, list[_Cost]]:
    """Return the costs of the SKUs of each product on a day."""
    key = ["sku", "item_id"]
    products = listed.group_by(key).agg(pl.col("category").drop_nulls().first())
    products = products.sort(key, nulls_last=False).with_row_index("product")
    found: dict[str, list[_Cost]] = {}
    if not products.height:
        return found
    made: Prices = prices(products, listed, counted)
    goods, packing = made.on(products.select("product", day=pl.lit(day)))[:2]
    rows = products.with_columns(goods.alias("goods"), packing.alias("packing"))
    for row in rows.iter_rows(named=True):
        name = row[by] or row["item_id"]
        if name is not None:
            cost = _Cost(
                row["sku"] or "", row["category"], _cny(row["goods"]), _cny(row["packing"])
            )
            found.setdefault(name, []).append(cost)
    return found


def _terms_of(item: str, known: _Known, own: Past | None) -> UnitTerms:
    costs = known.costs.get(item, [])
    category = next((c.category for c in costs if c.category), known.terms.category)
    said: dict[str, tuple[Any, Told]] = {}
    for name, value, told_by, certain in (
        *_goods(costs, own),
        *_platform(known, category),
        *_parcel(costs, known),
        *_ads(known.plan),
        *_averages(own, known.shop),
    ):
        if value is not None:
            said[name] = (value, Told(name, told_by, certain))
    if "ads_cny" in said:
        said.pop("ads_rate", None)
    charges = known.terms.charges
    bare = [c.rule for c in charges if c.ppm(category, known.day) is None]
    return UnitTerms(
        item=item,
        **{name: value for name, (value, _) in said.items()},
        rules_unknown=(*known.terms.unknown_charges, *bare) if "platform_rate" in said else (),
        sources=tuple(told for _, told in said.values()),
    )


Row = tuple[str, float | None, ToldBy, bool]


def _goods(costs: list[_Cost], own: Past | None) -> Iterable[Row]:
    """Yield the cost of goods: as the SKUs sold, else of the dearest one."""
    if not costs:
        return
    sold = {c.sku: own.units.get(c.sku, 0.0) for c in costs} if own else {}
    whole = sum(sold.values())
    if whole:
        mix = [(c.goods_cny, sold[c.sku] / whole) for c in costs if sold[c.sku]]
        bare = any(cny is None for cny, _ in mix)
        yield "goods_cny", None if bare else sum((n or 0) * w for n, w in mix), "costs", True
        return
    each = [c.goods_cny for c in costs]
    dearest = None if None in each else max(cny for cny in each if cny is not None)
    yield "goods_cny", dearest, "dearest" if len(set(each)) > 1 else "costs", True


def _platform(known: _Known, category: str | None) -> Iterable[Row]:
    """Yield the share the platform takes: of the rules whose rate is known."""
    rates = [charge.ppm(category, known.day) for charge in known.terms.charges]
    if any(rate is not None for rate in rates):
        sure = not any(a.what == "cost_platform" for a in known.terms.unconfirmed)
        yield "platform_rate", sum(rate or 0 for rate in rates) / PPM, "rule", sure


def _parcel(costs: list[_Cost], known: _Known) -> Iterable[Row]:
    """Yield what a parcel of one unit costs: dearer than reality where buyers take several."""
    own = [c.packing_cny for c in costs if c.packing_cny is not None]
    parcel = _cny(known.terms.packing_fen)
    packing = (parcel or 0.0) + max(own, default=0.0) if own or parcel is not None else None
    yield "freight_cny", _cny(known.terms.freight_fen), "one_parcel", True
    yield "packing_cny", packing, "one_parcel", True
    yield "insurance_cny", _cny(known.terms.insurance_fen), "one_parcel", True


def _ads(plan: Plan) -> Iterable[Row]:
    yield "ads_rate", plan.budget.ads_rate, "plan", True


def _averages(own: Past | None, shop: Past | None) -> Iterable[Row]:
    """Yield the averages of a product's past, of the shop's where it sold too little."""
    enough = own is not None and own.lines >= ENOUGH_LINES
    said = own if enough else shop
    told_by: ToldBy = "past" if enough else "shop"
    ads = "ads_rate" if enough else "ads_cny"  # of a product its own CNY, of a shop its share
    for name, rate in said.rates.items() if said else ():
        if name in TERMS - {ads}:
            yield name, rate, told_by, True


def _cny(fen: float | None) -> float | None:
    return None if fen is None else fen / 100
