"""Order lists as GB18030 CSV: ids as `="…"`, phones as `'…`, all text."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta

from shopkit.exports.sample.order_rows import (
    HEADER,
    Moment,
    Snapshot,
    address_of,
    moment_of,
    remark_of,
    rows_of,
    title_of,
    waybill_of,
)
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec


def csv_bytes(spec: ShopSpec, orders: Orders, first: date, snapshot: Snapshot) -> bytes:
    """Return an order list as the platform writes it; seconds count from the first day."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    known = ((snapshot.known - first).days + 1) * DAY - 1
    rows = rows_of(orders, first, snapshot).tolist()
    for row in rows:
        now = moment_of(orders, row, known)
        cells = _amounts(orders, row, now, commas=snapshot.commas)
        cells |= _texts(spec, orders, row, now) | _times(orders, row, first, now)
        writer.writerow([cells.get(name.strip(), "") for name in HEADER])
    if snapshot.total:
        writer.writerow(_total(orders, rows, known))
    return out.getvalue().encode("gb18030")


def clock(first: date, seconds: int) -> str:
    """Return a time as exports write it.

    Example:
        >>> clock(date(2025, 10, 1), 86_461)
        '2025-10-02 00:01:01'
    """
    return str(datetime.combine(first, time()) + timedelta(seconds=seconds))


def minute(first: date, seconds: int) -> str:
    """Return a time as some exports write it, without seconds.

    Example:
        >>> minute(date(2025, 10, 1), 86_461)
        '2025/10/2 00:01'
    """
    at = datetime.combine(first, time()) + timedelta(seconds=seconds)
    return f"{at.year}/{at.month}/{at.day} {at:%H:%M}"


def yuan(fen: int, *, commas: bool = False) -> str:
    """Return an amount with two decimals.

    Example:
        >>> yuan(123_450), yuan(123_450, commas=True)
        ('1234.50', '1,234.50')
    """
    return f"{fen / 100:,.2f}" if commas else f"{fen / 100:.2f}"


def _amounts(orders: Orders, row: int, now: Moment, *, commas: bool) -> dict[str, str]:
    due = int(orders.due[row])
    paid = due if now.paid is not None else 0
    return {
        "买家应付货款": yuan(int(orders.goods[row]), commas=commas),
        "买家应付邮费": yuan(int(orders.freight[row])),
        "买家支付积分": "0",
        "总金额": yuan(due, commas=commas),
        "返点积分": "0",
        "买家实际支付金额": yuan(paid, commas=commas),
        "买家实际支付积分": "0",
        "卖家服务费": "0元",
        "买家服务费": "0元",
        "退款金额": yuan(now.refund, commas=commas) if now.refund else "无退款申请",
        "打款商家金额": f"{yuan(paid - now.refund, commas=commas)}元",
    }


def _texts(spec: ShopSpec, orders: Orders, row: int, now: Moment) -> dict[str, str]:
    number, buyer = int(orders.number[row]), int(orders.buyer[row])
    carrier, waybill = waybill_of(number) if now.shipped is not None else ("", "")
    return {
        "订单编号": f'="{number}"',
        "买家会员名": f"buyer_{buyer:05d}",
        "买家支付宝账号": f"buyer{buyer:05d}@example.com",
        "支付单号": "" if now.paid is None else f'="20{number}01"',
        "订单状态": now.state,
        "买家留言": remark_of(spec, number),
        "收货人姓名": f"测试收货人{buyer:05d}",
        "收货地址": address_of(spec, buyer, int(orders.place[row])),
        "运送方式": "快递",
        "联系手机": f"'{13_000_000_000 + buyer}",
        "宝贝标题": title_of(spec, orders, row),
        "宝贝种类": str(1 + int(orders.extra[row] >= 0)),
        "物流单号": waybill and f"No:{waybill}",
        "物流公司": carrier,
        "宝贝总数量": str(orders.units[row]),
        "店铺Id": "0",
        "店铺名称": spec.name,
        "订单关闭原因": now.reason,
        "是否手机订单": "手机订单",
        "是否代付": "否",
    }


def _times(orders: Orders, row: int, first: date, now: Moment) -> dict[str, str]:
    return {
        "订单创建时间": clock(first, int(orders.created[row])),
        "订单付款时间": "" if now.paid is None else clock(first, now.paid),
        "确认收货时间": "" if now.confirmed is None else clock(first, now.confirmed),
    }


def _total(orders: Orders, rows: list[int], known: int) -> list[str]:
    due = sum(int(orders.due[row]) for row in rows)
    paid = sum(int(orders.due[row]) for row in rows if orders.paid[row] <= known)
    cells = {"订单编号": "合计", "总金额": yuan(due), "买家实际支付金额": yuan(paid)}
    return [cells.get(name, "") for name in HEADER]
