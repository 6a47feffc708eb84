"""The policies of source documents as data: `resources/staffing_policies.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def policies() -> dict[str, Any]:
    """Return every policy: tables `bands`, `orders` and `stages` by name."""
    path = files("shopkit") / "resources" / "staffing_policies.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
