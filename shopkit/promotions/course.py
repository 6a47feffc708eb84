"""The offers in the order in which they apply, and which of them leave a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from shopkit.errors import PlanError, Problem
from shopkit.promotions.marks import Mark, marks_of
from shopkit.promotions.model import Offer

GroupName: TypeAlias = str | int


@dataclass(frozen=True)
class Course:
    """Offers in the order in which they apply; all numbers are places in `offers`.

    Attributes:
        offers: as they were given.
        groups: the groups of offers on lines as their turn comes: see `line_turns`.
    """

    offers: tuple[Offer, ...]
    groups: tuple[GroupName, ...]

    @cached_property
    def sorted(self) -> tuple[int, ...]:
        """Return all offers as they apply."""
        return tuple(sorted(range(len(self.offers)), key=lambda n: self.offers[n].turn))

    @cached_property
    def line_groups(self) -> tuple[tuple[int, ...], ...]:
        """Return the groups of offers on lines."""
        groups: dict[GroupName, list[int]] = {group: [] for group in self.groups}
        for n in self.sorted:
            if self.offers[n].level == "line":
                groups[self.offers[n].group].append(n)
        return tuple(tuple(group) for group in groups.values() if group)

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """Return the offers on carts and besides the price, gifts too."""
        return tuple(n for n in self.sorted if self.offers[n].level != "line")

    @cached_property
    def priced(self) -> tuple[int, ...]:
        """Return the turns that change what is paid."""
        return tuple(n for n in self.turns if not self.offers[n].gives)

    @cached_property
    def last_turns(self) -> frozenset[int]:
        """Return the offers after which no other of their group has its turn."""
        return frozenset({self.offers[n].group: n for n in self.priced}.values())

    @cached_property
    def shared(self) -> frozenset[GroupName]:
        """Return the groups in which one shuts out another."""
        groups = [self.offers[n].group for n in (*self.priced, *self._claimed_lines)]
        return frozenset(group for group in groups if groups.count(group) > 1)

    @cached_property
    def across(self) -> frozenset[GroupName]:
        """Return the groups with offers on lines and others besides: used ones shut these out."""
        return frozenset(self.groups) & {self.offers[n].group for n in self.turns}

    @cached_property
    def marks(self) -> Mapping[int, Mark]:
        """Return the mark of each offer whose use may differ between combinations."""
        differ = self._claimed_lines or self.across
        lines = [n for group in self.line_groups for n in group] if differ else []
        return marks_of(sorted((*self.priced, *lines), key=lambda n: self.offers[n].position))

    @cached_property
    def _claimed_lines(self) -> tuple[int, ...]:
        lines = (n for group in self.line_groups for n in group)
        return tuple(n for n in lines if self.offers[n].claimed)

    def claimed_of(self, group: Sequence[int]) -> list[int]:
        """Return the members of a group of offers on lines that the buyer may leave."""
        return [n for n in group if self.offers[n].claimed]


def line_turns(offers: Sequence[Offer]) -> tuple[GroupName, ...]:
    """Return the groups of offers on lines in order: each at the turn of its first member.

    Those that hold for no cart count too, so that a cart never depends on the others.
    """
    lines = (one for one in sorted(offers, key=lambda one: one.turn) if one.level == "line")
    return tuple(dict.fromkeys(one.group for one in lines))


def too_many(course: Course) -> PlanError:
    """Return the error of offers that can be combined in more ways than can be gone through."""
    free = [offer.name for offer in course.offers if offer.claimed]
    return PlanError(Problem("promotions_many", "promotions", None, {"count": len(free)}))
