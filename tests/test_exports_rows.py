"""Rows and cells: what splits a day, which copy of an order wins, what is left blank."""

import pytest
from shop_files import as_csv, order, with_file

from shopkit.exports import import_shop, open_shop

UNPAID = {"买家实际支付金额": "0", "订单付款时间 ": "", "订单状态": "等待买家付款"}


def codes(shop):
    return [finding.code for finding in shop.findings("zh")]


def found(shop, code, lang="zh"):
    return next(finding for finding in shop.findings(lang) if finding.code == code)


@pytest.mark.parametrize(
    "header", ["一级来源", "终端", "领取张数", "活动名称", "计划名称", "省份", "类目", "SKU"]
)
@pytest.mark.parametrize("date", ["统计日期", "日期"])
def test_tables_of_a_part_are_never_the_shop(tmp_path, header, date):
    said = f"{date},{header},访客数,浏览量,支付金额\n2026-10-01,1,10,20,5\n"
    shop = import_shop(with_file(tmp_path, "a.csv", said.encode()))
    [file] = shop.files
    known = {"一级来源": ("sycm_traffic", 1)}
    assert (file.kind, file.kept) == known.get(header, (None, 0))
    assert not shop.tables.shop_days.height


@pytest.mark.parametrize("headers", ["访客数,浏览量", "访客数,支付金额", "浏览量,支付金额"])
def test_two_of_three_figures_make_a_table_of_the_shop(tmp_path, headers):
    said = f"统计日期,{headers}\n2026-10-01,10,5\n"
    [file] = import_shop(with_file(tmp_path, "a.csv", said.encode())).files
    assert (file.kind, file.kept) == ("sycm_shop", 1)
    said = "统计日期,访客数,别的\n2026-10-01,10,5\n"
    [file] = import_shop(with_file(tmp_path, "a.csv", said.encode())).files
    assert file.kind is None


@pytest.mark.parametrize("head", ["统计日期,设备,访客数,支付金额", "日期,设备,访客数,支付金额"])
def test_a_file_that_splits_days_is_refused(tmp_path, head):
    said = f"{head}\n2026-10-01,手机,10,5\n2026-10-01,电脑,4,2\n2026-10-02,手机,1,1\n"
    shop = import_shop(with_file(tmp_path, "a.csv", said.encode()))
    [file] = shop.files
    assert (file.kept, file.error and file.error.code) == (0, "split_days")
    assert "2026-10-01" in file.error.say("en")
    assert not shop.tables.shop_days.height


def test_the_same_day_twice_with_the_same_figures_counts_once(tmp_path):
    said = "统计日期,设备,访客数,支付金额\n2026-10-01,甲,10,5\n2026-10-01,乙,10,5\n"
    shop = import_shop(with_file(tmp_path, "a.csv", said.encode()))
    assert (shop.files[0].kept, shop.files[0].reasons) == (1, {"superseded": 1})
    assert "days_revised" not in codes(shop)


def test_days_two_files_tell_differently_are_found(tmp_path):
    with_file(tmp_path, "a.csv", "日期,访客数,支付金额\n2026-10-01,9,5\n2026-10-02,9,5\n".encode())
    with_file(tmp_path, "b.csv", "日期,访客数,支付金额\n2026-10-01,8,5\n2026-10-03,9,5\n".encode())
    with_file(tmp_path, "c.csv", "日期,访客数,支付金额\n2026-10-02,9,5\n2026-10-04,9,5\n".encode())
    import_shop(tmp_path)
    shop = open_shop(tmp_path)
    assert [(file.file, file.revised) for file in shop.files] == [
        ("a.csv", 1),
        ("b.csv", 0),
        ("c.csv", 0),
    ]
    assert " 1 " in found(shop, "days_revised").cause
    assert shop.tables.shop_days["visitors"].to_list() == [8, 9, 9, 9]


@pytest.mark.parametrize("state", ["买家已签收", ""])
def test_an_order_paid_in_any_state_beats_its_unpaid_copy(tmp_path, state):
    with_file(tmp_path, "b_early.csv", as_csv([order(1, **UNPAID)]))
    shop = import_shop(with_file(tmp_path, "a_late.csv", as_csv([order(1, 订单状态=state)])))
    assert shop.tables.orders["paid_fen"].to_list() == [120_000]
    assert {file.file: file.kept for file in shop.files} == {"a_late.csv": 1, "b_early.csv": 0}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("买家已付款,等待卖家发货", "paid"),
        ("卖家已发货, 等待买家确认", "shipped"),
        ("卖家部分发货", "shipped"),
        ("买家已付款，等待卖家发货", "paid"),
    ],
)
def test_states_as_platforms_write_them(tmp_path, said, state):
    shop = import_shop(with_file(tmp_path, "a.csv", as_csv([order(1, 订单状态=said)])))
    assert shop.tables.orders["state"].to_list() == [state]
    assert "states_unknown" not in codes(shop)


def test_unknown_states_are_counted_and_only_states_are_told(tmp_path):
    states = ["买家已签收", "买家已签收", "张三丰", "13000000001"]
    rows = [order(n, 订单状态=state) for n, state in enumerate(states)]
    import_shop(with_file(tmp_path, "a.csv", as_csv(rows)))
    shop = open_shop(tmp_path)
    told = found(shop, "states_unknown")
    assert "4 " in told.cause
    assert "买家已签收 × 2" in told.evidence
    kept = told.evidence + (tmp_path / "tables" / "import.json").read_text("utf-8")
    assert not [state for state in states[2:] if state in kept]
    assert shop.tables.orders["state"].to_list() == [None] * 4


def test_unreadable_measures_are_left_blank_and_their_rows_stay(tmp_path):
    said = (
        "统计日期,访客数,浏览量,支付金额,跳失率,平均停留时长\n"
        "2026-10-01,10,20,5,67.5,00:01:20\n"
        "2026-10-02,10,20,5,67.5%,80.5\n"
        "2026-10-03,10,20,5,-,-3\n"
        "2026-10-04,x,20,5,bad,bad\n"
    )
    import_shop(with_file(tmp_path, "a.csv", said.encode()))
    shop = open_shop(tmp_path)
    [file] = shop.files
    assert (file.read, file.kept, file.reasons) == (4, 3, {"bad_number": 1})
    assert shop.tables.shop_days["bounce_rate"].to_list() == [None, 0.675, None]
    assert shop.tables.shop_days["stay_seconds"].to_list() == [80.0, 80.5, None]
    assert file.blanked == {"bounce_rate": 1, "stay_seconds": 1}
    told = found(shop, "cells_blanked", "en")
    assert "2 cells" in told.cause
    assert "Bounce rate × 1" in told.evidence
