"""The market of a shop in one go: offers, bands, sellers, trend, going rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from shopkit.positioning.bands import Bands, price_bands
from shopkit.positioning.concentration import Concentration, concentration
from shopkit.positioning.market import history, market
from shopkit.positioning.trend import trend
from shopkit.positioning.value import LEAST_OFFERS, ValueMap, value_map
from shopkit.tables import Tables

if TYPE_CHECKING:
    from shopkit.plan import Plan


@dataclass(frozen=True)
class Within:
    """What a market holds between two prices.

    Attributes:
        offers: how many products.
        own: how many of them are the shop's.
        demand: their share of the units sold in 30 days; None where no units are known.
        supply: their share of the products.
    """

    offers: int
    own: int
    demand: float | None
    supply: float


@dataclass(frozen=True)
class Study:
    """What the market table of a shop says.

    Attributes:
        offers: one row an offer as last seen (`market`); empty without a market table.
        bands: price bands (`price_bands`).
        sellers: concentration by units (`concentration`).
        moves: from look to look (`trend`).
        value: price against rating; None with too few rated offers (`value_map`).
    """

    offers: pd.DataFrame
    bands: Bands
    sellers: Concentration
    moves: pd.DataFrame
    value: ValueMap | None

    @property
    def own(self) -> pd.DataFrame:
        """The shop's own offers."""
        return self.offers[self.offers["own"].astype(bool)]

    def within(self, low_cny: float, high_cny: float) -> Within:
        """Return what the market holds between two prices, both belonging to it."""
        inside = self.offers[self.offers["unit_price_cny"].between(low_cny, high_cny)]
        units = self.offers["units_30_days"].sum(min_count=1)
        demand = inside["units_30_days"].sum() / units if units > 0 else None
        supply = len(inside) / len(self.offers) if len(self.offers) else 0.0
        return Within(len(inside), int(inside["own"].sum()), demand, supply)

    def narrowed(self, category: str, prices: tuple[float, float] | None) -> pd.DataFrame:
        """Return the offers of a category (empty: of all) between two prices, CNY, both included.

        Other goods have other prices: only like is dear or cheap beside like.
        """
        kept = self.offers["category"] == category if category else self.offers["own"].notna()
        if prices is not None:
            kept &= self.offers["unit_price_cny"].between(min(prices), max(prices))
        return self.offers[kept].reset_index(drop=True)

    def compared(self) -> list[str]:
        """Return the categories with rated offers enough for a going rate, the largest first."""
        counts = self.offers.dropna(subset="score")["category"].value_counts()
        return [str(name) for name, count in counts.items() if count >= LEAST_OFFERS]


def study(
    tables: Tables, plan: Plan, category: str | None = None, count: int | None = None
) -> Study:
    """Return the market of a shop.

    Args:
        tables: what was read of the shop.
        plan: tells which offers are ours.
        category: only offers of this category.
        count: how many price bands; found from the data if not said.
    """
    offers = market(tables, plan, category)
    moves = trend(history(tables, plan, category))
    bands, sellers = price_bands(offers, count), concentration(offers)
    return Study(offers, bands, sellers, moves, value_map(offers))
