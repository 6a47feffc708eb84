"""The bundled Chinese font, so that text is measured and drawn alike on every machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files


@cache
def register() -> None:
    """Make the bundled font known to the SVG renderer of this process, once."""
    import vl_convert

    with as_file(files("shopkit") / "resources" / "fonts") as folder:
        vl_convert.register_font_directory(str(folder.resolve()))
