"""The assortment: how many products a shop needs, what is still missing of each, an analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import polars as pl

from shopkit.i18n import Lang, listed, number, percent, price, text, under
from shopkit.plan.sections.products import Assortment, Product
from shopkit.products.clearance import latest_stock
from shopkit.tables import Tables, check
from shopkit.variants import items_of_variants

OPENING = 10  # source document 000, plan 1: before the shop opens
COMPRESSED = (40, 45)  # source document 002: as few as fill a shop when stock is short
FULL = 50  # source document 002: what fills an ordinary shop


def ready_to_open(products: int, least: int = OPENING) -> bool:
    """Tell whether enough products are prepared for the shop to open.

    Example:
        >>> ready_to_open(9), ready_to_open(10)
        (False, True)
    """
    return products >= least


def assortment(products: int, plan: Assortment, lang: Lang) -> pd.DataFrame:
    """Return how far a shop's number of products is from what is said to be needed.

    Args:
        products: how many it has.
        plan: its own goals, told first where it has any.
        lang: language of the names.

    Returns:
        One row a goal: step (its name), needed, items_missing (0 where there are enough). The
        counts of the source documents are rules of thumb of 2012-2014, no rules of a platform.
    """
    goals = [("opening", OPENING), ("compressed", COMPRESSED[0]), ("full", FULL)]
    own = [("own_least", plan.least_items), ("own", plan.items)]
    known = [(name, needed) for name, needed in own if needed is not None] + goals
    rows = [
        {
            "step": text(f"products.assortment.{name}", lang),
            "needed": needed,
            "items_missing": max(0, needed - products),
        }
        for name, needed in known
    ]
    return check(pd.DataFrame(rows))


def missing_data(tables: Tables, planned: Sequence[Product], lang: Lang) -> pd.DataFrame:
    """Return the products of which something is not known yet, and what, most missing first.

    Title, category, price, cost, stock, day of listing, role and selling points are looked for in
    the plan, the cost table and the stock table. A cost known for some SKUs counts as known.

    Returns:
        item_id, title, missing (a list in words). Empty where nothing is missing.
    """
    plan = {one.item_id: one for one in planned}
    costs = _known_of(tables["products"], items_of_variants(tables))
    stock = latest_stock(tables)
    rows = []
    for item in dict.fromkeys([*plan, *costs]):
        said, cost = plan.get(item, Product(item_id=item)), costs.get(item, {})
        known = {
            "title": said.name or cost.get("title"),
            "category": said.category or cost.get("category"),
            "price": said.price_cny if said.price_cny is not None else cost.get("unit_price_fen"),
            "cost": cost.get("unit_cost_fen"),
            "stock": stock.get(item),
            "listed_on": said.listed_on,
            "role": said.role,
            "selling_points": said.selling_points or None,
        }
        lacking = [name for name, value in known.items() if value is None]
        if lacking:
            words = listed([text(f"products.missing.{name}", lang) for name in lacking], lang)
            rows.append((len(lacking), item, known["title"], words))
    rows.sort(key=lambda row: (-row[0], row[1]))
    names = ["item_id", "title", "missing"]
    return check(pd.DataFrame([row[1:] for row in rows], columns=names))


def _known_of(costs: pl.DataFrame, items: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Return what the cost table knows of each item, by any of its rows."""
    names = ["title", "category", "unit_price_fen", "unit_cost_fen"]
    named = costs.drop_nulls("item_id").with_columns(pl.col("item_id").replace(dict(items)))
    known = named.group_by("item_id", maintain_order=True)
    found = known.agg(*(pl.col(name).drop_nulls().last() for name in names))
    return {row.pop("item_id"): row for row in found.to_dicts()}


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is known of a product for its analysis; `None` and empty where it is not.

    Attributes:
        price_cny: its price.
        going_price_cny: what the market asks for as good a one.
        units_30_days: what sells in its price band in 30 days.
        band_share: share of the market's units that band has.
        missing_keywords: hot keywords its title lacks.
        selling_points: what only it has.
    """

    price_cny: float | None = None
    going_price_cny: float | None = None
    units_30_days: float | None = None
    band_share: float | None = None
    missing_keywords: tuple[str, ...] | None = None
    selling_points: tuple[str, ...] = ()


def analysis(product: Analysed, lang: Lang) -> pd.DataFrame:
    """Return a product in four dimensions: value for money, demand, hot keywords, selling point.

    Returns:
        Four rows: step (the dimension), finding (what is known, or what is missing to know it).
    """
    said = {
        "value": _value(product, lang),
        "demand": _demand(product, lang),
        "keywords": _keywords(product, lang),
        "point": listed(list(product.selling_points), lang),
    }
    rows = [
        {
            "step": text(f"products.analysis.{name}", lang),
            "finding": words or text(f"products.analysis.{name}_missing", lang),
        }
        for name, words in said.items()
    ]
    return check(pd.DataFrame(rows))


def _value(product: Analysed, lang: Lang) -> str:
    own, going = product.price_cny, product.going_price_cny
    if own is None or not going:
        return ""
    said = {"price": price(own), "going": price(going)}
    said["gap"] = percent(own / going - 1, 0, sign=True)
    return text("products.analysis.value_known", lang, **said)


def _demand(product: Analysed, lang: Lang) -> str:
    if product.units_30_days is None:
        return ""
    said = {"units": number(product.units_30_days, lang), "share": percent(product.band_share, 0)}
    return text("products.analysis.demand_known", lang, **said)


def _keywords(product: Analysed, lang: Lang) -> str:
    if product.missing_keywords is None:
        return ""
    if not product.missing_keywords:
        return text("products.analysis.keywords_held", lang)
    words = listed(list(product.missing_keywords), lang)
    return text("products.analysis.keywords_known", lang, words=words)


def checklist(name: str, lang: Lang) -> dict[str, str]:
    """Return what is to be done, by a stable name.

    `planning` (the three parts of a product's plan), `design`, `set` (what is on sale and on
    pre-sale), `pictures` (the four steps in their order), `launch`, `listing`, `upkeep`.
    Source: source document 000, plans 1, 6, 7, 9 and 10; in our own words.
    """
    return under(f"products.checklist.{name}", lang)
