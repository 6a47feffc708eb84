"""What a plan says, in lines for a terminal: value, where it stands, what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shopkit.i18n import DASH, Lang, listed, text
from shopkit.plan.fields import plan_fields
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


def shown(folder: Path, path: str, lang: Lang) -> tuple[list[str], list[list[str]], str]:
    """Return heads and rows of every value below a path, and what the plan does not say yet.

    Raises:
        PlanError: The plan has problems, or no such place.
    """
    rows = [
        [_where(one, lang), one.path, one.field.title[lang], _value(one, lang)]
        for one in outline(folder, path)
    ]
    titles = [] if path else [plan_fields()[name].title[lang] for name in empty_sections(folder)]
    after = text("plan.show.empty", lang, sections=listed(titles, lang)) if titles else ""
    return text("plan.show.heads", lang).split("|"), rows, after


def _where(one: Origin, lang: Lang) -> str:
    return one.place or text(f"plan.origin.{one.source}", lang)


def _value(one: Origin, lang: Lang) -> str:
    if one.value is None:
        return DASH
    unit = unit_of(one.field, lang) if one.field.unit not in {"", "ratio"} else ""
    return f"{_said(one.value)} {unit}".rstrip()


def _said(value: Any) -> str:  # noqa: ANN401 - any value of a plan
    return value if isinstance(value, str) else flow(_listed(value), Style())


def _listed(value: Any) -> Any:  # noqa: ANN401 - any value of a plan
    return [_listed(row) for row in value] if isinstance(value, tuple) else value
