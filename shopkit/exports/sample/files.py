"""Every export file of a drawn shop: its name and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample import ad_files, item_files, small_files
from shopkit.exports.sample.affiliates import settled_bytes
from shopkit.exports.sample.books import table_bytes, xlsx_bytes
from shopkit.exports.sample.detail_files import detail_bytes
from shopkit.exports.sample.downloads import half_snapshots, halves, snapshots
from shopkit.exports.sample.drawn import Drawn
from shopkit.exports.sample.jd_orders import jd_order_bytes
from shopkit.exports.sample.order_csv import csv_bytes
from shopkit.exports.sample.order_rows import Snapshot, rows_of
from shopkit.exports.sample.order_xlsx import order_book
from shopkit.exports.sample.orders import DAY
from shopkit.exports.sample.refund_files import refund_rows
from shopkit.exports.sample.sycm import half_years, opened_rows, shop_days_bytes
from shopkit.exports.sample.totals import Totals
from shopkit.exports.sample.traffic_files import item_traffic_rows, traffic_rows
from shopkit.exports.sample.visits import ItemSpans, by_month
from shopkit.periods import Period

_SYCM = "【生意参谋平台】"
_DAILY_MONTHS = 2  # products by day go back so far; by month before
_TRAFFIC_MONTHS = 13
_REFUNDS = {"taobao": "退款管理", "tmall": "售后退款", "jd": "售后登记"}
_PREAMBLE = 5  # four lines and the header
_OF_A_DAY = (
    *("visitors", "page_views", "favourites", "cart_buyers"),
    *("ordering_buyers", "paid_buyers"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One export file: name, content, data rows and how many of them are totals rows."""

    name: str
    content: bytes
    rows: int
    totals: int = 0


def export_files(drawn: Drawn) -> Iterator[File]:
    """Yield every file of a shop."""
    yield from _orders(drawn)
    yield from _shop_days(drawn)
    yield from _refunds(drawn)
    yield from _items(drawn)
    yield from _traffic(drawn)
    yield from _ads(drawn)
    yield from _affiliates(drawn)
    yield from _small(drawn)


def _orders(drawn: Drawn) -> Iterator[File]:
    spec, window = drawn.spec, drawn.window
    parts = (drawn.orders, drawn.lines)
    for snapshot in snapshots(spec, window):
        if spec.quirks.orders == "jd":
            content, rows = jd_order_bytes(spec, window, parts, snapshot)
            yield File(f"京东订单_{snapshot.at:%Y%m%d%H%M}.xlsx", content, rows)
        else:
            yield _order_list(drawn, snapshot)
    if spec.quirks.details != "none":
        kind = "xlsx" if spec.quirks.details == "new" else "csv"
        for snapshot in half_snapshots(window):
            content, rows = detail_bytes(spec, window, parts, snapshot)
            yield File(f"ExportOrderDetailList{snapshot.at:%Y%m%d%H%M}.{kind}", content, rows)


def _order_list(drawn: Drawn, snapshot: Snapshot) -> File:
    spec, window = drawn.spec, drawn.window
    rows = len(rows_of(drawn.orders, window.first, snapshot))
    kind = spec.quirks.orders
    make = order_book if kind == "xlsx" else csv_bytes
    name = f"ExportOrderList{snapshot.at:%Y%m%d%H%M}.{kind}"
    content = make(spec, drawn.orders, window.first, snapshot)
    return File(name, content, rows + snapshot.total, int(snapshot.total))


def _shop_days(drawn: Drawn) -> Iterator[File]:
    spec = drawn.spec
    daily = opened_rows(drawn.daily, drawn.daily.figures["visitors"])
    if spec.platform == "jd":
        yield _tidy_days(daily)
        return
    for rows in half_years(daily):
        yield _shop_days_file(drawn, daily, rows)
    if spec.quirks.month_grain:
        yield _shop_days_file(drawn, drawn.monthly, range(len(drawn.monthly.starts)))


def _shop_days_file(drawn: Drawn, totals: Totals, rows: range) -> File:
    grain = "日" if totals.starts == totals.ends else "月"
    first, last = totals.starts[rows[0]], totals.ends[rows[-1]]
    name = f"{_SYCM}店铺_整体_{grain}_{first}_{last}.{drawn.spec.quirks.shop_days}"
    return File(name, shop_days_bytes(drawn.spec, totals, rows), len(rows))


def _tidy_days(daily: Totals) -> File:
    """Return the whole shop by day in plain columns: no export of it is known on JD."""
    header = ["日期", "访客数", "浏览量", "收藏人数", "加购人数", "下单买家数", "支付买家数"]
    rows = [[*header, "支付金额", "支付订单数", "支付件数"]]
    for at, day in enumerate(daily.starts):
        figures = {name: int(values[at]) for name, values in daily.figures.items()}
        row = [str(day), *(str(figures[name]) for name in _OF_A_DAY)]
        row += [f"{figures['paid_fen'] / 100:.2f}"]
        rows.append([*row, str(figures["paid_orders"]), str(figures["paid_units"])])
    return File("店铺每日概况.csv", ad_files.csv_rows(rows, "utf-8-sig"), len(rows) - 1)


def _refunds(drawn: Drawn) -> Iterator[File]:
    window, requests = drawn.window, drawn.requests
    parts = (drawn.orders, drawn.lines, requests)
    for days in halves(window.days):
        inside = (requests.asked >= days.start * DAY) & (requests.asked < days.stop * DAY)
        chosen = np.flatnonzero(inside)
        if drawn.spec.platform == "jd":  # the order list tells of those before dispatch
            shipped = drawn.orders.shipped[drawn.lines.order[requests.line[chosen]]]
            chosen = chosen[shipped < len(window.days) * DAY]
        rows = refund_rows(drawn.spec, window, parts, chosen)
        name = f"{_REFUNDS[drawn.spec.platform]}_{_span(drawn, days)}.xlsx"
        if len(chosen):
            yield File(name, xlsx_bytes(rows, "退款"), len(chosen))


def _span(drawn: Drawn, days: range) -> str:
    return f"{drawn.window.days[days[0]]:%Y%m%d}_{drawn.window.days[days[-1]]:%Y%m%d}"


def _items(drawn: Drawn) -> Iterator[File]:
    months = _months(drawn)
    late = months[-_DAILY_MONTHS:]
    if drawn.spec.platform == "jd":
        for days in late:
            rows = list(item_files.jd_item_rows(drawn.spec, drawn.window, drawn.items, days))
            name = f"京东商智_商品明细_{_span(drawn, days)}.xlsx"
            yield File(name, xlsx_bytes(rows, "商品明细"), len(rows) - 1, 1)
        return
    monthly = by_month(drawn.spec, drawn.window, drawn.items, (drawn.orders, drawn.lines))
    spans = [(n, _month(drawn, days)) for n, days in enumerate(months[: -len(late)])]
    for at in range(0, len(spans), 12):
        yield from _item_file(drawn, monthly, spans[at : at + 12])
    for days in late:
        yield from _item_file(drawn, drawn.items, [(n, str(drawn.window.days[n])) for n in days])


def _item_file(drawn: Drawn, items: ItemSpans, spans: list[tuple[int, str]]) -> Iterator[File]:
    first, last = spans[0][1][:10], spans[-1][1][-10:]
    rows = list(item_files.item_rows(drawn.spec, items, spans, f"{first} ~ {last}"))
    kind = drawn.spec.quirks.shop_days
    if len(rows) > _PREAMBLE:
        name = f"{_SYCM}商品_全部_{first}_{last}.{kind}"
        yield File(name, table_bytes(rows, "商品", kind), len(rows) - _PREAMBLE)


def _months(drawn: Drawn) -> list[range]:
    keys = [(day.year, day.month) for day in drawn.window.days]
    return [range(keys.index(key), len(keys) - keys[::-1].index(key)) for key in sorted(set(keys))]


def _month(drawn: Drawn, days: range) -> str:
    return f"{drawn.window.days[days[0]]}~{drawn.window.days[days[-1]]}"


def _traffic(drawn: Drawn) -> Iterator[File]:
    spec, kind = drawn.spec, drawn.spec.quirks.shop_days
    if spec.platform == "jd":
        return
    months = list(enumerate(_months(drawn)))[-_TRAFFIC_MONTHS:]
    for at, days in months:
        rows = list(traffic_rows(spec, drawn.ads, drawn.monthly, at, days))
        span = _month(drawn, days).replace("~", "_")
        name = f"{_SYCM}店铺流量来源_{span}.{kind}"
        yield File(name, table_bytes(rows, "流量来源", kind), len(rows) - _PREAMBLE)
    if "item_traffic" in spec.quirks.extras:
        yield _item_traffic(drawn, months[-1])


def _item_traffic(drawn: Drawn, month: tuple[int, range]) -> File:
    """Return the sources of the product that sells most."""
    at, days = month
    monthly = by_month(drawn.spec, drawn.window, drawn.items, (drawn.orders, drawn.lines))
    row = int(np.argmax(monthly.figures["paid_fen"][:, at]))
    figures = {name: int(values[row, at]) for name, values in monthly.figures.items()}
    first, last = drawn.window.days[days[0]], drawn.window.days[days[-1]]
    item = drawn.spec.products[row].item
    rows = list(item_traffic_rows(item, (first, last), figures))
    name = f"{_SYCM}商品流量来源_{item}_{first}_{last}.xlsx"
    return File(name, xlsx_bytes(rows, "流量来源"), len(rows) - _PREAMBLE)


def _ads(drawn: Drawn) -> Iterator[File]:
    kinds = {
        "商品报表": (ad_files.item_rows, "xlsx"),
        "计划报表": (ad_files.plan_rows, "xlsx"),
        "货品全站推广": (ad_files.sitewide_rows, "gb18030"),
        "直通车报表": (ad_files.express_rows, "gb18030"),
        "钻展报表": (ad_files.display_rows, "gb18030"),
        "京准通": (ad_files.jd_rows, "gb18030"),
    }
    for days in halves(drawn.window.days):
        for label, (make, kind) in kinds.items():
            rows = make(drawn.spec, drawn.window, drawn.ads, days)
            if not rows:
                continue
            suffix = "xlsx" if kind == "xlsx" else "csv"
            name = f"{label}_{_span(drawn, days)}.{suffix}"
            content = xlsx_bytes(rows, label) if kind == "xlsx" else ad_files.csv_rows(rows, kind)
            yield File(name, content, len(rows) - 1)


def _affiliates(drawn: Drawn) -> Iterator[File]:
    if drawn.settled is None:
        return
    parts = (drawn.orders, drawn.lines, drawn.settled)
    for days in halves(drawn.window.days):
        inside = (drawn.settled.at >= days.start * DAY) & (drawn.settled.at < days.stop * DAY)
        rows = np.flatnonzero(inside).tolist()
        if rows:
            content = settled_bytes(drawn.spec, drawn.window, parts, rows)
            yield File(f"淘宝客订单结算_{_span(drawn, days)}.csv", content, len(rows))


def _small(drawn: Drawn) -> Iterator[File]:
    spec, window, extras = drawn.spec, drawn.window, drawn.spec.quirks.extras
    if "stock" in extras:
        rows = list(small_files.stock_rows(spec, window))
        content = xlsx_bytes(rows, "发布模板", dimension="A1:A1")
        yield File(f"商品库_{window.last:%Y%m%d}.xlsx", content, len(rows) - 3)
    if "service" in extras:
        rows = list(small_files.service_rows(spec, window, drawn.monthly))
        yield File("客服绩效_按月.xlsx", xlsx_bytes(rows, "客服"), len(rows) - 1)
    if "reviews" in extras:
        texts = list(small_files.review_rows(spec, window, (drawn.orders, drawn.lines)))
        name = f"评价_{window.last:%Y%m%d}.csv"
        yield File(name, ad_files.csv_rows(texts, "utf-8-sig"), len(texts) - 1)
    if "market" in extras:
        ends = [Period.of_month(window.days[days[0]]).end for days in _months(drawn)][-3:]
        rows = list(small_files.market_rows(window, ends))
        name = f"{_SYCM}市场排行_{ends[0]}_{ends[-1]}.xlsx"
        yield File(name, xlsx_bytes(rows, "市场排行"), len(rows) - 1)
