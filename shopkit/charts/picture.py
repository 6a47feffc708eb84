"""One picture in all its forms: a spec for the browser, an SVG for everyone else, words for all.

The spec says version 5, the newest JupyterLab draws; nothing in it differs in version 6, which
renders the SVG and the pages of a report.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from shopkit.charts import fonts
from shopkit.charts.look import Look
from shopkit.charts.typed import typed
from shopkit.i18n import Lang, Words

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

VEGALITE = "application/vnd.vegalite.v5+json"
SVG = "image/svg+xml"
PICTURE = "application/vnd.shopkit.picture+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v{}.json"
VL_VERSION = "6.4"
DIGITS = 6  # significant; the last ones differ between processors
PX_DIGITS = 2  # decimals of a place in an SVG: finer than an eye can tell
PLACES = re.compile(r'\s(?:d|transform|[xy][12]?|width|height)="[^"]*"')
LONG = re.compile(rf"-?\d+\.\d{{{PX_DIGITS + 1},}}(?![\de])")

Spec = dict[str, Any]
Json = Any  # a value of any depth


def rounded(node: Json) -> Json:
    """Return a JSON value with every float at 6 significant digits, and unknown as null.

    Example:
        >>> rounded({"a": [0.1 + 0.2, -0.0, float("nan"), 7]})
        {'a': [0.3, 0.0, None, 7]}
    """
    if isinstance(node, dict):
        return {str(name): rounded(value) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [rounded(value) for value in node]
    if isinstance(node, float):
        return float(f"{node:.{DIGITS}g}") + 0.0 if math.isfinite(node) else None
    return node


def spec_of(draw: Callable[[], alt.TopLevelMixin]) -> Spec:
    """Return the spec of the chart a function makes, the same on every run.

    Altair checks every object it makes against its schema; the tests do that once for each chart,
    so a reader need not wait for it.
    """
    from altair.utils import schemapi

    with schemapi.debug_mode(False):
        spec: Spec = rounded(draw().to_dict(validate=False))
    return {**spec, "$schema": SCHEMA.format(5)}


def _rounded(place: re.Match[str]) -> str:
    return LONG.sub(lambda px: f"{round(float(px[0]), PX_DIGITS) + 0.0:g}", place[0])


def svg_of(spec: Spec, alt_text: str) -> str:
    """Return a spec drawn as an SVG picture that is named by its alt text."""
    import vl_convert

    fonts.register()
    drawn = vl_convert.vegalite_to_svg({**spec, "$schema": SCHEMA.format(6)}, vl_version=VL_VERSION)
    head, rest = PLACES.sub(_rounded, drawn).split(">", 1)
    return f'{head} role="img" aria-label={quoteattr(alt_text)}>{rest}'


def fluid(svg: str) -> str:
    """Return the SVG without a size of its own, so that it fills the column it stands in."""
    head, rest = svg.split(">", 1)
    return re.sub(r'\s(?:width|height)="[^"]*"', "", head) + ">" + rest


@dataclass(frozen=True)
class Picture:
    """A chart with its words, shown in a notebook as spec and as SVG.

    Attributes:
        draw: makes the chart for a look.
        words: title, subtitle, source, alt text, what follows.
        lang: language of the words.
        table: the numbers behind it, columns named by the dictionary, texts in `lang`; a report's
            workbook shows them. None where there is nothing but the picture.
    """

    draw: Callable[[Look], alt.TopLevelMixin]
    words: Words
    lang: Lang
    table: pd.DataFrame | None = None

    def spec(self, look: Look) -> Spec:
        """Return the Vega-Lite spec for a look."""
        return spec_of(lambda: self.draw(replace(look, lang=self.lang)))

    def svg(self, look: Look) -> str:
        """Return the SVG for a look."""
        return svg_of(self.spec(look), self.words.alt)

    def bundle(self) -> dict[str, Any]:
        """Return everything a notebook keeps of the picture, by mime type."""
        wide = self.spec(Look(self.lang))
        words = self.words
        kept = {name: getattr(words, name) for name in ("title", "subtitle", "source", "alt", "so")}
        narrow = {
            size: self.spec(Look(self.lang, size, framed=False)) for size in ("half", "phone")
        }
        behind = {} if self.table is None else {"table": typed(self.table)}
        return {
            VEGALITE: wide,
            SVG: svg_of(wide, words.alt),
            "text/plain": words.alt,
            PICTURE: {**kept, **narrow, **behind},
        }

    def _ipython_display_(self) -> None:
        """Show the picture and below it what follows from it."""
        from IPython.display import display

        meta = {VEGALITE: {"embed_options": {"actions": False, "renderer": "svg"}}}
        display(self.bundle(), raw=True, metadata=meta)  # type: ignore[no-untyped-call]
        if self.words.so:
            said = {"text/markdown": self.words.so, "text/plain": self.words.so}
            display(said, raw=True, metadata={"shopkit": "so"})  # type: ignore[no-untyped-call]
