"""JD orders: a row a line, the order's amounts repeated on each, cancelled ones marked (删除)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from shopkit.exports.sample.books import xlsx_bytes
from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.order_csv import clock, yuan
from shopkit.exports.sample.order_rows import Cell, Moment, Snapshot, moment_of, number_of, rows_of
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

_HEADER = """\
订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,
订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,
商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,
订单来源,订单渠道"""
HEADER = tuple(_HEADER.replace("\n", "").split(","))


def jd_item(item: str, variant: int) -> str:
    """Return JD's number of a variant: each colour and size is an article of its own.

    Example:
        >>> jd_item("100710000100", 2)
        '100710000103'
    """
    return str(int(item) + 1 + variant)


def jd_order_bytes(
    spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines], snapshot: Snapshot
) -> tuple[bytes, int]:
    """Return an order file and how many lines it has."""
    rows = list(_rows(spec, window, drawn, snapshot))
    return xlsx_bytes([HEADER, *rows], "订单"), len(rows)


def _rows(
    spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines], snapshot: Snapshot
) -> Iterator[list[Cell]]:
    orders, lines = drawn
    known = ((snapshot.known - window.first).days + 1) * DAY - 1
    first = np.searchsorted(lines.order, np.arange(len(orders.created) + 1))
    for order in rows_of(orders, window.first, snapshot).tolist():
        now = moment_of(orders, order, known)
        span = range(first[order], first[order + 1])
        whole = _order(spec, window, orders, (order, now))
        whole["订单金额"] = yuan(sum(int(lines.listed[n]) for n in span))
        for line in span:
            product, variant = spec.products[lines.product[line]], int(lines.variant[line])
            cells = whole | {
                "商品ID": jd_item(product.item, variant),
                "商品名称": f"{product.title} {product.variants[variant]}",
                "订购数量": int(lines.units[line]),
                "京东价": yuan(int(lines.listed[line] // lines.units[line])),
                "货号": product.sku(variant),
            }
            yield [cells.get(name, "") for name in HEADER]


def _order(
    spec: ShopSpec, window: Window, orders: Orders, at: tuple[int, Moment]
) -> dict[str, Cell]:
    order, now = at
    _, province, city, district, _ = spec.places[orders.place[order]]
    due = yuan(int(orders.due[order]))
    return {
        "订单号": number_of(spec, orders, order),
        "支付方式": "在线支付",
        "下单时间": clock(window.first, int(orders.created[order])),
        "结算金额": due,
        "余额支付": "0.00",
        "应付金额": due,
        "订单状态": _state(orders, order, now),
        "订单类型": "销售订单",
        "下单帐号": f"jd_{int(orders.buyer[order]) % 26}***",
        "客户姓名": "测**",
        "客户地址": f"{province}{city}{district}测试街道***",
        "联系电话": "130****0000",
        "运费金额": yuan(int(orders.freight[order])),
        "付款确认时间": "" if now.paid is None else clock(window.first, now.paid),
        "增值税发票": "否",
        "订单完成时间": "" if now.confirmed is None else clock(window.first, now.confirmed),
        "订单来源": "移动端订单",
        "订单渠道": "暂无来源",
    }


def _state(orders: Orders, order: int, now: Moment) -> str:
    """Return JD's state: a return after delivery leaves the order complete."""
    if now.paid is None:
        return "等待付款" if now.state == "等待买家付款" else "(删除)等待付款"
    if now.shipped is None:
        return "(删除)等待出库" if now.refund and orders.shipped[order] >= NEVER else "等待出库"
    if now.confirmed is None and not now.refund:
        return "等待确认收货"
    return "完成"
