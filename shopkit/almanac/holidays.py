"""Which days are public holidays, and which are worked although they lie at a weekend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from shopkit.almanac.years import held_year, rule_of_year
from shopkit.i18n import Lang, text
from shopkit.periods import Period
from shopkit.rules import Row, Rule

Known = Literal["official", "statutory", "weekends"]
HolidayKind = Literal["off", "statutory", "workday"]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, or a day worked in exchange for one.

    Attributes:
        kind: `off` by notice, `statutory` where no notice has been seen, `workday` worked instead.
        span: its days.
        certain: whether it may be used without asking.
        source: id of its rule.
        zh, en: its name; empty for a workday.
    """

    kind: HolidayKind
    span: Period
    certain: bool
    source: str
    zh: str
    en: str

    def name(self, lang: Lang) -> str:
        """Return its name in a language."""
        if self.kind == "workday":
            return text("almanac.adjusted_workday", lang)
        return self.zh if lang == "zh" else self.en


def holidays(year: int) -> tuple[Holiday, ...]:
    """Return the public holidays and adjusted workdays of a year by date; none if not known.

    Raises:
        PlanError: The year lies outside 1950 to 2100.

    Example:
        >>> [str(one.span) for one in holidays(2026) if one.zh == "春节"]
        ['2026-02-15..2026-02-23']
    """
    return _of_year(held_year(year))


def known_of(year: int) -> Known:
    """Return what is known of a year's holidays: the notice, statutory days only, or nothing.

    Raises:
        PlanError: The year lies outside 1950 to 2100.

    Example:
        >>> known_of(2026), known_of(2027), known_of(2031)
        ('official', 'statutory', 'weekends')
    """
    kinds = {one.kind for one in holidays(year)}
    if "off" in kinds:
        return "official"
    return "statutory" if kinds else "weekends"


def known_text(year: int, lang: Lang) -> str:
    """Return a sentence on what is known of a year's holidays."""
    return text(f"almanac.known.{known_of(year)}", lang, year=year)


@cache
def _of_year(year: int) -> tuple[Holiday, ...]:
    found = rule_of_year("holiday.public", year)
    return tuple(sorted(_read(found), key=lambda one: one.span)) if found else ()


def _read(found: Rule) -> Iterator[Holiday]:
    for row in found.table:
        ends = _ends(row)
        if ends:
            kind = cast("HolidayKind", row.values["kind"])
            span, sure = Period(*ends), found.certain and row.certain
            yield Holiday(kind, span, sure, found.id, row.name("zh"), row.name("en"))


def _ends(row: Row) -> tuple[date, date] | None:
    """Return first and last day of a row; none where the day is not known yet."""
    start, end = (row.values.get(name, row.values.get("date")) for name in ("start", "end"))
    return (start, end) if isinstance(start, date) and isinstance(end, date) else None
