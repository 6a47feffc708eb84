"""Values over time: the trend, with the period before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.look import Look, day_axis, finish, month_axis
from shopkit.charts.marks import SHOWN, amount, blank, data, money, one, role, says, tips, word
from shopkit.i18n import Words

SERIES = {"before": "previous", "now": "actual"}
NAME_HEIGHT = 16  # px two names at the ends of lines need between them


def trend(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return this period as a line, the one before in grey on the same days; gaps stay open.

    Args:
        frame: t (date), series (now, before), value, value_text, t_text (the real date of a value).
        words: label holds t, value, now and before (names at the ends of the lines).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    days = pd.to_datetime(frame["t"]).dt.strftime("%Y-%m-%d")
    frame = frame.assign(t=days, value=frame["value"].astype(float)).sort_values("t", kind="stable")
    height = look.pick(250, 240, 230)
    names = [name for point in _line_ends(frame, height) for name in _name(point, words, look)]
    pieces = [*_lines(frame, look), *_lonely(frame, look), *names, _hover(frame, words, look)]
    return finish(pieces, words, look, height, data=data(frame))


def day_ticks(days: Sequence[str], look: Look, *, monthly: bool) -> alt.Axis:
    """Return an axis with ticks at these days, named as months or dated."""
    ticks = [pd.Timestamp(day).value // 10**6 for day in days]
    return alt.Axis(
        title=None,
        # as an expression: a plain list becomes dates, which vanish where eval is forbidden
        values={"expr": str(ticks)},
        labelExpr=(month_axis if monthly else day_axis)(look.lang),
        labelFlush=False,
        labelPadding=10,
        labelOverlap=False,
    )


def _time(field: str = "t") -> alt.X:
    return alt.X(field, type="temporal")


def _time_axis(frame: pd.DataFrame, look: Look) -> alt.X:
    """Return a time axis with a few ticks; months are named, anything finer is dated."""
    days = sorted(set(frame["t"]))
    monthly = len(days) > 1 and all(day.endswith("-01") for day in days)
    step = -(-len(days) // look.pick(13 if monthly else 9, 7, 5))
    axis = day_ticks(days[::step], look, monthly=monthly)
    # dates without a zone are read as UTC, so they are shown in UTC: the same day everywhere
    return alt.X("t", type="temporal", axis=axis, scale=alt.Scale(type="utc", nice=False))


def _lines(frame: pd.DataFrame, look: Look) -> list[alt.Chart]:
    place = {"x": _time_axis(frame, look), "y": money("value", look)}
    drawn = {"before": (1.75, look.c.previous), "now": (2.25, look.c.actual)}
    return [
        alt.Chart()
        .mark_line(strokeWidth=wide, color=colour)
        .encode(**place)
        .transform_filter(f"datum.series=='{name}'")
        for name, (wide, colour) in drawn.items()
        if (frame["series"] == name).any()
    ]


def _lonely(frame: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """Return points for known values between two gaps, where a line has no length."""
    alone = []
    for _, line in frame.groupby("series"):
        known = line["value"].notna()
        near = known.shift(1, fill_value=False) | known.shift(-1, fill_value=False)
        alone.append(line[known & ~near])
    dots = pd.concat(alone)
    if dots.empty:
        return []
    hue = role("series", look, **SERIES)
    base = alt.Chart(data(dots)).mark_point(size=36)
    return [base.encode(x=_time(), y=amount(alt.Y, "value"), color=hue)]


def _line_ends(frame: pd.DataFrame, height: float) -> list[dict[str, Any]]:
    """Return the last known point of each line, with the shift in px that keeps names apart."""
    known = frame[frame["value"].notna()]
    ends = known.groupby("series", sort=False).tail(1).sort_values("value", ascending=False)
    reach = max(known["value"].max(), 0) - min(known["value"].min(), 0) or 1
    points = cast("list[dict[str, Any]]", ends[["t", "value", "series"]].to_dict("records"))
    between = (points[0]["value"] - points[-1]["value"]) / reach * height
    push = max(0.0, NAME_HEIGHT - between) / 2 if len(points) > 1 else 0.0
    last = frame["t"].max()
    return [
        {**point, "last": last, "dy": round(push * (1 if n else -1), 1)}
        for n, point in enumerate(points)
    ]


def _name(point: dict[str, Any], words: Words, look: Look) -> list[alt.Chart]:
    """Return the name of a line right of the last date, and a point where this period ends."""
    now = point["series"] == "now"
    row = alt.Chart(one(**point, **{SHOWN: words.label[point["series"]]}))
    named = row.encode(x=_time("last"), y=amount(alt.Y, "value"), text=word(SHOWN))
    style = {"color": look.c.actual, "fontWeight": "bold"} if now else {"color": look.c.muted}
    said = says(named, look, **{**style, "align": "left", "dx": 8, "dy": point["dy"]})
    dot = row.mark_point(size=40, color=look.c.actual)
    return [dot.encode(x=_time(), y=amount(alt.Y, "value")), *said] if now else said


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a date: the day and what each line says there."""
    earlier = frame["series"] == "before"
    dated = frame["value_text"] + " · " + frame["t_text"].astype(str)
    said = frame["value_text"].where(~earlier, dated)
    wide = frame.assign(said=said).pivot_table(
        index="t", columns="series", values="said", aggfunc="first"
    )
    days = frame.sort_values("series", ascending=False).groupby("t")["t_text"].first()
    return wide.assign(day=days).reset_index()


def _hover(frame: pd.DataFrame, words: Words, look: Look) -> alt.Chart:
    """Return invisible rules, one a date, that tell the values of both lines."""
    told = _told(frame)
    heads = {"day": words.label["t"]}
    heads |= {name: words.label[name] for name in ("now", "before") if name in told}
    wide = min(60.0, max(8.0, look.width * 0.8 / len(told)))
    rules = alt.Chart(data(told)).mark_rule(opacity=0, strokeWidth=wide)
    return cast("alt.Chart", rules.encode(x=_time(), tooltip=tips(**heads)))
