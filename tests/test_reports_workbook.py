"""The workbook beside a report: what stands in its cells is what stands in the frames."""

import io
import json
import re
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from report_stage import EVIL, FORMULA, PICTURE, write_notebook, write_rest, write_shop

from shopkit.charts.picture import PICTURE as PICTURE_KEPT
from shopkit.charts.table import Table
from shopkit.charts.typed import TABLE, typed
from shopkit.i18n import LANGS
from shopkit.reports import make_reports
from shopkit.reports.index import index_html
from shopkit.reports.sheets import Sheet, sheets
from shopkit.reports.workbook import workbook_bytes
from shopkit.tables import column, dictionary, outside
from shopkit.widgets.kpi import look_at
from shopkit.widgets.start import receive

ROOT = Path(__file__).parents[1]
COSMETICS = ROOT / "data" / "sample" / "cosmetics"
FIRST = 3  # row of the first values
MADE = date(2026, 10, 31)


@cache
def shown(lang):
    """Return by name every picture and table with numbers behind it."""
    kpi, files = look_at(COSMETICS, "2026-10", "before", lang), receive(COSMETICS, lang)
    return {
        "change": kpi.change(),
        "funnel": kpi.funnel(),
        "days": kpi.trend("day"),
        "months": kpi.trend("month"),
        "hours": kpi.hours(),
        "weekdays": kpi.breakdown("weekday"),
        "provinces": kpi.breakdown("province"),
        "figures": kpi.figures(),
        "files": files.files(),
        "rejects": files.rejects(),
        "coverage": files.coverage(),
    }


def sheet(frame, question="问题", title="标题"):
    kept = typed(frame)
    return Sheet(question, title, "副题", "来源", kept["columns"], kept["rows"])


def read(data, name):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()


def xml(data, part):
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()


def same(cell, value, dtype):
    """Tell whether a cell of a workbook holds a value of a frame, in its own type."""
    if value is None or pd.isna(value):
        return cell == ""
    if dtype == "date":
        return cell == pd.Timestamp(value).date()
    if dtype in ("text", "id", "state"):
        return cell == str(value)
    digits = {"money": 2, "price": 2, "float": 4}.get(dtype, 6)
    return type(cell) is float and cell == round(float(value), digits)


@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_is_the_frames_own(lang):
    frames = {name: one.table for name, one in shown(lang).items()}
    data = workbook_bytes("店", MADE, [sheet(f, name) for name, f in frames.items()], lang)
    for number, (name, frame) in enumerate(frames.items(), 1):
        rows = read(data, f"{number} {name}")
        assert rows[0][0] == "标题"
        assert rows[1][0] == "副题 · 来源"
        assert rows[2] == [column(str(head)).header(lang) for head in frame.columns]
        assert len(rows) == FIRST + len(frame)
        for row, values in zip(rows[FIRST:], frame.itertuples(index=False), strict=True):
            kinds = [column(str(head)).dtype for head in frame.columns]
            if "figure" in frame.columns:
                stem, *rest = values
                assert row[0] == column(stem).header(lang)
                kinds = ["value" if kind == "value" else kind for kind in kinds[1:]]
                assert all(map(same, row[1:], rest, kinds)), (name, row)
            else:
                assert all(map(same, row, values, kinds)), (name, row)


def test_headers_name_their_unit_in_the_language_of_the_report():
    frame = pd.DataFrame({"paid_cny": [1.5], "visitors": [2]})
    heads = [read(workbook_bytes("", MADE, [sheet(frame)], x), "1 问题")[2] for x in LANGS]
    assert heads == [["支付金额（元）", "访客数（人）"], ["Paid (CNY)", "Visitors (people)"]]


def test_filters_frozen_header_and_formats_are_there():
    frame = pd.DataFrame(
        {
            "date": [pd.Timestamp(2026, 10, 1)],
            "paid_cny": [1234.5],
            "conversion_rate": [0.0262],
            "visitors": [1000],
            "paid_at": [pd.Timestamp(2026, 10, 1, 20, 30)],
            "leaf": [True],
            "title": ["长" * 30],
        }
    )
    data = workbook_bytes("店", MADE, [sheet(frame)], "zh")
    page, styles = xml(data, "xl/worksheets/sheet2.xml"), xml(data, "xl/styles.xml")
    assert '<autoFilter ref="A3:G4"/>' in page
    assert re.search(r'<pane ySplit="3" [^>]*state="frozen"/>', page)
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    made = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs", 1)[1])
    used = dict(re.findall(r'<c r="([A-G])4" s="(\d+)"', page))
    assert {place: codes[made[int(style)]] for place, style in used.items()} == {
        "A": "yyyy-mm-dd",
        "B": "#,##0.00",
        "C": "0.00%",
        "D": "#,##0",
        "E": "yyyy-mm-dd hh:mm",
    }
    widths = [float(found) for found in re.findall(r'<col [^>]*width="([\d.]+)"', page)]
    assert widths[-1] > 45  # thirty Chinese characters need sixty digits, more than the widest
    assert all(8 <= width <= 50 for width in widths)
    assert read(data, "1 问题")[3][4:6] == [datetime(2026, 10, 1, 20, 30), True]


def test_the_contents_lead_to_every_sheet():
    frame = pd.DataFrame({"paid_cny": [1.0]})
    data = workbook_bytes("店 月报", MADE, [sheet(frame, "甲's"), sheet(frame, "乙")], "zh")
    rows = read(data, "目录")
    assert rows[0][0] == "店 月报"
    assert [row[0] for row in rows[FIRST:]] == ["1 甲's", "2 乙"]
    links = re.findall(r'location="([^"]*)"', xml(data, "xl/worksheets/sheet1.xml"))
    assert links == ["'1 甲''s'!A1", "'2 乙'!A1"]


@pytest.mark.parametrize("evil", [FORMULA, "+1", "-1", "@x", EVIL, "http://x.invalid", "{=1}"])
def test_text_stays_text(evil):
    frame = pd.DataFrame({"title": [evil], "paid_cny": [1.0]})
    data = workbook_bytes(evil, MADE, [sheet(frame, evil, evil)], "zh")
    assert read(data, CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names[1])[3][0] == evil
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "<f>" not in xml(data, part)
    assert not [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "external" in n]
    if evil.startswith(("=", "+", "-", "@")):
        assert 'quotePrefix="1"' in xml(data, "xl/styles.xml")


NAMED = ("date", "title", "paid_cny", "conversion_rate", "visitors")
CELLS = st.tuples(
    st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(pd.Timestamp),
    st.none() | st.text(st.characters(min_codepoint=32, codec="utf-8"), max_size=50),
    st.none() | st.floats(-1e9, 1e9),
    st.none() | st.floats(0, 1),
    st.none() | st.integers(0, 10**9),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CELLS, max_size=6), st.text(max_size=60), st.sampled_from(LANGS))
def test_any_frame_under_any_heading_makes_the_same_sound_workbook_twice(rows, said, lang):
    frame = pd.DataFrame(rows, columns=NAMED)
    made = [workbook_bytes(said, MADE, [sheet(frame, said)] * 2, lang) for _ in range(2)]
    assert made[0] == made[1]
    book = CalamineWorkbook.from_filelike(io.BytesIO(made[0]))
    assert len(book.sheet_names) == 3
    assert all(len(name.encode("utf-16-le")) <= 62 for name in book.sheet_names)


def test_json_keeps_what_a_frame_holds():
    frame = pd.DataFrame(
        {
            "paid_at": [pd.Timestamp(2026, 10, 1, 20, 30, 15), pd.NaT],
            "order_id": ["123456789012345678901", None],
            "paid_cny": [0.1 + 0.2, float("inf")],
            "leaf": [True, False],
            "visitors": [12345678, None],
        }
    )
    kept = json.loads(json.dumps(typed(frame)))
    assert kept["columns"] == list(frame.columns)
    assert kept["rows"] == [
        ["2026-10-01T20:30:15", "123456789012345678901", 0.3, True, 12345678],
        [None, None, None, False, None],
    ]


@pytest.mark.parametrize("name", ["paid_fen", "nonsense", "paid"])
def test_only_names_of_the_dictionary_travel(name):
    with pytest.raises((ValueError, KeyError)):
        typed(pd.DataFrame({name: [1]}))


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_travel_under_names_of_the_dictionary_and_take_little_room(lang):
    for name, one in shown(lang).items():
        kept = typed(one.table)
        assert all(outside(column(head).name) == head for head in kept["columns"]), name
        assert len(json.dumps(kept)) < 10_000, name


def test_a_notebook_keeps_the_numbers_of_a_picture_and_of_a_table():
    funnel, figures = shown("zh")["funnel"], shown("zh")["figures"]
    assert funnel.bundle()[PICTURE_KEPT]["table"] == typed(funnel.table)
    assert figures._repr_mimebundle_()[TABLE] == typed(figures.table)


def test_sheets_are_what_a_reader_of_the_report_sees(tmp_path):
    table = Table(["a"], [["1"]], "l", "zh", table=pd.DataFrame({"paid_cny": [1.0]}))
    output = nbformat.v4.new_output("display_data", data=table._repr_mimebundle_())
    cells = [
        nbformat.v4.new_markdown_cell("# 章\n\n## 甲"),
        nbformat.v4.new_code_cell("", outputs=[output]),
        nbformat.v4.new_markdown_cell("只有正文"),
        nbformat.v4.new_code_cell("", outputs=[output]),
        nbformat.v4.new_code_cell("", outputs=[output], metadata={"tags": ["no-report"]}),
    ]
    found = list(sheets(nbformat.v4.new_notebook(cells=cells)))
    assert [one.question for one in found] == ["甲", "甲"]
    assert found[0].rows == [[1]]


@pytest.fixture
def stage(tmp_path, monkeypatch):
    """Put small notebooks in the place of the real ones; return their folder."""
    monkeypatch.setattr(
        "shopkit.reports.work.notebook_path", lambda name, lang: tmp_path / f"{name}.ipynb"
    )
    drawn = PICTURE.replace('words, "zh")', 'words, "zh", numbers)')
    numbers = 'numbers = pd.DataFrame({"stage": ["访客"], "people": [186400]})\n'
    code = drawn.replace("Picture(lambda", f"{numbers}Picture(lambda")
    write_rest(tmp_path)
    write_notebook(tmp_path / "05_kpi.ipynb", f"NAME = {EVIL!r}\n{code}", "period")
    return tmp_path


def test_every_report_has_its_workbook_and_message_and_links_to_it(stage):
    shop, out = write_shop(stage / "evil", EVIL, falls=0.5), stage / "out"
    (made,) = make_reports([shop], out=out, jobs=1)
    assert made.problem is None
    beside = out / "evil"
    book, said = beside / "2026-10.zh.xlsx", beside / "2026-10.zh.txt"
    assert read(book.read_bytes(), "2 问题 0")[FIRST:] == [["访客", 186400.0]]
    (first, *_) = read(book.read_bytes(), "1 按金额排序的发现")[FIRST:]
    assert first[0] < 0
    assert first[2] in said.read_text(encoding="utf-8")
    assert type(first[4]) is date
    assert 'href="2026-10.zh.xlsx"' in (beside / "2026-10.zh.html").read_text(encoding="utf-8")
    assert 'href="evil/2026-10.zh.xlsx"' in (out / "index.html").read_text(encoding="utf-8")
    assert len(said.read_text(encoding="utf-8")) < 300
    (entry,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["reports"]
    assert (entry["workbook"], entry["message"]) == (
        "evil/2026-10.zh.xlsx",
        "evil/2026-10.zh.txt",
    )
    before = book.read_bytes()
    make_reports([shop], out=out, jobs=1)
    assert book.read_bytes() == before


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("workbook", "linked"),
    [("a/2026-10.zh.xlsx", True), ("../../evil.xlsx", False), ("javascript:x", False), (7, False)],
)
def test_the_index_links_to_no_workbook_but_the_one_beside_a_report(lang, workbook, linked):
    entry = {"slug": "a", "name": "甲", "platform": "tmall", "lang": "zh", "period": "2026-10"}
    entry |= {"state": "done", "path": "a/2026-10.zh.html", "figures": {}, "workbook": workbook}
    page = index_html([entry], lang)
    assert ('href="a/2026-10.zh.xlsx"' in page) is linked
    assert ".xlsx" not in page or linked


def test_every_kind_of_value_has_a_number_format_or_is_text():
    frame = pd.DataFrame({outside(stem): [None] for stem in dictionary()})
    frame["figure"] = "paid"
    for lang in LANGS:
        assert read(workbook_bytes("", MADE, [sheet(frame)], lang), "1 问题")
