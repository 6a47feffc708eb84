"""What a plan says, in lines for a terminal: value, where it stands, what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shopkit.errors import PlanError
from shopkit.i18n import DASH, Lang, listed, text
from shopkit.plan.changes import steps_of
from shopkit.plan.fields import PlanField, field_path, plan_fields
from shopkit.plan.origin import Origin, empty_sections, origin, outline
from shopkit.plan.schema import unit_of
from shopkit.plan.written import Style, flow


def shown_one(folder: Path, path: str, lang: Lang) -> str:
    """Return a single value with where it comes from and what it is for; empty for a section.

    Raises:
        PlanError: The plan has problems, or no such place.
    """
    if not path:
        return ""
    one = origin(folder, path)
    if isinstance(one.value, dict | list | tuple) and one.source == "file":
        nested = isinstance(one.value, dict) or any(isinstance(row, dict) for row in one.value)
        if nested:
            return ""
    named = text("plan.show.title", lang, title=one.field.title[lang], path=one.path)
    lines = [
        named,
        f"{_value(one, lang)}　({_where(one, lang)})",
        text("plan.show.help", lang, help=one.field.help[lang]),
    ]
    if one.lists:
        lines.append(text("plan.show.lists", lang, files=listed(list(one.lists), lang)))
    return "\n".join(lines)


def shown(
    folder: Path, path: str, lang: Lang, in_lists: Sequence[tuple[str, str, Any]] = ()
) -> tuple[list[str], list[list[str]], str]:
    """Return heads and rows of every value below a path, and what the plan does not say yet.

    Args:
        folder: the shop.
        path: a part of the plan; empty for all of it.
        lang: the reader's language.
        in_lists: place, path and value of what stands in list files below the path.

    Raises:
        PlanError: The plan has problems, or no such place.
    """
    rows = [
        [_where(one, lang), one.path, one.field.title[lang], _value(one, lang)]
        for one in _own(folder, path, in_lists)
        if path or not _fingerprint(one)
    ]
    for place, full, value in in_lists:
        field = plan_fields()[field_path(steps_of(full, {}))]
        rows.append([place, full, field.title[lang], _with_unit(value, field, lang)])
    titles = [] if path else [plan_fields()[name].title[lang] for name in empty_sections(folder)]
    after = text("plan.show.empty", lang, sections=listed(titles, lang)) if titles else ""
    return text("plan.show.heads", lang).split("|"), rows, after


def _fingerprint(one: Origin) -> bool:
    """Tell whether a value is what a decision remembers of its inputs: nothing a person reads."""
    return one.steps[0] == "decisions" and "inputs" in one.steps


def _own(folder: Path, path: str, in_lists: Sequence[object]) -> list[Origin]:
    """Return what `shop.yaml` itself says; what only a list file has is no unknown path."""
    try:
        return list(outline(folder, path))
    except PlanError:
        if in_lists:
            return []
        raise


def _where(one: Origin, lang: Lang) -> str:
    return one.place or text(f"plan.origin.{one.source}", lang)


def _value(one: Origin, lang: Lang) -> str:
    return DASH if one.value is None else _with_unit(one.value, one.field, lang)


def _with_unit(value: object, field: PlanField, lang: Lang) -> str:
    unit = unit_of(field, lang) if field.unit not in {"", "ratio"} else ""
    return f"{_said(value)} {unit}".rstrip()


def _said(value: Any) -> str:  # noqa: ANN401 - any value of a plan
    return value if isinstance(value, str) else flow(_listed(value), Style())


def _listed(value: Any) -> Any:  # noqa: ANN401 - any value of a plan
    return [_listed(row) for row in value] if isinstance(value, tuple) else value
