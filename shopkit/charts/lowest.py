"""Where the words at the lowest point of a line stand, so that nothing runs through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from shopkit.charts.fit import text_width

Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]  # px: left, right, top, bottom; the point lies at height 0
HALF = 8.0  # px from the middle of a line of words to its edge
TURNED = 0.34  # of the chart: words this near an edge are turned inwards
BELOW = (18.0, 22.0)
AWAY = (*(-16.0 - 4 * n for n in range(15)), 28.0, 34.0, 40.0, 46.0, 52.0)
NAMES = ((False, False), (True, False), (True, True))  # right, under its line
NAME_AT, NAME_DY = 4.0, {False: -8.0, True: 9.0}
STEPS = 40  # heights looked at along a stretch of a line


@dataclass(frozen=True)
class Place:
    """Where words stand.

    Attributes:
        align: how those of the point are set.
        dy: px from the point down to their middle.
        right, under: where the level is named: at its right, below its line.
    """

    align: Align
    dy: float
    right: bool = False
    under: bool = False


@dataclass(frozen=True)
class Scene:
    """What is drawn around a point, heights in the unit of the axis.

    Attributes:
        line: the line, one height a moment, evenly spaced.
        at: which moment is the point.
        others: further lines, as `line`.
        level: a level that is named, with its name; None without.
        across: px of the chart.
        unit: px of one unit of the axis.
        size: px of a letter.
    """

    line: Sequence[float]
    at: int
    others: Sequence[Sequence[float]]
    level: tuple[float, str] | None
    across: float
    unit: float
    size: float

    def heights(self, line: Sequence[float], low: float, high: float) -> tuple[float, float]:
        """Return the highest and lowest px of a line between two px of the chart."""
        moments = np.linspace(0, self.across, len(line))
        seen = np.interp(np.linspace(low, high, STEPS), moments, line)
        down = (self.line[self.at] - seen) * self.unit
        return float(down.min()), float(down.max())

    def crossed(self, box: Box, lines: Sequence[Sequence[float]]) -> bool:
        """Tell whether a line runs through a box."""
        left, right, top, bottom = box
        spans = (self.heights(line, max(left, 0), min(right, self.across)) for line in lines)
        return any(high < bottom and low > top for high, low in spans)


def place(scene: Scene, said: str) -> Place:
    """Return where the words of a point stand: below it where there is room, else further away.

    Args:
        scene: what is drawn around the point.
        said: the words.
    """
    share = scene.at / max(len(scene.line) - 1, 1)
    align: Align = "left" if share < TURNED else "right" if share > 1 - TURNED else "center"
    made = (Place(align, dy, *name) for dy, name in product((*BELOW, *AWAY), _names(scene)))
    return next((one for one in made if free(scene, said, one)), Place(align, BELOW[0]))


def free(scene: Scene, said: str, one: Place) -> bool:
    """Tell whether nothing runs through the words of the point, and through those of the level."""
    box = _box(scene, said, one)
    flat = [] if scene.level is None else [[scene.level[0]] * 2]
    if scene.crossed(box, [scene.line, *scene.others, [0.0, 0.0], *flat]):
        return False
    name = _name_box(scene, one)
    return name is None or not (_meet(box, name) or scene.crossed(name, [scene.line]))


def _names(scene: Scene) -> Iterator[tuple[bool, bool]]:
    yield from NAMES if scene.level else NAMES[:1]


def _box(scene: Scene, said: str, one: Place) -> Box:
    x = scene.across * scene.at / max(len(scene.line) - 1, 1)
    wide = text_width(said, scene.size) * 1.08  # bold
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[one.align]
    return left, left + wide, one.dy - HALF, one.dy + HALF


def _name_box(scene: Scene, one: Place) -> Box | None:
    if scene.level is None:
        return None
    at, said = scene.level
    y = (scene.line[scene.at] - at) * scene.unit + NAME_DY[one.under]
    wide = text_width(said, scene.size)
    left = scene.across - NAME_AT - wide if one.right else NAME_AT
    return left, left + wide, y - HALF, y + HALF


def _meet(one: Box, other: Box) -> bool:
    beside = one[1] <= other[0] or other[1] <= one[0]
    return not beside and one[2] < other[3] and other[2] < one[3]
