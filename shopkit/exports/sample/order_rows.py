"""Rows of an order list as the platform knew them at one moment: 61 columns, one row an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from shopkit.exports.sample.demand import Ints
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

Cell = str | int | float | datetime

_HEADER = """\
订单编号,买家会员名,买家支付宝账号,支付单号,支付详情,买家应付货款,买家应付邮费,买家支付积分,
总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,
运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,
订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,
分阶段订单信息,特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,
修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,新零售交易类型,
新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,
确认收货时间,打款商家金额,含应开票给个人的个人红包,是否信用购,体验期结束时间,前N有礼,配送类型,
主订单编号"""
HEADER = tuple(_HEADER.replace("\n", "").split(","))
_NOT_YET = {
    "支付单号",
    "支付详情",
    "是否信用购",
    "体验期结束时间",
    "前N有礼",
    "配送类型",
    "主订单编号",
}
OLD_HEADER = tuple(name.strip() for name in HEADER if name not in _NOT_YET)
"""Of the years before 2024 here: 54 columns, no number of the payment."""
NEW_HEADER = (
    *HEADER,
    "直播返现状态",
    "返现金额",
    "延迟发货自动赔付金额",
    "预售订单",
    "发货时间",
    "商家备忘",
)
"""Of 2025 and later: with the time of dispatch."""
_JD_FIRST, _JD_STEP = 310_000_000_000, 1_370_021
_OLD_UNTIL, _NEW_FROM = date(2023, 12, 31), date(2025, 1, 1)
CARRIERS = (("圆通速递", "YT"), ("申通快递", "ST"), ("韵达快递", "YD"), ("中通快递", "ZT"))
REMARKS = (
    "请尽快发货",
    "麻烦包装仔细一点，谢谢",
    '送人的\n请不要放价格单，写"生日快乐"',
    "周末送货",
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one download holds: orders created within some days, as known at a moment.

    Attributes:
        since: first day of creation.
        until: last day of creation.
        known: last day whose events the platform already knew.
        at: minute of the download, which names the file.
        commas: amounts from 1,000 on carry thousands commas.
        total: a totals row ends the file.
    """

    since: date
    until: date
    known: date
    at: datetime
    commas: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """One order as known at the time of a download; money in fen, times in seconds."""

    paid: int | None
    state: str
    reason: str
    shipped: int | None
    confirmed: int | None
    refund: int


def header_of(until: date) -> tuple[str, ...]:
    """Return the header row an order list had when the orders up to a day were downloaded."""
    if until <= _OLD_UNTIL:
        return OLD_HEADER
    return HEADER if until < _NEW_FROM else NEW_HEADER


def rows_of(orders: Orders, first: date, snapshot: Snapshot) -> Ints:
    """Return the rows a download holds, newest order first, as the platform sorts them."""
    low = (snapshot.since - first).days * DAY
    high = ((snapshot.until - first).days + 1) * DAY
    found: Ints = np.flatnonzero((orders.created >= low) & (orders.created < high))[::-1]
    return found


def moment_of(orders: Orders, row: int, known: int) -> Moment:
    """Return what the platform knew of an order by a time in seconds."""
    paid, shipped = int(orders.paid[row]), int(orders.shipped[row])
    refund = int(orders.refund[row]) if orders.refunded[row] <= known else 0
    is_paid, is_shipped = paid <= known, shipped <= known
    confirmed = int(orders.confirmed[row])
    state, reason = _state(orders, row, known, refund)
    return Moment(
        paid=paid if is_paid else None,
        state=state,
        reason=reason,
        shipped=shipped if is_shipped else None,
        confirmed=confirmed if confirmed <= known else None,
        refund=refund,
    )


def _state(orders: Orders, row: int, known: int, refund: int) -> tuple[str, str]:
    is_open = "订单未关闭"
    if orders.paid[row] > known:
        waits = orders.created[row] > known - DAY or orders.paid[row] < NEVER
        return ("等待买家付款", is_open) if waits else ("交易关闭", "买家未及时付款")
    if refund and refund == orders.due[row]:
        return "交易关闭", "退款"
    if orders.confirmed[row] <= known:
        return "交易成功", is_open
    if orders.shipped[row] <= known:
        return "卖家已发货，等待买家确认", is_open
    return "买家已付款，等待卖家发货", is_open


def number_of(spec: ShopSpec, orders: Orders, row: int) -> str:
    """Return an order's number as the platform writes it: 19 digits, on JD 12."""
    return str(_JD_FIRST + row * _JD_STEP) if spec.platform == "jd" else str(orders.number[row])


def title_of(spec: ShopSpec, orders: Orders, row: int) -> str:
    """Return the titles in an order, joined as the platform joins them."""
    titles = [spec.products[orders.product[row]].title]
    if orders.extra[row] >= 0:
        titles.append(spec.products[orders.extra[row]].title)
    return "，".join(titles)


def address_of(spec: ShopSpec, buyer: int, place: int) -> str:
    """Return an invented address in a real district: 省 市 区 street (postcode)."""
    _, province, city, district, postcode = spec.places[place]
    street = "测试街道***" if spec.quirks.masked else f"测试路{buyer % 997 + 1}号"
    return f"{province} {city} {district} {street}({postcode})"


def remark_of(spec: ShopSpec, number: int) -> str:
    """Return what a few buyers write; some write several lines where the shop's files do."""
    if number // 10_000 % 40:
        return ""
    remarks = REMARKS if spec.quirks.spoilt else REMARKS[:2]
    return remarks[number // 400_000 % len(remarks)]


def waybill_of(number: int) -> tuple[str, str]:
    """Return carrier and waybill number of a parcel."""
    carrier, prefix = CARRIERS[number // 10_000 % len(CARRIERS)]
    return carrier, f"{prefix}{number // 100 % 10_000_000_000_000:013d}"
