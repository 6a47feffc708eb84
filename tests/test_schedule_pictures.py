"""What pictures of work say: what is late, what comes next, whose weeks do not fit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import calendar_shown_samples as samples
import pandas as pd
import pytest

from shopkit.almanac import workdays
from shopkit.charts import schedule as charts
from shopkit.charts.fit import text_width
from shopkit.charts.look import SMALL, Look
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.schedule.pictures import bands, gantt_shown, load_shown, pages


@pytest.mark.parametrize("shown", [samples.gantt, samples.load], ids=lambda one: one.__name__)
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_filled_in(shown, lang):
    frame, words = shown(lang)
    if shown is samples.gantt:
        frame = gantt_shown(samples.table(lang), samples.TODAY, lang)[0]
    said = [words.title, words.subtitle, words.source, words.so, words.alt, *words.label.values()]
    said += [str(cell) for column in frame if column.endswith("text") for cell in frame[column]]
    assert not [each for each in said if "{" in each or "nan" in each or "NaT" in each]


def test_pages_hold_every_open_task_once_and_no_more_than_fit():
    table = samples.table("zh")
    made = pages(table, 10)
    assert all(len(page) <= 10 for page in made)
    ids = [one for page in made for one in page["task_id"]]
    open_ = table[~table["task_state"].isin(("done", "past"))]
    assert sorted(ids) == sorted(open_["task_id"])
    whole = [one for page in pages(table, everything=True) for one in page["task_id"]]
    assert sorted(whole) == sorted(table["task_id"])
    names = [name for page in made for name in page["for_campaign"]]
    runs = [name for n, name in enumerate(names) if not n or names[n - 1] != name]
    assert len(runs) == len(set(runs))
    assert pages(table.iloc[:0]) == []


def test_late_work_is_counted_and_the_next_task_named():
    page = pages(samples.table("zh"))[0]
    late = int(page["task_state"].isin(("late", "impossible")).sum())
    words = gantt_shown(page, samples.TODAY, "zh")[1]
    assert words.title == f"{len(page)} 项工作里 {late} 项已经晚了或来不及"
    fine = page[~page["task_state"].isin(("late", "impossible"))]
    words = gantt_shown(fine, samples.TODAY, "zh")[1]
    assert words.title.startswith(f"{len(fine)} 项工作都赶得上")
    coming = fine[~fine["task_state"].isin(("done", "past"))].sort_values("starts_on")
    assert f"「{coming['task'].iloc[0]}」" in words.so
    for days, zh, en in (
        (0, "一天也不能晚", "no day to spare"),
        (4, "还能晚 4 个工作日", "may slip 4 workdays"),
    ):
        same = fine.assign(critical=fine["slack_workdays"].notna(), slack_workdays=float(days))
        told = {lang: gantt_shown(same, samples.TODAY, lang)[1].title for lang in LANGS}
        assert told["zh"].endswith(zh)
        assert told["en"].endswith(en)
        assert all(str(int(same["critical"].sum())) in title for title in told.values())
    free = gantt_shown(fine.assign(critical=False), samples.TODAY, "zh")[1]
    assert free.title.endswith("没有一项卡着活动的日子")
    empty = gantt_shown(page.iloc[:0], samples.TODAY, "en")[1]
    assert empty.title == "Nothing to be done"


def test_bands_are_the_phases_of_the_shops_campaigns():
    plan = samples.plan()
    made = bands(plan, Period(date(2026, 12, 1), date(2027, 1, 31)), workdays(plan), "zh")
    own = made[made["group_text"] == "年底清仓"]
    assert own["starts"].tolist() == [pd.Timestamp("2026-12-12"), pd.Timestamp("2026-12-18")]
    assert own["ends"].tolist() == [pd.Timestamp("2026-12-17"), pd.Timestamp("2026-12-27")]
    assert own["name_text"].tolist() == ["预热", "爆发"]


def test_days_of_rest_stand_behind_all_under_the_name_of_their_holiday():
    plan = samples.plan()
    days = workdays(plan)
    span = Period(date(2026, 9, 20), date(2026, 10, 20))
    made = bands(plan, span, days, "zh")
    rests = made[made["kind"] == "rest"]
    off = {day for row in rests.itertuples() for day in pd.date_range(row.starts, row.ends)}
    every = pd.date_range(span.start, span.end)
    assert off == {day for day in every if not days.is_workday(day.date())}
    assert "国庆节" in "".join(rests["name_text"])
    assert set(rests["group_text"]) == {""}


def test_a_campaign_without_phases_stands_behind_its_tasks_as_a_whole():
    plan = samples.plan()
    span = Period(date(2026, 11, 1), date(2026, 11, 30))
    made = bands(plan, span, workdays(plan), "en")
    own = made[made["group_text"] == samples.HOSTILE]
    assert own["kind"].tolist() == ["held"]
    assert own["ends"].tolist() == [pd.Timestamp("2026-11-15")]


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_shades_lie_inside_the_picture_and_are_named_in_its_key(size):
    page = pages(samples.table("zh"))[0]
    behind = samples.bands("zh")
    frame, words = gantt_shown(page, samples.TODAY, "zh", behind)
    assert "底色" in words.subtitle
    assert "底色" not in gantt_shown(page, samples.TODAY, "zh")[1].subtitle
    look = Look("zh", size)
    spec = charts.gantt(frame, words, look, behind).to_dict()
    shades = rows_of(spec, spec["layer"][0])
    assert {row["fill"] for row in shades} == {look.c.neutral, look.c.highlight}
    assert all(0 <= row["x"] <= row["x2"] <= look.width for row in shades)
    said = {row.get("said") for layer in spec["layer"] for row in rows_of(spec, layer)}
    mine = behind[behind["group_text"].isin(frame["group_text"])]
    assert set(mine["name_text"]) & said


def rows_of(spec, layer):
    """Return the rows a layer draws."""
    data = layer["data"]
    return data["values"] if "values" in data else spec["datasets"][data["name"]]


@pytest.mark.parametrize("size", ["wide", "half", "phone"])
def test_bars_stand_at_their_days_and_states_have_their_own_sign(size):
    page = pages(samples.table("zh"))[0]
    frame, words = gantt_shown(page, samples.TODAY, "zh")
    spec = charts.gantt(frame, words, Look("zh", size), samples.bands("zh")).to_dict()
    bars = next(rows_of(spec, layer) for layer in spec["layer"] if "tooltip" in layer["encoding"])
    order = sorted(zip(frame["starts"], (bar["x"] for bar in bars), strict=True))
    assert [x for _, x in order] == sorted(bar["x"] for bar in bars)
    assert len(bars) == len(frame)
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    signs = {row["shape"] for layer in marks for row in rows_of(spec, layer)}
    states = {charts.STATES[state][2] for state in frame["state"]} - {""}
    assert signs == states


def weeks(*rows):
    columns = ["week_starts_on", "post", "capacity_hours", "load_hours", "over_hours"]
    return pd.DataFrame(rows, columns=columns).astype({"week_starts_on": "datetime64[ns]"})


def test_the_week_that_fits_least_is_said_and_full_posts_stand_first():
    table = weeks(
        ("2026-11-02", "美工", 40.0, 30.0, 0.0),
        ("2026-11-02", "运营", 40.0, 52.0, 12.0),
        ("2026-11-09", "运营", 40.0, 40.3, 0.3),
    )
    frame, words = load_shown(table, "zh")
    assert words.title == "运营11月2日那一周多排了 12 小时，一共 2 周排不下"
    assert frame["name_text"].tolist() == ["运营", "运营", "美工"]
    assert frame["over_text"].tolist() == ["+12", "+0.3", ""]
    fits = load_shown(table.assign(over_hours=0.0), "en")[1]
    assert (fits.title, fits.so) == ("Every week fits for every post", "")
    many = weeks(*[("2026-11-02", f"岗{n}", 40.0, 10.0, 0.0) for n in range(11)])
    frame, words = load_shown(many, "zh")
    assert frame["name_text"].nunique() == 8
    assert "另有 3 个岗位" in words.subtitle


@pytest.mark.parametrize("size", ["wide", "half", "phone"])
def test_hours_above_capacity_are_told_in_every_size_and_never_meet(size):
    """A year of weeks leaves 7 px each on a telephone; the worst of them is told all the same."""
    mondays = pd.date_range("2026-11-02", periods=48, freq="W-MON")
    rows = [(day, "运营", 20.0, 30.0 + n % 11, 10.0 + n % 11) for n, day in enumerate(mondays)]
    frame, words = load_shown(weeks(*rows), "zh")
    spec = charts.load(frame, words, Look("zh", size)).to_dict()
    said = {
        (row["x"], row["said"])
        for layer in spec["layer"]
        for row in rows_of(spec, layer)
        if str(row.get("said", "")).startswith("+")
    }
    assert "+20" in {words for _, words in said}
    ends = sorted(
        (x - text_width(words, SMALL) / 2, x + text_width(words, SMALL) / 2) for x, words in said
    )
    assert all(end + 2.9 <= start for (_, end), (start, _) in pairwise(ends))
    assert ends[-1][1] <= Look("zh", size).width
