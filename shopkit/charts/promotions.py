"""Pictures of promotions: how large orders are, and where thresholds begin.

Every function takes tidy frames with their texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import SMALL, Look, finish, money_axis
from shopkit.charts.marks import amount, blank, data, one, says, tips, word

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["baskets"]

LINE = 17  # px from the name of a mark to that of the next
GAP = 5  # px between a mark and its name


def baskets(frame: pd.DataFrame, marks: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one standing bar a band of order sizes, and a named line where a threshold begins.

    Args:
        frame: one row a band, smallest first: low, high, value (share of orders), value_text,
            open_text (of the last band, that it holds all that are larger), band_text.
        marks: one row a threshold, lowest first: at, name_text; may be empty.
        words: label holds band and value.
        look: language, size, frame.
    """
    if frame.empty or not frame["value"].astype(float).max():
        return blank(words, look)
    end = float(frame["high"].max())
    height = look.pick(240, 230, 220)
    above = LINE * len(marks) + (18 if len(marks) else 0)
    place = alt.Scale(domain=[float(frame["low"].min()), end], nice=False, padding=4)
    ticks = look.pick(8, 6, 4)
    axis = alt.Axis(title=None, labelExpr=money_axis(look.lang), tickCount=ticks, grid=False)
    x = amount(alt.X, "low", axis=axis, scale=place)
    most = float(frame["value"].max())
    # bars keep their height whatever stands above them
    tall = alt.Scale(domain=[0, most * 1.16], nice=False, range=[height + above, above])
    y = amount(alt.Y, "value", axis=None, scale=tall)
    hint = tips(band_text=words.label["band"], value_text=words.label["value"])
    bar = alt.Chart(data(frame.assign(middle=(frame["low"] + frame["high"]) / 2)))
    bars = bar.mark_bar(color=look.c.actual_soft, binSpacing=2)
    over = bar.encode(x=amount(alt.X, "middle"), y=y, text=word("value_text"))
    pieces = [
        bars.encode(x=x, x2=alt.X2("high"), y=y, y2=alt.datum(0), tooltip=hint),
        *_marks(marks, end, height + above, look),
        *says(over, look, dy=-8, fontSize=SMALL, color=look.c.muted),
        *says(over.encode(text=word("open_text")), look, dy=-22, fontSize=SMALL),
    ]
    return finish(pieces, words, look, height + above)


def _marks(marks: pd.DataFrame, end: float, bottom: float, look: Look) -> list[alt.Chart]:
    """Return a line at each threshold, its name on a line of its own above the bars."""
    pieces: list[alt.Chart] = []
    for n, (at, said) in enumerate(zip(marks["at"], marks["name_text"], strict=True)):
        top = 6 + n * LINE
        base = alt.Chart(one(at=float(at), shown=_fitted(str(said), float(at) / end, look)))
        line = base.mark_rule(color=look.c.ink, strokeWidth=1.5, strokeDash=[4, 3])
        x = amount(alt.X, "at")
        drawn = line.encode(x=x, y=alt.value(top), y2=alt.value(bottom))
        right = _turned(str(said), float(at) / end, look)
        told = base.encode(x=x, y=alt.value(top), text=word("shown"))
        side: dict[str, Any] = {"align": "right" if right else "left", "dx": -GAP if right else GAP}
        pieces += [cast("alt.Chart", drawn), *says(told, look, **side)]
    return pieces


def _turned(said: str, share: float, look: Look) -> bool:
    """Return whether a name ends at its line: where it has more room than behind it."""
    return text_width(said, look.label) > look.width * (1 - share) - GAP and share > 1 / 2


def _fitted(said: str, share: float, look: Look) -> str:
    room = share if _turned(said, share, look) else 1 - share
    return cut(said, look.label, look.width * room - 2 * GAP)
