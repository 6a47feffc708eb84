"""Findings of this topic in words, and how its plan fields are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shopkit.findings import Finding, Severity, with_texts
from shopkit.i18n import Lang, listed
from shopkit.plan.fields import plan_fields


def note(code: str, place: str, lang: Lang, **said: object) -> Finding:
    """Return a warning whose texts stand under its code."""
    found = Finding(code=code, severity=Severity.WARNING, place=place)
    return with_texts(found, f"positioning.finding.{code}", lang, said)


def hint(code: str, place: str, lang: Lang, **said: object) -> Finding:
    """Return a note whose texts stand under its code."""
    return replace(note(code, place, lang, **said), severity=Severity.NOTE)


def titles(paths: Iterable[str], lang: Lang) -> str:
    """Return the names of plan fields as a list in words."""
    return listed([plan_fields()[path].title[lang] for path in paths], lang)
