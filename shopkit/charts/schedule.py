"""Pictures of work: tasks over days with what holds them, hours of each post against its capacity.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import SMALL, Look, finish
from shopkit.charts.marks import blank
from shopkit.charts.stacks import keys
from shopkit.charts.timeline import (
    NEAR,
    Window,
    day_name,
    drawn,
    label_at,
    levels,
    line,
    lines,
    px,
    room,
    ticks,
    written,
)

if TYPE_CHECKING:
    from shopkit.i18n import Words

__all__ = ["gantt", "load"]

AXIS = 34.0  # px above the rows: today, then days
HEAD, ROW = 24.0, 22.0
NAME, MOST_NAMES = 15.0, 3  # px of a further row of phases' names, and rows of them
SHADES = 0.2, 0.34  # opacity of phases that follow each other
BAR = 11.0
REST = 0.28  # opacity of days of rest
SIGN = 13.0  # px left of a bar that its sign takes
STATES = {  # state = fill, edge, sign
    "done": ("neutral", "rule", "circle"),
    "doing": ("forecast", "forecast", "triangle-right"),
    "ready": ("actual_soft", "actual_soft", ""),
    "waiting": ("actual_soft", "actual_soft", ""),
    "later": ("band", "band", ""),
    "late": ("bad", "bad", "triangle-up"),
    "impossible": ("paper", "bad", "cross"),
    "past": ("paper", "rule", ""),
}
TOLD = ("name", "who", "when", "state", "slack")
STRIP = 74.0  # px of a post
APART = 3.0  # px between two numbers


@dataclass
class Sheet:
    """What is laid out so far, from the top down; lists of `drawn`, `written` and `lines`."""

    y: float = AXIS
    shades: list[dict[str, Any]] = field(default_factory=list)
    bars: list[dict[str, Any]] = field(default_factory=list)
    slack: list[dict[str, Any]] = field(default_factory=list)
    signs: list[dict[str, Any]] = field(default_factory=list)
    names: list[dict[str, Any]] = field(default_factory=list)
    bold: list[dict[str, Any]] = field(default_factory=list)
    quiet: list[dict[str, Any]] = field(default_factory=list)
    grid: list[dict[str, Any]] = field(default_factory=list)


def gantt(
    frame: pd.DataFrame, words: Words, look: Look, bands: pd.DataFrame | None = None
) -> alt.LayerChart:
    """Return tasks as bars over days, by campaign; what is critical in a frame, slack as a line.

    Args:
        frame: one row a task, in order: group_text (campaign), name_text, state (`STATES`),
            state_text, beside_text (state and who), who_text, starts, ends (days of the plan),
            earliest, latest (days it may begin and must end; NaT unknown), critical (flag),
            when_text, slack_text, today.
        words: label holds name, who, when, state, slack, today, critical, line, phase and rest.
        look: language, size, frame.
        bands: days behind the tasks: group_text (campaign; empty behind all), name_text, kind
            (rest, phase, held), starts, ends.
    """
    dated = frame.assign(**{day: pd.to_datetime(frame[day]) for day in _days(frame)})
    dated = dated[dated["starts"].notna() & dated["ends"].notna()]
    if dated.empty:
        return blank(words, look)
    mine = None if bands is None else bands[bands["group_text"].isin(dated["group_text"])]
    window = _window(dated, mine, look)
    sheet = Sheet()
    for name, rows in dated.groupby("group_text", sort=False):
        top = sheet.y
        group = None if mine is None else mine[mine["group_text"] == name]
        sheet.bold.append({"x": 0.0, "y": top + HEAD / 2, "said": _fitted(str(name), window, look)})
        sheet.y += HEAD if group is None else _phases(sheet, group, window, look)
        for one in rows.to_dict("records"):
            _task(sheet, one, window, look)
        if group is not None:
            _bands(sheet, group, (top, sheet.y), window, look)
        sheet.grid.append(line(0.0, sheet.y, room(look), sheet.y))
    height = sheet.y
    day = pd.Timestamp(dated["today"].iloc[0])
    today = _today(sheet, day, window, words)
    if bands is not None:
        _rests(sheet, bands[bands["kind"] == "rest"], day, window, look)
    told = {f"{role}_text": words.label[role] for role in TOLD}
    pieces = [
        *([drawn(sheet.shades, look, height)] if sheet.shades else []),
        *lines(_grid(sheet, window, look), look, height),
        *lines(today, look, height, color=look.c.ink, strokeWidth=1.5),
        *lines(sheet.slack, look, height, color=look.c.rule, strokeWidth=1.5),
        drawn(sheet.bars, look, height, **told),
        *_signs(sheet.signs, look, height),
        *written(sheet.names, look, height, halo=look.phone),
        *written(sheet.bold, look, height, halo=look.phone, fontWeight="bold"),
        *written(sheet.quiet, look, height, halo=False, color=look.c.muted),
        *keys(_key(dated, bands, words, look), look, 0, 10),
    ]
    return finish(pieces, words, look, height)


def _days(frame: pd.DataFrame) -> list[str]:
    return [name for name in ("starts", "ends", "earliest", "latest", "today") if name in frame]


def _window(frame: pd.DataFrame, bands: pd.DataFrame | None, look: Look) -> Window:
    """Return the days of the tasks, today among them, with room for names and signs."""
    first = frame[["starts", "earliest", "today"]].min().min()
    last = frame[["ends", "latest", "today"]].max().max()
    if bands is not None and len(bands):
        last = max(last, pd.Timestamp(bands["ends"].max()))
    names = max(text_width(str(said), SMALL * 1.06) for said in frame["name_text"]) + 2 * NEAR
    left = min(names, look.pick(262.0, 170.0, 0.0)) + SIGN
    wide = max(text_width(str(said), SMALL) for said in frame["beside_text"])
    right = room(look) - min(wide + NEAR, look.width / 4)
    return Window(first, max((last - first).days + 1, 7), left, right)


def _fitted(said: str, window: Window, look: Look) -> str:
    space = window.left - SIGN if window.left > SIGN else room(look)
    return cut(said, SMALL * 1.06, space - NEAR)


def _task(sheet: Sheet, one: dict[Any, Any], window: Window, look: Look) -> None:
    """Lay out one task: its name, its bar, the line of its slack, its sign and its state."""
    narrow = window.left <= SIGN
    name = {"x": 0.0, "y": sheet.y + ROW / 2, "said": _fitted(str(one["name_text"]), window, look)}
    (sheet.bold if one["critical"] else sheet.names).append(name)
    y = sheet.y + (ROW - BAR) / 2 + (ROW - 5) * narrow
    low, high = window.span(one["starts"], one["ends"])
    high = max(high, low + 3)
    early = low if pd.isna(one["earliest"]) else min(low, window.at(one["earliest"]))
    late = high if pd.isna(one["latest"]) else window.span(one["latest"], one["latest"])[1]
    middle = y + BAR / 2
    if early < low or late > high:
        sheet.slack.append(line(early, middle, max(late, high), middle))
    fill, edge, sign = STATES.get(str(one["state"]), STATES["waiting"])
    mark: dict[str, Any] = {"x": low, "x2": high, "y": y, "y2": y + BAR, "soft": 1.0}
    outline = look.c.ink if one["critical"] else getattr(look.c, edge)
    mark |= {"fill": getattr(look.c, fill), "edge": outline, "wide": 2 if one["critical"] else 1}
    told = {f"{role}_text": str(one[f"{role}_text"]) for role in TOLD}
    sheet.bars.append({**mark, **told})
    if sign:
        colour = getattr(look.c, "muted" if edge == "rule" else edge)
        sheet.signs.append({"x": low - 7, "y": middle, "shape": sign, "edge": colour})
    end = max(late, high) + NEAR
    said = cut(str(one["beside_text"]), SMALL, room(look) - end)
    sheet.quiet.append({"x": end, "y": middle, "said": said})
    sheet.y += ROW + (ROW - 5) * narrow


def _phases(sheet: Sheet, bands: pd.DataFrame, window: Window, look: Look) -> float:
    """Lay out the names of a campaign's phases beside its own; return the px its head takes."""
    there = _seen(bands, window)
    labels = [label_at(str(one["name_text"]), window.at(one["starts"]), window) for one in there]
    named = max((text_width(str(name), SMALL) for name in bands["group_text"]), default=0.0)
    rows = levels([(0.0, named), *((x, x + wide) for x, _, wide in labels)], MOST_NAMES)[1:]
    for (x, said, _), row in zip(labels, rows, strict=True):
        if row >= 0:
            sheet.quiet.append({"x": x, "y": sheet.y + HEAD / 2 + row * NAME, "said": said})
    return HEAD + NAME * max([0, *rows])


def _seen(bands: pd.DataFrame, window: Window) -> list[dict[Any, Any]]:
    """Return the spans of which any day is drawn."""
    rows = bands.to_dict("records")
    return [one for one in rows if window.holds(one["starts"], one["ends"])]


def _bands(
    sheet: Sheet, bands: pd.DataFrame, ends: tuple[float, float], window: Window, look: Look
) -> None:
    """Lay out the phases of a campaign behind its tasks."""
    top, bottom = ends
    for n, one in enumerate(_seen(bands, window)):
        low, high = window.span(one["starts"], one["ends"])
        mark: dict[str, Any] = {"x": low, "x2": max(high, low + 2), "y": top + 3, "y2": bottom}
        looks = {"fill": look.c.highlight, "edge": "none", "wide": 0, "soft": SHADES[n % 2]}
        sheet.shades.append({**mark, **looks})


def _rests(
    sheet: Sheet, rests: pd.DataFrame, today: pd.Timestamp, window: Window, look: Look
) -> None:
    """Lay out days of rest behind everything, holidays by their names above the days."""
    held = window.holds(today, today)
    taken = [(window.at(today) - 10, window.at(today) + 40)] if held else []
    for one in _seen(rests, window):
        low, high = window.span(one["starts"], one["ends"])
        mark = {"x": low, "x2": max(high, low + 1), "y": AXIS, "y2": sheet.y}
        looks = {"fill": look.c.neutral, "edge": "none", "wide": 0, "soft": REST}
        sheet.shades.insert(0, {**mark, **looks})
        at, said, wide = label_at(str(one["name_text"]), low, window)
        if said and all(at > end + NEAR or at + wide < start - NEAR for start, end in taken):
            sheet.quiet.append({"x": at, "y": 7.0, "said": said})
            taken.append((at, at + wide))


def _today(sheet: Sheet, today: pd.Timestamp, window: Window, words: Words) -> list[dict[str, Any]]:
    """Return the line of today, its name above it."""
    if pd.isna(today) or not window.holds(today, today):
        return []
    x = window.at(today)
    sheet.names.append({"x": max(0.0, x - 10), "y": 7.0, "said": words.label["today"]})
    return [line(x, 14.0, x, sheet.y)]


def _grid(sheet: Sheet, window: Window, look: Look) -> list[dict[str, Any]]:
    """Return lines at some days, which are named above the rows."""
    made = [*sheet.grid]
    for x, said in ticks(window, look):
        made.append(line(x, AXIS - 2, x, sheet.y))
        sheet.quiet.append({"x": min(x, room(look) - 34), "y": AXIS - 9, "said": said})
    return made


def _signs(marks: list[dict[str, Any]], look: Look, height: float) -> list[alt.Chart]:
    """Return the sign of a state beside its bar: its form tells it without any colour."""
    if not marks:
        return []
    place = px(look, height)
    base = alt.Chart(alt.InlineData(values=marks)).mark_point(filled=True, size=52)
    drawn_as = base.encode(
        x=place["x"],
        y=place["y"],
        shape=alt.Shape("shape", type="nominal", scale=None, legend=None),
        color=alt.Color("edge", type="nominal", scale=None, legend=None),
    )
    return [cast("alt.Chart", drawn_as)]


def _key(
    frame: pd.DataFrame, bands: pd.DataFrame | None, words: Words, look: Look
) -> list[tuple[str, str]]:
    """Return what frames, lines and shades mean."""
    pairs = []
    if frame["critical"].any():
        pairs.append((look.c.ink, words.label["critical"]))
    pairs.append((look.c.rule, words.label["line"]))
    kinds = set() if bands is None else set(bands["kind"])
    if kinds - {"rest"}:
        pairs.append((look.c.highlight, words.label["phase"]))
    if "rest" in kinds:
        pairs.append((look.c.neutral, words.label["rest"]))
    return pairs


def load(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the hours of each post by week as bars against its capacity, a strip a post.

    Args:
        frame: one row a post and week, in order: name_text (post), week (its Monday), value
            (hours), capacity (hours), over (hours above it), value_text, capacity_text, over_text
            (empty where nothing is over).
        words: label holds name, week, value, capacity and over.
        look: language, size, frame.
    """
    frame = frame.assign(week=pd.to_datetime(frame["week"]))
    numbers = frame[["value", "capacity", "over"]].astype(float).fillna(0.0).clip(lower=0)
    frame = frame.assign(**{str(name): numbers[name] for name in numbers})
    if frame.empty or not numbers.to_numpy().any():
        return blank(words, look)
    left = look.pick(130.0, 100.0, 0.0)
    first, last = frame["week"].min(), frame["week"].max()
    window = Window(first, max((last - first).days + 7, 14), left, room(look))
    sheet, hollow = Sheet(), []
    for name, rows in frame.groupby("name_text", sort=False):
        hollow += _strip(sheet, rows, str(name), window, look)
    height = sheet.y
    roles = {"name_text": "name", "week_text": "week", "value_text": "value"}
    told = {column: words.label[role] for column, role in roles.items()}
    told["capacity_text"] = words.label["capacity"]
    pairs = [(look.c.actual_soft, words.label["value"])]
    if frame["over"].any():
        pairs.append((look.c.bad, words.label["over"]))
    pairs.append((look.c.ink, words.label["capacity"]))
    pieces = [
        *lines(_grid(sheet, window, look), look, height),
        drawn(sheet.bars, look, height, **told),
        *lines(hollow, look, height, color=look.c.ink, strokeWidth=1.75),
        *written(sheet.names, look, height),
        *written(sheet.bold, look, height, color=look.c.bad_text, align="center"),
        *written(sheet.quiet, look, height, color=look.c.muted),
        *keys(pairs, look, 0, 10),
    ]
    return finish(pieces, words, look, height)


def _strip(
    sheet: Sheet, rows: pd.DataFrame, name: str, window: Window, look: Look
) -> list[dict[str, Any]]:
    """Lay out the weeks of one post and return the lines of its capacity."""
    if window.left:
        said = cut(name, SMALL, window.left - 8)
        sheet.names.append({"x": 0.0, "y": sheet.y + STRIP / 2 + 8, "said": said})
    else:
        sheet.names.append({"x": 0.0, "y": sheet.y + 10, "said": cut(name, SMALL, room(look))})
        sheet.y += 16
    bottom, top = sheet.y + STRIP, sheet.y + 20
    most = float(rows[["value", "capacity"]].max().max()) or 1.0
    unit = (bottom - top) / most
    lines_: list[dict[str, Any]] = []
    over: list[tuple[float, dict[str, Any]]] = []
    for one in rows.to_dict("records"):
        low, high = window.span(one["week"], one["week"] + pd.Timedelta(days=6))
        fair = float(one["value"]) - float(one["over"])
        mark = {"x": low + 1, "x2": max(high - 1, low + 2), "edge": "none", "wide": 0, "soft": 1.0}
        told = {column: str(one[column]) for column in ("name_text", "value_text", "capacity_text")}
        told["week_text"] = day_name(one["week"], look.lang)
        edge = bottom - fair * unit
        ends = {"y": edge, "y2": bottom, "fill": look.c.actual_soft}
        sheet.bars.append({**mark, **ends, **told})
        if one["over"] > 0:
            peak = bottom - float(one["value"]) * unit
            sheet.bars.append({**mark, "y": peak, "y2": edge, "fill": look.c.bad, **told})
            at = {"x": (low + high) / 2, "y": peak - 7, "said": str(one["over_text"])}
            over.append((float(one["over"]), at))
        level = bottom - float(one["capacity"]) * unit
        lines_.append(line(low, level, high, level))
    sheet.grid.append(line(window.left, bottom, room(look), bottom))
    sheet.y = bottom + 6
    sheet.bold += _apart(over, room(look))
    return _joined(lines_)


def _joined(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lines with those that go on at the same height as one."""
    made: list[dict[str, Any]] = []
    for one in found:
        if made and (made[-1]["x2"], made[-1]["y"]) == (one["x"], one["y"]):
            made[-1]["x2"] = one["x2"]
        else:
            made.append(one)
    return made


def _apart(found: list[tuple[float, dict[str, Any]]], right: float) -> list[dict[str, Any]]:
    """Return the numbers that stand clear of each other, of neighbours the greatest."""
    kept: list[tuple[float, dict[str, Any]]] = []
    for _, one in sorted(found, key=lambda each: -each[0]):
        wide = text_width(one["said"], SMALL)
        one["x"] = min(max(one["x"], wide / 2), right - wide / 2)
        if all(abs(one["x"] - other["x"]) >= (wide + taken) / 2 + APART for taken, other in kept):
            kept.append((wide, one))
    return [one for _, one in kept]
