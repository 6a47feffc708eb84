"""Thresholds no cart reaches: held against past carts, else against what the shop sells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from shopkit.apportion import Flags
from shopkit.promotions.amounts import reached
from shopkit.promotions.carts import Carts
from shopkit.promotions.judge import Bench, Point, yuan
from shopkit.promotions.model import Offer, Threshold

UNITS_LOOKED_AT = 10  # of the dearest product, where there are no past carts


def thresholds(bench: Bench) -> Iterator[Point]:
    """Yield thresholds that no cart reaches, and say what was looked at."""
    for n, offer in enumerate(bench.offers):
        for field, threshold in _of(offer):
            if threshold.fen is None and threshold.units is None:
                continue
            if bench.carts is not None and len(bench.carts):
                yield from _among(bench.carts, offer, n, field, threshold)
            else:
                yield from _in_catalogue(bench, offer, n, threshold, field)


def _of(offer: Offer) -> Iterator[tuple[str, Threshold]]:
    yield ("from_cny" if offer.threshold.fen is not None else "from_units"), offer.threshold
    for step in offer.benefit.steps:
        yield "steps", step.threshold


def _among(carts: Carts, offer: Offer, n: int, field: str, threshold: Threshold) -> Iterator[Point]:
    known = np.array([offer.scope.holds(*good) for good in carts.goods])
    scope = known[carts.codes] & (carts.units > 0)
    amounts, units = carts.goods_fen * scope, carts.units * scope
    if offer.level != "line":
        amounts, units = amounts.sum(axis=1), units.sum(axis=1)
    there: Flags = scope if offer.level == "line" else np.logical_or.reduce(scope, axis=1)
    if not reached(threshold, amounts, units, there).any():
        told = {
            "least": _said(threshold),
            "carts": f"{len(carts):,}",
            "about": f"{int(scope.any(axis=1).sum()):,}",
            "most": yuan(int(amounts.max(initial=0))),
            "units": int(units.max(initial=0)),
        }
        yield Point("unreached", n, field, values=told)


def _in_catalogue(
    bench: Bench, offer: Offer, n: int, threshold: Threshold, field: str
) -> Iterator[Point]:
    prices = [price for price in bench.scoped(offer).values() if price is not None]
    most = UNITS_LOOKED_AT * max(prices, default=0)
    if prices and threshold.fen is not None and threshold.fen > most:
        told = {
            "least": yuan(threshold.fen),
            "units": UNITS_LOOKED_AT,
            "price": yuan(max(prices)),
            "most": yuan(most),
        }
        yield Point("unreachable", n, field, values=told)


def _said(threshold: Threshold) -> str:
    parts = [yuan(threshold.fen)] if threshold.fen is not None else []
    parts += [f"× {threshold.units}"] if threshold.units is not None else []
    return " ".join(parts)
