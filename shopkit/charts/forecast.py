"""The picture of the days ahead: sales with their interval, with and without a campaign.

The function takes a tidy frame with its texts made (`*_text`), the words and the look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import altair as alt
import pandas as pd

from shopkit.charts.fit import cut
from shopkit.charts.look import SMALL, Look, Option, finish
from shopkit.charts.marks import SHOWN, amount, blank, data, money, one, says, tips, word
from shopkit.charts.stacks import keys
from shopkit.charts.trend import day_ticks

if TYPE_CHECKING:
    from shopkit.i18n import Words

__all__ = ["days"]

SERIES = ["known", "value", "low", "high", "without"]
HALF = 12  # hours from the begin of a day to its middle


def days(frame: pd.DataFrame, words: Words, look: Look) -> alt.LayerChart:
    """Return the sales of each day: known as a line, ahead dashed with a band, campaigns shaded.

    Args:
        frame: one row a day, in order: t (day), t_text, known (NaN ahead), value, low, high
            (NaN in the past), without (sales without the campaign; NaN where nobody asked),
            campaign_text (the campaign that is on; else empty), value_text, band_text,
            without_text.
        words: label holds t, known, value, band, without and campaign.
        look: language, size, frame.
    """
    numbers = frame[SERIES].astype(float)
    if frame.empty or numbers.isna().all(axis=None):
        return blank(words, look)
    dates = pd.to_datetime(frame["t"])
    frame = frame.assign(t=dates.dt.strftime("%Y-%m-%d"))
    top, bottom = float(numbers.max().max()), min(0.0, float(numbers.min().min()))
    scale = alt.Scale(domain=[bottom, top + ((top - bottom) or 1.0) * 0.14], nice=False)
    each = frame["t"].tolist()
    ticks = day_ticks(each[:: -(-len(each) // look.pick(9, 7, 5))], look, monthly=False)
    x = alt.X("t", type="temporal", axis=ticks, scale=alt.Scale(type="utc", nice=False))
    height = look.pick(280, 250, 230)
    y = money("low", look, scale=scale)
    band = alt.Chart().mark_area(color=look.c.band)
    pieces = [
        *_campaigns(frame, x, height, look),
        band.encode(x=x, y=y, y2=alt.Y2("high")).transform_filter("isValid(datum.low)"),
        *_line("without", look.c.muted, x, dash=[2, 3]),
        *_line("known", look.c.actual, x),
        *_line("value", look.c.forecast, x, dash=[6, 3]),
        _hover(frame, words, look),
        *keys(_pairs(frame, words, look), look, 50),
    ]
    return finish(pieces, words, look, height, data=data(frame))


def _line(column: str, colour: str, x: alt.X, dash: list[int] | None = None) -> list[alt.Chart]:
    style: dict[str, Option] = {"strokeDash": dash} if dash else {}
    drawn = alt.Chart().mark_line(color=colour, strokeWidth=2, **style)
    shown = drawn.encode(x=x, y=amount(alt.Y, column))
    return [cast("alt.Chart", shown.transform_filter(f"isValid(datum.{column})"))]


def _campaigns(frame: pd.DataFrame, x: alt.X, height: float, look: Look) -> list[alt.Chart]:
    """Return the shade of each campaign with its name at the top."""
    named = frame["campaign_text"].astype(str)
    runs = (named != named.shift()).cumsum()
    pieces: list[alt.Chart] = []
    unit = look.width * 0.85 / max(len(frame), 1)
    days_before = 0
    for _, part in frame.groupby(runs, sort=False):
        room = (len(frame) - days_before) * unit
        days_before += len(part)
        said = str(part["campaign_text"].iloc[0])
        if not said:
            continue
        after = pd.Timestamp(part["t"].iloc[-1]) + pd.Timedelta(hours=HALF)
        before = pd.Timestamp(part["t"].iloc[0]) - pd.Timedelta(hours=HALF)
        stretch = {
            "t": max(before, pd.Timestamp(frame["t"].iloc[0])).strftime("%Y-%m-%dT%H:%M:%S"),
            "end": min(after, pd.Timestamp(frame["t"].iloc[-1])).strftime("%Y-%m-%dT%H:%M:%S"),
        }
        row = alt.Chart(one(**stretch, **{SHOWN: cut(said, SMALL, max(room, 40.0))}))
        shade = row.mark_rect(color=look.c.highlight, opacity=0.2)
        span = {"y": alt.value(0), "y2": alt.value(height)}
        pieces.append(cast("alt.Chart", shade.encode(x=x, x2=alt.X2("end"), **span)))
        name = row.encode(x=x, y=alt.value(9), text=word(SHOWN))
        turned = room < 40.0  # noqa: PLR2004 - px a short name takes
        side: dict[str, Option] = {
            "align": "right" if turned else "left",
            "dx": -3 if turned else 3,
        }
        pieces += says(name, look, fontSize=SMALL, halo=False, **side)
    return pieces


def _hover(frame: pd.DataFrame, words: Words, look: Look) -> alt.Chart:
    """Return invisible rules, one a day, that tell its values."""
    label = words.label
    hint = tips(t_text=label["t"], value_text=label["value"], band_text=label["band"])
    if (frame["without_text"] != "").any():
        hint += tips(without_text=label["without"])
    hint += tips(campaign_text=label["campaign"])
    wide = min(60.0, max(8.0, look.width * 0.8 / len(frame)))
    rules = alt.Chart(data(frame)).mark_rule(opacity=0, strokeWidth=wide)
    return cast("alt.Chart", rules.encode(x=alt.X("t", type="temporal"), tooltip=hint))


def _pairs(frame: pd.DataFrame, words: Words, look: Look) -> list[tuple[str, str]]:
    """Return what lines and the band mean."""
    colours = {
        "known": look.c.actual,
        "value": look.c.forecast,
        "low": look.c.band,
        "without": look.c.muted,
    }
    names = {"known": "known", "value": "value", "low": "band", "without": "without"}
    there = [name for name in colours if frame[name].notna().any()]
    pairs = [(colours[name], words.label[names[name]]) for name in there]
    if (frame["campaign_text"] != "").any():
        pairs.append((look.c.highlight, words.label["campaign"]))
    return pairs
