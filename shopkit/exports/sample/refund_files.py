"""Refunds and after-sales: one row a line that was refunded, or that a refund was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample.demand import Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.order_csv import clock
from shopkit.exports.sample.order_rows import Cell, number_of
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

HEADER = (
    *("退款编号", "订单编号", "退款总额", "商家编码", "退款状态", "部分退款/全额退款", "货物状态"),
    *("退货物流信息", "手工退款/系统退款", "是否需要退货", "退款原因", "退款原因备注"),
    *("退款创建时间", "退款完结时间", "宝贝标题"),
)
_REASONS = {
    "not_sent": ("不想要了", "拍错了", "信息填写错误"),
    "back": ("尺寸不合适", "7天无理由退换货", "颜色与描述不符", "质量问题"),
    "with_buyer": ("少件", "质量问题", "协商一致退款"),
}
_WITHDRAWN = 0.008  # share of lines for which a refund was asked and not given
_STREAM = 11


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests of a refund by time; `asked` and `done` are seconds, `done` may be `NEVER`."""

    line: Ints
    asked: Ints
    done: Ints
    amount: Ints
    given: np.ndarray


def draw_requests(window: Window, orders: Orders, lines: Lines) -> Requests:
    """Return every request made within the window: the refunds, and some that came to nothing."""
    rng = window.rng(_STREAM)
    refunded, signed = orders.refunded[lines.order], orders.signed[lines.order]
    lag = (rng.uniform(0.05, 0.8, len(refunded)) * DAY).astype(np.int64)
    since = np.maximum(orders.paid[lines.order] + 600, refunded - lag)
    end = len(window.days) * DAY
    given = (lines.refund > 0) & (refunded < NEVER) & (since < end)
    quiet = (lines.refund == 0) & (signed < end - 2 * DAY)
    withdrawn = quiet & (rng.random(len(quiet)) < _WITHDRAWN)
    line = np.flatnonzero(given | withdrawn)
    asked = np.where(given, np.minimum(since, refunded), signed + lag)[line]
    done = np.where(given, refunded, signed + DAY + lag)[line]
    amount = np.where(given, lines.refund, lines.due)[line]
    order = np.argsort(asked, kind="stable")
    return Requests(*(part[order] for part in (line, asked, done, amount, given[line])))


def refund_rows(
    spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines, Requests], rows: Ints
) -> Iterator[list[Cell]]:
    """Yield the header and some of the requests, as known at the end of the window."""
    orders, lines, requests = drawn
    end = len(window.days) * DAY
    yield list(HEADER)
    for row in rows.tolist():
        line = int(requests.line[row])
        order, product = int(lines.order[line]), spec.products[lines.product[line]]
        place = _place(orders, lines, line, given=bool(requests.given[row]))
        is_done = bool(requests.done[row] < end)
        reasons = _REASONS[place]
        yield [
            f"{500_000_000 + row * 37}{int(lines.number[line]) % 100_000_000:08d}",
            number_of(spec, orders, order),
            int(requests.amount[row]) / 100,
            product.sku(int(lines.variant[line])),
            _state(is_done=is_done, given=bool(requests.given[row]), place=place),
            "全额退款" if requests.amount[row] == lines.due[line] else "部分退款",
            {"not_sent": "未发货", "back": "买家已寄回", "with_buyer": "买家已收到货"}[place],
            ("已签收" if is_done else "已揽收") if place == "back" else "",
            "系统退款" if place == "not_sent" else "手工退款",
            "是" if place == "back" else "否",
            reasons[line % len(reasons)],
            "",
            clock(window.first, int(requests.asked[row])),
            clock(window.first, int(requests.done[row])) if is_done else "",
            product.title,
        ]


def _place(orders: Orders, lines: Lines, line: int, *, given: bool) -> str:
    if orders.shipped[lines.order[line]] >= NEVER:
        return "not_sent"
    return "back" if given and lines.back[line] else "with_buyer"


def _state(*, is_done: bool, given: bool, place: str) -> str:
    if is_done:
        return "退款成功" if given else "退款关闭"
    asked = "买家已经申请退款，等待卖家同意"
    return "卖家已经同意退款，等待买家退货" if place == "back" else asked
