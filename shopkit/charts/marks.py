"""Pieces every chart is put together from: layers, labels, tooltips, axes, colours by role, keys.

A chart is a Vega-Lite spec written as plain JSON. Building it with altair's objects took longer
than everything else in a notebook together (decisions.md has the numbers); its schema checks
every chart in the tests instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from shopkit.charts.fit import text_width
from shopkit.charts.look import LABEL, Look, Option, Spec, finish, money_axis
from shopkit.i18n import Words, text

if TYPE_CHECKING:
    import pandas as pd

ROW, SHOWN = "row", "shown"  # columns a chart adds


def data(frame: pd.DataFrame) -> Spec:
    """Return the rows of a frame as data; unknown is null."""
    known = frame.astype(object).where(frame.notna(), None)
    return {"data": {"values": known.to_dict("records")}}


def one(**values: Option) -> Spec:
    """Return data of a single row."""
    return {"data": {"values": [values]}}


def number(field: str, **more: Option) -> Spec:
    """Return the encoding of a quantity."""
    return {"field": field, "type": "quantitative", **more}


def word(field: str, **more: Option) -> Spec:
    """Return the encoding of a text."""
    return {"field": field, "type": "nominal", **more}


def layer(mark: str, encoding: Spec, where: str = "", **options: Option) -> Spec:
    """Return marks of one kind; without data of their own they draw the chart's.

    Args:
        mark: bar, line, point, rect, rule or text.
        encoding: channel = encoding.
        where: expression a row must fulfil; empty draws all.
        options: of the mark, and `data`.
    """
    kept = {"data": options.pop("data")} if "data" in options else {}
    chosen = {"transform": [{"filter": where}]} if where else {}
    return {**kept, **chosen, "mark": {"type": mark, **options}, "encoding": encoding}


def says(encoding: Spec, look: Look, *, halo: bool = True, **mark: Option) -> list[Spec]:
    """Return text on a chart, with a paper-coloured halo so that it reads over lines and fills."""
    mark = {"fontSize": look.label, "color": look.c.ink, **mark}
    front = layer("text", encoding, **mark)
    if not halo:
        return [front]
    paper = {"color": look.c.paper, "stroke": look.c.paper, "strokeWidth": 4}
    return [layer("text", encoding, **{**mark, **paper, "strokeJoin": "round"}), front]


def note(said: str, look: Look, x: Option, y: Option, **mark: Option) -> Spec:
    """Return one text at a fixed place in px; the place may be a Vega expression."""
    mark = {"align": "left", "color": look.c.muted, "fontSize": look.label, **mark}
    place = {"x": {"value": x}, "y": {"value": y}, "text": word(SHOWN)}
    return layer("text", place, **one(shown=said), **mark)


def key(looks: Sequence[tuple[str, str]], look: Look, y: float) -> list[Spec]:
    """Return what fills mean, in one line above a chart: pairs of colour and word."""
    at, pieces = 0.0, []
    for colour, said in looks:
        pieces.append(note("■", look, at, y, color=colour, baseline="bottom"))
        pieces.append(note(said, look, at + LABEL + 4, y, baseline="bottom"))
        at += LABEL + 4 + text_width(said, LABEL) + 16
    return pieces


def tips(**columns: str) -> list[Spec]:
    """Return tooltips: column = its heading."""
    return [word(column, title=head) for column, head in columns.items()]


def money(look: Look, field: str) -> Spec:
    """Return a money axis without title: the unit stands in the subtitle."""
    return number(field, axis={"title": None, "labelExpr": money_axis(look.lang)})


def role(column: str, look: Look, **roles: str) -> Spec:
    """Return colour by role, value = role; no legend, because labels say what it is."""
    colours = [getattr(look.c, name) for name in roles.values()]
    return word(column, legend=None, scale={"domain": list(roles), "range": colours})


def either(test: str, yes: str, no: str) -> Spec:
    """Return one colour where an expression holds and another elsewhere."""
    return {"condition": {"test": test, "value": yes}, "value": no}


def rows(frame: pd.DataFrame, shown: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return the frame with a name for each row that holds the lines its label shows.

    Labels travel as data, never inside an expression, and two rows may show the same label.
    """
    names = [
        "|".join([str(n), *(line.replace("|", "｜") for line in lines)])
        for n, lines in enumerate(shown)
    ]
    return frame.assign(**{ROW: names})


def row_axis(frame: pd.DataFrame, gaps: Mapping[str, float], **axis: Option) -> Spec:
    """Return the encoding of a band axis of `rows`, in the order of the frame."""
    lines = "slice(split(datum.label,'|'),1)"
    shown = {"title": None, "labelExpr": lines, "labelOverlap": False, **axis}
    # the order is a domain: a sort would be lost where a layer leaves rows out
    return word(ROW, axis=shown, scale={"domain": frame[ROW].tolist(), **gaps})


def centred(line_height: float) -> Spec:
    """Return what sets the two lines of a label around the middle of their band."""
    two = {"test": "length(split(datum.value,'|'))>2", "value": -line_height / 2}
    return {"labelLineHeight": line_height, "labelOffset": {"condition": two, "value": 0}}


def bar_scale(frame: pd.DataFrame, columns: Sequence[str], reserve: float) -> Spec:
    """Return a scale of lying bars from zero that leaves room for texts, in px, at their ends."""
    known = frame[list(columns)].astype(float)
    low, high = known.min().fillna(0).min(), known.max().fillna(0).max()
    domain = [min(0.0, float(low)), max(0.0, float(high)) or 1.0]
    reach = {"expr": f"max(40,width-{reserve:.0f})"}
    return {"domain": domain, "nice": False, "range": [0, reach]}


def widest(said: Iterable[object], look: Look) -> float:
    """Return the width in px of the longest of some labels."""
    return max((text_width(str(one), look.label) for one in said), default=0.0)


def blank(words: Words, look: Look) -> Spec:
    """Return a picture that says there is nothing to draw."""
    said = text("charts.empty", look.lang)
    return finish(
        [note(said, look, {"expr": "width/2"}, 50, align="center", fontSize=13)], words, look, 100
    )
