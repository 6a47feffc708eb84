"""Pictures of products over their lives: small curves side by side, trends with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import SMALL, Look, finish
from shopkit.charts.marks import SHOWN, amount, blank, data, note, role, says, tips, word
from shopkit.i18n import Words

STAGES = {"good": "good", "bad": "bad", "actual": "actual", "forecast": "forecast"}
FILLS = {**STAGES, "previous": "previous"}  # role of a row = colour of what is drawn
INKS = {"good": "good_text", "bad": "bad_text"}  # role of a row = colour of its words, else muted
NAME, STAGE, PLOT, DEEP, PANEL = 13, 29, 48, 46, 112  # px from the top of a panel
GAP = 22  # px between panels
MANY = 24  # rows; more are drawn closer, without names
SIDE = 44  # px for the change at the end of a row


@dataclass(frozen=True, slots=True)
class _Grid:
    """Places in px of panels that lie side by side."""

    columns: int
    panel: float

    def left(self, n: int) -> float:
        return n % self.columns * (self.panel + GAP)

    def top(self, n: int) -> float:
        return n // self.columns * PANEL


def curves(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one small line a product over the same days, each on its own scale from zero.

    Args:
        frame: item_id, name, t (date), value, value_text, t_text, stage_text (below the name),
            role (good, bad, actual, forecast or previous); products in the order wanted.
        words: label holds t, value, and start and end (below the lowest panels).
        look: language, size, frame.
    """
    known = frame[frame["value"].notna()]
    if known.empty:
        return blank(words, look)
    items = list(dict.fromkeys(known["item_id"]))
    columns = min(len(items), look.pick(4, 3, 2))
    grid = _Grid(columns, (look.width - 16 - GAP * (columns - 1)) / columns)
    points = _points(known, items, grid)
    height = -(-len(items) // columns) * PANEL + 6
    heads = known.groupby("item_id", sort=False).tail(1).assign(n=range(len(items)))
    pieces = [
        *_lines(points, look, height),
        *_heads(heads, grid, look, height),
        *_dates(len(items), grid, words, look),
        _told(words, _place(look, height)),
    ]
    return finish(pieces, words, look, height, data=data(points))


def _points(known: pd.DataFrame, items: list[str], grid: _Grid) -> pd.DataFrame:
    """Return x and y in px of every value."""
    days = pd.to_datetime(known["t"])
    passed = (days - days.min()).dt.days
    step = passed.groupby(known["item_id"]).diff()
    n = known["item_id"].map({item: place for place, item in enumerate(items)})
    value = known["value"].astype(float)
    low = value.groupby(known["item_id"]).transform("min").clip(upper=0)
    high = value.groupby(known["item_id"]).transform("max").clip(lower=0)
    level = ((value - low) / (high - low).where(high > low)).fillna(0)
    across = passed / (passed.max() or 1)
    kept = known[["t_text", "value_text", "role"]].assign(n=n)
    kept["part"] = (step.isna() | (step > step.median() * 1.5)).cumsum()
    kept["x"] = (n.map(grid.left) + across * grid.panel).round()
    kept["y"] = (n.map(grid.top) + PLOT + (1 - level) * DEEP).round()
    return kept


def _place(look: Look, height: float, y: str = "y") -> tuple[alt.X, alt.Y]:
    """Return x and a column as y, both in px."""
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    return _across("x", look), amount(alt.Y, y, scale=down, axis=None)


def _across(x: str, look: Look) -> alt.X:
    scale = alt.Scale(domain=[0, look.width], nice=False, zero=False)
    return amount(alt.X, x, scale=scale, axis=None)


def _lines(points: pd.DataFrame, look: Look, height: float) -> list[alt.Chart]:
    """Return the lines, open where spans are left out, with a dot at the end of each."""
    x, y = _place(look, height)
    hue = role("role", look, **FILLS)
    line = alt.Chart().mark_line(strokeWidth=1.75)
    ends = alt.Chart(data(points.groupby("n")[["x", "y", "role"]].tail(1)))
    return [
        line.encode(x=x, y=y, color=hue, detail=[alt.Detail("part", type="nominal")]),
        ends.mark_point(size=34).encode(x=x, y=y, color=hue),
    ]


def _heads(heads: pd.DataFrame, grid: _Grid, look: Look, height: float) -> list[alt.Chart]:
    """Return name and stage above each panel, and its zero line."""
    x, y = _place(look, height)
    left = heads["n"].map(grid.left)
    top = heads["n"].map(grid.top)
    names = [cut(str(name), look.label, grid.panel) for name in heads["name"]]
    ends = heads["value_text"].astype(str)
    room = grid.panel - ends.map(lambda said: text_width(said, look.label)) - 8
    pairs = zip(heads["stage_text"], room, strict=True)
    placed = pd.DataFrame({"x": left, "role": heads["role"], "name": names, "end": ends})
    placed["stage"] = [cut(str(said), SMALL, width) for said, width in pairs]
    placed = placed.assign(y=top + NAME, below=top + STAGE, base=top + PLOT + DEEP)
    placed["right"] = left + grid.panel
    base = alt.Chart(data(placed)).encode(x=x)
    rule = base.mark_rule(color=look.c.grid)
    zero = rule.encode(y=_place(look, height, "base")[1], x2=alt.X2("right"))
    name = base.encode(y=y, text=word("name"))
    under = _place(look, height, "below")[1]
    below = base.encode(y=under, text=word("stage"))
    end = alt.Chart(data(placed)).encode(x=_across("right", look), y=under, text=word("end"))
    return [
        cast("alt.Chart", zero),
        *says(name, look, align="left", fontWeight="bold", halo=False),
        *_inked(below, placed, look, align="left", fontSize=SMALL),
        *says(end, look, align="right", halo=False),
    ]


def _inked(base: alt.Chart, rows: pd.DataFrame, look: Look, **mark: object) -> list[alt.Chart]:
    """Return texts in the colour of their role: a layer each, for layers share a colour scale."""
    pieces: list[alt.Chart] = []
    for named in dict.fromkeys(rows["role"]):
        colour = getattr(look.c, INKS.get(named, "muted"))
        part = base.transform_filter(f"datum.role=='{named}'")
        pieces += says(part, look, halo=False, color=colour, **mark)
    return pieces


def _dates(count: int, grid: _Grid, words: Words, look: Look) -> list[alt.Chart]:
    """Return the first and last day below the lowest panel of each column."""
    low = range(max(0, count - grid.columns), count)
    ends = {"left": words.label.get("start", ""), "right": words.label.get("end", "")}
    room = sum(text_width(said, SMALL) for said in ends.values()) + 8 < grid.panel
    pieces = []
    for n in low:
        for align, said in ends.items():
            if room or align == "right":
                at = grid.left(n) + (grid.panel if align == "right" else 0)
                x = {"expr": f"{at:.1f}*width/{look.width}"}
                y = grid.top(n) + PLOT + DEEP + 13
                pieces.append(note(said, look, x, y, align=align, fontSize=SMALL))
    return pieces


def _told(words: Words, place: tuple[alt.X, alt.Y]) -> alt.Chart:
    """Return invisible dots that tell day and value."""
    hint = tips(t_text=words.label["t"], value_text=words.label["value"])
    dots = alt.Chart().mark_point(size=90, opacity=0)
    return cast("alt.Chart", dots.encode(x=place[0], y=place[1], tooltip=hint))


def trends(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return each product's change with its interval, stage by stage; many without their names.

    Args:
        frame: item_id, name, stage, role, value (share), low and high (its interval; NaN where
            unknown), value_text, moves (a smaller change counts as none); rows of a stage together.
        words: label holds name, stage and value.
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    many = len(frame) > MANY
    rows, heads, height = _stacked(frame, look, many=many)
    side = 0 if many else look.pick(170, 140, 126)
    limits = _limits(frame)
    rows[["value", "low", "high"]] = rows[["value", "low", "high"]].clip(*limits)
    x = _change(limits, (side, words.label["value"]), look)
    y = amount(alt.Y, "y", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    pieces = [
        _zone(rows, limits, height, look),
        *_intervals(rows, (x, y), words, look),
        *([] if many else _row_names(rows, y, look, side)),
        *(_heading(said, at, look) for said, at in heads),
    ]
    return finish(pieces, words, look, height)


Head = tuple[str, float]


def _stacked(
    frame: pd.DataFrame, look: Look, *, many: bool
) -> tuple[pd.DataFrame, list[Head], float]:
    """Return the rows with their y in px, the headings of the stages with theirs, the height."""
    step, at = (7.0 if many else look.pick(20.0, 20.0, 22.0)), 0.0
    heads: list[Head] = []
    places: dict[object, float] = {}
    for stage, part in frame.groupby("stage", sort=False):
        heads.append((f"{stage} {len(part)}", at + 10))
        places |= {index: at + 20 + step * (n + 0.5) for n, index in enumerate(part.index)}
        at += 20 + step * len(part) + 8
    return frame.assign(y=pd.Series(places)), heads, at


def _heading(said: str, at: float, look: Look) -> alt.Chart:
    return note(said, look, 0, at, fontWeight="bold", color=look.c.ink)


def _limits(frame: pd.DataFrame) -> tuple[float, float]:
    """Return the least and largest change drawn, at most −100 % and +100 %."""
    low = float(frame[["value", "low"]].min().min())
    high = float(frame[["value", "high"]].max().max())
    return max(-1.0, min(-0.2, low)), min(1.0, max(0.2, high))


def _change(limits: tuple[float, float], named: tuple[float, str], look: Look) -> alt.X:
    side, title = named
    reach = [{"expr": f"{side:.0f}"}, {"expr": f"width-{SIDE}"}]
    scale = alt.Scale(domain=list(limits), nice=False, range=reach)
    ticks = look.pick(7, 6, 4)
    signed = "datum.value==0?'0%':format(datum.value,'+.0%')"
    axis = alt.Axis(title=title, labelExpr=signed, tickCount=ticks, grid=True)
    return amount(alt.X, "value", scale=scale, axis=axis)


def _zone(rows: pd.DataFrame, limits: tuple[float, float], height: float, look: Look) -> alt.Chart:
    """Return the ground of changes too small to count."""
    moves = float(rows["moves"].iloc[0])
    edges = pd.DataFrame([{"from": max(-moves, limits[0]), "to": min(moves, limits[1])}])
    ground = alt.Chart(data(edges)).mark_rect(color=look.c.grid, opacity=0.7)
    x = amount(alt.X, "from")
    placed = ground.encode(x=x, x2=alt.X2("to"), y=alt.value(0), y2=alt.value(height))
    return cast("alt.Chart", placed)


def _intervals(
    rows: pd.DataFrame, place: tuple[alt.X, alt.Y], words: Words, look: Look
) -> list[alt.Chart]:
    """Return a line over the interval and a dot at the change of each row."""
    x, y = place
    hue = role("role", look, **FILLS)
    hint = tips(name=words.label["name"], stage=words.label["stage"])
    hint += tips(value_text=words.label["value"])
    known = rows[rows["value"].notna()]
    base = alt.Chart(data(known)).encode(y=y, color=hue)
    line = base.mark_rule(strokeWidth=2, opacity=0.45)
    dots = base.mark_point(size=30 if len(rows) > MANY else 60)
    spread = line.encode(x=amount(alt.X, "low"), x2=alt.X2("high"))
    return [dots.encode(x=x, tooltip=hint), cast("alt.Chart", spread)]


def _row_names(rows: pd.DataFrame, y: alt.Y, look: Look, side: float) -> list[alt.Chart]:
    """Return the name left of each row and its change at the right edge."""
    names = [cut(str(name), look.label, side - 8) for name in rows["name"]]
    base = alt.Chart(data(rows[["y", "value_text"]].assign(**{SHOWN: names}))).encode(y=y)
    name = base.encode(x=alt.value(0), text=word(SHOWN))
    change = base.encode(x=alt.value({"expr": "width"}), text=word("value_text"))
    return [
        *says(name, look, align="left", halo=False),
        *says(change, look, align="right", halo=False),
    ]
