"""Many carts under all promotions: what buyers pay at best, what the shop receives at worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from shopkit.apportion import Flags, Ints
from shopkit.promotions.carts import Carts
from shopkit.promotions.chunk import View, views
from shopkit.promotions.course import Course
from shopkit.promotions.model import Offer
from shopkit.promotions.replay import Replay, others_by_line
from shopkit.promotions.walk import Node, Walk

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
    """
    course = Course(tuple(offers))
    starts = range(0, max(len(carts), 1), chunk)
    parts = [_priced(carts.rows(slice(start, start + chunk)), course) for start in starts]
    best, worst = zip(*parts, strict=True)
    return Priced(course.offers, joined(best), joined(worst))


def joined(parts: Sequence[Outcome]) -> Outcome:
    """Return outcomes of some carts after those of others as one."""
    names = [field.name for field in fields(Outcome)]
    return Outcome(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _priced(carts: Carts, course: Course) -> tuple[Outcome, Outcome]:
    seen = views(carts, course.offers)
    best, worst = chosen(carts, course, seen)
    return outcome(carts, course, seen, best), outcome(carts, course, seen, worst)


def chosen(carts: Carts, course: Course, seen: list[View]) -> tuple[Ints, Ints]:
    """Return the best and the worst combination of each cart, as bits of the offers used."""
    amounts = np.ascontiguousarray(carts.goods_fen.T)
    best, worst = _Least(len(carts)), _Least(len(carts))
    for leaf in Walk(course, seen).leaves(amounts, carts.freight_fen):
        count = np.bitwise_count(leaf.used)
        paid = leaf.amounts.sum(axis=0) + leaf.freight
        best.see(leaf, paid, count)
        worst.see(leaf, paid + leaf.others, count)
    return best.used, worst.used


class _Least:
    """The combination of least amount of each cart so far."""

    def __init__(self, carts: int) -> None:
        self.amount = np.full(carts, np.iinfo(np.int64).max)
        self.count, self.used = np.zeros(carts, np.uint8), np.zeros(carts, np.int64)

    def see(self, leaf: Node, amount: Ints, count: Ints) -> None:
        rows = leaf.rows
        fewer = count < self.count[rows]
        same_count = (count == self.count[rows]) & (leaf.used > self.used[rows])
        same = (amount == self.amount[rows]) & (fewer | same_count)
        better = (amount < self.amount[rows]) | same
        at = rows[better]
        self.amount[at], self.count[at] = amount[better], count[better]
        self.used[at] = leaf.used[better]


def outcome(carts: Carts, course: Course, seen: list[View], used: Ints) -> Outcome:
    """Return what carts come to under a combination each, given as bits of the offers used."""
    paid = np.ascontiguousarray(carts.goods_fen.T)
    shape = (len(carts), len(course.offers))
    off, given, flags = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    freight, deposit = carts.freight_fen, np.zeros(len(carts), np.int64)
    receipt = paid
    for turn in Replay(course, seen, used).turns(paid, freight):
        off[:, turn.n], given[:, turn.n], flags[:, turn.n] = turn.off, turn.gifts, turn.used
        paid = paid - turn.lines
        receipt = receipt - turn.lines + others_by_line(course, turn)
        freight, deposit = freight - turn.freight, deposit + turn.deposit
    return Outcome(flags, off, paid.T, receipt.T, freight, deposit, given)
