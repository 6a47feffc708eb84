"""Days across a picture, laid out in px: windows of days, rows without overlap, bars and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import SMALL, Look, Option
from shopkit.charts.marks import says, tips, word

if TYPE_CHECKING:
    from shopkit.i18n import Lang

PADDING = 8  # px beside every picture
NEAR = 5.0  # px between two things in one row
DAY = pd.Timedelta(days=1)
MONTHS = 100  # days from which ticks are months
EDGES = ("x", "x2", "y", "y2")


@dataclass(frozen=True)
class Window:
    """Days that are drawn from one px to another.

    Attributes:
        first: its first day.
        days: how many.
        left: px where it begins.
        right: px where it ends.
    """

    first: pd.Timestamp
    days: int
    left: float
    right: float

    @property
    def last(self) -> pd.Timestamp:
        """Return its last day."""
        return self.first + (self.days - 1) * DAY

    def at(self, day: pd.Timestamp) -> float:
        """Return the px where a day begins; days outside stand at the edge."""
        share = (day - self.first) / DAY / self.days
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def span(self, starts: pd.Timestamp, ends: pd.Timestamp) -> tuple[float, float]:
        """Return the px where days begin and end, both included."""
        return self.at(starts), self.at(ends + DAY)

    def holds(self, starts: pd.Timestamp, ends: pd.Timestamp) -> bool:
        """Return whether any of some days is inside."""
        return bool(starts <= self.last and ends >= self.first)


def room(look: Look) -> float:
    """Return the px a picture without axes may be drawn on."""
    return float(look.width - PADDING)


def ticks(window: Window, look: Look) -> list[tuple[float, str]]:
    """Return the px of some days of a window with their names: months, or days at Mondays."""
    if window.days >= MONTHS:
        months = pd.date_range(window.first, window.last, freq="MS")
        step = -(-len(months) * 34 // int(window.right - window.left))
        return [(window.at(day), month_name(day, look.lang)) for day in months[:: max(1, step)]]
    weeks = pd.date_range(window.first, window.last, freq="W-MON")
    step = -(-len(weeks) * 48 // int(window.right - window.left))
    return [(window.at(day), day_name(day, look.lang)) for day in weeks[:: max(1, step)]]


def month_name(day: pd.Timestamp, lang: Lang) -> str:
    """Return a month as an axis shows it."""
    return f"{day.month}月" if lang == "zh" else f"{day:%b}"


def day_name(day: pd.Timestamp, lang: Lang) -> str:
    """Return a day as an axis shows it."""
    return f"{day.month}/{day.day}" if lang == "zh" else f"{day.day} {day:%b}"


def levels(spans: Iterable[tuple[float, float]], most: int = 99) -> list[int]:
    """Return a row for each stretch of px, so that none meets another; −1 where no row is free.

    Example:
        >>> levels([(0, 10), (5, 20), (16, 30)])
        [0, 1, 0]
    """
    ends: list[float] = []
    found = []
    for low, high in spans:
        free = next((n for n, end in enumerate(ends) if low >= end + NEAR), len(ends))
        if free >= most:
            found.append(-1)
            continue
        ends[free : free + 1] = [high]
        found.append(free)
    return found


def label_at(said: str, x: float, window: Window, size: float = SMALL) -> tuple[float, str, float]:
    """Return where a label that should begin at a px begins, the label itself and its width."""
    shown = cut(said, size, window.right - window.left)
    wide = text_width(shown, size)
    return max(min(x, window.right - wide), window.left), shown, wide


def px(look: Look, height: float) -> dict[str, Any]:
    """Return x, x2, y and y2 as px from the left and from the top."""
    across = alt.Scale(domain=[0, room(look)], nice=False, zero=False)
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    return {
        "x": alt.X("x", type="quantitative", axis=None, scale=across),
        "y": alt.Y("y", type="quantitative", axis=None, scale=down),
        "x2": alt.X2("x2"),
        "y2": alt.Y2("y2"),
    }


def drawn(marks: Sequence[dict[str, Any]], look: Look, height: float, **heads: str) -> alt.Chart:
    """Return bars at their px: each with fill, edge (colour of its outline) and what it tells.

    Args:
        marks: x, x2, y, y2, fill, edge, wide (px of the outline), soft (opacity of the fill, 0-1),
            and what tooltips ask for.
        look: language and size.
        height: px of the picture.
        heads: of tooltips, by column.
    """
    looks = {
        "fill": alt.Fill("fill", type="nominal", scale=None, legend=None),
        "edge": alt.Stroke("edge", type="nominal", scale=None, legend=None),
        "soft": alt.FillOpacity("soft", type="quantitative", scale=None, legend=None),
        "wide": alt.StrokeWidth("wide", type="quantitative", scale=None, legend=None),
    }
    names = {"fill": "fill", "edge": "stroke", "soft": "fillOpacity", "wide": "strokeWidth"}
    alike = {name: marks[0][name] for name in looks if len({one[name] for one in marks}) == 1}
    rows = [{key: one[key] for key in one if key not in alike} for one in marks]  # said once
    base = alt.Chart(alt.InlineData(values=rows)).mark_rect(
        strokeJoin="round", **{names[name]: value for name, value in alike.items()}
    )
    told: dict[str, Option] = {"tooltip": tips(**heads)} if heads else {}
    varied = {names[name]: looks[name] for name in looks if name not in alike}
    return cast("alt.Chart", base.encode(**px(look, height), **varied, **told))


def written(
    marks: Sequence[dict[str, Any]],
    look: Look,
    height: float,
    *,
    halo: bool = True,
    **mark: Option,
) -> list[alt.Chart]:
    """Return words at their px: each with x, y (of its middle) and said."""
    if not marks:
        return []
    place = px(look, height)
    base = alt.Chart(alt.InlineData(values=list(marks)))
    base = base.encode(x=place["x"], y=place["y"], text=word("said"))
    style: dict[str, Option] = {"align": "left", "fontSize": SMALL, "baseline": "middle", **mark}
    return says(base, look, halo=halo, **style)


def lines(
    marks: Sequence[dict[str, Any]], look: Look, height: float, **mark: Option
) -> list[alt.Chart]:
    """Return straight lines between px: each with x, x2, y and y2."""
    if not marks:
        return []
    base = alt.Chart(alt.InlineData(values=list(marks)))
    style: dict[str, Option] = {"color": look.c.grid, **mark}
    return [cast("alt.Chart", base.mark_rule(**style).encode(**px(look, height)))]


def line(x: float, y: float, x2: float, y2: float) -> dict[str, float]:
    """Return a line for `lines`."""
    return dict(zip(EDGES, (x, x2, y, y2), strict=True))
