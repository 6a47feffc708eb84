"""What every page shares: templates that escape, texts, small drawings, and the policy.

A page is one file that asks the network for nothing. Its policy names each script by its hash,
so that text which found its way into the page can never run.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from shopkit.i18n import Lang, text

FOLDER = "resources/templates/reports"
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 148.0, 36.0, 4.0
# A number with what belongs to it: its sign, its ¥, its unit
_NUMBER = re.compile(
    r"[▲▼]?\s?[+−]?¥?\d[\d,.:–−-]*"
    r"(?:\s?(?:个百分点|%|pp\b|万|亿|[KMB]\b|月(?:\d+日)?|日|天|人|元|款|家|笔|件|年|期))?"
)


_EMPTY = Markup('<svg viewBox="0 0 148 36" aria-hidden="true"></svg>')
_LINE = Markup('<polyline points="{}" vector-effect="non-scaling-stroke"/>')
_SPARK = Markup(
    '<svg viewBox="0 0 148 36" preserveAspectRatio="none" aria-hidden="true" fill="none" '
    'stroke="#1F4E79" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round">{}'
    '<path d="M{} {}h0" stroke-width="6" vector-effect="non-scaling-stroke"/></svg>'
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("shopkit", FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(nb=unbroken, spark=spark)
    return environment


def render(template: str, lang: Lang, scripts: Sequence[str], **values: Any) -> str:  # noqa: ANN401
    """Return a page: a template filled in, every value escaped, with its policy."""
    page = _environment().get_template(template)
    return page.render(
        t=partial(_text, lang),
        lang=lang,
        policy=policy(scripts),
        scripts=[Markup(script) for script in scripts],  # ours, named by hash
        **values,
    )


def _text(lang: Lang, key: str, **values: object) -> str:
    return text(key if key.startswith("reports.") else f"reports.{key}", lang, **values)


@cache
def source(name: str) -> Markup:
    """Return a style sheet or script as it stands beside the templates."""
    loader = _environment().loader
    assert loader is not None
    return Markup(loader.get_source(_environment(), name)[0])


def policy(scripts: Iterable[str]) -> str:
    """Return the content security policy of a page with exactly these inline scripts."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    rules = {
        "default-src": "'none'",
        "script-src": hashes or "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {said}" for name, said in rules.items())


@cache
def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def as_json(value: object) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        said = said.replace(char, f"\\u{ord(char):04x}")
    return Markup(said)  # no character left that means anything in HTML


def unbroken(said: str) -> Markup:
    """Return escaped text whose numbers stay on one line with their sign and unit.

    Example:
        >>> unbroken("<b> ¥82.2万")
        Markup('&lt;b&gt;<span class="nb"> ¥82.2万</span>')
    """
    done, at = Markup(), 0
    for match in _NUMBER.finditer(said):
        done += escape(said[at : match.start()])
        done += Markup('<span class="nb">{}</span>').format(match[0])
        at = match.end()
    return done + escape(said[at:])


def spark(values: Sequence[float | None]) -> Markup:
    """Return a small line of up to a dozen values, broken where one is unknown."""
    known = [value for value in values if value is not None]
    if not known:
        return _EMPTY
    points = list(_points(values, min(known), max(known)))
    lines = Markup().join(_LINE.format(" ".join(run)) for run in _runs(points))
    x, y = next(point for point in reversed(points) if point).split(",")
    return _SPARK.format(lines, x, y)


def _points(values: Sequence[float | None], low: float, high: float) -> Iterable[str | None]:
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / max(len(values) - 1, 1)
    room = SPARK_HEIGHT - 2 * SPARK_MARGIN
    for n, value in enumerate(values):
        if value is None:
            yield None
            continue
        share = (value - low) / (high - low) if high > low else 0.5
        yield f"{SPARK_MARGIN + n * step:.1f},{SPARK_MARGIN + (1 - share) * room:.1f}"


def _runs(points: Iterable[str | None]) -> Iterable[list[str]]:
    run: list[str] = []
    for point in [*points, None]:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []
