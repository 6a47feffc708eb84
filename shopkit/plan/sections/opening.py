"""What is done of the opening of the shop: steps, documents, first tasks."""

from __future__ import annotations

from datetime import date

from shopkit.plan.sections.values import Name, Section


class OpeningItem(Section):
    """A step, document or task of the opening: done or not, and until when it is valid."""

    item: Name
    done: bool = False
    valid_until: date | None = None


class Opening(Section):
    """How far the opening of the shop has come."""

    items: tuple[OpeningItem, ...] = ()
