"""One line of the action log: what was typed, and what it means."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from shopkit.actions.expected import Expected, expected_of, expected_said
from shopkit.errors import ParameterError, Problem
from shopkit.i18n import LANGS, Lang
from shopkit.plan import guess
from shopkit.tables import column, dictionary, outside

COLUMNS = ("id", "date", "action", "who", "check_on", "figure", "expected", "note")
A_WEEK = datetime.timedelta(days=6)  # from its first day to its last
LONGEST = 500  # characters of an action or a note

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
Place = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Action:
    """Something decided.

    Attributes:
        id: its number in the log.
        date: the first day it holds.
        action: what is done.
        who: role that does it.
        check_on: last day of the span it is judged by.
        figure: stem of the figure it should change; empty where none was named.
        expected: by how much; `None` where nothing was said.
        note: whatever else.
    """

    id: str
    date: datetime.date
    action: str
    who: str
    check_on: datetime.date
    figure: str = ""
    expected: Expected | None = None
    note: str = ""


def action_of(said: Mapping[str, str], known: Collection[str], place: Place = str) -> Action:
    """Return the action a line of the log or an operator tells, by names of `COLUMNS`.

    Args:
        said: what was typed; without a check date it is checked after a week.
        known: stems of the figures that can be measured.
        place: where the value of a column stands, for messages.

    Raises:
        ParameterError: Something is missing or cannot be read; all problems are named.
    """
    typed = {name: " ".join((said.get(name) or "").split()) for name in COLUMNS}
    figure = _figure(typed["figure"], known)
    expected = expected_of(typed["expected"], figure)
    days = {name: _day(typed[name]) for name in ("date", "check_on")}
    if days["date"] and not typed["check_on"]:
        days["check_on"] = days["date"] + A_WEEK
    if problems := list(_problems(typed, days, (figure, expected), known, place)):
        raise ParameterError(problems)
    start, end = days["date"], days["check_on"]
    assert start is not None
    assert end is not None
    text = {name: typed[name] for name in ("id", "action", "who", "note")}
    return Action(date=start, check_on=end, figure=figure, expected=expected, **text)


def _problems(
    typed: Mapping[str, str],
    days: Mapping[str, datetime.date | None],
    read: tuple[str, Expected | None],
    known: Collection[str],
    place: Place,
) -> Iterator[Problem]:
    """Yield everything about a line that cannot be used."""
    figure, expected = read
    for name in ("action", "note"):
        if len(typed[name]) > LONGEST or (name == "action" and not typed[name]):
            yield Problem("action_text", place(name), typed[name][:60], {"limit": LONGEST})
    for name, moment in days.items():
        if moment is None and (name == "date" or typed[name]):
            yield Problem("action_day", place(name), typed[name][:60])
    start, end = days["date"], days["check_on"]
    if start and end and end < start:
        yield Problem("action_check", place("check_on"), str(end), {"day": str(start)})
    if typed["figure"] and not figure:
        names = [n for stem in known for n in (stem, column(stem).zh, column(stem).en)]
        values = {"guess": guess(typed["figure"], names)}
        yield Problem("action_figure", place("figure"), typed["figure"][:60], values)
    elif typed["expected"] and not expected:
        yield Problem("action_expected", place("expected"), typed["expected"][:60])


def _figure(said: str, known: Collection[str]) -> str:
    """Return the stem of a figure, named as it is anywhere in the dictionary; else nothing.

    A report names refunds with the date they are counted by; the files of the shop decide which.
    """
    wanted = said.casefold()
    for stem in known:
        dated = (f"{stem}_in_span", f"{stem}_of_paid")
        stems = [stem, *(name for name in dated if name in dictionary())]
        titles = (column(name).title(lang) for name in stems for lang in LANGS)
        names = (*stems, *map(outside, stems), *titles)
        if wanted and wanted in {name.casefold() for name in names}:
            return stem
    return ""


def _day(said: str) -> datetime.date | None:
    match = _DAY.fullmatch(said)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def fields_of(action: Action, lang: Lang) -> dict[str, str]:
    """Return an action as a line of the log: texts by names of `COLUMNS`."""
    return {
        "id": action.id,
        "date": str(action.date),
        "action": action.action,
        "who": action.who,
        "check_on": str(action.check_on),
        "figure": column(action.figure).title(lang) if action.figure else "",
        "expected": expected_said(action.expected, lang) if action.expected else "",
        "note": action.note,
    }
