"""Some carts as the offers see them: which lines each is about, what is counted there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopkit.apportion import PPM, Flags, Ints
from shopkit.promotions.carts import Carts
from shopkit.promotions.model import Offer, When


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
    """

    scope: Flags
    units: Ints
    there: Flags
    count: Ints
    rates: Ints | None
    holder: Flags | None

    def rows(self, rows: Ints) -> View:
        """Return what it sees of some of the carts."""
        if len(rows) == len(self.there):  # rows are in order and different: it is all of them
            return self
        rates = None if self.rates is None else self.rates[rows]
        holder = None if self.holder is None else self.holder[:, rows]
        scope, units = self.scope[:, rows], self.units[:, rows]
        return View(scope, units, self.there[rows], self.count[rows], rates, holder)


def view(carts: Carts, offer: Offer) -> View:
    """Return what an offer sees of carts."""
    units = np.ascontiguousarray(carts.units.T)
    known = np.array([offer.scope.holds(*good) for good in carts.goods])
    scope = known[carts.codes.T] & (units > 0) & holds(carts, offer.when)
    there: Flags = np.logical_or.reduce(scope)
    count: Ints = (units * scope).sum(axis=0)
    return View(scope, units, there, count, _rates(carts, offer), _holder(carts, offer, units))


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
