"""The price of a unit on its way to what is left, with the prices that must be known marked.

The function takes tidy frames with their texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from shopkit.charts.fit import cut
from shopkit.charts.look import SMALL, Look
from shopkit.charts.marks import ROW, amount, data, note, tips
from shopkit.charts.profit import bridge

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["unit"]

SIGNS = ("┃", "┆", "╏")  # what tells one mark from the next
DASHES: tuple[list[float], ...] = ([], [2, 2], [7, 3])


def unit(frame: pd.DataFrame, marks: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the way from a price to what is left; a tick above the price at each marked price.

    Args:
        frame: as `bridge` takes it; the first row is the price.
        marks: one row a price, at most three: category, at, value_text.
        words: label holds step, amount and share.
        look: language, size, frame.
    """
    chart = bridge(frame, words, look)
    if frame.empty or marks.empty:
        return chart
    first = "|".join(["0", *_lines(chart)])
    label = words.label
    hint = tips(category=label["step"], value_text=label["amount"])
    lines = [
        cast(
            "alt.Chart",
            alt.Chart(data(marks.iloc[[n]].assign(**{ROW: first})))
            .mark_rule(
                color=look.c.ink, strokeWidth=2.5, strokeDash=DASHES[n], yOffset=-8, y2Offset=5
            )
            .encode(
                y=alt.Y(ROW, type="nominal", bandPosition=0),
                y2=alt.Y2(ROW, bandPosition=0),
                x=amount(alt.X, "at"),
                tooltip=hint,
            ),
        )
        for n in range(len(marks))
    ]
    told = ["" if look.phone else f" {value}" for value in marks["value_text"]]
    named = zip(SIGNS, marks["category"], told, strict=False)
    said = "   ".join(f"{sign} {name}{value}" for sign, name, value in named)
    shown = cut(said, SMALL, look.width - look.pick(240, 200, 100))
    key = note(shown, look, 0, -8, baseline="bottom", fontSize=SMALL, color=look.c.ink)
    chart.layer = [*chart.layer, *lines, key]
    return chart


def _lines(chart: alt.LayerChart) -> list[str]:
    """Return the lines of the first row's label, as the bridge broke them."""
    inline: Any = chart.data
    return str(inline.values[0][ROW]).split("|")[1:]
