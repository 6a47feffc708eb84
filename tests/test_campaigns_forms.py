"""What the form and the tables of the year show: names for codes, days and grades on one line."""

from __future__ import annotations

import pytest

from shopkit.charts.table import STYLE, Table
from shopkit.i18n import LANGS
from shopkit.plan.changes import steps_of
from shopkit.schedule.books import OF_CAMPAIGNS
from shopkit.widgets.editors import About, Editor, kind_of
from shopkit.widgets.forms import shown_value

PLACES = {"run_book": OF_CAMPAIGNS, "of": ("double11", "double12", "nianhuo", "618")}


def editor(name, value, lang="zh"):
    about = About(steps_of(f"campaigns.0.{name}", {}), lang)
    return Editor(about, kind_of(about), value)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PLACES)
def test_codes_of_a_campaign_are_chosen_by_their_names(name, lang):
    made = editor(name, None, lang)
    offered = dict(made.control.options)
    assert set(PLACES[name]) <= set(offered.values())
    assert not {said for said in offered if said in OF_CAMPAIGNS or said == "double12"}
    assert not [code for code in OF_CAMPAIGNS if "_" in code and code in made.help]
    assert made.read() is None
    for said, code in offered.items():
        made.control.label = said
        assert made.read() == code
        assert shown_value(code, made.about) == (said if code else None)


@pytest.mark.parametrize(
    ("name", "said", "chosen"),
    [("of", "2026天猫双十二", "双12"), ("run_book", " Big_Event", "大促作战手册")],
)
def test_other_ways_to_write_a_code_are_known_and_stay_as_written(name, said, chosen):
    made = editor(name, said)
    assert made.control.label == chosen
    assert made.read() == said
    assert shown_value(said, made.about) == chosen


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_code_is_shown_and_may_be_taken_out(name):
    made = editor(name, "庙会")
    assert made.control.label == "庙会"
    assert made.read() == "庙会"
    made.control.value = None
    assert made.read() is None
    made.put(None)
    assert made.read() is None


def test_a_day_in_a_table_stays_on_one_line():
    made = Table(["grade", "found"], [["Note", "long words"]], "nl", "en").html()
    assert '<td data-h="grade" class="n" style="text-align:left">Note</td>' in made
    assert '<td data-h="found" style="text-align:left">' in made
    assert "table.sk-table .n{white-space:nowrap}" in STYLE.replace("\n", "")
