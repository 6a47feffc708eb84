"""Product tables: 生意参谋 商品排行 and 京东商智 商品明细."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.jd_orders import jd_item
from shopkit.exports.sample.spec import Product, ShopSpec
from shopkit.exports.sample.visits import ItemSpans

_ITEM_HEADER = """\
统计日期,商品ID,商品名称,主商品ID,商品类型,货号,商品状态,商品标签,商品访客数,商品浏览量,
商品收藏人数,商品加购件数,商品加购人数,下单买家数,下单件数,下单金额,支付买家数,支付件数,支付金额,
支付新买家数,支付老买家数,老买家支付金额,聚划算支付金额,成功退款金额,搜索引导访客数,
搜索引导支付买家数,年累计支付金额,月累计支付金额,月累计支付件数,下单转化率,商品支付转化率,
访客平均价值,搜索引导支付转化率,平均停留时长,商品详情页跳出率,竞争力评分,结构化详情引导转化率,
结构化详情引导成交占比"""
ITEM_HEADER = tuple(_ITEM_HEADER.replace("\n", "").split(","))
_JD_HEADER = """\
时间,商品id,商品名称,一级类目,二级类目,三级类目,货号,成交金额,成交商品件数,成交单量,成交客户数,
成交转化率,客单价,件单价,UV价值,商品浏览量,商品访客数,商品人均浏览量,商详平均停留时长,商品曝光次数,
商品曝光人数,搜索曝光次数,搜索点击次数,搜索点击率,加购商品件数,加购客户数,加购转化率,加购金额,
下单金额,下单商品件数,下单单量,下单客户数,下单转化率,下单成交转化率,取消及售后退款金额,
取消及售后退款商品件数,取消及售后退款单量"""
JD_HEADER = tuple(_JD_HEADER.replace("\n", "").split(","))
_MISSING = "-"
_COUNTS = {
    "商品访客数": "visitors",
    "商品浏览量": "views",
    "商品收藏人数": "favourites",
    "商品加购件数": "cart_units",
    "商品加购人数": "cart_buyers",
    "下单买家数": "ordering_buyers",
    "下单件数": "ordered_units",
    "支付买家数": "paid_buyers",
    "支付件数": "paid_units",
    "支付老买家数": "old_buyers",
    "搜索引导访客数": "search_visitors",
    "搜索引导支付买家数": "search_buyers",
}
_MONEY = {
    "下单金额": "ordered_fen",
    "支付金额": "paid_fen",
    "老买家支付金额": "old_paid_fen",
    "成功退款金额": "refund_fen",
}
_PERCENT = {
    "下单转化率": ("ordering_buyers", "visitors"),
    "商品支付转化率": ("paid_buyers", "visitors"),
    "搜索引导支付转化率": ("search_buyers", "search_visitors"),
}

Figures = dict[str, int]


def item_rows(
    spec: ShopSpec, items: ItemSpans, spans: Sequence[tuple[int, str]], title: str
) -> Iterator[list[str]]:
    """Yield 商品排行 of some spans, each its number and how the platform dates it.

    Four lines stand above the header; sums since January and since the first are beside them.
    """
    yield ["【生意参谋平台】商品_全部"]
    yield ["店铺", spec.name]
    yield ["统计时间", title]
    yield []
    yield list(ITEM_HEADER)
    for at, dated in spans:
        for row, product in enumerate(spec.products):
            figures = {name: int(values[row, at]) for name, values in items.figures.items()}
            if figures["visitors"]:
                cells = _cells(product, figures) | {"统计日期": dated}
                yield [cells.get(name, _MISSING) for name in ITEM_HEADER]


def _cells(product: Product, figures: Figures) -> dict[str, str]:
    cells = {name: f"{figures[key]:,}" for name, key in _COUNTS.items()}
    cells |= {name: f"{figures[key] / 100:,.2f}" for name, key in _MONEY.items()}
    for name, (part, whole) in _PERCENT.items():
        cells[name] = f"{figures[part] / figures[whole]:.2%}" if figures[whole] else _MISSING
    return cells | {
        "商品ID": product.item,
        "商品名称": product.title,
        "主商品ID": product.item,
        "商品类型": "普通商品",
        "货号": product.code,
        "商品状态": "当前在线",
        "支付新买家数": f"{max(figures['paid_buyers'] - figures['old_buyers'], 0):,}",
        "聚划算支付金额": "0.00",
        "年累计支付金额": f"{figures['paid_fen'] * 7 / 100:,.2f}",
        "月累计支付金额": f"{figures['paid_fen'] * 2 / 100:,.2f}",
        "月累计支付件数": f"{figures['paid_units'] * 2:,}",
        "访客平均价值": f"{figures['paid_fen'] / 100 / figures['visitors']:.2f}",
        "平均停留时长": f"{20 + figures['views'] % 17}.{figures['views'] % 10}",
    }


def jd_item_rows(
    spec: ShopSpec, window: Window, items: ItemSpans, days: range
) -> Iterator[list[str]]:
    """Yield 商智 商品明细 of some days: a row a product and day, all together at the end."""
    yield list(JD_HEADER)
    whole: Figures = {}
    for at in days:
        for row, product in enumerate(spec.products):
            figures = {name: int(values[row, at]) for name, values in items.figures.items()}
            whole = {name: whole.get(name, 0) + value for name, value in figures.items()}
            cells = _jd_cells(figures) | {
                "时间": str(window.days[at]),
                "商品id": jd_item(product.item, -1),
                "商品名称": product.title,
                "一级类目": "服饰内衣",
                "二级类目": "男装",
                "货号": product.code,
            }
            yield [cells.get(name, _MISSING) for name in JD_HEADER]
    cells = _jd_cells(whole) | {"时间": _MISSING, "商品id": "合计"}
    yield [cells.get(name, _MISSING) for name in JD_HEADER]


def _jd_cells(figures: Figures) -> dict[str, str]:
    visitors, paid = figures["visitors"], figures["paid_fen"] / 100
    return {
        "成交金额": f"{paid:.2f}",
        "成交商品件数": str(figures["paid_units"]),
        "成交单量": str(figures["paid_orders"]),
        "成交客户数": str(figures["paid_buyers"]),
        "成交转化率": f"{figures['paid_buyers'] / visitors:.2%}" if visitors else _MISSING,
        "客单价": f"{paid / figures['paid_buyers']:.2f}" if figures["paid_buyers"] else _MISSING,
        "UV价值": f"{paid / visitors:.2f}" if visitors else _MISSING,
        "商品浏览量": str(figures["views"]),
        "商品访客数": str(visitors),
        "商品曝光次数": str(figures["views"] * 9),
        "加购商品件数": str(figures["cart_units"]),
        "加购客户数": str(figures["cart_buyers"]),
        "下单金额": f"{figures['ordered_fen'] / 100:.2f}",
        "下单商品件数": str(figures["ordered_units"]),
        "下单客户数": str(figures["ordering_buyers"]),
        "取消及售后退款金额": f"{figures['refund_fen'] / 100:.2f}",
    }
