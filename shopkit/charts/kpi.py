"""Pictures of the headline figures: where a change came from, the funnel, the hours, a breakdown.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look. What a
label says and what a tooltip says is the same column, so they cannot disagree.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, wrap_cut
from shopkit.charts.look import LABEL, SMALL, Look, Option, Size, finish
from shopkit.charts.lying import hollow, links, named_rows, names_above
from shopkit.charts.marks import (
    Encoding,
    amount,
    bar_scale,
    blank,
    centred,
    data,
    either,
    key,
    money,
    note,
    one,
    role,
    row_axis,
    rows,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.trend import trend
from shopkit.i18n import Words

__all__ = ["breakdown", "funnel", "hours_heatmap", "trend", "waterfall"]

KINDS = {"start": "previous", "up": "good", "down": "bad", "end": "actual"}
MANY = 12  # rows from which on they stand closer
NAME_ROOM = 80  # px a name may take beside its bar on a phone
SHARES: dict[Size, float] = {"wide": 200, "half": 150}  # px the two columns of shares take


def waterfall(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return last period, one step a factor, this period; on a phone the steps are rows.

    Args:
        frame: one row a step, in order: step, kind (start, up, down, end, unexplained), low,
            high, top, level (the sum after the step), step_text (lines parted by "|"), value_text.
        words: label holds step and amount.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    return (_waterfall_rows if look.phone else _waterfall_columns)(frame, words, look)


def _waterfall_bars(
    frame: pd.DataFrame, place: Encoding, words: Words, look: Look
) -> list[alt.Chart]:
    """Return the bars; what no factor explains is hollow."""
    hint = tips(step=words.label["step"], value_text=words.label["amount"])
    hue = role("kind", look, **KINDS)
    solid = alt.Chart().mark_bar().encode(**place, color=hue, tooltip=hint)
    known = solid.transform_filter("datum.kind!='unexplained'")
    if (frame["kind"] != "unexplained").all():
        return [known]
    unknown = hollow(look).encode(**place, tooltip=hint)
    return [known, unknown.transform_filter("datum.kind=='unexplained'")]


def _waterfall_columns(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    room = (look.width - 60) / len(frame) - 4
    parts = [str(said).split("|") for said in frame["step_text"]]
    shown = [[line for part in two for line in wrap_cut(part, look.label, room)] for two in parts]
    frame = rows(frame, shown)
    gaps = {"paddingInner": 0.34, "paddingOuter": 0.12}
    flat: dict[str, Any] = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}
    x = row_axis(alt.X, frame, gaps, labelLineHeight=16, **flat)
    place = {"x": x, "y": money("low", look), "y2": alt.Y2("high")}
    top = alt.Chart().encode(x=x, y=amount(alt.Y, "top"), text=word("value_text"))
    said = says(top, look, dy=-9, fontWeight="bold", fontSize=13, halo=False)
    pieces = [
        *_waterfall_bars(frame, place, words, look),
        *links(frame, look, lying=look.phone),
        *said,
    ]
    return finish(pieces, words, look, look.pick(270, 240, 240), data=data(frame))


def _waterfall_rows(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    parts = [str(said).split("|") for said in frame["step_text"]]
    frame = rows(frame, [[cut(part, look.label, 112) for part in two] for two in parts])
    y = row_axis(alt.Y, frame, {"paddingInner": 0.34}, **centred(15))
    scale = bar_scale(frame, ["low", "high"], widest(frame["value_text"], look) * 1.1 + 10)
    place = {"y": y, "x": amount(alt.X, "low", axis=None, scale=scale), "x2": alt.X2("high")}
    top = alt.Chart().encode(y=y, x=amount(alt.X, "top"), text=word("value_text"))
    said = says(top, look, align="left", dx=6, fontWeight="bold", halo=False)
    pieces = [
        *_waterfall_bars(frame, place, words, look),
        *links(frame, look, lying=look.phone),
        *said,
    ]
    return finish(pieces, words, look, len(frame) * 42, data=data(frame))


def funnel(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return steps as left-aligned bars; beside them the share of the step before, now and then.

    Args:
        frame: one row a step, in order: stage, people, people_text, rate_text, before_text, worst.
        words: label holds stage, people, rate, before and next (head of the shares).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["stage"]]
    room = look.pick(150, 120, 0)
    frame = named_rows(frame, names, look, room, 150)
    frame["end"] = frame["people"].astype(float).fillna(0)
    font: dict[str, Any] = {"labelFontSize": 13, "labelPadding": 8, **centred(15)}
    y = row_axis(alt.Y, frame, {"paddingInner": 0.38}, **font)
    reserve = widest(frame["people_text"], look) + 12 + SHARES.get(look.size, 0)
    x = amount(alt.X, "end", axis=None, scale=bar_scale(frame, ["end"], reserve))
    bars = _funnel_bars({"y": y, "x": x}, words, look)
    shares = (_shares_above if look.phone else _shares_beside)(y, words, look)
    height = len(frame) * look.pick(46, 44, 50)
    return finish([*bars, *shares], words, look, height, data=data(frame))


def _funnel_bars(place: Encoding, words: Words, look: Look) -> list[alt.Chart]:
    """Return the bars with the number of people at their ends."""
    heads = {f"{name}_text": words.label[name] for name in ("people", "rate", "before")}
    hint = tips(stage=words.label["stage"], **heads)
    hue = either("datum.worst", look.c.bad, look.c.actual)
    mark: dict[str, Any] = {"size": 18, "yOffset": 9} if look.phone else {}
    count = alt.Chart().encode(**place, text=word("people_text"))
    shift = 9 if look.phone else 0
    said = says(count, look, align="left", dx=6, dy=shift, halo=False)
    return [alt.Chart().mark_bar(**mark).encode(**place, color=hue, tooltip=hint), *said]


def _share(y: alt.Y, look: Look, at: str, **mark: Option) -> alt.Chart:
    """Return the share of the step before; the worst step in the colour of its bar."""
    ink = either("datum.worst", look.c.bad_text, look.c.ink)
    text = alt.Chart().mark_text(fontWeight="bold", **mark)
    placed = text.encode(y=y, x=alt.value({"expr": at}), text=word("rate_text"), color=ink)
    return cast("alt.Chart", placed.transform_filter("datum.rate_text!=''"))


def _then(y: alt.Y, look: Look, at: str, **mark: Option) -> alt.Chart:
    """Return the same share in the period before."""
    text = alt.Chart().mark_text(fontSize=look.label, color=look.c.muted, **mark)
    placed = text.encode(y=y, x=alt.value({"expr": at}), text=word("before_text"))
    return cast("alt.Chart", placed.transform_filter("datum.rate_text!=''"))


def _shares_beside(y: alt.Y, words: Words, look: Look) -> list[alt.Chart]:
    left = SHARES[look.size] - 20
    at, later = f"width-{left:.0f}", f"width-{left - look.pick(70, 62, 0):.0f}"
    return [
        _share(y, look, at, align="left", fontSize=13),
        _then(y, look, later, align="left"),
        note(words.label["next"], look, {"expr": at}, -6, baseline="bottom"),
    ]


def _shares_above(y: alt.Y, words: Words, look: Look) -> list[alt.Chart]:
    """Return the name of each step and its shares in one line above its bar."""
    middle = "width-84"
    head = note(words.label["next"], look, {"expr": middle}, -2, align="right", baseline="bottom")
    return [
        *names_above(y, look, -11),
        _share(y, look, middle, align="right", dy=-11, fontSize=LABEL),
        _then(y, look, "width", align="right", dy=-11),
        head,
    ]


def hours_heatmap(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return when buyers pay: weekday rows and hour columns; on a phone the table is turned.

    Args:
        frame: one row a cell: weekday (in order), hour (0–23), value, value_text, top (print it).
        words: label holds hour, day and buyers.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    values = frame["value"].astype(float).fillna(0)
    peak = float(values.max()) if values.max() > 0 else 1.0
    clock = [f"{hour}:00–{hour + 1}:00" for hour in frame["hour"]]
    frame = frame.assign(clock=clock, strong=values > peak * 0.55)
    base = alt.Chart().encode(**_hours_axes(frame, words, look))
    label = words.label
    hint = tips(weekday=label["day"], clock=label["hour"], value_text=label["buyers"])
    ramp = alt.Scale(range=list(look.c.sequential), domain=[0, peak])
    fill = alt.Color("value", type="quantitative", legend=None, scale=ramp)
    cells = base.mark_rect(stroke=look.c.paper, strokeWidth=1.5).encode(color=fill, tooltip=hint)
    ink = either("datum.strong", look.c.paper, look.c.ink)
    said = base.mark_text(fontSize=SMALL).encode(color=ink, text=word("value_text"))
    days, hours = frame["weekday"].nunique(), frame["hour"].nunique()
    height = look.pick(days * 30, days * 28, hours * 17)
    pieces = [cells, said.transform_filter("datum.top")]
    return finish(pieces, words, look, height, data=data(frame))


def _hours_axes(frame: pd.DataFrame, words: Words, look: Look) -> Encoding:
    days = frame["weekday"].drop_duplicates().tolist()
    third = "datum.value%3==0?datum.label{}:''"
    flat: dict[str, Any] = {"labelAngle": 0, "labelOverlap": False}
    if look.phone:
        top = alt.Axis(orient="top", title=None, **flat)
        clock = alt.Axis(labelExpr=third.format("+':00'"), title=None, **flat)
        week = alt.X("weekday", type="nominal", sort=days, axis=top)
        return {"x": week, "y": alt.Y("hour", type="ordinal", axis=clock)}
    clock = alt.Axis(labelExpr=third.format(""), title=words.label["hour"], **flat)
    week_rows = alt.Y("weekday", type="nominal", sort=days, axis=alt.Axis(title=None))
    return {"x": alt.X("hour", type="ordinal", axis=clock), "y": week_rows}


def breakdown(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one bar a category over the period before; long names stand above their bar.

    Args:
        frame: one row a category, in order: category, value, before (may be unknown), value_text,
            before_text, change_text, role (good_text, bad_text, muted).
        words: label holds category, value and before.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    above = look.phone and widest(names, look) > NAME_ROOM
    room = 0 if above else look.pick(190, 130, NAME_ROOM)
    frame = named_rows(frame, names, look, room, 20)
    numbers = frame[["value", "before"]].astype(float)
    frame["edge"] = numbers.max(axis=1).fillna(0).clip(lower=0)
    gaps = {"paddingInner": 0.2, "paddingOuter": 0.1}
    y = row_axis(alt.Y, frame, gaps, labelPadding=8, **centred(14))
    shift = 8 if above else 0
    bars = _breakdown_bars(frame, y, words, look, shift)
    said = [*_breakdown_texts(y, look, shift), *(names_above(y, look, -10) if above else [])]
    height = len(frame) * (46 if above else 34 if len(frame) <= MANY else 26)
    return finish([*bars, *said], words, look, height, data=data(frame))


def _breakdown_bars(
    frame: pd.DataFrame, y: alt.Y, words: Words, look: Look, shift: float
) -> list[alt.Chart]:
    """Return the bars, those of the period before wider behind, and what the two fills mean."""
    label = words.label
    hint = tips(category=label["category"], value_text=label["value"])
    hint += tips(before_text=label["before"], change_text="±")
    reserve = widest(frame["value_text"], look) + widest(frame["change_text"], look) + 24
    scale = bar_scale(frame, ["value", "before"], reserve)
    now, then = (amount(alt.X, name, axis=None, scale=scale) for name in ("value", "before"))
    bar = alt.Chart().mark_bar(size=look.pick(12, 11, 8), color=look.c.actual, yOffset=shift)
    pieces = [bar.encode(y=y, x=now, tooltip=hint)]
    if (frame["value"].astype(float) < 0).any():
        zero = alt.Chart(one(value=0)).mark_rule(color=look.c.rule)
        pieces.append(zero.encode(x=amount(alt.X, "value")))
    if frame["before"].isna().all():
        return pieces
    grey = alt.Chart().mark_bar(size=look.pick(20, 20, 16), color=look.c.previous, yOffset=shift)
    pairs = [(look.c.actual, label["value"]), (look.c.previous, label["before"])]
    return [grey.encode(y=y, x=then, tooltip=hint), *pieces, *key(pairs, look, -6)]


def _breakdown_texts(y: alt.Y, look: Look, shift: float) -> list[alt.Chart]:
    """Return the value at the end of each bar and the change in a column of its own."""
    value = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("value_text"))
    hue = role("role", look, good_text="good_text", bad_text="bad_text", muted="muted")
    change = alt.Chart().mark_text(align="right", fontSize=look.label, dy=shift)
    at = alt.value({"expr": "width"})
    return [
        *says(value, look, align="left", dx=6, dy=shift, halo=False),
        change.encode(y=y, x=at, text=word("change_text"), color=hue),
    ]
