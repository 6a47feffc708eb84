"""Pieces of pictures whose rows lie under each other, and of waterfalls: names, links, hollows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt

from shopkit.charts.fit import cut, wrap_cut
from shopkit.charts.marks import ROW, SHOWN, amount, data, rows, says, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shopkit.charts.look import Look


def named_rows(
    frame: pd.DataFrame, names: Sequence[str], look: Look, room: float, taken: float
) -> pd.DataFrame:
    """Return the frame with a name for each row: beside it in at most two lines, or above it.

    Args:
        frame: one row a bar.
        names: one a row.
        look: language and size.
        room: px beside the bars; 0 where names stand above them.
        taken: px a name above its bar must leave at its right.
    """
    beside = [wrap_cut(name, look.label, room) if room else [""] for name in names]
    above = [cut(name, look.label, look.width - taken) for name in names]
    return rows(frame, beside).assign(**{SHOWN: above})


def names_above(y: alt.Y, look: Look, shift: float) -> list[alt.Chart]:
    """Return the name of each row at the left edge, above its bar."""
    name = alt.Chart().encode(y=y, x=alt.value(0), text=word(SHOWN))
    return says(name, look, align="left", dy=shift, halo=False)


def links(frame: pd.DataFrame, look: Look, *, lying: bool) -> list[alt.Chart]:
    """Return the thin lines from the end of each step of a waterfall to the next."""
    later = frame.iloc[:-1].assign(next=frame[ROW].tolist()[1:])
    if later.empty:
        return []
    line = alt.Chart(data(later)).mark_rule(color=look.c.rule, strokeDash=[2, 2])
    if lying:
        y, y2 = alt.Y(ROW, type="nominal", bandPosition=1), alt.Y2("next", bandPosition=0)
        return [line.encode(y=y, y2=y2, x=amount(alt.X, "level"))]
    x, x2 = alt.X(ROW, type="nominal", bandPosition=1), alt.X2("next", bandPosition=0)
    return [line.encode(x=x, x2=x2, y=amount(alt.Y, "level"))]


def hollow(look: Look) -> alt.Chart:
    """Return bars that are empty in a dashed frame: nobody knows what they hold."""
    bars = alt.Chart().mark_bar(
        fill=look.c.unknown, stroke=look.c.rule, strokeWidth=1.25, strokeDash=[3, 3]
    )
    return cast("alt.Chart", bars)
