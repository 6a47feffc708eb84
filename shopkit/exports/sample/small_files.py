"""Smaller files: 商品库, service, reviews, 市场排行 and the shop's own table of costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.jd_orders import jd_item
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.order_csv import clock
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.totals import Totals

STOCK_HEADER = (
    *("商品Id", "类目id", "类目名称", "商品标题", "一口价", "导购标题", "商家编码", "发货时间"),
    *("最长发货时间", "销售属性", "属性对", "发货时间", "skuId", "价格（元）", "数量", "商家编码"),
    *("生产日期（年/月/日）", "保质期"),
)
SERVICE_HEADER = (
    *("统计日期", "客服昵称", "客服销售额", "客服销售人数", "客服销售占比", "客服销售客单价"),
    *("成功退款金额", "净销售额", "咨询人数", "接待人数", "询单转化率", "平均响应时长（秒）"),
    *("客户满意率", "旺旺回复率"),
)
REVIEW_HEADER = (
    *(
        "评论",
        "昵称",
        "追评内容",
        "追评时间",
        "评价时间",
        "商品id",
        "颜色分类",
        "评价分类",
        "skuid",
    ),
)
MARKET_HEADER = (
    *("日期", "排名", "商品信息", "店铺名称", "商品链接", "图片链接", "商品ID", "商品价格"),
    *("访客人数", "搜索人数", "成交金额", "支付件数", "支付转化率", "UV价值"),
)
_SAID = {"好评": "好评，质量不错", "中评": "一般", "差评": "不太满意"}
_AGENTS = 3
_RANKED = 20
_REVIEW_DAYS = 60
_REVIEWED = 0.12
_BAD, _NEUTRAL, _AGAIN = 0.03, 0.08, 0.93  # shares up to a mark, and from one on
_STREAM = 13


def stock_rows(spec: ShopSpec, window: Window) -> Iterator[list[Cell]]:
    """Yield the product library: two lines of explanation, the header, a row a SKU."""
    rng = window.rng(_STREAM)
    yield ["商品发布模板"]
    yield ["带 * 的必填；同一商品的多个 SKU 各占一行"]
    yield list(STOCK_HEADER)
    for product in spec.products:
        price = product.prices[-1][1]
        for variant, named in enumerate(product.variants):
            cells: list[Cell] = [
                product.item,
                "50000001",
                product.category,
                product.title,
                price,
                "",
            ]
            cells += [product.code, "48小时", "", named, "", "48小时"]
            cells += [sku_number(product.item, variant), price]
            yield [*cells, int(rng.integers(0, 400)), product.sku(variant), "", ""]


def sku_number(item: str, variant: int) -> str:
    """Return the platform's number of a variant: 13 digits.

    Example:
        >>> sku_number("690020000001", 0)
        '5690020000001'
    """
    return str(5_000_000_000_000 + int(item) + 1_000_000 * variant)


def service_rows(spec: ShopSpec, window: Window, monthly: Totals) -> Iterator[list[Cell]]:
    """Yield service by month and agent; agents are numbered."""
    rng = window.rng(_STREAM + 1)
    yield list(SERVICE_HEADER)
    for at, (first, last) in enumerate(zip(monthly.starts, monthly.ends, strict=True)):
        visitors = int(monthly.figures["visitors"][at])
        for agent in range(_AGENTS):
            asked = int(visitors * 0.03) + int(rng.integers(0, 9))
            buyers = int(rng.binomial(asked, 0.28 + 0.03 * agent))
            sold = buyers * int(rng.integers(15_000, 24_000))
            yield [
                f"{first}~{last}",
                f"{spec.name}:客服{agent + 1:02d}",
                f"{sold / 100:,.2f}",
                f"{buyers:,}",
                "-",
                f"{sold / 100 / buyers:.2f}" if buyers else "-",
                f"{sold // 14 / 100:,.2f}",
                f"{(sold - sold // 14) / 100:,.2f}",
                f"{asked:,}",
                f"{asked - asked // 40:,}",
                f"{buyers / asked:.2%}" if asked else "-",
                f"{rng.uniform(18, 60):.1f}",
                f"{rng.uniform(0.90, 0.99):.2%}",
                f"{rng.uniform(0.95, 1.0):.2%}",
            ]


def review_rows(spec: ShopSpec, window: Window, drawn: tuple[Orders, Lines]) -> Iterator[list[str]]:
    """Yield reviews of the last two months; nicknames are starred, words are a pattern."""
    orders, lines = drawn
    rng = window.rng(_STREAM + 2)
    end = len(window.days) * DAY
    signed = orders.confirmed[lines.order] + rng.integers(600, 3 * DAY, len(lines.order))
    late = (signed < end) & (signed > end - _REVIEW_DAYS * DAY)
    chosen = np.flatnonzero(late & (rng.random(len(late)) < _REVIEWED))
    marks = rng.random(len(chosen))
    yield list(REVIEW_HEADER)
    for line, mark in zip(chosen[np.argsort(signed[chosen])].tolist(), marks, strict=True):
        product = spec.products[lines.product[line]]
        variant = int(lines.variant[line])
        rating = "差评" if mark < _BAD else "中评" if mark < _NEUTRAL else "好评"
        again = mark > _AGAIN
        yield [
            _SAID[rating],
            f"t**{int(orders.buyer[lines.order[line]]) % 10}",
            "用了几天，补充一下" if again else "",
            clock(window.first, min(int(signed[line]) + DAY, end - 1)) if again else "",
            clock(window.first, int(signed[line])),
            product.item,
            product.variants[variant],
            rating,
            sku_number(product.item, variant),
        ]


def market_rows(window: Window, months: list[date]) -> Iterator[list[Cell]]:
    """Yield the category's best sellers on the last day of some months; all are invented."""
    rng = window.rng(_STREAM + 3)
    yield list(MARKET_HEADER)
    for day in months:
        sales = np.sort(rng.lognormal(12.6, 0.6, _RANKED))[::-1]
        for rank, sold in enumerate(sales.tolist(), 1):
            price = float(rng.integers(39, 1500))
            visitors = int(sold / price * rng.uniform(25, 60)) + 1
            item = f"61000000{rank:04d}"
            yield [
                str(day),
                rank,
                f"同类商品{rank:02d}",
                f"示例同行{rank:02d}店",
                f"https://example.com/item/{item}",
                f"https://example.com/image/{item}.jpg",
                f"\t{item}",
                f"{price:.2f}",
                f"{visitors:,}",
                f"{visitors // 3:,}",
                f"{sold:,.2f}",
                f"{int(sold / price):,}",
                "-",
                f"{sold / visitors:.2f}",
            ]


def cost_rows(spec: ShopSpec) -> Iterator[list[Cell]]:
    """Yield the shop's table of costs; a SKU whose cost changed has a row for each."""
    packs = any(product.packing is not None for product in spec.products)
    named = spec.platform == "jd" or any(fee.stated for fee in spec.fees)
    header = ["商家编码", "商品ID", "商品名称", *(["类目"] if named else [])]
    yield [*header, "售价", "成本价", *(["包装费"] if packs else []), "生效日期"]
    for product in spec.products:
        for variant in range(len(product.variants)):
            item = jd_item(product.item, variant) if spec.platform == "jd" else product.item
            first = [product.sku(variant), item, product.title]
            first += [product.category] if named else []
            for at, (since, cost) in enumerate(product.costs):
                own = [] if product.packing is None else [product.packing]
                price = product.prices[-1][1]
                yield [*first, price, cost, *own, str(since) if at else ""]
