"""The long lists of a plan as tables: which they are, and which header is which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from shopkit.exports.named import LISTS_AT
from shopkit.i18n import Lang
from shopkit.plan.fields import PlanField, entries_of, plan_fields
from shopkit.plan.sections.market import Competitor
from shopkit.plan.sections.products import Product
from shopkit.plan.sections.values import Role


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of the plan that may stand in a file.

    Attributes:
        template: what its template is called.
        section: its place in the plan.
        model: what an entry is.
        key: the field no entry can do without, by which entries are told apart.
        examples: field → how it is written.
    """

    template: str
    section: str
    model: type[BaseModel]
    key: str
    examples: Mapping[str, str]

    @property
    def place(self) -> tuple[str, str]:
        """Return section and key of the plan that name its files."""
        return LISTS_AT[self.template]

    @property
    def fields(self) -> dict[str, PlanField]:
        """Return its fields by key, in the order of the plan."""
        keys = [key for key, _ in entries_of(self.model)]
        return {key: plan_fields()[f"{self.section}.{key}"] for key in keys}

    @property
    def headers(self) -> dict[str, str]:
        """Return field by each header it goes by: the key and its titles."""
        named = {key: (key, *field.title.values()) for key, field in self.fields.items()}
        return {header: key for key, headers in named.items() for header in headers}

    def kinds_of(self, key: str) -> frozenset[object]:
        """Return the plain types and words a field may hold; `tuple` marks a list."""
        return frozenset(_plain(self.model.model_fields[key].annotation))


@cache
def list_kinds() -> Mapping[str, ListKind]:
    """Return the lists by the names of their templates."""
    product = {"item_id": "680000000001", "price_cny": "128", "listed_on": "2026-03-01"}
    rival = {"price_cny": "119", "units_30_days": "860", "rating": "4.8", "as_of": "2026-10-01"}
    kinds = (
        ListKind("products_list", "products", Product, "item_id", product),
        ListKind("competitors", "competitors", Competitor, "name", rival),
    )
    return {kind.template: kind for kind in kinds}


def header_titles(kind: ListKind, lang: Lang) -> list[str]:
    """Return the headers of a template of a list, in a language."""
    return [field.title[lang] for field in kind.fields.values()]


def is_text(kind: ListKind, key: str) -> bool:
    """Tell whether a field holds words or numbers to be kept as they are written."""
    return str in kind.kinds_of(key)


def example(kind: ListKind, key: str, lang: Lang) -> str:
    """Return how a field is written."""
    if bool in kind.kinds_of(key):
        return {"zh": "是", "en": "yes"}[lang]
    words = [word for word in get_args(Role) if word in kind.kinds_of(key)]
    return " / ".join(words) or kind.examples.get(key, "")


def _plain(annotation: Any) -> set[object]:  # noqa: ANN401 - a type of any shape
    if isinstance(annotation, type) and annotation in (str, int, float, bool, date):
        return {annotation}
    found = {tuple} if getattr(annotation, "__origin__", None) is tuple else set()
    if isinstance(annotation, str):
        return {annotation}
    return found.union(*(_plain(part) for part in get_args(annotation)))
