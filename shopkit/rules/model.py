"""What a rule is: its editions, the rows of its table, ranges with only the limits known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal

from shopkit.i18n import Lang

Topic = Literal[
    "fee",
    "deposit",
    "commission",
    "payment",
    "settlement",
    "insurance",
    "service-level",
    "after-sales",
    "review",
    "membership",
    "listing",
    "promotion",
    "advertising",
    "privacy",
    "labour",
    "tax",
    "campaign-date",
    "holiday",
]
Charge = Literal["default", "plan", ""]
SEPARATORS = "、，,"


@dataclass(frozen=True, slots=True)
class Range:
    """A value of which only the limits are known; an open end is `None`.

    Attributes:
        low: the least it can be.
        high: the most it can be.
    """

    low: float | None
    high: float | None

    @property
    def careful(self) -> float | None:
        """The value a careful plan counts with: the most."""
        return self.high


Item = str | date
Value = Range | float | bool | str | date | tuple[Item, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a rule's table.

    Attributes:
        values: what it says by name; shares 0-1, CNY, hours, days of the calendar; `None` is
            unknown, never zero.
        valid_from: its first day; `None` is open or unknown.
        valid_to: its last day.
        certain: whether it was read at its source.
    """

    values: Mapping[str, Value]
    valid_from: date | None
    valid_to: date | None
    certain: bool

    def holds(self, day: date | None) -> bool:
        """Tell whether it is in force on a day; any row is when no day is asked for."""
        return _within(day, self.valid_from, self.valid_to)

    @property
    def names(self) -> tuple[str, ...]:
        """The names its category can be looked up by: zh, each of several zh names, en."""
        zh, en = self.values.get("category_zh"), self.values.get("category_en")
        parts = _parts(zh) if isinstance(zh, str) else []
        return tuple(name for name in (zh, *parts, en) if isinstance(name, str))

    def is_of(self, category: str) -> bool:
        """Tell whether it is about a category, by any of its names."""
        return category.strip().casefold() in {name.casefold() for name in self.names}

    def name(self, lang: Lang) -> str:
        """Return what the row is of, in a language where it has one there."""
        stem = self.named_by
        said = self.values.get(f"{stem}_{lang}"), self.values.get(f"{stem}_zh")
        return str(next((name for name in said if name is not None), ""))

    @property
    def named_by(self) -> str:
        """The stem of the values its name stands in; empty if it has no name."""
        return next((s for s in ROW_NAMES if self.values.get(f"{s}_zh") is not None), "")


ROW_NAMES = (
    *("category", "shop_type", "method", "case", "item", "step", "new", "name", "phase", "degree"),
    *("period", "scope", "contract", "place", "pillar", "metric", "event", "rule", "type", "use"),
    *("mode", "shipping", "party", "campaign", "level", "tier"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One edition of a rule.

    Attributes:
        id: its name: platform, topic, subject.
        platforms: where it holds.
        topic: what it is about.
        zh: name in Chinese.
        en: name in English.
        value: what it says where it is one value.
        table: its rows where it is several.
        unit: unit of the value, or of what the rows hold.
        charge: `default` where profit counts it as a share of sales by itself, `plan` where it
            does so once the plan gives a rate.
        valid_from: first day; `None` is open or unknown.
        valid_to: last day.
        source: where it was taken from.
        seen: `text` its wording, `secondary` a digest or program, `memory` not checked.
        certain: whether it may be used without asking.
        note_zh: what to know, in Chinese.
        note_en: the same in English.
    """

    id: str
    platforms: tuple[str, ...]
    topic: Topic
    zh: str
    en: str
    value: Value
    table: tuple[Row, ...]
    unit: str
    charge: Charge
    valid_from: date | None
    valid_to: date | None
    source: str
    seen: str
    certain: bool
    note_zh: str
    note_en: str

    def name(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def note(self, lang: Lang) -> str:
        """Return what to know of it, in a language."""
        return self.note_zh if lang == "zh" else self.note_en

    def holds(self, day: date | None) -> bool:
        """Tell whether it is in force on a day."""
        return _within(day, self.valid_from, self.valid_to)

    def at(self, day: date) -> Rule:
        """Return it with only the rows in force on a day."""
        return replace(self, table=tuple(row for row in self.table if row.holds(day)))

    def categories(self) -> tuple[str, ...]:
        """Return every name a category can be looked up by, Chinese and English."""
        return tuple(name for row in self.table for name in row.names)

    def row(self, category: str, day: date | None = None) -> Row:
        """Return the row of a category, by its zh or en name or one of the names in it.

        Raises:
            LookupError: The rule has none; the message holds the closest name.
        """
        for row in self.table:
            if row.holds(day) and row.is_of(category):
                return row
        raise LookupError(f"{self.id}: {category}{closest(category, self.categories())}")


def careful(value: Value) -> float | None:
    """Return the number a careful plan counts with: of a range the most; `None` is unknown."""
    if isinstance(value, Range):
        return value.careful
    return None if value is None or isinstance(value, str | bool | date | tuple) else float(value)


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


def _parts(said: str) -> list[str]:
    for separator in SEPARATORS:
        said = said.replace(separator, "\n")
    parts = said.split("\n")
    return parts if len(parts) > 1 else []


def closest(said: str, known: Iterable[str]) -> str:
    """Return the known name closest to what was said, as a question; empty if none is."""
    close = get_close_matches(said, list(known), 1, 0.5)
    return f" ({close[0]}?)" if close else ""
