"""The days of what comes round every week, month, quarter or year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shopkit.periods import Period
from shopkit.plan.sections.agenda import Meeting, Recurring

MOST_DAYS = 366  # what takes longer than its year does not come round
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Round:
    """When something comes round.

    Attributes:
        every: week, month, quarter, year.
        weekday: 1 is Monday; for what comes every week.
        day: day of the month, the last one where the month is shorter.
        month: of the year, or within the quarter.
    """

    every: str
    weekday: int | None
    day: int | None
    month: int = 1

    @property
    def lacks(self) -> str | None:
        """The field that is missing or cannot be; `None` where its days are known."""
        if self.every == "week":
            return None if self.weekday else "weekday"
        if self.day is None:
            return "day"
        return None if 1 <= self.month <= MONTHS[self.every] or self.every == "month" else "month"

    def days(self, span: Period) -> Iterator[date]:
        """Yield its days in a span in order; none where one does not know when it is."""
        if self.lacks:
            return
        for day in span if self.every == "week" else self._of_months(span):
            if self.every != "week" or day.isoweekday() == self.weekday:
                yield day

    def _of_months(self, span: Period) -> Iterator[date]:
        step = MONTHS[self.every]
        for year in range(span.start.year, span.end.year + 1):
            for month in range(1, 13):
                if (month - 1) % step == (self.month - 1) % step:
                    last = monthrange(year, month)[1]
                    day = date(year, month, min(self.day or last, last))
                    if day in span:
                        yield day


def round_of(entry: Recurring | Meeting) -> Round:
    """Return when an entry of the agenda comes round.

    What comes every quarter without a month is in its first one; a meeting once a year in January.
    Something else that comes once a year needs its month.
    """
    month = entry.month if isinstance(entry, Recurring) else 1
    if month is None:
        month = 0 if entry.every == "year" else 1
    return Round(entry.every, entry.weekday, entry.day, month)
