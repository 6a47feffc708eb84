"""Where a price stands among peers, the price at a place of one's own choice, and bidding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import polars as pl

from shopkit.tables import Tables, check

LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Position:
    """Where a price stands among peers, freight included on both sides.

    Attributes:
        percentile: share of peers that are cheaper, those as dear counted half.
        rank: place from the cheapest, 1 is cheapest; those as dear share the better place.
        peers: how many.
        cheapest_cny: the cheapest peer.
        median_cny: the one in the middle.
    """

    percentile: float
    rank: int
    peers: int
    cheapest_cny: float
    median_cny: float


def position(total_cny: float, peers: Sequence[float]) -> Position | None:
    """Return where a price with its freight stands among those of peers; none without peers.

    Example:
        >>> position(99, [89, 99, 109, 129]).percentile
        0.375
    """
    quotes = np.asarray(peers, float)
    quotes = quotes[np.isfinite(quotes)]
    if not len(quotes):
        return None
    below, same = int((quotes < total_cny).sum()), int((quotes == total_cny).sum())
    return Position(
        percentile=(below + same / 2) / len(quotes),
        rank=below + 1,
        peers=len(quotes),
        cheapest_cny=float(quotes.min()),
        median_cny=float(np.median(quotes)),
    )


def price_at(percentile: float, peers: Sequence[float], freight_cny: float = 0.0) -> float | None:
    """Return the price without freight that stands at a place among peers, CNY.

    Args:
        percentile: 0 is as the cheapest, 0.5 the median, 1 as the dearest.
        peers: their prices with freight.
        freight_cny: what our buyer pays for freight.

    Source: the sample quantile, linear between neighbours (Hyndman and Fan 1996, type 7).

    Example:
        >>> price_at(0.5, [89, 99, 109, 129], freight_cny=4)
        100.0
    """
    quotes = np.asarray(peers, float)
    quotes = quotes[np.isfinite(quotes)]
    if not len(quotes):
        return None
    return max(float(np.quantile(quotes, percentile)) - freight_cny, 0.0)


def peer_quotes(tables: Tables, category: str | None = None) -> dict[str | None, list[float]]:
    """Return the prices of other shops in the market table by category, CNY, cheapest first.

    Of a product only the row of the latest day counts. The table tells no freight: most offers
    there are free of it.

    Args:
        tables: the shop's.
        category: only this one.
    """
    key = ["item_id", "title", "seller"]
    rows = tables["offers"].filter(
        (pl.col("unit_price_fen") > 0) & ~pl.col("own").fill_null(value=False)
    )
    if category is not None:
        rows = rows.filter(pl.col("category") == category)
    rows = rows.sort("date", nulls_last=False).unique(key, keep="last", maintain_order=True)
    found: dict[str | None, list[float]] = {}
    for name, fen in rows.sort("unit_price_fen").select("category", "unit_price_fen").iter_rows():
        found.setdefault(name, []).append(fen / 100)
    return found


@dataclass(frozen=True, slots=True)
class Sold:
    """How an auction ended.

    Attributes:
        price_cny: what the winner pays; `None`: nobody bid the start.
        bidders: how many would have paid the start.
    """

    price_cny: float | None
    bidders: int


def english(limits: Sequence[float], start_cny: float, step_cny: float) -> Sold:
    """Return how an ascending auction ends, given what each bidder would pay at most.

    The one with the highest limit pays one step above the second, never more than its own limit.

    Source: the English auction; Krishna, *Auction Theory*, chapter 1.

    Example:
        >>> english([30, 18, 25], 1, 1).price_cny
        26.0
    """
    there = sorted((limit for limit in limits if limit >= start_cny), reverse=True)
    if not there:
        return Sold(None, 0)
    if len(there) == 1:
        return Sold(float(start_cny), 1)
    return Sold(float(min(there[0], max(there[1] + step_cny, start_cny))), len(there))


def bidding(
    rng: np.random.Generator, limits: tuple[float, float], bidders: float, times: int = 2000
) -> pd.DataFrame:
    """Return what bidding would bring, simulated: the price of the market found by trying.

    Args:
        rng: generator of the draws.
        limits: least and most a buyer would pay, CNY; all between are as likely.
        bidders: how many come on average (Poisson).
        times: auctions simulated.

    Returns:
        One row: price_low_cny, price_median_cny, price_high_cny (the middle 80 % of auctions with
        a bid) and sold_share.
    """
    came = rng.poisson(bidders, times)
    draws = [rng.uniform(*limits, int(n)) for n in came]
    ends = [english(own.tolist(), limits[0], 0.0).price_cny for own in draws]
    sold = np.array([end for end in ends if end is not None], float)
    low, middle, high = np.quantile(sold, (LOW, 0.5, HIGH)) if len(sold) else (np.nan,) * 3
    frame = {
        "price_low_cny": [low],
        "price_median_cny": [middle],
        "price_high_cny": [high],
        "sold_share": [len(sold) / times],
    }
    return check(pd.DataFrame(frame).astype("float64"))
