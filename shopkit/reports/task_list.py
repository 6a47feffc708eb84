"""A year of campaigns as a workbook to work with: tasks, load, stock, year, day, meetings.

The same year seen from the same day gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

import pandas as pd

from shopkit import schedule
from shopkit.charts.typed import typed
from shopkit.i18n import Lang, full_day, listed, text
from shopkit.reports.calendar_ahead import TASK, CalendarAhead, with_due
from shopkit.reports.calendar_stock import ORDER, order_states
from shopkit.reports.meeting_form import meeting_form
from shopkit.reports.sheets import Sheet
from shopkit.reports.workbook import HEADER, Book, write_sheet
from shopkit.tables import column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

A4 = 9
LISTED = ("post", "for_campaign", "task", *TASK[3:])
EVENT = ("starts", "ends", "lane", "event", "event_kind", "phase_name", "certain")


def task_list(ahead: CalendarAhead, lang: Lang) -> bytes:
    """Return a workbook of a year: tasks, hours by week, stock orders, days, a workday, meetings.

    Args:
        ahead: the year.
        lang: language of every text.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    held = io.BytesIO()
    file = Workbook(held, {"in_memory": True})
    created = datetime.combine(ahead.today, time())
    title = text("calendar.files.calendar", lang, shop=ahead.shop)
    file.set_properties({"title": title, "created": created, "comments": "shopkit"})
    book = Book(file, lang)
    parts = {
        "tasks": _tasks(ahead, lang),
        "load": _load(ahead),
        "stock": _stock(ahead, lang),
        "year": _year(ahead, lang),
        "day": _day(ahead, lang),
        "meetings": meeting_form(ahead, lang),
    }
    said = {"shop": ahead.shop, "today": full_day(ahead.today, lang), "year": ahead.year}
    said["certain"] = column("certain").header(lang)
    said["day"] = full_day(ahead.worked.on_or_after(ahead.today), lang)
    said["routine"] = listed(list(schedule.routine(lang).values()), lang)
    for name, frame in parts.items():
        told, behind = text(f"calendar.book.{name}", lang), typed(frame)
        note = text(f"calendar.book.{name}_note", lang, **said)
        page = file.add_worksheet(told)
        write_sheet(book, page, Sheet(told, told, note, "", behind["columns"], behind["rows"]))
        _printed(page)
        if name == "tasks":
            _choices(page, frame, lang)
    file.close()
    return held.getvalue()


def _printed(page: Worksheet) -> None:
    """Let a page print on A4, as wide as the paper, with the heads on every sheet."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER)


def _choices(page: Worksheet, frame: pd.DataFrame, lang: Lang) -> None:
    """Let the state of a task be chosen from a list."""
    place = list(frame.columns).index("task_state")
    chosen = [state for state in schedule.STATES if state != "past"]  # a list splits at commas
    words = [schedule.state_title(state, lang) for state in chosen]
    told = text("calendar.book.choose", lang)
    rule = {"validate": "list", "source": words, "error_message": told}
    if len(frame):
        page.data_validation(HEADER + 1, place, HEADER + len(frame), place, rule)


def _tasks(ahead: CalendarAhead, lang: Lang) -> pd.DataFrame:
    """Return tasks by due day; those of campaigns that are over and were never noted left out."""
    told = with_due(ahead.tasks)
    shown = told[told["task_state"] != "past"].sort_values("due_on", kind="stable")
    words = [schedule.state_title(state, lang) for state in shown["task_state"]]
    return shown.assign(task_state=words)[list(LISTED)]


def _load(ahead: CalendarAhead) -> pd.DataFrame:
    return ahead.load.round({"capacity_hours": 2, "load_hours": 2, "over_hours": 2})


def _stock(ahead: CalendarAhead, lang: Lang) -> pd.DataFrame:
    """Return the orders of the campaign ahead, then everyday ones, each by last day."""
    ordering, columns = ahead.ordering, ["for_campaign", *ORDER[1:]]
    parts = []
    if ordering.campaign is not None and ahead.coming is not None:
        name = ahead.coming.campaign.name
        parts.append(ordering.campaign.assign(for_campaign=name))
    if ordering.orders is not None:
        parts.append(ordering.orders.assign(for_campaign=""))
    rows = [part.reindex(columns=columns).sort_values("order_by", kind="stable") for part in parts]
    told = pd.DataFrame([row for part in rows for row in part.to_dict("records")], columns=columns)
    return told.assign(order_state=order_states(told, lang))


def _day(ahead: CalendarAhead, lang: Lang) -> pd.DataFrame:
    """Return the next workday of each post in blocks, in words."""
    team, day = schedule.crew(ahead.plan.team.posts), schedule.working(ahead.plan)
    told = schedule.day_plan(ahead.net, team, day, lang).round({"task_hours": 2})
    kinds = [text(f"schedule.block.{kind}", lang) for kind in told["block_kind"]]
    return told.assign(block_kind=kinds)


def _year(ahead: CalendarAhead, lang: Lang) -> pd.DataFrame:
    """Return the year day by day, in words."""
    told = ahead.events.sort_values("starts", kind="stable")
    kinds = [
        None if pd.isna(kind) else text(f"calendar.event_kind.{kind}", lang)
        for kind in told["event_kind"]
    ]
    lanes = [text(f"calendar.lane.{lane}", lang) for lane in told["lane"]]
    named = pd.Series(kinds, index=told.index, dtype=object)
    return told.assign(lane=lanes, event_kind=named)[list(EVENT)]
