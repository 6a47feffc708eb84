"""Pictures of the headline figures: where a change came from, the funnel, the hours, a breakdown.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look. What a
label says and what a tooltip says is the same column, so they cannot disagree.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from shopkit.charts.fit import cut, wrap_cut
from shopkit.charts.look import LABEL, SMALL, Look, Option, Size, Spec, finish
from shopkit.charts.marks import (
    ROW,
    SHOWN,
    bar_scale,
    blank,
    centred,
    data,
    either,
    key,
    layer,
    money,
    note,
    number,
    one,
    role,
    row_axis,
    rows,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.trend import spark, trend
from shopkit.i18n import Words

__all__ = ["breakdown", "funnel", "hours_heatmap", "spark", "trend", "waterfall"]

KINDS = {"start": "previous", "up": "good", "down": "bad", "end": "actual"}
SHARES: dict[Size, float] = {"wide": 200, "half": 150}  # px the two columns of shares take


def waterfall(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
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


def _waterfall_bars(frame: pd.DataFrame, place: Spec, words: Words, look: Look) -> list[Spec]:
    """Return the bars; what no factor explains is hollow."""
    place = {**place, "tooltip": tips(step=words.label["step"], value_text=words.label["amount"])}
    hue = {"color": role("kind", look, **KINDS)}
    frame_of: dict[str, Any] = {"fill": look.c.unknown, "stroke": look.c.rule, "strokeWidth": 1.25}
    known = layer("bar", {**place, **hue}, "datum.kind!='unexplained'")
    hollow = layer("bar", place, "datum.kind=='unexplained'", **frame_of, strokeDash=[3, 3])
    return [known, hollow] if (frame["kind"] == "unexplained").any() else [known]


def _links(frame: pd.DataFrame, across: str, along: str, look: Look) -> list[Spec]:
    """Return the thin lines from the end of each step to the next."""
    later = frame.iloc[:-1].assign(next=frame[ROW].tolist()[1:])
    place = {
        across: word(ROW, bandPosition=1),
        f"{across}2": {"field": "next", "bandPosition": 0},
        along: number("level"),
    }
    line: dict[str, Any] = {"color": look.c.rule, "strokeDash": [2, 2]}
    return [] if later.empty else [layer("rule", place, **data(later), **line)]


def _waterfall_columns(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
    room = (look.width - 60) / len(frame) - 4
    parts = [str(said).split("|") for said in frame["step_text"]]
    shown = [[line for part in two for line in wrap_cut(part, look.label, room)] for two in parts]
    frame = rows(frame, shown)
    gaps = {"paddingInner": 0.34, "paddingOuter": 0.12}
    flat = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}
    x = row_axis(frame, gaps, labelLineHeight=16, **flat)
    bars = _waterfall_bars(
        frame, {"x": x, "y": money(look, "low"), "y2": {"field": "high"}}, words, look
    )
    top = {"x": x, "y": number("top"), "text": word("value_text")}
    said = says(top, look, dy=-9, fontWeight="bold", fontSize=13, halo=False)
    pieces = [*bars, *_links(frame, "x", "y", look), *said]
    return finish(pieces, words, look, look.pick(270, 240, 240), **data(frame))


def _waterfall_rows(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
    parts = [str(said).split("|") for said in frame["step_text"]]
    frame = rows(frame, [[cut(part, look.label, 112) for part in two] for two in parts])
    y = row_axis(frame, {"paddingInner": 0.34}, **centred(15))
    scale = bar_scale(frame, ["low", "high"], widest(frame["value_text"], look) * 1.1 + 10)
    x = number("low", axis=None, scale=scale)
    bars = _waterfall_bars(frame, {"y": y, "x": x, "x2": {"field": "high"}}, words, look)
    top = {"y": y, "x": number("top"), "text": word("value_text")}
    said = says(top, look, align="left", dx=6, fontWeight="bold", halo=False)
    pieces = [*bars, *_links(frame, "y", "x", look), *said]
    return finish(pieces, words, look, len(frame) * 42, **data(frame))


def funnel(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
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
    shown = [[""] if look.phone else wrap_cut(name, look.label, room) for name in names]
    frame = rows(frame, shown).assign(end=frame["people"].astype(float).fillna(0))
    frame[SHOWN] = [cut(name, look.label, look.width - 150) for name in names]
    y = row_axis(frame, {"paddingInner": 0.38}, labelFontSize=13, labelPadding=8, **centred(15))
    reserve = widest(frame["people_text"], look) + 12 + SHARES.get(look.size, 0)
    place = {"y": y, "x": number("end", axis=None, scale=bar_scale(frame, ["end"], reserve))}
    bars = _funnel_bars(place, words, look)
    shares = (_shares_above if look.phone else _shares_beside)(y, words, look)
    height = len(frame) * look.pick(46, 44, 50)
    return finish([*bars, *shares], words, look, height, **data(frame))


def _funnel_bars(place: Spec, words: Words, look: Look) -> list[Spec]:
    """Return the bars with the number of people at their ends."""
    heads = {f"{name}_text": words.label[name] for name in ("people", "rate", "before")}
    hint = tips(stage=words.label["stage"], **heads)
    hue = either("datum.worst", look.c.bad, look.c.actual)
    mark: dict[str, Any] = {"size": 18, "yOffset": 9} if look.phone else {}
    count = {**place, "text": word("people_text")}
    shift = 9 if look.phone else 0
    said = says(count, look, align="left", dx=6, dy=shift, halo=False)
    return [layer("bar", {**place, "color": hue, "tooltip": hint}, **mark), *said]


def _share(y: Spec, look: Look, at: str, **mark: Option) -> Spec:
    """Return the share of the step before; the worst step in the colour of its bar."""
    ink = either("datum.worst", look.c.bad_text, look.c.ink)
    place = {"y": y, "x": {"value": {"expr": at}}, "text": word("rate_text"), "color": ink}
    return layer("text", place, "datum.rate_text!=''", fontWeight="bold", **mark)


def _then(y: Spec, look: Look, at: str, **mark: Option) -> Spec:
    """Return the same share in the period before."""
    place = {"y": y, "x": {"value": {"expr": at}}, "text": word("before_text")}
    style = {"fontSize": look.label, "color": look.c.muted, **mark}
    return layer("text", place, "datum.rate_text!=''", **style)


def _shares_beside(y: Spec, words: Words, look: Look) -> list[Spec]:
    left = SHARES[look.size] - 20
    at, later = f"width-{left:.0f}", f"width-{left - look.pick(70, 62, 0):.0f}"
    head = note(words.label["next"], look, {"expr": at}, -6, baseline="bottom")
    return [
        _share(y, look, at, align="left", fontSize=13),
        _then(y, look, later, align="left"),
        head,
    ]


def _shares_above(y: Spec, words: Words, look: Look) -> list[Spec]:
    """Return the name of each step and its shares in one line above its bar."""
    middle = "width-84"
    name = {"y": y, "x": {"value": 0}, "text": word(SHOWN)}
    head = note(words.label["next"], look, {"expr": middle}, -2, align="right", baseline="bottom")
    return [
        *says(name, look, align="left", dy=-11, halo=False),
        _share(y, look, middle, align="right", dy=-11, fontSize=LABEL),
        _then(y, look, "width", align="right", dy=-11),
        head,
    ]


def hours_heatmap(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
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
    place = _hours_axes(frame, words, look)
    label = words.label
    hint = tips(weekday=label["day"], clock=label["hour"], value_text=label["buyers"])
    ramp = {"range": list(look.c.sequential), "domain": [0, peak]}
    fill = {"color": number("value", legend=None, scale=ramp), "tooltip": hint}
    ink = {"color": either("datum.strong", look.c.paper, look.c.ink), "text": word("value_text")}
    pieces = [
        layer("rect", {**place, **fill}, stroke=look.c.paper, strokeWidth=1.5),
        layer("text", {**place, **ink}, "datum.top", fontSize=SMALL),
    ]
    days, hours = frame["weekday"].nunique(), frame["hour"].nunique()
    height = look.pick(days * 30, days * 28, hours * 17)
    return finish(pieces, words, look, height, **data(frame))


def _hours_axes(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
    week = word("weekday", sort=frame["weekday"].drop_duplicates().tolist())
    hour = {"field": "hour", "type": "ordinal"}
    third = "datum.value%3==0?datum.label{}:''"
    flat: dict[str, Any] = {"labelAngle": 0, "labelOverlap": False}
    if look.phone:
        top = {**flat, "orient": "top", "title": None}
        clock = {**flat, "labelExpr": third.format("+':00'"), "title": None}
        return {"x": {**week, "axis": top}, "y": {**hour, "axis": clock}}
    clock = {**flat, "labelExpr": third.format(""), "title": words.label["hour"]}
    return {"x": {**hour, "axis": clock}, "y": {**week, "axis": {"title": None}}}


def breakdown(frame: pd.DataFrame, words: Words, look: Look) -> Spec:
    """Return one bar a category over the period before; on a phone the name stands above its bar.

    Args:
        frame: one row a category, in order: category, value, before (may be unknown), value_text,
            before_text, change_text, role (good_text, bad_text, muted).
        words: label holds category, value and before.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    room = look.pick(190, 130, 0)
    shown = [[""] if look.phone else wrap_cut(name, look.label, room) for name in names]
    numbers = frame[["value", "before"]].astype(float)
    frame = rows(frame, shown).assign(edge=numbers.max(axis=1).fillna(0).clip(lower=0))
    frame[SHOWN] = [cut(name, look.label, look.width - 20) for name in names]
    gaps = {"paddingInner": 0.2, "paddingOuter": 0.1}
    y = row_axis(frame, gaps, labelPadding=8, **centred(14))
    reserve = widest(frame["value_text"], look) + widest(frame["change_text"], look) + 24
    x = number("value", axis=None, scale=bar_scale(frame, ["value", "before"], reserve))
    pieces = [*_breakdown_bars(numbers, {"y": y, "x": x}, words, look), *_breakdown_texts(y, look)]
    height = len(frame) * look.pick(34, 34, 46)
    return finish(pieces, words, look, height, **data(frame))


def _breakdown_bars(numbers: pd.DataFrame, place: Spec, words: Words, look: Look) -> list[Spec]:
    """Return the bars, those of the period before wider behind, and what the two fills mean."""
    label = words.label
    hint = tips(category=label["category"], value_text=label["value"])
    hint += tips(before_text=label["before"], change_text="±")
    place, x = {**place, "tooltip": hint}, place["x"]
    shift = 8 if look.phone else 0
    now = layer("bar", place, size=look.pick(12, 11, 8), color=look.c.actual, yOffset=shift)
    zero = layer("rule", {"x": number("value")}, **one(value=0), color=look.c.rule)
    pieces = [now, zero] if (numbers["value"] < 0).any() else [now]
    if numbers["before"].isna().all():
        return pieces
    grey: dict[str, Any] = {
        "size": look.pick(22, 20, 16),
        "color": look.c.previous,
        "yOffset": shift,
    }
    then = layer("bar", {**place, "x": {**x, "field": "before"}}, **grey)
    pairs = [(look.c.actual, label["value"]), (look.c.previous, label["before"])]
    return [then, *pieces, *key(pairs, look, -6)]


def _breakdown_texts(y: Spec, look: Look) -> list[Spec]:
    """Return the value at the end of each bar, the change in a column of its own, phone names."""
    shift = 8 if look.phone else 0
    value = {"y": y, "x": number("edge"), "text": word("value_text")}
    hue = role("role", look, good_text="good_text", bad_text="bad_text", muted="muted")
    change = {"y": y, "x": {"value": {"expr": "width"}}, "text": word("change_text"), "color": hue}
    pieces = [
        *says(value, look, align="left", dx=6, dy=shift, halo=False),
        layer("text", change, align="right", fontSize=look.label, dy=shift),
    ]
    name = {"y": y, "x": {"value": 0}, "text": word(SHOWN)}
    return [*pieces, *says(name, look, align="left", dy=-10, halo=False)] if look.phone else pieces
