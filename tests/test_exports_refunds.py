"""Refunds an order list does not tell come from the refund export, on the days it is about."""

from datetime import date, datetime, time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_files import as_csv, order, with_file

from shopkit import kpi, profit
from shopkit.exports import import_shop, open_shop
from shopkit.exports.intake import blank
from shopkit.exports.reading import FileReport
from shopkit.exports.refunds import LATE, TAKES, Refunded, filled
from shopkit.periods import DAY, Period

REFUNDS = "refunds_2026-10-01_2026-10-31.csv"  # the days a file with few rows is about
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
        (folder / "exports" / REFUNDS).write_bytes(as_csv(refunds, headers=HEADERS))
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
    assert {file.file: file.reasons for file in shop.files}[REFUNDS] == {"superseded": 1}


def test_a_refund_without_an_amount_is_no_refund_of_nothing(tmp_path):
    _, shop = opened(tmp_path, refund(1, "100.00"), refund(2, ""))
    assert {file.file: file.reasons for file in shop.files}[REFUNDS] == {"missing_value": 1}
    assert "rows_rejected" in {finding.code for finding in shop.findings("zh")}


@pytest.mark.parametrize(
    "heads",
    [
        ["淘宝父订单编号", "淘宝子订单编号", "商品id", "佣金", "服务费金额"],
        ["order_id", "line_id", "item_id", "commission_cny", "service_fee_cny"],
    ],
)
def test_a_settlement_that_states_no_money_is_rejected_and_a_pasted_one_counts_once(
    tmp_path, heads
):
    with_file(tmp_path, "orders.csv", as_csv([order(1)]))
    rows = [("1", "2", "3", "5.00", ""), ("1", "2", "3", "5.00", ""), ("1", "4", "3", "", "")]
    told = as_csv([dict(zip(heads, row, strict=True)) for row in rows], headers=heads)
    (tmp_path / "exports" / "settled.csv").write_bytes(told)
    shop = import_shop(tmp_path)
    reasons = {file.file: file.reasons for file in shop.files}["settled.csv"]
    assert reasons == {"missing_value": 1, "superseded": 1}
    assert shop.tables["affiliate"]["commission_fen"].to_list() == [500]


SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), min_size=1, max_size=4)
ZERO = date(2026, 1, 1)


def export_of(spans):
    """Return an export with a refund; each file is about the days from ZERO + n, and more."""
    days = [(ZERO + n * DAY, ZERO + (n + more) * DAY) for n, more in spans]
    files = [
        FileReport(file=str(n), kind="refunds", reasons={}, start=start, end=end)
        for n, (start, end) in enumerate(days)
    ]
    return Refunded.of(blank("refunds").clear(1), files)


@given(SPANS, st.integers(-20, 320))
def test_only_days_an_export_is_about_tell_that_nothing_was_refunded(spans, paid):
    """Counted a day at a time: from payment until refunds have come, no hole above a week."""
    export, about = export_of(spans), set()
    for start, more in sorted(spans):
        hole = range(max(about) + 1, start) if about else ()
        about |= set(range(start, start + more + 1))
        about |= set(hole) if len(hole) <= LATE.days else set()
    last = max(about)
    wanted = paid <= last and about >= set(range(paid, min(paid + TAKES.days, last) + 1))
    late = last < paid <= last + LATE.days
    at = datetime.combine(ZERO + paid * DAY, time(12))
    one = blank("orders").clear(1).with_columns(paid_at=pl.lit(at))
    assert filled(one, export)["refund"].to_list() == [0 if wanted or late else None]


def short(folder, name="refunds.csv"):
    """Return a shop of 27 days whose list tells no refunds, and its export those of some days."""
    rows = [silent(n) for n in range(27)]
    with_file(folder, "orders.csv", as_csv(rows, headers=list(rows[0])))
    told = [refund(n, "100.00") for n in (1, 20)]
    told[0] |= {"退款创建时间": "2026-10-12 10:00:00"}
    (folder / "exports" / name).write_bytes(as_csv(told, headers=HEADERS))
    import_shop(folder)
    return open_shop(folder)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("refunds.csv", range(12, 28)),  # the rows begin on the 12th and end on the 20th
        ("refunds_2026-10-05_2026-10-25.csv", range(5, 28)),
        ("refunds_2026-09-01_2026-10-15.csv", range(1, 23)),
    ],
)
def test_outside_the_days_of_a_short_export_refunds_are_unknown_and_said(tmp_path, name, known):
    shop = short(tmp_path, name)
    orders = shop.tables.orders.sort("paid_at")
    told = {1: 10_000, 20: 10_000}
    wanted = [
        told.get(n, 0 if orders["paid_at"][n].day in known else None) for n in range(orders.height)
    ]
    assert orders["refund_fen"].to_list() == wanted
    [found] = [one for one in shop.findings("en") if one.code == "refunds_untold"]
    bare = wanted.count(None)
    assert f"unknown: {bare} orders, ¥{bare * 1200:,}.00 paid" in found.evidence


OWN = st.one_of(st.none(), st.integers(0, 1200))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(OWN, OWN), min_size=1, max_size=4))
def test_profit_and_kpi_take_the_larger_of_both_files(tmp_path_factory, told):
    folder = tmp_path_factory.mktemp("shop")
    rows = [order(n, 退款金额="" if own is None else str(own)) for n, (own, _) in enumerate(told)]
    rows += [order(n, 退款金额="30.00") for n in range(4, 10)]  # paid as due: before refunds
    with_file(folder, "orders.csv", as_csv(rows))
    back = [refund(n, str(cny)) for n, (_, cny) in enumerate(told) if cny is not None]
    (folder / "exports" / REFUNDS).write_bytes(as_csv(back, headers=HEADERS))
    shop = import_shop(folder)
    wanted = sum(max(own or 0, cny or 0) for own, cny in told) * 100 + 6 * 3_000
    ledger = profit.ledger(shop.tables, profit.terms(shop.plan, []))
    assert ledger.lines["refund_fen"].sum() == wanted
    month = kpi.overview(shop.tables, Period.parse("2026-10"))
    assert round(month.now.value("refund") * 100) == wanted
    stated = shop.tables.orders.sort("order_id")["refund_stated_fen"].to_list()
    assert stated[: len(told)] == [None if own is None else own * 100 for own, _ in told]
