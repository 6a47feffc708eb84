"""Pictures of targets: will the period make it, and the months of a year against theirs."""

from __future__ import annotations

from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import text_width
from shopkit.charts.look import LABEL, Look, finish
from shopkit.charts.marks import (
    SHOWN,
    amount,
    bar_scale,
    blank,
    data,
    key,
    money,
    one,
    row_axis,
    rows,
    says,
    tips,
    word,
)
from shopkit.charts.trend import day_ticks
from shopkit.i18n import Words

LINES: dict[str, dict[str, Any]] = {  # drawn in this order
    "plan": {"strokeWidth": 1.25, "color": "plan"},
    "pace": {"strokeWidth": 2, "color": "forecast", "strokeDash": [5, 4]},
    "actual": {"strokeWidth": 2.5, "color": "actual"},
}
NAME_HEIGHT = 16


def pace(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the sum of sales so far, the plan as a thin line, the pace dashed to the end.

    Args:
        frame: t (date), series (actual, plan, pace), value, value_text.
        words: label holds t, actual, plan and pace (names at the ends of the lines).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    days = pd.to_datetime(frame["t"]).dt.strftime("%Y-%m-%d")
    frame = frame.assign(t=days, value=frame["value"].astype(float))
    height = look.pick(260, 240, 230)
    lines = [_line(name, frame, look) for name in LINES if (frame["series"] == name).any()]
    names = [piece for end in _ends(frame, height) for piece in _name(end, words, look)]
    pieces = [*lines, *names, _hover(frame, words, look)]
    return finish(pieces, words, look, height, data=data(frame))


def _line(name: str, frame: pd.DataFrame, look: Look) -> alt.Chart:
    style = {**LINES[name], "color": getattr(look.c, LINES[name]["color"])}
    days = sorted(set(frame["t"]))
    axis = day_ticks(days[:: -(-len(days) // look.pick(9, 7, 5))], look, monthly=False)
    scale = alt.Scale(type="utc", nice=False)
    x = alt.X("t", type="temporal", axis=axis, scale=scale)
    line = alt.Chart().mark_line(**style).encode(x=x, y=money("value", look))
    return cast("alt.Chart", line.transform_filter(f"datum.series=='{name}'"))


def _ends(frame: pd.DataFrame, height: float) -> list[dict[str, Any]]:
    """Return the last point of each line, shifted in px so that names do not touch."""
    known = frame[frame["value"].notna()]
    ends = known.groupby("series", sort=False).tail(1).sort_values("value", ascending=False)
    reach = float(known["value"].max()) or 1.0
    points = cast("list[dict[str, Any]]", ends[["t", "value", "series"]].to_dict("records"))
    last, floor = frame["t"].max(), -NAME_HEIGHT * 1.0
    for point in points:
        point["early"] = point["t"] < last
        if point["early"]:
            point["dy"] = -10.0
            continue
        place = max(height * (1 - point["value"] / reach), floor + NAME_HEIGHT)
        point["dy"] = round(place - height * (1 - point["value"] / reach), 1)
        floor = place
    return points


def _name(point: dict[str, Any], words: Words, look: Look) -> list[alt.Chart]:
    """Return the name of a line where it ends, above the end of one that stops early."""
    series = point["series"]
    row = alt.Chart(one(**point, **{SHOWN: words.label[series]}))
    named = row.encode(x=_time(), y=amount(alt.Y, "value"), text=word(SHOWN))
    inks = {"actual": look.c.actual, "plan": look.c.ink, "pace": look.c.muted}
    weight = "bold" if series == "actual" else "normal"
    left = {"align": "right", "dx": -6}
    side: dict[str, Any] = left if point["early"] else {"align": "left", "dx": 8}
    said = says(named, look, color=inks[series], fontWeight=weight, dy=point["dy"], **side)
    dot = row.mark_point(size=40, color=look.c.actual).encode(x=_time(), y=amount(alt.Y, "value"))
    return [dot, *said] if series == "actual" else said


def _time() -> alt.X:
    return alt.X("t", type="temporal")


def _hover(frame: pd.DataFrame, words: Words, look: Look) -> alt.Chart:
    """Return invisible rules, one a day, that tell the values of every line."""
    told = frame.pivot_table(index="t", columns="series", values="value_text", aggfunc="first")
    told = told.reset_index().assign(day=lambda wide: wide["t"])
    heads = {"day": words.label["t"]}
    heads |= {name: words.label[name] for name in reversed(LINES) if name in told}
    rules = alt.Chart(data(told)).mark_rule(opacity=0, strokeWidth=look.width / len(told))
    return cast("alt.Chart", rules.encode(x=_time(), tooltip=tips(**heads)))


def months(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return what each span brought as a lying bar, its target as a tick.

    Args:
        frame: one row a span, in order: name, value (may be unknown), target, value_text,
            target_text, locked (the target is fixed).
        words: label holds name, value and target.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    frame = rows(frame, [[str(name)] for name in frame["name"]])
    y = row_axis(alt.Y, frame, {"paddingInner": 0.35, "paddingOuter": 0.15})
    room = max(text_width(str(said), LABEL) for said in frame["end_text"]) + 20
    frame["end"] = frame[["value", "target"]].astype(float).max(axis=1)
    scale = bar_scale(frame, ["value", "target"], room)
    hint = tips(name=words.label["name"], target_text=words.label["target"])
    hint += tips(value_text=words.label["value"])
    x, aim = (amount(alt.X, at, axis=None, scale=scale) for at in ("value", "target"))
    bars = alt.Chart().mark_bar(size=13, color=look.c.actual).encode(y=y, x=x, tooltip=hint)
    halo = alt.Chart().mark_tick(size=22, thickness=6, color=look.c.paper)
    ticks = alt.Chart().mark_tick(size=22, thickness=2.5, color=look.c.plan)
    told = alt.Chart().encode(y=y, x=amount(alt.X, "end"), text=word("end_text"))
    said = says(told, look, align="left", dx=8, halo=False)
    pairs = [(look.c.plan, words.label["target"])]
    if frame["value"].notna().any():
        pairs.insert(0, (look.c.actual, words.label["value"]))
    aims = [tick.encode(y=y, x=aim, tooltip=hint) for tick in (halo, ticks)]
    pieces = [bars, *aims, *said, *key(pairs, look, -6)]
    return finish(pieces, words, look, len(frame) * 28, data=data(frame))
