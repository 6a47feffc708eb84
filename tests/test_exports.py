"""Reading exports: recognised by content, every row accounted for, nobody's data let through."""

from datetime import date

import polars as pl
import pytest
from shop_files import (
    DONE,
    ORDER_HEADERS,
    SECRETS,
    as_csv,
    as_xls,
    as_xlsx,
    imported,
    order,
    rejected_rows,
    shop_folder,
    with_file,
)

from shopkit.errors import ExportError
from shopkit.exports import import_shop, open_shop

ROWS = [order(n) for n in range(12)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gbk.csv", as_csv(ROWS)),
        ("utf8.csv", as_csv(ROWS, "utf-8")),
        ("bom.csv", as_csv(ROWS, "utf-8-sig")),
        ("utf16.csv", as_csv(ROWS, "utf-16")),
        ("tabs.txt", as_csv(ROWS, delimiter="\t")),
        ("book.xlsx", as_xlsx(ROWS)),
        ("preamble.xlsx", as_xlsx(ROWS, above=7)),
        ("old.xls", as_xls(ROWS)),
        ("misnamed.csv", as_xlsx(ROWS)),
    ],
)
def test_the_same_orders_come_out_of_every_kind_of_file(tmp_path, name, content):
    shop, file = imported(tmp_path, name, content)
    assert (file.kind, file.read, file.kept, file.rejected) == ("taobao_orders", 12, 12, 0)
    orders = shop.tables.orders
    assert orders["order_id"].to_list() == [f"{1_930_679_858_000_000_000 + n}" for n in range(12)]
    assert orders["paid_fen"].to_list() == [120_000] * 12
    assert orders["net_fen"].to_list() == [120_000] * 12
    assert orders["state"].unique().to_list() == ["done"]
    assert orders["province"].unique().to_list() == ["浙江"]
    assert orders["city"].unique().to_list() == ["杭州市"]
    assert (file.start, file.end) == (date(2026, 10, 1), date(2026, 10, 12))


def test_nobody_reaches_tables_or_rejects(tmp_path):
    rows = [*ROWS, order(20, 总金额="幸福路"), order(21, 买家实际支付金额="13000000001x")]
    shop, file = imported(tmp_path, "a.csv", as_csv(rows))
    assert file.reasons == {"bad_number": 2}
    kept = [(tmp_path / "rejected.csv").read_text("utf-8"), shop.tables.orders.write_csv()]
    kept += [(tmp_path / "tables" / "import.json").read_text("utf-8")]
    for said in kept:
        assert not [secret for secret in (*SECRETS, "buyer_1") if secret in said]
    assert shop.tables.orders["buyer"].n_unique() == 7


def test_masked_names_are_no_identity(tmp_path):
    rows = [order(1, 买家会员名="t**1"), order(2, 买家会员名="t**1")]
    shop, _ = imported(tmp_path, "a.csv", as_csv(rows))
    assert shop.tables.orders["buyer"].to_list() == [None, None]
    assert "buyers_masked" in [finding.code for finding in shop.findings("zh")]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (order(99, 订单编号="5.12769E+18"), "order_id", "id_not_exact"),
        (order(99, 订单编号="-"), "order_id", "missing_value"),
        (order(99, 买家实际支付金额=""), "paid", "missing_value"),
        (order(99, 买家实际支付金额="-5"), "paid", "negative"),
        (order(99, 买家实际支付金额="十元"), "paid", "bad_number"),
        (order(99, **{"订单付款时间 ": "2026-13-01 10:00:00"}), "paid_at", "bad_time"),
        (order(99, **{"订单付款时间 ": ""}), "paid_at", "no_payment_time"),
        (order(99, 宝贝总数量="1.5"), "units", "bad_number"),
        (order(99, 订单编号="合计"), "", "totals_row"),
        (dict(zip(ORDER_HEADERS, ORDER_HEADERS, strict=True)), "", "repeated_header"),
    ],
)
def test_each_unusable_row_is_told_with_its_reason(tmp_path, row, column, reason):
    _, file = imported(tmp_path, "a.csv", as_csv([*ROWS, row]))
    assert (file.read, file.kept, file.reasons) == (13, 12, {reason: 1})
    [told] = rejected_rows(tmp_path)
    assert (told["file"], told["column"], told["reason"]) == ("a.csv", column, reason)
    assert told["explanation"]


def test_rows_of_another_shape_are_told(tmp_path):
    good = as_csv(ROWS).decode("gb18030")
    torn = good + "1,2,3\r\n" + ",".join(["x"] * (len(ORDER_HEADERS) + 1)) + "\r\n\r\n"
    _, file = imported(tmp_path, "a.csv", torn.encode("gb18030"))
    assert (file.read, file.reasons) == (14, {"row_shape": 2})


def test_unpaid_and_closed_orders_stay(tmp_path):
    unpaid = {"买家实际支付金额": "0", "订单付款时间 ": "", "订单状态": "等待买家付款"}
    rows = [order(1), order(2, **unpaid), order(3, **{**unpaid, "订单状态": "交易关闭"})]
    shop, file = imported(tmp_path, "a.csv", as_csv(rows))
    assert file.kept == 3
    assert shop.tables.orders["state"].to_list() == ["done", "unpaid", "closed"]


def test_an_order_in_two_exports_counts_once_in_its_latest_state(tmp_path):
    early = [order(1, 订单状态="卖家已发货，等待买家确认"), order(2)]
    late = [order(1, 订单状态=DONE, 退款金额="200.00"), order(2, 订单状态=DONE)]
    with_file(tmp_path, "b_early.csv", as_csv(early))
    shop = import_shop(with_file(tmp_path, "a_late.csv", as_csv(late)))
    assert [(f.file, f.kept, f.reasons) for f in shop.files] == [
        ("a_late.csv", 1, {"superseded": 1}),
        ("b_early.csv", 1, {"superseded": 1}),
    ]
    assert shop.tables.orders["refund_fen"].to_list() == [20_000, 0]
    assert all(file.read == file.kept + file.rejected for file in shop.files)


@pytest.mark.parametrize(
    ("refunded", "declared", "basis", "paid", "net"),
    [
        ({"买家实际支付金额": "1200.00"}, None, "gross", 120_000, 90_000),
        ({"买家实际支付金额": "900.00"}, None, "net", 120_000, 90_000),
        ({"买家实际支付金额": "1000.00"}, None, "unknown", 100_000, None),
        ({"买家实际支付金额": "1000.00"}, "true", "net", 130_000, 100_000),
        ({"买家实际支付金额": "1000.00"}, "false", "gross", 100_000, 70_000),
        ({"买家实际支付金额": "900.00"}, "false", "net", 120_000, 90_000),
    ],
)
def test_whether_paid_is_net_of_refunds(tmp_path, refunded, declared, basis, paid, net):  # noqa: PLR0913, PLR0917
    extra = f"reading:\n  paid_is_net_of_refunds: {declared}\n" if declared else ""
    rows = [order(1, 退款金额="300.00", **refunded)]
    shop, file = imported(tmp_path, "a.csv", as_csv(rows), extra)
    assert file.paid_basis == basis
    assert shop.tables.orders.select("paid_fen", "net_fen").row(0) == (paid, net)
    unknown = "net_unknown" in [finding.code for finding in shop.findings("zh")]
    assert unknown == (basis == "unknown")


def test_a_subset_of_columns_is_still_an_order_list(tmp_path):
    headers = ["订单编号", "买家实际支付金额", "订单付款时间 "]
    rows = [{name: order(n)[name] for name in headers} for n in range(3)]
    shop, file = imported(tmp_path, "a.csv", as_csv(rows, headers=headers))
    assert (file.kind, file.kept) == ("taobao_orders", 3)
    assert shop.tables.orders["net_fen"].to_list() == [None] * 3
    assert shop.tables.orders["buyer"].to_list() == [None] * 3


SYCM = (
    "统计日期,访客数,浏览量,跳失率,加购人数,下单买家数,支付买家数,支付父订单数,"
    "支付金额,成功退款金额\n"
)


def test_sycm_by_day_week_and_month(tmp_path):
    said = SYCM + (
        '2026-10-01,"1,234","5,678",45.10%,120,40,35,36,"12,345.67",-\n'
        "2026-10-05~2026-10-11,7000,1,45%,1,1,1,1,1.00,0\n"
        "2026-10,30000,1,45%,1,1,1,1,1.00,0\n"
    )
    shop, file = imported(tmp_path, "a.csv", said.encode("gb18030"))
    assert (file.kind, file.kept) == ("sycm_shop", 3)
    days = shop.tables.shop_days.sort("date_end")
    assert days["grain"].to_list() == ["day", "week", "month"]
    first = days.row(0, named=True)
    assert (first["visitors"], first["paid_fen"], first["bounce_rate"]) == (1234, 1_234_567, 0.451)
    assert first["refund_fen"] is None


def test_a_sycm_table_of_sources_is_taken_for_what_it_is(tmp_path):
    said = "统计日期,流量来源,访客数,支付金额\n2026-10-01,1,10,5\n"
    shop, file = imported(tmp_path, "a.csv", said.encode())
    assert (file.kind, file.read, file.kept) == ("sycm_traffic", 1, 1)
    assert not shop.tables.shop_days.height


@pytest.mark.parametrize("header", ["商品ID", "优惠券名称"])
def test_a_sycm_table_of_a_part_is_not_taken_for_the_shop(tmp_path, header):
    said = f"统计日期,{header},访客数,支付金额\n2026-10-01,1,10,5\n"
    shop, file = imported(tmp_path, "a.csv", said.encode())
    assert (file.kind, file.read, file.rejected) == (None, 1, 1)
    assert file.error is not None
    assert header in file.error.say("zh")
    assert not shop.tables.shop_days.height


def test_plain_tables_in_either_language_and_mapped_columns(tmp_path):
    english = b"order_id,paid_at,paid,refund,state\nA1,2026-10-01 10:00,5.50,0,done\n"
    with_file(tmp_path, "en.csv", english)
    with_file(tmp_path, "zh.csv", "订单编号,支付时间,支付金额\nA2,2026/10/2 9:00,6\n".encode())
    with_file(tmp_path, "days.csv", "日期,访客数,支付金额\n2026-10-01,100,11.50\n".encode())
    maps = (
        "column_maps:\n  - kind: tidy_orders\n    columns:\n"
        "      Nummer: order_id\n      Bezahlt am: paid_at\n      Betrag: paid\n"
    )
    shop = import_shop(
        with_file(tmp_path, "map.csv", b"Nummer;Bezahlt am;Betrag\nA3;2026-10-03;7\n", maps)
    )
    kinds = {file.file: file.kind for file in shop.files}
    assert kinds == {
        "en.csv": "tidy_orders",
        "zh.csv": "tidy_orders",
        "map.csv": "tidy_orders",
        "days.csv": "tidy_days",
    }
    assert shop.tables.orders.select("order_id", "paid_fen").rows() == [
        ("A1", 550),
        ("A2", 600),
        ("A3", 700),
    ]


BROKEN = {
    "empty.csv": (b"", "file_empty"),
    "blank.csv": (b"\r\n \r\n", "file_empty"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n....", "file_unreadable"),
    "page.xls": (b"<html><body>login</body></html>", "file_unreadable"),
    "half.xlsx": (as_xlsx(ROWS)[:3000], "file_unreadable"),
    "cut.csv": (as_csv(ROWS)[:-60], "file_truncated"),
    "foreign.csv": (b"a,b\n1,2\n", "file_unknown"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_get_one_message_each_and_leave_nothing_behind(tmp_path, name):
    content, code = BROKEN[name]
    shop, file = imported(tmp_path, name, content)
    assert file.error is not None
    assert file.error.code == code
    assert name in file.error.say("zh")
    assert file.read == file.kept + file.rejected
    if code != "file_unknown":
        assert not (tmp_path / "tables").exists()
        assert not (tmp_path / "rejected.csv").exists()
    with pytest.raises(ExportError):
        open_shop(tmp_path)
    assert shop.files[0].kept == 0


def test_a_foreign_table_does_not_stop_the_others(tmp_path):
    with_file(tmp_path, "foreign.csv", b"a,b\n1,2\n")
    with_file(tmp_path, "orders.csv", as_csv(ROWS))
    shop = open_shop(tmp_path)
    assert shop.tables.orders.height == 12
    assert "file_unknown" in [finding.code for finding in shop.findings("en")]


def test_exactly_the_platforms_limit_marks_the_days_incomplete(tmp_path):
    headers = ["order_id", "paid_at", "paid"]
    lines = [",".join(headers), *(f"A{n},2026-10-{n % 28 + 1:02d},1" for n in range(100_000))]
    shop, file = imported(tmp_path, "a.csv", "\n".join([*lines, ""]).encode())
    assert file.kept == 100_000
    assert shop.tables.cut_days == shop.tables.order_days
    assert "cut_at_limit" in [finding.code for finding in shop.findings("zh")]


def test_opening_again_reads_the_kept_tables_until_something_changes(tmp_path):
    with_file(tmp_path, "a.csv", as_csv(ROWS))
    first = open_shop(tmp_path)
    kept = (tmp_path / "tables" / "orders.parquet").stat().st_mtime_ns
    again = open_shop(tmp_path)
    assert (again.files, again.tables.order_days) == (first.files, first.tables.order_days)
    assert again.tables.orders.equals(first.tables.orders)
    assert (tmp_path / "tables" / "orders.parquet").stat().st_mtime_ns == kept
    with_file(tmp_path, "b.csv", as_csv([order(50)]))
    assert open_shop(tmp_path).tables.orders.height == 13


def test_days_between_two_files_count_as_quiet_only_if_few(tmp_path):
    near = [order(0), order(4)]  # 1 and 5 October
    far = [order(20)]  # 21 October
    with_file(tmp_path, "a.csv", as_csv(near))
    shop = import_shop(with_file(tmp_path, "b.csv", as_csv(far)))
    assert date(2026, 10, 3) in shop.tables.order_days
    assert date(2026, 10, 12) not in shop.tables.order_days
    assert "days_missing" in [finding.code for finding in shop.findings("en")]


def test_hostile_names_harm_nothing(tmp_path):
    title = "=cmd|'/c calc'!A1"
    rows = [order(1, **{"宝贝标题 ": title}), order(2, 总金额="=1+1")]
    with_file(tmp_path, "=cmd.csv", as_csv(rows))
    shop = import_shop(tmp_path)
    assert shop.tables.orders["title"].to_list() == [title]
    [told] = rejected_rows(tmp_path)
    assert told["file"] == "'=cmd.csv"
    assert not told["value"].startswith("=")


def test_an_empty_shop_says_what_to_do(tmp_path):
    with pytest.raises(ExportError, match="holds no file"):
        open_shop(shop_folder(tmp_path))


def test_tables_have_the_dictionarys_columns(tmp_path):
    shop, _ = imported(tmp_path, "a.csv", as_csv(ROWS))
    assert shop.tables.orders.schema["paid_fen"] == pl.Int64
    assert "paid" not in shop.tables.orders.columns
