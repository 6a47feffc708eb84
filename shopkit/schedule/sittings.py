"""Meetings: how often, what is spoken of with last period's figures, and the form of minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd

from shopkit.i18n import Lang, listed, text, under
from shopkit.roles import post_title
from shopkit.tables import check

if TYPE_CHECKING:
    from shopkit.plan import Plan
    from shopkit.plan.sections.agenda import Meeting

Cadence = Literal["week", "month", "quarter"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)  # source document 003
SOURCES: dict[Cadence, str] = {
    "week": "source document 003",
    "month": "assumption",
    "quarter": "assumption",
}
AGENDA_COLUMNS = ("agenda_item", "agenda_figures", "agenda_notes", "decided", "post", "due_on")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with its agenda.

    Attributes:
        name: what it is called.
        every: how often.
        posts: who takes part.
        items: what is spoken of: key → words; the key of an own item is its number.
        source: source document of the items, `plan`, or `assumption`.
        told_by_plan: whether the plan has the meeting.
    """

    name: str
    every: str
    posts: tuple[str, ...]
    items: Mapping[str, str]
    source: str
    told_by_plan: bool


def agenda_items(every: str, lang: Lang) -> dict[str, str]:
    """Return what a meeting speaks of, by key.

    Example:
        >>> list(agenda_items("week", "en"))
        ['done', 'problems', 'others', 'target', 'direction']
    """
    return under(f"schedule.agenda.{every}", lang)


def meetings(plan: Plan, lang: Lang) -> tuple[Sitting, ...]:
    """Return the meetings of a shop: the plan's, and of each cadence it lacks the usual one."""
    own = [_own(one, lang) for one in plan.agenda.meetings]
    held = {one.every for one in own}
    usual = [
        Sitting(
            text(f"schedule.meeting.{every}", lang),
            every,
            (),
            agenda_items(every, lang),
            SOURCES[every],
            False,
        )
        for every in CADENCES
        if every not in held
    ]
    return (*own, *usual)


def _own(meeting: Meeting, lang: Lang) -> Sitting:
    posts = tuple(post_title(name, lang) for name in meeting.posts)
    if meeting.agenda or meeting.every not in CADENCES:
        items = {str(n): said for n, said in enumerate(meeting.agenda)}
        return Sitting(meeting.name, meeting.every, posts, items, "plan", True)
    items = agenda_items(meeting.every, lang)
    return Sitting(meeting.name, meeting.every, posts, items, SOURCES[meeting.every], True)


def minutes_table(
    held: Sequence[tuple[Sitting, date | None]], figures: Mapping[str, Sequence[str]], lang: Lang
) -> pd.DataFrame:
    """Return meetings as forms, one below the other: when, who, the agenda; blank is for writing.

    Args:
        held: each meeting with the day of the next one; `None`: no day is set.
        figures: lines by key of an item of the usual agendas; where a meeting has an agenda of its
            own they stand above it.
        lang: of the texts.

    Returns:
        One row a line of a form: event (the meeting), agenda_item, agenda_figures (lines, one
        below the other), agenda_notes, decided, post, due_on.
    """
    rows = [
        (sitting.name, item, "\n".join(lines), notes, "", "", pd.NaT)
        for sitting, on in held
        for item, lines, notes in (*_head(sitting, on, lang), *_agenda(sitting, figures, lang))
    ]
    frame = pd.DataFrame(rows, columns=["event", *AGENDA_COLUMNS])
    return check(frame.assign(due_on=pd.to_datetime(frame["due_on"])))


Line = tuple[str, Sequence[str], str]  # item, figures, notes


def _head(sitting: Sitting, on: date | None, lang: Lang) -> Iterator[Line]:
    told = {
        "on": on.isoformat() if on else "",
        "posts": listed(list(sitting.posts), lang),
        "absent": "",
        "writes": "",
    }
    for key, said in told.items():
        yield text(f"schedule.minutes.{key}", lang), (), said


def _agenda(sitting: Sitting, figures: Mapping[str, Sequence[str]], lang: Lang) -> Iterator[Line]:
    usual = agenda_items(sitting.every, lang) if sitting.every in CADENCES else {}
    if sitting.source != "plan":
        yield from ((said, figures.get(key, ()), "") for key, said in sitting.items.items())
        return
    known = list(dict.fromkeys(line for key in usual for line in figures.get(key, ())))
    if known:
        yield text("schedule.minutes.known", lang), known, ""
    yield from ((said, (), "") for said in sitting.items.values())
