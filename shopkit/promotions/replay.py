"""Chosen combinations again, step by step: what each offer takes off which line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from shopkit.apportion import Flags, Ints
from shopkit.promotions.amounts import (
    cart_off,
    free_delivery,
    gifts,
    others_part,
    split_rows,
)
from shopkit.promotions.chunk import View
from shopkit.promotions.course import Course, GroupName
from shopkit.promotions.marks import has
from shopkit.promotions.walk import line_winners


@dataclass(frozen=True, slots=True)
class Turn:
    """What one offer did to the carts.

    Attributes:
        n: which offer.
        lines: L × m, what came off each line, fen.
        freight: m, what came off delivery, fen.
        deposit: m, deposit to be paid first, fen.
        gifts: m, units given.
    """

    n: int
    lines: Ints
    freight: Ints
    deposit: Ints
    gifts: Ints

    @property
    def off(self) -> Ints:
        """Return m, what came off in all, fen."""
        found: Ints = self.lines.sum(axis=0) + self.freight
        return found

    @property
    def used(self) -> Flags:
        """Return m, whether it took effect."""
        return (self.off > 0) | (self.gifts > 0)


class Replay:
    """The offers over some carts, each cart under its own combination."""

    def __init__(self, course: Course, seen: list[View], used: Ints) -> None:
        """Keep the offers, what they see, and the marks of those that are used."""
        self.course, self.seen, self.used = course, seen, used
        self._rows = np.arange(used.shape[1])

    def turns(self, amounts: Ints, freight: Ints) -> Iterator[Turn]:
        """Yield what each offer does, in the order in which they apply.

        Args:
            amounts: L × n, what lines cost at first.
            freight: n, what delivery costs.
        """
        for group in self.course.line_groups:
            turns = list(self._on_lines(group, amounts))
            yield from turns
            amounts = amounts - sum(turn.lines for turn in turns)
        yield from self._on_carts(amounts, freight)

    def _on_lines(self, group: tuple[int, ...], amounts: Ints) -> Iterator[Turn]:
        free = self.course.claimed_of(group)
        always = [n for n in group if n not in free]
        left, who = self._winners(amounts, always, group)
        for n in free:
            members = [one for one in group if one == n or one in always]
            named = self._named(n)
            if named.any():
                other, by = self._winners(amounts, members, group)
                left, who = np.where(named, other, left), np.where(named, by, who)
        for place, n in enumerate(group):
            won = who == place
            deposit = self.course.offers[n].benefit.deposit_fen or 0
            units = (self.seen[n].units * won).sum(axis=0)
            none = np.zeros_like(units)
            yield Turn(n, (amounts - left) * won, none, units * deposit, none)

    def _winners(
        self, amounts: Ints, members: list[int], group: tuple[int, ...]
    ) -> tuple[Ints, Ints]:
        """Return what lines cost after some of a group, and by which place in the group."""
        left, who = line_winners(self.course, self.seen, amounts, self._rows, members)
        places = np.array([*(group.index(n) for n in members), -1])
        return left, places[who]

    def _on_carts(self, amounts: Ints, freight: Ints) -> Iterator[Turn]:
        items, given_of = amounts, dict[GroupName, Flags]()
        for n in self.course.turns:
            offer, view = self.course.offers[n], self.seen[n]
            none, lines = np.zeros_like(freight), np.zeros_like(amounts)
            if offer.gives:
                earlier = given_of.get(offer.group, self._shut_out(n))
                given = gifts(offer, view, amounts, items) * ~earlier
                given_of[offer.group] = earlier | (given > 0)
                yield Turn(n, lines, none, none, given)
            elif offer.level == "extra":
                off = free_delivery(offer, view, amounts, items, freight) * self._named(n)
                freight = freight - off
                yield Turn(n, lines, off, none, none)
            else:
                off, weights = cart_off(offer, view, amounts, items)
                lines = split_rows(off * self._named(n), weights)
                amounts = amounts - lines
                yield Turn(n, lines, none, none, none)

    def _named(self, n: int) -> Flags:
        return has(self.used, [self.course.marks[n]])

    def _shut_out(self, n: int) -> Flags:
        """Return for each cart whether one of a gift's group that takes something off is used."""
        group = self.course.offers[n].group
        marks = self.course.marks
        return has(self.used, [marks[n] for n in marks if self.course.offers[n].group == group])


def others_by_line(course: Course, turn: Turn) -> Ints:
    """Return L × m, what others than the shop bear of what an offer takes off the lines, fen."""
    off = turn.lines.sum(axis=0)
    return split_rows(others_part(course.offers[turn.n], off), turn.lines)
