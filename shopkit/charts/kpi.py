"""Pictures of the headline figures: where a change came from, the funnel, the hours, a breakdown.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look. What a
label says and what a tooltip says is the same column, so they cannot disagree.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, wrap_cut
from shopkit.charts.look import LABEL, SMALL, Look, finish
from shopkit.charts.marks import (
    ROW,
    SHOWN,
    Option,
    bar_scale,
    blank,
    centred,
    chart_of,
    key,
    label,
    layered,
    money_y,
    note,
    role,
    row_axis,
    rows,
    tips,
    widest,
)
from shopkit.charts.trend import spark, trend
from shopkit.i18n import Words

__all__ = ["breakdown", "funnel", "hours_heatmap", "spark", "trend", "waterfall"]

KINDS = {"start": "previous", "up": "good", "down": "bad", "end": "actual"}


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


def _waterfall_bars(base: alt.Chart, words: Words, look: Look) -> alt.LayerChart:
    """Return the bars; what no factor explains is hollow."""
    hint = tips(step=words.label["step"], value_text=words.label["amount"])
    known = base.transform_filter("datum.kind!='unexplained'").mark_bar()
    open_ = base.transform_filter("datum.kind=='unexplained'").mark_bar(
        fill=look.c.unknown, stroke=look.c.rule, strokeDash=[3, 3], strokeWidth=1.25
    )
    return layered(
        known.encode(color=role("kind", look, **KINDS), tooltip=hint), open_.encode(tooltip=hint)
    )


def _links(frame: pd.DataFrame, look: Look) -> alt.Chart:
    """Return the thin lines from the end of each step to the next."""
    later = frame.iloc[:-1].assign(next=frame[ROW].tolist()[1:])
    return cast("alt.Chart", chart_of(later).mark_rule(color=look.c.rule, strokeDash=[2, 2]))


def _waterfall_columns(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    room = (look.width - 60) / len(frame) - 4
    parts = [str(said).split("|") for said in frame["step_text"]]
    lines = [[line for part in two for line in wrap_cut(part, look.label, room)] for two in parts]
    frame = rows(frame, lines)
    gaps: dict[str, Any] = {"paddingInner": 0.34, "paddingOuter": 0.12}
    flat: dict[str, Any] = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}
    axis = row_axis(frame, gaps, labelLineHeight=16, **flat)
    base = chart_of(frame).encode(x=alt.X(**axis))
    bars = _waterfall_bars(base.encode(y=money_y(look, "low"), y2="high"), words, look)
    link = _links(frame, look).encode(
        x=alt.X(ROW, type="nominal", bandPosition=1),
        x2=alt.X2("next", bandPosition=0),
        y=alt.Y("level", type="quantitative"),
    )
    said = base.encode(y=alt.Y("top", type="quantitative"), text="value_text:N")
    text = label(said, look, dy=-9, fontWeight="bold", fontSize=13, halo=False)
    return finish(layered(bars, link, text), words, look, look.pick(270, 240, 240))


def _waterfall_rows(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    parts = [str(said).split("|") for said in frame["step_text"]]
    frame = rows(frame, [[cut(part, look.label, 96) for part in lines] for lines in parts])
    axis = row_axis(frame, {"paddingInner": 0.34}, **centred(15))
    base = chart_of(frame).encode(y=alt.Y(**axis))
    room = bar_scale(frame, ["low", "high"], widest(frame["value_text"], look) * 1.1 + 10)
    bars = base.encode(x=alt.X("low", type="quantitative", axis=None, scale=room), x2="high")
    link = _links(frame, look).encode(
        y=alt.Y(ROW, type="nominal", bandPosition=1),
        y2=alt.Y2("next", bandPosition=0),
        x=alt.X("level", type="quantitative"),
    )
    said = base.encode(x=alt.X("top", type="quantitative"), text="value_text:N")
    text = label(said, look, align="left", dx=6, fontWeight="bold", halo=False)
    drawn = layered(_waterfall_bars(bars, words, look), link, text)
    return finish(drawn, words, look, len(frame) * 42)


def funnel(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return steps as left-aligned bars; beside them the share of the step before, now and then.

    Args:
        frame: one row a step, in order: stage, people, people_text, rate_text, before_text, worst.
        words: label holds stage, people, rate, before and next (head of the shares).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    room = look.pick(150, 120, 0)
    names = [str(name) for name in frame["stage"]]
    lines = [[""] if look.phone else wrap_cut(name, look.label, room) for name in names]
    frame = rows(frame, lines).assign(end=frame["people"].astype(float).fillna(0))
    frame[SHOWN] = [cut(name, look.label, look.width - 150) for name in names]
    axis = row_axis(frame, {"paddingInner": 0.38}, labelFontSize=13, labelPadding=8, **centred(15))
    base = chart_of(frame).encode(y=alt.Y(**axis))
    count = widest(frame["people_text"], look) + 12
    scale = bar_scale(frame, ["end"], count if look.phone else count + SHARES[look.size])
    reach = base.encode(x=alt.X("end", type="quantitative", axis=None, scale=scale))
    shift = 9 if look.phone else 0
    bars = _funnel_bars(reach, words, look, shift)
    said = label(reach.encode(text="people_text:N"), look, align="left", dx=6, dy=shift, halo=False)
    shares = (_shares_above if look.phone else _shares_beside)(base, words, look)
    return finish(layered(bars, said, shares), words, look, len(frame) * look.pick(46, 44, 50))


SHARES = {"wide": 200.0, "half": 150.0}  # px the two columns of shares take


def _funnel_bars(base: alt.Chart, words: Words, look: Look, shift: float) -> alt.Chart:
    heads = {f"{name}_text": words.label[name] for name in ("people", "rate", "before")}
    hue = alt.condition("datum.worst", alt.value(look.c.bad), alt.value(look.c.actual))
    mark: dict[str, Any] = {"size": 18, "yOffset": shift} if look.phone else {}
    bars = base.mark_bar(**mark).encode(
        color=hue, tooltip=tips(stage=words.label["stage"], **heads)
    )
    return cast("alt.Chart", bars)


def _share(base: alt.Chart, look: Look, at: Option, **mark: Option) -> alt.Chart:
    """Return the share of the step before; the worst step in the colour of its bar."""
    ink = alt.condition("datum.worst", alt.value(look.c.bad_text), alt.value(look.c.ink))
    text = base.transform_filter("datum.rate_text!=''").mark_text(fontWeight="bold", **mark)
    return cast("alt.Chart", text.encode(x=alt.value(at), text="rate_text:N", color=ink))


def _then(base: alt.Chart, look: Look, at: Option, **mark: Option) -> alt.Chart:
    """Return the same share in the period before."""
    text = base.transform_filter("datum.rate_text!=''").mark_text(
        fontSize=look.label, color=look.c.muted, **mark
    )
    return cast("alt.Chart", text.encode(x=alt.value(at), text="before_text:N"))


def _shares_beside(base: alt.Chart, words: Words, look: Look) -> alt.LayerChart:
    left = SHARES[look.size] - 20
    at = {"expr": f"width-{left:.0f}"}
    later = {"expr": f"width-{left - look.pick(70, 62, 0):.0f}"}
    head = note(words.label["next"], look, at, -6, baseline="bottom")
    now = _share(base, look, at, align="left", fontSize=13)
    return layered(now, _then(base, look, later, align="left"), head)


def _shares_above(base: alt.Chart, words: Words, look: Look) -> alt.LayerChart:
    """Return the name of each step and its shares in one line above its bar."""
    edge, mid = {"expr": "width"}, {"expr": "width-84"}
    name = base.encode(x=alt.value(0), text=f"{SHOWN}:N")
    return layered(
        label(name, look, align="left", dy=-11, halo=False),
        _share(base, look, mid, align="right", dy=-11, fontSize=LABEL),
        _then(base, look, edge, align="right", dy=-11),
        note(words.label["next"], look, mid, -2, align="right", baseline="bottom"),
    )


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
    base = chart_of(frame).encode(**_hours_axes(frame, words, look))
    ramp = alt.Scale(range=list(look.c.sequential), domain=[0, peak])
    hint = tips(
        weekday=words.label["day"], clock=words.label["hour"], value_text=words.label["buyers"]
    )
    cells = base.mark_rect(stroke=look.c.paper, strokeWidth=1.5).encode(
        color=alt.Color("value", type="quantitative", legend=None, scale=ramp), tooltip=hint
    )
    ink = alt.condition("datum.strong", alt.value(look.c.paper), alt.value(look.c.ink))
    text = base.transform_filter("datum.top").mark_text(fontSize=SMALL)
    said = text.encode(text="value_text:N", color=ink)
    days, hours = frame["weekday"].nunique(), frame["hour"].nunique()
    return finish(layered(cells, said), words, look, look.pick(days * 30, days * 28, hours * 17))


def _hours_axes(frame: pd.DataFrame, words: Words, look: Look) -> dict[str, Any]:
    days = frame["weekday"].drop_duplicates().tolist()
    shown = "datum.value%3==0?datum.label:''"
    if look.phone:
        top = alt.Axis(orient="top", labelAngle=0, labelOverlap=False, title=None)
        shown = shown.replace("label", "label+':00'")
        clock = alt.Axis(labelExpr=shown, labelOverlap=False, title=None)
        week = alt.X("weekday", type="nominal", sort=days, axis=top)
        return {"x": week, "y": alt.Y("hour", type="ordinal", axis=clock)}
    flat = alt.Axis(labelAngle=0, labelExpr=shown, labelOverlap=False, title=words.label["hour"])
    week_rows = alt.Y("weekday", type="nominal", sort=days, title=None)
    return {"x": alt.X("hour", type="ordinal", axis=flat), "y": week_rows}


def breakdown(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
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
    lines = [[""] if look.phone else wrap_cut(name, look.label, room) for name in names]
    numbers = frame[["value", "before"]].astype(float)
    frame = rows(frame, lines).assign(edge=numbers.max(axis=1).fillna(0).clip(lower=0))
    frame[SHOWN] = [cut(name, look.label, look.width - 20) for name in names]
    gaps = {"paddingInner": 0.2, "paddingOuter": 0.1}
    base = chart_of(frame).encode(y=alt.Y(**row_axis(frame, gaps, labelPadding=8, **centred(14))))
    change = widest(frame["change_text"], look)
    scale = bar_scale(frame, ["value", "before"], widest(frame["value_text"], look) + change + 24)
    pieces = [*_breakdown_bars(base, words, look, scale), *_breakdown_texts(base, look)]
    if (numbers["value"] < 0).any():
        zero = chart_of(pd.DataFrame({"value": [0]})).mark_rule(color=look.c.rule)
        pieces.append(zero.encode(x=alt.X("value", type="quantitative")))
    if numbers["before"].notna().any():
        pairs = [(look.c.actual, words.label["value"]), (look.c.previous, words.label["before"])]
        pieces.append(key(pairs, look, -6))
    return finish(layered(*pieces), words, look, len(frame) * look.pick(34, 34, 46))


def _breakdown_bars(
    base: alt.Chart, words: Words, look: Look, scale: alt.Scale
) -> list[alt.Chart | alt.LayerChart]:
    hint = tips(
        category=words.label["category"],
        value_text=words.label["value"],
        before_text=words.label["before"],
        change_text="±",
    )
    shift = 8 if look.phone else 0
    then = base.mark_bar(size=look.pick(22, 20, 16), color=look.c.previous, yOffset=shift)
    now = base.mark_bar(size=look.pick(12, 11, 8), color=look.c.actual, yOffset=shift)
    return [
        bar.encode(x=alt.X(name, type="quantitative", axis=None, scale=scale), tooltip=hint)
        for bar, name in ((then, "before"), (now, "value"))
    ]


def _breakdown_texts(base: alt.Chart, look: Look) -> list[alt.Chart | alt.LayerChart]:
    """Return the value at the end of each bar, the change in a column of its own, phone names."""
    shift = 8 if look.phone else 0
    value = base.encode(x=alt.X("edge", type="quantitative"), text="value_text:N")
    hue = role("role", look, good_text="good_text", bad_text="bad_text", muted="muted")
    change = base.mark_text(align="right", fontSize=look.label, dy=shift).encode(
        x=alt.value({"expr": "width"}), text="change_text:N", color=hue
    )
    pieces = [label(value, look, align="left", dx=6, dy=shift, halo=False), change]
    if look.phone:
        name = base.encode(x=alt.value(0), text=f"{SHOWN}:N")
        pieces.append(label(name, look, align="left", dy=-10, halo=False))
    return pieces
