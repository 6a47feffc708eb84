"""One picture as the figure of a page: headings as text, a drawing for each width, the spec.

The drawings are there before any script runs and stay if none does; the script of
`shopkit.charts.bundle` puts a live one with tooltips in their place.
"""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from typing import Any

from shopkit.charts.bundle import vega_bundle
from shopkit.charts.look import LIGHT, WIDTH
from shopkit.charts.picture import PICTURE, fluid, svg_of

__all__ = ["FIGURE_CSS", "figure_html", "vega_bundle"]

BOXES = {"half": "only-wide", "phone": "only-phone"}  # drawing = CSS class that shows it
FIGURE_CSS = f"""
figure[data-sk]{{margin:0;break-inside:avoid}}
figure[data-sk] h3{{font-size:16px;line-height:1.4;margin:0 0 2px}}
figure[data-sk] .s{{font-size:12.5px;color:{LIGHT.muted};margin:0 0 8px;line-height:1.45}}
figure[data-sk] svg{{display:block;width:100%;height:auto}}
figure[data-sk] .vega-embed{{display:block;padding:0}}
figure[data-sk] .so{{margin:8px 0 0;font-size:14px;border-left:3px solid {LIGHT.highlight};
padding-left:10px}}
.only-phone{{display:none!important}}
@media(max-width:640px),print{{
.only-wide{{display:none!important}}.only-phone{{display:block!important}}}}
@media print{{figure .only-phone{{max-width:{WIDTH["phone"]}px}}}}
"""


def inert_json(value: object) -> str:
    r"""Return JSON that cannot end the script element it stands in.

    Example:
        >>> inert_json("</script>")
        '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


@lru_cache(maxsize=64)
def _drawn(spec: str, alt_text: str) -> str:
    return fluid(svg_of(json.loads(spec), alt_text))


def _box(picture: dict[str, Any], size: str) -> str:
    """Return one drawing with its spec, in the element CSS shows or hides."""
    spec, alt_text = picture[size], picture["alt"]
    svg = _drawn(json.dumps(spec, ensure_ascii=False), alt_text)
    name = escape(alt_text, quote=True)
    return (
        f'<div class="{BOXES[size]}" data-sk-box role="img" aria-label="{name}">{svg}'
        f'<script type="application/json">{inert_json(spec)}</script></div>'
    )


def figure_html(kept: dict[str, Any]) -> str:
    """Return the `<figure>` of a picture, from what a notebook keeps of it.

    Args:
        kept: the JSON under the picture's own mime type, or all of the output that holds it.
    """
    picture = kept.get(PICTURE, kept)
    small = " · ".join(escape(picture[name]) for name in ("subtitle", "source") if picture[name])
    boxes = "".join(_box(picture, size) for size in BOXES)
    so = f'<p class="so">{escape(picture["so"])}</p>' if picture["so"] else ""
    return (
        f'<figure data-sk><h3>{escape(picture["title"])}</h3><p class="s">{small}</p>'
        f"{boxes}{so}</figure>"
    )
