"""The names of campaigns and phases, and the words they go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from shopkit.almanac.years import named_rows

_PLATFORM = re.compile(r"天猫|淘宝|京东|tmall|taobao|jd(?![a-z])", re.IGNORECASE)
_YEARS = (re.compile(r"20\d\d"), re.compile(r"20\d\d\s*年"))  # 2027年货节 keeps its 年


@lru_cache(maxsize=1024)  # asked for every day of a history
def key_of(said: str) -> str | None:
    """Return the key of a campaign by any of its names, with or without platform and year.

    Example:
        >>> key_of("2026天猫双十一"), key_of("double 11"), key_of("清仓")
        ('double11', 'double11', None)
    """
    bare = _PLATFORM.sub("", said)
    asked = {_plain(said), *(_plain(year.sub("", bare)) for year in _YEARS)}
    return next((row["key"] for row in named_rows("campaigns") if asked & _names(row)), None)


def campaign_row(key: str) -> Mapping[str, str] | None:
    """Return what is kept of a campaign: names, the lunar festival it goes with; `None` unknown."""
    return next((row for row in named_rows("campaigns") if row["key"] == key), None)


def phase_of(said: str) -> str | None:
    """Return the phase a platform's words mean; `end` only says the end, `None` is not known."""
    return next((row["phase"] for row in named_rows("phases") if row["said"] == said), None)


def _names(row: Mapping[str, str]) -> set[str]:
    names = (row["key"], row["zh"], row["en"], *row["said"].split("|"))
    return {_plain(one) for one in names if one}


def _plain(said: str) -> str:
    return re.sub(r"\s+", "", said).casefold()
