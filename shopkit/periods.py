"""Spans of days to report on: a month, an ISO week or any range, and what each is held against."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from shopkit.errors import PeriodError, Problem
from shopkit.i18n import Lang, day, full_day, month, text

Kind = Literal["month", "week", "range"]
DAY = timedelta(days=1)
MONTHS = 12
SETTLED = timedelta(days=14)  # our choice, see docs/decisions.md: by then nearly all is refunded
YEAR_OF_WEEKS = timedelta(weeks=52)  # keeps every weekday in its place

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, both ends included.

    Attributes:
        start: first day.
        end: last day.
        kind: what it was asked for as; decides its name and what it is compared with.
    """

    start: date
    end: date
    kind: Kind = "range"

    @classmethod
    def parse(cls, said: str) -> Period:
        """Return the period a user wrote: `2026-10`, `2026-W43` or `2026-10-01..2026-10-15`.

        Raises:
            PeriodError: It is written otherwise, does not exist, or ends before it starts.

        Example:
            >>> str(Period.parse("2026-W43").start)
            '2026-10-19'
        """
        try:
            period = cls._parsed(said.strip())
            if period:
                _ = period.before(), period.year_ago()  # the calendar must hold them too
        except (ValueError, OverflowError):
            period = None
        if period is None:
            raise PeriodError(Problem("unknown_period", "--period", said))
        if period.end < period.start:
            raise PeriodError(Problem("backward_period", "--period", said))
        return period

    @classmethod
    def _parsed(cls, said: str) -> Period | None:
        if match := _MONTH.fullmatch(said):
            return cls.of_month(date(int(match[1]), int(match[2]), 1))
        if match := _WEEK.fullmatch(said):
            return cls.of_week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        if match := _RANGE.fullmatch(said):
            return cls(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        return None

    @classmethod
    def of_month(cls, inside: date) -> Period:
        """Return the calendar month a day lies in."""
        start = inside.replace(day=1)
        return cls(start, (start + timedelta(days=31)).replace(day=1) - DAY, "month")

    @classmethod
    def of_week(cls, inside: date) -> Period:
        """Return the ISO week, Monday to Sunday, a day lies in."""
        start = inside - timedelta(days=inside.weekday())
        return cls(start, start + 6 * DAY, "week")

    @classmethod
    def latest_full_month(cls, first_day: date, last_day: date) -> Period:
        """Return the last month that ends by `last_day`; the running one if none has ended."""
        running = cls.of_month(last_day)
        if running.end == last_day:
            return running
        before = cls.of_month(running.start - DAY)
        return before if before.start >= first_day.replace(day=1) else running

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def __contains__(self, moment: date) -> bool:
        """Tell whether a day lies inside."""
        return self.start <= moment <= self.end

    def __iter__(self) -> Iterator[date]:
        """Yield its days in order."""
        return (self.start + n * DAY for n in range(self.days))

    def __str__(self) -> str:
        """Return it as a user writes it: `2026-10`, `2026-W43`, `2026-10-01..2026-10-15`."""
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02d}"
        return f"{self.start}..{self.end}"

    def label(self, lang: Lang) -> str:
        """Return its name in a sentence: 2026年10月, Oct 2026, 2026年第43周, 1–15 Oct 2026."""
        if self.kind == "month":
            return month(self.start, lang)
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return text("periods.week", lang, year=year, week=week)
        if self.start == self.end:
            return full_day(self.start, lang)
        if self.start.year == self.end.year and lang == "en":
            return f"{day(self.start, lang)}–{full_day(self.end, lang)}"
        last = day if self.start.year == self.end.year else full_day
        return f"{full_day(self.start, lang)}–{last(self.end, lang)}"

    def before(self) -> Period:
        """Return the month, the week or the equal span that came before."""
        if self.kind == "month":
            return Period.of_month(self.start - DAY)
        span = self.days * DAY
        return replace(self, start=self.start - span, end=self.end - span)

    def year_ago(self) -> Period:
        """Return the same month, or as many days from the same date a year ago; a week: 52 weeks.

        Example:
            >>> str(Period.parse("2026-W43").year_ago())
            '2025-W43'
        """
        if self.kind == "month":
            return Period.of_month(_year_earlier(self.start))
        if self.kind == "week":
            return replace(self, start=self.start - YEAR_OF_WEEKS, end=self.end - YEAR_OF_WEEKS)
        start = _year_earlier(self.start)  # 29 February may lie inside one of the two
        return replace(self, start=start, end=start + (self.days - 1) * DAY)

    def first(self, days: int) -> Period:
        """Return its first days, all of it where it has no more; the kind stays."""
        return replace(self, end=min(self.end, self.start + (days - 1) * DAY))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period as far as the files reach, and the spans it is fairly held against.

    Attributes:
        asked: the whole period.
        period: the part of it the files can cover; equal to `asked` unless `to_date`.
        to_date: `asked` ends after the last day the files cover.
        before: as many days of the one before.
        year_ago: as many days of the same one a year ago.
        refunds_open: refunds of orders paid in `period` are still coming in.
    """

    asked: Period
    period: Period
    to_date: bool
    before: Period
    year_ago: Period
    refunds_open: bool


def refunds_open(period: Period, last_day: date) -> bool:
    """Return whether refunds of orders paid in a period still come in after the last day covered.

    Until then what was refunded, and all that is left after it, is held against no other period.

    Example:
        >>> refunds_open(Period.parse("2026-W43"), date(2026, 10, 31))
        True
    """
    return period.end + SETTLED > last_day


def compare(asked: Period, first_day: date, last_day: date) -> Comparison:
    """Return what a period is compared with, given the first and last day the files cover.

    Raises:
        PeriodError: The files hold no day of it.
    """
    if asked.start > last_day or asked.end < first_day:
        values = {"first": first_day.isoformat(), "last": last_day.isoformat()}
        raise PeriodError(Problem("empty_period", "--period", str(asked), values))
    to_date = asked.end > last_day
    done = (min(asked.end, last_day) - asked.start).days + 1
    before, year_ago = asked.before(), asked.year_ago()
    if to_date:
        before, year_ago = before.first(done), year_ago.first(done)
    period = asked.first(done)
    still = refunds_open(period, last_day)
    return Comparison(asked, period, to_date, before, year_ago, still)


def month_starts(starts: date, months: int) -> list[date]:
    """Return the first day of each of some months and of the month after them.

    Example:
        >>> [str(day) for day in month_starts(date(2026, 12, 5), 1)]
        ['2026-12-01', '2027-01-01']
    """
    first = starts.year * MONTHS + starts.month - 1
    return [date(at // MONTHS, at % MONTHS + 1, 1) for at in range(first, first + months + 1)]


def month_place(starts: date, day: date) -> int:
    """Return how many months a day lies after the first month; negative is before it.

    Example:
        >>> month_place(date(2026, 11, 1), date(2027, 1, 31))
        2
    """
    return (day.year - starts.year) * MONTHS + day.month - starts.month


def months_after(day: date, months: int) -> date:
    """Return the day some months later, the last of its month where that has no such day.

    Beyond the calendar's last year it is the calendar's last day.

    Example:
        >>> months_after(date(2026, 1, 31), 1)
        datetime.date(2026, 2, 28)
    """
    year, number = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if year > date.max.year:
        return date.max
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def _year_earlier(moment: date) -> date:
    try:
        return moment.replace(year=moment.year - 1)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year - 1, day=28)
