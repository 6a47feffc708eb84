"""How concentrated a market is: shares of the sellers, CR4, CR8, Herfindahl–Hirschman index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shopkit.tables import check

FEWEST_SELLERS = 10  # below, even alike shops (10,000 ÷ n) would not come out unconcentrated
Basis = Literal["units_30_days", "revenue_30_days_cny"]
MODERATE, HIGH = 1000, 1800  # Merger Guidelines 2023; those of 2010 said 1500 and 2500
SHARES = {"units_30_days": "units_share", "revenue_30_days_cny": "revenue_share"}


@dataclass(frozen=True)
class Concentration:
    """How much of a market its largest sellers hold; shares are 0–1 of what the table holds.

    Attributes:
        sellers: one row a seller, the largest first: seller, offers, units_30_days,
            revenue_30_days_cny (estimate), units_share or revenue_share, own.
        cr4: share of the four largest; None where nothing is known.
        cr8: share of the eight largest.
        hhi: Herfindahl–Hirschman index, 0–10,000: sum of squared shares in per cent.
        known_share: share of the basis whose seller is named.
    """

    sellers: pd.DataFrame
    cr4: float | None
    cr8: float | None
    hhi: float | None
    known_share: float | None

    @property
    def few(self) -> bool:
        """Whether too few sellers are named for shares to tell of the market: fewer than ten."""
        return len(self.sellers) < FEWEST_SELLERS

    @property
    def level(self) -> Literal["low", "moderate", "high"] | None:
        """How concentrated it is by the thresholds of the U.S. Merger Guidelines of 2023.

        Source: U.S. Department of Justice and Federal Trade Commission, Merger Guidelines,
        18 December 2023, Guideline 1: above 1,800 highly concentrated; 1,000 to 1,800 is
        called moderate by the Department's page on the index. They are about whole markets,
        a table of offers is a part of one.
        """
        if self.hhi is None:
            return None
        return "high" if self.hhi > HIGH else "moderate" if self.hhi >= MODERATE else "low"


def concentration(offers: pd.DataFrame, basis: Basis = "units_30_days") -> Concentration:
    """Return how concentrated the sellers of a market are.

    Args:
        offers: what `market` returned; offers of one seller count together.
        basis: what shares are of: units, or estimated sales.

    Source: O. C. Herfindahl (1950); A. O. Hirschman (1945).
    """
    total = offers[basis].sum()
    named = offers.dropna(subset="seller")
    sums = named.groupby("seller").agg(
        offers=("seller", "size"),
        units_30_days=("units_30_days", _known_sum),
        revenue_30_days_cny=("revenue_30_days_cny", _known_sum),
        own=("own", "any"),
    )
    known = sums[basis].sum()
    sums[SHARES[basis]] = sums[basis] / known if known > 0 else float("nan")
    sellers = sums.reset_index().sort_values(
        [SHARES[basis], "seller"], ascending=[False, True], ignore_index=True
    )
    if not known > 0:
        return Concentration(check(sellers), None, None, None, None)
    shares = sellers[SHARES[basis]].fillna(0).tolist()
    cr4, cr8, index = cr(shares, 4), cr(shares, 8), hhi(shares)
    return Concentration(check(sellers), cr4, cr8, index, float(known / total))


def cr(shares: list[float], count: int) -> float:
    """Return the share of the largest sellers, 0–1.

    Example:
        >>> round(cr([0.3, 0.3, 0.2, 0.1, 0.1], 4), 2)
        0.9
    """
    return float(sum(sorted(shares, reverse=True)[:count]))


def hhi(shares: list[float]) -> float:
    """Return the Herfindahl–Hirschman index of shares from 0 to 1: 10,000 is one seller.

    Source: the example of the U.S. Department of Justice, Herfindahl–Hirschman Index: four
        firms with 30, 30, 20 and 20 per cent make 2,600.

    Example:
        >>> round(hhi([0.3, 0.3, 0.2, 0.2]))
        2600
    """
    return float(sum((100 * share) ** 2 for share in shares))


def _known_sum(values: pd.Series) -> float:
    return float(values.sum(min_count=1))
