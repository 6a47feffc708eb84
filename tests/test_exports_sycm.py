"""生意参谋 and 商智: items, the tree of traffic sources, the market ranking."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kind_files import (
    ITEM,
    ITEM_TRAFFIC,
    MARKET,
    SYCM_ITEMS,
    SYCM_ITEMS_SHORT,
    SYCM_ROW,
    SZ_ITEMS,
    TRAFFIC,
    as_book,
    as_old_book,
    as_text,
    row,
    split,
)
from mangled_files import seeded
from shop_files import imported, with_file

from shopkit.exports import import_shop
from shopkit.tables import column

ABOVE = [["生意参谋"], ["商品排行"], ["统计时间：2026-10-01 至 2026-10-31"], [""]]


def read(folder, name, content):
    shop, file = imported(folder, name, content)
    return shop.tables, file


@pytest.mark.parametrize("make", [as_book, as_old_book])
def test_items_below_lines_of_words(tmp_path, make):
    said = SYCM_ROW | {"商品访客数": "1,234", "支付金额": "12,345.60", "平均停留时长": "-"}
    content = make(SYCM_ITEMS, [row(SYCM_ITEMS, said)], above=ABOVE)
    tables, file = read(tmp_path, "商品_全部.xls", content)
    [item] = tables["item_days"].to_dicts()
    assert (item["item_id"], item["item_code"]) == (ITEM, "AP-1")
    assert (item["visitors"], item["paid_fen"], item["stay_seconds"]) == (1234, 1_234_560, None)
    assert (item["date"], item["grain"]) == (date(2026, 10, 3), "day")
    assert {"年累计支付金额", "月累计支付金额", "商品支付转化率", "竞争力评分"} <= {*file.unmapped}
    assert not {"conversion_rate", "per_visitor"} & {*file.columns}


def test_the_printed_row_of_the_shorter_table(tmp_path):
    said = split("2026-07-31,10001,测试商品1,ITEM-1,10,25,2,3,1,2,123.45,10%,10.00,4")
    tables, _ = read(tmp_path, "a.csv", as_text(SYCM_ITEMS_SHORT, [said]))
    [item] = tables["item_days"].to_dicts()
    assert [item[name] for name in ("visitors", "paid_buyers", "paid_units")] == [10, 1, 2]
    assert (item["paid_fen"], item["refund_fen"], item["search_visitors"]) == (12_345, 1_000, 4)


def test_people_of_items_never_add(tmp_path):
    for name in ("visitors", "favourites", "cart_buyers", "paid_buyers", "new_buyers"):
        assert not column(name).adds_over


def test_items_without_a_date_column_take_the_span_above(tmp_path):
    headers = SYCM_ITEMS_SHORT[1:]
    said = {name: cell for name, cell in SYCM_ROW.items() if name in headers}
    content = as_book(headers, [row(headers, said)], above=ABOVE)
    tables, _ = read(tmp_path, "商品.xlsx", content)
    [item] = tables["item_days"].to_dicts()
    assert (item["date"], item["date_end"]) == (date(2026, 10, 1), date(2026, 10, 31))
    assert item["grain"] == "month"


def test_a_row_without_its_day_and_a_totals_row_are_told(tmp_path):
    rows = [SYCM_ROW, SYCM_ROW | {"统计日期": "-"}, SYCM_ROW | {"商品ID": "合计："}]
    content = as_text(SYCM_ITEMS_SHORT, [row(SYCM_ITEMS_SHORT, said) for said in rows])
    _, file = read(tmp_path, "商品_2026-10-01.csv", content)
    assert (file.kept, file.reasons) == (1, {"missing_value": 1, "totals_row": 1})


def traffic_file(rows, headers=("流量来源", "来源明细", "访客数", "支付金额")):
    return as_text(list(headers), rows)


@pytest.mark.parametrize("whole", ["汇总", "整体", "-", ""])
def test_a_source_summed_up_is_the_parent_itself(tmp_path, whole):
    rows = [
        ["手淘搜索", whole, "10", "30"],
        ["手淘搜索", "搜索结果页", "8", "20"],
        ["手淘搜索", "搜索直达", "3", "10"],
        ["购物车", whole, "5", "7"],
    ]
    tables, _ = read(tmp_path, "流量_2026-10-01_2026-10-07.csv", traffic_file(rows))
    told = tables["traffic"].select("source_path", "leaf", "paid_fen").rows()
    assert told == [
        ("手淘搜索", False, 3000),
        ("手淘搜索 > 搜索结果页", True, 2000),
        ("手淘搜索 > 搜索直达", True, 1000),
        ("购物车", True, 700),
    ]


def test_three_levels_and_rules_of_attribution(tmp_path):
    headers = ["一级来源", "二级来源", "三级来源", "归属原则", "访客数", "支付金额"]
    rows = [
        [*path, rule, "4", amount]
        for rule, amount in (("每一次访问来源", "9"), ("最后一次访问来源", "5"))
        for path in (("付费", "", ""), ("付费", "直通车", "-"), ("付费", "直通车", "关键词"))
    ]
    rows.append(["付费", "淘宝客", "汇总", "第一次访问来源", "1", "1"])
    tables, _ = read(tmp_path, "2026-10-01.csv", traffic_file(rows, headers))
    leaves = tables["traffic"].filter("leaf").select("source_path", "attribution").rows()
    assert leaves == [
        ("付费 > 直通车 > 关键词", "每一次访问来源"),
        ("付费 > 直通车 > 关键词", "最后一次访问来源"),
        ("付费 > 淘宝客", "第一次访问来源"),
    ]


NAMES = st.sampled_from(["甲", "乙", "丙", "丁"])


@seeded(12)
@given(
    st.dictionaries(st.tuples(NAMES, NAMES, NAMES), st.integers(0, 99_999), min_size=1),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_leaves_add_up_and_parents_do_not(tmp_path_factory, leaves, with_middle, order):
    sums: dict[tuple[str, ...], int] = {}
    for path, fen in leaves.items():
        for depth in (1, 2) if with_middle else (1,):
            sums[path[:depth]] = sums.get(path[:depth], 0) + fen
    rows = [
        [*path, *["汇总"] * (3 - len(path)), "1", f"{fen // 100}.{fen % 100:02}"]
        for path, fen in {**sums, **leaves}.items()
    ]
    order.shuffle(rows)
    headers = ["一级来源", "二级来源", "三级来源", "访客数", "支付金额"]
    folder = tmp_path_factory.mktemp("shop")
    tables, file = read(folder, "2026-10-01.csv", traffic_file(rows, headers))
    told = tables["traffic"]
    assert file.kept == len(rows)
    assert told.filter("leaf")["paid_fen"].sum() == sum(leaves.values())
    assert {*told.filter("leaf")["source_path"]} == {" > ".join(path) for path in leaves}
    assert told["paid_fen"].sum() == sum(leaves.values()) + sum(sums.values())


def test_a_row_of_all_sources_is_no_source(tmp_path):
    rows = [["2026-10-01", "汇总", "9", "1"], ["2026-10-01", "整体", "9", "1"]]
    rows += [["2026-10-01", "-", "9", "1"], ["2026-10-01", "购物车", "9", "1"]]
    content = traffic_file(rows, ["统计日期", "流量来源", "访客数", "支付金额"])
    _, file = read(tmp_path, "a.csv", content)
    assert (file.kept, file.reasons) == (1, {"totals_row": 2, "missing_value": 1})


@pytest.mark.parametrize(
    ("name", "above"),
    [
        (f"商品流量_{ITEM}_2026-10-01.csv", []),
        ("流量_20261001120000_2026-10-01.xlsx", [["商品ID：" + ITEM], ["2026-10-01"]]),
    ],
)
def test_an_item_named_outside_its_table(tmp_path, name, above):
    rows = [row(ITEM_TRAFFIC, {"来源名称": "手淘搜索"})]
    content = as_book(ITEM_TRAFFIC, rows, above=above)
    tables, file = read(tmp_path, name, content)
    assert (file.kind, tables["traffic"]["item_id"].to_list()) == ("sycm_item_traffic", [ITEM])


def test_a_column_of_items_wins_and_none_at_all_is_refused(tmp_path):
    headers = [*ITEM_TRAFFIC, "商品ID"]
    content = as_text(headers, [row(headers, {"来源名称": "购物车", "商品ID": "77"})])
    tables, _ = read(tmp_path, f"{ITEM}_2026-10-01.csv", content)
    assert tables["traffic"]["item_id"].to_list() == ["77"]
    (tmp_path / "exports" / f"{ITEM}_2026-10-01.csv").unlink()
    content = as_text(ITEM_TRAFFIC, [row(ITEM_TRAFFIC, {"来源名称": "购物车"})])
    _, file = read(tmp_path, "流量_202610311200_2026-10-01.csv", content)
    assert file.error is not None
    assert file.error.code == "file_without_item_id"
    assert file.error.say("zh") != file.error.say("en")


def test_the_mobile_table_of_sources(tmp_path):
    lacking = ("新访客", "跳失", "人均")
    headers = [name for name in TRAFFIC if not name.startswith(lacking)]
    content = as_text(headers, [row(headers, {"流量来源": "手淘搜索", "来源明细": "整体"})])
    tables, file = read(tmp_path, "无线_2026-10-01.csv", content)
    assert file.kind == "sycm_traffic"
    assert tables["traffic"]["new_visitors"].to_list() == [None]


def test_the_market_names_items_behind_a_tab(tmp_path):
    said = {"日期": "2026-10-03", "排名": "1", "商品ID": '"\t607834170578"', "商品价格": "¥1,299"}
    said |= {"搜索人数": "2,001", "成交金额": "5,000.00", "店铺名称": "某旗舰店"}
    tables, file = read(tmp_path, "a.csv", as_text(MARKET, [row(MARKET, said)], "gb18030"))
    [item] = tables["market"].to_dicts()
    assert (file.kind, item["item_id"], item["rank"]) == ("sycm_market", ITEM, 1)
    assert (item["unit_price_fen"], item["searchers"], item["paid_fen"]) == (129_900, 2001, 500_000)
    assert "某旗舰店" not in tables["market"].write_csv()


def test_rankings_of_two_categories_stand_beside_each_other(tmp_path):
    for name, item in (("a.csv", "11"), ("b.csv", "22"), ("c.csv", "22")):
        said = {"日期": "2026-10-03", "排名": "1", "商品ID": item, "商品信息": f"架子 {item}"}
        with_file(tmp_path, name, as_text(MARKET, [row(MARKET, said)]))
    shop = import_shop(tmp_path)
    assert sorted(shop.tables["market"]["item_id"]) == ["11", "22"]
    assert [file.kept for file in shop.files] == [1, 0, 1]


@pytest.mark.parametrize(
    ("span", "grain"),
    [
        ("2026-10-03", "day"),
        ("2026-10-01至2026-10-31", "month"),
        ("2026-10-05 ~ 2026-10-11", "week"),
        ("2026-10-01 - 2026-10-03", "range"),
        ("20261001-20261031", "month"),
    ],
)
def test_shangzhi_counts_deals_and_drops_its_total(tmp_path, span, grain):
    said = {"时间": span, "商品id": "1953814331", "成交金额": "1,000.50", "下单金额": "2000"}
    said |= {"成交客户数": "3", "下单客户数": "5", "取消及售后退款金额": "99.5"}
    rows = [row(SZ_ITEMS, said), row(SZ_ITEMS, said | {"商品id": "合计"})]
    tables, file = read(tmp_path, "a.xlsx", as_book(SZ_ITEMS, rows))
    assert (file.kind, file.kept, file.reasons) == ("sz_items", 1, {"totals_row": 1})
    [item] = tables["item_days"].to_dicts()
    assert (item["paid_fen"], item["ordered_fen"], item["refund_fen"]) == (100_050, 200_000, 9_950)
    assert (item["paid_buyers"], item["ordering_buyers"]) == (3, 5)
    assert item["grain"] == grain


def test_two_files_of_the_same_days_count_once(tmp_path):
    first = SYCM_ROW | {"支付金额": "100"}
    later = [SYCM_ROW | {"支付金额": "90"}, SYCM_ROW | {"统计日期": "2026-10-04"}]
    as_rows = [row(SYCM_ITEMS_SHORT, said) for said in later]
    with_file(tmp_path, "a.csv", as_text(SYCM_ITEMS_SHORT, [row(SYCM_ITEMS_SHORT, first)]))
    shop = import_shop(with_file(tmp_path, "b.csv", as_text(SYCM_ITEMS_SHORT, as_rows)))
    assert shop.tables["item_days"].filter(pl.col("date") == date(2026, 10, 3))[
        "paid_fen"
    ].to_list() == [9_000]
    assert [file.reasons for file in shop.files] == [{"superseded": 1}, {}]
