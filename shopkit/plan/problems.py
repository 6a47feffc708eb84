"""What is wrong with a plan, in the words of its fields: line, path, value, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shopkit.errors import PlanError, Problem
from shopkit.plan.document import place
from shopkit.plan.fields import keys_at, meaning
from shopkit.plan.tree import Node

LONGEST_SHOWN = 60


def guess(said: str, known: Iterable[str]) -> str:
    """Return ` (name?)` with the known name most like what was said; empty if none is."""
    close = get_close_matches(said, list(known), 1)
    return f" ({close[0]}?)" if close else ""


def refused(path: Path, document: Node, error: ValidationError) -> PlanError:
    """Return every problem of a plan as one error."""
    return PlanError([_problem(path, document, item) for item in error.errors()])


def _problem(path: Path, document: Node, item: ErrorDetails) -> Problem:
    steps = item["loc"]
    where = place(path, document, steps)
    if steps == ("schema",):
        return Problem("plan_schema", where)
    if item["type"] == "extra_forbidden":
        known = keys_at(steps[:-1])
        said = {"known": ", ".join(known), "guess": guess(str(steps[-1]), known)}
        return Problem("plan_unknown_key", where, None, said)
    values = {"meaning": meaning(steps)}
    if item["type"] == "missing":
        return Problem("plan_missing", where, None, values)
    if item["type"] == "backwards":
        return Problem("plan_backwards", where, None, item["ctx"])
    found = str(item["input"])[:LONGEST_SHOWN]
    if item["type"] == "share_or_percent":
        ways = {"percent": f"{found}%", "share": f"{item['input'] / 100:g}"}
        return Problem("plan_share", where, found, {**values, **ways})
    return Problem("plan_value", where, found, values)
