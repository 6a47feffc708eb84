"""Pictures of customer service: agents needed and there by the hour, service by agents, a roster.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from shopkit.charts.fit import cut, text_width
from shopkit.charts.grid import heads
from shopkit.charts.look import SMALL, Look, finish
from shopkit.charts.marks import (
    ROW,
    Channel,
    amount,
    blank,
    data,
    either,
    row_axis,
    rows,
    says,
    tips,
    word,
)
from shopkit.charts.stacks import FLAT, fills, hue, keys, lines_at

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["hours", "levels", "roster"]

DOWN = 58.0  # px of a name that runs downwards on a phone
SOFT = 0.42  # of a fill behind a letter, which must be read
MOST_TICKS = 5
PER_CENT = "format(datum.value,'.0%')"


def hours(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the agents an hour needs as steps, those who are there as bars; gaps are named.

    Args:
        frame: one row an hour, in order: hour_text, need, value (agents there; may be unknown),
            need_text, value_text, gap_text (what is missing, in words; empty where nothing is or
            a neighbour says it), short (agents missing), peak (flag), peak_text (on the first
            hour of a peak).
        words: label holds hour, need, value and short.
        look: language, size, frame.
    """
    if frame.empty or frame[["need", "value"]].astype(float).isna().all(axis=None):
        return blank(words, look)
    step = look.pick(1, 2, 3)
    said = [str(hour) if n % step == 0 else "" for n, hour in enumerate(frame["hour_text"])]
    frame = rows(frame, [[one_] for one_ in said])
    numbers = frame[["need", "value"]].astype(float)
    missing = frame["short"].astype(float).fillna(0)
    frame = frame.assign(edge=numbers["value"].fillna(0) + missing, lack=missing > 0)
    top = float(numbers.max(axis=1).max()) or 1.0
    height = look.pick(240, 230, 220)
    x = row_axis(alt.X, frame, {"paddingInner": 0, "paddingOuter": 0}, **FLAT)
    scale = alt.Scale(domain=[0, top * 1.22], nice=False)
    whole = list(range(0, int(top) + 2, max(1, round(top / MOST_TICKS))))  # no half agents
    axis = alt.Axis(title=None, values=whole, format=",d")
    y = amount(alt.Y, "need", scale=scale, axis=axis)
    hint = tips(hour_text=words.label["hour"], need_text=words.label["need"])
    hint += tips(value_text=words.label["value"])
    pieces = [
        *_peaks(x, height, look),
        alt.Chart()
        .mark_bar(width={"band": 1.02}, color=look.c.band)
        .encode(x=x, y=y, tooltip=hint),
        _edge(look),
        *_there(x, look, hint),
        *_key(frame, words, look),
    ]
    return finish(pieces, words, look, height, data=data(frame))


def _peaks(x: alt.X, height: float, look: Look) -> list[alt.Chart]:
    """Return the shade behind peak hours and their name at its top."""
    shade = alt.Chart().mark_bar(width={"band": 1}, color=look.c.highlight, opacity=0.18)
    drawn = shade.encode(x=x, y=alt.value(0), y2=alt.value(height)).transform_filter("datum.peak")
    left = alt.X(ROW, type="nominal", bandPosition=0)
    named = alt.Chart().encode(x=left, y=alt.value(10), text=word("peak_text"))
    return [cast("alt.Chart", drawn), *says(named, look, align="left", dx=3, fontSize=SMALL)]


def _edge(look: Look) -> alt.Chart:
    """Return the upper edge of what is needed, so that it reads where bars cover it."""
    left, right = alt.X(ROW, type="nominal", bandPosition=0), alt.X2(ROW, bandPosition=1)
    line = alt.Chart().mark_rule(color=look.c.ink, strokeWidth=1.5)
    return cast("alt.Chart", line.encode(x=left, x2=right, y=amount(alt.Y, "need")))


def _there(x: alt.X, look: Look, hint: list[alt.Tooltip]) -> list[alt.Chart]:
    """Return the bars of who is there, what is missing above them in a frame, and how much."""
    bar = alt.Chart().mark_bar(width={"band": 0.55}, color=look.c.actual)
    lack = alt.Chart().mark_bar(width={"band": 0.55}, fill=look.c.bad, stroke=look.c.ink)
    gap = alt.Chart().encode(x=x, y=amount(alt.Y, "edge"), text=word("gap_text"))
    ends = {"y": amount(alt.Y, "value"), "y2": alt.Y2("edge")}
    return [
        bar.encode(x=x, y=amount(alt.Y, "value"), tooltip=hint),
        lack.encode(x=x, **ends, tooltip=hint).transform_filter("datum.lack"),
        *says(gap, look, dy=-9, fontWeight="bold", color=look.c.bad_text),
    ]


def _key(frame: pd.DataFrame, words: Words, look: Look) -> list[alt.Chart]:
    pairs = [(look.c.band, words.label["need"])]
    if frame["value"].notna().any():
        pairs.append((look.c.actual, words.label["value"]))
    if frame["lack"].any():
        pairs.append((look.c.bad, words.label["short"]))
    return keys(pairs, look, 30)


def levels(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the share of chats taken in time by the number of agents, with the target as a line.

    Args:
        frame: one row a number of agents, in order: agents_text, wait_text, value (0-1),
            value_text, target (0-1, the same in all rows), kind (below, enough, least: the
            fewest that reach it), least_text (on that row).
        words: label holds agents, wait, value and target (the line's name).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    pairs = zip(frame["agents_text"], frame["wait_text"], strict=True)
    frame = rows(frame, [[str(said) for said in pair] for pair in pairs])
    flat = {**FLAT, "labelLineHeight": 15}
    x = row_axis(alt.X, frame, {"paddingOuter": 0.2}, **flat)
    values = frame["value"].astype(float)
    low, high = min(0.0, float(values.min())), max(1.0, float(values.max()))
    scale = alt.Scale(domain=[low, high * 1.12], nice=False)
    axis = alt.Axis(title=None, labelExpr=PER_CENT, values=[0, 0.25, 0.5, 0.75, 1])
    y = amount(alt.Y, "value", scale=scale, axis=axis)
    hint = tips(agents_text=words.label["agents"], value_text=words.label["value"])
    hint += tips(wait_text=words.label["wait"])
    fill = either("datum.kind=='below'", look.c.paper, look.c.actual)
    size = alt.condition("datum.kind=='least'", alt.value(150), alt.value(70))
    dot = alt.Chart().mark_point(filled=True, stroke=look.c.actual, strokeWidth=2, opacity=1)
    shown = alt.Chart().encode(x=x, y=y, text=word("value_text"))
    least = alt.Chart().encode(x=x, y=y, text=word("least_text"))
    target = float(frame["target"].astype(float).iloc[0])
    pieces = [
        alt.Chart().mark_line(color=look.c.actual).encode(x=x, y=y),
        *lines_at([(target, words.label["target"])], look, right=True, under=True),
        dot.encode(x=x, y=y, fill=fill, size=size, tooltip=hint),
        *says(shown, look, dy=-13),
        *says(least, look, align="left", dx=8, dy=20, fontWeight="bold"),
    ]
    return finish(pieces, words, look, look.pick(250, 240, 230), data=data(frame))


def roster(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return who works which shift on which day; on a phone the days are rows.

    Args:
        frame: one row a person and day: n (place of the person), worker, day (place of the day),
            day_text (its lines parted by "|"), weekend (flag), kind (place of the shift; −1 on a
            day off), shift_text (its sign, one or two letters; empty on a day off), told_text
            (shift and hours), name_text (sign, name and hours of the shift), date_text.
        words: label holds worker, day, shift and weekend.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    people, days = frame["n"].nunique(), frame["day"].nunique()
    frame, x, y, left, above = _phone_table(frame, look) if look.phone else _table(frame, look)
    worked = frame[frame["kind"].astype(float) >= 0]
    worked = worked.assign(kind=worked["kind"].astype(int).astype(str))
    kinds = worked.drop_duplicates("kind").sort_values("kind")
    colours = fills(kinds["kind"].tolist(), look)
    hint = tips(worker=words.label["worker"], date_text=words.label["day"])
    hint += tips(told_text=words.label["shift"])
    base = alt.Chart(data(worked)).encode(x=x, y=y, tooltip=hint)
    free = alt.Chart(data(frame)).encode(x=x, y=y, tooltip=hint)
    weekend = free.mark_rect(fill=look.c.neutral, stroke=look.c.paper, strokeWidth=1)
    cells = base.mark_rect(stroke=look.c.paper, strokeWidth=1.5, opacity=SOFT)
    pieces = [
        free.mark_rect(fill=look.c.panel, stroke=look.c.paper, strokeWidth=1),
        cast("alt.Chart", weekend.transform_filter("datum.weekend")),
        base.mark_rect(fill=look.c.paper),
        cells.encode(color=hue("kind", colours)),
        base.mark_text(fontSize=SMALL, color=look.c.ink).encode(text=word("shift_text")),
    ]
    shown = zip(kinds["kind"], kinds["name_text"], strict=True)
    pairs = [(colours[str(kind)], str(name)) for kind, name in shown]
    pairs.append((look.c.neutral, words.label["weekend"]))
    height = days * 19 if look.phone else people * 24
    return finish([*pieces, *keys(pairs, look, left, above)], words, look, height)


Table = tuple["pd.DataFrame", alt.X, alt.Y, float, float]


def _table(frame: pd.DataFrame, look: Look) -> Table:
    """Return the frame with people as rows and days as columns, and the px beside and above."""
    room = look.pick(110.0, 84.0, 0.0)
    names = [_numbered(str(n), look.label, room).replace("|", "｜") for n in frame["worker"]]
    cell = (look.width - room - 24) / frame["day"].nunique()
    days = [_short(str(day), cell) for day in frame["day_text"]]
    placed = frame.assign(
        person=[f"{n}|{name}" for n, name in zip(frame["n"], names, strict=True)],
        place=[f"{n}|{day}" for n, day in zip(frame["day"], days, strict=True)],
    )
    x = _ordered(alt.X, placed, ("day", "place"), {**FLAT, "labelFontSize": SMALL})
    return placed, x, _ordered(alt.Y, placed, ("n", "person"), {}), room, 8


def _numbered(name: str, size: float, width: float) -> str:
    """Return a person's name that fits a width in px and keeps the number at its end.

    Example:
        >>> _numbered("Customer service 12", 12, 80)
        'Customer… 12'
    """
    head = name.rstrip("0123456789")
    tail = " " * (head != head.rstrip()) + name[len(head) :]
    if text_width(name, size) <= width or not tail.strip():
        return cut(name, size, width)
    return cut(head.rstrip(), size, width - text_width(tail, size)) + tail


def _short(day: str, cell: float) -> str:
    """Return the lines of a day; a name that is wider than its cell is its first letter."""
    first, *more = day.split("|")
    return "|".join([first, *(m if text_width(m, SMALL) < cell - 3 else m[:1] for m in more)])


def _phone_table(frame: pd.DataFrame, look: Look) -> Table:
    """Return the same turned: days as rows, people as columns."""
    people = frame.drop_duplicates("n").sort_values("n")
    cell = (look.width - 62) / len(people)
    said = heads([str(name) for name in people["worker"]], cell)
    if said.axis["labelAngle"]:
        shown = [_numbered(str(name), SMALL, DOWN) for name in people["worker"]]
        said = heads(shown, cell, DOWN)
    lines = ["|".join(line.replace("|", "｜") for line in one_) for one_ in said.lines]
    named = dict(zip(people["n"], lines, strict=True))
    days = [str(day).replace("|", " ") for day in frame["day_text"]]
    placed = frame.assign(
        person=[f"{n}|{named[n]}" for n in frame["n"]],
        place=[f"{n}|{day}" for n, day in zip(frame["day"], days, strict=True)],
    )
    x = _ordered(alt.X, placed, ("n", "person"), said.axis)
    return placed, x, _ordered(alt.Y, placed, ("day", "place"), {}), 50, said.height + 12


def _ordered(
    channel: type[Channel], frame: pd.DataFrame, by: tuple[str, str], axis: dict[str, Any]
) -> Channel:
    """Return a band axis of a column, in the order of another, that shows the lines of names."""
    lines = "slice(split(datum.label,'|'),1)"
    names = frame.drop_duplicates(by[1]).sort_values(by[0])[by[1]].tolist()
    shown = alt.Axis(title=None, labelExpr=lines, **{"labelOverlap": False, **axis})
    scale = alt.Scale(domain=names, paddingInner=0, paddingOuter=0)
    return channel(by[1], type="nominal", axis=shown, scale=scale)
