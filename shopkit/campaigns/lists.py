"""The lists of the room as they stand in `resources/campaigns/`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shopkit.i18n import Lang


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list a plan is made from.

    Attributes:
        key: stable name.
        zh, en: name.
        note_zh, note_en: what it asks for; empty where nothing is said.
        source: of which document.
        until: the year it came to an end; empty while it is there.
    """

    key: str
    zh: str
    en: str
    note_zh: str
    note_en: str
    source: str
    until: str

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en

    def note(self, lang: Lang) -> str:
        """Return what it asks for, in a language."""
        return self.note_zh if lang == "zh" else self.note_en


def items(listing: str) -> tuple[Item, ...]:
    """Return the entries of a list in order.

    Example:
        >>> [one.key for one in items("growth")]
        ['discount', 'spend', 'group_buy']
    """
    return tuple(
        Item(**{name: row[name] for name in Item.__dataclass_fields__})
        for row in table("items")
        if row["list"] == listing
    )


def listings() -> tuple[str, ...]:
    """Return the names of all lists, in order."""
    return tuple(dict.fromkeys(row["list"] for row in table("items")))


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a list of the room: items, tactics, occasions."""
    path = files("shopkit") / "resources" / "campaigns" / f"{name}.csv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
