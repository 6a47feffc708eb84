"""Many carts under all promotions: what buyers pay at best, what the shop receives at worst."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np

from shopkit.apportion import Flags, Ints
from shopkit.promotions.carts import Carts
from shopkit.promotions.chunk import view
from shopkit.promotions.course import Course, line_turns, too_many
from shopkit.promotions.marks import counts, earlier, unmarked
from shopkit.promotions.model import Offer
from shopkit.promotions.replay import Replay, Turn, others_by_line
from shopkit.promotions.walk import Node, Walk

Which = Literal["best", "worst"]
MOST_WAYS = 5_000  # combinations of a chunk; twelve coupons that all go together make 4,096
CHUNK = 8192  # carts counted at once: what they need stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Outcome:
    """Carts under one combination each; n carts, L lines, P offers, all amounts in fen.

    Attributes:
        used: n × P, the offers that took effect.
        off_fen: n × P, what each took off, delivery included.
        line_paid_fen: n × L, what the buyer pays for each line.
        line_receipt_fen: n × L, that and what others than the shop bear.
        freight_fen: n, what the buyer pays for delivery.
        deposit_fen: n, of what is paid, the part that is paid first.
        gift_units: n × P, units each gift gives.
    """

    used: Flags
    off_fen: Ints
    line_paid_fen: Ints
    line_receipt_fen: Ints
    freight_fen: Ints
    deposit_fen: Ints
    gift_units: Ints

    @property
    def paid_fen(self) -> Ints:
        """Return n, what the buyer pays, delivery included (到手价)."""
        found: Ints = self.line_paid_fen.sum(axis=1) + self.freight_fen
        return found

    @property
    def receipt_fen(self) -> Ints:
        """Return n, what the shop receives: paid, and what others bear of the goods."""
        found: Ints = self.line_receipt_fen.sum(axis=1) + self.freight_fen
        return found


_ARRAYS = [field.name for field in fields(Outcome)]


@dataclass(frozen=True, slots=True)
class Priced:
    """What the offers make of carts: the best for the buyer, the worst for the shop."""

    offers: tuple[Offer, ...]
    best: Outcome
    worst: Outcome


def priced(carts: Carts, offers: Sequence[Offer], chunk: int = CHUNK) -> Priced:
    """Return the best combination for the buyer and the worst for the shop of every cart.

    Best is the least total paid, worst the least receipt; of equals the one that uses fewer
    offers, then the one whose offers stand earlier in the plan.

    Args:
        carts: the carts.
        offers: what holds; budgets are not counted: see `priced_in_order`.
        chunk: how many carts are counted at once; bounds the memory.

    Raises:
        PlanError: More combinations than can be gone through.
    """
    starts = range(0, max(len(carts), 1), chunk)
    parts = [Counted(carts.rows(slice(at, at + chunk)), offers) for at in starts]
    best, worst = zip(
        *((part.outcome("best"), part.outcome("worst")) for part in parts), strict=True
    )
    return Priced(tuple(offers), joined(best), joined(worst))


def joined(parts: Sequence[Outcome]) -> Outcome:
    """Return outcomes of some carts after those of others as one."""
    return Outcome(*(np.concatenate([getattr(part, name) for part in parts]) for name in _ARRAYS))


def first(found: Outcome, count: int) -> Outcome:
    """Return the outcome of the first carts of some."""
    return Outcome(*(getattr(found, name)[:count] for name in _ARRAYS))


class Counted:
    """Some carts with the best and the worst combination of each."""

    def __init__(
        self, carts: Carts, offers: Sequence[Offer], without: Collection[int] = ()
    ) -> None:
        """Find both combinations of each cart; offers at the places `without` do not hold.

        Raises:
            PlanError: More combinations than can be gone through.
        """
        seen = [view(carts, offer) for offer in offers]
        self.live = [n for n, one in enumerate(seen) if n not in without and one.there.any()]
        self.carts, self.width = carts, len(offers)
        self.course = Course(tuple(offers[n] for n in self.live), line_turns(offers))
        self.seen = [seen[n] for n in self.live]
        self.used = self._chosen()

    def turns(self, which: Which) -> Iterator[Turn]:
        """Yield what each live offer does under one of the combinations."""
        start = np.ascontiguousarray(self.carts.goods_fen.T)
        replay = Replay(self.course, self.seen, self.used[which])
        return replay.turns(start, self.carts.freight_fen)

    def outcome(self, which: Which) -> Outcome:
        """Return what the carts come to under one of the combinations."""
        shape = (len(self.carts), self.width)
        off, given = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        used = np.zeros(shape, bool)
        paid = np.ascontiguousarray(self.carts.goods_fen.T)
        receipt, freight = paid, self.carts.freight_fen
        deposit = np.zeros_like(freight)
        for turn in self.turns(which):
            n = self.live[turn.n]
            off[:, n], given[:, n], used[:, n] = turn.off, turn.gifts, turn.used
            paid = paid - turn.lines
            receipt = receipt - turn.lines + others_by_line(self.course, turn)
            freight, deposit = freight - turn.freight, deposit + turn.deposit
        return Outcome(used, off, paid.T, receipt.T, freight, deposit, given)

    def _chosen(self) -> dict[Which, Ints]:
        amounts = np.ascontiguousarray(self.carts.goods_fen.T)
        best, worst = (_Least(self.course, len(self.carts)) for _ in range(2))
        leaves = Walk(self.course, self.seen).leaves(amounts, self.carts.freight_fen)
        for ways, leaf in enumerate(leaves):
            if ways == MOST_WAYS:
                raise too_many(self.course)
            count = counts(leaf.used)
            paid = leaf.amounts.sum(axis=0) + leaf.freight
            best.see(leaf, paid, count)
            worst.see(leaf, paid + leaf.others, count)
        return {"best": best.used, "worst": worst.used}


class _Least:
    """The combination of least amount of each cart so far."""

    def __init__(self, course: Course, carts: int) -> None:
        self.amount = np.full(carts, np.iinfo(np.int64).max)
        self.count, self.used = np.zeros(carts, np.int64), unmarked(course.marks, carts)

    def see(self, leaf: Node, amount: Ints, count: Ints) -> None:
        rows = leaf.rows
        fewer = count < self.count[rows]
        first = (count == self.count[rows]) & earlier(leaf.used, self.used[:, rows])
        better = amount < self.amount[rows]
        better |= (amount == self.amount[rows]) & (fewer | first)
        at = rows[better]
        self.amount[at], self.count[at] = amount[better], count[better]
        self.used[:, at] = leaf.used[:, better]
