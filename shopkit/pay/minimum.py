"""The minimum wage of a place on a day."""

from __future__ import annotations

import re
from datetime import date

from shopkit.i18n import LANGS, Lang, text
from shopkit.pay.legal import Legal
from shopkit.rules import Row, careful, rule

MINIMUM = "law.labour.minimum-wage"
BRACKETS = re.compile(r"[()（）]")


def places(lang: Lang) -> tuple[str, ...]:
    """Return the places whose minimum wage is known, in a language."""
    return tuple(dict.fromkeys(row.name(lang) for row in rule(MINIMUM).table))


def minimum_wage(place: str, day: date) -> Legal:
    """Return the minimum wage of a place on a day, in CNY a month; unknown before its first row.

    An amount announced by then whose first day nobody saw is the upper end, to be confirmed.

    Args:
        place: name in Chinese or English, or the town in the brackets of it.
        day: the day of work.

    Raises:
        LookupError: No minimum wage of the place is known.

    Example:
        >>> minimum_wage("上海", date(2026, 1, 1)).low, minimum_wage("上海", date(2014, 1, 1)).low
        (2740.0, None)
    """
    held = rule(MINIMUM)
    rows = [row for row in held.table if place.strip().casefold() in _names(row)]
    if not rows:
        raise LookupError(place)
    first = rows[0]
    zh, en = (text("pay.legal.minimum", lang, place=first.name(lang)) for lang in LANGS)
    since = [(start, row) for row in rows if (start := _day(row, "from")) and start <= day]
    if not since:
        return Legal(None, None, MINIMUM, certain=False, zh=zh, en=en)
    now = max(since, key=lambda pair: pair[0])[1]
    low = careful(now.values["cny"])
    later = [careful(row.values["cny"]) for row in rows if _announced(row, day)]
    high = max((one for one in (low, *later) if one is not None), default=None)
    return Legal(low, high, MINIMUM, certain=now.certain and high == low, zh=zh, en=en)


def _names(row: Row) -> set[str]:
    said = [str(row.values[f"place_{lang}"]) for lang in LANGS]
    parts = [piece for name in said for piece in BRACKETS.split(name)]
    return {name.strip().casefold() for name in (*said, *parts) if name.strip()}


def _day(row: Row, name: str) -> date | None:
    value = row.values.get(name)
    return value if isinstance(value, date) else None


def _announced(row: Row, day: date) -> bool:
    known = _day(row, "announced")
    return known is not None and known <= day and _day(row, "from") is None
