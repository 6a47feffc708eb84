"""What each picture of customer service shows and says: a tidy frame and its words."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isinf, isnan

import pandas as pd

from shopkit.coverage.demand import Peak
from shopkit.coverage.desk import Desk, least_agents, served
from shopkit.coverage.roster import OFF, Roster
from shopkit.coverage.shifts import DAY_HOURS, HOUR, Shift, Span, clock
from shopkit.i18n import WEEKDAYS, Lang, Words, day, number, percent, text, worded

Shown = tuple[pd.DataFrame, Words]
ROOM = "coverage_pictures"
NEARLY, FELT = 0.995, 0.01  # shares of chats: told to a tenth from here on; a gain one feels
AROUND = 3  # numbers of agents shown below and above the least


def hours_shown(hours: pd.DataFrame, peaks: Sequence[Peak], day_name: str, lang: Lang) -> Shown:
    """Return the agents each hour of a day needs and has, and their words.

    Args:
        hours: 24 rows of one day: hour_of_day, agents_needed (NaN: beyond any staffing), where
            they are known chats (of hours that need as many, the one with most is busiest) and,
            where there is a roster, agents_there and agents_short.
        peaks: peak hours, to be shaded.
        day_name: what the day is called.
        lang: language of the words.
    """
    need = hours["agents_needed"].astype(float)
    there = hours.get("agents_there", pd.Series(float("nan"), index=hours.index)).astype(float)
    short = hours.get("agents_short", pd.Series(0.0, index=hours.index)).astype(float).fillna(0)
    chats = hours.get("chats", pd.Series(0.0, index=hours.index)).astype(float).fillna(0)
    names = {span: text(f"{ROOM}.hours.{span}", lang) for span in ("peak", "beyond")}
    busy = [_in_peak(int(hour), peaks) for hour in hours["hour_of_day"]]
    begins = [now and not before for now, before in zip(busy, [False, *busy], strict=False)]
    frame = pd.DataFrame(
        {
            "hour_text": [str(int(hour)) for hour in hours["hour_of_day"]],
            "need": need.to_numpy(),
            "value": there.to_numpy(),
            "short": short.to_numpy(),
            "chats": chats.to_numpy(),
            "need_text": [names["beyond"] if isnan(n) else _people(n, lang) for n in need],
            "value_text": [_people(n, lang) for n in there],
            "gap_text": _gaps(short.tolist(), lang),
            "peak": busy,
            "peak_text": [names["peak"] if first else "" for first in begins],
        }
    )
    said = _hours_said(frame, day_name, lang)
    words = worded(f"{ROOM}.hours", lang, said, "hour", "need", "value", "short")
    shown = frame.drop(columns="chats")
    if there.notna().any():
        return shown, words
    subtitle = text(f"{ROOM}.hours.subtitle_need", lang)
    alt = f"{words.title} {subtitle}"
    return shown, Words(words.title, subtitle, words.source, alt, words.so, words.label)


def _in_peak(hour: int, peaks: Sequence[Peak]) -> bool:
    return any(_holds(peak.span, hour * HOUR) for peak in peaks)


def _holds(span: Span, minute: int) -> bool:
    return (minute - span.starts) % (DAY_HOURS * HOUR) < span.length


def _people(agents: float, lang: Lang) -> str:
    return "—" if isnan(agents) else text(f"{ROOM}.hours.people", lang, n=f"{agents:g}")


def _gaps(short: Sequence[float], lang: Lang) -> list[str]:
    """Return what is missing, said once in each run of hours that lack somebody."""
    said = [""] * len(short)
    at = 0
    while at < len(short):
        end = at
        while end < len(short) and short[end] > 0:
            end += 1
        if end > at:
            worst = max(range(at, end), key=short.__getitem__)
            said[worst] = text(f"{ROOM}.hours.gap", lang, n=f"{short[worst]:g}")
        at = end + 1
    return said


def _hours_said(frame: pd.DataFrame, day_name: str, lang: Lang) -> tuple[str, str]:
    beyond = int(frame["need"].isna().sum())
    need, short = frame["need"].fillna(0), frame["short"]
    busiest = max(range(len(frame)), key=lambda at: (need.iloc[at], frame["chats"].iloc[at]))
    worst = max(range(len(frame)), key=lambda at: (short.iloc[at], need.iloc[at]), default=0)
    if beyond:
        key, so, values = "beyond", "so_beyond", {"n": str(beyond)}
    elif short.max() > 0:
        key, so, values = "short", "so_short", _told(frame, worst, short, lang)
    elif not need.max():
        key, so, values = "closed", "", {}
    elif frame["value"].notna().any():
        key, so, values = "enough", "", _told(frame, busiest, need, lang)
    else:
        key, so, values = "need", "so_need", _told(frame, busiest, need, lang)
    title = text(f"{ROOM}.hours.title_{key}", lang, day=day_name, **values)
    return title, text(f"{ROOM}.hours.{so}", lang) if so else ""


def _told(frame: pd.DataFrame, at: int, of: pd.Series, lang: Lang) -> dict[str, str]:
    hour, total = str(frame["hour_text"].iloc[at]), float(of.sum())
    return {"hour": hour, "n": f"{of.iloc[at]:g}", "total": number(total, lang)}


def levels_shown(chats_hourly: float, desk: Desk, lang: Lang) -> Shown:
    """Return the service with a few agents fewer and more than needed, and its words.

    Args:
        chats_hourly: chats in the hour.
        desk: how chats are handled, and the target.
        lang: language of the words.

    Raises:
        PlanError: No number of agents is enough.
    """
    least = max(least_agents(chats_hourly, desk), 1)
    numbers = range(max(1, least - AROUND), least + AROUND + 1)
    met = {n: served(chats_hourly, n, desk) for n in numbers}
    kinds = {n: "below" if n < least else "least" if n == least else "enough" for n in numbers}
    enough = text(f"{ROOM}.levels.least", lang)
    frame = pd.DataFrame(
        {
            "agents_text": [text(f"{ROOM}.levels.people", lang, n=n) for n in numbers],
            "wait_text": [_wait(one.wait_seconds, lang) for one in met.values()],
            "value": [one.level for one in met.values()],
            "value_text": [_level(one.level) for one in met.values()],
            "target": desk.target_rate,
            "kind": list(kinds.values()),
            "least_text": [enough if kind == "least" else "" for kind in kinds.values()],
        }
    )
    levels = {n: _level(one.level) for n, one in met.items()}
    values = {"chats": number(chats_hourly, lang), "n": least, "level": levels[least]}
    values |= {"seconds": f"{desk.target_seconds:g}", "less": levels.get(least - 1, "")}
    title = text(f"{ROOM}.levels.{'title' if least > 1 else 'title_one'}", lang, **values)
    gained = met[least + 1].level - met[least].level
    so_key = "so_no_more" if gained < FELT else "so"
    so = text(f"{ROOM}.levels.{so_key}", lang, more=levels[least + 1])
    heads = ("agents", "wait", "value", "target")
    limits = {"seconds": values["seconds"], "rate": percent(desk.target_rate, 0)}
    return frame, worded(f"{ROOM}.levels", lang, (title, so), *heads, **limits)


def _level(share: float) -> str:
    """Return a share of chats; what is nearly all of them is never said to be all."""
    return percent(floor(share * 1000) / 1000, 1) if NEARLY <= share < 1 else percent(share, 0)


def _wait(seconds: float, lang: Lang) -> str:
    if isinf(seconds):
        return text(f"{ROOM}.levels.never", lang)
    shown = f"{seconds:.1f}" if 0.05 <= seconds < 1 else f"{seconds:.0f}"  # noqa: PLR2004
    return text(f"{ROOM}.levels.seconds", lang, n=shown)


def roster_shown(roster: Roster, lang: Lang) -> Shown:
    """Return who works which shift on which day, and the words of the roster."""
    task = roster.task
    signs = _signs([one.name for one in task.shifts])
    rows = []
    for n, worker in enumerate(task.workers):
        for at, date in enumerate(task.dates):
            kind = int(roster.worked[n, at])
            cell = {"n": n, "worker": worker.name, "day": at, "date_text": day(date, lang)}
            weekday = WEEKDAYS[lang][date.weekday()].removeprefix("周")[:2]
            cell |= {"day_text": f"{date.day}|{weekday}", "weekend": date.isoweekday() > 5}  # noqa: PLR2004
            rows.append(cell | _cell(kind, signs, task.shifts, lang))
    frame = pd.DataFrame(rows)
    first, last = day(task.dates[0], lang), day(task.dates[-1], lang)
    return frame, worded(
        f"{ROOM}.roster",
        lang,
        _roster_said(roster, lang),
        *("worker", "day", "shift", "weekend"),
        first=first,
        last=last,
    )


def _cell(
    kind: int, signs: Sequence[str], shifts: Sequence[Shift], lang: Lang
) -> dict[str, object]:
    if kind == OFF:
        off = text(f"{ROOM}.roster.off", lang)
        return {"kind": kind, "shift_text": "", "told_text": off, "name_text": ""}
    shift = shifts[kind]
    said = {"name": shift.name, "starts": clock(shift.span.starts), "ends": clock(shift.ends)}
    return {
        "kind": kind,
        "shift_text": signs[kind],
        "told_text": text(f"{ROOM}.roster.told", lang, **said),
        "name_text": text(f"{ROOM}.roster.named", lang, sign=signs[kind], **said),
    }


def _signs(names: Sequence[str]) -> list[str]:
    """Return a sign for each shift: its first character, or letters where these are the same.

    Example:
        >>> _signs(["早班", "晚班"]), _signs(["班一", "班二"])
        (['早', '晚'], ['A', 'B'])
    """
    first = [name[:1].upper() for name in names]
    return first if len(set(first)) == len(names) else [chr(65 + n % 26) for n in range(len(names))]


def _roster_said(roster: Roster, lang: Lang) -> tuple[str, str]:
    short = roster.short_hours
    key = "short" if short > 0 else "full"
    values = {"people": len(roster.task.workers), "days": roster.task.days}
    said = {"hours": number(short, lang)} if short > 0 else {}
    title = text(f"{ROOM}.roster.title_{key}", lang, **values, **said)
    counts = roster.uneven()
    uneven = f"{max(counts['night_shifts'], counts['weekend_days']):g}"
    return title, text(f"{ROOM}.roster.so_{key}", lang, uneven=uneven)
