"""The register of channels: what each is called now and was before, free or paid, inside or out."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shopkit.i18n import Lang

SEPARATOR = " > "  # between the levels of a source


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach buyers.

    Attributes:
        key: stable name.
        zh: name in Chinese.
        en: name in English.
        words: parts of source names that belong to it.
        paid: whether it costs money by itself.
        inside: whether it is part of the shopping platform.
        became: key of the channel that does its work now; empty while it is one of its own.
    """

    key: str
    zh: str
    en: str
    words: tuple[str, ...]
    paid: bool
    inside: bool
    became: str

    def title(self, lang: Lang) -> str:
        """Return its name in a language."""
        return self.zh if lang == "zh" else self.en


@cache
def register() -> dict[str, Channel]:
    """Return every channel by its key, as `resources/channels.csv` lists them."""
    source = (files("shopkit") / "resources" / "channels.csv").read_text(encoding="utf-8")
    return {row["key"]: _channel(row) for row in csv.DictReader(source.splitlines())}


def _channel(row: dict[str, str]) -> Channel:
    return Channel(
        key=row["key"],
        zh=row["zh"],
        en=row["en"],
        words=tuple(row["words"].split()),
        paid=row["paid"] == "yes",
        inside=row["place"] == "inside",
        became=row["became"],
    )


def channel_of(source: str) -> Channel | None:
    """Return the channel a source belongs to, told by the longest word of its name.

    Example:
        >>> channel_of("付费流量 > 直通车").key, channel_of("站外 > 帮派论坛").became
        ('keyword', 'social')
        >>> channel_of("其他") is None
        True
    """
    parts = reversed(source.split(SEPARATOR))
    for part in parts:
        found = [(len(w), one) for one in register().values() for w in one.words if w in part]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    return None
