"""The sheet of notes a template carries, and how it is known again when the file comes back."""

from __future__ import annotations

from shopkit.i18n import LANGS, Lang, text


def notes_title(lang: Lang) -> str:
    """Return what the first cell of a sheet of notes says."""
    return said("notes", lang)


def is_notes(first: str) -> bool:
    """Tell by its first cell whether a sheet holds the notes of a template."""
    return first in (notes_title(lang) for lang in LANGS)


def said(key: str, lang: Lang) -> str:
    """Return a text of the notes."""
    return text(f"exports.notes.{key}", lang)
