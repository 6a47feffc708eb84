"""Pieces every chart is put together from: labels, tooltips, axes, colours by role, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import altair as alt

from shopkit.charts.fit import text_width
from shopkit.charts.look import LABEL, Look, Option, finish, money_axis
from shopkit.i18n import Words, text

if TYPE_CHECKING:
    import pandas as pd

ROW, SHOWN = "row", "shown"  # columns a chart adds
Channel = TypeVar("Channel", alt.X, alt.Y)
Encoding = dict[str, Any]  # channel = what is encoded in it


def data(frame: pd.DataFrame) -> alt.InlineData:
    """Return the rows of a frame as data; unknown is null."""
    known = frame.astype(object).where(frame.notna(), None)
    return alt.InlineData(values=cast("list[dict[str, Any]]", known.to_dict("records")))


def one(**values: Option) -> alt.InlineData:
    """Return data of a single row."""
    return alt.InlineData(values=[values])


def amount(channel: type[Channel], field: str, **more: Option) -> Channel:
    """Return a quantity along x or y."""
    return channel(field, type="quantitative", **more)


def word(field: str) -> alt.Text:
    """Return the text a column holds."""
    return alt.Text(field, type="nominal")


def says(base: alt.Chart, look: Look, *, halo: bool = True, **mark: Option) -> list[alt.Chart]:
    """Return text on a chart, with a paper-coloured halo so that it reads over lines and fills."""
    mark = {"fontSize": look.label, "color": look.c.ink, **mark}
    front = base.mark_text(**mark)
    if not halo:
        return [front]
    paper = {"color": look.c.paper, "stroke": look.c.paper, "strokeWidth": 4}
    return [base.mark_text(**{**mark, **paper, "strokeJoin": "round"}), front]


def note(said: str, look: Look, x: Option, y: Option, **mark: Option) -> alt.Chart:
    """Return one text at a fixed place in px; the place may be a Vega expression."""
    mark = {"align": "left", "color": look.c.muted, "fontSize": look.label, **mark}
    base = alt.Chart(one(shown=said)).mark_text(**mark)
    return cast("alt.Chart", base.encode(x=alt.value(x), y=alt.value(y), text=word(SHOWN)))


def key(looks: Sequence[tuple[str, str]], look: Look, y: float) -> list[alt.Chart]:
    """Return what fills mean, in one line above a chart: pairs of colour and word."""
    at, pieces = 0.0, []
    for colour, said in looks:
        pieces.append(note("■", look, at, y, color=colour, baseline="bottom"))
        pieces.append(note(said, look, at + LABEL + 4, y, baseline="bottom"))
        at += LABEL + 4 + text_width(said, LABEL) + 16
    return pieces


def tips(**columns: str) -> list[alt.Tooltip]:
    """Return tooltips: column = its heading."""
    return [alt.Tooltip(column, type="nominal", title=head) for column, head in columns.items()]


def money(field: str, look: Look, **more: Option) -> alt.Y:
    """Return a money axis without title: the unit stands in the subtitle."""
    axis = alt.Axis(title=None, labelExpr=money_axis(look.lang))
    return amount(alt.Y, field, axis=axis, **more)


def role(column: str, look: Look, **roles: str) -> alt.Color:
    """Return colour by role, value = role; no legend, because labels say what it is."""
    colours = [getattr(look.c, name) for name in roles.values()]
    scale = alt.Scale(domain=list(roles), range=colours)
    return alt.Color(column, type="nominal", legend=None, scale=scale)


def either(test: str, yes: str, no: str) -> Option:
    """Return one colour where an expression holds and another elsewhere."""
    return alt.condition(test, alt.value(yes), alt.value(no))


def rows(frame: pd.DataFrame, shown: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return the frame with a name for each row that holds the lines its label shows.

    Labels travel as data, never inside an expression, and two rows may show the same label.
    """
    names = [
        "|".join([str(n), *(line.replace("|", "｜") for line in lines)])
        for n, lines in enumerate(shown)
    ]
    return frame.assign(**{ROW: names})


def row_axis(
    channel: type[Channel], frame: pd.DataFrame, gaps: Mapping[str, Any], **axis: Option
) -> Channel:
    """Return a band axis of `rows` along x or y, in the order of the frame."""
    lines = "slice(split(datum.label,'|'),1)"
    shown = alt.Axis(title=None, labelExpr=lines, labelOverlap=False, **axis)
    # the order is a domain: a sort would be lost where a layer leaves rows out
    scale = alt.Scale(domain=frame[ROW].tolist(), **gaps)
    return channel(ROW, type="nominal", axis=shown, scale=scale)


def centred(line_height: float) -> dict[str, Any]:
    """Return what sets the two lines of a label around the middle of their band."""
    two = {"test": "length(split(datum.value,'|'))>2", "value": -line_height / 2}
    return {"labelLineHeight": line_height, "labelOffset": {"condition": two, "value": 0}}


def bar_scale(frame: pd.DataFrame, columns: Sequence[str], reserve: float) -> alt.Scale:
    """Return a scale of lying bars from zero that leaves room for texts, in px, at their ends."""
    known = frame[list(columns)].astype(float)
    low, high = known.min().fillna(0).min(), known.max().fillna(0).max()
    domain = [min(0.0, float(low)), max(0.0, float(high)) or 1.0]
    reach = {"expr": f"max(40,width-{reserve:.0f})"}
    return alt.Scale(domain=domain, nice=False, range=[0, reach])


def widest(said: Iterable[object], look: Look) -> float:
    """Return the width in px of the longest of some labels."""
    return max((text_width(str(one), look.label) for one in said), default=0.0)


def blank(words: Words, look: Look) -> alt.LayerChart:
    """Return a picture that says there is nothing to draw."""
    said = text("charts.empty", look.lang)
    return finish(
        [note(said, look, {"expr": "width/2"}, 50, align="center", fontSize=13)], words, look, 100
    )
