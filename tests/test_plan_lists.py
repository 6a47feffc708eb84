"""Products and competitors that stand in files the plan names."""

import pytest
from sheet_files import csv_of, xlsx_of
from shop_files import as_csv, order, shop_folder
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.errors import PlanError
from shopkit.exports import import_shop, open_shop
from shopkit.exports.list_rows import rows_of
from shopkit.exports.lists import header_titles, list_kinds
from shopkit.exports.plan_lists import listed
from shopkit.i18n import LANGS
from shopkit.plan import load_plan
from shopkit.plan.sections.market import Competitor
from shopkit.plan.sections.products import Product

HEADS = ["商品 ID", "商品名称", "商品角色", "主推款", "售价（元）", "上架日期", "卖点", "备注"]
ROWS = [
    ["680000000001", "花洒", "引流款", "是", "¥1,128.50", "2026/3/1", "增压、过滤，静音", "x"],
    ["680000000002", "龙头", "profit", "否", "", "", "", ""],
    ["", "", "", "", "", "", "", ""],
]


def folder_with(tmp_path, rows=ROWS, heads=HEADS, extra="", name="商品.csv"):
    """Return a shop whose plan names a list of products."""
    made = shop_folder(tmp_path, extra=f"lists:\n  products: [{name}]\n{extra}")
    (made / "exports" / "订单.csv").write_bytes(as_csv([order(1)]))
    (made / name).write_bytes(csv_of([heads, *rows]))
    return made


def refused(folder):
    with pytest.raises(PlanError) as caught:
        listed(load_plan(folder), folder)
    return caught.value


def test_rows_become_products_of_the_plan(tmp_path):
    folder = folder_with(tmp_path)
    first, second = listed(load_plan(folder), folder).plan.products
    assert first == Product(
        item_id="680000000001",
        name="花洒",
        role="traffic",
        hero=True,
        price_cny=1128.5,
        listed_on="2026-03-01",
        selling_points=("增压", "过滤", "静音"),
    )
    assert (second.role, second.price_cny, second.hero) == ("profit", None, False)


def test_the_shop_that_is_opened_has_the_plan_with_its_lists(tmp_path):
    folder = folder_with(tmp_path)
    assert len(import_shop(folder).plan.products) == 2
    (folder / "商品.csv").write_bytes(csv_of([HEADS, ROWS[0]]))
    assert len(open_shop(folder).plan.products) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_filled_in_reads_back(tmp_path, lang):
    kind = list_kinds()["competitors"]
    heads = header_titles(kind, lang)
    row = ["竞店甲", "低价", "铜", "99", "860", "4.7", "快、稳", "贵", "搜索结果", "2026-10-01"]
    folder = shop_folder(tmp_path, extra="lists:\n  competitors: [竞品.xlsx]\n")
    (folder / "竞品.xlsx").write_bytes(xlsx_of([heads, row], "竞品"))
    (made,) = listed(load_plan(folder), folder).plan.competitors
    assert made == Competitor(
        name="竞店甲",
        strategy="低价",
        quality="铜",
        price_cny=99,
        units_30_days=860,
        rating=4.7,
        strengths=("快", "稳"),
        weaknesses=("贵",),
        source="搜索结果",
        as_of="2026-10-01",
    )


def test_an_entry_of_the_plan_wins_and_the_difference_is_told(tmp_path):
    own = 'products:\n  - {item_id: "680000000001", name: 花洒, price_cny: 99}\n'
    folder = folder_with(tmp_path, extra=own)
    made = listed(load_plan(folder), folder)
    assert [one.price_cny for one in made.plan.products] == [99, None]
    (clash,) = made.clashes
    assert clash.place == "商品.csv:2 商品 ID"
    rows = made.places("products")
    assert rows == {one.item_id: f"商品.csv:{n}" for n, one in enumerate(made.plan.products[1:], 3)}
    assert made.places("competitors") == {}
    assert clash.fields == ("role", "hero", "price_cny", "listed_on", "selling_points")
    shop = import_shop(folder)
    for lang in LANGS:
        (told,) = [one for one in shop.findings(lang) if one.code == "list_clash"]
        assert "680000000001" in told.cause


def test_every_problem_is_told_with_its_file_row_and_column(tmp_path):
    rows = [
        ["680000000001", "花洒", "爆款", "是", "-3", "三月", "", ""],
        ["", "龙头", "", "也许", "", "", "", ""],
        ["680000000001", "又一个", "", "", "", "", "", ""],
    ]
    error = refused(folder_with(tmp_path, rows))
    assert sorted(problem.place for problem in error.problems) == [
        "商品.csv:2 上架日期",
        "商品.csv:2 售价（元）",
        "商品.csv:2 商品角色",
        "商品.csv:3 主推款",
        "商品.csv:3 商品 ID",
        "商品.csv:4 商品 ID",
    ]
    for lang in LANGS:
        assert len(error.say(lang).splitlines()) == 6


def test_a_header_is_needed_and_a_misspelt_one_is_told(tmp_path):
    (problem,) = refused(folder_with(tmp_path, heads=["甲", "乙"], rows=[["1", "2"]])).problems
    assert (problem.code, problem.place) == ("list_header", "商品.csv")
    (folder := tmp_path / "b").mkdir()
    misspelt = folder_with(folder, heads=["item_id", "prise_cny"], rows=[["1", "2"]])
    (problem,) = refused(misspelt).problems
    assert (problem.code, problem.place, problem.value) == (
        "list_column",
        "商品.csv:1",
        "prise_cny",
    )
    assert "price_cny" in problem.say("en")


@pytest.mark.parametrize("key", ["market", "keywords", "products", "competitors"])
def test_a_file_that_is_not_there_is_told_with_its_line(tmp_path, key):
    folder = shop_folder(tmp_path, extra=f"lists:\n  {key}: [没有.xlsx]\n")
    with pytest.raises(PlanError) as caught:
        import_shop(folder)
    (problem,) = caught.value.problems
    assert problem.code == "plan_no_file"
    assert problem.place.endswith(f"lists.{key}.0")


def test_the_market_and_keyword_tables_are_read_where_the_plan_names_them(tmp_path):
    lists = "lists:\n  market: [市场.csv]\n  keywords: [词.csv]\n"
    folder = shop_folder(tmp_path, extra=lists)
    market = ["日期,商品ID,商品,店铺,类目,价格,近30天销量,评分,评价数,卖点,本店,来源"]
    row = "2026-10-01,7,花洒,甲店,花洒,128.5,860,4.8,2000,增压、过滤,否,搜索结果"
    (folder / "市场.csv").write_text("\n".join([*market, row]), encoding="utf-8")
    words = "日期,关键词,搜索指数,点击率,转化率,在线商品数\n2026-10-01,花洒,9000,5%,0.02,30000\n"
    (folder / "词.csv").write_text(words, encoding="utf-8")
    shop = open_shop(folder)
    (offer,) = shop.tables["offers"].to_dicts()
    assert (offer["unit_price_fen"], offer["units_30_days"], offer["own"]) == (12850, 860, False)
    assert (offer["seller"], offer["told_by"], offer["score"]) == ("甲店", "搜索结果", 4.8)
    (word,) = shop.tables["keywords"].to_dicts()
    assert (word["search_index"], word["click_rate"], word["items_competing"]) == (
        9000,
        0.05,
        30000,
    )
    again = "\n".join([*market, row.replace("860", "900")])
    (folder / "市场.csv").write_text(again, encoding="utf-8")
    assert open_shop(folder).tables["offers"]["units_30_days"].to_list() == [900]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list_kinds())
def test_a_template_of_a_list_has_its_headers_and_says_where_it_goes(tmp_path, name, lang):
    out = tmp_path / f"{name}.xlsx"
    told = CliRunner().invoke(app, ["template", name, "--lang", lang, "--out", str(out)]).output
    kind = list_kinds()[name]
    assert f"{kind.section}: [{out.name}]" in told.replace("\n", "")
    assert rows_of(tmp_path, out.name, kind, ()) == []
