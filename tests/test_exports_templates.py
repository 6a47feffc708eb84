"""Plain tables to fill in: each is read as what it is, and what stands in it comes out again."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mangled_files import seeded
from sheet_files import book_of, csv_of, xlsx_of
from shop_files import as_csv, imported, order, shop_folder, with_file
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.errors import ExportError
from shopkit.exports import import_shop, open_shop
from shopkit.exports.aside import kind_of
from shopkit.exports.format import formats
from shopkit.exports.intake import recognise
from shopkit.exports.privacy import hashed
from shopkit.exports.sheets import Sheet, read_sheets
from shopkit.exports.template import (
    notes_of,
    stems_of,
    template_names,
    template_tables,
    write_template,
)
from shopkit.exports.tidy import PRIVATE
from shopkit.i18n import LANGS
from shopkit.layouts import TABLES
from shopkit.plan import load_plan
from shopkit.tables import column, inside

PLAIN = sorted(kind for kind, known in formats().items() if known.yields)
WORDS = st.text("甲乙丙丁浴室置物架abcXYZ", min_size=1, max_size=6).filter(
    lambda said: said.lower() not in ("nan", "na")
)
MOMENT = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(
    lambda at: at.replace(microsecond=0)
)
SPELLED = {
    "id": (st.integers(1, 10**19 - 1).map(str), str),
    "text": (WORDS, str),
    "person": (WORDS, str),
    "time": (MOMENT, str),
    "date": (st.dates(date(2024, 1, 1), date(2026, 12, 31)), str),
    "flag": (st.booleans(), lambda yes: "是" if yes else "否"),
    "count": (st.integers(0, 10**9), "{:,}".format),
    "people": (st.integers(0, 10**9), str),
    "money": (st.integers(0, 10**11), lambda fen: f"{fen // 100}.{fen % 100:02d}"),
    "price": (st.integers(0, 10**9).map(lambda fen: fen / 100), repr),
    "float": (st.integers(0, 10**6).map(lambda n: n / 10), repr),
    "ratio": (st.integers(0, 1000).map(lambda n: n / 1000), repr),
}


WRITERS = {"csv": lambda cells: csv_of(cells, "utf-8-sig"), "xlsx": xlsx_of}


def plan_of(folder):
    return load_plan(shop_folder(folder))


def kind_read(headers, plan):
    found = recognise(Sheet("", [list(headers)]), plan, None)
    return found and found.format.kind


@pytest.mark.parametrize("kind", sorted({*PLAIN, "tidy_orders", "tidy_days", "products"}))
def test_a_template_is_read_as_itself_in_every_spelling(tmp_path, kind):
    stems, plan = stems_of(formats()[kind]), plan_of(tmp_path)
    for spelling in (
        stems,
        *([column(stem).title(lang) for stem in stems] for lang in LANGS),
    ):
        assert len(set(spelling)) == len(spelling)
        assert kind_read(spelling, plan) == kind


@seeded(200)
@given(st.data())
def test_no_file_of_a_platform_is_taken_for_a_plain_table(data):
    platform = sorted(
        kind for kind in formats() if not kind.startswith("tidy_") and kind != "products"
    )
    known = formats()[data.draw(st.sampled_from(platform))]
    parts = [name for join in known.joins.values() for part in join.parts for name in part]
    every = sorted({*known.columns, *parts, *known.marks})
    headers = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    if known.match(headers, {}):
        found = recognise(Sheet("", [headers]), _Nothing(), None)
        assert found is not None
        assert not found.format.yields


class _Nothing:
    """A plan that maps no column."""

    @staticmethod
    def column_map(_):
        return {}


@st.composite
def filled(draw, known):
    """Return the rows of a table as values by stem."""
    needed = frozenset().union(*known.needs)
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        row = {}
        for stem in stems_of(known):
            if stem in known.words:
                values = st.sampled_from(sorted(set(known.words[stem].values())))
            else:
                values = SPELLED[kind_of(stem)][0]
            row[stem] = draw(values if stem in needed else st.one_of(st.none(), values))
        if row.get("date_end"):
            row["date_end"] = row["date"] + timedelta(days=draw(st.integers(0, 40)))
        if row.get("paid") and "paid_at" in row:
            row["paid_at"] = row["paid_at"] or datetime(2026, 1, 1)
        rows.append(row)
    return rows


def spelled(stem, value, known):
    if value is None:
        return ""
    return value if stem in known.words else SPELLED[kind_of(stem)][1](value)


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize(("suffix", "lang"), [("csv", "zh"), ("xlsx", "en")])
def test_what_is_filled_in_comes_out_again(tmp_path_factory, kind, suffix, lang):
    known = formats()[kind]

    @seeded(5)
    @given(filled(known))
    def run(rows):
        stems = stems_of(known)
        heads = [column(stem).title(lang) for stem in stems]
        cells = [heads, *([spelled(s, row[s], known) for s in stems] for row in rows)]
        folder = tmp_path_factory.mktemp("shop")
        shop, file = imported(folder, f"a.{suffix}", WRITERS[suffix](cells))
        assert (file.kind, file.read, file.kept, file.unmapped) == (kind, len(rows), len(rows), ())
        table = shop.tables[known.table].sort("source_row")
        for stem in stems:
            said = [row[stem] for row in rows]
            if kind_of(stem) == "person":
                said = hashed(pl.Series(said, dtype=pl.String), bytes.fromhex("ab" * 32)).to_list()
            if stem == "date_end":
                said = [row[stem] or row["date"] for row in rows]
            if stem == "leaf" and None in said:
                continue
            assert table[inside(stem)].to_list() == said, stem

    run()


@pytest.mark.parametrize("table", sorted(template_tables()))
@pytest.mark.parametrize("lang", LANGS)
def test_a_template_says_what_each_column_is(tmp_path, table, lang):
    out = tmp_path / "t.xlsx"
    write_template(table, lang, out)
    head, notes = read_sheets(out)
    assert head.rows == [[column(s).title(lang) for s in stems_of(template_tables()[table])]]
    assert [[cell for cell in row if cell] for row in notes.rows] == [
        [cell for cell in row if cell] for row in notes_of(template_tables()[table], lang)
    ]
    explained = {row[1] for row in notes.rows[2:]}
    assert explained == set(TABLES[table]) - PRIVATE | explained & {"currency"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_market_template_says_what_its_columns_hold(tmp_path, lang):
    """The day is that of the look, a rating is at most 5, ours is yes or no."""
    out = tmp_path / "t.xlsx"
    write_template("offers", lang, out)
    table, notes = read_sheets(out)
    assert table.name == {"zh": "市场表", "en": "Market table"}[lang]
    said = {row[1]: row for row in notes.rows[2:]}
    assert said["score"][3] == "4.8"
    assert said["own"][3] == {"zh": "是 / 否", "en": "yes / no"}[lang]
    for stem in ("date", "title", "told_by", "own"):
        assert said[stem][4] != column(stem).meaning(lang), stem


def test_the_notes_of_a_filled_template_are_no_finding(tmp_path):
    filled_in = [["评价时间", "评价"], ["2026-10-03", "好评"]]
    notes = notes_of(template_tables()["reviews"], "zh")
    book = book_of({"评价": filled_in, "说明": notes})
    shop = open_shop(with_file(tmp_path, "a.xlsx", book))
    assert [(file.kind, file.kept, file.rejected) for file in shop.files] == [
        ("tidy_reviews", 1, 0)
    ]
    assert shop.tables["reviews"]["rating"].to_list() == ["good"]
    assert not [one for one in shop.findings("zh") if one.code == "sheet_unknown"]


def test_an_empty_template_is_an_empty_file(tmp_path):
    folder = shop_folder(tmp_path)
    write_template("ads", "zh", folder / "exports" / "ads.xlsx")
    [file] = import_shop(folder).files
    assert (file.kind, file.empty, file.error) == ("tidy_ads", True, None)
    with pytest.raises(ExportError, match="not one row"):
        open_shop(folder)


def test_the_command_lists_writes_and_never_overwrites(tmp_path):
    def run(*words):
        return CliRunner().invoke(app, ["template", *map(str, words), "--lang", "zh"])

    listed = run()
    assert [line.split("　")[0] for line in listed.output.splitlines()] == template_names()
    out = tmp_path / "评价.csv"
    assert run("reviews", "--out", out).exit_code == 0
    assert out.read_text("utf-8-sig").startswith("评价时间,评价")
    for words in (("reviews", "--out", out), ("x",), ("ads", "--out", tmp_path / "a.pdf")):
        refused = run(*words)
        assert refused.exit_code == 2
        assert "。" in refused.stderr


COSTS = "sku,unit_cost\nA-1,12\nA-2,30\n"


def costs_in(folder, *names, named):
    """Return a shop with an order file and cost tables, those of `named` written in its plan."""
    made = shop_folder(folder, extra=f"costs:\n  products: [{', '.join(named)}]\n")
    (made / "exports" / "订单.csv").write_bytes(as_csv([order(1)]))
    for n, name in enumerate(names):
        (made / name).write_text(COSTS.replace("12", str(12 + n)), encoding="utf-8")
    return import_shop(made)


@pytest.mark.parametrize("named", ["exports/costs.csv", "./exports/../exports/costs.csv"])
def test_a_cost_table_that_is_in_exports_and_in_the_plan_is_read_once(tmp_path, named):
    shop = costs_in(tmp_path, "exports/costs.csv", named=[named, "exports/costs.csv"])
    assert [file.file for file in shop.files] == ["costs.csv", "订单.csv"]
    assert shop.tables["products"].height == 2
    assert "costs_twice" not in {one.code for one in shop.findings("zh")}


def test_cost_tables_of_one_name_in_two_places_are_told_apart_and_all_heard(tmp_path):
    shop = costs_in(tmp_path, "exports/c.csv", "c.csv", named=["c.csv", "exports/c.csv"])
    assert [file.file for file in shop.files] == ["exports/c.csv", "订单.csv", "c.csv"]
    assert shop.tables["products"].height == 4
    assert "cost_conflict" in {one.code for one in shop.findings("zh")}


@pytest.mark.parametrize("lang", LANGS)
def test_a_second_cost_table_in_exports_is_told_of(tmp_path, lang):
    shop = costs_in(tmp_path, "exports/c.csv", "c.csv", named=["c.csv"])
    assert len({file.file for file in shop.files}) == len(shop.files) == 3
    assert shop.tables["products"].height == 4
    (told,) = [one for one in shop.findings(lang) if one.code == "costs_twice"]
    assert "exports/c.csv" in told.cause
    assert "costs.products" in told.action


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_of_costs_says_where_it_goes(tmp_path, monkeypatch, lang):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}[lang])
    runner = CliRunner()
    costs, other = (runner.invoke(app, ["template", table]) for table in ("products", "stock"))
    assert "products: [products.xlsx]" in costs.stdout
    assert ("模板" if lang == "zh" else "template") in costs.stdout
    assert "costs" not in other.stdout
    assert "exports/" in other.stdout


@pytest.mark.parametrize(
    ("platform", "category", "guess"),
    [
        ("tmall", "服饰鞋包", None),
        ("tmall", "服饰箱包", "服饰鞋包"),
        ("tmall", "Apparel, Shoes, Bags", None),
        ("jd", "服饰内衣", None),
        ("jd", "服务内衣", "服饰内衣"),
        ("tmall", "全新的类目", ""),
        ("taobao", "服饰箱包", None),
        ("other", "服饰箱包", None),
    ],
)
def test_a_category_the_platform_does_not_have_is_told_with_a_guess(
    tmp_path, platform, category, guess
):
    shop_folder(tmp_path, platform, f"  category: {category}\n")
    (tmp_path / "exports" / "订单.csv").write_bytes(as_csv([order(1)]))
    found = [one for one in import_shop(tmp_path).findings("zh") if one.code == "category_unknown"]
    assert bool(found) is (guess is not None)
    if found:
        assert (f"({guess}?)" in found[0].cause) is bool(guess)
        assert "shop.yaml:6" in found[0].place


def test_a_rate_in_the_plan_needs_no_category(tmp_path):
    fees = "fees:\n  - rule: tmall.commission.category\n    rate: 0.05\n"
    shop_folder(tmp_path, "tmall", f"  category: 服饰箱包\n{fees}")
    (tmp_path / "exports" / "订单.csv").write_bytes(as_csv([order(1)]))
    assert "category_unknown" not in {one.code for one in import_shop(tmp_path).findings("zh")}
