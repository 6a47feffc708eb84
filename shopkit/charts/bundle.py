"""The one script a page needs to bring its figures to life: Vega, and what draws each figure.

Building it takes seconds, so it is kept in the user's cache folder under the version it was
built with, behind its own hash; a folder that cannot be written to only costs the time again.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from shopkit.charts.picture import SCHEMA, VL_VERSION
from shopkit.errors import OutputError
from shopkit.files import write_whole

# A box that CSS hides is never on screen, so only the drawing of this width is made; on paper
# the static drawing serves as well as a live one. Expressions are interpreted (`ast`), so that the
# page's policy can forbid eval.
DRAW = (
    f"const SCHEMA = '{SCHEMA.format(6)}';"
    + """
const draw = (box) => {
  const spec = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
  const live = document.createElement('div');
  const options = {renderer: 'svg', actions: false, mode: 'vega-lite', ast: true,
    tooltip: {theme: 'light'}};
  vegaEmbed(live, {...spec, $schema: SCHEMA}, options).then(() => {
    const svg = live.querySelector('svg');
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    live.removeAttribute('role');
    box.querySelector('svg').replaceWith(live);
    box.dataset.drawn = 'true';
    box.closest('figure').dataset.drawn = 'true';
  }).catch((error) => console.error(error));
};
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, {rootMargin: '400px'});
for (const box of document.querySelectorAll('figure[data-sk] [data-sk-box]')) seen.observe(box);
"""
)


def cache_folder() -> Path:
    """Return the folder of the user where rebuildable files are kept."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "shopkit"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _kept(path: Path) -> str | None:
    """Return the script kept in a file, or None where there is none or it is not whole."""
    try:
        head, _, script = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return script if head == f"// {_hash(script)}" else None


@cache
def vega_bundle() -> str:
    """Return the script that draws every `figure[data-sk]` of a page, for a module script element.

    A drawing takes the place of the static one only when it is done; its box and its figure then
    carry `data-drawn="true"`.
    """
    import vl_convert

    name = _hash(f"{version('vl-convert-python')} {VL_VERSION} {DRAW}")[:16]
    path = cache_folder() / f"vega-{name}.js"
    script = _kept(path)
    if script is None:
        made = vl_convert.javascript_bundle(DRAW, vl_version=VL_VERSION)
        script = made.replace("</script", "<\\/script").replace("<!--", "<\\!--")
        _keep(path, script)
    return script


def _keep(path: Path, script: str) -> None:
    try:
        write_whole(path, f"// {_hash(script)}\n{script}")
    except OutputError:
        return
