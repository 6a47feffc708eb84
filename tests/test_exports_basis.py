"""Whether an amount paid is before refunds is stated by its format where that is written."""

import pytest
from kind_files import JD_ORDERS, JD_ROW, SHOPIFY, SHOPIFY_ROW, WOO_ROW, WOOCOMMERCE, as_text, row
from shop_files import as_csv, order, with_file

from shopkit import kpi
from shopkit.exports import import_shop
from shopkit.periods import Period

REFUNDS = "refunds_2026-10-01_2026-10-31.csv"
TIMES = ("2026-10-20 10:00:00", "2026-10-21 10:00:00")


def refunds(*told):
    """Return a refund export: order number and amount of refunds that were completed."""
    heads = "退款编号,订单编号,退款总额,退款状态,退款创建时间,退款完结时间\n"
    rows = [
        f"R{n},{number},{cny},退款成功,{','.join(TIMES)}" for n, (number, cny) in enumerate(told)
    ]
    return (heads + "\n".join(rows) + "\n").encode()


def jd(folder, *orders, extra=""):
    """Import a JD order list of 2026-10: 100 yuan each; every dict changes one of them."""
    paid = {"应付金额": "100.00", "结算金额": "100.00", "订单金额": "100.00", "京东价": "100.00"}
    day = {"下单时间": "2026-10-03 10:00:00", "付款确认时间": "2026-10-03 10:01:00"}
    rows = [
        row(JD_ORDERS, JD_ROW | paid | day | {"订单号": str(n), "订单状态": "完成"} | said)
        for n, said in enumerate(orders, 1)
    ]
    return import_shop(with_file(folder, "jd.csv", as_text(JD_ORDERS, rows), extra))


def nets(shop):
    return dict(shop.tables.orders.select("order_id", "net_fen").iter_rows())


@pytest.mark.parametrize("cancelled", [False, True])
def test_refunds_of_another_file_leave_what_jd_was_paid(tmp_path, cancelled):
    with_file(tmp_path, REFUNDS, refunds(("2", "30.00")))
    shop = jd(tmp_path, {}, {}, {"订单状态": "(删除)等待出库"} if cancelled else {})
    assert nets(shop) == {"1": 10_000, "2": 7_000, "3": 0 if cancelled else 10_000}
    view = kpi.overview(shop.tables, Period.parse("2026-10-03..2026-10-03"))
    assert view.now.value("net") == (170.0 if cancelled else 270.0)
    assert "net_unknown" not in {finding.code for finding in shop.findings("zh")}


def test_without_a_refund_file_nothing_is_asked_of_the_plan(tmp_path):
    shop = jd(tmp_path, {}, {})
    assert nets(shop) == {"1": None, "2": None}  # refunds are unknown, the basis is not
    assert "net_unknown" not in {finding.code for finding in shop.findings("zh")}
    view = kpi.overview(shop.tables, Period.parse("2026-10-03..2026-10-03"))
    assert "paid_is_net_of_refunds" not in kpi.story(view, shop.tables, "zh").what


def test_the_plan_does_not_overrule_what_is_written_of_a_column(tmp_path):
    with_file(tmp_path, REFUNDS, refunds(("1", "30.00")))
    shop = jd(tmp_path, {}, extra="reading:\n  paid_is_net_of_refunds: true\n")
    assert shop.tables.orders.select("paid_fen", "net_fen").row(0) == (10_000, 7_000)


def test_an_amount_the_plan_names_is_not_stated_by_the_format(tmp_path):
    headers = [name if name != "应付金额" else "到账金额" for name in JD_ORDERS]
    said = {name: cell for name, cell in JD_ROW.items() if name != "应付金额"}
    rows = [row(headers, said | {"到账金额": "100.00", "结算金额": "-"})]
    extra = "column_maps:\n  - kind: jd_orders\n    columns:\n      到账金额: due\n"
    shop = import_shop(with_file(tmp_path, "jd.csv", as_text(headers, rows), extra))
    assert {file.paid_basis for file in shop.files} == {"unknown"}


@pytest.mark.parametrize(
    ("headers", "said"),
    [(SHOPIFY, SHOPIFY_ROW | {"Currency": "CNY"}), (WOOCOMMERCE, WOO_ROW), (JD_ORDERS, JD_ROW)],
)
def test_formats_that_state_it_need_no_refunded_order(tmp_path, headers, said):
    shop = import_shop(with_file(tmp_path, "a.csv", as_text(headers, [row(headers, said)])))
    assert [file.paid_basis for file in shop.files] == ["gross"]


def test_a_net_list_gives_back_refunds_only_another_file_tells(tmp_path):
    silent = [
        order(n, 退款金额="", 买家实际支付金额="1170.00" if n == 1 else "1200.00") for n in (1, 2)
    ]
    told = [order(n, 退款金额="30.00", 买家实际支付金额="1170.00") for n in range(3, 8)]
    with_file(tmp_path, REFUNDS, refunds((silent[0]["订单编号"], "30.00")))
    shop = import_shop(with_file(tmp_path, "orders.csv", as_csv([*silent, *told])))
    orders = shop.tables.orders.sort("order_id")
    assert orders["refund_fen"].to_list() == [3_000, 0, *[3_000] * 5]
    assert orders["paid_fen"].to_list() == [120_000] * 7
    assert orders["net_fen"].to_list() == [117_000, 120_000, *[117_000] * 5]
