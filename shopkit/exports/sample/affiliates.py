"""淘宝客: lines that promoters brought and what was settled for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample.demand import Ints, Window
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.order_csv import clock, yuan
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import Affiliates, ShopSpec

_HEADER = """\
确认收货时间,账户支出时间,淘客结算时间,创建时间,计划名称,商品id,商品名称,实际成交价格,成交商品数,
佣金比例,佣金,服务费率,服务费金额,淘宝父订单编号,淘宝子订单编号,来源或淘客昵称,团长名称,
是否预售未付尾款订单,备注"""
HEADER = tuple(_HEADER.replace("\n", "").split(","))
_STREAM = 10


@dataclass(frozen=True, slots=True)
class Settled:
    """Settled lines by time of confirmation; money is fen.

    Attributes:
        line: row of the line.
        at: seconds since the first midnight.
        price: what commission is paid on, refunds taken off.
        commission: to the promoter.
        service: to the platform.
    """

    line: Ints
    at: Ints
    price: Ints
    commission: Ints
    service: Ints


def draw_settled(deal: Affiliates, window: Window, orders: Orders, lines: Lines) -> Settled:
    """Return what was settled within the window; an order that is not confirmed is not."""
    brought = window.rng(_STREAM).random(len(orders.created)) < deal.share
    end = len(window.days) * DAY
    price = lines.due - np.where(orders.refunded[lines.order] < end, lines.refund, 0)
    due = brought[lines.order] & (orders.confirmed[lines.order] < end) & (price > 0)
    line = np.flatnonzero(due)
    line = line[np.argsort(orders.confirmed[lines.order[line]], kind="stable")]
    return Settled(
        line=line,
        at=orders.confirmed[lines.order[line]],
        price=price[line],
        commission=np.rint(price[line] * deal.commission).astype(np.int64),
        service=np.rint(price[line] * deal.service).astype(np.int64),
    )


def settled_bytes(
    spec: ShopSpec, window: Window, parts: tuple[Orders, Lines, Settled], rows: list[int]
) -> bytes:
    """Return a settlement as CSV: utf-8, cells with a tab at their end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for cells in _rows(spec, window, parts, rows):
        writer.writerow([f"{cell}\t" if cell else "" for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _rows(
    spec: ShopSpec, window: Window, parts: tuple[Orders, Lines, Settled], rows: list[int]
) -> Iterator[list[str]]:
    orders, lines, settled = parts
    deal = spec.affiliates
    for row in rows:
        line = int(settled.line[row])
        order, product = int(lines.order[line]), spec.products[lines.product[line]]
        done = clock(window.first, int(settled.at[row]))
        cells = {
            "确认收货时间": done,
            "账户支出时间": done,
            "淘客结算时间": done,
            "创建时间": clock(window.first, int(orders.created[order])),
            "计划名称": "通用计划" if order % 3 else "营销计划",
            "商品id": product.item,
            "商品名称": product.title,
            "实际成交价格": yuan(int(settled.price[row])),
            "成交商品数": str(lines.units[line]),
            "佣金比例": f"{deal.commission:.2%}" if deal else "",
            "佣金": yuan(int(settled.commission[row])),
            "服务费率": f"{deal.service:.2%}" if deal else "",
            "服务费金额": yuan(int(settled.service[row])),
            "淘宝父订单编号": str(orders.number[order]),
            "淘宝子订单编号": str(lines.number[line]),
            "来源或淘客昵称": f"淘客{order % 20:02d}**",
            "是否预售未付尾款订单": "否",
        }
        yield [cells.get(name, "") for name in HEADER]
