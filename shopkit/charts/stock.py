"""Pictures of stock: days of cover against the lead time, and what a campaign needs and leaves.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from shopkit.charts.fit import cut
from shopkit.charts.look import Look, finish
from shopkit.charts.lying import named_rows, names_above
from shopkit.charts.marks import (
    amount,
    bar_scale,
    blank,
    centred,
    data,
    role,
    row_axis,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.stacks import keys

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["campaign", "cover"]

STATES = {
    "late": "bad",
    "now": "highlight",
    "later": "actual",
    "none": "actual_soft",
    "unknown": "neutral",
}


def cover(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the days each product lasts as bars, its lead time as a mark, the most urgent first.

    Args:
        frame: one row a product, in order: name_text, state (`STATES`), value (days of cover as
            far as they are drawn), lead (days; NaN unknown), value_text, lead_text, order_text
            (how many by when), end_text (beside the bar).
        words: label holds name, value, lead, order, mark and the names of `STATES`.
        look: language, size, frame.
    """
    if frame.empty or frame[["value", "lead"]].isna().all(axis=None):
        return blank(words, look)
    room = look.pick(168.0, 126.0, 0.0)
    frame, y = _products(frame, room, look)
    frame["end_text"] = [
        cut(str(said), look.label, look.width * 0.56) for said in frame["end_text"]
    ]
    reserve = widest(frame["end_text"], look) * 1.05 + 12
    scale = bar_scale(frame, ["value", "lead"], reserve)
    x, shift = amount(alt.X, "value", axis=None, scale=scale), 9 if look.phone else 0
    label = words.label
    hint = tips(name_text=label["name"], value_text=label["value"], lead_text=label["lead"])
    hint += tips(order_text=label["order"])
    bar = alt.Chart().mark_bar(size=14, yOffset=shift)
    mark = alt.Chart().mark_tick(color=look.c.ink, thickness=2.5, opacity=1, size=24, yOffset=shift)
    ends = frame[["value", "lead"]].astype(float).fillna(0.0).max(axis=1)
    frame = frame.assign(edge=ends.clip(lower=0))
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("end_text"))
    marked = mark.encode(y=y, x=amount(alt.X, "lead")).transform_filter("isValid(datum.lead)")
    there = [state for state in STATES if (frame["state"] == state).any()]
    pairs = [(getattr(look.c, STATES[state]), label[state]) for state in there]
    pieces = [
        bar.encode(y=y, x=x, color=role("state", look, **STATES), tooltip=hint),
        cast("alt.Chart", marked),
        *says(end, look, align="left", dx=7, dy=shift, halo=False),
        *(names_above(y, look, -11) if look.phone else []),
        *keys([*pairs, (look.c.ink, label["mark"])], look, room),
    ]
    return finish(pieces, words, look, _height(frame, look), data=data(frame))


def _products(frame: pd.DataFrame, room: float, look: Look) -> tuple[pd.DataFrame, alt.Y]:
    """Return the frame with a row a product, named beside it or above it, and their axis."""
    named = named_rows(frame, [str(name) for name in frame["name_text"]], look, room, 20)
    return named, row_axis(alt.Y, named, {"paddingInner": 0.25}, labelPadding=8, **centred(14))


def _height(frame: pd.DataFrame, look: Look) -> float:
    return len(frame) * (46.0 if look.phone else 32.0)


def campaign(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the units each product has for a campaign, what may be left of them, what it needs.

    Args:
        frame: one row a product, in order: name_text, value (units there or planned), sold (of
            them, expected), needed (units; NaN unknown), value_text, sold_text, left_text,
            needed_text, end_text (beside the bar), short (flag: fewer than needed).
        words: label holds name, value, sold, left, needed and mark.
        look: language, size, frame.
    """
    if frame.empty or frame[["value", "needed"]].isna().all(axis=None):
        return blank(words, look)
    room = look.pick(168.0, 126.0, 0.0)
    numbers = frame[["value", "sold", "needed"]].astype(float)
    frame = frame.assign(edge=numbers.fillna(0.0).max(axis=1).clip(lower=0))
    frame, y = _products(frame, room, look)
    frame["end_text"] = [cut(str(said), look.label, look.width * 0.5) for said in frame["end_text"]]
    reserve = widest(frame["end_text"], look) * 1.05 + 12
    scale = bar_scale(frame, ["value", "needed"], reserve)
    x, shift = amount(alt.X, "value", axis=None, scale=scale), 9 if look.phone else 0
    label = words.label
    roles = ("name", "needed", "value", "sold", "left")
    hint = tips(**{f"{each}_text": label[each] for each in roles})
    style: dict[str, Any] = {"size": 14, "yOffset": shift}
    whole, sold = (
        alt.Chart().mark_bar(color=fill, **style) for fill in (look.c.actual_soft, look.c.actual)
    )
    mark = alt.Chart().mark_tick(thickness=2.5, opacity=1, size=24, yOffset=shift)
    colour = alt.condition("datum.short", alt.value(look.c.bad), alt.value(look.c.ink))
    needed = mark.encode(y=y, x=amount(alt.X, "needed"), color=colour)
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("end_text"))
    told = alt.condition("datum.short", alt.value(look.c.bad_text), alt.value(look.c.ink))
    end = end.encode(color=told)
    pairs = [(look.c.actual, label["sold"]), (look.c.actual_soft, label["left"])]
    pieces = [
        whole.encode(y=y, x=x, tooltip=hint),
        sold.encode(y=y, x=amount(alt.X, "sold"), tooltip=hint),
        cast("alt.Chart", needed.transform_filter("isValid(datum.needed)")),
        *says(end, look, align="left", dx=7, dy=shift, halo=False),
        *(names_above(y, look, -11) if look.phone else []),
        *keys([*pairs, (look.c.ink, label["mark"])], look, room),
    ]
    return finish(pieces, words, look, _height(frame, look), data=data(frame))
