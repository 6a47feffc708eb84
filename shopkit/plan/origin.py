"""Where a value of the plan comes from: a line of `shop.yaml`, a default, a list file, nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from shopkit.errors import PlanError, Problem
from shopkit.plan.changes import steps_of, value_at
from shopkit.plan.document import PLAN_FILE, at_line, document_of, dotted
from shopkit.plan.fields import (
    PlanField,
    entries_of,
    field_path,
    model_at,
    plan_fields,
    sections_of,
)
from shopkit.plan.problems import guess
from shopkit.plan.saving import open_plan
from shopkit.plan.tree import Step

Source = Literal["file", "default", "missing"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A value with where it comes from.

    Attributes:
        steps: where it stands in the plan.
        value: what it is, shares as numbers; `None` is not there.
        source: a line of the file, a default, or nowhere.
        place: `shop.yaml:12`; empty where it is not in the file.
        lists: list files that hold more of it.
        field: what it means.
    """

    steps: tuple[Step, ...]
    value: Any
    source: Source
    place: str
    lists: tuple[str, ...]
    field: PlanField

    @property
    def path(self) -> str:
        """Return the place as it is written: `products.0.role`."""
        return dotted(self.steps)


def origin(folder: Path, path: str) -> Origin:
    """Return a value of a plan and where it comes from.

    Raises:
        PlanError: The plan has problems, or no such place.
    """
    draft = open_plan(folder)
    tree = document_of(folder / PLAN_FILE, draft.text)
    said = _dump(draft.plan)
    steps = steps_of(path, {**tree.value})
    _refuse_unknown(path, steps, said)
    written = value_at(tree.value, steps) is not None
    value = value_at(said, steps)
    if not written and isinstance(value, dict | list | tuple):
        value = None  # a section with nothing but defaults in it
    source: Source = "file" if written else "missing" if value is None else "default"
    place = at_line(Path(PLAN_FILE), tree.line_of(steps)) if written else ""
    lists = getattr(draft.plan.lists, str(steps[0]), ())
    return Origin(steps, value, source, place, lists, plan_fields()[field_path(steps)])


def outline(folder: Path, path: str = "") -> Iterator[Origin]:
    """Yield what a plan, or a part of it, holds, value by value, in the order of the sections.

    Raises:
        PlanError: The plan has problems, or no such place.
    """
    draft = open_plan(folder)
    tree = document_of(folder / PLAN_FILE, draft.text)
    said = _dump(draft.plan)
    steps = steps_of(path, {**tree.value}) if path else ()
    _refuse_unknown(path, steps, said)
    for below in _leaves(value_at(tree.value, steps), steps):
        place = at_line(Path(PLAN_FILE), tree.line_of(below))
        field = plan_fields()[field_path(below)]
        yield Origin(below, value_at(said, below), "file", place, (), field)


def empty_sections(folder: Path) -> list[str]:
    """Return the sections a plan says nothing of yet, in their order."""
    written = open_plan(folder).document
    return [key for key, _ in entries_of(model_at(())) if not written.get(key)]


def _dump(plan: BaseModel) -> Any:  # noqa: ANN401 - the plan as mappings and lists
    return plan.model_dump(by_alias=True, exclude_none=True)


def _leaves(value: object, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the single values below a place; a list of words is one."""
    if isinstance(value, dict) and value:
        order = [key for key, _ in entries_of(model_at(steps)) if key in value]
        for key in [*order, *(key for key in value if key not in order)]:
            yield from _leaves(value[key], (*steps, key))
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        for number, row in enumerate(value):
            yield from _leaves(row, (*steps, number))
    elif value is not None:
        yield steps


def _refuse_unknown(path: str, steps: Sequence[Step], said: object) -> None:
    """Refuse a path no plan can have, or the number of an entry this one has not."""
    section: type[BaseModel] | None = model_at(())
    for depth, step in enumerate(steps):
        here = value_at(said, steps[:depth])
        if isinstance(step, int) and isinstance(here, list | tuple):
            if step >= len(here):
                raise _no_path(path)
        elif section:
            known = [key for key, _ in entries_of(section)]
            if step not in known:
                raise _no_path(path, guess(str(step), known))
            section = sections_of(section).get(str(step))
        elif not (here is None or isinstance(here, Mapping)):
            raise _no_path(path)


def _no_path(path: str, near: str = "") -> PlanError:
    return PlanError(Problem("plan_no_path", path, None, {"guess": near}))
