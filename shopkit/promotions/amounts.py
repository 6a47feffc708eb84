"""What one offer takes off, in fen: of lines, of carts, of delivery. Arrays only, no choices."""

from __future__ import annotations

import numpy as np

from shopkit.apportion import HALF, LARGEST, PPM, Flags, Ints, floor_share
from shopkit.promotions.chunk import View
from shopkit.promotions.model import Offer, Threshold


def paid_part(amounts: Ints, ppm: int | Ints) -> Ints:
    """Return amounts × a rate, halves of a fen rounded up."""
    return (amounts * ppm + HALF) // PPM


def split_rows(amounts: Ints, weights: Ints) -> Ints:
    """Return L × m, each line's part of its cart's amount: whole fen that add up to it.

    Line k gets floor(A·W_k / W_n) − floor(A·W_{k−1} / W_n), W_k the sum of the first k weights.

    Args:
        amounts: m, fen; 0 where all weights of a cart are.
        weights: L × m, none negative.
    """
    upto = np.cumsum(weights, axis=0)
    whole = np.maximum(upto[-1], 1)
    wide = np.broadcast_to(amounts, upto.shape).ravel()
    ends = floor_share(wide, upto.ravel(), np.broadcast_to(whole, upto.shape).ravel())
    parts = ends.reshape(upto.shape).copy()
    parts[1:] -= ends.reshape(upto.shape)[:-1]
    return parts


def others_part(offer: Offer, off: Ints) -> Ints:
    """Return what others than the shop bear of an amount, the shop's part rounded down first."""
    whole = sum(offer.bears)
    if offer.bears[0] == whole:
        return np.zeros_like(off)
    return off - off * offer.bears[0] // whole


def reached(threshold: Threshold, counted: Ints, units: Ints, there: Flags) -> Flags:
    """Return whether a threshold is reached; without lines in scope none is.

    An amount may have to be exceeded (超过 200 元); a number of units is always reached (满 3 件).
    """
    found = there
    if threshold.fen is not None:
        found = found & (counted >= threshold.fen + threshold.over)
    if threshold.units is not None:
        found = found & (units >= threshold.units)
    return found


def times(offer: Offer, counted: Ints, units: Ints) -> Ints:
    """Return how many times an offer comes: once, or for every time its threshold is reached."""
    benefit, threshold = offer.benefit, offer.threshold
    found = np.ones_like(counted)
    if benefit.every and threshold.fen:
        found = counted // threshold.fen
    elif benefit.every and threshold.units:
        found = units // threshold.units
    if benefit.every and benefit.most_times is not None:
        found = np.minimum(found, benefit.most_times)
    return found


def counted(offer: Offer, view: View, amounts: Ints, items: Ints) -> Ints:
    """Return the amount a threshold counts: of the lines in scope, now or before cart offers."""
    found: Ints = view.scoped(items if offer.base == "item" else amounts).sum(axis=0)
    return found


def cart_off(offer: Offer, view: View, amounts: Ints, items: Ints) -> tuple[Ints, Ints]:
    """Return what an offer takes off each cart, and by which weights its lines share that.

    Args:
        offer: an offer on the cart.
        view: what it sees.
        amounts: L × m, what lines cost now.
        items: L × m, what they cost after the offers on lines.
    """
    scoped = view.scoped(amounts)
    whole = scoped.sum(axis=0)
    base = whole if offer.base == "current" else counted(offer, view, amounts, items)
    if offer.benefit.nth is not None and not offer.benefit.steps:
        weights = _nth(offer, view, scoped)
        off = weights.sum(axis=0)
    else:
        weights, off = scoped, _benefit(offer, view, whole, base)
    off = np.minimum(off, whole)
    if offer.benefit.most_fen is not None:
        off = np.minimum(off, offer.benefit.most_fen)
    return off * reached(offer.threshold, base, view.count, view.there), weights


def _benefit(offer: Offer, view: View, whole: Ints, base: Ints) -> Ints:
    benefit = offer.benefit
    if benefit.steps:
        off = np.zeros_like(whole)
        for step in benefit.steps:
            there = reached(step.threshold, base, view.count, view.there)
            off = np.where(there, _plain(whole, step.ppm, step.off_fen), off)
        return off
    if benefit.ppm is None and benefit.off_fen is not None:
        many = times(offer, base, view.count)
        return np.minimum(many, LARGEST // max(benefit.off_fen, 1)) * benefit.off_fen
    return _plain(whole, benefit.ppm, None)


def _plain(whole: Ints, ppm: int | None, off_fen: int | None) -> Ints:
    if ppm is not None:
        return whole - paid_part(whole, ppm)
    return np.full_like(whole, off_fen or 0)


def _nth(offer: Offer, view: View, scoped: Ints) -> Ints:
    """Return L × m, what comes off the nth units of each line."""
    units = np.maximum(view.units, 1)
    some = units // (offer.benefit.nth or 1)
    part = floor_share(scoped.ravel(), some.ravel(), units.ravel()).reshape(scoped.shape)
    return part - paid_part(part, PPM if offer.benefit.ppm is None else offer.benefit.ppm)


def free_delivery(offer: Offer, view: View, amounts: Ints, items: Ints, freight: Ints) -> Ints:
    """Return what comes off delivery."""
    base = counted(offer, view, amounts, items)
    return freight * reached(offer.threshold, base, view.count, view.there)


def gifts(offer: Offer, view: View, amounts: Ints, items: Ints) -> Ints:
    """Return how many units are given."""
    base = counted(offer, view, amounts, items)
    there = reached(offer.threshold, base, view.count, view.there)
    return there * times(offer, base, view.count) * offer.benefit.extra_units


def line_left(offer: Offer, view: View, amounts: Ints) -> Ints:
    """Return L × m, what lines would cost under an offer on lines; never more than now."""
    if view.holder is not None:
        return amounts - _add_on(offer, view, amounts)
    ok = reached(offer.threshold, amounts, view.units, view.scope)
    return np.where(ok, np.minimum(_left(offer, view, amounts), amounts), amounts)


def _left(offer: Offer, view: View, amounts: Ints) -> Ints:
    benefit, units = offer.benefit, view.units
    if offer.kind.name == "deposit":
        more = (benefit.counts_fen or 0) - (benefit.deposit_fen or 0)
        left: Ints = np.maximum(0, amounts - units * more)
        return left
    if view.rates is not None:
        return paid_part(amounts, view.rates)
    if benefit.ppm is not None:
        return paid_part(amounts, benefit.ppm)
    if benefit.off_fen is not None:
        less: Ints = np.maximum(0, amounts - units * benefit.off_fen)
        return less
    return units * benefit.price_fen if benefit.price_fen is not None else amounts


def _add_on(offer: Offer, view: View, amounts: Ints) -> Ints:
    assert view.holder is not None
    benefit, others = offer.benefit, view.scope & ~view.holder
    base, count = (amounts * others).sum(axis=0), (view.units * others).sum(axis=0)
    there = reached(offer.threshold, base, count, np.logical_or.reduce(others))
    units = np.maximum(view.units, 1)
    some = np.minimum(view.units, benefit.extra_units)
    part = floor_share(amounts.ravel(), some.ravel(), units.ravel()).reshape(amounts.shape)
    price = part if benefit.price_fen is None else some * benefit.price_fen
    return np.maximum(0, part - price) * (view.holder & there)
