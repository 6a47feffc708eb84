"""Markdown of a notebook as HTML that asks for nothing and runs nothing.

Raw HTML inside it is shown as typed, pictures from elsewhere become their description, and a
`$` is a dollar sign: formulas would need a font and a script the size of the report.
"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import mistune
from mistune.plugins import import_plugin

DEEPEST = 6


class _Renderer(mistune.HTMLRenderer):
    """mistune's HTML, one heading level down (the page has the h1), with no outside pictures."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:  # noqa: ANN401
        """Return a heading one level below what the notebook says."""
        return super().heading(text, min(level + 1, DEEPEST), **attrs)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return an embedded picture, or only its description when it lies elsewhere."""
        if url.startswith("data:image/"):
            return f'<img src="{escape(url)}" alt="{escape(text)}">'
        return escape(text)

    def table(self, text: str) -> str:
        """Return a table that scrolls by itself where the page is too narrow."""
        return f'<div class="scroll"><table>{text}</table></div>\n'


@cache
def _renderer() -> mistune.Markdown:
    return mistune.Markdown(
        _Renderer(escape=True),
        plugins=[import_plugin("table"), import_plugin("strikethrough")],
    )


def markdown_html(source: str) -> str:
    """Return a markdown text as HTML.

    Example:
        >>> markdown_html("¥5 or $5$, *not* <b>bold</b>").strip()
        '<p>¥5 or $5$, <em>not</em> &lt;b&gt;bold&lt;/b&gt;</p>'
    """
    return str(_renderer()(source))
