"""A table nobody knows: the map proposed for it reads it, and quotes nothing but header words."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_files import csv_of
from shop_files import ORDER_HEADERS, SECRETS, as_csv, order, shop_folder, with_file
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.exports import import_shop, open_shop
from shopkit.exports.format import formats
from shopkit.exports.header_words import is_sayable
from shopkit.exports.proposal import proposed
from shopkit.plan import load_plan
from shopkit.tables import dictionary

RENAMED = {
    "订单编号": "订单号",
    "买家会员名": "买家会员",
    "买家应付货款": "买家应付货款(元)",
    "总金额": "总 金额",
    "买家实际支付金额": "买家实付金额",
    "订单状态": "订单的状态",
    "收货地址 ": "收货地址信息",
    "订单创建时间": "订单创建 时间",
    "订单付款时间 ": "订单支付时间",
    "宝贝标题 ": "商品标题",
    "宝贝总数量": "宝贝数量",
    "退款金额": "退款总金额",
}
DAYS = ["统计日期", "访客数", "浏览量", "支付买家数", "支付金额", "成功退款金额"]
NEAR_DAYS = ["统计 日期", "访客人数", "浏览量(次)", "支付人数", "支付金额（元）", "退款成功金额"]


def days_csv(headers):
    rows = [[f"2026-10-0{n}", 9, 20, 3, "5.10", 0] for n in (1, 2)]
    return csv_of([headers, *rows], "utf-8")


def orders_csv(renamed):
    heads = [renamed.get(name, name) for name in ORDER_HEADERS]
    rows = [dict(zip(heads, order(n).values(), strict=True)) for n in range(5)]
    return as_csv(rows, headers=heads)


@pytest.mark.parametrize(
    ("known", "near", "table", "kind"),
    [
        (orders_csv({}), orders_csv(RENAMED), "orders", "taobao_orders"),
        (days_csv(DAYS), days_csv(NEAR_DAYS), "shop_days", "sycm_shop"),
    ],
)
def test_a_file_with_other_headers_reads_the_same_with_its_proposal(
    tmp_path, known, near, table, kind
):
    expected = import_shop(with_file(tmp_path / "known", "a.csv", known)).tables[table]
    folder = with_file(tmp_path / "near", "a.csv", near)
    assert not import_shop(folder).tables[table].height
    run = CliRunner().invoke(app, ["import", str(folder), "--json"])
    [told] = json.loads(run.stdout)["files"]
    assert (told["kind"], told["proposal"]["kind"], told["proposal"]["missing"]) == (None, kind, [])
    shown = CliRunner().invoke(app, ["import", str(folder)]).stdout
    assert told["proposal"]["yaml"] in shown
    with_file(folder, "a.csv", near, extra=told["proposal"]["yaml"])
    shop = import_shop(folder)
    [file] = shop.files
    assert (file.kind, file.proposal) == (kind, None)
    assert shop.tables[table].equals(expected)


def test_what_a_known_looking_file_lacks_is_told_and_kept(tmp_path):
    rows = [order(n) for n in range(3)]
    heads = [name for name in ORDER_HEADERS if name != "订单付款时间 "]
    made = as_csv([{name: row[name] for name in heads} for row in rows], headers=heads)
    import_shop(with_file(tmp_path, "orders.csv", as_csv(rows)))
    import_shop(with_file(tmp_path, "lacking.csv", made))
    shop = open_shop(tmp_path)
    [proposal] = [file.proposal for file in shop.files if file.proposal]
    assert (proposal.kind, proposal.missing) == ("taobao_orders", (("paid_at",),))
    for lang, word in (("zh", "还缺"), ("en", "lacks")):
        [found] = [one for one in shop.findings(lang) if one.code == "file_unknown"]
        assert word in found.evidence
        assert "paid_at" in found.evidence


def test_a_kind_the_plan_gives_is_the_one_proposed(tmp_path):
    named = "files:\n  - {file: exports/a.csv, kind: tidy_days}\n"
    folder = with_file(tmp_path, "a.csv", days_csv(NEAR_DAYS), extra=named)
    [file] = import_shop(folder).files
    assert file.proposal.kind == "tidy_days"
    assert "files:" not in file.proposal.yaml()
    with_file(tmp_path, "a.csv", days_csv(NEAR_DAYS), extra=named + file.proposal.yaml())
    assert import_shop(folder).tables.shop_days["paid_fen"].to_list() == [510, 510]


KNOWN = {name for one in formats().values() for name in one.columns}
SIGNS = sorted({sign for name in KNOWN for sign in name})
NAMES = st.one_of(
    st.text("王李张刘元金成时全任计安方白高商数", min_size=2, max_size=3),
    st.tuples(st.sampled_from("王李张元金"), st.text(SIGNS, min_size=1, max_size=2)).map("".join),
).filter(lambda said: not any(said in name for name in KNOWN) and not said.startswith("金额"))
PRIVATE = st.one_of(
    NAMES,
    st.integers(10**10, 2 * 10**10).map(str),
    st.tuples(NAMES, st.integers(1, 99)).map(lambda said: f"{said[0]}路{said[1]}号"),
    st.sampled_from(["浙江省 杭州市 西湖区", "buyer_7", "t**1", "pay@example.com", *SECRETS]),
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    st.lists(PRIVATE, min_size=2, max_size=8),
    st.lists(st.sampled_from(["1,200.00", "2026-10-01 14:00:00", "交易成功", "5", ""]), max_size=4),
)
def test_a_first_row_of_people_is_never_quoted(people, others):
    proposal = proposed([[*people, *others]], _Nothing(), None, "exports/a.csv")
    quoted = set(proposal.columns) if proposal else set()
    assert quoted <= KNOWN


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(PRIVATE, min_size=1, max_size=3), st.integers(3, 7))
def test_people_beside_true_headers_are_never_quoted(people, count):
    heads = [
        "订单号",
        "买家实付金额",
        "订单支付时间",
        "商品标题",
        "宝贝数量",
        "订单状态",
        "总 金额",
    ]
    proposal = proposed([[*heads[:count], *people]], _Nothing(), None)
    assert not set(proposal.columns if proposal else ()) & set(people)


class _Nothing:
    """A plan that maps no column."""

    column_maps = ()

    def model_copy(self, update):
        copy = type(self)()
        copy.column_maps = update["column_maps"]
        return copy

    def column_map(self, kind):
        return {
            header: name.removesuffix("_cny")
            for one in self.column_maps
            if one.kind == kind
            for header, name in one.columns.items()
        }


@pytest.mark.parametrize(
    "cell", ["张三丰", "13000000001", "幸福路1号", "pay@example.com", "", "=1+1"]
)
def test_only_header_words_may_be_said(cell):
    assert not is_sayable(cell)


def test_names_proposed_are_names_of_the_dictionary(tmp_path):
    plan = load_plan(shop_folder(tmp_path))
    found = proposed([list(RENAMED.values())], plan, None)
    assert {name.removesuffix("_cny") for name in found.columns.values()} <= set(dictionary())


SHORT = ["单号", "成交时间", "实收", "件数", "货号"]


def short_csv(headers, numbers=(1, 2, 3, 4)):
    rows = [
        [f"A00{n}", "2026-10-01 10:00:00", "99.00", 2, f"H-{row}", "架子"][: len(headers)]
        for row, n in enumerate(numbers)
    ]
    return csv_of([headers, *rows], "utf-8")


def test_orders_with_an_item_number_are_proposed_as_orders_and_bring_sales(tmp_path):
    folder = with_file(tmp_path, "a.csv", short_csv(SHORT))
    [file] = import_shop(folder).files
    assert (file.proposal.kind, file.proposal.missing) == ("tidy_orders", ())
    with_file(folder, "a.csv", short_csv(SHORT), extra=file.proposal.yaml())
    orders = import_shop(folder).tables["orders"]
    assert orders["paid_fen"].to_list() == [9900] * 4
    assert orders["units"].to_list() == [2] * 4
    assert orders["paid_at"].null_count() == 0


@pytest.mark.parametrize(
    "made", [short_csv([*SHORT, "宝贝名称"]), short_csv(SHORT, numbers=(1, 1, 2, 3))]
)
def test_lines_of_goods_stay_lines_and_are_told_to_bring_no_sales(tmp_path, made):
    [file] = import_shop(with_file(tmp_path, "a.csv", made)).files
    assert file.proposal.kind == "tidy_order_lines"
    assert "不带来销售额" in file.proposal.said("zh")
    assert "bring no sales" in file.proposal.said("en")
