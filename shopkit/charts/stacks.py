"""Pieces of pictures whose values stand on each other: their fills, names at the end, a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import LABEL, Look, Option
from shopkit.charts.marks import ROW, SHOWN, amount, note, one, row_axis, rows, says, word

if TYPE_CHECKING:
    import pandas as pd

LINE = 16.0  # px between two lines of a key, and between two names at the end of a stack
SQUARE = LABEL + 4
FLAT: dict[str, Any] = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}


def keys(
    looks: Sequence[tuple[str, ...]], look: Look, left: float = 0, above: float = 8
) -> list[alt.Chart]:
    """Return what fills mean above a chart, in as many lines as it takes.

    Args:
        looks: colour and word of each fill; the colour of its frame where it has one.
        look: language and size.
        left: px the axis takes left of the chart.
        above: px between the chart and the last line.
    """
    lines: list[list[tuple[float, str, tuple[str, ...]]]] = [[]]
    room, at = look.width - left - 12, 0.0
    for colour, said, *edge in looks:
        shown = cut(said, LABEL, room - SQUARE)
        wide = SQUARE + text_width(shown, LABEL) + 14
        if at and at + wide - 14 > room:
            lines.append([])
            at = 0.0
        lines[-1].append((at, shown, (colour, *edge)))
        at += wide
    pieces = []
    for n, line in enumerate(reversed(lines)):
        y = -above - n * LINE
        for x, shown, colours in line:
            for mark, colour in zip("■□", colours, strict=False):
                pieces.append(note(mark, look, x, y, color=colour, baseline="bottom"))
            pieces.append(note(shown, look, x + SQUARE, y, baseline="bottom"))
    return pieces


def fills(names: Sequence[object], look: Look) -> dict[str, str]:
    """Return a colour for each name, in their order; from the ninth on they come again."""
    colours = look.c.categorical
    return {str(name): colours[n % len(colours)] for n, name in enumerate(names)}


def hue(column: str, colours: dict[str, str]) -> alt.Color:
    """Return colour by name, without a legend: names stand beside the fills."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(column, type="nominal", legend=None, scale=scale)


def moments(frame: pd.DataFrame, look: Look, **gaps: float) -> tuple[pd.DataFrame, alt.X]:
    """Return the frame with a column for each moment, and their axis; only some are named.

    Args:
        frame: n (place of the moment), moment_text (lines parted by "|").
        look: language and size.
        gaps: paddings of the band axis.
    """
    first = frame.drop_duplicates("n").sort_values("n")
    step = -(-len(first) // look.pick(13, 9, 6))
    said = [str(each).split("|") for each in first["moment_text"]]
    named = rows(first, [lines if n % step == 0 else [""] for n, lines in enumerate(said)])
    by_place = dict(zip(named["n"], named[ROW], strict=True))
    told = dict(zip(named["n"], [" ".join(lines) for lines in said], strict=True))
    shown = frame.assign(**{ROW: frame["n"].map(by_place), "told": frame["n"].map(told)})
    return shown, row_axis(alt.X, named, gaps, labelLineHeight=15, **FLAT)


def end_names(
    points: Sequence[tuple[float, str]],
    at: alt.X,
    span: tuple[float, float],
    look: Look,
    **more: Option,
) -> list[alt.Chart]:
    """Return names right of the last column, as high as their values and apart from each other.

    Args:
        points: value and name.
        at: the place along x; its column must be in `more`.
        span: least value and height in px of one unit.
        look: language and size.
        more: values of the columns `at` asks for.
    """
    low, unit = span
    pieces: list[alt.Chart] = []
    last = -LINE
    for value, name in sorted(points):
        place = max((value - low) * unit, last + LINE)
        shift = round((value - low) * unit - place, 1)
        last = place
        row = alt.Chart(one(**more, end=value, **{SHOWN: name}))
        said = row.encode(x=at, y=amount(alt.Y, "end"), text=word(SHOWN))
        pieces += says(said, look, align="left", dx=8, dy=shift, halo=False)
    return pieces


def lines_at(
    levels: Sequence[tuple[float, str]], look: Look, *, right: bool = False, under: bool = False
) -> list[alt.Chart]:
    """Return a line across the chart at each level, named above or under it, left or right."""
    pieces: list[alt.Chart] = []
    for level, said in levels:
        row = alt.Chart(one(at=level, **{SHOWN: said}))
        y = amount(alt.Y, "at")
        dash = [5, 3] if said else []
        pieces.append(row.mark_rule(color=look.c.rule, strokeDash=dash).encode(y=y))
        if said:
            at = {"expr": "width-4"} if right else 4
            named = row.encode(x=alt.value(at), y=y, text=word(SHOWN))
            side: dict[str, Any] = {"align": "right" if right else "left", "dy": 9 if under else -8}
            pieces += says(named, look, color=look.c.muted, **side)
    return pieces
