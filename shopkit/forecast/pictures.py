"""What the picture of the days ahead shows and says: a tidy frame and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from shopkit.forecast.ahead import Difference, Forecast
from shopkit.i18n import DASH, Lang, Words, day, listed, money, text, worded
from shopkit.plan.sections.campaigns import Campaign

Shown = tuple[pd.DataFrame, Words]
ROOM = "forecast_pictures"
BEFORE = 28  # known days that are shown
SURE = 0.02  # a share of the total from which a dip is worth words


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be drawn of the days ahead.

    Attributes:
        known: what `daily` returned.
        ahead: the forecast, with everything planned.
        without: the same days without a campaign; `None` draws no second line.
        brings: what `difference` returned for it; `None` says no total of it.
        campaigns: of the plan, to be shaded.
        left_out: name of what `without` leaves out.
    """

    known: pd.DataFrame
    ahead: Forecast
    without: Forecast | None = None
    brings: Difference | None = None
    campaigns: tuple[Campaign, ...] = ()
    left_out: str = ""


def days_shown(seen: Seen, lang: Lang) -> Shown:
    """Return the last known days and those ahead with their interval, and the words with totals.

    Args:
        seen: known days, forecasts, campaigns.
        lang: language of the words.
    """
    past = seen.known.tail(BEFORE)
    days = seen.ahead.days
    frame = pd.DataFrame(
        {
            "t": [*past["date"], *days["date"]],
            "known": [*past["paid_cny"].astype(float), *[float("nan")] * len(days)],
        }
    )
    for name, column in (("value", "paid_cny"), ("low", "paid_low_cny"), ("high", "paid_high_cny")):
        frame[name] = [*[float("nan")] * len(past), *days[column].astype(float)]
    other = _beside(seen, days)
    frame["without"] = [*[float("nan")] * len(past), *other]
    frame["t_text"] = [day(each, lang) for each in frame["t"]]
    both = zip(frame["value"], frame["known"], strict=True)
    frame["value_text"] = [money(value if pd.isna(known) else known, lang) for value, known in both]
    ends = zip(frame["low"], frame["high"], strict=True)
    frame["band_text"] = [_band(low, high, lang) for low, high in ends]
    frame["without_text"] = [
        "" if pd.isna(each) else money(each, lang) for each in frame["without"]
    ]
    frame["campaign_text"] = [_on(pd.Timestamp(each).date(), seen) for each in frame["t"]]
    roles = ("t", "known", "value", "band", "without", "campaign")
    subtitle = {"name": seen.left_out or text(f"{ROOM}.days.campaigns", lang)}
    return frame, worded(f"{ROOM}.days", lang, _said(seen, frame, lang), *roles, **subtitle)


def _beside(seen: Seen, days: pd.DataFrame) -> list[float]:
    """Return the sales without the campaign of each day ahead; NaN where nobody asked."""
    if seen.without is None:
        return [float("nan")] * len(days)
    told = dict(zip(seen.without.days["date"], seen.without.days["paid_cny"], strict=True))
    return [float(told.get(each, float("nan"))) for each in days["date"]]


def _band(low: float, high: float, lang: Lang) -> str:
    if pd.isna(low) or pd.isna(high):
        return DASH
    return text(f"{ROOM}.band", lang, low=money(low, lang), high=money(high, lang))


def _on(when: date, seen: Seen) -> str:
    """Return the campaign of a day; of several the one that began last."""
    there = [one for one in seen.campaigns if one.starts <= when <= one.ends]
    return max(there, key=lambda one: one.starts).name if there else ""


def _said(seen: Seen, frame: pd.DataFrame, lang: Lang) -> tuple[str, str]:
    """Return the total with its interval and what the campaign brings, and the dip after it."""
    days = seen.ahead.days
    total = seen.ahead.totals.get("paid_cny")
    if total is None or days.empty:
        return text(f"{ROOM}.days.title_empty", lang), ""
    values: dict[str, object] = {
        "first": day(days["date"].iloc[0], lang),
        "last": day(days["date"].iloc[-1], lang),
        "total": money(total.expected, lang),
        "low": money(total.low, lang),
        "high": money(total.high, lang),
    }
    if seen.ahead.basis == "assumed":
        return text(f"{ROOM}.days.title_assumed", lang, **values), text(
            f"{ROOM}.days.so_assumed", lang
        )
    title = text(f"{ROOM}.days.title", lang, **values)
    rest = _dip(seen, frame, lang) + _unseen(seen.ahead, lang)
    if seen.brings is None:
        return title, rest.strip()
    more = seen.brings.paid_cny
    told = {"name": seen.left_out, "cny": money(more.expected, lang, sign=True)}
    told |= {"low": money(more.low, lang, sign=True), "high": money(more.high, lang, sign=True)}
    key = "so_unsure" if more.low < 0 < more.high else "so_brings"
    return title, text(f"{ROOM}.days.{key}", lang, **told) + rest


def _unseen(ahead: Forecast, lang: Lang) -> str:
    """Return which days are less sure than others, as the shop never had such days."""
    kinds = listed([text(f"forecast.spell.{kind}", lang) for kind in ahead.unseen], lang)
    return text(f"{ROOM}.days.unseen", lang, kinds=kinds) if kinds else ""


def _dip(seen: Seen, frame: pd.DataFrame, lang: Lang) -> str:
    """Return what is sold less after the campaign than without it; empty where nothing is."""
    over = [one.ends for one in seen.campaigns if one.name == seen.left_out]
    if seen.without is None or not over:
        return ""
    after = frame[pd.to_datetime(frame["t"]) > pd.Timestamp(max(over))]
    lost = (after["without"] - after["value"]).clip(lower=0).sum()
    if lost < SURE * float(frame["value"].sum()) / 10:
        return ""
    return text(f"{ROOM}.days.dip", lang, days=len(after), cny=money(float(lost), lang))
