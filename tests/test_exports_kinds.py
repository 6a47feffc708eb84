"""Every kind of file: recognised as itself and nothing else, however its cells are mangled."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_files import KINDS, NAME, as_book, as_old_book, as_text, row
from mangled_files import NASTY, audited, seeded, speeds
from sheet_files import csv_of
from shop_files import imported, with_file
from taobao_files import GENERATIONS, HEADERS, table

from shopkit.exports.format import formats
from shopkit.exports.intake import recognise
from shopkit.exports.sheets import Sheet
from shopkit.exports.tidy import PRIVATE
from shopkit.layouts import TABLES
from shopkit.plan import Plan, load_plan

SYCM_SHOP = (
    "统计日期,访客数,浏览量,商品访客数,商品浏览量,平均停留时长,跳失率,加购人数,支付金额,支付买家数"
)
MARKET_TABLE = "日期,商品ID,商品,店铺,类目,价格,近30天销量,评分,评价数,卖点,本店,来源"
KEYWORD_TABLE = "日期,关键词,搜索指数,点击率,转化率,在线商品数"
PLATFORM = [
    *(("taobao_orders", table(name)) for name in GENERATIONS),
    *((kind, table(kind)) for kind in HEADERS),
    ("sycm_shop", [SYCM_SHOP.split(","), ["2026-10-03"] + ["1"] * 9]),
    ("products", [["商家编码", "成本价"], ["AP-1", "3.5"]]),
    ("offers", [MARKET_TABLE.split(","), ["2026-10-03"] + ["1"] * 11]),
    ("people", [["工号", "岗位", "入职日期"], ["员工01", "客服", "2026-10-03"]]),
    ("keywords", [KEYWORD_TABLE.split(","), ["2026-10-03"] + ["1"] * 5]),
    *((kind, [heads, row(heads, said)]) for kind, files in KINDS.items() for heads, said in files),
]
OWN = [
    (kind, [[stem for stem in TABLES[known.table] if stem not in PRIVATE], []])
    for kind, known in formats().items()
    if kind.startswith("tidy_")
]
FILES = [pytest.param(kind, rows, id=f"{kind}-{n}") for n, (kind, rows) in enumerate(PLATFORM)]
OWN_FILES = [pytest.param(kind, rows, id=kind) for kind, rows in OWN]
WRITERS = {".csv": as_text, ".xlsx": as_book, ".xls": as_old_book}


@pytest.fixture
def plan(tmp_path) -> Plan:
    return load_plan(with_file(tmp_path, "a.csv", b""))


def test_every_kind_has_a_file_here():
    assert {kind for kind, _ in [*PLATFORM, *OWN]} == {*formats()}


@pytest.mark.parametrize(("kind", "rows"), [*FILES, *OWN_FILES])
def test_recognition_is_unique(plan, kind, rows):
    found = recognise(Sheet("", rows), plan, None)
    assert found is not None
    assert found.format.kind == kind


@pytest.mark.parametrize(("kind", "rows"), FILES)
def test_no_other_reader_knows_as_much(plan, kind, rows):
    explained = {
        name: len(found.columns)
        for name, known in formats().items()
        if not known.yields and (found := recognise(Sheet("", rows), plan, name))
    }
    best = explained.pop(kind)
    assert all(count < best for count in explained.values()), explained


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("kind", "rows"), FILES)
def test_shuffled_columns_are_recognised(plan, kind, rows, seed):
    places = list(range(len(rows[0])))
    Random(seed).shuffle(places)
    shuffled = [[line[i] for i in places] for line in rows if line]
    found = recognise(Sheet("", shuffled), plan, None)
    assert found is not None
    assert found.format.kind == kind


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file(tmp_path, kind, suffix):
    headers, said = KINDS[kind][0]
    content = WRITERS[suffix](headers, [row(headers, said)])
    _, file = imported(tmp_path, NAME + suffix, content)
    assert (file.kind, file.kept, file.error) == (kind, 1, None)


@st.composite
def mangled(draw):
    """Return headers and rows of one export after cells, columns and rows were changed."""
    headers, said = draw(st.sampled_from([one for files in KINDS.values() for one in files]))
    rows = [row(headers, said) for _ in range(draw(st.integers(0, 5)))]
    for _ in range(draw(st.integers(0, 8))):
        if rows:
            line = rows[draw(st.integers(0, len(rows) - 1))]
            line[draw(st.integers(0, len(headers) - 1))] = draw(NASTY)
    if draw(st.booleans()):
        rows.append([draw(st.sampled_from(["合计", "总计：", "汇总"])), *[""] * (len(headers) - 1)])
    gone = draw(st.sets(st.integers(0, len(headers) - 1), max_size=3))
    places = [i for i in draw(st.permutations(range(len(headers)))) if i not in gone]
    return [[line[i] for i in places] for line in [headers, *rows]]


def account(folder) -> None:
    """Hold an import to its books: what was kept is in the table of its kind."""
    shop = audited(folder)
    for file in shop.files:
        if file.kind and not file.reasons.get("superseded"):
            whole = shop.tables[formats()[file.kind].table].height
            assert whole == file.kept or shop.tables["foreign_orders"].height


@speeds(40, 1000)
def test_mangled_files_keep_their_books(tmp_path_factory, examples):
    @seeded(examples)
    @given(mangled(), st.sampled_from(["gb18030", "utf-8-sig"]))
    def run(lines, encoding):
        content = csv_of(lines, encoding)
        account(with_file(tmp_path_factory.mktemp("shop"), NAME + ".csv", content))

    run()
