"""Reading `shop.yaml`: the plan, or every problem in it with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from shopkit.errors import PlanError
from shopkit.i18n import Lang
from shopkit.plan.document import LARGEST_BYTES, PLAN_FILE, shared_document, text_of
from shopkit.plan.model import Plan
from shopkit.plan.problems import refused


def load_plan(folder: Path) -> Plan:
    """Return the plan in a shop folder.

    Raises:
        PlanError: There is none, or it has problems; all of them are named, each with its line.
    """
    path = folder / PLAN_FILE
    return plan_of(path, text_of(path))


def plan_of(path: Path, said: str) -> Plan:
    """Return the plan a text says; `path` only names it in messages.

    Raises:
        PlanError: It has problems; all of them are named, each with its line.
    """
    document = shared_document(path, said)  # opening a shop asks for its plan more than once
    try:
        return Plan.model_validate(document.value)
    except ValidationError as error:
        raise refused(path, document, error) from None


def language_said(folder: Path) -> Lang | None:
    """Return the language of a plan, whatever else is wrong with it; None if it has none."""
    path = folder / PLAN_FILE
    try:
        document = shared_document(path, text_of(path))
    except PlanError:
        return _language_written(path)
    shop = document.value.get("shop") if isinstance(document.value, dict) else None
    said = shop.get("lang", "zh") if isinstance(shop, dict) else None
    return next((lang for lang in get_args(Lang) if lang == said), None)


def _language_written(path: Path) -> Lang | None:
    """Return the language a text names that is no plan, in whatever coding it is."""
    try:
        with path.open("rb") as file:
            said = file.read(LARGEST_BYTES).decode("ascii", "replace")
    except OSError:
        return None
    found = re.search(r"^\s+lang:\s*[\"']?(\w+)", said, re.MULTILINE)
    return next((lang for lang in get_args(Lang) if found and lang == found[1]), None)
