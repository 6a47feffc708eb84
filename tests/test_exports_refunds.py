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
