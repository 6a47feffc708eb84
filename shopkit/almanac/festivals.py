"""Lunar festivals, the 24 solar terms and the days people buy for, of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal

from shopkit.almanac.years import held_year, named_rows, rule_of_year
from shopkit.i18n import Lang
from shopkit.rules import Rule

FestivalKind = Literal["lunar", "term", "shopping"]
TERMS_SEEN_FROM = 6  # a lunar year begins before June, so its table holds all terms of the year
_RULES: Mapping[FestivalKind, str] = MappingProxyType(
    {
        "lunar": "calendar.lunar",
        "term": "calendar.solar-terms",
        "shopping": "calendar.shopping-days",
    }
)


@dataclass(frozen=True, slots=True)
class Festival:
    """A day that comes every year.

    Attributes:
        key: name in programs: `spring_festival`, `winter_solstice`, `mothers_day`.
        kind: lunar festival, solar term or shopping day.
        day: its day; lunar days and terms in Chinese time.
        zh, en: its name.
        source: id of the rule that dates it; empty where it was computed.
    """

    key: str
    kind: FestivalKind
    day: date
    zh: str
    en: str
    source: str

    @property
    def computed(self) -> bool:
        """Whether it was computed, as no rule dates it."""
        return not self.source

    def name(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


def festivals(year: int) -> tuple[Festival, ...]:
    """Return the lunar festivals, solar terms and shopping days of a year by date.

    A day of the twelfth lunar month may fall twice into a year, or not at all.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    found = (*lunar_festivals(year), *solar_terms(year), *shopping_days(year))
    return tuple(sorted(found, key=lambda one: one.day))


def lunar_festivals(year: int) -> tuple[Festival, ...]:
    """Return the lunar festivals of a year by date.

    Raises:
        PlanError: The year lies outside 1950 to 2100.

    Example:
        >>> [str(one.day) for one in lunar_festivals(2030) if one.key == "spring_festival"]
        ['2030-02-03']
    """
    return _of_kind("lunar", held_year(year))


def solar_terms(year: int) -> tuple[Festival, ...]:
    """Return the 24 solar terms of a year by date.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    return _of_kind("term", held_year(year))


def shopping_days(year: int) -> tuple[Festival, ...]:
    """Return the days of a year people buy for, by fixed date or weekday, by date.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    return _of_kind("shopping", held_year(year))


def festival_day(key: str, year: int) -> date:
    """Return the day of a festival that comes once a year, e.g. `spring_festival`.

    Raises:
        PlanError: The year lies outside 1950 to 2100.
    """
    return next(one.day for one in festivals(year) if one.key == key)


@cache
def _of_kind(kind: FestivalKind, year: int) -> tuple[Festival, ...]:
    found = rule_of_year(_RULES[kind], year)
    told = _of_rule(kind, found) if found else computed(kind, year)
    return tuple(sorted(told, key=lambda one: one.day))


def computed(kind: FestivalKind, year: int) -> Iterator[Festival]:
    """Yield the festivals of a kind as they are computed, even where a rule dates them."""
    ways: dict[FestivalKind, Callable[[int], Iterator[tuple[Mapping[str, str], date]]]] = {
        "lunar": _lunar,
        "term": _terms,
        "shopping": _shopping,
    }
    for row, day in ways[kind](year):
        yield Festival(row["key"], kind, day, row["zh"], row["en"], "")


def _of_rule(kind: FestivalKind, found: Rule) -> Iterator[Festival]:
    keys = {row["zh"]: row["key"] for row in _rows(kind)}
    for row in found.table:
        day, zh = row.values["date"], row.name("zh")
        if isinstance(day, date):
            yield Festival(keys.get(zh, zh), kind, day, zh, row.name("en"), found.id)


def _rows(kind: FestivalKind) -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in named_rows("festivals") if row["kind"] == kind)


def _lunar(year: int) -> Iterator[tuple[Mapping[str, str], date]]:
    from lunar_python import Lunar

    for lunar_year in (year - 1, year):
        for row in _rows("lunar"):
            back = 0 if int(row["day"]) else 1  # day 0 is the last of the month before
            solar = Lunar.fromYmd(lunar_year, int(row["month"]), int(row["day"]) + back).getSolar()
            day = date(solar.getYear(), solar.getMonth(), solar.getDay()) - timedelta(back)
            if day.year == year:
                yield row, day


def _terms(year: int) -> Iterator[tuple[Mapping[str, str], date]]:
    from lunar_python import Lunar

    moments = Lunar.fromYmd(year, TERMS_SEEN_FROM, 1).getJieQiTable().values()
    days = sorted(date(one.getYear(), one.getMonth(), one.getDay()) for one in moments)
    yield from zip(_rows("term"), (day for day in days if day.year == year), strict=True)


def _shopping(year: int) -> Iterator[tuple[Mapping[str, str], date]]:
    for row in _rows("shopping"):
        first = date(year, int(row["month"]), int(row["day"] or 1))
        if row["weekday"]:
            wait = (int(row["weekday"]) - first.isoweekday()) % 7
            first += timedelta(wait + 7 * (int(row["nth"]) - 1))
        yield row, first
