"""Refunds an order list does not tell come from the refund export."""

from shop_files import as_csv, order, with_file

from shopkit.exports import import_shop

HEADERS = [
    *("退款编号", "订单编号", "退款总额", "退款状态"),
    *("部分退款/全额退款", "货物状态", "退款创建时间", "退款完结时间"),
]


def refund(number, amount, state="退款成功"):
    told = (f"R{number}", order(number)["订单编号"], amount, state, "部分退款", "买家已收到货")
    return dict(zip(HEADERS, (*told, "2026-10-20 10:00:00", "2026-10-21 10:00:00"), strict=True))


def silent(number):
    """Return an order of a list that has no column of refunds."""
    row = order(number)
    del row["退款金额"]
    return row


def opened(folder, *refunds):
    rows = [silent(n) for n in range(8)]
    with_file(folder, "orders.csv", as_csv(rows, headers=list(rows[0])))
    if refunds:
        (folder / "exports" / "refunds.csv").write_bytes(as_csv(refunds, headers=HEADERS))
    shop = import_shop(folder)
    return shop.tables.orders.sort("order_id"), shop


def test_a_refund_export_tells_what_the_order_list_does_not(tmp_path):
    orders, shop = opened(tmp_path, refund(1, "100.00"), refund(2, "7.00", "退款关闭"))
    assert orders["refund_fen"].to_list() == [0, 10_000, 0, 0, 0, 0, 0, 0]
    assert orders["net_fen"].to_list() == [120_000, 110_000, *[120_000] * 6]
    assert "net_unknown" not in {finding.code for finding in shop.findings("zh")}


def test_without_one_refunds_stay_unknown(tmp_path):
    orders, shop = opened(tmp_path)
    assert orders["refund_fen"].null_count() == orders["net_fen"].null_count() == orders.height
    assert "net_unknown" in {finding.code for finding in shop.findings("zh")}


def test_a_refund_that_was_pasted_twice_counts_once(tmp_path):
    twice = refund(1, "100.00"), refund(2, "30.00"), refund(1, "100.00")
    orders, shop = opened(tmp_path, *twice, refund(3, "5.00"), refund(3, "6.00"))
    assert orders["refund_fen"].to_list()[:4] == [0, 10_000, 3_000, 1_100]
    assert {file.file: file.reasons for file in shop.files}["refunds.csv"] == {"superseded": 1}


def test_a_refund_without_an_amount_is_no_refund_of_nothing(tmp_path):
    _, shop = opened(tmp_path, refund(1, "100.00"), refund(2, ""))
    assert {file.file: file.reasons for file in shop.files}["refunds.csv"] == {"missing_value": 1}
    assert "rows_rejected" in {finding.code for finding in shop.findings("zh")}


def test_a_settlement_that_states_no_money_is_rejected_and_a_pasted_one_counts_once(tmp_path):
    with_file(tmp_path, "orders.csv", as_csv([order(1)]))
    heads = ["淘宝父订单编号", "淘宝子订单编号", "商品id", "佣金", "服务费金额"]
    rows = [("1", "2", "3", "5.00", ""), ("1", "2", "3", "5.00", ""), ("1", "4", "3", "", "")]
    told = as_csv([dict(zip(heads, row, strict=True)) for row in rows], headers=heads)
    (tmp_path / "exports" / "settled.csv").write_bytes(told)
    shop = import_shop(tmp_path)
    reasons = {file.file: file.reasons for file in shop.files}["settled.csv"]
    assert reasons == {"missing_value": 1, "superseded": 1}
    assert shop.tables["affiliate"]["commission_fen"].to_list() == [500]
