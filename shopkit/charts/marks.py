"""Pieces every chart is put together from: labels, tooltips, axes, colours by role, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import text_width
from shopkit.charts.look import LABEL, Look, finish, money_axis
from shopkit.i18n import Words, text

ROW, SHOWN = "row", "shown"  # columns a chart adds
Option = Any  # what altair takes for a keyword: too many types to name


def chart_of(frame: pd.DataFrame) -> alt.Chart:
    """Return a chart of a frame, its values inlined whatever the reader's settings of altair."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return alt.Chart(alt.InlineData(values=cast("list[dict[str, Any]]", records)))


def layered(*charts: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    """Return charts drawn over each other, the first at the bottom."""
    return cast("alt.LayerChart", alt.layer(*charts))


def tips(**columns: str) -> list[alt.Tooltip]:
    """Return tooltips: column = its heading."""
    return [alt.Tooltip(column, type="nominal", title=head) for column, head in columns.items()]


def label(base: alt.Chart, look: Look, *, halo: bool = True, **mark: Option) -> alt.LayerChart:
    """Return text on a chart, with a paper-coloured halo so that it reads over lines and fills."""
    mark = {"fontSize": look.label, "color": look.c.ink, **mark}
    front = base.mark_text(**mark)
    if not halo:
        return layered(front)
    paper = {"stroke": look.c.paper, "strokeWidth": 4, "strokeJoin": "round"}
    return layered(base.mark_text(**{**mark, "color": look.c.paper, **paper}), front)


def note(said: str, look: Look, x: Option, y: Option, **mark: Option) -> alt.Chart:
    """Return one text at a fixed place in px; the place may be a Vega expression."""
    mark = {"align": "left", "color": look.c.muted, "fontSize": look.label, **mark}
    base = chart_of(pd.DataFrame({SHOWN: [said]})).mark_text(**mark)
    said_at = base.encode(x=alt.value(x), y=alt.value(y), text=alt.Text(SHOWN, type="nominal"))
    return cast("alt.Chart", said_at)


def key(looks: Sequence[tuple[str, str]], look: Look, y: float) -> alt.LayerChart:
    """Return what fills mean, in one line above a chart: pairs of colour and word."""
    at, pieces = 0.0, []
    for colour, said in looks:
        pieces.append(note("■", look, at, y, color=colour, baseline="bottom"))
        pieces.append(note(said, look, at + LABEL + 4, y, baseline="bottom"))
        at += LABEL + 4 + text_width(said, LABEL) + 16
    return layered(*pieces)


def money_y(look: Look, field: str, **axis: Option) -> alt.Y:
    """Return a money axis without title: the unit stands in the subtitle."""
    shown = alt.Axis(title=None, labelExpr=money_axis(look.lang), **axis)
    return alt.Y(field, type="quantitative", axis=shown)


def role(column: str, look: Look, **roles: str) -> alt.Color:
    """Return colour by role, value = role; no legend, because labels say what it is."""
    colours = [getattr(look.c, name) for name in roles.values()]
    scale = alt.Scale(domain=list(roles), range=colours)
    return alt.Color(column, type="nominal", legend=None, scale=scale)


def rows(frame: pd.DataFrame, shown: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return the frame with a name for each row that holds the lines its label shows.

    Labels travel as data, never inside an expression, and two rows may show the same label.
    """
    names = [
        "|".join([str(n), *(line.replace("|", "｜") for line in lines)])
        for n, lines in enumerate(shown)
    ]
    return frame.assign(**{ROW: names})


def row_axis(frame: pd.DataFrame, gaps: Mapping[str, Any], **axis: Option) -> dict[str, Any]:
    """Return the encoding of a band axis of `rows`, in the order of the frame."""
    lines = "slice(split(datum.label,'|'),1)"
    shown = alt.Axis(title=None, labelExpr=lines, labelOverlap=False, **axis)
    # the order is a domain: a sort would be lost where a layer leaves rows out
    scale = alt.Scale(domain=frame[ROW].tolist(), **gaps)
    return {"field": ROW, "type": "nominal", "axis": shown, "scale": scale}


def centred(line_height: float) -> dict[str, Any]:
    """Return what sets the two lines of a label around the middle of their band."""
    two = {"test": "length(split(datum.value,'|'))>2", "value": -line_height / 2}
    return {"labelLineHeight": line_height, "labelOffset": {"condition": two, "value": 0}}


def bar_scale(frame: pd.DataFrame, columns: Sequence[str], reserve: float) -> alt.Scale:
    """Return a scale of lying bars from zero that leaves room for texts, in px, at their ends."""
    known = frame[list(columns)].astype(float)
    low, high = min(0.0, known.min().min()), max(0.0, known.max().max())
    reach = {"expr": f"max(40,width-{reserve:.0f})"}
    return alt.Scale(domain=[low, high or 1.0], nice=False, range=[0, reach])


def widest(said: Iterable[object], look: Look) -> float:
    """Return the width in px of the longest of some labels."""
    return max((text_width(str(one), look.label) for one in said), default=0.0)


def blank(words: Words, look: Look) -> alt.LayerChart:
    """Return a picture that says there is nothing to draw."""
    middle = {"expr": "width/2"}
    said = note(text("charts.empty", look.lang), look, middle, 50, align="center", fontSize=13)
    return finish(layered(said), words, look, 100)
