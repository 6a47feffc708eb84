"""The fields of the plan as data: title, help and unit of each, in both languages.

`resources/fields.csv` holds a row for every field of every section; forms, messages, documents
and the editor's schema all read it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shopkit.i18n import Lang


@dataclass(frozen=True, slots=True)
class PlanField:
    """What is known of one field.

    Attributes:
        path: where it stands, without numbers of list entries: `competitors.price_cny`.
        unit: CNY, ratio, days, units …; empty for words.
        title: short name by language.
        help: what it holds and how it is written, by language.
    """

    path: str
    unit: str
    title: Mapping[Lang, str]
    help: Mapping[Lang, str]


@cache
def plan_fields() -> Mapping[str, PlanField]:
    """Return every field of the plan by its path, in the order of the sections."""
    source = files("shopkit") / "resources" / "fields.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["path"]: _field(row) for row in rows})


def meaning(steps: Sequence[int | str]) -> dict[Lang, str]:
    """Return what the deepest known field on a path holds, in both languages."""
    return dict(plan_fields()[field_path(steps)].help)


def field_path(steps: Sequence[int | str]) -> str:
    """Return the path of the deepest field a place in a plan belongs to; `plan` above all.

    Example:
        >>> field_path(("files", 0, "kind")), field_path(("costs", "fixed", 2)), field_path(("x",))
        ('files.kind', 'costs.fixed', 'plan')
    """
    names = [step for step in steps if isinstance(step, str)]
    paths = (".".join(names[:count]) for count in range(len(names), 0, -1))
    return next((path for path in paths if path in plan_fields()), "plan")


def keys_at(steps: Sequence[int | str]) -> list[str]:
    """Return the keys that may stand at a place of a plan, in alphabetical order."""
    return sorted(key for key, _ in entries_of(model_at(steps)))


def model_at(steps: Sequence[int | str]) -> type[BaseModel]:
    """Return the section a place in a plan belongs to."""
    from shopkit.plan.model import Plan

    model: type[BaseModel] = Plan
    for step in steps:
        below = sections_of(model).get(str(step))
        model = below or model
    return model


def entries_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield each entry of a section under the name the file gives it."""
    return ((info.alias or name, info) for name, info in model.model_fields.items())


@cache
def sections_of(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """Return the sections inside a section, lists of them too, by their keys."""
    found = ((key, section_in(info.annotation)) for key, info in entries_of(model))
    return MappingProxyType({key: below for key, below in found if below})


def section_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type of any shape
    """Return the section a type holds, inside tuples and unions too; None for plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (section_in(part) for part in get_args(annotation))
    return next((section for section in found if section), None)


def _field(row: Mapping[str, str]) -> PlanField:
    title: dict[Lang, str] = {"zh": row["title_zh"], "en": row["title_en"]}
    help_: dict[Lang, str] = {"zh": row["help_zh"], "en": row["help_en"]}
    return PlanField(row["path"], row["unit"], title, help_)
