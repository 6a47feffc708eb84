"""The days a shop's office works, and counting in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from shopkit.almanac.holidays import Known, holidays, known_of
from shopkit.almanac.years import FIRST_YEAR, LAST_YEAR, year_problem
from shopkit.errors import PlanError, Problem
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.plan.sections.agenda import DaysOff

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days: TypeAlias = NDArray[np.datetime64]

REST_WEEKDAYS = (6, 7)  # where a plan does not say
WEEK = 7
MOST_OFF = 366  # our choice: days off longer than a year leave no workday to count from
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
THURSDAY = 3  # 1970-01-01, the day numpy counts from, where Monday is 0


class Workdays:
    """Which days from 1950 to 2100 are worked.

    What decides, the last that speaks: weekdays of rest, public holidays and the workdays
    exchanged for them, the plan's days off, the plan's extra workdays.

    Attributes:
        stated_years: years of which the plan itself names days off or extra workdays.
    """

    def __init__(self, rest_weekdays: tuple[int, ...], own: Iterable[tuple[Period, bool]]) -> None:
        """Work out every day.

        Args:
            rest_weekdays: 1 is Monday, 7 Sunday.
            own: the plan's spans, and whether they are worked; later ones win.

        Raises:
            PlanError: Every day of the week is one of rest.
        """
        import numpy as np

        if set(rest_weekdays) >= set(range(1, WEEK + 1)):
            raise PlanError(Problem("almanac_no_workdays", "agenda.rest_weekdays"))
        said = tuple(own)
        self.stated_years = frozenset(
            day.year for span, _ in said for day in (span.start, span.end)
        )
        days = _every(Period(FIRST, LAST))
        weekdays = (days.astype(np.int64) + THURSDAY) % WEEK + 1
        rests = np.isin(weekdays, rest_weekdays)
        for span, worked in (*_public(), *said):
            start, end = max(span.start, FIRST), min(span.end, LAST)
            if start <= end:
                rests[(start - FIRST).days : (end - FIRST).days + 1] = not worked
        self._calendar = np.busdaycalendar(weekmask=[1] * WEEK, holidays=days[rests])

    @staticmethod
    def known(year: int) -> Known:
        """Return what is known of a year's holidays, whatever the plan says.

        Raises:
            PlanError: The year lies outside 1950 to 2100.
        """
        return known_of(year)

    def unofficial(self, span: Period) -> dict[int, Known]:
        """Return the years of a span without a notice: statutory days only, or just weekends."""
        years = range(span.start.year, span.end.year + 1)
        return {year: known_of(year) for year in years if known_of(year) != "official"}

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return bool(self.mask(_array(day))[0])

    def mask(self, days: Days) -> NDArray[np.bool_]:
        """Return which of the days are worked."""
        import numpy as np

        return np.asarray(np.is_busday(_held(days), busdaycal=self._calendar))

    def days(self, span: Period) -> Days:
        """Return the workdays of a span in order."""
        every = _every(span)
        return every[self.mask(every)]

    def count(self, span: Period) -> int:
        """Return how many days of a span are worked, both ends included.

        Example:
            >>> standard_workdays().count(Period(date(2026, 1, 1), date(2026, 12, 31)))
            248
        """
        return len(self.days(span))

    def add(self, day: date, n: int) -> date:
        """Return the n-th workday after a day; before it where n is negative.

        Zero gives the day itself, or the next workday where it is none.

        Example:
            >>> str(standard_workdays().add(date(2026, 9, 30), 1))
            '2026-10-08'
        """
        return _date(self.add_all(_array(day), n)[0])

    def add_all(self, days: Days, n: NDArray[np.int64] | int) -> Days:
        """Return for each day its n-th workday after; `add` for arrays that broadcast."""
        import numpy as np

        start, steps = np.broadcast_arrays(_held(days), np.asarray(n, dtype=np.int64))
        after = np.busday_offset(start, steps, roll="backward", busdaycal=self._calendar)
        before = np.busday_offset(start, steps, roll="forward", busdaycal=self._calendar)
        return _held(np.where(steps > 0, after, before))

    def between(self, start: date, end: date) -> int:
        """Return how many workdays lie after `start` up to `end`; negative where it is before.

        For a workday `end`, `add(start, between(start, end)) == end`.

        Example:
            >>> standard_workdays().between(date(2026, 9, 30), date(2026, 10, 9))
            2
        """
        return int(self.between_all(_array(start), _array(end))[0])

    def between_all(self, starts: Days, ends: Days) -> NDArray[np.int64]:
        """Return `between` for arrays that broadcast."""
        import numpy as np

        start, end = _held(starts), _held(ends)
        later = np.busday_count(start + 1, end + 1, busdaycal=self._calendar)
        earlier = -np.busday_count(end, start, busdaycal=self._calendar)
        return np.asarray(np.where(end >= start, later, earlier), dtype=np.int64)

    def last_before(self, day: date) -> date:
        """Return the last workday before a day."""
        return self.add(day, -1)

    def on_or_before(self, day: date) -> date:
        """Return a workday itself, else the last one before it."""
        return day if self.is_workday(day) else self.last_before(day)

    def on_or_after(self, day: date) -> date:
        """Return a workday itself, else the first one after it."""
        return self.add(day, 0)


def workdays(plan: Plan) -> Workdays:
    """Return the days a shop's office works, by its agenda and the public holidays.

    Days off that end before they start, or are longer than a year, are passed over:
    `agenda_problems` names them. A day that is both off and worked by the plan is worked.

    Raises:
        PlanError: Every day of the week is one of rest.
    """
    agenda = plan.agenda
    rest = REST_WEEKDAYS if agenda.rest_weekdays is None else agenda.rest_weekdays
    return Workdays(rest, _own(plan))


def standard_workdays() -> Workdays:
    """Return the days worked where no plan says anything: no weekend, no public holiday."""
    return Workdays(REST_WEEKDAYS, ())


def _own(plan: Plan) -> Iterator[tuple[Period, bool]]:
    for off in plan.agenda.days_off:
        if off.starts <= off.ends and not endless(off):
            yield Period(off.starts, off.ends), False
    for day in plan.agenda.workdays:
        yield Period(day, day), True


def endless(off: DaysOff) -> bool:
    """Tell whether days off take more than a year of those the almanac holds."""
    return (min(off.ends, LAST) - max(off.starts, FIRST)).days + 1 > MOST_OFF


def _public() -> Iterator[tuple[Period, bool]]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for one in holidays(year):
            yield one.span, one.kind == "workday"


def _every(span: Period) -> Days:
    import numpy as np

    ends = np.array([span.start, span.end], dtype="datetime64[D]")
    return np.arange(ends[0], ends[1] + 1)


def _array(day: date) -> Days:
    import numpy as np

    return np.array([day], dtype="datetime64[D]")


def _date(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))


def _held(days: Days) -> Days:
    """Return days of the years the almanac holds.

    Raises:
        PlanError: One lies outside.
    """
    import numpy as np

    found = np.asarray(days, dtype="datetime64[D]")
    for day in (found.min(), found.max()) if found.size else ():
        if not np.datetime64(FIRST) <= day <= np.datetime64(LAST):
            raise PlanError(year_problem(int(str(day.astype("datetime64[Y]"))), "day"))
    return found
