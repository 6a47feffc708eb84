"""Order lists as `.xlsx`: some cells typed, some text, buyers starred out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from shopkit.exports.sample.books import xlsx_bytes
from shopkit.exports.sample.order_csv import clock, minute, yuan
from shopkit.exports.sample.order_rows import (
    Cell,
    Moment,
    Snapshot,
    address_of,
    header_of,
    moment_of,
    remark_of,
    rows_of,
    title_of,
    waybill_of,
)
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

_FULL_FROM = date(2025, 10, 1)
"""Older files are shorter: times to the minute, columns nobody reads left empty."""
_LATER = {"收货人姓名", "联系手机", "店铺名称", "卖家服务费", "宝贝种类"}
_LETTERS = "abcdefghijkmnpqrstuvwxyz"


def order_book(spec: ShopSpec, orders: Orders, first: date, snapshot: Snapshot) -> bytes:
    """Return an order list as the workbook the platform writes."""
    return xlsx_bytes(_rows(spec, orders, first, snapshot), "订单报表")


def nickname(buyer: int) -> str:
    """Return a starred nickname; strangers share it, so that it is no identity.

    Example:
        >>> nickname(0), nickname(24 * 10)
        ('a**0', 'a**0')
    """
    return f"{_LETTERS[buyer % len(_LETTERS)]}**{buyer % 10}"


def _rows(spec: ShopSpec, orders: Orders, first: date, snapshot: Snapshot) -> Iterator[list[Cell]]:
    header = header_of(snapshot.until)
    yield list(header)
    short = snapshot.until < _FULL_FROM
    known = ((snapshot.known - first).days + 1) * DAY - 1
    midnight = datetime.combine(first, time())
    for row in rows_of(orders, first, snapshot).tolist():
        now = moment_of(orders, row, known)
        cells = _amounts(orders, row, now) | _texts(spec, orders, row, now)
        write = minute if short else clock
        cells["订单创建时间"] = write(first, int(orders.created[row]))
        if now.paid is not None:
            typed = midnight + timedelta(seconds=now.paid)
            cells["订单付款时间"] = write(first, now.paid) if short else typed
        if now.confirmed is not None:
            cells["确认收货时间"] = write(first, now.confirmed)
        if now.shipped is not None:
            cells["发货时间"] = write(first, now.shipped)
        if short:
            cells = {name: cell for name, cell in cells.items() if name not in _LATER}
        yield [cells.get(name.strip(), "") for name in header]


def _amounts(orders: Orders, row: int, now: Moment) -> dict[str, Cell]:
    due = int(orders.due[row])
    paid = due if now.paid is not None else 0
    return {
        "买家应付货款": yuan(int(orders.goods[row])),
        "买家应付邮费": int(orders.freight[row]) / 100,
        "总金额": due / 100,
        "买家实际支付金额": paid / 100,
        "宝贝种类": 1 + int(orders.extra[row] >= 0),
        "宝贝总数量": int(orders.units[row]),
        "退款金额": yuan(now.refund) if now.refund else "无退款申请",
        "打款商家金额": f"{yuan(paid - now.refund)}元",
    }


def _texts(spec: ShopSpec, orders: Orders, row: int, now: Moment) -> dict[str, Cell]:
    number, buyer = int(orders.number[row]), int(orders.buyer[row])
    carrier, waybill = waybill_of(number) if now.shipped is not None else ("", "")
    return {
        "订单编号": str(number),
        "买家会员名": nickname(buyer),
        "订单状态": now.state,
        "买家留言": remark_of(spec, number),
        "收货人姓名": "测**",
        "收货地址": address_of(spec, buyer, int(orders.place[row])),
        "联系手机": "130****0000",
        "宝贝标题": title_of(spec, orders, row),
        "物流单号": waybill,
        "物流公司": carrier,
        "店铺名称": spec.name,
        "订单关闭原因": now.reason,
        "卖家服务费": "0元",
    }
