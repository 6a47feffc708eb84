"""Views of shops a test writes itself, and what they show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.widgets.said import Said

HEAD = "schema: 1\nshop: {name: 空店, platform: taobao}\n"


def planned(folder: Path, *parts: str) -> Path:
    """Return the folder of a new shop with these parts in its plan and no files."""
    (folder / "shop.yaml").write_text("".join([HEAD, *parts]), encoding="utf-8")
    return folder


def bundle(made: Picture | Table | Said) -> object:
    """Return what a notebook keeps of something shown."""
    return made.bundle() if isinstance(made, Picture) else made._repr_mimebundle_()


def shown(of: Any, what: str) -> Any:
    """Return what a view shows, drawn or written out."""
    made = getattr(of, what)()
    assert isinstance(made, Picture | Table | Said), what
    assert bundle(made), what
    return made
