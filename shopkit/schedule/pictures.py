"""What each picture of work shows and says: a tidy frame and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from shopkit.almanac import Event, Workdays, holidays, own_events, phase_name
from shopkit.i18n import Lang, Words, day, listed, number, text, worded
from shopkit.periods import Period
from shopkit.plan import Plan

Shown = tuple[pd.DataFrame, Words]
ROOM = "schedule_pictures"
OVER = {"done", "past"}
PAGE = 25  # tasks a picture holds
MOST_POSTS = 8
DAY = pd.Timedelta(days=1)
LEAST_OVER = 0.05  # hours that show
BANDS = ["group_text", "name_text", "kind", "starts", "ends"]


def pages(table: pd.DataFrame, rows: int = PAGE, *, everything: bool = False) -> list[pd.DataFrame]:
    """Return the tasks that are still to be done, by campaign and first day, a page each.

    Args:
        table: what `task_table` returned.
        rows: tasks a page holds.
        everything: tasks that are over too.
    """
    kept = table if everything else table[~table["task_state"].isin(OVER)]
    kept = kept.assign(for_campaign=kept["for_campaign"].fillna(""))
    first = kept.groupby("for_campaign")["starts_on"].transform("min")
    order = kept.assign(group=first).sort_values(
        ["group", "for_campaign", "starts_on", "ends_on"], kind="stable"
    )
    order = order.drop(columns="group").reset_index(drop=True)
    return [order.iloc[at : at + rows] for at in range(0, len(order), rows)]


def bands(plan: Plan, period: Period, worked: Workdays, lang: Lang) -> pd.DataFrame:
    """Return what stands behind the tasks of a Gantt chart: days of rest, campaigns' phases.

    Args:
        plan: the shop's.
        period: days asked for.
        worked: the shop's workdays.
        lang: language of the names.

    Returns:
        One row a span: group_text (campaign; empty behind all), name_text (phase or holiday; empty
        of a weekend), kind (rest, phase, held: a campaign without phases), starts, ends.
    """
    events = own_events(plan, period, worked)
    phased = {_campaign(one) for one in events if one.kind == "phase"}
    rows = [*_rests(plan, period, worked, lang)]
    for one in events:
        if one.kind == "phase":
            named = one.words[lang == "en"] if one.words else _phase(one, lang)
            group = plan.campaigns[_campaign(one)].name
            rows.append((group, named, "phase", one.span.start, one.span.end))
        elif one.kind == "campaign" and _campaign(one) not in phased:
            named = text(f"{ROOM}.held", lang)
            rows.append((one.name, named, "held", one.span.start, one.span.end))
    made = pd.DataFrame(rows, columns=BANDS)
    return made.assign(**{name: pd.to_datetime(made[name]) for name in ("starts", "ends")})


def _campaign(event: Event) -> int:
    """Return which campaign of the plan an event belongs to."""
    return int(event.place.split(".")[1])


Rest = tuple[str, str, str, date, date]


def _rests(plan: Plan, period: Period, worked: Workdays, lang: Lang) -> Iterator[Rest]:
    """Yield days the office rests, those that follow each other as one, under a holiday's name."""
    years = range(period.start.year, period.end.year + 1)
    public = [one for year in years for one in holidays(year) if one.kind != "workday"]
    named = [(one.name(lang), one.span.start, one.span.end) for one in public]
    named += [(one.name, one.starts, one.ends) for one in plan.agenda.days_off]
    days = pd.date_range(period.start, period.end)
    off = pd.Series(days[~worked.mask(days.to_numpy().astype("datetime64[D]"))])
    for _, part in off.groupby((off.diff() != DAY).cumsum()):
        first, last = part.iloc[0].date(), part.iloc[-1].date()
        names = [name for name, starts, ends in named if starts <= last and ends >= first]
        yield "", "、".join(dict.fromkeys(names)), "rest", first, last


def _phase(event: Event, lang: Lang) -> str:
    return phase_name(event.phase, lang) if event.phase else event.name


def gantt_shown(
    tasks: pd.DataFrame, today: date, lang: Lang, behind: pd.DataFrame | None = None
) -> Shown:
    """Return tasks as bars with what they may still slip, and the words.

    Args:
        tasks: rows of `task_table`, in the order to be drawn: a page of `pages`.
        today: the day it is.
        lang: language of the words.
        behind: what `bands` returned, where the picture is drawn with it.
    """
    own = text("schedule.of_shop", lang)
    frame = pd.DataFrame(
        {
            "group_text": [name or own for name in tasks["for_campaign"].fillna("")],
            "name_text": tasks["task"].astype(str).tolist(),
            "state": tasks["task_state"].astype(str).tolist(),
            "state_text": [text(f"{ROOM}.state.{one}", lang) for one in tasks["task_state"]],
            "who_text": [*_who(tasks)],
            "starts": tasks["starts_on"].to_numpy(),
            "ends": tasks["ends_on"].to_numpy(),
            "earliest": tasks["earliest_start_on"].to_numpy(),
            "latest": tasks["latest_end_on"].to_numpy(),
            "critical": tasks["critical"].to_numpy(),
            "when_text": [*_when(tasks, lang)],
            "slack_text": [_slack(days, lang) for days in tasks["slack_workdays"]],
        }
    )
    pairs = zip(frame["state_text"], frame["who_text"], strict=True)
    frame["beside_text"] = [" · ".join(filter(None, pair)) for pair in pairs]
    frame["today"] = pd.Timestamp(today)
    roles = ("name", "who", "when", "state", "slack", "today", "critical", "line")
    said = _gantt_said(tasks, today, lang)
    words = worded(f"{ROOM}.gantt", lang, said, *roles, "phase", "rest")
    if behind is None or behind.empty:
        return frame, words
    return frame, replace(words, subtitle=words.subtitle + text(f"{ROOM}.gantt.behind", lang))


def _who(tasks: pd.DataFrame) -> Iterator[str]:
    for held, post in zip(tasks["held_by"].fillna(""), tasks["post"].fillna(""), strict=True):
        yield str(held or post or "")


def _when(tasks: pd.DataFrame, lang: Lang) -> Iterator[str]:
    for starts, ends in zip(tasks["starts_on"], tasks["ends_on"], strict=True):
        if pd.isna(starts) or pd.isna(ends):
            yield text(f"{ROOM}.undated", lang)
        elif starts == ends:
            yield day(starts, lang)
        else:
            yield text(f"{ROOM}.span", lang, first=day(starts, lang), last=day(ends, lang))


def _slack(days: float, lang: Lang) -> str:
    """Return how much a task may slip, in words."""
    if pd.isna(days):
        return text(f"{ROOM}.unbound", lang)
    key = "late_by" if days < 0 else "slack"
    return text(f"{ROOM}.{key}", lang, n=int(abs(days)))


def _gantt_said(tasks: pd.DataFrame, today: date, lang: Lang) -> tuple[str, str]:
    """Return the finding and what to do first."""
    behind = tasks[tasks["task_state"].isin(("late", "impossible"))]
    coming = tasks[~tasks["task_state"].isin({*OVER, "late", "impossible"})]
    coming = coming[coming["starts_on"].notna()].sort_values("starts_on", kind="stable")
    values: dict[str, object] = {"n": len(tasks), "critical": int(tasks["critical"].sum())}
    if len(behind):
        values |= {"late": len(behind)}
        title = text(f"{ROOM}.gantt.title_late", lang, **values)
    elif tasks.empty:
        return text(f"{ROOM}.gantt.title_none", lang), ""
    else:
        spare = tasks.loc[tasks["critical"], "slack_workdays"].dropna()
        days = int(spare.min()) if len(spare) else 0
        key = "title_spare" if days else "title" if len(spare) else "title_free"
        title = text(f"{ROOM}.gantt.{key}", lang, **values, days=days)
    if coming.empty:
        return title, ""
    first = coming.iloc[0]
    told = {"task": first["task"], "post": next(_who(coming))}
    start = max(pd.Timestamp(first["starts_on"]), pd.Timestamp(today))
    return title, text(f"{ROOM}.gantt.so", lang, **told, day=day(start, lang))


def load_shown(table: pd.DataFrame, lang: Lang) -> Shown:
    """Return the hours of each post by week against its capacity, the fullest first, and the words.

    Args:
        table: what `load_table` returned.
        lang: language of the words.
    """
    over = table.groupby("post")["over_hours"].sum()
    hours = table.groupby("post")["load_hours"].sum()
    order = sorted(over.index, key=lambda post: (-over[post], -hours[post], str(post)))
    posts, left = order[:MOST_POSTS], order[MOST_POSTS:]
    place = {post: n for n, post in enumerate(posts)}
    kept = table[table["post"].isin(posts)]
    kept = kept.assign(n=kept["post"].map(place)).sort_values(["n", "week_starts_on"])
    frame = pd.DataFrame(
        {
            "name_text": kept["post"].astype(str).tolist(),
            "week": kept["week_starts_on"].to_numpy(),
            "value": kept["load_hours"].to_numpy(),
            "capacity": kept["capacity_hours"].to_numpy(),
            "over": kept["over_hours"].to_numpy(),
        }
    )
    for name in ("value", "capacity"):
        frame[f"{name}_text"] = [_hours(each, lang) for each in frame[name]]
    frame["over_text"] = [_more(each) for each in frame["over"]]
    said = _load_said(table, over, lang)
    more = text(f"{ROOM}.load.left", lang, n=len(left)) if left else ""
    roles = ("name", "week", "value", "capacity", "over")
    return frame, worded(f"{ROOM}.load", lang, said, *roles, left=more)


def _more(hours: float) -> str:
    """Return hours above capacity as a short number; less than half of one hour keeps a decimal."""
    return "" if hours < LEAST_OVER else f"+{hours:.0f}" if hours >= 1 else f"+{hours:.1f}"


def _hours(hours: float, lang: Lang) -> str:
    return text(f"{ROOM}.hours", lang, n=number(round(hours, 1), lang))


def _load_said(table: pd.DataFrame, over: pd.Series, lang: Lang) -> tuple[str, str]:
    """Return where hours are missing most, and for whom."""
    booked = table[table["over_hours"] > 0]
    if booked.empty:
        return text(f"{ROOM}.load.title_fits", lang), ""
    worst = booked.iloc[int(booked["over_hours"].to_numpy().argmax())]
    values = {"post": worst["post"], "week": day(worst["week_starts_on"], lang)}
    values |= {
        "over": _hours(worst["over_hours"], lang),
        "weeks": booked["week_starts_on"].nunique(),
    }
    posts = [str(post) for post in over[over > 0].sort_values(ascending=False).index]
    so = text(f"{ROOM}.load.so", lang, list=listed(posts[:3], lang))
    return text(f"{ROOM}.load.title", lang, **values), so
