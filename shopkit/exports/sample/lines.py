"""Lines of orders: one or two products each, with their share of what was due and refunded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shopkit.exports.sample.demand import Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.orders import Orders
from shopkit.exports.sample.spec import ShopSpec

_COMES_BACK = 0.92  # of whole returns; the others are refunds without the goods
_STREAM = 8

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines by order, first product first; money is fen.

    Attributes:
        order: row of the order.
        product: row in the catalogue.
        variant: which of the product's variants.
        units: of it.
        listed: price of all its units before discounts.
        goods: its share of the goods due.
        due: its share of goods and freight.
        refund: its share of what was or will be refunded.
        back: its goods were or will be sent back.
        number: of the line; the order's own where the order has one line.
    """

    order: Ints
    product: Ints
    variant: Ints
    units: Ints
    listed: Ints
    goods: Ints
    due: Ints
    refund: Ints
    back: Flags
    number: Ints


def draw_lines(spec: ShopSpec, window: Window, orders: Orders) -> Lines:
    """Return the lines of all orders; only their variants and returns are drawn."""
    rng = window.rng(_STREAM)
    two = orders.extra >= 0
    second = np.cumsum(1 + two) - 1
    order = np.repeat(np.arange(len(two)), 1 + two)
    is_second = np.zeros(len(order), dtype=bool)
    is_second[second[two]] = True

    def of(first: Ints, other: Ints) -> Ints:
        return np.where(is_second, other[order], first[order])

    product = of(orders.product, orders.extra)
    kinds = np.array([len(p.variants) for p in spec.products])
    refund, back = _returned(rng, orders)
    position = two[order] * (1 + is_second)
    return Lines(
        order=order,
        product=product,
        variant=_middling(rng, kinds[product]),
        units=of(orders.units - two, np.ones_like(orders.units)),
        listed=of(orders.listed, orders.extra_listed),
        goods=of(orders.first_goods, orders.goods - orders.first_goods),
        due=of(orders.first_due, orders.due - orders.first_due),
        refund=of(refund, orders.refund - refund),
        back=of(back[0].astype(np.int64), back[1].astype(np.int64)) > 0,
        number=orders.number[order] + position,
    )


def _returned(rng: np.random.Generator, orders: Orders) -> tuple[Ints, tuple[Flags, Flags]]:
    """Return what of the refund is for the first product, and whether either comes back."""
    first, second = orders.first_due, orders.due - orders.first_due
    whole = (orders.refund > 0) & (orders.refund == orders.due)
    sent = orders.shipped < NEVER
    comes = rng.random(len(first)) < _COMES_BACK
    one = ~whole & (orders.extra >= 0) & (orders.refund == second) & (orders.refund > 0)
    refund = np.where(whole, first, np.where(one, 0, np.minimum(orders.refund, first)))
    return refund, (whole & sent & comes, sent & ((whole & comes) | one))


def _middling(rng: np.random.Generator, kinds: Ints) -> Ints:
    """Return a variant for each line; those in the middle of a list sell twice as often."""
    drawn = (rng.random(len(kinds)) + rng.random(len(kinds))) / 2
    variant: Ints = np.minimum((drawn * kinds).astype(np.int64), kinds - 1)
    return variant
