"""Column heads of pictures that are tables: in lines where they fit, else running downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopkit.charts.fit import cut, text_width, wrap
from shopkit.charts.look import SMALL

LINES = 3  # a head may have
LINE = 14
LONGEST = 124.0  # px of a head that runs downwards


@dataclass(frozen=True)
class Heads:
    """The heads of some columns.

    Attributes:
        lines: of each head.
        axis: how the axis shows them.
        height: px they take above the table.
    """

    lines: list[list[str]]
    axis: dict[str, Any]
    height: float


def heads(names: Sequence[str], room: float, longest: float = LONGEST) -> Heads:
    """Return the heads of columns that are so many px wide.

    Args:
        names: one a column.
        room: px of a column.
        longest: px of a head that runs downwards; more is cut.

    Example:
        >>> heads(["客服主管", "美工"], 30).lines
        [['客服', '主管'], ['', '美工']]
        >>> heads(["Customer service"], 30).axis["labelAngle"]
        90
    """
    broken = [wrap(str(name), SMALL, room) for name in names]
    fits = all(text_width(line, SMALL) <= room for lines in broken for line in lines)
    shared: dict[str, Any] = {"orient": "top", "labelFontSize": SMALL, "labelOverlap": False}
    if fits and all(len(lines) <= LINES for lines in broken):
        most = max(map(len, broken), default=1)
        flat: dict[str, Any] = {
            "labelAngle": 0,
            "labelAlign": "center",
            "labelBaseline": "alphabetic",
        }
        flat |= {"labelLineHeight": LINE, "labelPadding": (most - 1) * LINE + 5}
        level = [[""] * (most - len(lines)) + lines for lines in broken]
        return Heads(level, {**shared, **flat}, most * LINE + 6)
    cuts = [cut(str(name), SMALL, longest) for name in names]
    tall = max(text_width(name, SMALL) for name in cuts)
    down = {"labelAngle": 90, "labelAlign": "right", "labelBaseline": "middle"}
    return Heads([[name] for name in cuts], {**shared, **down}, tall + 8)
