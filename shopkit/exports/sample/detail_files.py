"""Order details: one row a line, GB18030 CSV in the old shape, a workbook in the new one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from shopkit.exports.sample.books import xlsx_bytes
from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.order_csv import clock, minute, yuan
from shopkit.exports.sample.order_rows import Cell, Moment, Snapshot, moment_of, rows_of
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import Product, ShopSpec

OLD_HEADER = (
    *("订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "备注"),
    *("订单状态", "商家编码", "创建时间"),
)
NEW_HEADER = (
    *("子订单编号", "主订单编号", "商品标题", "商品价格", "购买数量", "商品属性", "套餐信息"),
    *("订单状态", "商家编码", "买家应付货款", "买家实付金额", "退款状态", "退款金额"),
    *("订单创建时间", "订单付款时间", "商品ID", "商家备注"),
)


def detail_bytes(
    spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines], snapshot: Snapshot
) -> tuple[bytes, int]:
    """Return a file of the lines of a download's orders, and how many they are."""
    rows = list(_rows(spec, window, drawn, snapshot))
    if spec.quirks.details == "new":
        return xlsx_bytes([NEW_HEADER, *rows], "商品销售明细"), len(rows)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([OLD_HEADER, *rows])
    return out.getvalue().encode("gb18030"), len(rows)


def _rows(
    spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines], snapshot: Snapshot
) -> Iterator[list[Cell]]:
    orders, lines = drawn
    known = ((snapshot.known - window.first).days + 1) * DAY - 1
    first = np.searchsorted(lines.order, np.arange(len(orders.created) + 1))
    for order in rows_of(orders, window.first, snapshot).tolist():
        now = moment_of(orders, order, known)
        for line in range(first[order], first[order + 1]):
            product = spec.products[lines.product[line]]
            if spec.quirks.details == "new":
                yield _new(window, orders, lines, (order, line, product, now))
            else:
                yield _old(window, orders, lines, (order, line, product, now))


def _old(
    window: Window, orders: Orders, lines: Lines, at: tuple[int, int, Product, Moment]
) -> list[Cell]:
    order, line, product, now = at
    variant = int(lines.variant[line])
    return [
        f'="{orders.number[order]}"',
        product.title,
        yuan(int(lines.listed[line] // lines.units[line])),
        str(lines.units[line]),
        "",
        product.variants[variant] if len(product.variants) > 1 else "",
        "",
        "",
        now.state,
        product.sku(variant),
        clock(window.first, int(orders.created[order])),
    ]


def _new(
    window: Window, orders: Orders, lines: Lines, at: tuple[int, int, Product, Moment]
) -> list[Cell]:
    order, line, product, now = at
    variant = int(lines.variant[line])
    refund = int(lines.refund[line]) if now.refund else 0
    paid = now.paid is not None
    return [
        str(lines.number[line]),
        str(orders.number[order]),
        product.title,
        int(lines.listed[line] // lines.units[line]) / 100,
        int(lines.units[line]),
        product.variants[variant] if len(product.variants) > 1 else "",
        "",
        now.state,
        product.sku(variant),
        int(lines.goods[line]) / 100,
        int(lines.due[line]) / 100 if paid else 0,
        "退款成功" if refund else "没有申请退款",
        refund / 100 if refund else "无退款申请",
        minute(window.first, int(orders.created[order])),
        minute(window.first, now.paid) if now.paid is not None else "",
        product.item,
        "",
    ]
