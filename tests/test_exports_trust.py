"""What the files cover and how far they can be trusted: cut days, gaps, refunds, buyers."""

import io
from datetime import date

import polars as pl
import pytest
import xlsxwriter
from shop_files import ORDER_HEADERS, as_csv, order, with_file

from shopkit.exports import FileReport, import_shop, open_shop
from shopkit.exports.account import coverage_shown
from shopkit.exports.coverage import cut_days
from shopkit.exports.reading import CUT_ROWS
from shopkit.exports.refunds import basis


def codes(shop):
    return [finding.code for finding in shop.findings("zh")]


def days_csv(*days, amount=5):
    lines = [f"{day},10,{amount}" for day in days]
    return "\n".join(["日期,访客数,支付金额", *lines, ""]).encode()


def orders_csv(first, last, rows, letter):
    lines = [f"{letter}{n},2026-10-{first + n % (last - first + 1):02d},1" for n in range(rows)]
    return "\n".join(["order_id,paid_at,paid", *lines, ""]).encode()


def test_days_another_file_holds_whole_are_not_cut():
    def report(rows, first, last):
        span = {"start": date(2026, 10, first), "end": date(2026, 10, last)}
        return FileReport(file="a", kind="tidy_orders", read=rows, kept=rows, reasons={}, **span)

    cut, whole = report(CUT_ROWS, 1, 10), report(9, 1, 8)
    assert cut_days([cut, whole]) == {date(2026, 10, 9), date(2026, 10, 10)}
    assert cut_days([cut, report(9, 1, 31)]) == set()
    assert len(cut_days([cut, cut])) == 10


def test_a_cut_file_that_others_make_good_is_no_finding(tmp_path, monkeypatch):
    monkeypatch.setattr("shopkit.exports.reading.CUT_ROWS", 20)
    with_file(tmp_path, "cut.csv", orders_csv(1, 10, 20, "A"))
    assert "cut_at_limit" in codes(import_shop(tmp_path))
    with_file(tmp_path, "whole.csv", orders_csv(1, 10, 30, "A"))
    shop = import_shop(tmp_path)
    assert shop.tables.cut_days == frozenset()
    assert "cut_at_limit" not in codes(shop)


@pytest.mark.parametrize("number", [1_234_567_890_123_456, 1_930_679_858_000_000_000, 10**15])
def test_long_numbers_of_a_workbook_are_never_taken_for_exact(tmp_path, number):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        rows = [order(1, 订单编号="A"), order(2, 订单编号="B")]
        for r, row in enumerate([dict(zip(ORDER_HEADERS, ORDER_HEADERS, strict=True)), *rows]):
            for c, name in enumerate(ORDER_HEADERS):
                sheet.write_string(r, c, row[name])
        sheet.write_number(1, 0, number)
        sheet.write_number(2, 0, 123_456_789_012_345)
    shop = import_shop(with_file(tmp_path, "a.xlsx", out.getvalue()))
    assert shop.files[0].reasons == {"id_not_exact": 1}
    assert shop.tables.orders["order_id"].to_list() == ["123456789012345"]


def refunded(gross, net):
    """Return orders of 100 with 30 refunded, so many of them telling gross, so many net."""
    paid = [100] * gross + [70] * net + [55]  # the last one tells nothing
    columns = {"due": 100, "refund": 30, "paid_at": date(2026, 10, 1)}
    return pl.DataFrame({"paid": paid}).with_columns(**{k: pl.lit(v) for k, v in columns.items()})


@pytest.mark.parametrize(
    ("gross", "net", "expected"),
    [
        (1, 0, "gross"),
        (0, 3, "net"),
        (19, 1, "gross"),
        (1, 19, "net"),
        (18, 1, "unknown"),
        (3, 1, "unknown"),
        (50, 50, "unknown"),
        (0, 0, "unknown"),
    ],
)
def test_a_clear_majority_tells_whether_paid_is_net(gross, net, expected):
    assert basis(refunded(gross, net), None) == expected
    if expected == "unknown":
        assert basis(refunded(gross, net), declared_net=True) == "net"


def test_no_column_of_buyers_is_told_apart_from_masked_names(tmp_path):
    headers = [name for name in ORDER_HEADERS if name != "买家会员名"]
    rows = [{name: order(n)[name] for name in headers} for n in range(3)]
    shop = import_shop(with_file(tmp_path, "a.csv", as_csv(rows, headers=headers)))
    assert [code for code in codes(shop) if code.startswith("buyers")] == ["buyers_absent"]
    with_file(tmp_path, "b.csv", as_csv([order(5, 买家会员名="t**1")]))
    import_shop(tmp_path)
    told = {finding.code: finding.cause for finding in open_shop(tmp_path).findings("en")}
    assert "75%" in told["buyers_absent"]
    assert "25%" in told["buyers_masked"]


def test_days_missing_at_either_end_are_found_too(tmp_path):
    with_file(tmp_path, "orders.csv", orders_csv(1, 10, 30, "A"))
    days = [f"2026-10-{day:02d}" for day in range(3, 9)]
    shop = import_shop(with_file(tmp_path, "days.csv", days_csv(*days)))
    [told] = [finding for finding in shop.findings("en") if finding.code == "days_missing"]
    assert (told.place, "4 days" in told.cause) == ("shop_days", True)
    frame, words = coverage_shown(shop, "en")
    assert words.title == "4 days are missing between 1 Oct 2026 and 10 Oct 2026"
    assert len(frame) == 2


def test_a_whole_shop_says_so(tmp_path):
    shop = import_shop(with_file(tmp_path, "a.csv", days_csv("2026-10-01", "2026-10-02")))
    assert "days_missing" not in codes(shop)
    assert coverage_shown(shop, "en")[1].title.startswith("Every day from 1 Oct 2026 to 2 Oct")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_shop_of_months_claims_no_days(tmp_path, lang):
    months = days_csv("2026-08", "2026-09", "2026-10-05~2026-10-11")
    shop = open_shop(with_file(tmp_path, "a.csv", months))
    frame, words = coverage_shown(shop, lang)
    assert frame["start"].dt.strftime("%Y-%m-%d").tolist() == ["2026-08-01", "2026-10-05"]
    assert frame["end"].dt.strftime("%Y-%m-%d").tolist() == ["2026-10-01", "2026-10-12"]
    assert not [claim for claim in ("每天都有数据", "Every day") if claim in words.title]
    assert ("整月" if lang == "zh" else "months") in words.title
