"""Taobao and Tmall exports: every header generation, quirk and word, and what is never read."""

import io
import random
import zipfile
from datetime import datetime

import pytest
from shop_files import shop_folder, with_file
from taobao_files import (
    GENERATIONS,
    HEADERS,
    ORDER,
    PERSON,
    WRITERS,
    csv_of,
    headers_of,
    row,
    table,
    xlsx_of,
)

from shopkit.exports import import_shop
from shopkit.exports.format import formats
from shopkit.exports.intake import recognise
from shopkit.exports.sheets import Sheet
from shopkit.plan import load_plan

KINDS = {**dict.fromkeys(GENERATIONS, "taobao_orders"), **{kind: kind for kind in HEADERS}}


def imported(folder, rows, name="a.csv", write=csv_of):
    """Return the shop and the report of one file."""
    made = import_shop(with_file(folder, name, write(rows)))
    return made, made.files[0]


def read(folder, kind, **changes):
    """Return the first row of the table a changed row of a kind ends in."""
    made, file = imported(folder, [headers_of(kind), row(headers_of(kind), 0, **changes)])
    assert (file.kind, file.kept, file.blanked) == (KINDS[kind], 1, {})
    return made.tables[formats()[file.kind].table].row(0, named=True)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_recognised_in_every_kind_of_file(tmp_path, kind, name):
    made, file = imported(tmp_path, table(kind), name, WRITERS[name])
    assert (file.kind, file.read, file.kept, file.error) == (KINDS[kind], 3, 3, None)
    assert (file.states, file.blanked) == ({}, {})
    assert made.tables[formats()[file.kind].table].height == 3


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stock"])
def test_shuffled_columns_change_nothing(tmp_path, kind, seed):
    rows = table(kind)
    places = list(range(len(rows[0])))
    random.Random(seed).shuffle(places)
    name = formats()[KINDS[kind]].table
    plain = imported(tmp_path / "a", rows)[0].tables[name]
    mixed = imported(tmp_path / "b", [[line[i] for i in places] for line in rows])[0].tables[name]
    assert plain.equals(mixed)


@pytest.mark.parametrize("kind", KINDS)
def test_any_column_may_be_missing(tmp_path, kind):
    """Without a column a file tells still of the same table or of none, never of another."""
    rows, plan = table(kind), load_plan(shop_folder(tmp_path))
    for place in range(len(rows[0])):
        less = Sheet("", [line[:place] + line[place + 1 :] for line in rows])
        found = recognise(less, plan, None)
        assert found is None or found.format.table == formats()[KINDS[kind]].table


@pytest.mark.parametrize("kind", KINDS)
def test_people_are_never_read(tmp_path, kind):
    rows = table(kind)
    rows.append(["x" * 5, *rows[1][1:], "", "more"])  # one row is rejected and told
    imported(tmp_path, rows)
    ours = [tmp_path / "rejected.csv", *(tmp_path / "tables").iterdir()]
    told = b"".join(path.read_bytes() for path in ours)
    assert not [word for word in PERSON if word.encode() in told]


@pytest.mark.parametrize("kind", GENERATIONS)
def test_an_order_of_every_generation(tmp_path, kind):
    got = read(tmp_path, kind)
    assert got["order_id"] == str(ORDER)
    assert (got["goods_fen"], got["due_fen"], got["paid_fen"]) == (58_800, 59_800, 59_800)
    assert got["created_at"] == datetime(2016, 5, 1, 22, 2)
    assert (got["province"], got["city"], got["units"]) == ("浙江", "杭州市", 2)
    assert (got["state"], got["sent"], got["closed_why"]) == ("shipped", True, None)
    assert got["fee_charged_fen"] == 0
    newer = kind in ("1c", "1d", "1d+")
    assert got["received_fen"] == (59_800 if newer else None)
    assert got["refund_fen"] == (0 if newer else None)


def test_an_unpaid_and_a_closed_order(tmp_path):
    unpaid = {"订单付款时间": "", "买家实际支付金额": "0.00", "物流单号": ""}
    got = read(tmp_path / "a", "1d", 订单状态="等待买家付款", **unpaid)
    assert (got["state"], got["paid_at"], got["sent"]) == ("unpaid", None, False)
    got = read(
        tmp_path / "b", "1d", 订单状态="交易关闭", 订单关闭原因="买家不想买了", 退款金额="598.00"
    )
    assert (got["state"], got["closed_why"], got["refund_fen"]) == (
        "closed",
        "买家不想买了",
        59_800,
    )
    got = read(tmp_path / "c", "1d", 订单状态="买家已付款,等待卖家发货", 物流单号="")
    assert (got["state"], got["sent"]) == ("paid", False)


def test_a_time_of_dispatch_among_the_later_extras(tmp_path):
    rows = [
        headers_of("1d+"),
        row(headers_of("1d+"), 0, 发货时间="2016-05-02 09:30:00", 物流单号=""),
    ]
    made, _ = imported(tmp_path, rows)
    assert made.tables.orders["shipped_at"][0] == datetime(2016, 5, 2, 9, 30)


@pytest.mark.parametrize("kind", ["taobao_lines_old", "taobao_lines"])
def test_order_details(tmp_path, kind):
    got = read(tmp_path, kind)
    assert (got["order_id"], got["sku"], got["units"]) == (str(ORDER), "A-0", 2)
    assert (got["unit_price_fen"], got["state"], got["variant"]) == (
        29_900,
        "shipped",
        "颜色分类：白色",
    )


def test_the_old_shape_may_head_its_variants_otherwise_and_be_dated(tmp_path):
    said = HEADERS["taobao_lines_old"].replace("商品属性", "规格名称") + ",创建时间"
    headers = said.split(",")
    made, file = imported(
        tmp_path, [headers, row(headers, 3, 规格名称="白", 创建时间="2016/5/4 22:02")]
    )
    got = made.tables["order_lines"].row(0, named=True)
    assert (file.kind, got["variant"], str(file.start)) == ("taobao_lines_old", "白", "2016-05-04")


@pytest.mark.parametrize(
    ("code", "outer", "sku"),
    [("A-1", "B-2", "A-1"), ("", "B-2", "B-2"), ("无", '="B-2"', "B-2"), ("", "", None)],
)
def test_the_sellers_code_goes_before_the_outer_one(tmp_path, code, outer, sku):
    assert read(tmp_path, "taobao_lines_old", 商家编码=code, 外部系统编号=outer)["sku"] == sku


@pytest.mark.parametrize(
    ("state", "amount", "refund"),
    [
        ("没有申请退款", "无退款申请", 0),
        ("退款成功", "120.50", 12_050),
        ("退款关闭", "120.50", 0),
        ("买家已经申请退款，等待卖家同意", "120.50", 0),
        ("", "120.50", 12_050),
    ],
)
def test_only_refunds_that_were_made_count_on_a_line(tmp_path, state, amount, refund):
    assert read(tmp_path, "taobao_lines", 退款状态=state, 退款金额=amount)["refund_fen"] == refund


def test_a_refund(tmp_path):
    got = read(tmp_path, "refunds")
    assert (got["refund_id"], got["order_id"], got["sku"]) == ("7000000", str(ORDER), "A-0")
    assert (got["refund_fen"], got["refund_state"], got["goods_state"]) == (44_900, "done", "back")
    assert (got["whole"], got["needs_return"], got["reason"]) == (True, True, "不想要了")
    assert got["created_at"] == datetime(2016, 5, 1, 23)
    assert got["refunded_at"] == datetime(2016, 6, 1, 10)


def test_the_older_names_of_a_refund(tmp_path):
    said = "退款编号,订单编号,退款总额,商家编码,退款状态,部分退款/全额退款,货物状态,退货物流信息"
    said += ",是否需要退货"
    cells = ["R1", str(ORDER), "449", "PJ005", "退款成功", "部分退款", "已寄回", "运输中", "否"]
    made, file = imported(tmp_path, [said.split(","), cells])
    got = made.tables["refunds"].row(0, named=True)
    assert (file.kind, got["refund_fen"], got["whole"]) == ("refunds", 44_900, False)
    assert (got["goods_state"], got["needs_return"]) == ("sent_back", False)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("退款成功", "done"),
        ("退款关闭", "closed"),
        ("买家撤销退款申请，退款关闭", None),
        ("退款申请", "open"),
        ("等待卖家处理", "open"),
        ("买家已经退货，等待卖家确认收货", "open"),
        ("卖家拒绝退款", "open"),
        ("未知的说法", None),
    ],
)
def test_words_for_refunds(tmp_path, said, state):
    made, file = imported(tmp_path, table("refunds", 1, 退款状态=said))
    assert made.tables["refunds"]["refund_state"].to_list() == [state]
    assert sum(file.states.values()) == (state is None)


@pytest.mark.parametrize(
    ("goods", "parcel", "state"),
    [
        ("买家已收到货", "", "with_buyer"),
        ("买家未收到货", "", None),
        ("未发货", "", "not_sent"),
        ("买家已退货", "", "sent_back"),
        ("买家已退货", "已签收", "back"),
        ("", "运输中", "sent_back"),
    ],
)
def test_words_for_goods(tmp_path, goods, parcel, state):
    made, file = imported(tmp_path, table("refunds", 1, 货物状态=goods, 退货物流信息=parcel))
    assert made.tables["refunds"]["goods_state"].to_list() == [state]
    assert file.states == {}


def test_a_settlement_of_affiliates(tmp_path):
    got = read(tmp_path, "affiliate")
    assert (got["order_id"], got["line_id"]) == (str(ORDER), str(ORDER + 500))
    assert (got["commission_fen"], got["service_fee_fen"], got["paid_fen"]) == (2_940, 588, 58_800)
    assert (got["commission_rate"], got["units"], got["campaign"]) == (0.05, 2, "通用计划")
    assert got["settled_at"] == datetime(2016, 6, 1, 13)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_ragged_rows_of_affiliates_are_rejected_whole(tmp_path, encoding):
    rows = table("affiliate", 4)
    del rows[2][3]  # everything after it is shifted: a promoter's name under an order's number
    rows[3].insert(13, "1")  # the last cell is empty: only the number of cells tells
    made = import_shop(with_file(tmp_path, "a.csv", csv_of(rows, encoding)))
    [file] = made.files
    assert (file.read, file.kept, file.rejected) == (4, 2, 2)
    assert file.reasons == {"row_shape": 2}
    assert set(made.tables["affiliate"]["line_id"]) == {str(ORDER + 500), str(ORDER + 503)}


def test_cells_padded_with_tabs_do_not_make_tabs_the_mark(tmp_path):
    text = "\n".join(",".join(f"{cell.strip()}\t" for cell in line) for line in table("affiliate"))
    made = import_shop(with_file(tmp_path, "a.csv", f"{text}\n".encode("gbk")))
    assert (made.files[0].kind, made.files[0].kept) == ("affiliate", 3)


def library(rows, dimension=None):
    """Return the product library as the platform writes it, its dimension as wrong as there."""
    content = xlsx_of([["发布模板"], ["请勿修改表头"], *rows], "发布模板")
    if not dimension:
        return content
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            if name.endswith("sheet1.xml"):
                start = said.index(b'<dimension ref="') + 16
                said = said[:start] + dimension + said[said.index(b'"', start) :]
            new.writestr(name, said)
    return out.getvalue()


@pytest.mark.parametrize("dimension", [None, b"A1:A1"])
def test_the_second_of_two_equal_headers_is_the_skus(tmp_path, dimension):
    headers = headers_of("stock")
    cells = row(headers, 0)
    first, second = (i for i, name in enumerate(headers) if name == "商家编码")
    cells[first], cells[second] = "ITEM-1", "SKU-1"
    made = import_shop(with_file(tmp_path, "a.xlsx", library([headers, cells], dimension)))
    got = made.tables["stock"].row(0, named=True)
    assert (got["item_code"], got["sku"], got["sku_id"]) == ("ITEM-1", "SKU-1", "500000")
    assert (got["unit_price_fen"], got["stock_units"], got["variant"]) == (25_900, 40, "颜色:白")
    assert "发货时间.1" in made.files[0].unmapped


def test_pages_without_the_columns_of_skus(tmp_path):
    headers = headers_of("stock")[:9]
    made = import_shop(with_file(tmp_path, "a.xlsx", library([headers, row(headers, 1)])))
    got = made.tables["stock"].row(0, named=True)
    assert (got["item_code"], got["sku"], got["stock_units"]) == ("A-1", None, None)
    assert got["unit_price_fen"] == 29_900


def test_the_newest_library_counts_by_the_day_in_its_name(tmp_path):
    rows = table("stock", 1)
    for name, count in (("商品库_20261031.csv", "5"), ("商品库_20261101.csv", "7"), ("a.csv", "9")):
        content = csv_of([rows[0], row(rows[0], 0, 数量=count)])
        made = import_shop(with_file(tmp_path, name, content))
    got = made.tables["stock"].row(0, named=True)
    assert (str(got["date"]), got["stock_units"]) == ("2026-11-01", 7)
    assert [file.kept for file in made.files] == [0, 0, 1]


def test_a_review_and_one_that_was_not_added_to(tmp_path):
    got = read(tmp_path / "a", "reviews")
    assert (got["rating"], got["followed_up"], got["sku_id"]) == ("good", True, "500000")
    assert read(tmp_path / "b", "reviews", 追评内容="", 评价分类="差评")["followed_up"] is False


def test_service_of_an_agent_and_of_a_month_named_by_the_file(tmp_path):
    got = read(tmp_path / "a", "service")
    assert (got["asked"], got["served"], got["service_paid_fen"]) == (1_200, 1_180, 1_234_560)
    assert (got["answer_seconds"], got["refund_fen"], len(got["agent"])) == (32.5, None, 16)
    rows = [line[1:] for line in table("service", 1)]
    made, _ = imported(tmp_path / "b", rows, "客服_2026-10-01_2026-10-31.csv")
    assert made.tables["service"]["grain"].to_list() == ["month"]


SHOP = "统计日期,访客数,浏览量,支付金额,淘宝客佣金,评价数,描述相符评分,物流服务评分,服务态度评分"
SHOP_CELLS = ["2026-10-01", "10", "20", "100.00", "7.50", "3", "4.8", "4.9", "4.7"]


@pytest.mark.parametrize(
    ("tools", "costs", "stated"),
    [
        ("直通车消耗,钻石展位消耗", ["1,200.10", "0.05"], 120_015),
        ("全站推广花费,关键词推广花费,精准人群推广花费,智能场景花费", ["1", "2", "3.5", "0"], 650),
        ("关键词推广花费,直通车消耗,全站推广花费", ["5", "5", "1"], 600),
        ("直通车消耗", ["12"], 1_200),
        ("直通车消耗,钻石展位消耗", ["12", "-"], None),
        ("", [], None),
    ],
)
def test_the_costs_of_all_ad_tools_are_added(tmp_path, tools, costs, stated):
    headers = [*SHOP.split(","), *filter(None, tools.split(","))]
    made, file = imported(tmp_path, [headers, [*SHOP_CELLS, *costs]])
    got = made.tables.shop_days.row(0, named=True)
    assert (got["ad_cost_stated_fen"], got["affiliate_stated_fen"]) == (stated, 750)
    assert (got["reviews"], got["score_item"], got["score_service"]) == (3, 4.8, 4.7)
    assert file.unmapped == (("直通车消耗",) if stated == 600 else ())


@pytest.mark.parametrize(("cost", "why"), [("abc", "bad_number"), ("-3", "negative")])
def test_a_cost_that_is_no_amount_rejects_its_row(tmp_path, cost, why):
    headers = [*SHOP.split(","), "直通车消耗", "钻石展位消耗"]
    rows = [headers, [*SHOP_CELLS, "1", cost], ["2026-10-02", *SHOP_CELLS[1:], "1", "2"]]
    _, file = imported(tmp_path, rows)
    assert (file.kept, file.reasons) == (1, {why: 1})
