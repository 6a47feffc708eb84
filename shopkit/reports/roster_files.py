"""A roster as files: a workbook to print and to change, and calendars for everybody's telephone.

The same roster and day give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shopkit.coverage import OFF, Roster, Shift, clock, cover_frame, roster_frame, worker_frame
from shopkit.i18n import WEEKDAYS, Lang, text
from shopkit.reports.workbook import NUMBERS, Book
from shopkit.tables import column

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

BEIJING = timezone(timedelta(hours=8))  # no summer time
HOURS = 24
TITLE, NOTE, HEADER = 0, 1, 3  # rows of a sheet
FILLS = ("#D6E6F5", "#FBE5C8", "#D9D2E9", "#D5E8D4", "#F8D7DA", "#E2E3E5")  # one a shift
SHORT_FILL = "#F4B6B6"
TOTALS = ("days_worked", "worked_hours", "overtime_hours", "night_shifts", "weekend_days")
LIST = ("worker", "date", "shift", "shift_starts", "shift_ends", "worked_hours")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a roster's files say of themselves.

    Attributes:
        shop: what the shop is called.
        made: the day written into the files, so that they do not depend on the clock.
        lang: language of every text.
    """

    shop: str
    made: date
    lang: Lang


def roster_workbook(roster: Roster, heading: Heading) -> bytes:
    """Return a workbook: who works when, whether every hour is covered, every shift in a list.

    Days worked are formulas with their values, so that a shift crossed out counts at once. Names
    are those of the task's workers: posts with numbers unless the caller gave people's.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    held = io.BytesIO()
    file = Workbook(held, {"in_memory": True})
    lang = heading.lang
    created = datetime.combine(heading.made, time())
    file.set_properties({"title": _title(heading), "created": created, "comments": "shopkit"})
    book = Book(file, lang)
    for name, write in (("people", _people), ("hours", _hours), ("shifts", _shifts)):
        page = file.add_worksheet(text(f"coverage.files.{name}", lang))
        page.write_string(TITLE, 0, _title(heading), book.style("title"))
        page.write_string(NOTE, 0, text(f"coverage.files.{name}_note", lang), book.style("note"))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER)
        write(book, page, roster)
    file.close()
    return held.getvalue()


def _title(heading: Heading) -> str:
    return text("coverage.files.title", heading.lang, shop=heading.shop)


def _day_head(day: date, lang: Lang) -> str:
    return f"{day.month}/{day.day}\n{WEEKDAYS[lang][day.weekday()]}"


def _heads(book: Book, page: Worksheet, heads: Sequence[str]) -> None:
    for place, head in enumerate(heads):
        page.write_string(HEADER, place, head, book.style("head"))


def _people(book: Book, page: Worksheet, roster: Roster) -> None:
    """Write who works which shift: a row a person, a column a day, then what it comes to."""
    task, lang = roster.task, book.lang
    days = [_day_head(day, lang) for day in task.dates]
    totals = [column(name).header(lang) for name in TOTALS]
    _heads(book, page, [column("worker").title(lang), *days, *totals])
    fills = [book.file.add_format({"bg_color": fill, "align": "center"}) for fill in FILLS]
    sums = worker_frame(roster)[list(TOTALS)].to_numpy(float)
    for number, (worker, row) in enumerate(zip(task.workers, roster.worked, strict=True)):
        at = HEADER + 1 + number
        page.write_string(at, 0, worker.name)
        for place, shift in enumerate(row, 1):
            if shift != OFF:
                name = task.shifts[shift].name
                page.write_string(at, place, name, fills[shift % len(fills)])
        _totals(book, page, (at, len(days)), sums[number])
    page.set_row(HEADER, 34)
    page.set_column(0, 0, 14)
    page.set_column(1, len(days), 6)
    page.set_column(len(days) + 1, len(days) + len(totals), 16)
    page.freeze_panes(HEADER + 1, 1)
    _legend(book, page, HEADER + 2 + len(task.workers), task.shifts)


def _totals(book: Book, page: Worksheet, last: tuple[int, int], sums: NDArray[Any]) -> None:
    """Write what a person's row comes to, behind its last day."""
    from xlsxwriter.utility import xl_range  # type: ignore[import-untyped]

    row, days = last
    for place, (name, value) in enumerate(zip(TOTALS, sums, strict=True), days + 1):
        style = book.style(NUMBERS["float" if name.endswith("hours") else "count"])
        if name == "days_worked":
            page.write_formula(row, place, f"=COUNTA({xl_range(row, 1, row, days)})", style, value)
        else:
            page.write_number(row, place, value, style)


def _legend(book: Book, page: Worksheet, row: int, shifts: Sequence[Shift]) -> None:
    """Write what each shift's name means."""
    for at, one in enumerate(shifts, row):
        page.write_string(at, 0, one.name)
        said = {
            "starts": clock(one.span.starts),
            "ends": clock(one.ends),
            "hours": f"{one.hours:g}",
        }
        words = text("coverage.files.shift", book.lang, **said)
        page.write_string(at, 1, words, book.style("note"))


def _hours(book: Book, page: Worksheet, roster: Roster) -> None:
    """Write agents there by day and hour; where some lack, how many, on red."""
    task, lang = roster.task, book.lang
    _heads(book, page, [column("date").title(lang), *(f"{hour:02d}" for hour in range(HOURS))])
    plain = book.file.add_format({"align": "center"})
    short = book.file.add_format({"align": "center", "bg_color": SHORT_FILL})
    rows = cover_frame(roster)[["agents_there", "agents_needed", "agents_short"]]
    for n, (there, needed, lacking) in enumerate(rows.to_numpy(float)):
        at, place = HEADER + 1 + n // HOURS, 1 + n % HOURS
        if place == 1:
            page.write_string(at, 0, _day_head(task.dates[n // HOURS], lang).replace("\n", " "))
        if lacking > 0:
            page.write_string(at, place, f"{there:g}/{needed:g}", short)
        elif needed or there:
            page.write_number(at, place, there, plain)
    page.set_column(0, 0, 12)
    page.set_column(1, HOURS, 5)
    page.freeze_panes(HEADER + 1, 1)


def _shifts(book: Book, page: Worksheet, roster: Roster) -> None:
    """Write every shift as a row, for filters and for other programs."""
    rows = roster_frame(roster)
    _heads(book, page, [column(name).header(book.lang) for name in LIST])
    for at, row in enumerate(rows[list(LIST)].itertuples(index=False), HEADER + 1):
        worker, day, *words, hours = row
        page.write_string(at, 0, worker)
        page.write_datetime(at, 1, day.to_pydatetime(), book.style(NUMBERS["date"]))
        for place, said in enumerate(words, 2):
            page.write_string(at, place, said)
        page.write_number(at, len(LIST) - 1, hours, book.style(NUMBERS["float"]))
    page.autofilter(HEADER, 0, HEADER + len(rows), len(LIST) - 1)
    page.set_column(0, len(LIST) - 1, 18)
    page.freeze_panes(HEADER + 1, 0)


def roster_calendar(roster: Roster, heading: Heading, worker: str | None = None) -> bytes:
    """Return a calendar (ics) with an event for each shift, of one worker or of all.

    Times are in UTC, which every calendar shows in its own zone; an event keeps its id when the
    roster is made again, so that importing it twice moves it instead of doubling it.

    Args:
        roster: see `made`.
        heading: shop, day, language.
        worker: whose; all if none is named.

    Raises:
        KeyError: Nobody on the roster has that name.
    """
    from icalendar import Calendar, Event

    if worker is not None and worker not in {one.name for one in roster.task.workers}:
        raise KeyError(worker)
    found = Calendar()
    found.add("prodid", "-//shopkit//roster//")
    found.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what most telephones still read
        found.add(name, _title(heading))
    stamp = datetime.combine(heading.made, time(), BEIJING).astimezone(UTC)
    rows = roster_frame(roster)
    spans = {one.name: (one.span.starts, one.ends) for one in roster.task.shifts}
    for row in rows.to_dict("records"):
        if worker in (None, row["worker"]):
            event = Event()
            for name, value in _event(row, spans, heading, stamp).items():
                event.add(name, value)
            found.add_component(event)
    return bytes(found.to_ical())


def _event(
    row: Mapping[Any, Any],
    spans: Mapping[str, tuple[int, int]],
    heading: Heading,
    stamp: datetime,
) -> dict[str, object]:
    midnight = datetime.combine(row["date"].date(), time(), BEIJING)
    starts, ends = (midnight + timedelta(minutes=at) for at in spans[row["shift"]])
    said = {"worker": row["worker"], "shift": row["shift"]}
    key = f"{heading.shop}|{row['worker']}|{row['date'].date()}"
    return {
        "uid": f"{sha256(key.encode()).hexdigest()[:32]}@shopkit",
        "dtstamp": stamp,
        "dtstart": starts.astimezone(UTC),
        "dtend": ends.astimezone(UTC),
        "summary": text("coverage.files.event", heading.lang, **said),
    }
