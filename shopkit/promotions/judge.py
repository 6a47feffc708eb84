"""What the checks of promotions look at, and how a point they make becomes a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, listed
from shopkit.plan import PLAN_FILE
from shopkit.plan.document import document_of, dotted, place, text_of
from shopkit.plan.fields import plan_fields
from shopkit.promotions.carts import Carts
from shopkit.promotions.model import Offer, fen, offers

if TYPE_CHECKING:
    from shopkit.plan import Plan
    from shopkit.plan.sections.promotions import Promotion


@dataclass(frozen=True, slots=True)
class Point:
    """Something wrong with a promotion.

    Attributes:
        code: its texts stand under `promotions.finding` by this name.
        position: which promotion; `None` is all of them.
        at: the field it is about; empty is the promotion.
        severity: how much it matters.
        values: what its texts need to know.
    """

    code: str
    position: int | None
    at: str = ""
    severity: Severity = Severity.WARNING
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Bench:
    """What is judged.

    Attributes:
        plan: with its promotions and products.
        lang: of the reader.
        carts: past carts; `None` is none are known.
    """

    plan: Plan
    lang: Lang
    carts: Carts | None = None

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Return the promotions compiled."""
        return offers(self.plan)

    @property
    def pairs(self) -> Iterable[tuple[Promotion, Offer]]:
        """Return each promotion as it is said and compiled."""
        return zip(self.plan.promotions, self.offers, strict=True)

    @cached_property
    def prices(self) -> dict[str, tuple[str | None, int | None]]:
        """Return category and price in fen of every product of the plan."""
        shop = self.plan.shop.category
        return {
            one.item_id: (one.category or shop, fen(one.price_cny)) for one in self.plan.products
        }

    def scoped(self, offer: Offer) -> dict[str, int | None]:
        """Return the products of the plan an offer is about, with their prices in fen."""
        return self._scopes[offer.position]

    @cached_property
    def _scopes(self) -> list[dict[str, int | None]]:
        return [
            {
                item: price
                for item, (category, price) in self.prices.items()
                if offer.scope.holds(item, None, category)
            }
            for offer in self.offers
        ]

    def named(self, position: int) -> str:
        """Return how a promotion is called in a text."""
        return self.quoted(self.plan.promotions[position].name)

    def titles(self, names: Iterable[str]) -> str:
        """Return fields of a promotion as forms name them: 「减多少」."""
        titles = [plan_fields()[f"promotions.{name}"].title[self.lang] for name in names]
        return listed([self.quoted(one) for one in titles], self.lang)

    def quoted(self, name: str) -> str:
        """Return a name in the quotes of the language."""
        return f"「{name}」" if self.lang == "zh" else f"“{name}”"

    def item(self, item: str) -> str:
        """Return what a product is called."""
        named = {one.item_id: one.name for one in self.plan.products}
        return self.quoted(named.get(item) or item)


def yuan(amount: int) -> str:
    """Return an amount of fen in yuan, to the fen where it has any.

    Example:
        >>> yuan(1990), yuan(100000), yuan(5)
        ('¥19.90', '¥1,000', '¥0.05')
    """
    return f"¥{amount / 100:,.2f}" if amount % 100 else f"¥{amount // 100:,}"


class Places:
    """Where promotions stand: line of shop.yaml and path, or the path alone."""

    def __init__(self, folder: Path | None) -> None:
        """Read the text once."""
        self.path = folder / PLAN_FILE if folder else None
        self.document = document_of(self.path, text_of(self.path)) if self.path else None

    def of(self, point: Point) -> str:
        """Return where a point is made."""
        path = ("promotions", point.position, point.at)
        steps = [step for step in path if step is not None and step != ""]
        if self.path is None or self.document is None:
            return dotted(steps)
        return place(self.path, self.document, steps)


def finding(point: Point, bench: Bench, places: Places) -> Finding:
    """Return a point in the words of a reader."""
    who = point.position
    said = {"name": "" if who is None else bench.named(who), **point.values}
    found = Finding(
        code=f"promotion_{point.code}",
        severity=point.severity,
        place=places.of(point),
        said="" if who is None else bench.plan.promotions[who].name,
    )
    return with_texts(found, f"promotions.finding.{point.code}", bench.lang, said)
