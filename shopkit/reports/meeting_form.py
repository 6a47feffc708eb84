"""The next meetings of a shop as a form: agenda, what the year says of it, room for minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from shopkit import schedule
from shopkit.almanac import own_events
from shopkit.i18n import Lang, money, number, text
from shopkit.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from shopkit.reports.calendar_ahead import CalendarAhead

LOOKED = timedelta(days=100)  # a quarter: every meeting comes round once
BEHIND = ("late", "impossible")
SOON = ("late", "now")


def meeting_form(ahead: CalendarAhead, lang: Lang) -> pd.DataFrame:
    """Return the form of the next meeting of each kind, see `schedule.minutes_table`."""
    next_on = _next(ahead)
    held = [(one, next_on.get(one.name)) for one in schedule.meetings(ahead.plan, lang)]
    return schedule.minutes_table(held, _figures(ahead, lang), lang)


def _next(ahead: CalendarAhead) -> Mapping[str, date]:
    span = Period(ahead.today, ahead.today + LOOKED)
    found = [one for one in own_events(ahead.plan, span, ahead.worked) if one.kind == "meeting"]
    first: dict[str, date] = {}
    for one in sorted(found, key=lambda one: one.span.start):
        first.setdefault(one.name, one.span.start)
    return first


def _figures(ahead: CalendarAhead, lang: Lang) -> Mapping[str, Sequence[str]]:
    """Return what is known of each usual item of an agenda, in lines."""
    states = ahead.tasks["task_state"].value_counts()
    late = sum(int(states.get(name, 0)) for name in BEHIND)
    done = {"done": int(states.get("done", 0)), "doing": int(states.get("doing", 0))}
    over = ahead.over_booked
    hours = number(round(over["over_hours"].sum(), 1), lang)
    weeks = {"n": over["week_starts_on"].nunique(), "hours": hours}
    coming = [*_coming(ahead, lang)]
    return {
        "done": [_said("done", lang, **done)],
        "problems": [_said("late", lang, n=late)],
        "people": [_said("over", lang, **weeks)],
        "stock_cash": [*_orders(ahead, lang)],
        "target": coming,
        "campaigns": coming,
    }


def _coming(ahead: CalendarAhead, lang: Lang) -> Iterator[str]:
    if ahead.coming is None:
        return
    one = ahead.coming.campaign
    yield _said("coming", lang, name=one.name, day=str(one.starts))
    if one.sales_cny is not None:
        yield _said("goal", lang, name=one.name, goal=money(one.sales_cny, lang))


def _orders(ahead: CalendarAhead, lang: Lang) -> Iterator[str]:
    orders = ahead.ordering.orders
    if orders is not None:
        yield _said("orders", lang, n=int(orders["order_state"].isin(SOON).sum()))


def _said(key: str, lang: Lang, **values: object) -> str:
    return text(f"calendar.meeting.{key}", lang, **values)
