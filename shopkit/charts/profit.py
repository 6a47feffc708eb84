"""Pictures of profit: from the amount paid to what is left, who earns and who loses, over time.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import wrap_cut
from shopkit.charts.look import LABEL, SMALL, Look, finish
from shopkit.charts.lying import hollow, links, named_rows, names_above
from shopkit.charts.marks import (
    ROW,
    Encoding,
    amount,
    bar_scale,
    blank,
    centred,
    data,
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
from shopkit.i18n import Words

__all__ = ["bars", "bridge", "columns"]

STEPS = {"paid": "previous", "cost": "actual_soft", "worst": "bad", "left": "actual"}
OPEN = ("unknown", "left_out")  # hollow: an amount nobody knows the profit of, or no amount at all
BARS = {"gain": "actual", "loss": "bad", "rest": "neutral"}
MANY = 12  # rows from which on they stand closer
COLUMN = 68  # px a column of texts takes beside bars


def bridge(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the way from the amount paid to what is left, a row a step; unknown is hollow.

    Args:
        frame: one row a step, in order: step, kind (paid, cost, worst, unknown, left_out, left),
            low, high, level (what is left after the step), value_text, share_text.
        words: label holds step, amount and share (head of the last column).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    room = look.pick(170, 130, 92)
    frame = rows(frame, [wrap_cut(str(said), look.label, room) for said in frame["step"]])
    numbers = frame[["low", "high"]].astype(float)
    frame = frame.assign(edge=numbers.max(axis=1).fillna(0))
    y = row_axis(alt.Y, frame, {"paddingInner": 0.3, "paddingOuter": 0.1}, **centred(14))
    reserve = widest(frame["value_text"], look) * 1.1 + 10 + (0 if look.phone else COLUMN)
    x = amount(alt.X, "low", axis=None, scale=bar_scale(frame, ["low", "high"], reserve))
    place = {"y": y, "x": x, "x2": alt.X2("high")}
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("value_text"))
    said = says(end, look, align="left", dx=6, fontWeight="bold", halo=False)
    share = [] if look.phone else _column(y, "share_text", words.label["share"], "width", look)
    pieces = [*_steps(place, words, look), *links(frame, look, lying=True), *said, *share]
    return finish(pieces, words, look, len(frame) * look.pick(31, 30, 34), data=data(frame))


def _steps(place: Encoding, words: Words, look: Look) -> list[alt.Chart]:
    """Return the bars of the steps; what is not known is hollow."""
    label = words.label
    hint = tips(step=label["step"], value_text=label["amount"], share_text=label["share"])
    open_ = "||".join(f"datum.kind=='{kind}'" for kind in OPEN)
    solid = alt.Chart().mark_bar().encode(**place, color=role("kind", look, **STEPS), tooltip=hint)
    return [
        cast("alt.Chart", solid.transform_filter(f"!({open_})")),
        hollow(look).encode(**place, tooltip=hint).transform_filter(open_),
    ]


def _column(y: alt.Y, field: str, head: str, at: str, look: Look) -> list[alt.Chart]:
    """Return a column of texts that ends at a place, with its heading above."""
    place = {"expr": at}
    said = alt.Chart().mark_text(align="right", fontSize=look.label, color=look.c.muted)
    return [
        said.encode(y=y, x=alt.value(place), text=word(field)),
        note(head, look, place, -4, align="right", baseline="bottom"),
    ]


def bars(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one lying bar a row around zero, and two columns of texts; a loss lies left of zero.

    Args:
        frame: one row a thing, in order: category, value, value_text, kind (gain, loss, rest),
            first_text, second_text.
        words: label holds category, value, first and second (heads of the columns).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    room = look.pick(200, 128, 0)
    frame = named_rows(frame, names, look, room, 150)
    frame["edge"] = frame["value"].astype(float).fillna(0).clip(lower=0)
    y = row_axis(alt.Y, frame, {"paddingInner": 0.2}, labelPadding=8, **centred(14))
    sides = (_sides_above if look.phone else _sides_beside)(y, words, look)
    pieces = [*_bars(frame, y, words, look), *sides]
    tall = len(frame) <= MANY or frame[ROW].str.count(r"\|").gt(1).any()
    height = len(frame) * (48 if look.phone else 34 if tall else 28)
    return finish(pieces, words, look, height, data=data(frame))


def _bars(frame: pd.DataFrame, y: alt.Y, words: Words, look: Look) -> list[alt.Chart]:
    """Return the bars with their amounts right of them; those of losses right of zero."""
    heads = {f"{name}_text": words.label[name] for name in ("value", "first", "second")}
    hint = tips(category=words.label["category"], **heads)
    reserve = widest(frame["value_text"], look) * 1.1 + 12 + (0 if look.phone else 2 * COLUMN)
    x = amount(alt.X, "value", axis=None, scale=bar_scale(frame, ["value"], reserve))
    shift = 9 if look.phone else 0
    bar = alt.Chart().mark_bar(size=look.pick(15, 14, 14), yOffset=shift)
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("value_text"))
    zero = alt.Chart(one(value=0)).mark_rule(color=look.c.rule)
    return [
        bar.encode(y=y, x=x, color=role("kind", look, **BARS), tooltip=hint),
        # on a phone names stand where the line would be
        *([] if look.phone else [zero.encode(x=amount(alt.X, "value"))]),
        *says(end, look, align="left", dx=6, dy=shift, fontWeight="bold", halo=False),
    ]


def _sides_beside(y: alt.Y, words: Words, look: Look) -> list[alt.Chart]:
    label = words.label
    return [
        *_column(y, "first_text", label["first"], f"width-{COLUMN}", look),
        *_column(y, "second_text", label["second"], "width", look),
    ]


def _sides_above(y: alt.Y, words: Words, look: Look) -> list[alt.Chart]:
    """Return the name of each row and its two texts in one line above its bar."""
    style: dict[str, Any] = {"align": "right", "fontSize": SMALL, "color": look.c.muted}
    end, inner = alt.value({"expr": "width"}), alt.value({"expr": "width-60"})
    texts = alt.Chart().mark_text(dy=-11, **style)
    head = " · ".join((words.label["first"], words.label["second"]))
    return [
        *names_above(y, look, -11),
        texts.encode(y=y, x=inner, text=word("first_text")),
        texts.encode(y=y, x=end, text=word("second_text")),
        note(head, look, {"expr": "width"}, -4, align="right", baseline="bottom", fontSize=SMALL),
    ]


def columns(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one standing bar a day or month, a loss below zero; few enough say their rate.

    Args:
        frame: one row a moment, in order: moment_text (lines parted by "|"), value, value_text,
            rate_text, kind (gain, loss).
        words: label holds moment, value and rate.
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    step = -(-len(frame) // look.pick(16, 10, 6))
    said = [str(moment).split("|") for moment in frame["moment_text"]]
    frame = rows(frame, [lines if n % step == 0 else [""] for n, lines in enumerate(said)])
    frame = frame.assign(top=frame["value"].astype(float).fillna(0).clip(lower=0))
    frame["told"] = [" ".join(lines) for lines in said]
    flat: dict[str, Any] = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}
    x = row_axis(alt.X, frame, {"paddingInner": 0.3}, labelLineHeight=15, **flat)
    heads = {f"{name}_text": words.label[name] for name in ("value", "rate")}
    bar = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=x,
            y=money("value", look),
            color=role("kind", look, **BARS),
            tooltip=tips(told=words.label["moment"], **heads),
        )
    )
    zero = alt.Chart(one(value=0)).mark_rule(color=look.c.rule)
    pieces = [bar, zero.encode(y=amount(alt.Y, "value"))]
    if len(frame) <= look.pick(13, 9, 6):
        top = alt.Chart().encode(x=x, y=amount(alt.Y, "top"), text=word("rate_text"))
        pieces += says(top, look, dy=-8, fontSize=LABEL, halo=False)
    return finish(pieces, words, look, look.pick(250, 230, 220), data=data(frame))
