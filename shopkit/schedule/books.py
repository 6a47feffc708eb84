"""Run-books: what a campaign, a week or a new shop takes, as `resources/run_books` lists it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from shopkit.i18n import Lang, text

Kind = Literal["work", "duty"]
ASSUMED = "assumption"
OF_CAMPAIGNS = ("big_event", "group_deal", "opening", "small")
BOOKS = (*OF_CAMPAIGNS, "weekly", "first_100_days")
FULL = "full"


@dataclass(frozen=True, slots=True)
class Step:
    """A task of a run-book.

    Attributes:
        key: its name, one in the book.
        kind: `work` takes workdays before a day, a `duty` is done on its calendar days.
        zh, en: what it is called.
        posts: roles that do it, the first that is held.
        anchor: day of the campaign its days are counted from.
        lead_days: days before the anchor it has to be done, of a duty its first day; below 0
            after the anchor; `None`: as late as what follows allows.
        begin_months, begin_days: how long before the anchor it may begin; `None`: any time.
        days: workdays it takes, calendar days of a duty; `None`: a duty until the campaign ends.
        hours: it takes, of a duty each day; `None` is unknown.
        full: the whole working day of everybody who holds the post.
        thousand_hours: hours for each 1,000 orders.
        after: keys of the steps that come first.
        checklist: what to check, in zh and in en.
        items: keys of the opening it settles.
        source: source document of the step, or `assumption`.
        lead_source: the same of its days; durations and hours are always assumptions.
    """

    key: str
    kind: Kind
    zh: str
    en: str
    posts: tuple[str, ...]
    anchor: str
    lead_days: int | None
    begin_months: int | None
    begin_days: int | None
    days: int | None
    hours: float | None
    full: bool
    thousand_hours: float | None
    after: tuple[str, ...]
    checklist: tuple[tuple[str, ...], tuple[str, ...]]
    items: tuple[str, ...]
    source: str
    lead_source: str

    @property
    def certain(self) -> bool:
        """Whether a source document has the step and its days."""
        return ASSUMED not in (self.source, self.lead_source)

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def checks(self, lang: Lang) -> tuple[str, ...]:
        """Return what to check in a language."""
        return self.checklist[lang == "en"]


@dataclass(frozen=True, slots=True)
class RunBook:
    """What one kind of event takes.

    Attributes:
        key: big_event, group_deal, opening, small, weekly or first_100_days.
        steps: its tasks, in the order of the file.
    """

    key: str
    steps: tuple[Step, ...]

    def title(self, lang: Lang) -> str:
        """Return what it is called."""
        return text(f"schedule.book.{self.key}", lang)

    def step(self, key: str) -> Step:
        """Return a step by its key.

        Raises:
            KeyError: It has none of that key.
        """
        return {one.key: one for one in self.steps}[key]


@cache
def run_books() -> Mapping[str, RunBook]:
    """Return every run-book by its key.

    Example:
        >>> run_books()["big_event"].step("stock_plan").lead_days
        7
    """
    return MappingProxyType({key: RunBook(key, _steps(key)) for key in BOOKS})


def _steps(book: str) -> tuple[Step, ...]:
    path = files("shopkit") / "resources" / "run_books" / f"{book}.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(_step(row) for row in rows)


def _step(row: dict[str, str]) -> Step:
    begin, full = row["begin"], row["hours"] == FULL
    months = int(begin[:-1]) if begin.endswith("m") else None
    return Step(
        key=row["id"],
        kind=cast("Kind", row["kind"]),
        zh=row["zh"],
        en=row["en"],
        posts=tuple(row["post"].split()),
        anchor=row["anchor"],
        lead_days=_whole(row["lead"]),
        begin_months=months,
        begin_days=None if months is not None else _whole(begin),
        days=_whole(row["days"]),
        hours=None if full or not row["hours"] else float(row["hours"]),
        full=full,
        thousand_hours=float(row["hours_per_thousand"]) if row["hours_per_thousand"] else None,
        after=tuple(row["after"].split()),
        checklist=(_parts(row["check_zh"]), _parts(row["check_en"])),
        items=tuple(row["items"].split()),
        source=row["source"],
        lead_source=row["lead_source"],
    )


def _whole(said: str) -> int | None:
    return int(said) if said else None


def _parts(said: str) -> tuple[str, ...]:
    return tuple(said.split("|")) if said else ()
