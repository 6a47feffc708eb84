"""Pictures of prices: from the list to what is paid, floors, peers, elasticities.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut, text_width, wrap_cut
from shopkit.charts.look import SMALL, Look, finish, money_axis
from shopkit.charts.lying import links, named_rows, names_above
from shopkit.charts.marks import (
    ROW,
    SHOWN,
    amount,
    bar_scale,
    blank,
    centred,
    data,
    key,
    note,
    one,
    role,
    row_axis,
    says,
    tips,
    widest,
    word,
)
from shopkit.i18n import Words

__all__ = ["floors", "forest", "moves", "peers", "stairs"]

BEARERS = {
    "shop": "actual_soft",
    "platform": "forecast",
    "government": "good",
    "brand": "highlight",
}
STAIRS = {"list": "previous", **BEARERS, "paid": "actual"}
JUDGED = {"bad": "bad", "actual": "actual", "previous": "previous"}
WIDEST = 4.0  # of an elasticity, either way: what lies beyond is cut
MOST_FLOOR = 1.25  # of the price; a floor beyond is drawn there, its text says where it is
NEAR = 0.1  # of the price: so near its left the line of the least share would cross a label
FAR = 12  # times the cheapest: from here on prices are drawn by their ratio


def stairs(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the way from the list price of a cart to what is paid, a row a promotion.

    Args:
        frame: one row a bar, in order: n (row it lies in), step, kind (list, who bears it:
            shop, platform, government or brand, paid), low, high, level (what is left after the
            step), value_text (on the first bar of a row), bearer_text.
        words: label holds step, amount, bearer and the name of each bearer.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    room = look.pick(200, 150, 104)
    said = [wrap_cut(str(step), look.label, room) for step in frame["step"]]
    clean = [[line.replace("|", "｜") for line in lines] for lines in said]
    pairs = zip(frame["n"], clean, strict=True)
    frame = frame.assign(**{ROW: ["|".join([str(n), *lines]) for n, lines in pairs]})
    numbers = frame[["low", "high"]].astype(float)
    frame = frame.assign(edge=numbers.max(axis=1).groupby(frame[ROW]).transform("max").fillna(0))
    steps = frame.drop_duplicates(ROW)
    y = row_axis(alt.Y, steps, {"paddingInner": 0.3, "paddingOuter": 0.1}, **centred(14))
    scale = bar_scale(frame, ["low", "high"], widest(frame["value_text"], look) * 1.1 + 10)
    x = amount(alt.X, "low", axis=None, scale=scale)
    hint = tips(step=words.label["step"], value_text=words.label["amount"])
    hint += tips(bearer_text=words.label["bearer"])
    bars = (
        alt.Chart()
        .mark_bar()
        .encode(y=y, x=x, x2=alt.X2("high"), color=role("kind", look, **STAIRS), tooltip=hint)
    )
    end = alt.Chart(data(steps)).encode(y=y, x=amount(alt.X, "edge"), text=word("value_text"))
    text = says(end, look, align="left", dx=6, fontWeight="bold", halo=False)
    known = [kind for kind in BEARERS if kind in set(frame["kind"])]
    named = [(getattr(look.c, BEARERS[kind]), words.label[kind]) for kind in known]
    pieces = [bars, *links(steps, look, lying=True), *text]
    pieces += key(named, look, -8) if len(named) > 1 else []
    return finish(pieces, words, look, len(steps) * look.pick(31, 30, 34), data=data(frame))


def floors(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return what is paid of each price at worst, its own floor as a tick, the plan's as a line.

    Args:
        frame: one row a product: category, value (share of the everyday price), floor (share
            below which nothing is left; NaN unknown), least (the plan's least share; NaN none),
            value_text, floor_text, by_text, role (bad, actual or previous).
        words: label holds category, value, floor, least, by.
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    room = look.pick(150, 110, 0)
    frame = named_rows(frame, names, look, room, 20)
    frame["by"] = [cut(str(said), SMALL, look.width - room - 24) for said in frame["by_text"]]
    frame["floor"] = frame["floor"].astype(float).clip(upper=MOST_FLOOR)
    edge = frame[["value", "floor"]].astype(float).max(axis=1).fillna(0)
    crossed = (frame["least"].astype(float) - edge).between(0, NEAR)
    frame["edge"] = edge.mask(crossed, frame["least"].astype(float))
    y = row_axis(alt.Y, frame, {"paddingInner": 0.25}, labelPadding=8, **centred(14))
    reserve = widest(frame["value_text"], look) * 1.1 + 12
    scale = bar_scale(frame, ["value", "floor", "least"], reserve)
    x = amount(alt.X, "value", axis=None, scale=scale)
    shift = 0 if look.phone else -8
    label = words.label
    hint = tips(category=label["category"], value_text=label["value"], floor_text=label["floor"])
    hint += tips(by_text=label["by"])
    bar = alt.Chart().mark_bar(size=14, yOffset=shift)
    tick = alt.Chart().mark_tick(thickness=3, size=20, yOffset=shift, color=look.c.ink)
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("value_text"))
    pieces = [
        bar.encode(y=y, x=x, color=role("role", look, **JUDGED), tooltip=hint),
        cast("alt.Chart", tick.encode(y=y, x=amount(alt.X, "floor"), tooltip=hint)),
        *_least(frame, words, look),
        *says(end, look, align="left", dx=7, dy=shift, fontWeight="bold"),
        *_under(y, look, shift + 17),
        *(names_above(y, look, -18) if look.phone else []),
    ]
    height = len(frame) * (60 if look.phone else 44)
    return finish(pieces, words, look, height, data=data(frame))


def _under(y: alt.Y, look: Look, shift: float) -> list[alt.Chart]:
    """Return the promotions of each row below its bar."""
    said = alt.Chart().encode(y=y, x=alt.value(2), text=word("by"))
    return says(said, look, align="left", dy=shift, fontSize=SMALL, color=look.c.muted)


def _least(frame: pd.DataFrame, words: Words, look: Look) -> list[alt.Chart]:
    """Return the line of the plan's least share, and above it what line and ticks mean."""
    least = frame["least"].astype(float).dropna()
    heads = [(look.c.ink, words.label["floor"])]
    pieces: list[alt.Chart] = []
    if len(least):
        rule = alt.Chart(one(least=float(least.iloc[0])))
        line = rule.mark_rule(color=look.c.highlight, strokeWidth=2, strokeDash=[5, 3])
        pieces = [cast("alt.Chart", line.encode(x=amount(alt.X, "least")))]
        heads.append((look.c.highlight, words.label["least"]))
    return [*pieces, *key(heads, look, -8)]


def forest(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the elasticity of each product with its interval, and a line at −1.

    Args:
        frame: one row a product: category, value, low, high, value_text, role (actual: to be
            acted on, previous: only for orientation).
        words: label holds category, value, one (what −1 means).
        look: language, size, frame.
    """
    if frame.empty or frame["value"].isna().all():
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    frame = named_rows(frame, names, look, look.pick(170, 130, 0), 20)
    edges = ["value", "low", "high"]
    ends = frame[edges].astype(float)
    far = min(2 * WIDEST, max(WIDEST, float(ends["value"].abs().max()) + 0.5))
    frame[edges] = ends.clip(-far, far)
    inside = frame[ends["value"].abs() <= far]
    cut_off = [
        (frame[ends["low"].round(1) < -far].assign(at=-far), "triangle-left"),
        (frame[ends["high"].round(1) > far].assign(at=far), "triangle-right"),
    ]
    y = row_axis(alt.Y, frame, {"paddingInner": 0.25}, labelPadding=8, **centred(14))
    low = min(-1.5, float(frame[edges].min().min()))
    high = max(0.0, float(frame[edges].max().max()))
    reach: list[Any] = [0, {"expr": f"max(40,width-{widest(frame['value_text'], look) + 14:.0f})"}]
    scale = alt.Scale(domain=[low - 0.1, high + 0.1], nice=False, range=reach)
    signed = "(datum.value<0?'\u2212':'')+format(abs(datum.value),'.1~f')"
    axis = alt.Axis(title=words.label["value"], labelExpr=signed, tickCount=6, grid=True)
    x = amount(alt.X, "value", scale=scale, axis=axis)
    shift = 9 if look.phone else 0
    hue = role("role", look, **JUDGED)
    hint = tips(category=words.label["category"], value_text=words.label["value"])
    base = alt.Chart().encode(y=y, color=hue)
    line = base.mark_rule(strokeWidth=3, opacity=0.5, yOffset=shift)
    end = alt.Chart().encode(y=y, x=alt.value({"expr": "width"}), text=word("value_text"))
    unit = alt.Chart(one(at=-1.0)).mark_rule(color=look.c.ink, strokeDash=[4, 3])
    pieces = [
        cast("alt.Chart", unit.encode(x=amount(alt.X, "at"))),
        note(words.label["one"], look, 0, -8, baseline="bottom", fontSize=SMALL),
        cast("alt.Chart", line.encode(x=amount(alt.X, "low"), x2=alt.X2("high"))),
        alt.Chart(data(inside))
        .mark_point(size=70, yOffset=shift)
        .encode(x=x, y=y, color=hue, tooltip=hint),
        *(
            alt.Chart(data(rows))
            .mark_point(size=60, shape=shape, yOffset=shift)
            .encode(x=amount(alt.X, "at"), y=y, color=hue, tooltip=hint)
            for rows, shape in cut_off
            if len(rows)
        ),
        *says(end, look, align="right", dy=shift, halo=False),
        *(names_above(y, look, -11) if look.phone else []),
    ]
    height = len(frame) * (44 if look.phone else 28)
    return finish(pieces, words, look, height, data=data(frame))


STEP = 27.0  # px: a row of our own


def peers(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the prices of peers of the same kind as ticks, a row a product, and its own as a dot.

    Args:
        frame: kind (peer or own), n (row, from 0), low (the price with freight), name, value_text
            (that price), place_text (where the product stands; empty on peers).
        words: label holds price, name, place.
        look: language, size, frame.
    """
    frame = frame[frame["low"].astype(float) > 0]
    own = frame[frame["kind"] == "own"]
    if own.empty:
        return blank(words, look)
    x = _prices(frame, _places(own, look), look)
    rows = int(own["n"].max()) + 1
    frame = frame.assign(y=(frame["n"].astype(float) + 0.5) * STEP)
    own, others = frame[frame["kind"] == "own"], frame[frame["kind"] == "peer"]
    y = amount(alt.Y, "y", scale=alt.Scale(domain=[rows * STEP, 0], nice=False), axis=None)
    label = words.label
    hint = tips(name=label["name"], value_text=label["price"], place_text=label["place"])
    tick = alt.Chart(data(others)).mark_tick(
        orient="vertical", thickness=2, size=15, color=look.c.actual_soft, opacity=0.9
    )
    pieces = [
        *_own(own, (x, y), hint, look),
        tick.encode(x=x, y=y, tooltip=hint),
        alt.Chart(data(own))
        .mark_point(size=85, color=look.c.actual)
        .encode(x=x, y=y, tooltip=hint),
        *key([(look.c.actual, label["ours"]), (look.c.actual_soft, label["alike"])], look, -8),
    ]
    return finish(pieces, words, look, rows * STEP)


def _places(own: pd.DataFrame, look: Look) -> tuple[float, float]:
    """Return the px at the right for where a product stands, and those with its price before it."""
    place = max(text_width(str(one), SMALL) for one in own["place_text"])
    price = 0.0 if look.phone else widest(own["value_text"], look) * 1.1 + 14
    return place, place + price


def _prices(frame: pd.DataFrame, places: tuple[float, float], look: Look) -> alt.X:
    low, high = float(frame["low"].astype(float).min()), float(frame["low"].astype(float).max())
    far = high > low * FAR
    low, high = (low * 0.9, high * 1.1) if far else (low * 0.95, high * 1.05)
    kind = "log" if far else "linear"
    reach = [{"expr": f"{_side(look)}"}, {"expr": f"width-{places[1] + 24:.0f}"}]
    scale = alt.Scale(type=cast("Any", kind), domain=[low, high], nice=False, range=reach)
    ticks = [n * 10**power for power in range(-1, 13) for n in (1, 2, 5)]
    shown = [tick for tick in ticks if low <= tick <= high]
    more: dict[str, Any] = {"values": shown[:: look.pick(1, 2, 3)]} if far else {"tickCount": 4}
    axis = alt.Axis(title=None, labelExpr=money_axis(look.lang), grid=True, **more)
    return amount(alt.X, "low", scale=scale, axis=axis)


def _side(look: Look) -> int:
    return look.pick(150, 116, 92)


def _own(
    own: pd.DataFrame, place: tuple[alt.X, alt.Y], hint: list[alt.Tooltip], look: Look
) -> list[alt.Chart]:
    """Return the line of each row, the product's name left and where it stands right."""
    y, right = place[1], _places(own, look)
    names = [cut(str(name), look.label, _side(look) - 10) for name in own["name"]]
    base = alt.Chart(data(own.assign(**{SHOWN: names}))).encode(y=y)
    rule = base.mark_rule(color=look.c.grid).encode(
        x=alt.value({"expr": f"{_side(look)}"}),
        x2=alt.value({"expr": f"width-{right[1] + 16:.0f}"}),
    )
    name = base.encode(x=alt.value(0), text=word(SHOWN))
    end = base.encode(x=alt.value({"expr": "width"}), text=word("place_text"))
    wide: list[alt.Chart] = []
    if not look.phone:
        at = base.encode(
            x=alt.value({"expr": f"width-{right[0] + 14:.0f}"}), text=word("value_text")
        )
        wide = says(at, look, align="right", halo=False, fontWeight="bold")
    return [
        cast("alt.Chart", rule),
        *says(name, look, align="left", halo=False),
        *says(end, look, align="right", halo=False, color=look.c.muted, fontSize=SMALL),
        *wide,
    ]


def moves(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the proposed change of each price around zero, with the prices and what it brings.

    Args:
        frame: one row a product: category, value (change of the price, a share), value_text (from
            which price to which), gain_text, role (actual or previous).
        words: label holds category, value, gain (head of the last column).
        look: language, size, frame.
    """
    if frame.empty:
        return blank(words, look)
    names = [str(name) for name in frame["category"]]
    frame = named_rows(frame, names, look, look.pick(150, 112, 0), 90)
    y = row_axis(alt.Y, frame, {"paddingInner": 0.25}, labelPadding=8, **centred(14))
    side = widest(frame["gain_text"], look) + widest(frame["value_text"], look) + 34
    most = max(0.02, float(frame["value"].astype(float).abs().fillna(0).max()))
    reach: list[Any] = [0, {"expr": f"max(60,width-{side:.0f})"}]
    changes = frame["value"].astype(float).fillna(0)
    ends = [min(float(changes.min()), 0.0), max(float(changes.max()), 0.0)]
    ends = ends if ends[0] < ends[1] else [-most, most]
    scale = alt.Scale(domain=ends, nice=False, range=reach)
    signed = "datum.value==0?'0':format(datum.value,'+.0%')"
    axis = alt.Axis(title=None, labelExpr=signed, tickCount=look.pick(5, 3, 3), grid=True)
    shift = 9 if look.phone else 0
    label = words.label
    hint = tips(category=label["category"], value_text=label["value"], gain_text=label["gain"])
    bar = alt.Chart().mark_bar(size=13, yOffset=shift)
    base = alt.Chart().encode(y=y)
    gain_at = alt.value({"expr": "width"})
    price_at = alt.value({"expr": f"width-{widest(frame['gain_text'], look) + 18:.0f}"})
    zero = alt.Chart(one(at=0.0)).mark_rule(color=look.c.rule)
    pieces = [
        bar.encode(
            y=y,
            x=amount(alt.X, "value", scale=scale, axis=axis),
            color=role("role", look, **JUDGED),
            tooltip=hint,
        ),
        cast("alt.Chart", zero.encode(x=amount(alt.X, "at"))),
        *says(
            base.encode(x=price_at, text=word("value_text")),
            look,
            align="right",
            dy=shift,
            halo=False,
        ),
        *says(
            base.encode(x=gain_at, text=word("gain_text")),
            look,
            align="right",
            dy=shift,
            fontWeight="bold",
            halo=False,
        ),
        note(
            label["gain"],
            look,
            {"expr": "width"},
            -6,
            align="right",
            baseline="bottom",
            fontSize=SMALL,
        ),
        *(names_above(y, look, -9) if look.phone else []),
    ]
    height = len(frame) * (44 if look.phone else 28)
    return finish(pieces, words, look, height, data=data(frame))
