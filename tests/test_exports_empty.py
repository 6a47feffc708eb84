"""A file with a header and no rows: told of, never in the way, and knowledge where it is dated."""

import io
import json
from datetime import date

import pytest
import xlsxwriter
from shop_files import ORDER_HEADERS, as_csv, order, shop_folder, with_file
from test_exports_kinds import OWN, PLATFORM
from typer.testing import CliRunner

from shopkit.cli import app
from shopkit.errors import ExportError
from shopkit.exports import open_shop
from shopkit.exports.contents import lacking_shown
from shopkit.exports.format import formats

REFUNDS = "退款编号,订单编号,买家退款金额,退款状态\n".encode()
ADS = "日期,计划名称,主体ID,主体名称,展现量,点击量,花费,总成交金额\n".encode()
OCTOBER = "_2026-10-01_2026-10-31"
ORDERS = as_csv([order(n) for n in range(12)])
KINDS = [pytest.param(kind, rows[0], id=f"{kind}-{n}") for n, (kind, rows) in enumerate(PLATFORM)]
KINDS += [pytest.param(kind, rows[0], id=kind) for kind, rows in OWN]


def beside_orders(folder, name, content, extra=""):
    with_file(folder, "orders.csv", ORDERS)
    return with_file(folder, name, content, extra)


def told(shop, lang):
    return [one for one in shop.findings(lang) if one.code == "file_no_rows"]


@pytest.mark.parametrize(("kind", "headers"), KINDS)
@pytest.mark.parametrize("below", [[], ["合计"]], ids=["nothing", "totals"])
def test_of_every_kind_the_rest_of_the_shop_is_read(tmp_path, kind, headers, below):
    lines = [",".join(headers), *(f"{cell}{',' * (len(headers) - 1)}" for cell in below)]
    extra = "costs: {products: [exports/none.csv]}\n" if kind == "products" else ""
    folder = beside_orders(tmp_path, "none.csv", ("\n".join(lines) + "\n").encode(), extra)
    shop = open_shop(folder)
    empty = next(file for file in shop.files if file.file == "none.csv")
    assert (empty.kind, empty.empty, empty.error) == (kind, True, None)
    assert (empty.read, empty.kept, empty.rejected) == (len(below), 0, len(below))
    assert shop.tables.orders.height == 12
    assert (shop.first_day, shop.last_day) == (date(2026, 10, 1), date(2026, 10, 12))
    for lang in ("zh", "en"):
        [found] = told(shop, lang)
        assert "none.csv" in found.cause
    assert open_shop(folder).files == shop.files  # kept as it was read


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_warns_and_succeeds(tmp_path, lang):
    folder = beside_orders(tmp_path, "refunds.csv", REFUNDS)
    run = CliRunner().invoke(app, ["import", str(folder), "--lang", lang])
    assert run.exit_code == 0
    assert run.stderr.count("refunds.csv") == 1
    run = CliRunner().invoke(app, ["import", str(folder), "--json"])
    [file] = [one for one in json.loads(run.stdout)["files"] if one["file"] == "refunds.csv"]
    assert (file["kind"], file["read"], file["period"]) == ("refunds", 0, None)


@pytest.mark.parametrize("content", [ORDERS.splitlines(keepends=True)[0], REFUNDS, ADS])
def test_a_shop_with_nothing_else_gets_one_message(tmp_path, content):
    folder = with_file(tmp_path, f"none{OCTOBER}.csv", content)
    with pytest.raises(ExportError, match="has a header but not one row") as refused:
        open_shop(folder)
    assert len(refused.value.problems) == 1
    run = CliRunner().invoke(app, ["import", str(folder)])
    assert run.exit_code == 2
    assert run.stderr.count("none_") == 1


def without_refunds(number):
    return {name: cell for name, cell in order(number).items() if name != "退款金额"}


@pytest.mark.parametrize(
    ("name", "refund"),
    [
        (f"退款{OCTOBER}.csv", 0),
        ("退款.csv", None),
        ("退款_2026-11-05.csv", None),  # the day of the download, as likely as not
        ("退款_2026-09-01_2026-09-30.csv", None),
    ],
)
def test_no_refund_in_the_files_own_days_is_a_refund_of_zero(tmp_path, name, refund):
    heads = [head for head in ORDER_HEADERS if head != "退款金额"]
    orders = as_csv([without_refunds(n) for n in range(5)], headers=heads)
    with_file(tmp_path, "orders.csv", orders)
    shop = open_shop(with_file(tmp_path, name, REFUNDS))
    assert shop.tables.orders["refund_fen"].to_list() == [refund] * 5
    known = 120_000 if refund == 0 else None
    assert shop.tables.orders["net_fen"].to_list() == [known] * 5


def test_days_above_the_header_count_too(tmp_path):
    above = "查询时间：2026-10-01 至 2026-10-31\n".encode()
    shop = open_shop(beside_orders(tmp_path, "退款.csv", above + REFUNDS))
    empty = next(file for file in shop.files if file.empty)
    assert (empty.start, empty.end) == (date(2026, 10, 1), date(2026, 10, 31))
    assert shop.days_told()["refunds"] == {date(2026, 10, n) for n in range(1, 32)}


def test_days_without_an_order_are_quiet_where_the_file_says_which(tmp_path):
    nothing = as_csv([])
    with_file(tmp_path, "a.csv", as_csv([order(0)]))
    with_file(tmp_path, "c.csv", as_csv([order(27)]))
    assert date(2026, 10, 15) not in open_shop(tmp_path).tables.order_days
    shop = open_shop(with_file(tmp_path, "b_2026-10-02_2026-10-27.csv", nothing))
    assert date(2026, 10, 15) in shop.tables.order_days


def test_what_no_file_tells_of_is_not_what_one_has_none_of(tmp_path):
    folder = shop_folder(tmp_path)
    with_file(folder, "orders.csv", ORDERS)
    lacking = len(lacking_shown(open_shop(folder), "zh")[1])
    with_file(folder, "refunds.csv", REFUNDS)
    assert len(lacking_shown(open_shop(folder), "zh")[1]) == lacking - 1


def test_rows_that_are_all_bad_are_no_empty_file(tmp_path):
    bad = REFUNDS + "1,2,十元,退款成功\n".encode()
    shop = open_shop(beside_orders(tmp_path, f"退款{OCTOBER}.csv", bad))
    assert not told(shop, "zh")
    assert "rows_rejected" in [one.code for one in shop.findings("zh")]


def test_an_empty_sheet_does_not_hide_one_nobody_knows(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("退款").write_row(0, 0, ["退款编号", "订单编号", "退款金额"])
        book.add_worksheet("客户").write_column(0, 0, ["姓名", "甲"])
    shop = open_shop(beside_orders(tmp_path, "book.xlsx", out.getvalue()))
    named = {file.file: (file.kind, file.read) for file in shop.files}
    assert named["book.xlsx"] == ("refunds", 0)
    assert named["book.xlsx#客户"] == (None, 1)


def test_many_empty_files_are_one_warning(tmp_path):
    for n in range(4):
        beside_orders(tmp_path, f"退款{n}.csv", REFUNDS)
    [found] = told(open_shop(tmp_path), "en")
    assert "4 files" in found.cause
    assert set(formats()) >= {file.kind for file in open_shop(tmp_path).files}
