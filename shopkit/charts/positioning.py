"""Pictures of the market and the place in it: price bands, value map, sellers, customers."""

from __future__ import annotations

import math
from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, text_width
from shopkit.charts.look import LABEL, SMALL, Look, finish
from shopkit.charts.lying import named_rows, names_above
from shopkit.charts.marks import (
    SHOWN,
    amount,
    bar_scale,
    blank,
    centred,
    data,
    either,
    key,
    note,
    one,
    role,
    row_axis,
    rows,
    says,
    tips,
    widest,
    word,
)
from shopkit.i18n import Words

FAR = 12  # times the cheapest: from here on prices are drawn by their ratio
BESIDE, LINE = 14, 16  # px from a dot to its name, and from line to line
NAME_ROOM = 80  # px a name may take beside its bar on a phone


def bands(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return demand as bars and supply as ticks in each price band, one band marked.

    Args:
        frame: one row a band, cheapest first: band, buyers and offers (0–1, may be unknown), gap
            (the one to mark), gap_text (two parts parted by "|"), buyers_text, offers_text,
            own_text; aimed (the bands the plan aims at) if it is there.
        words: label holds band, buyers, offers, own and, with aimed, aimed.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    shown = [_two_lines(str(band)) if look.phone else [str(band)] for band in frame["band"]]
    frame = rows(frame, shown)
    gaps = {"paddingInner": 0.16, "paddingOuter": 0.08}
    flat: dict[str, Any] = {"labelAngle": 0, "labelAlign": "center", "labelBaseline": "top"}
    x = row_axis(alt.X, frame, gaps, labelLineHeight=14, **flat)
    most = float(frame[["buyers", "offers"]].astype(float).max().max())
    rate = alt.Axis(title=None, format="~%", tickCount=4)
    scale = alt.Scale(domain=[0, (most or 1) * 1.18], nice=False)
    height = look.pick(250, 240, 230)
    place = {"x": x, "y": amount(alt.Y, "buyers", axis=rate, scale=scale)}
    pieces = [
        *_band_bars(frame, place, words, look),
        *_band_marks(x, words, look, height),
        *_aims(frame, x, words, look, height),
    ]
    return finish(pieces, words, look, height, data=data(frame))


def _two_lines(band: str) -> list[str]:
    low, dash, high = band.partition("–")
    return [low + dash, high] if high else [band]


def _band_bars(
    frame: pd.DataFrame, place: dict[str, Any], words: Words, look: Look
) -> list[alt.Chart]:
    label = words.label
    hint = tips(band=label["band"], buyers_text=label["buyers"], offers_text=label["offers"])
    hint += tips(own_text=label["own"])
    hue = either("datum.gap", look.c.highlight, look.c.actual_soft)
    bars = alt.Chart().mark_bar().encode(**place, color=hue, tooltip=hint)
    size = (look.width - 60) / len(frame) * 0.84
    ticks = alt.Chart().mark_tick(thickness=3, size=round(size), color=look.c.ink)
    supply = ticks.encode(x=place["x"], y=amount(alt.Y, "offers"), tooltip=hint)
    pairs = [(look.c.actual_soft, label["buyers"]), (look.c.ink, label["offers"])]
    return [bars, supply, *key(pairs, look, -8)]


def _band_marks(x: alt.X, words: Words, look: Look, height: float) -> list[alt.Chart]:
    """Return the text over the marked band, and our own products below each."""
    top = alt.Y("peak", type="quantitative")
    base = alt.Chart().transform_calculate(peak="max(datum.buyers,datum.offers)")
    said = base.encode(x=x, y=top, text=word("gap_text")).transform_filter("datum.gap")
    bold = says(
        said,
        look,
        fontWeight="bold",
        lineBreak="|",
        lineHeight=15,
        baseline="bottom",
        dy=-20,
    )
    below = height + (44 if look.phone else 32)
    ours = alt.Chart().mark_text(baseline="top", fontSize=SMALL + 0.5, color=look.c.ink)
    counts = ours.encode(x=x, y=alt.value(below), text=word("own_text"))
    head = note(words.label["own"], look, -4, below, align="right", baseline="top", fontSize=SMALL)
    return [*bold, counts, head]


def _aims(
    frame: pd.DataFrame, x: alt.X, words: Words, look: Look, height: float
) -> list[alt.Chart]:
    """Return a line under the bands the plan aims at, named once."""
    if "aimed" not in frame or not frame["aimed"].any():
        return []
    at = height + (72 if look.phone else 56)
    line = alt.Chart().mark_tick(
        orient="horizontal",
        opacity=1,
        thickness=4,
        size=(look.width - 60) / len(frame),
        color=look.c.actual,
    )
    under = line.encode(x=x, y=alt.value(at)).transform_filter("datum.aimed")
    first = data(frame[frame["aimed"]].head(1))
    name = alt.Chart(first).mark_text(
        align="left", baseline="top", color=look.c.ink, fontSize=SMALL
    )
    placed = name.encode(x=x, y=alt.value(at + 6), text=alt.value(words.label["aimed"]))
    return [under, placed]


def value_map(points: pd.DataFrame, line: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return price against rating: circles by sales, the going rate with its usual spread.

    Args:
        points: name, score, price_cny, sales, ours, text (beside the dot, or empty), fair_cny,
            room_text (signed distance, or empty), price_text, sales_text, fair_text.
        line: score, fair, low, high.
        words: label holds score, fair, shop, price and sales.
        look: language, size, frame.
    """
    if points.empty:
        return blank(words, look)
    low, high = float(points["score"].min()), float(points["score"].max())
    room = max(high - low, 0.2) * 0.06
    across = alt.Scale(domain=[low - room, high + room], nice=False, zero=False)
    axis = alt.Axis(title=words.label["score"], format=".1f", tickCount=6, grid=True)
    x = amount(alt.X, "score", scale=across, axis=axis)
    top = float(points["price_cny"].max()) * 1.12
    least = min(float(points["price_cny"].min()), float(line["low"].min())) * 0.9
    up, grid = alt.Scale(domain=[0, top], nice=False), alt.Axis(title=None, tickCount=5)
    if 0 < least * FAR < top:  # equal steps for equal ratios, or the cheap ones lie on one another
        steps = _steps(least, float(points["price_cny"].max()))
        top = steps[-1]
        up = alt.Scale(type="log", domain=[least, top], nice=False)
        every: dict[str, Any] = {"values": steps, "tickCount": len(steps)}  # Vega drops the rest
        grid = alt.Axis(title=None, labelOverlap=False, format=",~f", **every)
    line = line[line["fair"] <= top].assign(high=line["high"].clip(upper=top))
    y = amount(alt.Y, "price_cny", scale=up, axis=grid)
    ground, name = _lane(line, points, x, words, look)
    pieces = [*ground, *_dots(points, (x, y), words, look), *name]
    return finish(pieces, words, look, look.pick(320, 300, 300))


def _steps(least: float, top: float) -> list[float]:
    """Return round prices from the first at or above one price to the first at or above another."""
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(top)) + 1)
    every = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
    last = next(step for step in every if step >= top)
    return [step for step in every if least <= step <= last]


def _lane(
    line: pd.DataFrame, points: pd.DataFrame, x: alt.X, words: Words, look: Look
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """Return the going rate as a dashed line in the band that is usual; its name, for the top."""
    if line.empty:
        return [], []
    base = alt.Chart(data(line)).encode(x=x)
    spread = base.mark_area(color=look.c.grid, opacity=0.6)
    fair = base.mark_line(color=look.c.rule, strokeWidth=1.25, strokeDash=[4, 3])
    place = _free_end(line, points)
    end = alt.Chart(data(line.iloc[[place]].assign(**{SHOWN: words.label["fair"]})))
    name = end.encode(x=x, y=amount(alt.Y, "fair"), text=word(SHOWN))
    area = spread.encode(y=amount(alt.Y, "low"), y2=alt.Y2("high"))
    side: dict[str, Any] = {"align": "right", "dx": -2} if place else {"align": "left", "dx": 2}
    said = says(name, look, dy=-9, color=look.c.muted, **side)
    return [area, fair.encode(y=amount(alt.Y, "fair"))], said


def _free_end(line: pd.DataFrame, points: pd.DataFrame) -> int:
    """Return the place of the end of a line, first or last, that dots lie further from."""
    wide = float(points["score"].max() - points["score"].min()) or 1.0
    known = points["price_cny"].astype(float).clip(lower=0.01)
    far = math.log(float(known.max()) / float(known.min())) or 1.0

    def room(place: int) -> float:
        across = (points["score"] - line["score"].iloc[place]) / wide
        up = (known / max(float(line["fair"].iloc[place]), 0.01)).map(math.log) / far
        return float((across**2 + up**2).min())

    return 0 if room(0) >= room(-1) else len(line) - 1


def _dots(
    points: pd.DataFrame, place: tuple[alt.X, alt.Y], words: Words, look: Look
) -> list[alt.Chart]:
    x, y = place
    label = words.label
    hint = tips(name=label["shop"], price_text=label["price"], fair_text=label["fair"])
    hint += [alt.Tooltip("score", type="quantitative", title=label["score"])]
    hint += tips(sales_text=label["sales"])
    ranked = points.sort_values("ours", kind="stable")
    base = alt.Chart(data(ranked)).encode(x=x, y=y)
    area = alt.Scale(range=[40, look.pick(900, 800, 520)], zero=True)
    size = alt.Size("sales", type="quantitative", legend=None, scale=area)
    hue = either("datum.ours", look.c.actual, look.c.previous)
    dots = base.mark_circle(stroke=look.c.paper, strokeWidth=1, opacity=0.85).encode(
        size=size, color=hue, tooltip=hint
    )
    gap = base.transform_filter("datum.room_text!=''")
    rule = gap.mark_rule(color=look.c.highlight, strokeWidth=3).encode(y2=alt.Y2("fair_cny"))
    return [cast("alt.Chart", rule), dots, *_dot_names(points, place, look)]


def _dot_names(points: pd.DataFrame, place: tuple[alt.X, alt.Y], look: Look) -> list[alt.Chart]:
    """Return the names beside the dots, ours bold; one without room of its own is left out."""
    pieces: list[alt.Chart] = []
    named = _placed(points[points["text"] != ""], points, look)
    for (ours, side), part in named.groupby(["ours", "side"]):
        at = alt.Chart(data(part)).encode(x=place[0], y=place[1], text=word("text"))
        ink = look.c.actual if ours else look.c.ink
        weight = "bold" if ours else "normal"
        align = "right" if side == "left" else "left"
        shift = -BESIDE if side == "left" else BESIDE
        pieces += says(at, look, align=align, dx=shift, color=ink, fontWeight=weight)
    return pieces


def _placed(named: pd.DataFrame, points: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Return the names that fit with the side each stands on: ours first, then by sales."""
    width, height = look.width - 50.0, look.pick(320.0, 300.0, 300.0)
    left, right = float(points["score"].min()), float(points["score"].max())
    prices = points["price_cny"].astype(float)
    far = 0 < prices.min() * FAR < prices.max()
    known = prices.map(math.log) if far else prices
    known = known - known.min() if far else known
    level, reach = known.to_dict(), float(known.max()) or 1.0
    taken: list[tuple[float, float, float]] = []
    kept = []
    for at, row in named.sort_values(["ours", "sales"], ascending=False).iterrows():
        said = cut(f"{row['text']} {row['room_text']}".strip(), look.label, look.pick(190, 150, 96))
        x = (row["score"] - left) / max(right - left, 0.1) * width
        y = (1 - level[at] / reach) * height
        room = text_width(said, look.label)
        for side, start in (("right", x + BESIDE), ("left", x - BESIDE - room)):
            box = (start, start + room, y)
            if start > 0 and start + room < width and not any(_meet(box, one) for one in taken):
                taken.append(box)
                kept.append({**row.to_dict(), "text": said, "side": side})
                break
    return pd.DataFrame(kept, columns=[*named.columns, "side"])


def _meet(box: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return box[0] < other[1] and other[0] < box[1] and abs(box[2] - other[2]) < LINE


def pareto(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the cumulative share of an amount over products, with the points worth naming.

    Args:
        frame: one row a place from 0: x, value (0–1), even, name, value_text, amount_text, mark
            (text beside the point, or empty), role (highlight or actual).
        words: label holds x, even and value.
        look: language, size, frame.
    """
    if len(frame) <= 1:
        return blank(words, look)
    last = int(frame["x"].max())
    ticks = alt.Axis(title=words.label["x"], format="d", tickCount=min(6, last))
    x = amount(alt.X, "x", scale=alt.Scale(domain=[0, last], nice=False), axis=ticks)
    top = max(1.0, float(frame["value"].max()))
    quarters = alt.Axis(title=None, format="~%", values=[0, 0.25, 0.5, 0.75, 1])
    y = amount(alt.Y, "value", scale=alt.Scale(domain=[0, top]), axis=quarters)
    base = alt.Chart().encode(x=x, y=y)
    even = alt.Chart().mark_line(strokeWidth=1, strokeDash=[3, 3], color=look.c.rule)
    hint = tips(name=words.label["x"], amount_text=words.label["value"], value_text="Σ")
    hover = base.mark_point(size=160, opacity=0).encode(tooltip=hint)
    pieces = [
        base.mark_area(color=look.c.band, opacity=0.55),
        even.encode(x=x, y=amount(alt.Y, "even")),
        base.mark_line(strokeWidth=2.25, color=look.c.actual),
        *_named_places(frame, (x, y), look),
        hover,
    ]
    return finish(pieces, words, look, look.pick(280, 270, 260), data=data(frame))


def _named_places(frame: pd.DataFrame, place: tuple[alt.X, alt.Y], look: Look) -> list[alt.Chart]:
    """Return dots with their texts under the curve, left of it where there is no room."""
    marked = frame[frame["mark"] != ""].copy()
    reach = float(frame["x"].max())
    pieces: list[alt.Chart] = []
    for _, row in marked.iterrows():
        at = one(x=row["x"], value=row["value"], role=row["role"], **{SHOWN: row["mark"]})
        base = alt.Chart(at).encode(x=place[0], y=place[1])
        hue = role("role", look, highlight="highlight", actual="actual")
        room = (1 - row["x"] / reach) * (look.width - 60)
        fits = text_width(str(row["mark"]).split("|")[0], look.label) + 16 < room
        side: dict[str, Any] = {"align": "left", "dx": 10} if fits else {"align": "right", "dx": 0}
        said = base.encode(text=word(SHOWN))
        pieces += [
            base.mark_point(size=70).encode(color=hue),
            *says(said, look, baseline="top", dy=8, lineBreak="|", lineHeight=16, **side),
        ]
    return pieces


def sellers(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return one bar a seller by share of the market; ours darker, the rest together and pale.

    Args:
        frame: category, share (0–1), share_text, value_text, ours, rest.
        words: label holds category, share and ours.
        look: language, size, frame.
    """
    if frame.empty or frame["share"].isna().all():
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    above = look.phone and widest(names, look) > NAME_ROOM
    frame = named_rows(frame, names, look, 0 if above else look.pick(190, 130, NAME_ROOM), 20)
    hue = ["ours" if ours else "rest" if rest else "other" for ours, rest in _sides(frame)]
    frame = frame.assign(hue=hue)
    gaps = {"paddingInner": 0.3, "paddingOuter": 0.1}
    y = row_axis(alt.Y, frame, gaps, labelPadding=8, **centred(14))
    scale = bar_scale(frame, ["share"], widest(frame["share_text"], look) + 16)
    x = amount(alt.X, "share", axis=None, scale=scale)
    hint = tips(category=words.label["category"], share_text=words.label["share"])
    hint += tips(value_text="n")
    shift = 8 if above else 0
    fill = role("hue", look, ours="actual", other="actual_soft", rest="neutral")
    bars = alt.Chart().mark_bar(size=look.pick(15, 14, 10), yOffset=shift)
    ends = alt.Chart().encode(y=y, x=x, text=word("share_text"))
    pieces = [
        bars.encode(y=y, x=x, color=fill, tooltip=hint),
        *says(ends, look, align="left", dx=6, dy=shift, halo=False),
        *(names_above(y, look, -10) if above else []),
    ]
    if frame["ours"].any():
        pieces += key([(look.c.actual, words.label["ours"])], look, -6)
    return finish(pieces, words, look, len(frame) * (42 if above else 28), data=data(frame))


def _sides(frame: pd.DataFrame) -> list[tuple[bool, bool]]:
    return list(zip(frame["ours"], frame["rest"], strict=True))


def spans(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return each segment as a bar from its lowest to its highest value; gaps and overlaps marked.

    Args:
        frame: one row a segment, in order: name, low and high (both included), text (behind the
            bar), kind (`segment`, `gap` or `overlap`).
        words: label holds name and x.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["name"]]
    above = look.phone and widest(names, look) > NAME_ROOM
    frame = named_rows(frame, names, look, 0 if above else look.pick(190, 130, NAME_ROOM), 20)
    gaps = {"paddingInner": 0.35, "paddingOuter": 0.15}
    y = row_axis(alt.Y, frame, gaps, labelPadding=8, **centred(14))
    frame = frame.assign(end=frame["high"].astype(float) + 1)  # the highest age belongs to it
    low, high = float(frame["low"].min()), float(frame["end"].max())
    reserve = widest(frame["text"], look) + 14
    reach = {"expr": f"max(40,width-{reserve:.0f})"}
    scale = alt.Scale(domain=[low - 1, high], nice=False, zero=False, range=[0, reach])
    axis = alt.Axis(title=words.label["x"], tickCount=6, grid=True, format="d")
    x = amount(alt.X, "low", scale=scale, axis=axis)
    shift = 8 if above else 0
    hue = role("kind", look, segment="actual", gap="unknown", overlap="highlight")
    bars = alt.Chart().mark_bar(
        size=look.pick(15, 14, 10), yOffset=shift, stroke=look.c.rule, strokeWidth=1
    )
    hint = tips(name=words.label["name"], text=words.label["x"])
    ends = alt.Chart().encode(y=y, x=amount(alt.X, "end"), text=word("text"))
    pieces = [
        bars.encode(y=y, x=x, x2=alt.X2("end"), color=hue, tooltip=hint),
        *says(ends, look, align="left", dx=8, dy=shift, fontSize=LABEL, halo=False),
        *(names_above(y, look, -10) if above else []),
    ]
    return finish(pieces, words, look, len(frame) * (44 if above else 32), data=data(frame))
