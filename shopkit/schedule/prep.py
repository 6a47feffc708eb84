"""The sheet of seven things a big event is prepared by: what is known, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from shopkit.i18n import Lang, money, number, percent, text
from shopkit.schedule.state import State
from shopkit.schedule.timing import Schedule
from shopkit.tables import check

if TYPE_CHECKING:
    from collections.abc import Iterator

Known = Literal["known", "done", "open", "missing"]
ITEMS = (
    *("traffic_ratio", "conversion", "stock", "service_roster", "dispatch_roster"),
    *("boxes", "sales_estimate"),
)  # source document 003
COLUMNS = ("prep_item", "prep_state", "prep_value", "due_on", "prep_needs")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of an event, as the forecast and the stock of the shop have it.

    Attributes:
        visitors_daily: visitors of a usual day.
        surge: a day of the event as a multiple of it.
        conversion_rate: of the event, 0 to 1.
        orders: of the event.
        units: to have in stock.
        boxes: packed before it starts.
        sales_cny: expected, CNY.
    """

    visitors_daily: float | None = None
    surge: float | None = None
    conversion_rate: float | None = None
    orders: float | None = None
    units: float | None = None
    boxes: float | None = None
    sales_cny: float | None = None


def prep_sheet(schedule: Schedule, campaign: str, expected: Expected, lang: Lang) -> pd.DataFrame:
    """Return the seven things a big event is prepared by.

    Figures are handed in: they are those of forecast and stock. A roster is known as far as the
    step of the run-book for it is done.

    Args:
        schedule: the tasks on their days.
        campaign: name of the campaign.
        expected: what is expected of it.
        lang: of the texts.

    Returns:
        One row a thing, in the order of source document 003: prep_item, prep_state (known, done,
        open, missing), prep_value in words, due_on (latest day of its step; NaT without one),
        prep_needs (what it is computed from, where it is missing).
    """
    frame = pd.DataFrame(list(_rows(schedule, campaign, expected, lang)), columns=list(COLUMNS))
    return check(frame.assign(due_on=pd.to_datetime(frame["due_on"])))


STEPS = {
    "traffic_ratio": "sales_estimate",
    "conversion": "sales_estimate",
    "stock": "stock_plan",
    "boxes": "prepack",
}


def _rows(
    schedule: Schedule, campaign: str, expected: Expected, lang: Lang
) -> Iterator[tuple[object, ...]]:
    steps = {
        job.step.key: n
        for n, job in enumerate(schedule.net.jobs)
        if job.step and job.campaign == campaign
    }
    said = _said(expected, lang)
    last = schedule.latest[1]
    for item in ITEMS:
        n = steps.get(STEPS.get(item, item), steps.get("rosters"))
        stage = None if n is None else schedule.states[n]
        state = _state(item in said, said.get(item, ""), stage)
        needs = "" if state in ("known", "done") else text(f"schedule.prep_needs.{item}", lang)
        due = pd.NaT if n is None else last[n]
        yield text(f"schedule.prep.{item}", lang), state, said.get(item, ""), due, needs


def _state(figure: bool, said: str, stage: State | None) -> Known:
    """Return how a thing stands: a figure is known or missing, a roster done, open or missing."""
    if figure:
        return "known" if said else "missing"
    return "missing" if stage is None else "done" if stage == "done" else "open"


def _said(one: Expected, lang: Lang) -> dict[str, str]:
    """Return what is known in words; blank where it is not."""
    ratio = f"{one.surge:g}" if one.surge is not None else ""
    if ratio and one.visitors_daily is not None:
        daily, rush = one.visitors_daily, one.visitors_daily * (one.surge or 0)
        told = {"ratio": ratio, "daily": number(daily, lang), "rush": number(rush, lang)}
        ratio = text("schedule.prep_said.traffic", lang, **told)
    return {
        "traffic_ratio": ratio,
        "conversion": "" if one.conversion_rate is None else percent(one.conversion_rate),
        "stock": _units(one.units, "units", lang),
        "boxes": _units(one.boxes, "boxes", lang),
        "sales_estimate": _sales(one, lang),
    }


def _units(count: float | None, unit: str, lang: Lang) -> str:
    if count is None:
        return ""
    return text(f"schedule.prep_said.{unit}", lang, n=number(count, lang))


def _sales(one: Expected, lang: Lang) -> str:
    if one.orders is None and one.sales_cny is None:
        return ""
    told = {"orders": number(one.orders, lang), "sales": money(one.sales_cny, lang)}
    return text("schedule.prep_said.sales", lang, **told)
