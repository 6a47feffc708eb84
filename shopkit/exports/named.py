"""The tables a plan names: they stand in the shop folder, in `exports/` or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopkit.plan import Plan

COSTS = "products"
TABLES_AT = {  # kind of file → section and key of the plan that name it
    COSTS: ("costs", "products"),
    "offers": ("lists", "market"),
    "keywords": ("lists", "keywords"),
    "people": ("lists", "people"),
}
LISTS_AT = {  # files that hold entries of the plan itself
    "products_list": ("lists", "products"),
    "competitors": ("lists", "competitors"),
}
NAMED_AT = TABLES_AT | LISTS_AT


def names_at(plan: Plan, place: tuple[str, str]) -> tuple[str, ...]:
    """Return the files a plan names at a place, as it spells them."""
    section, key = place
    names: tuple[str, ...] = getattr(getattr(plan, section), key)
    return names


def table_names(plan: Plan) -> list[str]:
    """Return every table a plan names, as it spells them."""
    return [name for place in TABLES_AT.values() for name in names_at(plan, place)]


def named_tables(folder: Path, plan: Plan) -> dict[str, str]:
    """Return the kind of each table a plan names, by its path however that is spelled."""
    top = folder.resolve()
    kinds: dict[str, str] = {}
    for kind, place in TABLES_AT.items():
        for name in names_at(plan, place):
            kinds.setdefault((folder / name).resolve().relative_to(top).as_posix(), kind)
    return kinds


def cost_names(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Return the cost tables a plan names, each once however it is spelled, by their path."""
    return tuple(name for name, kind in named_tables(folder, plan).items() if kind == COSTS)
