"""The picture of what was read: which days each kind of file covers."""

from __future__ import annotations

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut
from shopkit.charts.look import Look, finish
from shopkit.charts.marks import SHOWN, blank, data, says, tips, word
from shopkit.charts.trend import day_ticks
from shopkit.i18n import Words

MONTHLY = 62  # days from which on the axis names months


def coverage(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return a bar for each stretch of days without a hole, a row for each kind, named above it.

    Args:
        frame: one row a stretch: kind, start, end (the day after its last), span_text.
        words: label holds kind and span.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    days = {name: pd.to_datetime(frame[name]).dt.strftime("%Y-%m-%d") for name in ("start", "end")}
    named = ~frame["kind"].duplicated()
    names = [cut(str(kind), look.label, look.width - 20) for kind in frame["kind"]]
    frame = frame.assign(**days, **{SHOWN: pd.Series(names, index=frame.index).where(named, "")})
    kinds = frame["kind"].drop_duplicates().tolist()
    y = alt.Y("kind", type="nominal", axis=None, scale=alt.Scale(domain=kinds))
    hint = tips(kind=words.label["kind"], span_text=words.label["span"])
    bars = alt.Chart().mark_bar(size=12, yOffset=8, color=look.c.actual)
    name = alt.Chart().encode(y=y, x=alt.value(0), text=word(SHOWN))
    pieces = [
        bars.encode(y=y, x=_span(frame, look), x2=alt.X2("end"), tooltip=hint),
        *says(name, look, align="left", dy=-9, halo=False),
    ]
    return finish(pieces, words, look, len(kinds) * 44, data=data(frame))


def _span(frame: pd.DataFrame, look: Look) -> alt.X:
    """Return a time axis with a few ticks: the first of months, or days of a short span."""
    first, last = frame["start"].min(), frame["end"].max()
    monthly = (pd.Timestamp(last) - pd.Timestamp(first)).days >= MONTHLY
    every = pd.date_range(first, last, freq="MS" if monthly else "D", inclusive="left")
    step = -(-len(every) // look.pick(13, 7, 5))
    axis = day_ticks([str(moment.date()) for moment in every[::step]], look, monthly=monthly)
    return alt.X("start", type="temporal", axis=axis, scale=alt.Scale(type="utc", nice=False))
