"""Pictures on paper: PNG for a chat, PDF for a printer, with the font of the screen."""

from __future__ import annotations

import re
from typing import Any, Literal

from shopkit.charts import fonts
from shopkit.charts.picture import SCHEMA, VL_VERSION, Spec

Paper = Literal["png", "pdf"]
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SCALE = 3.0  # pixels for each of the screen's: sharp on A4


def printed(spec: Spec, paper: Paper) -> bytes:
    """Return a spec drawn as a PNG or a PDF of one page.

    Args:
        spec: of a picture.
        paper: the kind of file.
    """
    import vl_convert

    fonts.register()
    newest = {**_drawable(spec), "$schema": SCHEMA.format(6)}
    if paper == "png":
        return bytes(vl_convert.vegalite_to_png(newest, vl_version=VL_VERSION, scale=SCALE))
    return bytes(vl_convert.vegalite_to_pdf(newest, vl_version=VL_VERSION))


def _drawable(value: Any) -> Any:  # noqa: ANN401 - whatever a spec holds
    """Return a part of a spec without characters of names that would end the whole program."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, dict):
        return {key: _drawable(one) for key, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, list) else value
