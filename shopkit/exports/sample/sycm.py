"""生意参谋 店铺整体 files: a preamble of seven lines, 49 or 51 columns, everything as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shopkit.exports.sample.books import xls_bytes, xlsx_bytes
from shopkit.exports.sample.demand import Ints
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.totals import Totals

_HEADER = """\
统计日期,访客数,浏览量,商品访客数,商品浏览量,平均停留时长,跳失率,商品收藏买家数,商品收藏次数,
加购人数,支付金额,支付买家数,支付子订单数,支付件数,下单金额,下单买家数,下单件数,人均浏览量,
下单转化率,支付转化率,客单价,UV价值,老访客数,新访客数,加购件数,支付老买家数,老买家支付金额,
直通车消耗,钻石展位消耗,淘宝客佣金,成功退款金额,评价数,有图评价数,正面评价数,负面评价数,
老买家正面评价数,老买家负面评价数,支付父订单数,揽收包裹数,发货包裹数,派送包裹数,
签收成功包裹数,平均支付_签收时长(秒),描述相符评分,物流服务评分,服务态度评分,下单-支付转化率,
支付商品数,店铺收藏买家数"""
HEADER = tuple(_HEADER.replace("\n", "").split(","))
_RENAMED = {"直通车消耗": "关键词推广花费", "钻石展位消耗": "精准人群推广花费"}
NEW_HEADER = tuple(
    named
    for name in HEADER
    for named in (
        ("全站推广花费", "智能场景花费", name)
        if name == "淘宝客佣金"
        else (_RENAMED.get(name, name),)
    )
)
"""Since the ad tools were renamed."""
_OLD_UNTIL = date(2023, 12, 31)
_MISSING = "-"
_COUNTS = {
    "访客数": "visitors",
    "浏览量": "page_views",
    "商品访客数": "product_visitors",
    "商品浏览量": "product_views",
    "商品收藏买家数": "favourites",
    "商品收藏次数": "favourite_times",
    "加购人数": "cart_buyers",
    "支付买家数": "paid_buyers",
    "支付子订单数": "paid_lines",
    "支付件数": "paid_units",
    "下单买家数": "ordering_buyers",
    "下单件数": "ordered_units",
    "老访客数": "old_visitors",
    "加购件数": "cart_units",
    "支付老买家数": "old_buyers",
    "评价数": "reviews",
    "支付父订单数": "paid_orders",
    "揽收包裹数": "shipped",
    "发货包裹数": "shipped",
    "签收成功包裹数": "signed",
}
_MONEY = {
    "支付金额": "paid_fen",
    "下单金额": "ordered_fen",
    "老买家支付金额": "old_paid_fen",
    "成功退款金额": "refund_fen",
    "直通车消耗": "keyword_fen",
    "关键词推广花费": "keyword_fen",
    "钻石展位消耗": "audience_fen",
    "精准人群推广花费": "audience_fen",
    "全站推广花费": "sitewide_fen",
    "淘宝客佣金": "affiliate_fen",
}
_SCORES = {
    "描述相符评分": "score_item",
    "物流服务评分": "score_delivery",
    "服务态度评分": "score_service",
}
_PERCENT = {
    "跳失率": ("bounced", "visitors"),
    "下单转化率": ("ordering_buyers", "visitors"),
    "支付转化率": ("paid_buyers", "visitors"),
    "下单-支付转化率": ("paid_buyers", "ordering_buyers"),
}
_EACH = {  # name: (part, whole, divisor)
    "平均停留时长": ("stay_seconds", "visitors", 1),
    "人均浏览量": ("page_views", "visitors", 1),
    "客单价": ("paid_fen", "paid_buyers", 100),
    "UV价值": ("paid_fen", "visitors", 100),
}


def shop_days_bytes(spec: ShopSpec, totals: Totals, rows: range) -> bytes:
    """Return a 生意参谋 file of some spans of the totals, in the shop's kind of workbook."""
    lines = list(_lines(spec, totals, rows))
    make = xls_bytes if spec.quirks.shop_days == "xls" else xlsx_bytes
    return make(lines, "店铺整体")


def _lines(spec: ShopSpec, totals: Totals, rows: range) -> Iterator[list[str]]:
    grain = "自然日" if totals.starts == totals.ends else "自然月"
    first, last = totals.starts[rows[0]], totals.ends[rows[-1]]
    yield ["【生意参谋平台】取数"]
    yield ["店铺", spec.name]
    yield ["统计对象", "店铺 / 整体"]
    yield ["统计粒度", grain]
    yield ["统计时间", f"{first} ~ {last}"]
    yield ["说明", "指标口径以平台说明为准，人数类指标在所选粒度内去重"]
    yield []
    header = HEADER if last <= _OLD_UNTIL else NEW_HEADER
    yield list(header)
    for row in rows:
        cells = _cells(spec, {name: int(v[row]) for name, v in totals.figures.items()})
        start, end = totals.starts[row], totals.ends[row]
        cells["统计日期"] = str(start) if start == end else f"{start}~{end}"
        yield [cells.get(name, _MISSING) for name in header]


def _cells(spec: ShopSpec, figures: dict[str, int]) -> dict[str, str]:
    cells = {name: f"{figures[key]:,}" for name, key in _COUNTS.items()}
    cells |= {name: f"{figures[key] / 100:,.2f}" for name, key in _MONEY.items()}
    for name, (part, whole) in _PERCENT.items():
        cells[name] = f"{figures[part] / figures[whole]:.2%}" if figures[whole] else _MISSING
    for name, (part, whole, by) in _EACH.items():
        each = figures[part] / max(figures[whole], 1) / by
        cells[name] = f"{each:,.2f}" if figures[whole] else _MISSING
    cells |= {name: f"{figures[key] / 10_000:.5f}" for name, key in _SCORES.items()}
    return cells | _guesses(spec, figures)


def _guesses(spec: ShopSpec, figures: dict[str, int]) -> dict[str, str]:
    """Return columns that follow from others by a fixed rule; nothing is read from them."""
    pictured = figures["reviews"] * 2 // 5
    bad = figures["reviews"] // 40
    return {
        "新访客数": f"{figures['visitors'] - figures['old_visitors']:,}",
        "有图评价数": f"{pictured:,}",
        "正面评价数": f"{figures['reviews'] - bad:,}",
        "负面评价数": f"{bad:,}",
        "派送包裹数": f"{figures['signed']:,}",
        "支付商品数": f"{min(figures['paid_lines'], len(spec.products)):,}",
        "店铺收藏买家数": f"{figures['favourites'] // 6:,}",
        "智能场景花费": "0.00",
    }


def half_years(totals: Totals) -> list[range]:
    """Return the rows of each file when files end with June and December."""
    keys = [(d.year * 12 + d.month - 1) // 6 for d in totals.starts]
    files = sorted(set(keys))
    return [range(keys.index(key), len(keys) - keys[::-1].index(key)) for key in files]


def opened_rows(totals: Totals, visitors: Ints) -> Totals:
    """Return totals from the first span with visitors on; the platform lists none before."""
    at = next((n for n, people in enumerate(visitors) if people), 0)
    figures = {name: values[at:] for name, values in totals.figures.items()}
    return Totals(totals.starts[at:], totals.ends[at:], figures)
