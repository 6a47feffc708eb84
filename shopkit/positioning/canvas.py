"""The positioning canvas: three positionings, four outputs, three steps, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from shopkit.findings import Finding
from shopkit.i18n import Lang, text
from shopkit.positioning.wording import hint, titles

if TYPE_CHECKING:
    from shopkit.plan import Plan

_P = "positioning."
# what each part of the canvas is made of: fields of the plan
POSITIONINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "product_market": (f"{_P}category", f"{_P}product_types"),
        "price": (f"{_P}price_from_cny", f"{_P}price_to_cny"),
        "customer": (f"{_P}audience", "customers.segments"),
    }
)
OUTPUTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "product_types": (f"{_P}product_types",),
        "price_range": (f"{_P}price_from_cny", f"{_P}price_to_cny"),
        "demand": (f"{_P}demand",),
        "audience": (f"{_P}audience",),
    }
)
STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "position": (f"{_P}category", f"{_P}capability", f"{_P}demand"),
        "core": (f"{_P}difference", "products.hero"),
        "enrich": (f"{_P}product_types", "assortment.items"),
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the canvas.

    Attributes:
        code: its name, for texts: `positioning.canvas.<code>`.
        said: path of each field it is made of → what the plan says there.
        missing: paths of those that are empty.
    """

    code: str
    said: Mapping[str, Any]
    missing: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether every field of it is filled in."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Canvas:
    """The three positionings, the four outputs and the three steps, each with what is missing."""

    positionings: tuple[Part, ...]
    outputs: tuple[Part, ...]
    steps: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part of it."""
        return (*self.positionings, *self.outputs, *self.steps)

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the fields that are empty, each once."""
        return tuple(dict.fromkeys(path for part in self.parts for path in part.missing))

    @property
    def next_step(self) -> Part | None:
        """The first of the three steps that is not done; None where all are."""
        return next((part for part in self.steps if not part.done), None)


def canvas(plan: Plan) -> Canvas:
    """Return the positioning canvas of a plan."""
    made = [
        tuple(_part(plan, code, paths) for code, paths in parts.items())
        for parts in (POSITIONINGS, OUTPUTS, STEPS)
    ]
    return Canvas(*made)


def _part(plan: Plan, code: str, paths: tuple[str, ...]) -> Part:
    said = {path: _said(plan, path) for path in paths}
    return Part(code, said, tuple(path for path, value in said.items() if value in (None, ())))


def _said(plan: Plan, path: str) -> Any:  # noqa: ANN401 - a value of any field
    if path == "products.hero":
        return tuple(one.name or one.item_id for one in plan.products if one.hero)
    return reduce(getattr, path.split("."), plan)


def canvas_findings(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield what the next of the three steps lacks."""
    step = canvas(plan).next_step
    if step is not None:
        said = {"step": text(f"positioning.canvas.{step.code}", lang)}
        said |= {"fields": titles(step.missing, lang)}
        yield hint("canvas_step", "positioning", lang, **said)
