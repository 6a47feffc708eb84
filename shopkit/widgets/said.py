"""Sentences a notebook shows as Markdown, with whatever a shop is called made harmless."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SIGNS = "\\`*_[]<>#|$"


@dataclass(frozen=True)
class Said:
    """A sentence, or a few, as Markdown."""

    markdown: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/markdown": self.markdown, "text/plain": self.markdown}


class Unsaid(Said):
    """A sentence where a picture would be; a report leaves it out, with the words before it."""

    def _repr_mimebundle_(self, **_: object) -> Any:  # noqa: ANN401 - data and metadata
        data = {"text/markdown": self.markdown, "text/plain": self.markdown}
        return data, {"shopkit": "unsaid"}


def plain(said: str) -> str:
    r"""Return text in which the signs of Markdown and HTML do nothing.

    Example:
        >>> print(plain("<b> 1*2"))
        \<b\> 1\*2
    """
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in said)
