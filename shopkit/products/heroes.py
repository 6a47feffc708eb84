"""Hero products: the one to five the shop pushes, chosen from what they bring."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from shopkit.plan.sections.products import Product
from shopkit.tables import check

LEAST, MOST = 1, 5  # the source documents say 3-5, 2 and 1-2
HALF = 0.5  # heroes are added until they bring this share
FEWEST_UNITS = 30  # below, a month's sales are too likely chance
COLUMNS = [
    *("rank", "item_id", "title", "paid_cny", "paid_share", "paid_units", "contribution_cny"),
    *("contribution_rate", "contribution_share", "hero", "hero_type"),
]


def heroes(products: pd.DataFrame, least: int = LEAST, most: int = MOST) -> pd.DataFrame:
    """Return the products in the order they deserve to be pushed, the heroes marked.

    Products are ranked by contribution where all of the best sellers' is known, else by sales.
    Only what sold at least 30 units and loses no money can be a hero. Heroes are added until they
    bring half of the whole; `least` and `most` bound their number.

    Args:
        products: what `sheet` returned.
        least: fewest heroes, fewer only where too few products have the evidence.
        most: most heroes.

    Returns:
        rank, item_id, title, paid_cny, paid_share, paid_units, contribution_cny,
        contribution_rate, contribution_share, hero (flag) and hero_type: `pulling` (margin below
        the median of the shop) or `earning`, None where the margin is unknown.
    """
    by = ranked_by(products)
    share = "contribution_share" if by == "contribution_cny" else "paid_share"
    ordered = products.sort_values(
        [by, "paid_cny"], ascending=False, na_position="last", ignore_index=True
    )
    can = (ordered["paid_units"] >= FEWEST_UNITS) & ~(ordered["contribution_cny"] <= 0)
    brought = ordered[share].where(can, 0.0).fillna(0.0).cumsum().shift(fill_value=0.0)
    place = can.cumsum()
    chosen = can & (place <= most) & ((brought < HALF) | (place <= least))
    ordered["rank"] = range(1, len(ordered) + 1)
    return check(ordered.assign(hero=chosen, hero_type=_types(ordered))[COLUMNS])


def ranked_by(products: pd.DataFrame) -> Literal["contribution_cny", "paid_cny"]:
    """Return what the products are ranked by: contribution where the best sellers' is known."""
    best = products.nlargest(MOST, "paid_cny")
    known = len(best) and best["contribution_cny"].notna().all()
    return "contribution_cny" if known else "paid_cny"


def _types(products: pd.DataFrame) -> pd.Series[str]:
    rates = products["contribution_rate"]
    types = (rates < rates.median()).map({True: "pulling", False: "earning"})
    return types.astype("object").where(rates.notna(), None)


def total_profit(products: pd.DataFrame) -> pd.DataFrame:
    """Return what each of the two types earns; together they are the shop's profit.

    total profit = sum of margin x quantity over both types.

    Args:
        products: hero_type, unit_margin_cny (profit of one unit) and paid_units of each product.

    Returns:
        One row a type, `pulling` first, then one for products of unknown type: hero_type,
        paid_units, contribution_cny (NaN where nothing is known of it).
    """
    earned = products["unit_margin_cny"] * products["paid_units"]
    grouped = products.assign(contribution_cny=earned).groupby("hero_type", dropna=False)
    sums = grouped[["paid_units", "contribution_cny"]].sum(min_count=1).reset_index()
    order = {"pulling": 0, "earning": 1}
    placed = sums.assign(place=[order.get(str(kind), 2) for kind in sums["hero_type"]])
    return check(placed.sort_values("place", ignore_index=True).drop(columns="place"))


def sku_share(chosen: int, skus: int) -> float | None:
    """Return what share of the SKUs the heroes, or the items on promotion, are; 0-1.

    Example:
        >>> round(sku_share(2, 45), 3), round(sku_share(2, 40), 3), sku_share(2, 0)
        (0.044, 0.05, None)
    """
    return chosen / skus if skus else None


def enough_heroes(chosen: int, least: int = 3, most: int = MOST) -> bool:
    """Tell whether there are as many heroes as a source asks for; without limits: 3 to 5.

    Example:
        >>> [enough_heroes(n) for n in (2, 3, 5, 6)]
        [False, True, True, False]
    """
    return least <= chosen <= most


def held_against_plan(chosen: pd.DataFrame, planned: Iterable[Product]) -> pd.DataFrame:
    """Return the heroes of the data beside those of the plan.

    Args:
        chosen: what `heroes` returned.
        planned: the plan's products.

    Returns:
        One row for each product that is a hero in either: item_id, title, rank (NaN without sales
        in the period), paid_cny, contribution_cny, hero, hero_planned.
    """
    said = pd.DataFrame(
        [(one.item_id, one.name, one.hero) for one in planned],
        columns=["item_id", "name", "hero_planned"],
    ).astype({"item_id": "str"})
    kept = ["item_id", "title", "rank", "paid_cny", "contribution_cny", "hero"]
    both = chosen[kept].merge(said, "outer", on="item_id")
    for flag in ("hero", "hero_planned"):
        both[flag] = both[flag].eq(True)
    both["title"] = both["title"].fillna(both["name"])
    either = both[both["hero"] | both["hero_planned"]].drop(columns="name")
    return check(either.sort_values(["rank", "item_id"], ignore_index=True))
