"""The tables a plan names: they stand in the shop folder, in `exports/` or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shopkit.exports.template import COSTS

if TYPE_CHECKING:
    from shopkit.plan import Plan

Place = tuple[str, str]  # section and key of the plan that names files
KINDS: dict[Place, str] = {
    ("costs", "products"): COSTS,
    ("lists", "market"): "offers",
    ("lists", "keywords"): "keywords",
}
OF_PLAN: tuple[Place, ...] = (("lists", "products"), ("lists", "competitors"))  # entries of it


def names_at(plan: Plan, place: Place) -> tuple[str, ...]:
    """Return the files a plan names at a place, as it spells them."""
    section, key = place
    names: tuple[str, ...] = getattr(getattr(plan, section), key)
    return names


def table_names(plan: Plan) -> list[str]:
    """Return every table a plan names, as it spells them."""
    return [name for place in KINDS for name in names_at(plan, place)]


def named_tables(folder: Path, plan: Plan) -> dict[str, str]:
    """Return the kind of each table a plan names, by its path however that is spelled."""
    top = folder.resolve()
    said = [(name, kind) for place, kind in KINDS.items() for name in names_at(plan, place)]
    paths = [(folder / name).resolve().relative_to(top).as_posix() for name, _ in said]
    kinds: dict[str, str] = {}
    for path, (_, kind) in zip(paths, said, strict=True):
        kinds.setdefault(path, kind)
    return kinds


def cost_names(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Return the cost tables a plan names, each once however it is spelled, by their path."""
    return tuple(name for name, kind in named_tables(folder, plan).items() if kind == COSTS)
