"""Deadlines in words: months and thirds of a month, with or without a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

EARLY, MIDDLE, LATE = (1, 10), (11, 20), (21, 31)
PARTS = {
    **{"上旬": EARLY, "初": EARLY, "early": EARLY, "中旬": MIDDLE, "mid": MIDDLE},
    **{"下旬": LATE, "底": LATE, "late": LATE},
}
WHOLE = (1, 31)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_ZH = re.compile(
    r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月(?:份)?\s*(?:(\d{1,2})\s*[日号]|(上旬|中旬|下旬|初|底))?"
)
_EN = re.compile(rf"(?:\b([Ee]arly|[Mm]id|[Ll]ate)[\s-]*)?\b({_NAMES})\b\.?(?:\s+(\d{{4}}))?")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when, as far as the words tell.

    Attributes:
        year: its year; `None` where the words have none, so that it cannot be scheduled.
        month: its month.
        day_from: first day meant.
        day_to: last day meant.
    """

    year: int | None
    month: int
    day_from: int
    day_to: int

    def last(self, year: int | None = None) -> date | None:
        """Return its last day, of its own year or else of one that is given; `None` without."""
        chosen = self.year or year
        if chosen is None:
            return None
        return date(chosen, self.month, min(self.day_to, monthrange(chosen, self.month)[1]))


def deadline(said: str) -> Deadline | None:
    """Return the deadline a sentence names; `None` where it names no month.

    Example:
        >>> deadline("4月中旬到位")
        Deadline(year=None, month=4, day_from=11, day_to=20)
        >>> deadline("by mid-April 2027").last()
        datetime.date(2027, 4, 20)
    """
    if found := _ZH.search(said):
        year, month, day, part = found.groups()
        span = (int(day), int(day)) if day else PARTS.get(part, WHOLE)
        return _valid(year, int(month), span)
    if found := _EN.search(said):
        part, name, year = found.groups()
        span = PARTS[part.lower()] if part else WHOLE
        month = next(at for at, full in enumerate(MONTHS, 1) if full.startswith(name))
        return _valid(year, month, span)
    return None


def _valid(year: str | None, month: int, span: tuple[int, int]) -> Deadline | None:
    if not 1 <= month <= len(MONTHS) or not 1 <= span[0] <= 31:  # noqa: PLR2004 - days of a month
        return None
    return Deadline(int(year) if year else None, month, *span)
