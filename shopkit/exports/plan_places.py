"""The values of a plan that stand in list files, each with its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shopkit.exports.list_rows import rows_of
from shopkit.exports.lists import list_kinds
from shopkit.exports.named import names_at
from shopkit.plan import load_plan


def placed(folder: Path, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield place, path and value of everything in list files at or below a path of the plan.

    The path of an entry of a file names it: `products[item_id=607].role`.

    Raises:
        PlanError: The plan has problems, or a file cannot be read.
    """
    plan = load_plan(folder)
    for kind in list_kinds().values():
        if path and not path.startswith(kind.section):
            continue
        for name in dict.fromkeys(names_at(plan, kind.place)):
            for row in rows_of(folder, name, kind, ()):
                for field, value in row.values.items():
                    full = f"{kind.section}[{kind.key}={row.values.get(kind.key)}].{field}"
                    if not path or f"{full}.".startswith((f"{path}.", f"{path}[")):
                        yield row.place(field), full, value
