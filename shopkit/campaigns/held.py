"""The campaigns of a plan that can be counted with: their days on sale, their products."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shopkit.almanac import agenda_problems
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.campaigns import Campaign

PRICED = frozenset({"presale", "burst", "encore"})  # phases in which the price is lower


@dataclass(frozen=True, slots=True)
class Held:
    """A campaign whose days are possible.

    Attributes:
        at: its place in the plan's list.
        campaign: as the plan has it.
        sale: spans on which goods are sold at its price, by first day.
    """

    at: int
    campaign: Campaign
    sale: tuple[Period, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.campaign.name

    @property
    def first(self) -> date:
        """The first day on sale."""
        return self.sale[0].start

    @property
    def last(self) -> date:
        """The last day on sale."""
        return max(span.end for span in self.sale)

    def meets(self, other: Held) -> list[Period]:
        """Return the spans on which both are on sale, in order and apart from each other."""
        both = (
            (max(one.start, two.start), min(one.end, two.end))
            for one in self.sale
            for two in other.sale
        )
        return merged(Period(first, last) for first, last in both if first <= last)

    def shares(self, other: Held) -> tuple[str, ...] | None:
        """Return the products it has in common with another; empty is all, `None` none.

        A campaign without products is of the whole shop.
        """
        mine, theirs = self.campaign.products, other.campaign.products
        if not mine or not theirs:
            return mine or theirs
        return tuple(item for item in mine if item in theirs) or None


def held(plan: Plan) -> tuple[Held, ...]:
    """Return the campaigns of a plan whose days are possible, by first day on sale.

    Where a campaign has phases, only presale, burst and encore are sold at its price; without any
    of these all its days are.
    """
    wrong = {problem.place for problem in agenda_problems(plan)}
    found = (
        Held(at, one, _sale(one, f"campaigns.{at}", wrong))
        for at, one in enumerate(plan.campaigns)
        if f"campaigns.{at}" not in wrong
    )
    return tuple(sorted(found, key=lambda one: (one.first, one.at)))


def _sale(campaign: Campaign, place: str, wrong: set[str]) -> tuple[Period, ...]:
    spans = (
        Period(one.starts, one.ends)
        for n, one in enumerate(campaign.phases)
        if one.phase in PRICED and f"{place}.phases.{n}" not in wrong
    )
    return tuple(sorted(spans)) or (Period(campaign.starts, campaign.ends),)


def merged(spans: Iterable[Period]) -> list[Period]:
    """Return the same days as spans in order, none of which meets another.

    Example:
        >>> said = ("2026-01-01..2026-01-05", "2026-01-03..2026-01-04")
        >>> days = [Period.parse(one) for one in said]
        >>> [str(one) for one in merged(days)]
        ['2026-01-01..2026-01-05']
    """
    found: list[Period] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Period(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
