"""A year's calendar, task list and poster, read back by other libraries."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from calendar_shops import TODAY, WRONG, YEAR, shop_with, year_of
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from shopkit import schedule
from shopkit.almanac import own_events
from shopkit.cli import REFUSED, app
from shopkit.i18n import LANGS, text
from shopkit.periods import Period
from shopkit.reports.calendar_files import calendar_ics
from shopkit.reports.calendar_poster import poster
from shopkit.reports.calendar_said import calendar_said
from shopkit.reports.task_list import task_list
from shopkit.reports.terminal import Printed

LONGEST_LINE = 75  # octets, RFC 5545 3.1
ONE = timedelta(days=1)
YEARS = (2027, 2028)
SHEETS = ("tasks", "load", "stock", "year", "day", "meetings")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shop_with(tmp_path_factory.mktemp("shop"), YEAR)


@pytest.fixture(scope="module")
def years(folder):
    return {(year, lang): year_of(folder, year, lang) for year in (2026, *YEARS) for lang in LANGS}


def read(content: bytes):
    return vobject.readOne(content.decode("utf-8"))


def events(content: bytes):
    return read(content).vevent_list


def days_of(event) -> tuple[date, date]:
    return event.dtstart.value, event.dtend.value - ONE


def held_on(found, name):
    """Return the days on which an event of a name is held, rules worked out."""
    days = []
    for event in found:
        if event.summary.value == name:
            ruled = event.getrruleset() if hasattr(event, "rrule") else None
            days += [one.date() for one in ruled] if ruled else [event.dtstart.value]
    return sorted(days)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("year", [2026, *YEARS])
def test_every_line_ends_and_folds_as_the_standard_says(years, year, lang):
    raw = calendar_ics(years[year, lang], lang, holidays=True)
    assert raw.count(b"\n") == raw.count(b"\r\n") > 100
    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= LONGEST_LINE
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    read(raw).validate(raiseException=True)


@pytest.mark.parametrize("lang", LANGS)
def test_folded_chinese_reads_back_whole(years, lang):
    found = events(calendar_ics(years[2026, lang], lang))
    told = "\n".join(event.description.value for event in found if hasattr(event, "description"))
    table = years[2026, lang].tasks
    (checks,) = table.loc[table["task_id"] == "campaigns.0.goal", "checklist"].unique()[:1] or ("",)
    assert checks in told
    assert any("\n" in e.description.value for e in found if hasattr(e, "description"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("year", YEARS)
def test_what_comes_round_is_held_on_the_days_of_the_almanac(years, year, lang):
    ahead = years[year, lang]
    found = events(calendar_ics(ahead, lang))
    span = Period(date(year, 1, 1), date(year, 12, 31))
    own = own_events(ahead.plan, span, ahead.worked)
    for name in ("周会", "月会", "周五上新", "月末清点", "季度盘点"):
        expected = sorted(one.span.start for one in own if one.name == name)
        assert held_on(found, name) == [day for day in expected if day.year == year], name
    (leap,) = held_on(found, "闰日回馈")
    assert leap == (date(2028, 2, 29) if year == 2028 else date(2027, 2, 28))
    ruled = [one for one in found if hasattr(one, "rrule")]
    assert {one.summary.value for one in ruled} >= {"周会", "月会", "周五上新", "月末清点"}


def test_campaigns_stand_with_phases_and_the_end_of_sign_up(years):
    found = {one.summary.value: one for one in events(calendar_ics(years[2026, "zh"], "zh"))}
    assert days_of(found["双12"]) == (date(2026, 12, 8), date(2026, 12, 12))
    assert days_of(found["报名截止：双12"]) == (date(2026, 11, 20),) * 2
    alarms = [one.trigger.value for one in found["报名截止：双12"].valarm_list]
    assert alarms == [timedelta(hours=9) - 3 * ONE, timedelta(hours=9) - ONE]
    assert any(name.startswith("双12") and name != "双12" for name in found)


def test_work_is_an_all_day_event_on_its_due_day(years):
    ahead = years[2026, "zh"]
    found = {one.summary.value: one for one in events(calendar_ics(ahead, "zh"))}
    assert days_of(found["换主图（美工）"]) == (date(2026, 11, 10),) * 2
    assert "最晚" in found["换主图（美工）"].description.value
    assert found["换主图（美工）"].transp.value == "TRANSPARENT"
    assert "很久以后的事（运营）" not in found  # due next year
    later = {one.summary.value for one in events(calendar_ics(years[2027, "zh"], "zh"))}
    assert "很久以后的事（运营）" in later


def test_holidays_are_entries_only_where_asked_for(years):
    ahead = years[2027, "zh"]
    plain, more = (
        {one.summary.value for one in events(calendar_ics(ahead, "zh", holidays=asked))}
        for asked in (False, True)
    )
    assert len(more) > len(plain)
    assert any("春节" in name for name in more - plain)


def test_ids_stay_when_days_move_and_stamps_do_not_tell_the_time(folder, years):
    ahead = years[2026, "zh"]
    raw = calendar_ics(ahead, "zh")
    assert raw == calendar_ics(ahead, "zh")
    moved = [
        one.model_copy(update={"starts": one.starts + ONE, "ends": one.ends + ONE})
        for one in ahead.plan.campaigns
    ]
    other = replace(ahead, plan=ahead.plan.model_copy(update={"campaigns": tuple(moved)}))
    was = {one.uid.value: one for one in events(raw)}
    now = {one.uid.value: one for one in events(calendar_ics(other, "zh"))}
    assert len(was) == len(events(raw))
    one, same = (
        next(event for event in found.values() if event.summary.value == "双12")
        for found in (was, now)
    )
    assert one.uid.value == same.uid.value
    assert same.dtstart.value == one.dtstart.value + ONE
    stamps = {event.dtstamp.value for event in was.values()}
    assert stamps == {datetime(2026, 10, 31, 16, tzinfo=UTC)}  # midnight of the day in China


def test_ids_are_the_same_in_both_languages(years):
    ids = [
        {one.uid.value for one in events(calendar_ics(years[2026, lang], lang))} for lang in LANGS
    ]
    assert ids[0] == ids[1]


def test_nobody_is_named(tmp_path):
    shop = shop_with(tmp_path / "s", YEAR, "lists: {people: [名单.csv]}\n")
    (shop / "名单.csv").write_text(
        "姓名,岗位,入职日期\n某甲,美工,2026-01-01\n某乙,运营,2026-01-01\n", encoding="utf-8"
    )
    ahead = year_of(shop, 2026)
    raw = calendar_ics(ahead, "zh").decode("utf-8").replace("\r\n ", "")
    assert "美工" in raw
    book = CalamineWorkbook.from_filelike(io.BytesIO(task_list(ahead, "zh")))
    cells = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    for name in ("某甲", "某乙"):
        assert name not in raw
        assert name not in cells


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_holds_tasks_load_orders_the_year_a_day_and_meetings(years, lang):
    ahead = years[2026, lang]
    book = CalamineWorkbook.from_filelike(io.BytesIO(task_list(ahead, lang)))
    names = [text(f"calendar.book.{part}", lang) for part in SHEETS]
    assert book.sheet_names == names
    pages = [book.get_sheet_by_name(name).to_python()[2:] for name in names]
    tasks, load, stock, year, day, held = pages
    shown = ahead.tasks[ahead.tasks["task_state"] != "past"]
    assert len(tasks) - 1 == len(shown)
    assert {row[2] for row in tasks[1:]} == set(shown["task"])
    dues = [row[5] for row in tasks[1:] if row[5]]
    assert dues == sorted(dues)
    assert len(load) - 1 == len(ahead.load)
    assert [row[0] for row in stock[1:]] == ["双12"]
    assert len(year) - 1 == len(ahead.events)
    told = schedule.day_plan(
        ahead.net, schedule.crew(ahead.plan.team.posts), schedule.working(ahead.plan), lang
    )
    assert [row[4] for row in day[1:]] == told["task"].tolist()
    assert "task" not in {row[3] for row in day[1:]}  # a word, not its code
    names = [one.name for one in schedule.meetings(ahead.plan, lang)]
    assert list(dict.fromkeys(row[0] for row in held[1:])) == names
    figures = "\n".join(row[2] for row in held[1:])
    assert "双12" in figures
    assert not {"{", "}"} & set(figures)


def test_the_workbook_filters_freezes_prints_and_offers_states(years):
    import zipfile

    raw = task_list(years[2026, "zh"], "zh")
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        first = file.read("xl/worksheets/sheet1.xml").decode("utf-8")
        pages = [
            file.read(name).decode("utf-8")
            for name in file.namelist()
            if "worksheets/sheet" in name
        ]
    assert "完成" in first.partition("<dataValidations")[2]
    for lang in LANGS:  # Excel splits a list at every comma
        offered = [schedule.state_title(one, lang) for one in schedule.STATES if one != "past"]
        assert not any("," in one for one in offered)
    for page in pages:
        assert 'state="frozen"' in page
        assert "<autoFilter" in page
        assert 'fitToHeight="0"' in page
        assert 'orientation="landscape"' in page


def test_the_same_year_gives_the_same_workbook(years):
    ahead = years[2026, "zh"]
    assert task_list(ahead, "zh") == task_list(ahead, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_the_poster_is_a_picture_and_a_page(years, lang):
    ahead = years[2027, lang]
    assert poster(ahead, "png", lang).startswith(b"\x89PNG\r\n\x1a\n")
    page = poster(ahead, "pdf", lang)
    assert page.startswith(b"%PDF")
    assert page.rstrip().endswith(b"%%EOF")


def test_names_no_picture_can_hold_end_no_program(tmp_path):
    odd = YEAR.replace("name: 店庆", 'name: "店\\uFFFE\\x07庆"')
    ahead = year_of(shop_with(tmp_path / "s", odd), 2027)
    assert poster(ahead, "pdf", "zh").startswith(b"%PDF")
    assert not set(calendar_ics(ahead, "zh")) & set(b"\x00\x07\x1b")


def test_a_workday_in_place_of_a_weekend_is_called_so_once(years):
    for lang in LANGS:
        ahead = years[2026, lang]
        said = text("almanac.adjusted_workday", lang)
        titles = [one.summary.value for one in events(calendar_ics(ahead, lang, holidays=True))]
        assert titles.count(said) == 6
        table = next(one for one in calendar_said(ahead, lang) if isinstance(one, Printed))
        days = "\n".join(row[2] for row in table.rows)
        assert days.count(said) == 6
        assert text("calendar.event_kind.workday", lang) not in days.replace(said, "")


def run(*said: object):
    return CliRunner().invoke(app, ["calendar", *(str(one) for one in said)])


def test_files_are_written_into_new_folders_and_replace_old_ones(folder, tmp_path):
    ics, book = tmp_path / "新的" / "年.ics", tmp_path / "年.xlsx"
    book.write_text("old", encoding="utf-8")
    page = tmp_path / "年.pdf"
    done = run(folder, "--today", TODAY, "--ics", ics, "--xlsx", book, "--poster", page)
    assert done.exit_code == 0, done.stderr
    for path in (ics, book, page):
        assert str(path) in done.stderr
    assert ics.read_bytes() == calendar_ics(year_of(folder, 2026), "zh")
    assert CalamineWorkbook.from_path(book).sheet_names[0] == "工作"
    with_holidays = tmp_path / "b.ics"
    run(folder, "--today", TODAY, "--ics", with_holidays, "--with-holidays")
    assert len(with_holidays.read_bytes()) > len(ics.read_bytes())


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_half(folder, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    done = run(folder, "--today", TODAY, "--ics", blocked / "a.ics")
    assert done.exit_code == REFUSED
    assert str(blocked) in done.stderr
    taken = tmp_path / "folder.xlsx"
    taken.mkdir()
    done = run(folder, "--today", TODAY, "--xlsx", taken)
    assert done.exit_code == REFUSED
    assert str(taken) in done.stderr
    assert "文件夹" in done.stderr
    done = run(folder, "--today", TODAY, "--ics", tmp_path / f"{'长' * 120}.ics", "--lang", "en")
    assert done.exit_code == REFUSED
    assert "too long" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder.xlsx"]


def test_wrong_entries_leave_the_files_of_all_others_whole(tmp_path):
    ahead = year_of(shop_with(tmp_path / "s", WRONG), 2026)
    names = {one.summary.value for one in events(calendar_ics(ahead, "zh"))}
    assert "小气的" in names
    assert not any("倒着的" in name for name in names)
    assert {"甲（运营）", "乙（运营）", "丙（运营）"} <= names
    assert task_list(ahead, "zh")
    assert poster(ahead, "png", "zh")


def test_a_bare_year_makes_files_too(tmp_path):
    shop = shop_with(tmp_path / "s")
    ahead = year_of(shop, 2027)
    read(calendar_ics(ahead, "zh", holidays=True)).validate(raiseException=True)
    done = run(shop, "--year", 2027, "--ics", tmp_path / "a.ics")
    assert done.exit_code == REFUSED  # an empty calendar is none
    assert "2027" in done.stderr
    assert not (tmp_path / "a.ics").exists()
    assert task_list(ahead, "en")
    assert poster(ahead, "pdf", "en")
