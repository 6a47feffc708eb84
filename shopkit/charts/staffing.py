"""Pictures of people: the organisation, who does which duty, policies, hires by month.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from shopkit.charts.fit import cut
from shopkit.charts.grid import heads
from shopkit.charts.look import SMALL, Look, finish
from shopkit.charts.lying import named_rows, names_above
from shopkit.charts.marks import (
    ROW,
    SHOWN,
    amount,
    blank,
    centred,
    data,
    note,
    role,
    row_axis,
    rows,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.stacks import end_names, fills, hue, moments

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["duties", "hires", "organisation"]

BOXES = {"shop": "previous", "department": "actual_soft", "lead": "forecast", "post": "actual"}
INDENT = 18  # px a level of the organisation
STATES = {"nobody": "bad", "single": "highlight", "shared": "actual_soft"}
SOFT = {"nobody": "neutral", "single": "highlight", "shared": "band"}  # behind words


def organisation(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the shop, its departments and their posts as a tree, with a bar of people at each.

    Args:
        frame: one row a box, each below the one it belongs to: n (its place), parent (place of
            that one; NaN at the top), depth (0 at the top), box (shop, department, lead or post),
            name, heads, heads_text.
        words: label holds name and heads.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    frame = rows(frame, [[""]] * len(frame))
    frame["left"] = frame["depth"].astype(float) * INDENT
    room = look.pick(300, 250, 190)
    cuts = [room - left - 12 for left in frame["left"]]
    pairs = zip(frame["name"], cuts, strict=True)
    frame[SHOWN] = [cut(str(name), look.label, wide) for name, wide in pairs]
    hint = tips(name=words.label["name"], heads_text=words.label["heads"])
    y = row_axis(alt.Y, frame, {"paddingInner": 0.3}, labels=False)
    most = float(frame["heads"].astype(float).abs().max()) or 1.0
    reach: list[Any] = [room, {"expr": f"max({room + 20},width-{_end(frame, look):.0f})"}]
    scale = alt.Scale(domain=[0, most], nice=False, range=reach)
    x = amount(alt.X, "heads", axis=None, scale=scale)
    bar = alt.Chart().mark_bar(size=12).encode(y=y, x=x, color=role("box", look, **BOXES))
    end = alt.Chart().encode(y=y, x=x, text=word("heads_text"))
    pieces = [
        *_elbows(frame, look),
        *_names(frame, y, look),
        bar.encode(tooltip=hint),
        *says(end, look, align="left", dx=6, halo=False),
    ]
    return finish(pieces, words, look, len(frame) * look.pick(26, 25, 26), data=data(frame))


def _end(frame: pd.DataFrame, look: Look) -> float:
    return widest(frame["heads_text"], look) + 12


def _names(frame: pd.DataFrame, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Return the name of each box where its branch begins; departments in bold."""
    pieces: list[alt.Chart] = []
    for depth, level in frame.groupby("depth"):
        named = alt.Chart(data(level)).encode(
            y=y, x=alt.value(float(cast("float", depth)) * INDENT + 4), text=word(SHOWN)
        )
        bold = "bold" if level["box"].isin(["shop", "department"]).all() else "normal"
        pieces += says(named, look, align="left", fontWeight=bold, halo=False)
    return pieces


def _elbows(frame: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """Return the lines from each box down to those below it, and across to each of them."""
    place = dict(zip(frame["n"], frame[ROW], strict=True))
    below = frame[frame["parent"].isin(list(place))]
    pieces: list[alt.Chart] = []
    for depth, level in below.groupby("depth"):
        at = (float(cast("float", depth)) - 1) * INDENT + 8
        line = alt.Chart(data(level)).mark_rule(color=look.c.rule)
        across = line.encode(
            y=alt.Y(ROW, type="nominal"), x=alt.value(at), x2=alt.value(at + INDENT - 8)
        )
        last = level.drop_duplicates("parent", keep="last")
        last = last.assign(above=[place[n] for n in last["parent"]])
        down = alt.Chart(data(last)).mark_rule(color=look.c.rule)
        top = alt.Y("above", type="nominal", bandPosition=1)
        drop = down.encode(y=top, y2=alt.Y2(ROW, bandPosition=0.5), x=alt.value(at))
        pieces += [cast("alt.Chart", across), cast("alt.Chart", drop)]
    return pieces


def duties(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return which post does which duty; what nobody or one person does is said beside it.

    Args:
        frame: one row a duty and post that does it: n (place of the duty), duty, post (empty
            where nobody does it), heads_text, posts_text (all of them), state (nobody, single,
            shared), state_text.
        words: label holds duty, post, heads and state (head of the last column).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    once = frame.drop_duplicates("n")
    room = look.pick(190, 130, 0)
    side = widest(once["state_text"], look) + 14
    named = named_rows(once, [str(name) for name in once["duty"]], look, room, side)
    place = dict(zip(named["n"], named[ROW], strict=True))
    y = row_axis(alt.Y, named, {"paddingInner": 0.12}, labelPadding=8, **centred(13))
    hint = tips(duty=words.label["duty"], posts_text=words.label["post"])
    hint += tips(state_text=words.label["state"])
    state = alt.Chart(data(named)).encode(
        y=y, x=alt.value({"expr": "width"}), text=word("state_text")
    )
    dy = -10 if look.phone else 0
    ends = says(state, look, align="right", dy=dy, halo=False)
    if look.phone:
        pieces = [*_duty_list(named, y, look, hint), *names_above(y, look, -10), *ends]
        return finish(pieces, words, look, len(named) * 40, data=data(named))
    held = frame[frame["post"] != ""]
    held = held.assign(**{ROW: held["n"].map(place)})
    cells = _duty_cells(held, (room, side), y, look, hint)
    head = note(words.label["state"], look, {"expr": "width"}, -6, align="right", baseline="bottom")
    height = len(named) * 30
    return finish([*_stripes(named, y, look, hint), *cells, *ends, head], words, look, height)


def _stripes(named: pd.DataFrame, y: alt.Y, look: Look, hint: list[alt.Tooltip]) -> list[alt.Chart]:
    """Return a pale bar behind each duty; darker at the left where it needs a second look."""
    base = alt.Chart(data(named))
    ground = base.mark_bar(color=look.c.panel).encode(
        y=y, x=alt.value(0), x2=alt.value({"expr": "width"}), tooltip=hint
    )
    edge = base.mark_bar().encode(
        y=y, x=alt.value(0), x2=alt.value(5), color=role("state", look, **STATES)
    )
    return [cast("alt.Chart", ground), cast("alt.Chart", edge)]


def _duty_cells(
    held: pd.DataFrame, sides: tuple[float, float], y: alt.Y, look: Look, hint: list[alt.Tooltip]
) -> list[alt.Chart]:
    """Return a box with its people for each duty and post, the posts named above."""
    posts = [str(post) for post in held["post"].drop_duplicates()]
    if not posts:
        return []
    inner = look.width - sides[0] - sides[1] - 30
    said = heads(posts, inner / len(posts) - 4)
    lines = ["|".join(line.replace("|", "｜") for line in each) for each in said.lines]
    names = {post: f"{n}|{line}" for n, (post, line) in enumerate(zip(posts, lines, strict=True))}
    shown = held.assign(column=held["post"].astype(str).map(names))
    reach: list[Any] = [10, {"expr": f"max(60,width-{sides[1]:.0f})"}]
    axis = alt.Axis(title=None, labelExpr="slice(split(datum.label,'|'),1)", **said.axis)
    scale = alt.Scale(domain=list(names.values()), range=reach, paddingInner=0.2)
    x = alt.X("column", type="nominal", axis=axis, scale=scale)
    base = alt.Chart(data(shown)).encode(x=x, y=y)
    box = base.mark_rect(stroke=look.c.paper, strokeWidth=2)
    return [
        box.encode(color=role("state", look, **STATES), tooltip=hint),
        *says(base.encode(text=word("heads_text")), look, halo=False, fontWeight="bold"),
    ]


def _duty_list(
    named: pd.DataFrame, y: alt.Y, look: Look, hint: list[alt.Tooltip]
) -> list[alt.Chart]:
    """Return the posts of each duty in a bar of its state, below its name."""
    named["posts"] = [cut(str(said), SMALL, look.width - 30) for said in named["posts_text"]]
    bar = alt.Chart(data(named)).mark_bar(size=17, yOffset=8)
    text = alt.Chart(data(named)).encode(y=y, x=alt.value(6), text=word("posts"))
    return [
        bar.encode(
            y=y,
            x=alt.value(0),
            x2=alt.value({"expr": "width"}),
            color=role("state", look, **SOFT),
            tooltip=hint,
        ),
        *says(text, look, align="left", dy=8, fontSize=SMALL, halo=False),
    ]


def hires(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the people of each month as steps, department on department.

    Args:
        frame: one row a month and department, in order: n (place of the month), moment_text
            (lines parted by "|"), name, low, high (people below and with it), value_text, total
            (people of the month), total_text (on one row of a month; empty where nothing changed).
        words: label holds t, name and value.
        look: language, size, frame.
    """
    if frame.empty or frame["high"].isna().all():
        return blank(words, look)
    frame, x = moments(frame, look, paddingInner=0, paddingOuter=0)
    names = frame["name"].astype(str).drop_duplicates().tolist()
    kinds = {name: str(n) for n, name in enumerate(names)}
    frame = frame.assign(kind=frame["name"].astype(str).map(kinds))
    numbers = frame[["low", "high", "total"]].astype(float)
    low, high = min(0.0, float(numbers.min().min())), float(numbers.max().max())
    domain = [low, (high - low) * 1.12 + low or 1.0]
    height = look.pick(250, 240, 230)
    axis = alt.Axis(title=None, tickMinStep=1, format=",d")
    y = amount(alt.Y, "low", axis=axis, scale=alt.Scale(domain=domain, nice=False))
    hint = tips(told=words.label["t"], name=words.label["name"], value_text=words.label["value"])
    bar = alt.Chart().mark_bar(width={"band": 1.02})
    edge = alt.Chart().mark_rule(color=look.c.paper, strokeWidth=1.5)
    left = alt.X(ROW, type="nominal", bandPosition=0)
    colour = hue("kind", fills(list(kinds.values()), look))
    top = alt.Chart().encode(x=x, y=amount(alt.Y, "total"), text=word("total_text"))
    last = frame[frame["n"] == frame["n"].max()]
    middle = ((last["low"].astype(float) + last["high"].astype(float)) / 2).fillna(0)
    ends = list(zip(middle, last["name"].astype(str), strict=True))
    room = look.pick(150, 120, 90)
    cuts = [(at, cut(name, look.label, room)) for at, name in ends]
    right = alt.X(ROW, type="nominal", bandPosition=1)
    span = (domain[0], height / (domain[1] - domain[0]))
    pieces = [
        bar.encode(x=x, y=y, y2=alt.Y2("high"), color=colour, tooltip=hint),
        edge.encode(x=left, x2=alt.X2(ROW, bandPosition=1), y=amount(alt.Y, "high")),
        *says(top, look, dy=-9, fontWeight="bold"),
        *end_names(cuts, right, span, look, **{ROW: str(last[ROW].iloc[0])}),
    ]
    return finish(pieces, words, look, height, data=data(frame))
