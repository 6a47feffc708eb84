"""Pictures of ad money: what each channel brings by spend, and who gets how much.

Every function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt

from shopkit.charts.fit import cut
from shopkit.charts.look import Look, finish, money_axis
from shopkit.charts.lying import named_rows, names_above
from shopkit.charts.marks import (
    amount,
    bar_scale,
    blank,
    centred,
    data,
    money,
    role,
    row_axis,
    says,
    tips,
    widest,
    word,
)
from shopkit.charts.stacks import fills, hue, keys

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.i18n import Words

__all__ = ["curves", "split"]

LIMITS = {"free": "actual", "least": "highlight", "most": "highlight", "profit": "actual"}


def curves(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the sales each channel brings by spend, with where the money is and where it goes.

    Args:
        frame: one row a point, in order: n (place of the channel), name_text, kind (curve, now,
            best, or slope: the two ends of the line along the curve at best), spend, value
            (sales), spend_text, value_text, marginal_text (sales of the next yuan).
        words: label holds name, spend, value, marginal, now, best and slope.
        look: language, size, frame.
    """
    if frame.empty or frame[["spend", "value"]].isna().any(axis=1).all():
        return blank(words, look)
    frame = frame.assign(n=frame["n"].astype(str))
    once = frame.drop_duplicates("n")
    colours = fills(once["n"].tolist(), look)
    numbers = frame[["spend", "value"]].astype(float)
    far, top = (float(numbers[name].max()) or 1.0 for name in ("spend", "value"))
    near, low = (min(0.0, float(numbers[name].min())) for name in ("spend", "value"))
    axis = alt.Axis(title=None, labelExpr=money_axis(look.lang), tickCount=look.pick(7, 5, 4))
    across = alt.Scale(domain=[near, far * 1.04], nice=False)
    x = amount(alt.X, "spend", axis=axis, scale=across)
    y = money("value", look, scale=alt.Scale(domain=[low, top * 1.08], nice=False))
    order = alt.Order("spend", type="quantitative")
    label = words.label
    hint = tips(name_text=label["name"], spend_text=label["spend"], value_text=label["value"])
    hint += tips(marginal_text=label["marginal"])
    base = alt.Chart().encode(x=x, y=y, order=order, color=hue("n", colours))
    slope = alt.Chart().mark_line(color=look.c.ink, strokeWidth=1.75, strokeDash=[4, 3])
    dots = alt.Chart().mark_point(size=80, strokeWidth=2, opacity=1)
    place = {"x": x, "y": y, "tooltip": hint}
    hollow = dots.encode(**place, stroke=_stroke(colours), fill=alt.value(look.c.paper))
    filled = dots.encode(**place, stroke=alt.value(look.c.ink), fill=_fill(colours))
    pairs = [(colours[n], str(name)) for n, name in zip(once["n"], once["name_text"], strict=True)]
    pieces = [
        _of("curve", base.mark_line()),
        _of("slope", slope.encode(x=x, y=y, detail=alt.Detail("n", type="nominal"))),
        _of("now", hollow),
        _of("best", filled),
        *keys(pairs, look, 46),
    ]
    return finish(pieces, words, look, look.pick(290, 260, 240), data=data(frame))


def _of(kind: str, chart: alt.Chart) -> alt.Chart:
    return chart.transform_filter(f"datum.kind=='{kind}'")


def _stroke(colours: dict[str, str]) -> alt.Stroke:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Stroke("n", type="nominal", legend=None, scale=scale)


def _fill(colours: dict[str, str]) -> alt.Fill:
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Fill("n", type="nominal", legend=None, scale=scale)


def split(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return what each channel is to get as bars, what it gets now as a mark.

    Args:
        frame: one row a channel, in order: name_text, state (`LIMITS`), value (spend proposed),
            before (spend now; NaN unknown), value_text, before_text, marginal_text, limit_text
            (which limit holds it; else empty), end_text (beside the bar).
        words: label holds name, value, before, marginal, limit.
        look: language, size, frame.
    """
    if frame.empty or frame[["value", "before"]].isna().all(axis=None):
        return blank(words, look)
    room = look.pick(150.0, 116.0, 0.0)
    frame = named_rows(frame, [str(name) for name in frame["name_text"]], look, room, 20)
    ends = frame[["value", "before"]].astype(float).fillna(0.0).max(axis=1).clip(lower=0)
    most = look.width * look.pick(0.52, 0.55, 0.66)
    shown = [cut(str(said), look.label, most) for said in frame["end_text"]]
    frame = frame.assign(edge=ends, end_text=shown)
    y = row_axis(alt.Y, frame, {"paddingInner": 0.25}, labelPadding=8, **centred(14))
    scale = bar_scale(frame, ["value", "before"], widest(shown, look) * 1.05 + 12)
    x, shift = amount(alt.X, "value", axis=None, scale=scale), 9 if look.phone else 0
    label = words.label
    hint = tips(name_text=label["name"], before_text=label["before"], value_text=label["value"])
    hint += tips(marginal_text=label["marginal"], limit_text=label["limit"])
    bar = alt.Chart().mark_bar(size=15, yOffset=shift)
    mark = alt.Chart().mark_tick(color=look.c.ink, thickness=2.5, opacity=1, size=25, yOffset=shift)
    before = mark.encode(y=y, x=amount(alt.X, "before")).transform_filter("isValid(datum.before)")
    end = alt.Chart().encode(y=y, x=amount(alt.X, "edge"), text=word("end_text"))
    pairs = [(look.c.actual, label["value"]), (look.c.ink, label["before"])]
    if frame["state"].isin(("least", "most")).any():
        pairs.insert(1, (look.c.highlight, label["limit"]))
    pieces = [
        bar.encode(y=y, x=x, color=role("state", look, **LIMITS), tooltip=hint),
        cast("alt.Chart", before),
        *says(end, look, align="left", dx=7, dy=shift, halo=False),
        *(names_above(y, look, -11) if look.phone else []),
        *keys(pairs, look, room),
    ]
    height = len(frame) * (48 if look.phone else 36)
    return finish(pieces, words, look, height, data=data(frame))
