"""The picture of a year: what the platform, the calendar and the shop itself hold, as a ribbon.

The function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut
from shopkit.charts.look import SMALL, Look, finish
from shopkit.charts.marks import blank
from shopkit.charts.stacks import keys
from shopkit.charts.timeline import (
    Window,
    drawn,
    label_at,
    levels,
    line,
    lines,
    month_name,
    room,
    written,
)

if TYPE_CHECKING:
    from shopkit.i18n import Words

__all__ = ["ribbon"]

TOP = 32.0  # px above a stretch of the year: today, then the months
TEXT, BAR, GAP = 14.0, 9.0, 5.0
NAME = 16.0  # px of a row's name where it stands above the row
BETWEEN = 18.0  # px between two halves of a year
PALE = 0.3  # share of its colour what is assumed keeps
OFTEN = 20  # events of one row, from which each is but a stroke
TICK = 2.0  # px a single day is wide at least
MOST = {"festival": 5, "term": 1, "shopping": 3}  # rows of names; more days keep only their tick
PLAIN = {"recurring", "meeting"}  # rows named once, their days without names
FILLS = {
    "whole": "neutral",
    "early": "band",
    "presale": "actual_soft",
    "running": "forecast",
    "burst": "actual",
    "off": "good",
    "workday": "ink",
    "day": "muted",
    "own": "actual",
    "meeting": "rule",
}
KEYS = ("whole", "early", "presale", "running", "burst", "off", "workday")


@dataclass
class Sheet:
    """What is laid out so far, from the top down.

    Attributes:
        y: px that are taken.
        bars: of `drawn`.
        behind: bars under all others.
        words: of `written`, plain.
        heads: of `written`, names of rows and months.
        grid: of `lines`.
        now: of `lines`, today.
        often: of `lines`, by kind: days of what comes round every week.
    """

    y: float = 0.0
    bars: list[dict[str, Any]] = field(default_factory=list)
    behind: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)
    grid: list[dict[str, Any]] = field(default_factory=list)
    now: list[dict[str, Any]] = field(default_factory=list)
    often: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def ribbon(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return a year across the picture, a row a kind of event; narrow, its halves stacked.

    Args:
        frame: one row a stretch of days, in order: lane (platform, season, holiday, festival,
            term, shopping, campaign, recurring, meeting), lane_text (name of its row), event
            (number; the stretches of one event share it), kind (`FILLS`, or clash: campaigns of
            the shop at the same time), name_text (on one stretch of an event; else empty), starts,
            ends (days, both included), sure (flag), told_text, when_text, first and last (days of
            the year), today (NaT where it lies outside).
        words: label holds event, when, today, guess (not sure) and the names of `KEYS` and clash.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    frame = frame.assign(**{day: pd.to_datetime(frame[day]) for day in ("starts", "ends")})
    sheet = Sheet()
    for window in _windows(frame, look):
        _stretch(sheet, frame, window, words, look)
    height = sheet.y
    heads = {"told_text": words.label["event"], "when_text": words.label["when"]}
    pieces = [
        *lines(sheet.grid, look, height),
        *([drawn(sheet.behind, look, height, **heads)] if sheet.behind else []),
        *([drawn(sheet.bars, look, height, **heads)] if sheet.bars else []),
        *(
            piece
            for kind, marks in sheet.often.items()
            for piece in lines(
                marks, look, height, color=getattr(look.c, FILLS[kind]), strokeWidth=TICK
            )
        ),
        *lines(sheet.now, look, height, color=look.c.ink, strokeWidth=1.5),
        *written(sheet.words, look, height),
        *written(sheet.heads, look, height, color=look.c.muted),
        *keys(_key(frame, words, look), look, 0, 10),
    ]
    return finish(pieces, words, look, height)


def _windows(frame: pd.DataFrame, look: Look) -> Iterator[Window]:
    """Return the year as a whole, or its halves where the picture is narrow."""
    first, last = pd.Timestamp(frame["first"].iloc[0]), pd.Timestamp(frame["last"].iloc[0])
    left = look.pick(92.0, 78.0, 0.0)
    half = first + pd.DateOffset(months=6)
    edges = [first, last + pd.Timedelta(days=1)]
    if look.size != "wide" and half < edges[1]:
        edges.insert(1, half)
    for start, end in pairwise(edges):
        yield Window(start, max((end - start).days, 1), left, room(look))


def _stretch(sheet: Sheet, frame: pd.DataFrame, window: Window, words: Words, look: Look) -> None:
    """Lay out the days of one window below what there is."""
    if sheet.y:
        sheet.y += BETWEEN
    top, sheet.y = sheet.y, sheet.y + TOP
    shown = [window.holds(*days) for days in zip(frame["starts"], frame["ends"], strict=True)]
    for name, rows in frame[shown].groupby("lane_text", sort=False):
        _lane(sheet, rows, str(name), window, look)
    for month in pd.date_range(window.first, window.last, freq="MS"):
        x = window.at(month)
        sheet.grid.append(line(x, top + TOP - 14, x, sheet.y))
        sheet.heads.append({"x": x + 3, "y": top + TOP - 9, "said": month_name(month, look.lang)})
    today = pd.Timestamp(frame["today"].iloc[0])
    if not pd.isna(today) and window.holds(today, today):
        x = window.at(today)
        sheet.now.append(line(x, top + 14, x, sheet.y))
        at, said, _ = label_at(words.label["today"], x - 10, window)
        sheet.words.append({"x": at, "y": top + 7, "said": said})


def _lane(sheet: Sheet, rows: pd.DataFrame, name: str, window: Window, look: Look) -> None:
    """Lay out one row of the ribbon: its name, its events one below the other where they meet."""
    lane = str(rows["lane"].iloc[0])
    sheet.grid.append(line(0.0, sheet.y, room(look), sheet.y))
    sheet.y += 3
    if window.left:
        shown = cut(name, SMALL, window.left - 6)
        sheet.heads.append({"x": 0.0, "y": sheet.y + TEXT / 2, "said": shown})
    else:
        sheet.heads.append({"x": 0.0, "y": sheet.y + NAME / 2, "said": name})
        sheet.y += NAME
    top = sheet.y
    events = [part for _, part in rows[rows["kind"] != "clash"].groupby("event", sort=False)]
    if lane in PLAIN:
        if len(events) > OFTEN:  # as mere strokes: a year of them would fill the page's data
            _strokes(sheet, rows, window)
            events = []
        for part in events:
            _bars(sheet, part, sheet.y + 3, window, look)
        sheet.y += TEXT + 2
    else:
        _named(sheet, events, window, look)
    for clash in rows[rows["kind"] == "clash"].to_dict("records"):
        _clash(sheet, clash, top, window, look)


def _strokes(sheet: Sheet, rows: pd.DataFrame, window: Window) -> None:
    """Lay out the first days of what comes round often, without what they tell."""
    top, bottom = sheet.y + 3, sheet.y + 3 + BAR - 4
    for kind, starts in zip(rows["kind"], rows["starts"], strict=True):
        x = window.at(starts) + TICK / 2
        sheet.often.setdefault(str(kind), []).append(line(x, top, x, bottom))


def _named(sheet: Sheet, events: list[pd.DataFrame], window: Window, look: Look) -> None:
    """Lay out events with their names above their bars, in as many rows as it takes."""
    silent = [part for part in events if not part["name_text"].any()]
    for part in silent:
        _bars(sheet, part, sheet.y + TEXT, window, look)
    events = [part for part in events if part["name_text"].any()]
    taken, labels = [], []
    for part in events:
        low, high = window.span(part["starts"].min(), part["ends"].max())
        said = next(str(text) for text in part["name_text"] if text)
        at, shown, wide = label_at(said, low, window)
        labels.append((at, shown))
        taken.append((min(low, at), max(high, at + wide)))
    lane = str(events[0]["lane"].iloc[0]) if events else ""
    rows = levels(taken, MOST.get(lane, 99))
    deep = TEXT + BAR + GAP
    for part, (at, shown), row in zip(events, labels, rows, strict=True):
        y = sheet.y + max(row, 0) * deep
        _bars(sheet, part, y + TEXT, window, look)
        if row >= 0 and shown:
            sheet.words.append({"x": at, "y": y + TEXT / 2, "said": shown})
    sheet.y += deep * (max(rows, default=0) + 1)


def _bars(sheet: Sheet, part: pd.DataFrame, y: float, window: Window, look: Look) -> None:
    """Lay out the stretches of one event at a px from the top."""
    for one in part.to_dict("records"):
        low, high = window.span(one["starts"], one["ends"])
        fill = getattr(look.c, FILLS[str(one["kind"])])
        single = one["kind"] in ("day", "own", "meeting")
        plain, sure = one["kind"] != "workday", bool(one["sure"])
        mark: dict[str, Any] = {
            "x": low,
            "x2": max(high, low + TICK),
            "y": y,
            "y2": y + BAR - 4 * single,
        }
        ground = look.c.paper
        mark |= {"fill": ground if not plain else fill if sure else _pale(fill, ground)}
        mark |= {"edge": "none" if plain and sure else fill, "wide": 1.25, "soft": 1.0}
        told = {name: str(one[name]) for name in ("told_text", "when_text")}
        sheet.bars.append({**mark, **told})


def _pale(fill: str, ground: str) -> str:
    """Return a colour as pale as on its ground at `PALE` opacity, but hiding what lies under it."""
    parts = zip(bytes.fromhex(fill[1:]), bytes.fromhex(ground[1:]), strict=True)
    return f"#{bytes(round(PALE * one + (1 - PALE) * rest) for one, rest in parts).hex().upper()}"


def _clash(sheet: Sheet, one: dict[Any, Any], top: float, window: Window, look: Look) -> None:
    """Lay out days of several campaigns as a shade behind them all."""
    low, high = window.span(one["starts"], one["ends"])
    told = {name: str(one[name]) for name in ("told_text", "when_text")}
    mark: dict[str, Any] = {"x": low, "x2": max(high, low + TICK), "y": top, "y2": sheet.y - 2}
    mark |= {"fill": look.c.highlight, "edge": "none"}
    mark |= {"wide": 0, "soft": 0.45, **told}
    sheet.behind.append(mark)


def _key(frame: pd.DataFrame, words: Words, look: Look) -> list[tuple[str, ...]]:
    """Return what the fills and frames of a picture mean."""
    there = set(frame["kind"])
    pairs: list[tuple[str, ...]] = [
        (getattr(look.c, FILLS[kind]), words.label[kind]) for kind in KEYS if kind in there
    ]
    if "workday" in there:
        pairs[-1] = (look.c.paper, words.label["workday"], look.c.ink)
    if not frame["sure"].all():
        pairs.append((look.c.band, words.label["guess"], look.c.actual))
    if "clash" in there:
        pairs.append((look.c.highlight, words.label["clash"]))
    return pairs
