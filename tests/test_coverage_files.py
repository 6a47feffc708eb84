"""A roster's workbook and calendars, read back by other libraries."""

import io
from datetime import date, datetime, timedelta, timezone

import pytest
from coverage_tasks import ROUND_THE_CLOCK, TWO_DAYS_OFF, needed, task
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from shopkit.coverage import Worker, cover_frame, made, roster_frame, task_of, worker_frame
from shopkit.i18n import LANGS
from shopkit.reports.roster_files import Heading, roster_calendar, roster_workbook

DAY = date(2026, 10, 26)


@pytest.fixture(scope="module")
def roster():
    """Return a week round the clock of too few people, one of them named like a formula."""
    one = task(8, 400, nights=True, days=7)
    workers = (Worker("=1+1"), *one.workers[1:])
    return made(task_of(needed(400, nights=True, days=7), ROUND_THE_CLOCK, workers, TWO_DAYS_OFF))


def sheets(roster, lang):
    content = roster_workbook(roster, Heading("店", DAY, lang))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_holds_the_roster(roster, lang):
    people, hours, shifts = sheets(roster, lang)
    frame, sums, cover = roster_frame(roster), worker_frame(roster), cover_frame(roster)
    rows = people[4 : 4 + len(roster.task.workers)]
    assert [row[0] for row in rows] == [one.name for one in roster.task.workers]
    assert [sum(bool(cell) for cell in row[1:8]) for row in rows] == list(sums["days_worked"])
    assert [row[8] for row in rows] == list(sums["days_worked"])  # values kept with formulas
    assert [row[9] for row in rows] == list(sums["worked_hours"])
    assert len(shifts) - 4 == len(frame)
    short = [cell for row in hours[4:] for cell in row[1:] if "/" in str(cell)]
    assert len(short) == (cover["agents_short"] > 0).sum() > 0


def test_the_same_roster_and_day_give_the_same_bytes(roster):
    heading = Heading("店", DAY, "zh")
    assert roster_workbook(roster, heading) == roster_workbook(roster, heading)
    assert roster_calendar(roster, heading) == roster_calendar(roster, heading)


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_holds_every_shift_at_its_time_in_china(roster, lang):
    read = Calendar.from_ical(roster_calendar(roster, Heading("店", DAY, lang)))
    china = timezone(timedelta(hours=8))
    found = sorted(
        (
            event["dtstart"].dt.astimezone(china).replace(tzinfo=None),
            event["dtend"].dt.astimezone(china).replace(tzinfo=None),
            str(event["summary"]),
        )
        for event in read.walk("VEVENT")
    )
    expected = []
    for row in roster_frame(roster).itertuples():
        starts, ends = (
            datetime.combine(row.date.date(), datetime.strptime(said, "%H:%M").time())
            for said in (row.shift_starts, row.shift_ends)
        )
        later = ends if ends > starts else ends + timedelta(days=1)
        expected.append((starts, later, f"{row.shift} · {row.worker}"))
    assert found == sorted(expected)
    assert len({str(event["uid"]) for event in read.walk("VEVENT")}) == len(expected)


def test_a_calendar_of_one_worker_holds_only_theirs(roster):
    heading = Heading("店", DAY, "en")
    name = roster.task.workers[2].name
    own = Calendar.from_ical(roster_calendar(roster, heading, name)).walk("VEVENT")
    assert len(own) == (roster_frame(roster)["worker"] == name).sum()
    with pytest.raises(KeyError):
        roster_calendar(roster, heading, "nobody")


def test_the_calendar_keeps_to_rfc_5545_in_chinese_too(roster):
    shop = "很长很长的店名" * 12
    raw = roster_calendar(roster, Heading(shop, DAY, "zh"))
    lines = raw.split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in lines) <= 75  # octets
    assert all(line.decode("utf-8") is not None for line in lines)  # no character is cut
    unfolded = raw.replace(b"\r\n ", b"").decode("utf-8")
    assert [f"{name}:{shop}" in unfolded for name in ("NAME", "X-WR-CALNAME")] == [True, True]
    stamps = {line for line in unfolded.split("\r\n") if line.startswith("DTSTAMP")}
    assert len(stamps) == 1
    assert stamps.pop().endswith("Z")
