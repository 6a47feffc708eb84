"""What a reader sees: no code of ours anywhere, no tool of another platform."""

import io
import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from shown_things import SAMPLES, sample, shown

import shopkit
from shopkit.charts.picture import Picture
from shopkit.charts.table import Table
from shopkit.charts.typed import typed
from shopkit.exports.reconcile import Check
from shopkit.exports.wording import finding
from shopkit.i18n import LANGS, text, texts, tools
from shopkit.plan import platform_named
from shopkit.reports.sheets import Sheet
from shopkit.reports.workbook import workbook_bytes
from shopkit.tables import in_words, named_code

PERIOD = "2026-10"
CODE = re.compile(r"(?!shop\.yaml$)[a-z][a-z0-9_.]*")
FIRST = 3  # row of the first values
OURS = {"taobao", "tmall"}
OF_ALIBABA = re.compile("淘宝客|生意参谋|万相台|直通车|引力魔方|千牛|Sycm|Taobao|Wanxiangtai")
ROOMS = Path(shopkit.__file__).parent / "resources" / "locales"
COUNTS = "n|off|days|orders|files|rows|cells|bare|alone|visitors|buyers|ours|theirs|costs"
THINGS = "days|orders|files|rows|cells|dates|months|spans|products|visitors|buyers|others|costs"
LISTS = {"ChannelsView.register"}


def sheets(shop, lang):
    """Return the text cells of every sheet of a workbook of all that is shown of a shop."""
    behind = [
        Sheet(name, "", "", "", **typed(one.table))
        for name, one in shown(shop, PERIOD, lang)
        if getattr(one, "table", None) is not None
    ]
    data = workbook_bytes("店", date(2026, 10, 31), behind, lang)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [
            [cell if isinstance(cell, str) else "" for cell in row]
            for row in book.get_sheet_by_name(name).to_python()[FIRST:]
        ]
        for name in book.sheet_names[1:]
    }


def cells(one):
    """Return every word of a picture, a table or a sentence."""
    if isinstance(one, Table):
        rows = chain([one.headers], one.rows)
        return [str(getattr(cell, "text", cell) or "") for row in rows for cell in row]
    if isinstance(one, Picture):
        said = one.words
        return [said.title, said.subtitle, said.source, said.alt, said.so, *said.label.values()]
    return [one.markdown]


def told(shop, lang):
    """Return what is shown of a shop by name, but for the list of every platform's channels."""
    return {name: one for name, one in shown(shop, PERIOD, lang) if name not in LISTS}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_no_sheet_of_a_workbook_holds_a_code(folder):
    shop = sample(folder)
    zh, en = (sheets(shop, lang) for lang in LANGS)
    assert len(zh) == len(en) > 15
    for (name, rows), others in zip(zh.items(), en.values(), strict=True):
        for row, other in zip(rows, others, strict=True):
            assert not [cell for cell in row if CODE.fullmatch(cell)], (name, row)
            same = [said for said in other if said in row and CODE.fullmatch(said)]
            assert not same, (name, other)  # what is the same in both languages is no word


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda path: path.name)
def test_no_picture_table_or_sentence_holds_a_code(folder):
    for name, one in shown(sample(folder), PERIOD, "zh"):
        assert not [said for said in cells(one) if CODE.fullmatch(said)], name


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("of", "platform"), [("jdbrand", "jd"), ("jdbrand", "other")])
def test_no_other_platforms_tool_is_named(of, platform, lang):
    folder = next(path for path in SAMPLES if path.name == of)
    for name, one in told(sample(folder, platform), lang).items():
        assert not [said for said in cells(one) if OF_ALIBABA.search(said)], name


@pytest.mark.parametrize("lang", LANGS)
def test_a_shop_without_a_platform_of_ours_hears_general_words(lang):
    folder = next(path for path in SAMPLES if path.name == "jdbrand")
    said = [words for one in told(sample(folder, "other"), lang).values() for words in cells(one)]
    assert not [words for words in said if "京挑客" in words]
    assert any(tools("other", lang)["affiliate"] in words for words in said)


@pytest.mark.parametrize("platform", ["taobao", "tmall", "jd", "other"])
def test_every_platform_names_every_tool(platform):
    assert platform_named(platform) == platform
    for lang in LANGS:
        assert all(tools(platform, lang).values())
    assert (tools(platform, "zh")["affiliate"] == "淘宝客") is (platform in OURS)


@pytest.mark.parametrize("column", sorted(texts("columns")["code"]))
@pytest.mark.parametrize("lang", LANGS)
def test_a_code_is_refused_until_it_is_named(column, lang):
    import pandas as pd

    frame = pd.DataFrame({column: [*texts("columns")["code"][column], "快车", None]})
    with pytest.raises(ValueError, match="is a code"):
        typed(frame)
    *named, own, none = (row[0] for row in typed(in_words(frame, lang, "jd"))["rows"])
    assert len({*named}) == len(named)
    assert (own, none) == ("快车", None)
    assert not any("{" in said or CODE.fullmatch(said) for said in named)


def test_a_channel_is_also_any_tool():
    assert named_code("channel", "keyword", "zh") == named_code("tool", "keyword", "zh")


@pytest.mark.parametrize("room", sorted(path.stem for path in ROOMS.glob("*.toml")))
def test_english_counts_one_thing_in_the_singular(room):
    bare = re.compile(rf"\{{({COUNTS})\}} ({THINGS})\b")
    assert not [said for said in english(texts(room)) if bare.search(said)]


def english(node):
    for key, said in node.items():
        if isinstance(said, dict):
            yield from english(said)
        elif key == "en":
            yield said


def test_one_is_said_in_the_singular():
    for n, said in ((1, "1 order was"), ("1", "1 order was"), (0, "0 orders were")):
        assert text("quality.check.lines_amounts.cause", "en", off=n).startswith(said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "有价格、件数或成本为 0：2 笔实付"), ("en", "Prices, units or costs of 0: 2 orders")],
)
def test_what_was_not_found_is_not_counted(lang, said):
    counts = {"lines": 0, "orders": 2, "costs": 0, "off": 2}
    check = Check(code="zero_prices", outcome="differs", place="orders", said=counts)
    assert finding(check, lang).cause == said


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What sells", "1 What sells"),
        ("Which campaigns do not break even", "1 Which campaigns do not…"),
        ("W" * 40, f"1 {'W' * 28}…"),
        ("哪一个计划" * 8, f"1 {('哪一个计划' * 8)[:28]}…"),
        ("𠮷" * 20, f"1 {'𠮷' * 14}…"),
    ],
)
def test_a_long_name_of_a_sheet_ends_after_a_whole_word(question, name):
    sheet = Sheet(question, "", "", "", ["units"], [[1]])
    data = workbook_bytes("店", date(2026, 10, 31), [sheet], "en")
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names[1] == name
