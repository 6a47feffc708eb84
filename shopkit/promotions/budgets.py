"""Carts in the order of payment: an offer whose budget is used up no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopkit.apportion import Ints
from shopkit.promotions.carts import Carts
from shopkit.promotions.engine import CHUNK, Counted, Outcome, Which, first, joined
from shopkit.promotions.model import Offer


@dataclass(frozen=True, slots=True)
class InOrder:
    """Carts in the order of payment, until budgets are used up.

    Attributes:
        offers: what held.
        outcome: what the carts come to.
        used_up: by place among the offers, the cart with which its budget was used up; −1 where
            there was none to begin with. Offers that still hold at the end are not in it.
    """

    offers: tuple[Offer, ...]
    outcome: Outcome
    used_up: dict[int, int]


def priced_in_order(
    carts: Carts, offers: Sequence[Offer], which: Which = "best", chunk: int = CHUNK
) -> InOrder:
    """Return what carts come to, one after the other, while budgets last.

    The cart that reaches or exceeds a budget still gets the whole offer; those after it get none.

    Args:
        carts: in the order in which they were paid.
        offers: what holds until its budget is used up.
        which: the combination every buyer takes: the best for him, or the worst for the shop.
        chunk: how many carts are counted at once.

    Raises:
        PlanError: More combinations than can be gone through.
    """
    left, at = _Left(offers), 0
    parts: list[Outcome] = []
    while at < len(carts) or not parts:
        some = carts.rows(slice(at, at + chunk))
        found = Counted(some, offers, left.used_up).outcome(which)
        kept = left.spend(found, at)
        parts.append(first(found, kept))
        at += kept or 1
    return InOrder(tuple(offers), joined(parts), left.used_up)


@dataclass(slots=True)
class _Budget:
    """An end of an offer: what may come off altogether, or how many carts may use it."""

    n: int
    most: int
    uses: bool
    spent: int = 0

    def after(self, found: Outcome) -> Ints:
        """Return what is spent after each cart."""
        each = found.used[:, self.n] if self.uses else found.off_fen[:, self.n]
        return self.spent + np.cumsum(each, dtype=np.int64)


class _Left:
    """What is left of the budgets."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.budgets = [one for n, offer in enumerate(offers) for one in _budgets(n, offer)]
        self.used_up = {one.n: -1 for one in self.budgets if not one.most}

    def spend(self, found: Outcome, at: int) -> int:
        """Return how many carts can be kept, up to the first that uses a budget up."""
        kept = len(found.paid_fen)
        last = [(one, one.after(found)) for one in self.budgets if one.n not in self.used_up]
        for one, sums in last:  # sums never fall
            kept = min(kept, int(np.searchsorted(sums, one.most)) + 1)
        for one, sums in last:
            one.spent = int(sums[kept - 1]) if kept else one.spent
            if one.spent >= one.most:
                self.used_up[one.n] = at + kept - 1
        return kept


def _budgets(n: int, offer: Offer) -> list[_Budget]:
    ends = ((offer.budget_fen, False), (offer.budget_uses, True))
    return [_Budget(n, most, uses) for most, uses in ends if most is not None]
