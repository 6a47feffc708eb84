"""The part each product plays: traffic, profit, image or campaign, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, sqrt

import pandas as pd

from shopkit.plan.sections.products import Product
from shopkit.plan.sections.values import Role
from shopkit.tables import check

FEWEST_UNITS = 30
FEWEST_PRODUCTS = 5  # below, a product would be held against a median that is itself
DEAR = 1.8  # times the median price
MUCH_SEEN = 1.25  # times the median of visitors, or of units where visitors are unknown
IN_CAMPAIGNS = 1.5  # times the share of the whole shop
CHANCE = 2.0  # standard errors beyond which a share is no chance
COLUMNS = [
    *("item_id", "title", "role", "paid_cny", "paid_units", "visitors_level", "price_level"),
    *("contribution_rate", "contribution_share", "campaign_share"),
]


@dataclass(frozen=True, slots=True)
class Middle:
    """What the products are held against: the shop's own medians and its campaign share.

    Attributes:
        margin: median contribution rate; NaN if fewer than five are known.
        units: median units sold.
        campaign_share: share of all units sold on campaign days; NaN if unknown.
    """

    margin: float
    units: float
    campaign_share: float


def roles(products: pd.DataFrame) -> pd.DataFrame:
    """Return the role the data suggests for each product; None where none is clear.

    Held against the shop's own medians, the first that fits:
    campaign - at least 1.5 times the shop's share of units on campaign days, beyond chance (two
    standard errors); image - at least 1.8 times the median price and no more units than the median;
    traffic - at least 1.25 times the median visitors (units, where visitors are unknown) with a
    margin below the median, or, its margin unknown, a price below it; profit - a margin at or
    above the median and at least an equal share of all profit. A product with fewer than 30 units
    gets none but image. Nothing is taken for profit whose margin is unknown. With fewer than five
    products there are no roles, with fewer than five known margins none that rest on margins.

    Args:
        products: what `sheet` returned.

    Returns:
        item_id, title, role, paid_cny, paid_units and the evidence: visitors_level, price_level,
        contribution_rate, contribution_share, campaign_share.
    """
    middle = _middle(products)
    rows = products.to_dict("records")
    found = [
        _role({str(k): v for k, v in row.items()}, middle, len(rows))
        if len(rows) >= FEWEST_PRODUCTS
        else None
        for row in rows
    ]
    made = products.assign(role=pd.Series(found, index=products.index, dtype="object"))
    return check(made[COLUMNS])


def _middle(products: pd.DataFrame) -> Middle:
    known = products.dropna(subset=["campaign_share"])
    weights = known["paid_units"].sum()
    in_campaigns = (known["campaign_share"] * known["paid_units"]).sum()
    margins = products["contribution_rate"].dropna()
    return Middle(
        margin=float(margins.median()) if len(margins) >= FEWEST_PRODUCTS else float("nan"),
        units=float(products["paid_units"].median()),
        campaign_share=float(in_campaigns / weights) if weights else float("nan"),
    )


def _role(row: dict[str, float], middle: Middle, count: int) -> Role | None:
    """Return the first role that fits; a comparison with an unknown (NaN) never does."""
    enough = row["paid_units"] >= FEWEST_UNITS
    if enough and _campaign(row, middle):
        return "campaign"
    if row["price_level"] >= DEAR and row["paid_units"] <= middle.units:
        return "image"
    if not enough:
        return None
    if _much_seen(row, middle) and _cheap(row, middle):
        return "traffic"
    earns = row["contribution_rate"] >= middle.margin and row["contribution_share"] >= 1 / count
    return "profit" if earns else None


def _campaign(row: dict[str, float], middle: Middle) -> bool:
    share, usual = row["campaign_share"], middle.campaign_share
    chance = CHANCE * sqrt(max(usual * (1 - usual), 0) / row["paid_units"]) if usual > 0 else 0
    return share >= IN_CAMPAIGNS * usual and share >= usual + chance and usual > 0


def _much_seen(row: dict[str, float], middle: Middle) -> bool:
    level = row["visitors_level"]
    if isnan(level):
        level = row["paid_units"] / middle.units if middle.units else float("nan")
    return level >= MUCH_SEEN


def _cheap(row: dict[str, float], middle: Middle) -> bool:
    if isnan(row["contribution_rate"]):
        return row["price_level"] < 1
    return row["contribution_rate"] < middle.margin


def roles_against_plan(suggested: pd.DataFrame, planned: Iterable[Product]) -> pd.DataFrame:
    """Return the roles of the data beside those of the plan, where they differ first.

    Args:
        suggested: what `roles` returned.
        planned: the plan's products.

    Returns:
        item_id, title, role, role_planned and the evidence, products without both roles last.
    """
    said = {one.item_id: one.role for one in planned}
    both = suggested.copy()
    both.insert(3, "role_planned", [said.get(item) for item in both["item_id"]])
    known = both["role"].notna() & both["role_planned"].notna()
    place = (~(known & (both["role"] != both["role_planned"]))).astype(int) + (~known).astype(int)
    ordered = both.assign(place=place).sort_values(
        ["place", "paid_cny"], ascending=[True, False], ignore_index=True
    )
    return check(ordered.drop(columns="place"))
