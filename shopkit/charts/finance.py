"""Pictures of money ahead: profit and cash by month, how sure it is, what moves it, scenarios, pay.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut
from shopkit.charts.look import Look, finish
from shopkit.charts.lowest import Place, Scene, place
from shopkit.charts.lying import named_rows, names_above
from shopkit.charts.marks import (
    ROW,
    SHOWN,
    amount,
    bar_scale,
    blank,
    centred,
    data,
    money,
    one,
    role,
    row_axis,
    rows,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.stacks import end_names, hue, keys, lines_at, moments
from shopkit.charts.trend import day_ticks

if TYPE_CHECKING:
    from shopkit.i18n import Words

__all__ = ["cash", "fan", "payroll", "profit", "scenarios", "tornado"]

ENDS = {"worse": "bad", "better": "actual_soft"}
UNDER, OVER = 0.16, 0.08  # of the values: room of the axis beyond them
BESIDE = 54.0  # px the axis and the margin take of the picture's width
SCENARIOS = {"plan": "actual", "other": "actual_soft", "bad": "bad"}


def profit(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the sales of each month, its costs piled up beside them, and a line of what is left.

    Args:
        frame: one row a month and pile, in order: n (place of the month), moment_text (lines
            parted by "|"), kind (sales, cost or left), name (of a cost), low, high (the pile's
            ends; of sales and what is left low is 0), value_text.
        words: label holds t, name, value, sales and left.
        look: language, size, frame.
    """
    if frame.empty or frame["high"].isna().all():
        return blank(words, look)
    frame, x = moments(frame, look, paddingInner=0.18, paddingOuter=0.1)
    costs = frame[frame["kind"] == "cost"]
    names = costs["name"].astype(str).drop_duplicates().tolist()
    colours = dict(zip(names, _soft(len(names), look), strict=True))
    numbers = {str(n): colours[name] for n, name in enumerate(names)}
    place = {name: str(n) for n, name in enumerate(names)}
    frame = frame.assign(pile=frame["name"].astype(str).map(place))
    hint = tips(told=words.label["t"], name=words.label["name"], value_text=words.label["value"])
    y, y2 = money("low", look), alt.Y2("high")
    # without an order the oldest renderer joins months by their names
    order = alt.Order("n", type="quantitative")
    left = alt.Chart().encode(x=x, y=amount(alt.Y, "high"), order=order)
    pieces = [
        _of("sales", alt.Chart().mark_bar(width={"band": 1}, color=look.c.band)).encode(
            x=x, y=y, y2=y2, tooltip=hint
        ),
        _of("cost", alt.Chart().mark_bar(width={"band": 0.62})).encode(
            x=x, y=y, y2=y2, color=hue("pile", numbers), tooltip=hint
        ),
        *lines_at([(0.0, "")], look),
        _of("left", left.mark_line(color=look.c.paper, strokeWidth=5)),
        _of("left", left.mark_line(color=look.c.ink, strokeWidth=2.25)),
        _of("left", left.mark_point(color=look.c.ink, size=30)).encode(tooltip=hint),
    ]
    pairs = [(look.c.band, words.label["sales"]), *((colours[name], name) for name in names)]
    pairs.append((look.c.ink, words.label["left"]))
    height = look.pick(280, 260, 250)
    return finish([*pieces, *keys(pairs, look, 50)], words, look, height, data=data(frame))


def _of(kind: str, chart: alt.Chart) -> alt.Chart:
    return chart.transform_filter(f"datum.kind=='{kind}'")


def _soft(count: int, look: Look) -> list[str]:
    """Return colours of piles, neighbours far apart in lightness so that a grey print reads."""
    c = look.c
    roles = [c.actual, c.actual_soft, c.good, c.highlight, c.categorical[4], c.categorical[7]]
    return [roles[n % len(roles)] for n in range(count)]


def _dated(frame: pd.DataFrame, look: Look) -> tuple[pd.DataFrame, alt.X]:
    """Return the frame with days as text, and the axis of their months."""
    days = pd.to_datetime(frame["t"]).dt.strftime("%Y-%m-%d")
    frame = frame.assign(t=days)
    each = sorted(set(days))
    axis = day_ticks(each[:: -(-len(each) // look.pick(13, 7, 5))], look, monthly=True)
    return frame, alt.X("t", type="temporal", axis=axis, scale=alt.Scale(type="utc", nice=False))


def cash(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return cash at the end of each month, its lowest point, and what deposits hold.

    Args:
        frame: one row a month: t (date), t_text, value (cash), value_text, frozen (what deposits
            hold), frozen_text, least (that must be left, the same in all rows), lowest_text (on
            the month with the least cash; else empty).
        words: label holds t, value, frozen and least (name of its line).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    frame, x = _dated(frame, look)
    numbers = frame[["value", "frozen", "least"]].astype(float)
    low, high = min(0.0, float(numbers.min().min())), max(0.0, float(numbers.max().max()))
    reach = (high - low) or 1.0
    scale = alt.Scale(domain=[low - reach * UNDER, high + reach * OVER], nice=False)
    height = look.pick(270, 250, 240)
    y = money("value", look, scale=scale)
    least = float(numbers["least"].iloc[0]) if numbers["least"].notna().iloc[0] else 0.0
    levels = [(0.0, "")] + ([(least, words.label["least"])] if least else [])
    frozen = alt.Chart().mark_area(
        color=look.c.neutral, opacity=0.55, line={"color": look.c.rule, "strokeDash": [3, 3]}
    )
    lowest = frame[frame["lowest_text"] != ""]
    at = _placed(frame, levels, height / (reach * (1 + UNDER + OVER)), look)
    pieces = [
        frozen.encode(x=x, y=amount(alt.Y, "frozen")),
        *lines_at(levels, look, right=at.right, under=at.under),
        alt.Chart().mark_line(color=look.c.actual).encode(x=x, y=y),
        *_lowest(lowest, look, at),
        _hover(frame, words, look, t_text="t", value_text="value", frozen_text="frozen"),
        *_area_key(frame, words, look),
    ]
    return finish(pieces, words, look, height, data=data(frame))


def _placed(frame: pd.DataFrame, levels: list[tuple[float, str]], unit: float, look: Look) -> Place:
    """Return where the words of the lowest point stand."""
    said = frame["lowest_text"].astype(str).tolist()
    at = next((n for n, words in enumerate(said) if words), 0)
    value, frozen = (frame[name].astype(float).ffill().fillna(0.0) for name in ("value", "frozen"))
    level = levels[-1] if len(levels) > 1 else None
    wide = look.width - BESIDE
    scene = Scene(value.tolist(), at, [frozen.tolist()], level, wide, unit, look.label)
    return place(scene, said[at])


def _lowest(lowest: pd.DataFrame, look: Look, at: Place) -> list[alt.Chart]:
    """Return the point with the least cash and what it says."""
    if lowest.empty:
        return []
    base = alt.Chart(data(lowest)).encode(x=alt.X("t", type="temporal"), y=amount(alt.Y, "value"))
    dot = base.mark_point(size=90, color=look.c.bad)
    said = says(
        base.encode(text=word("lowest_text")),
        look,
        align=at.align,
        dy=at.dy,
        fontWeight="bold",
        color=look.c.bad_text,
    )
    return [cast("alt.Chart", dot), *said]


def _hover(frame: pd.DataFrame, words: Words, look: Look, **heads: str) -> alt.Chart:
    """Return invisible rules, one a date, that tell its values: column = name of its label."""
    hint = tips(**{column: words.label[name] for column, name in heads.items()})
    wide = min(60.0, max(8.0, look.width * 0.8 / len(frame)))
    rules = alt.Chart(data(frame)).mark_rule(opacity=0, strokeWidth=wide)
    return cast("alt.Chart", rules.encode(x=alt.X("t", type="temporal"), tooltip=hint))


def _area_key(frame: pd.DataFrame, words: Words, look: Look) -> list[alt.Chart]:
    pairs = [(look.c.actual, words.label["value"])]
    if (frame["frozen"].astype(float).fillna(0) != 0).any():
        pairs.append((look.c.neutral, words.label["frozen"]))
    return keys(pairs, look, 50)


def fan(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return where eight runs in ten hold the cash, the middle one as a line, and the least.

    Args:
        frame: one row a month: t (date), t_text, low, value, high (a tenth, half and nine tenths
            of the runs lie below), low_text, value_text, high_text, least (that must be left, the
            same in all rows).
        words: label holds t, low, value, high (names at the ends) and least.
        look: language, size, frame.
    """
    if frame.empty or frame[["low", "value", "high"]].astype(float).isna().all(axis=None):
        return blank(words, look)
    frame, x = _dated(frame, look)
    numbers = frame[["low", "value", "high", "least"]].astype(float)
    low, high = min(0.0, float(numbers.min().min())), max(0.0, float(numbers.max().max()))
    reach = (high - low) or 1.0
    domain = [low - reach * 0.04, high + reach * 0.04]
    height = look.pick(270, 250, 240)
    y = money("low", look, scale=alt.Scale(domain=domain, nice=False))
    last = frame.iloc[-1]
    pairs = [(last[name], f"{words.label[name]} {last[f'{name}_text']}") for name in BANDS]
    known = [(float(at), said) for at, said in pairs if pd.notna(at)]
    least = float(numbers["least"].iloc[0]) if numbers["least"].notna().iloc[0] else 0.0
    levels = [(0.0, "")] + ([(least, words.label["least"])] if least else [])
    right = alt.X("last", type="temporal")
    span = (domain[0], height / (domain[1] - domain[0]))
    hint = {f"{name}_text": name for name in reversed(BANDS)}
    pieces = [
        alt.Chart().mark_area(color=look.c.band).encode(x=x, y=y, y2=alt.Y2("high")),
        alt.Chart()
        .mark_line(color=look.c.forecast, strokeDash=[5, 4])
        .encode(x=x, y=amount(alt.Y, "value")),
        *lines_at(levels, look),
        *end_names(known, right, span, look, last=str(last["t"])),
        _hover(frame, words, look, t_text="t", **hint),
    ]
    return finish(pieces, words, look, height, data=data(frame))


BANDS = ("low", "value", "high")


def tornado(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return what each driver alone does to a figure, both ends named, the largest first.

    Args:
        frame: one row a driver and end, in order: n (place of the driver), name, base (the
            figure as planned, the same in all rows), value (the figure at that end), kind (worse
            or better), end_text (the driver and the figure there), base_text.
        words: label holds name, value and base (name of the line).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    once = frame.drop_duplicates("n")
    named = named_rows(once, [str(name) for name in once["name"]], look, look.pick(130, 96, 0), 20)
    place = dict(zip(named["n"], named[ROW], strict=True))
    frame = frame.assign(**{ROW: frame["n"].map(place)})
    y = row_axis(alt.Y, named, {"paddingInner": 0.25}, labelPadding=8, **centred(14))
    numbers = frame[["value", "base"]].astype(float)
    low, high = float(numbers.min().min()), float(numbers.max().max())
    flat = low == high
    side = widest(frame["end_text"], look) + 10
    reach: list[Any] = [side, {"expr": f"max({side + 20:.0f},width-{side:.0f})"}]
    scale = alt.Scale(domain=[low - flat, high + flat], nice=False, range=reach)
    shift = 9 if look.phone else 0
    hint = tips(name=words.label["name"], end_text=words.label["value"])
    bar = alt.Chart().mark_bar(size=15, yOffset=shift)
    x = amount(alt.X, "base", axis=None, scale=scale)
    line = alt.Chart(one(at=float(numbers["base"].iloc[0]))).mark_rule(color=look.c.ink)
    pieces = [
        bar.encode(y=y, x=x, x2=alt.X2("value"), color=role("kind", look, **ENDS), tooltip=hint),
        cast("alt.Chart", line.encode(x=amount(alt.X, "at"))),
        *_sides(frame, y, look, shift),
        *_base(frame, look),
        *(names_above(y, look, -11) if look.phone else []),
    ]
    height = len(named) * (46 if look.phone else 32)
    return finish(pieces, words, look, height, data=data(frame.assign(**_shown(frame, named))))


def _shown(frame: pd.DataFrame, named: pd.DataFrame) -> dict[str, Any]:
    """Return the name above each row, once a row."""
    names = dict(zip(named["n"], named[SHOWN], strict=True))
    first = ~frame["n"].duplicated()
    return {SHOWN: frame["n"].map(names).where(first, "")}


def _sides(frame: pd.DataFrame, y: alt.Y, look: Look, shift: float) -> list[alt.Chart]:
    """Return what stands at both ends of a bar, outside of it."""
    below = frame["value"].astype(float) < frame["base"].astype(float)
    pieces: list[alt.Chart] = []
    for align, dx, part in (("right", -6, frame[below]), ("left", 6, frame[~below])):
        if len(part):
            base = alt.Chart(data(part)).encode(
                y=y, x=amount(alt.X, "value"), text=word("end_text")
            )
            pieces += says(base, look, align=align, dx=dx, dy=shift, halo=False)
    return pieces


def _base(frame: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """Return what the line says, above it."""
    row = alt.Chart(data(frame.head(1))).encode(
        x=amount(alt.X, "base"), y=alt.value(-8), text=word("base_text")
    )
    return says(row, look, halo=False, color=look.c.muted, baseline="bottom")


def scenarios(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return several figures of each scenario, one block of bars a figure on its own scale.

    Args:
        frame: one row a figure and scenario, in order: kind (head: a row that names the figure;
            plan, other or bad), name (of figure or scenario), value (length of the bar, −1 to 1
            within its figure; NaN unknown), value_text (the figure itself).
        words: label holds name and value.
        look: language, size, frame.
    """
    if frame.empty or (frame["kind"] == "head").all():
        return blank(words, look)
    room = look.pick(190.0, 140.0, 104.0)
    head = frame["kind"] == "head"
    pairs = zip(head, frame["name"], strict=True)
    frame = rows(frame, [[""] if top else [cut(str(n), look.label, room)] for top, n in pairs])
    frame["edge"] = frame["value"].astype(float).fillna(0).clip(lower=0)
    y = row_axis(alt.Y, frame, {"paddingInner": 0.25}, labelPadding=8)
    reserve = widest(frame["value_text"], look) * 1.1 + 12
    x = amount(alt.X, "value", axis=None, scale=bar_scale(frame, ["value"], reserve))
    bars, tops = frame[~head], frame[head]
    titles = [cut(str(name), look.label, look.width - 20) for name in tops["name"]]
    base = alt.Chart(data(bars)).encode(y=y)
    top = alt.Chart(data(tops.assign(**{SHOWN: titles})))
    hint = tips(name=words.label["name"], value_text=words.label["value"])
    end = base.encode(x=amount(alt.X, "edge"), text=word("value_text"))
    zero = base.mark_tick(color=look.c.rule, size=22).encode(x=amount(alt.X, "zero"))
    left = -room - 8 if len(frame) else 0
    pieces = [
        base.mark_bar(size=15).encode(x=x, color=role("kind", look, **SCENARIOS), tooltip=hint),
        cast("alt.Chart", zero.transform_calculate(zero="0")),
        *says(end, look, align="left", dx=6, halo=False, fontWeight="bold"),
        *says(
            top.encode(y=y, x=alt.value(left), text=word(SHOWN)),
            look,
            align="left",
            dy=4,
            halo=False,
            fontWeight="bold",
        ),
    ]
    return finish(pieces, words, look, len(frame) * look.pick(27, 26, 26))


def payroll(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return what each post costs in a month, its parts on each other; unknown pay is hollow.

    Args:
        frame: one row a post and part, in order: n (place of the post), name, part, low, high
            (NaN unknown), value_text, total_text (on the first row of a post; else empty).
        words: label holds name, part, value and unknown.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    once = frame.drop_duplicates("n")
    names = [str(name) for name in once["name"]]
    room = look.pick(150, 120, 0)
    named = named_rows(once, names, look, room, 20)
    place = dict(zip(named["n"], named[ROW], strict=True))
    parts = frame["part"].astype(str).drop_duplicates().tolist()
    colours = _soft(len(parts), look)
    kinds = {part: str(n) for n, part in enumerate(parts)}
    high = frame["high"].astype(float)
    most = high.groupby(frame["n"]).transform("max")
    frame = frame.assign(
        **{ROW: frame["n"].map(place), "edge": most.fillna(0), "kind": frame["part"].map(kinds)}
    )
    frame = frame.assign(**_shown(frame, named))
    y = row_axis(alt.Y, named, {"paddingInner": 0.3}, labelPadding=8, **centred(14))
    reserve = widest(frame["total_text"], look) * 1.1 + 12
    x = amount(alt.X, "low", axis=None, scale=bar_scale(frame, ["low", "high"], reserve))
    shift = 9 if look.phone else 0
    label = words.label
    hint = tips(name=label["name"], part=label["part"], value_text=label["value"])
    bar = alt.Chart().mark_bar(size=16, yOffset=shift, stroke=look.c.paper, strokeWidth=1)
    colour = hue("kind", dict(zip(kinds.values(), colours, strict=True)))
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("total_text"))
    pieces = [
        bar.encode(y=y, x=x, x2=alt.X2("high"), color=colour, tooltip=hint),
        *says(end, look, align="left", dx=6, dy=shift, halo=False, fontWeight="bold"),
        *(names_above(y, look, -11) if look.phone else []),
        *keys(list(zip(colours, parts, strict=True)), look, room),
    ]
    height = len(named) * (46 if look.phone else 31)
    return finish(pieces, words, look, height, data=data(frame))
