"""What is wrong with a plan, in the words of its fields: line, path, value, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shopkit.errors import PlanError, Problem
from shopkit.i18n import LANGS, Lang, text
from shopkit.plan.document import dotted, place
from shopkit.plan.fields import field_path, keys_at, meaning, plan_fields
from shopkit.plan.tree import Node

LONGEST_SHOWN = 60
LIMITS = ("ge", "le", "max_length")
HINTS = {  # by pydantic's kinds of error
    ("float_parsing", "float_type", "value_error"): "number",
    ("int_parsing", "int_type", "int_from_float", "int_parsing_size"): "whole",
    ("greater_than_equal",): "least",
    ("less_than_equal",): "most",
    ("string_too_long", "too_long"): "short",
    ("string_type",): "words",
    ("tuple_type", "list_type"): "list",
    ("model_type", "dict_type"): "section",
}


def guess(said: str, known: Iterable[str]) -> str:
    """Return ` (name?)` with the known name most like what was said; empty if none is."""
    close = get_close_matches(said, list(known), 1)
    return f" ({close[0]}?)" if close else ""


def refused(path: Path, document: Node, error: ValidationError) -> PlanError:
    """Return every problem of a plan as one error, each with its line."""
    return PlanError([_problem(place(path, document, e["loc"]), e) for e in error.errors()])


def refused_fields(error: ValidationError) -> PlanError:
    """Return every problem of values that stand in no file yet; the place is the field's path."""
    problems = (_problem(dotted(item["loc"]), item) for item in error.errors())
    return PlanError([_titled(problem) for problem in problems])


def _titled(problem: Problem) -> Problem:
    """Return a problem whose remedy begins with the title of the field."""
    if "meaning" not in problem.values:
        return problem
    steps = tuple(int(s) if s.isdecimal() else s for s in problem.place.split("."))
    field, meant = plan_fields()[field_path(steps)], meaning(steps)
    meant = {
        "zh": f"「{field.title['zh']}」：{meant['zh']}",
        "en": f"“{field.title['en']}”: {meant['en']}",
    }
    return replace(problem, values={**problem.values, "meaning": meant})


def _problem(where: str, item: ErrorDetails) -> Problem:
    steps = item["loc"]
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
        ends = {name: f"{end:.15g}" for name, end in item["ctx"].items()}
        return Problem("plan_backwards", where, None, ends)
    found = str(item["input"])[:LONGEST_SHOWN]
    if item["type"] == "share_or_percent":
        ways = {"percent": f"{found}%", "share": f"{item['input'] / 100:g}"}
        return Problem("plan_share", where, found, {**values, **ways})
    return Problem("plan_value", where, found, {**values, "hint": _hint(item)})


def _hint(item: ErrorDetails) -> dict[Lang, str]:
    """Return how a value of this kind is written; empty where the field's own help says it."""
    known = next((said for kinds, said in HINTS.items() if item["type"] in kinds), None)
    if known is None:
        return dict.fromkeys(LANGS, "")
    said = {name: _limit(held) for name, held in item.get("ctx", {}).items() if name in LIMITS}
    return {lang: text(f"plan.hint.{known}", lang, **said) for lang in LANGS}


def _limit(held: object) -> str:
    """Return a limit as it is written: a number without a tail of zeros, a day as it is."""
    return f"{held:.15g}" if isinstance(held, int | float) else str(held)
