"""The table of what became of the actions, and the form that adds one: only when asked."""

import shutil
from datetime import date

import pytest
from report_stage import write_shop

from shopkit.actions import COLUMNS
from shopkit.charts.table import Table
from shopkit.charts.typed import TABLE
from shopkit.exports.action_log import LOG_FILE, add_line, read_log
from shopkit.i18n import LANGS, text
from shopkit.widgets.kpi import look_at
from shopkit.widgets.said import Unsaid

LINE = dict.fromkeys(COLUMNS, "") | {"date": "2026-10-05", "check_on": "2026-10-11"}
LINE |= {"action": "<b>换主图", "figure": "paid", "expected": "-5%", "who": "美工"}


@pytest.fixture
def shop(tmp_path):
    return write_shop(tmp_path / "shop")


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_a_log_says_how_to_begin_and_a_report_leaves_it_out(shop, lang):
    said = look_at(shop, "2026-10", lang=lang).actions()
    assert isinstance(said, Unsaid)
    assert text("actions.said.none", lang) == said.markdown


@pytest.mark.parametrize("lang", LANGS)
def test_what_became_of_an_action_is_a_table_with_its_numbers(shop, lang):
    """The week from 5 October took 4.3 % less than the one before it: most of 5 %, not all."""
    add_line(shop, LINE, lang)
    shown = look_at(shop, "2026-10", lang=lang).actions()
    assert isinstance(shown, Table)
    assert "&lt;b&gt;" in shown.html()
    frame = shown.table
    after = 7 * 2700 + sum(range(34, 41))
    before = 3 * 3000 + 4 * 2700 + sum(range(27, 34))  # 28 to 30 September, 1 to 4 October
    assert (frame["value_before"][0], frame["value_now"][0]) == (before, after)
    assert frame["verdict"][0] == text("actions.verdict.partly", lang)
    assert TABLE in shown._repr_mimebundle_()


def test_a_report_of_an_earlier_period_does_not_know_later_actions(shop):
    add_line(shop, LINE, "zh")
    assert isinstance(look_at(shop, "2026-09").actions(), Unsaid)


def test_lines_nobody_can_read_are_named_in_the_table(shop):
    add_line(shop, LINE, "zh")
    add_line(shop, {**LINE, "date": "?"}, "zh")
    assert "actions.csv:3, date = ?" in look_at(shop, "2026-10").actions().text()
    (shop / LOG_FILE).write_text("a,b\n", encoding="utf-8")
    assert "编号" in look_at(shop, "2026-10").actions().markdown


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_adds_a_line_when_its_button_is_pressed_and_only_then(shop, lang):
    form = look_at(shop, "2026-10", lang=lang).act()
    assert (form.date.value, form.check_on.value) == (date(2026, 11, 1), date(2026, 11, 7))
    form.action.value, form.expected.value = "换主图", "+0.3pp"
    assert not (shop / LOG_FILE).exists()
    form.save.click()
    ((_, line),) = read_log(shop, COLUMNS)
    assert line["action"] == "换主图"
    assert LOG_FILE in form.status.value


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_says_what_is_missing_and_writes_nothing(shop, lang):
    form = look_at(shop, "2026-10", lang=lang).act()
    form.date.value, form.expected.value = None, "soon"
    form.save.click()
    for said in ("action", "date", "expected"):
        assert text(f"actions.form.{said}", lang).split("（")[0].split(" (")[0] in form.status.value
    assert not (shop / LOG_FILE).exists()


def test_a_sample_is_never_changed_its_copy_is(tmp_path):
    sample = write_shop(tmp_path / "data" / "sample" / "home")
    form = look_at(sample, "2026-10").act()
    form.action.value = "换主图"
    form.figure.value = ""
    form.save.click()
    assert not (sample / LOG_FILE).exists()
    copy = tmp_path / "shops" / "home"
    assert read_log(copy, COLUMNS)[0][1]["action"] == "换主图"
    assert str(copy) in form.status.value
    shutil.rmtree(copy)
