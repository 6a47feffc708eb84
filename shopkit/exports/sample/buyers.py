"""Who places an order: a new buyer, or one who has paid before."""

from __future__ import annotations

import numpy as np

from shopkit.exports.sample.demand import Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.spec import Repeat

_DAY = 86_400
_SHAPE = 2.0  # of the gamma distributed lag: few return at once, a long tail does


def draw_buyers(repeat: Repeat, window: Window, created: Ints, paid: Ints) -> Ints:
    """Return the number of every order's buyer, in order of first appearance.

    An order that returns takes the buyer of the paid order nearest before its own lag, so the
    number of orders of a day does not depend on how many of them return.
    """
    rng = window.rng(4)
    lag = rng.gamma(_SHAPE, repeat.lag_days / _SHAPE, len(created)) * _DAY
    soon = rng.random(len(created)) < repeat.same_day
    lag = np.where(soon, rng.uniform(600, 6 * 3600, len(created)), lag)
    returns = rng.random(len(created)) < repeat.share
    parent = _nearest(created - lag, created, np.flatnonzero(paid < NEVER))
    parent = np.where(returns & (parent >= 0), parent, np.arange(len(created)))
    root = _roots(parent)
    _, number = np.unique(root, return_inverse=True)
    return number.astype(np.int64)


def _nearest(wanted: np.ndarray, created: Ints, paid_rows: Ints) -> Ints:
    """Return the last paid row created by each wanted time, -1 where there is none."""
    if not len(paid_rows):
        return np.full(len(created), -1)
    at = np.searchsorted(created[paid_rows], wanted, side="right") - 1
    found: Ints = np.where(at >= 0, paid_rows[at], -1)
    return found


def _roots(parent: Ints) -> Ints:
    """Return the first order of every chain of returns."""
    while True:
        further = parent[parent]
        if np.array_equal(further, parent):
            return parent
        parent = further
