"""What the picture of a year shows and says: a tidy frame and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import pandas as pd

from shopkit.campaigns.year import quiet_months
from shopkit.i18n import Lang, Words, day, listed, text, worded

Shown = tuple[pd.DataFrame, Words]
ROOM = "campaigns_pictures"
COLUMNS = (
    *("lane", "lane_text", "event", "kind", "name_text", "starts", "ends"),
    *("sure", "told_text", "when_text"),
)
KINDS = {
    "signup": "early",
    "warm_up": "early",
    "preheat": "early",
    "presale": "presale",
    "burst": "burst",
    "encore": "running",
    "after_sales": "whole",
}
BARS = {"platform", "season", "campaign"}
ORDER = (
    *("platform", "campaign", "season", "holiday", "festival", "term", "shopping"),
    *("recurring", "meeting"),
)
EACH = {"recurring", "meeting"}
HEADS = (
    *("event", "when", "today", "whole", "early", "presale", "running", "burst"),
    *("off", "workday", "guess", "clash"),
)
MOST = 5  # rows of recurring events, and of meetings; the rest is counted


@dataclass(frozen=True, slots=True)
class Year:
    """A year to be drawn.

    Attributes:
        year: which.
        today: day of a line; `None` draws none.
        remarks: what `remarks` returned: what is not yet official or assumed.
    """

    year: int
    today: date | None = None
    remarks: tuple[str, ...] = ()


def ribbon_shown(frame: pd.DataFrame, asked: Year, lang: Lang) -> Shown:
    """Return a year as rows of stretches, the days two campaigns share among them, and the words.

    Args:
        frame: what `year_frame` returned of that year.
        asked: the year, the day it is, what has to be said.
        lang: language of the words.
    """
    first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
    kept, left = _few(frame)
    rows = [*_stretches(kept, asked.year, lang)]
    clashes = _clashes(frame)
    at = text(f"{ROOM}.lane.campaign", lang)
    for one, other, starts, ends in clashes:
        names = text(f"{ROOM}.ribbon.both", lang, one=one, other=other)
        row = {"lane": "campaign", "lane_text": at, "event": -1, "kind": "clash", "sure": True}
        told = {"name_text": "", "told_text": names, "when_text": _when(starts, ends, lang)}
        rows.append({**row, **told, "starts": starts, "ends": ends})
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("starts", "ends"):
        days = pd.to_datetime(made[column])
        made[column] = days.where(days >= pd.Timestamp(first), pd.Timestamp(first)).where(
            days <= pd.Timestamp(last), pd.Timestamp(last)
        )
    inside = asked.today is not None and first <= asked.today <= last
    made["first"], made["last"] = pd.Timestamp(first), pd.Timestamp(last)
    made["today"] = pd.Timestamp(str(asked.today)) if inside else pd.NaT
    said = _said(frame, asked, clashes, lang)
    words = worded(f"{ROOM}.ribbon", lang, said, *HEADS, year=asked.year)
    more = text(f"{ROOM}.ribbon.left", lang, n=left) if left else ""
    return made, replace(words, subtitle=words.subtitle + more)


def _few(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the frame with as many recurring events and meetings as can be drawn, and the rest."""
    kept, left = [], 0
    lanes = dict(list(frame.groupby("lane", sort=False)))
    for lane in [name for name in ORDER if name in lanes]:
        rows = lanes[lane]
        names = rows["event"].drop_duplicates()
        if lane in EACH and len(names) > MOST:
            often = rows["event"].value_counts()
            names = names.sort_values(key=lambda one: one.map(often), kind="stable").head(MOST)
            left += rows["event"].nunique() - MOST
            rows = rows[rows["event"].isin(names)]
        kept.append(rows)
    return (pd.concat(kept) if kept else frame), left


def _stretches(frame: pd.DataFrame, year: int, lang: Lang) -> Iterator[dict[str, object]]:
    """Yield each stretch; those of one event share its number, its first one holds its name."""
    numbers: dict[tuple[str, ...], int] = {}
    for one in frame.to_dict("records"):
        lane, event = str(one["lane"]), str(one["event"])
        same = (lane, event) if lane in BARS else (lane, event, str(one["starts"]))
        new = same not in numbers
        numbers.setdefault(same, len(numbers))
        named = lane not in EACH and one["event_kind"] != "workday"
        phase = str(one["phase_name"]) if not pd.isna(one["phase_name"]) else ""
        key = "phase" if phase else "plain"
        told = text(f"{ROOM}.ribbon.{key}", lang, name=event, phase=phase)
        sure = bool(one["certain"])
        yield {
            "lane": lane,
            "lane_text": event if lane in EACH else text(f"{ROOM}.lane.{lane}", lang),
            "event": numbers[same],
            "kind": _kind(one, lane),
            "name_text": _short(event, year) if new and named else "",
            "starts": one["starts"],
            "ends": one["ends"],
            "sure": sure,
            "told_text": told,
            "when_text": _when(one["starts"], one["ends"], lang)
            + ("" if sure else text(f"{ROOM}.ribbon.assumed", lang)),
        }


def _short(event: str, year: int) -> str:
    """Return an event without the year of the picture, which a platform's campaign bears.

    Example:
        >>> _short("2026年双11", 2026), _short("Double 11 2026", 2026), _short("618", 2026)
        ('双11', 'Double 11', '618')
    """
    return event.removeprefix(f"{year}年").removesuffix(f" {year}") or event


def _kind(one: dict[object, object], lane: str) -> str:
    """Return how a stretch is drawn."""
    if lane == "holiday":
        return "workday" if one["event_kind"] == "workday" else "off"
    if lane in BARS:
        if isinstance(one["phase"], str):
            return KINDS.get(one["phase"], "running")
        return "running" if isinstance(one["phase_name"], str) else "whole"
    return {"recurring": "own", "meeting": "meeting"}.get(lane, "day")


def _when(starts: pd.Timestamp, ends: pd.Timestamp, lang: Lang) -> str:
    first, last = day(starts, lang), day(ends, lang)
    return first if first == last else text(f"{ROOM}.ribbon.span", lang, first=first, last=last)


def _own(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the campaigns of the shop as wholes."""
    whole = frame["phase"].isna() & frame["phase_name"].isna()
    return frame[(frame["lane"] == "campaign") & whole]


Clash = tuple[str, str, pd.Timestamp, pd.Timestamp]


def _clashes(frame: pd.DataFrame) -> list[Clash]:
    """Return two campaigns of the shop that are on at the same time, and from when to when."""
    found = []
    for one, other in combinations(_own(frame).to_dict("records"), 2):
        starts, ends = max(one["starts"], other["starts"]), min(one["ends"], other["ends"])
        if starts <= ends:
            found.append((str(one["event"]), str(other["event"]), starts, ends))
    return found


def _said(frame: pd.DataFrame, asked: Year, clashes: list[Clash], lang: Lang) -> tuple[str, str]:
    """Return the finding and what follows from it."""
    own = _own(frame)
    values: dict[str, object] = {"year": asked.year, "n": len(own)}
    quiet = quiet_months(frame, asked.year)
    if clashes:
        one, other, starts, ends = max(clashes, key=lambda each: each[3] - each[2])
        days = (ends - starts).days + 1
        values |= {"one": one, "other": other, "days": days}
        key = "title_clash"
    elif own.empty:
        key = "title_none"
    elif quiet:
        key, values["list"] = "title_quiet", _months(quiet, lang)
    else:
        key = "title"
    title = text(f"{ROOM}.ribbon.{key}", lang, **values)
    told = [*_next(own, asked.today, lang), *asked.remarks]
    return title, ("" if lang == "zh" else " ").join(told)


def _next(own: pd.DataFrame, today: date | None, lang: Lang) -> Iterator[str]:
    """Yield which campaign of the shop comes next, if any does."""
    if today is None:
        return
    coming = own[own["starts"] > pd.Timestamp(today)]
    for one in coming.head(1).to_dict("records"):
        days = (one["starts"] - pd.Timestamp(today)).days
        values = {"name": one["event"], "day": day(one["starts"], lang), "days": days}
        yield text(f"{ROOM}.ribbon.so_next", lang, **values)


def _months(months: tuple[int, ...], lang: Lang) -> str:
    """Return months by their names, as one list."""
    return listed([f"{n}月" if lang == "zh" else f"{date(2000, n, 1):%b}" for n in months], lang)
