"""生意参谋 店铺流量来源 and 商品流量来源: trees of sources by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from shopkit.exports.sample.ads import AdDays
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.totals import Totals

_NAMES = (
    *("访客数", "支付转化率", "支付金额", "客单价", "新访客", "浏览量", "人均浏览量", "收藏人数"),
    *("加购人数", "跳失率", "下单金额", "下单买家数", "下单转化率", "支付买家数", "UV价值"),
)
HEADER = ("流量来源", "来源明细", *(cell for name in _NAMES for cell in (name, f"{name}变化")))
ITEM_HEADER = (
    *("流量来源", "访客数", "浏览量", "支付金额", "浏览量占比", "店内跳转人数", "跳出本店人数"),
    *("收藏人数", "加购人数", "下单买家数", "下单转化率", "支付件数", "支付买家数", "支付转化率"),
    *("直接支付买家数", "收藏商品-支付买家数", "粉丝支付买家数", "加购商品-支付买家数"),
)
PAID = {
    "express": "直通车",
    "display": "钻石展位",
    "keyword": "关键词推广",
    "audience": "精准人群推广",
    "sitewide": "货品全站推广",
}
_FREE = (
    ("淘内免费", "手淘搜索", 0.36, 1.25),
    ("淘内免费", "手淘推荐", 0.25, 0.70),
    ("淘内免费", "淘宝直播", 0.04, 0.90),
    ("自主访问", "购物车", 0.15, 1.90),
    ("自主访问", "我的淘宝", 0.13, 1.30),
    ("自主访问", "直接访问", 0.05, 0.80),
    ("淘外流量", "淘外APP", 0.02, 0.40),
)
_OVERLAP = 1.12  # visitors of all leaves beside those of the shop
_LANDS = 0.85  # share of clicks that are other people
_ONCE = 0.97  # a parent's visitors beside its children's

Leaf = tuple[str, str, int, float]
"""Parent, name, visitors, how readily they buy."""


def traffic_rows(
    spec: ShopSpec, ads: AdDays, monthly: Totals, at: int, days: range
) -> Iterator[list[str]]:
    """Yield the sources of a month: each parent with a row of its own above its children."""
    first, last = monthly.starts[at], monthly.ends[at]
    yield ["【生意参谋平台】店铺流量来源"]
    yield ["店铺", spec.name]
    yield ["统计时间", f"{first} ~ {last}"]
    yield []
    yield list(HEADER)
    whole = {name: int(values[at]) for name, values in monthly.figures.items()}
    leaves = _leaves(spec, ads, whole["visitors"], days)
    shares = _shared(leaves, whole)
    for parent in dict.fromkeys(leaf[0] for leaf in leaves):
        rows = [n for n, leaf in enumerate(leaves) if leaf[0] == parent]
        together = {name: sum(shares[n][name] for n in rows) for name in shares[0]}
        together["visitors"] = max(
            round(together["visitors"] * _ONCE), *(shares[n]["visitors"] for n in rows)
        )
        yield [parent, "汇总", *_figures(together)]
        for n in rows:
            yield [parent, leaves[n][1], *_figures(shares[n])]


def item_traffic_rows(
    item: str, span: tuple[date, date], figures: dict[str, int]
) -> Iterator[list[str]]:
    """Yield the sources of one product and month."""
    yield ["【生意参谋平台】商品流量来源"]
    yield ["商品ID", item]
    yield ["统计时间", f"{span[0]} ~ {span[1]}"]
    yield []
    yield list(ITEM_HEADER)
    leaves = [(p, name, round(figures["visitors"] * share), w) for p, name, share, w in _FREE]
    for leaf, share in zip(leaves, _shared(leaves, figures), strict=True):
        cells = {
            "流量来源": leaf[1],
            "访客数": str(share["visitors"]),
            "浏览量": str(share["views"]),
            "支付金额": f"{share['paid_fen'] / 100:.2f}",
            "收藏人数": str(share["favourites"]),
            "加购人数": str(share["cart_buyers"]),
            "下单买家数": str(share["ordering_buyers"]),
            "支付件数": str(share["paid_units"]),
            "支付买家数": str(share["paid_buyers"]),
        }
        yield [cells.get(name, "-") for name in ITEM_HEADER]


def _leaves(spec: ShopSpec, ads: AdDays, visitors: int, days: range) -> list[Leaf]:
    paid: list[Leaf] = []
    inside = (ads.day >= days.start) & (ads.day < days.stop)
    for tool, name in PAID.items():
        plans = [n for n, plan in enumerate(spec.ads) if plan.tool == tool]
        clicks = int(ads.clicks[inside & np.isin(ads.plan, plans)].sum())
        if clicks:
            paid.append(("付费流量", name, int(clicks * _LANDS), 0.9))
    if spec.affiliates:
        paid.append(("付费流量", "淘宝客", round(visitors * spec.affiliates.share / 2), 2.0))
    left = max(visitors * _OVERLAP - sum(leaf[2] for leaf in paid), visitors * 0.3)
    free = [(parent, name, round(left * share), ready) for parent, name, share, ready in _FREE]
    return [*free[:3], *paid, *free[3:]]


def _shared(leaves: list[Leaf], whole: dict[str, int]) -> list[dict[str, int]]:
    """Return every figure shared out: money exactly, people never more than the visitors."""
    buying = [leaf[2] * leaf[3] for leaf in leaves]
    people = [float(leaf[2]) for leaf in leaves]
    parts = [{"visitors": leaf[2]} for leaf in leaves]
    for name, value in whole.items():
        if name == "visitors":
            continue
        weight = buying if "paid" in name or "order" in name else people
        for part, share in zip(parts, _split(value, weight), strict=True):
            part[name] = share
    return parts


def _split(amount: int, weight: list[float]) -> list[int]:
    total = sum(weight) or 1.0
    ends = [round(amount * sum(weight[: n + 1]) / total) for n in range(len(weight))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _figures(share: dict[str, int]) -> list[str]:
    visitors = share["visitors"]
    new = visitors - min(share["old_visitors"], visitors)
    values = {
        "访客数": f"{visitors:,}",
        "支付转化率": _percent(share["paid_buyers"], visitors),
        "支付金额": f"{share['paid_fen'] / 100:,.2f}",
        "客单价": _each(share["paid_fen"], share["paid_buyers"]),
        "新访客": f"{new:,}",
        "浏览量": f"{share['page_views']:,}",
        "收藏人数": f"{share['favourites']:,}",
        "加购人数": f"{share['cart_buyers']:,}",
        "下单金额": f"{share['ordered_fen'] / 100:,.2f}",
        "下单买家数": f"{share['ordering_buyers']:,}",
        "下单转化率": _percent(share["ordering_buyers"], visitors),
        "支付买家数": f"{share['paid_buyers']:,}",
        "UV价值": _each(share["paid_fen"], visitors),
    }
    return [cell for name in _NAMES for cell in (values.get(name, "-"), "-")]


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"


def _each(fen: int, whole: int) -> str:
    return f"{fen / 100 / whole:,.2f}" if whole else "-"
