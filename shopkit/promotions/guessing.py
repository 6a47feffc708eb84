"""Known names that were probably meant, asked about in words."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from shopkit.i18n import Lang, text


def meant(said: str, known: Iterable[str], lang: Lang) -> str:
    """Return the question whether the most similar known name was meant; empty if none is."""
    close = get_close_matches(said, list(known), 1)
    return text("promotions.meant", lang, name=close[0]) if close else ""
