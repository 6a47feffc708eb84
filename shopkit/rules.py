"""Platform rules as data: fees, deposits, commissions, limits, each with its dates and source.

The entries stand in `resources/rules/*.yaml`. A value that changes is a new entry of the same id,
or a new row of its table, with dates of its own; old ones stay. What was not read at its source
is `certain: no` and is shown as "confirm before use" wherever it enters a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from shopkit.i18n import Lang

Topic = Literal[
    "fee", "deposit", "commission", "payment", "insurance", "service-level", "advertising"
]
Charge = Literal["default", "plan", ""]
SEEN = ("text", "secondary", "memory")
CERTAIN = {"yes": True, "no": False}
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


Value = Range | float | bool | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a rule's table.

    Attributes:
        values: what it says by name; shares 0-1, CNY, hours; `None` is unknown, never zero.
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
        said = [self.values.get(f"{stem}_{lang}") for stem in ROW_NAMES]
        zh = [self.values.get(f"{stem}_zh") for stem in ROW_NAMES]
        return str(next((name for name in (*said, *zh) if name is not None), ""))


ROW_NAMES = ("category", "shop_type", "method", "case", "item", "step", "new", "name")


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
        note: what to know.
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
    note: str

    def name(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

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
        raise LookupError(f"{self.id}: {category}{_closest(category, self.categories())}")


def rule(rule_id: str, day: date | None = None) -> Rule:
    """Return a rule as it stands on a day; without a day its latest edition.

    Raises:
        LookupError: There is no such rule, or it did not hold on that day.

    Example:
        >>> rule("taobao.fee.base-software").value
        0.006
    """
    found = [edition for edition in _all() if edition.id == rule_id]
    if not found:
        known = {edition.id for edition in _all()}
        raise LookupError(f"{rule_id}{_closest(rule_id, known)}")
    held = [edition for edition in found if edition.holds(day)]
    if not held:
        raise LookupError(f"{rule_id}: {day}")
    return max(held, key=lambda edition: edition.valid_from or date.min)


def editions(rule_id: str) -> tuple[Rule, ...]:
    """Return every edition of a rule, the oldest first.

    Raises:
        LookupError: There is no such rule.
    """
    latest = rule(rule_id)
    found = (edition for edition in _all() if edition.id == latest.id)
    return tuple(sorted(found, key=lambda edition: edition.valid_from or date.min))


def rules(
    platform: str | None = None, topic: Topic | None = None, day: date | None = None
) -> tuple[Rule, ...]:
    """Return the rules of a platform, of a topic, in force on a day; all where nothing is said."""
    return tuple(
        edition
        for edition in _all()
        if (platform is None or platform in edition.platforms)
        and (topic is None or edition.topic == topic)
        and edition.holds(day)
    )


def chargeable(platform: str) -> tuple[Rule, ...]:
    """Return the rules of which a plan may state a rate: shares of sales on its platform.

    A platform without rules here (`other`) may name those of any.
    """
    there = rules(platform) or rules()
    return tuple(rule for rule in there if rule.charge)


def careful(value: Value) -> float | None:
    """Return the number a careful plan counts with: of a range the most; `None` is unknown."""
    if isinstance(value, Range):
        return value.careful
    return None if value is None or isinstance(value, str | bool) else float(value)


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


def _parts(said: str) -> list[str]:
    for separator in SEPARATORS:
        said = said.replace(separator, "\n")
    parts = said.split("\n")
    return parts if len(parts) > 1 else []


def _closest(said: str, known: Iterable[str]) -> str:
    close = get_close_matches(said, list(known), 1, 0.5)
    return f" ({close[0]}?)" if close else ""


@cache
def _all() -> tuple[Rule, ...]:
    folder = files("shopkit") / "resources" / "rules"
    sources = sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml"))
    return tuple(
        made for name in sources for made in read_rules((folder / name).read_text("utf-8"))
    )


def read_rules(said: str) -> tuple[Rule, ...]:
    """Return the rules a YAML text holds.

    Raises:
        ValueError: An entry lacks something or says what cannot be; the message names it.
    """
    from ruamel.yaml import YAML

    return tuple(_rule(entry) for entry in YAML(typ="safe", pure=True).load(said))


def _rule(entry: dict[str, Any]) -> Rule:
    name = entry.get("id", "?")
    missing = [key for key in NEEDED if key not in entry]
    if missing or ("value" in entry) == ("table" in entry):
        raise ValueError(f"{name}: lacks {missing or 'value or table, one of them'}")
    if extra := set(entry) - {*NEEDED, *OPTIONAL}:
        raise ValueError(f"{name}: {sorted(extra)}")
    if entry["seen"] not in SEEN or entry["certain"] not in CERTAIN:
        raise ValueError(f"{name}: seen {entry['seen']}, certain {entry['certain']}")
    if entry["seen"] == "memory" and entry["certain"] == "yes":
        raise ValueError(f"{name}: from memory, yet certain")
    certain = CERTAIN[entry["certain"]]
    return Rule(
        id=name,
        platforms=(entry["platform"], *entry.get("also", ())),
        topic=entry["topic"],
        zh=entry["name_zh"],
        en=entry["name_en"],
        value=_value(name, entry.get("value")),
        table=tuple(_row(name, row, certain) for row in entry.get("table", ())),
        unit=entry["unit"] or "",
        charge=entry.get("charge", ""),
        valid_from=_day(name, entry["valid_from"]),
        valid_to=_day(name, entry["valid_to"]),
        source=entry["source"],
        seen=entry["seen"],
        certain=certain,
        note=entry.get("note", ""),
    )


NEEDED = (
    *("id", "platform", "topic", "name_zh", "name_en", "unit", "valid_from", "valid_to"),
    *("source", "seen", "certain"),
)
OPTIONAL = ("also", "value", "table", "charge", "note")


def _row(name: str, row: dict[str, Any], certain: bool) -> Row:
    values = {key: _value(name, said) for key, said in row.items() if key not in ROW_FIELDS}
    if row.get("certain", "no") not in CERTAIN:
        raise ValueError(f"{name}: certain {row['certain']}")
    return Row(
        values=values,
        valid_from=_day(name, row.get("valid_from")),
        valid_to=_day(name, row.get("valid_to")),
        certain=CERTAIN[row["certain"]] if "certain" in row else certain,
    )


ROW_FIELDS = ("valid_from", "valid_to", "certain")


def _value(name: str, said: object) -> Value:
    if isinstance(said, dict):
        if not said or set(said) - {"min", "max"}:
            raise ValueError(f"{name}: {said}")
        low, high = said.get("min"), said.get("max")
        if low is not None and high is not None and low > high:
            raise ValueError(f"{name}: {said}")
        return Range(low, high)
    if said is None or isinstance(said, bool | float | int | str):
        return said
    raise ValueError(f"{name}: {said}")


def _day(name: str, said: object) -> date | None:
    try:
        return None if said is None else date.fromisoformat(str(said))
    except ValueError:
        raise ValueError(f"{name}: {said} is no date") from None
