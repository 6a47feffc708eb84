"""Some carts as the offers see them: which lines each is about, what is counted there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from shopkit.apportion import PPM, Flags, Ints
from shopkit.promotions.carts import Carts, Good
from shopkit.promotions.model import Offer, Scope, When


@dataclass(frozen=True, slots=True)
class View:
    """What an offer sees of carts; L × m, a row a line, because sums over rows are quick.

    Attributes:
        scope: the lines it is about; none where it does not hold.
        units: of every line.
        there: m, whether any line is in scope.
        count: m, units in scope.
        rates: m, what members pay by their tier, parts per million.
        holder: L × m, the line that holds the add-on.
        full: whether every line is in scope.
    """

    scope: Flags
    units: Ints
    there: Flags
    count: Ints
    rates: Ints | None
    holder: Flags | None
    full: bool

    def scoped(self, amounts: Ints) -> Ints:
        """Return L × m, the amounts of lines in scope, 0 elsewhere."""
        return amounts if self.full else amounts * self.scope

    def rows(self, rows: Ints) -> View:
        """Return what it sees of some of the carts."""
        if len(rows) == len(self.there):  # rows are in order and different: it is all of them
            return self
        rates = None if self.rates is None else self.rates[rows]
        holder = None if self.holder is None else self.holder[:, rows]
        scope, units = self.scope[:, rows], self.units[:, rows]
        there, count = self.there[rows], self.count[rows]
        return View(scope, units, there, count, rates, holder, self.full)


def view(carts: Carts, offer: Offer) -> View:
    """Return what an offer sees of carts."""
    units = np.ascontiguousarray(carts.units.T)
    lines = units > 0
    scope = _known(carts.goods, offer.scope)[carts.codes.T] & lines & holds(carts, offer.when)
    there: Flags = np.logical_or.reduce(scope)
    count: Ints = (units * scope).sum(axis=0)
    rates, holder = _rates(carts, offer), _holder(carts, offer, units)
    return View(scope, units, there, count, rates, holder, bool((scope == lines).all()))


@lru_cache(maxsize=256)
def _known(goods: tuple[Good, ...], scope: Scope) -> Flags:
    """Return which products are in a scope; chunks of the same carts ask again and again."""
    return np.array([scope.holds(*good) for good in goods])


def holds(carts: Carts, when: When) -> Flags:
    """Return for each cart whether an offer holds at its moment and for its buyer."""
    found = np.ones(len(carts), bool)
    if when.starts is not None:
        found &= carts.day >= when.starts.toordinal()
    if when.ends is not None:
        found &= carts.day <= when.ends.toordinal()
    if when.from_hour is not None or when.to_hour is not None:
        found &= carts.hour >= (when.from_hour or 0)
    if when.to_hour is not None:
        found &= carts.hour < when.to_hour
    fits = {"member": carts.tier >= 0, "vip88": carts.vip88, "new": carts.new}
    return found & fits[when.audience] if when.audience in fits else found


def _rates(carts: Carts, offer: Offer) -> Ints | None:
    tiers = dict(offer.benefit.tiers)
    if not tiers:
        return None
    known = np.array([*(tiers.get(name, PPM) for name in carts.tiers), PPM])
    return known[carts.tier]  # no tier is −1, the last


def _holder(carts: Carts, offer: Offer, units: Ints) -> Flags | None:
    if offer.kind.name != "add_on":
        return None
    known = np.array([good.named(offer.benefit.extra) for good in carts.goods])
    held = known[carts.codes.T] & (units > 0)
    first: Flags = held & (np.cumsum(held, axis=0) == 1)
    return first
