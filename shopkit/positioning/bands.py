"""Price bands found from the data: demand and competition in each, and the gap to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np
import pandas as pd

from shopkit.i18n import DASH, Lang, price, text
from shopkit.positioning.breaks import How, breaks
from shopkit.positioning.ranks import ahead
from shopkit.tables import check

ALIKE = 0.08  # log price: prices within some 8 % are nearly the same to a buyer
LEAST_OFFERS, LEAST_DEMAND, LEAST_GAP = 3, 0.08, 1.2  # below, a band is no gap to take
NO_CHANCE = 2.326  # normal quantile: where price does not matter 1 band in 100 lies so far ahead
_OPEN = {"<": "below", "≥": "from"}  # bands with one end


@dataclass(frozen=True)
class Bands:
    """The price bands of a market.

    Attributes:
        frame: one row a band, see `price_bands`.
        how: `natural` (the data fall into them), `cut` (no clear groups: cut finely enough),
            `asked` (their number was given) or `one`.
        fit: share of the variance of log prices between the bands, 0–1.
        offers: offers with a price.
        unsold: offers whose units are unknown; they count as supply only.
        ahead: by how many standard deviations the offers of each band sell more than the others,
            by their ranks; NaN where nothing can be compared.
    """

    frame: pd.DataFrame
    how: How
    fit: float
    offers: int
    unsold: int
    ahead: tuple[float, ...] = ()

    @property
    def gap(self) -> int | None:
        """Index of the band a shop could take: most demand for its supply; None where none is.

        It holds at least 8 % of demand and 3 offers, demand is 1.2 times supply or more, and
        stays above supply without the band's best seller: one hit is no gap. Its offers sell more
        than the others beyond chance (rank-sum test, one-sided 1 %): sales of single products
        differ so much that without it every second market without any gap would show one.
        """
        frame = self.frame
        firm = (
            (frame["offers"] >= LEAST_OFFERS)
            & (frame["demand_share"] >= LEAST_DEMAND)
            & (frame["gap"] >= LEAST_GAP)
            & (frame["gap_without_top"] > 1)
            & (pd.Series(self.ahead, frame.index, dtype=float) >= NO_CHANCE)
        )
        return int(frame["gap"].where(firm, 0).argmax()) if firm.any() else None

    @property
    def own(self) -> list[int]:
        """Index of each band in which the shop has offers."""
        return [int(place) for place in np.flatnonzero(self.frame["own_offers"] > 0)]

    def of(self, price_cny: float) -> int:
        """Return the index of the band a price falls into."""
        starts = self.frame["price_from_cny"].iloc[1:]
        return int(np.searchsorted(starts, price_cny, side="right"))

    def between(self, low_cny: float, high_cny: float) -> list[int]:
        """Return the bands a range of prices touches, both ends belonging to it."""
        return list(range(self.of(low_cny), self.of(high_cny) + 1))


def price_bands(offers: pd.DataFrame, count: int | None = None) -> Bands:
    """Return the price bands of a market, their borders found from the prices.

    The borders lie where the log prices thin out, else where they are cut best (`breaks`), each
    offer counting once, so that twice the price is as far at ¥20 as at ¥200; each is shown as
    the roundest price between the dearest offer below and the cheapest above.

    Args:
        offers: what `market` returned.
        count: how many bands; found from the data if not said.

    Returns:
        `frame` has one row a band, cheapest first: band (text, as 59–99), price_from_cny (NaN in
        the first) up to but without price_to_cny (NaN in the last), price_low_cny and
        price_high_cny (seen), offers, sellers (NaN where none is named), units_30_days (of known
        ones), revenue_30_days_cny (estimate), demand_share (of units), offers_share, gap (demand
        share ÷ offers share), gap_without_top (the same without the band's best seller),
        own_offers. Without any offer it is empty.
    """
    ordered = offers.sort_values("unit_price_cny", kind="stable").reset_index(drop=True)
    prices = ordered["unit_price_cny"]
    found = breaks(np.log(prices), ALIKE, count) if len(prices) else breaks([], ALIKE)
    edges = [_border(prices.iloc[start - 1], prices.iloc[start]) for start in found.starts]
    place = np.searchsorted(found.starts, np.arange(len(ordered)), side="right")
    rows = [_row(part) for _, part in ordered.groupby(place)]
    frame = pd.DataFrame(rows, columns=_COUNTED)
    frame.insert(0, "price_to_cny", [*edges, float("nan")][: len(rows)])
    frame.insert(0, "price_from_cny", [float("nan"), *edges][: len(rows)])
    frame.insert(0, "band", band_names(edges) if rows else [])
    unsold = int(ordered["units_30_days"].isna().sum())
    units, within = ordered["units_30_days"], pd.Series(place)
    ranked = tuple(ahead(units, within == band) for band in range(len(rows)))
    return Bands(check(_shares(frame)), found.how, found.fit, len(ordered), unsold, ranked)


_COUNTED = [
    *("price_low_cny", "price_high_cny", "offers", "sellers", "units_30_days"),
    *("revenue_30_days_cny", "own_offers", "top_units"),
]


def _row(part: pd.DataFrame) -> dict[str, float]:
    units = part["units_30_days"]
    sellers = part["seller"].nunique()
    return {
        "price_low_cny": part["unit_price_cny"].min(),
        "price_high_cny": part["unit_price_cny"].max(),
        "offers": len(part),
        "sellers": sellers or float("nan"),
        "units_30_days": units.sum(min_count=1),
        "revenue_30_days_cny": part["revenue_30_days_cny"].sum(min_count=1),
        "own_offers": int(part["own"].sum()),
        "top_units": units.max(),
    }


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Return bands with demand and supply as shares; without known units demand is unknown."""
    units = frame["units_30_days"]
    total, offers = units.sum(min_count=1), frame["offers"].sum()
    known = units.fillna(0) if total > 0 else units * float("nan")
    frame["demand_share"] = known / total
    frame["offers_share"] = frame["offers"] / offers
    frame["gap"] = frame["demand_share"] / frame["offers_share"]
    top = frame.pop("top_units").fillna(0)
    rest = (known - top) / (total - top)
    supply = (frame["offers"] - 1) / (offers - 1) if offers > 1 else frame["offers"] * 0.0
    frame["gap_without_top"] = (rest / supply.where(supply > 0)).astype(float)
    return frame


def band_names(edges: Sequence[float]) -> list[str]:
    """Return what bands between borders are called.

    Example:
        >>> band_names([59, 99.5])
        ['<59', '59–99.5', '≥99.5']
    """
    said = [f"{edge:,.2f}".rstrip("0").rstrip(".") for edge in edges]
    if not said:
        return [DASH]
    inner = [f"{low}–{high}" for low, high in pairwise(said)]
    return [f"<{said[0]}", *inner, f"≥{said[-1]}"]


def band_price(band: str, lang: Lang) -> str:
    """Return the name of a band with its currency, as a sentence says it.

    Example:
        >>> band_price("59–99", "zh"), band_price("≥99", "zh"), band_price("<59", "en")
        ('¥59–99', '99 元及以上', 'below ¥59')
    """
    key = _OPEN.get(band[0])
    return text(f"positioning.bands.{key}", lang, edge=band[1:]) if key else f"¥{band}"


def price_range(low_cny: float, high_cny: float) -> str:
    """Return a range of prices as sentences say it.

    Example:
        >>> price_range(90, 149.5)
        '¥90–149.5'
    """
    return f"{price(low_cny)}–{price(high_cny).removeprefix('¥')}"


def _border(below: float, above: float) -> float:
    """Return the roundest price above one and not above another, nearest to their middle.

    Example:
        >>> _border(89, 128), _border(58.9, 59.9), _border(0.5, 0.51)
        (100.0, 59.0, 0.51)
    """
    low, high = round(below * 100), round(above * 100)
    middle = sqrt(low * high)
    step: int = 10 ** len(str(high))
    while step > 1:
        for size in (step, step // 2):
            nearest = round(middle / size) * size
            choices = [n for n in (nearest, nearest + size, nearest - size) if low < n <= high]
            if choices:
                return min(choices, key=lambda n: abs(n - middle)) / 100
        step //= 10
    return high / 100
