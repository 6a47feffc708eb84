"""The best and the worst legal combination of each cart: a walk down the tree of choices.

A node is a way of having chosen so far, with all carts for which it is possible; what came before a
choice is counted once for everything after it. Where an offer has no effect, using it or not are
the same, so only the carts on which it has one go both ways.

An automatic offer cannot be left. Where another of its group may still have its turn, leaving it is
tried all the same, and the cart *waits* for that group: a combination that ends waiting is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from shopkit.apportion import Flags, Ints
from shopkit.promotions.amounts import (
    cart_off,
    free_delivery,
    line_left,
    others_part,
    split_rows,
)
from shopkit.promotions.chunk import View
from shopkit.promotions.course import Course, GroupName
from shopkit.promotions.marks import marked, unmarked


@dataclass(frozen=True, slots=True)
class Node:
    """Carts after some choices.

    Attributes:
        rows: which carts, in order.
        amounts: L × m, what lines cost now, fen.
        items: L × m, what they cost after the offers on lines, fen.
        freight: m, what delivery costs now, fen.
        others: m, what others than the shop bear of the goods, fen.
        used: words × m, marks of the offers that took effect.
        waits: m, whether an automatic offer was left and nothing of its group used yet.
        taken: the groups of which one was used.
    """

    rows: Ints
    amounts: Ints
    items: Ints
    freight: Ints
    others: Ints
    used: Ints
    waits: dict[GroupName, Flags] = field(default_factory=dict)
    taken: frozenset[GroupName] = frozenset()

    def only(self, flags: Flags) -> Node:
        """Return the carts that are flagged."""
        if flags.all():
            return self
        return Node(
            self.rows[flags],
            self.amounts[:, flags],
            self.items[:, flags],
            self.freight[flags],
            self.others[flags],
            self.used[:, flags],
            {group: waits[flags] for group, waits in self.waits.items()},
            self.taken,
        )


class Walk:
    """A walk over the combinations of some carts."""

    def __init__(self, course: Course, seen: list[View]) -> None:
        """Keep the offers and what they see."""
        self.course, self.seen = course, seen

    def leaves(self, amounts: Ints, freight: Ints) -> Iterator[Node]:
        """Yield every legal way to the end with the carts for which it is one.

        Args:
            amounts: L × n, what lines cost at first.
            freight: n, what delivery costs.
        """
        none = np.zeros(len(freight), np.int64)
        used = unmarked(self.course.marks, len(freight))
        start = Node(np.arange(len(freight)), amounts, amounts, freight, none, used)
        for node in self._lines(start, 0):
            yield from self._carts(replace(node, items=node.amounts), 0)

    def _lines(self, node: Node, at: int) -> Iterator[Node]:
        """Yield the ways through the groups of offers on lines from one on."""
        if at == len(self.course.line_groups):
            yield node
            return
        group = self.course.line_groups[at]
        claimed = self.course.claimed_of(group)
        always = [n for n in group if n not in claimed]
        free = [n for n in claimed if self.course.offers[n].group not in node.taken]
        for some in self._apart(node, self._after_lines(node, always), group[0]):
            yield from self._lines(some, at + 1)
        for n in free:
            members = [one for one in group if one == n or one in always]
            who = self._winners(node, members)[1]
            effect = (who == members.index(n)).any(axis=0)
            if effect.any():
                some = self._after_lines(node.only(effect), members)
                taken = some.taken | {self.course.offers[n].group}
                yield from self._lines(replace(some, taken=taken), at + 1)

    def _apart(self, before: Node, after: Node, n: int) -> Iterator[Node]:
        """Yield carts apart where an offer on lines shuts out others of its group."""
        name = self.course.offers[n].group
        took: Flags = np.logical_or.reduce(after.amounts < before.amounts)
        if name not in self.course.across or not took.any():
            yield after
            return
        some = after.only(took)
        yield replace(some, taken=some.taken | {name})
        if not took.all():
            yield after.only(~took)

    def _winners(self, node: Node, members: list[int]) -> tuple[Ints, Ints]:
        """Return L × m, what lines cost after a group of offers, and whose price that is."""
        return line_winners(self.course, self.seen, node.amounts, node.rows, members)

    def _after_lines(self, node: Node, members: list[int]) -> Node:
        amounts, who = self._winners(node, members)
        off = node.amounts - amounts
        used, others = node.used, node.others
        for place, n in enumerate(members):
            mine = (off * (who == place)).sum(axis=0)
            if n in self.course.marks:
                used = marked(used, self.course.marks[n], mine > 0)
            others = others + others_part(self.course.offers[n], mine)
        return replace(node, amounts=amounts, used=used, others=others)

    def _carts(self, node: Node, at: int) -> Iterator[Node]:
        """Yield the ways through the offers on carts and delivery from one on."""
        for place in range(at, len(self.course.priced)):
            n = self.course.priced[place]
            offer = self.course.offers[n]
            if offer.group in node.taken:
                continue
            off, weights = self._off(n, node)
            effect = off > 0
            if offer.group not in self.course.shared and not offer.claimed:
                node = self._after(n, node, off, weights) if effect.any() else node
                continue
            if effect.any():
                some = weights if weights is None else weights[:, effect]
                used = self._after(n, node.only(effect), off[effect], some)
                yield from self._carts(self._without(used, offer.group), place + 1)
            left = self._leaving(n, node, effect)
            if left is None:
                return
            node = left
        yield node

    @staticmethod
    def _without(node: Node, group: GroupName) -> Node:
        """Return a node in which a group has been used: nothing waits for it any more."""
        waits = {one: flags for one, flags in node.waits.items() if one != group}
        return replace(node, waits=waits, taken=node.taken | {group})

    def _leaving(self, n: int, node: Node, effect: Flags) -> Node | None:
        """Return the carts that may leave an offer; none at all is None."""
        offer = self.course.offers[n]
        waits = node.waits.get(offer.group, np.zeros(len(node.rows), bool))
        if not offer.claimed:
            waits = waits | effect
        if n not in self.course.last_turns:
            return replace(node, waits={**node.waits, offer.group: waits})
        if waits.all():
            return None
        return self._without(node.only(~waits), offer.group)

    def _off(self, n: int, node: Node) -> tuple[Ints, Ints | None]:
        offer, view = self.course.offers[n], self.seen[n].rows(node.rows)
        if offer.level == "extra":
            return free_delivery(offer, view, node.amounts, node.items, node.freight), None
        return cart_off(offer, view, node.amounts, node.items)

    def _after(self, n: int, node: Node, off: Ints, weights: Ints | None) -> Node:
        used = marked(node.used, self.course.marks[n], off > 0)
        if weights is None:
            return replace(node, freight=node.freight - off, used=used)
        amounts = node.amounts - split_rows(off, weights)
        others = node.others + others_part(self.course.offers[n], off)
        return replace(node, amounts=amounts, others=others, used=used)


def line_winners(
    course: Course, seen: list[View], amounts: Ints, rows: Ints, members: list[int]
) -> tuple[Ints, Ints]:
    """Return what lines cost after a group of offers, and which member's price that is, −1 none.

    Args:
        course: the offers.
        seen: what they see.
        amounts: L × m, fen, before them.
        rows: m, which carts.
        members: of the group, in their order: of equals the first applies.
    """
    best, who = amounts, np.full(amounts.shape, -1)
    for place, n in enumerate(members):
        left = line_left(course.offers[n], seen[n].rows(rows), amounts)
        lower = left < best
        best, who = np.where(lower, left, best), np.where(lower, place, who)
    return best, who
