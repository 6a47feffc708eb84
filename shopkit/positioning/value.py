"""The value map: what a rating costs on this market, and how far from that each offer lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopkit.tables import check

LEAST_OFFERS = 10  # below, there is no going rate
MOST_OFFERS = 1000  # the line looks at every pair
MIXED = 8.0  # times the cheapest tenth: no price of one kind of goods any more
NORMAL_90 = 1.6448536269514722  # normal quantile: the line has to rise or fall with 90 %
TO_SIGMA = 1.4826  # median absolute deviation → standard deviation of a normal spread
CHEAP, USUAL, DEAR = "cheap", "usual", "dear"


@dataclass(frozen=True)
class ValueMap:
    """Offers by rating and price, with the going rate.

    Attributes:
        points: one row an offer with a rating: item_id, title, seller, own, score,
            unit_price_cny, units_30_days, going_price_cny, price_gap_cny (price less going
            rate), price_place (`cheap`, `usual`, `dear`: outside the usual spread or not).
        line: the going rate at lowest and highest rating and between: score, going_price_cny,
            going_from_cny, going_to_cny.
        sloped: whether price goes with rating surely enough; else the going rate is the median.
        per_tenth: change of price for 0.1 of rating, as a ratio − 1; None where not sloped.
        spread: usual deviation of log prices from the line (robust standard deviation).
        unrated: offers left out because they have no rating.
        times: price below which nine of ten offers lie ÷ price below which one of ten does.
    """

    points: pd.DataFrame
    line: pd.DataFrame
    sloped: bool
    per_tenth: float | None
    spread: float
    unrated: int
    times: float = 1.0

    @property
    def mixed(self) -> bool:
        """Whether the prices are too far apart for one kind of goods.

        Dear kinds are often rated higher than cheap ones; the line then tells of kinds, and no
        offer is cheap or dear by it.
        """
        return self.times >= MIXED


def value_map(offers: pd.DataFrame) -> ValueMap | None:
    """Return price against rating with the going rate; None with fewer than 10 rated offers.

    The going rate is a robust line of log price over rating (Theil–Sen: median slope of all
    pairs), used where its 90 % interval leaves out 0; else the median price whatever the rating.
    One standard deviation of what lies around it (1.4826 × median absolute deviation) is usual.

    Source: P. K. Sen (1968), Estimates of the regression coefficient based on Kendall's tau,
        JASA 63, 1379–1389.
    """
    rated = offers.dropna(subset="score").reset_index(drop=True)
    if len(rated) < LEAST_OFFERS:
        return None
    thin = rated.iloc[:: -(-len(rated) // MOST_OFFERS)]
    found, low, high = robust_slope(thin["score"], np.log(thin["unit_price_cny"]))
    sloped = low > 0 or high < 0
    slope = found if sloped else 0.0
    every, scored = np.log(rated["unit_price_cny"]), rated["score"]
    start = float(np.median(every - slope * scored))
    off = every - (start + slope * scored)
    spread = float(np.median(np.abs(off - np.median(off))) * TO_SIGMA)
    names = ["item_id", "title", "seller", "own", "score", "unit_price_cny", "units_30_days"]
    points = rated[names].copy()
    points["going_price_cny"] = np.exp(start + slope * scored)
    points["price_gap_cny"] = points["unit_price_cny"] - points["going_price_cny"]
    points["price_place"] = np.select([off < -spread, off > spread], [CHEAP, DEAR], USUAL)
    line = _line(scored, start, slope, spread)
    per_tenth = float(np.exp(slope / 10) - 1) if sloped else None
    unrated = len(offers) - len(rated)
    least, most = rated["unit_price_cny"].quantile([0.1, 0.9])
    return ValueMap(
        check(points), check(line), sloped, per_tenth, spread, unrated, float(most / least)
    )


def robust_slope(x: pd.Series, y: pd.Series) -> tuple[float, float, float]:
    """Return the median slope of all pairs with its 90 % interval, in y for one of x.

    Without different x all three are 0.

    Source: Sen (1968), the interval with the correction for equal x and y of section 4.
    """
    first, second = np.triu_indices(len(x), 1)
    across, up = (np.subtract(v.to_numpy()[second], v.to_numpy()[first]) for v in (x, y))
    slopes = np.sort(up[across != 0] / across[across != 0])
    if not len(slopes):
        return 0.0, 0.0, 0.0
    half = NORMAL_90 * np.sqrt(_variance(x, y))
    low = max(round((len(slopes) - half) / 2) - 1, 0)
    high = min(round((len(slopes) + half) / 2), len(slopes) - 1)
    return float(np.median(slopes)), float(slopes[low]), float(slopes[high])


def _variance(x: pd.Series, y: pd.Series) -> float:
    """Return the variance of Kendall's sum of signs, less what equal values take from it."""
    n = len(x)
    ties = [v.value_counts().to_numpy(dtype=float) for v in (x, y)]
    taken = sum(float((t * (t - 1) * (2 * t + 5)).sum()) for t in ties)
    return max(n * (n - 1) * (2 * n + 5) - taken, 0.0) / 18


def _line(scores: pd.Series, start: float, slope: float, spread: float) -> pd.DataFrame:
    at = np.linspace(scores.min(), scores.max(), 21)
    middle = start + slope * at
    return pd.DataFrame(
        {
            "score": at,
            "going_price_cny": np.exp(middle),
            "going_from_cny": np.exp(middle - spread),
            "going_to_cny": np.exp(middle + spread),
        }
    )
