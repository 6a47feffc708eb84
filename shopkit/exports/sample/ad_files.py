"""Ad reports: 万相台 by item and by plan, 全站推广, 直通车 and 京准通."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from shopkit.exports.sample.ads import NO_ITEM, AdDays
from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.order_csv import yuan
from shopkit.exports.sample.spec import ShopSpec

_ITEM_HEADER = """\
日期,主体ID,主体类型,主体名称,展现量,点击量,花费,点击率,平均点击花费,千次展现花费,总预售成交金额,
总预售成交笔数,直接预售成交金额,直接预售成交笔数,间接预售成交金额,间接预售成交笔数,直接成交金额,
间接成交金额,总成交金额,总成交笔数,直接成交笔数,间接成交笔数,点击转化率,投入产出比,含预售投产比,
总成交成本,总购物车数,直接购物车数,间接购物车数,加购率,收藏宝贝数,收藏店铺数,店铺收藏成本,
总收藏加购数,总收藏加购成本,宝贝收藏加购数,宝贝收藏加购成本,总收藏数,宝贝收藏成本,宝贝收藏率,
加购成本,拍下订单笔数,拍下订单金额,直接收藏宝贝数,间接收藏宝贝数,优惠券领取量,购物金充值笔数,
购物金充值金额,旺旺咨询量,引导访问量,引导访问人数,引导访问潜客数,引导访问潜客占比,入会率,入会量,
引导访问率,深度访问量,平均访问页面数,成交新客数,成交新客占比,会员首购人数,会员成交金额,
会员成交笔数,成交人数,人均成交笔数,人均成交金额,自然流量转化金额,自然流量曝光量"""
ITEM_HEADER = tuple(_ITEM_HEADER.replace("\n", "").split(","))
PLAN_HEADER = (
    *("场景ID", "场景名字", "原二级场景ID", "原二级场景名字", "计划ID", "计划名字"),
    *ITEM_HEADER,
)
_SITEWIDE_HEADER = """\
日期,主体ID,主体类型,主体名称,花费,净成交金额,总成交金额,净实际投产比,实际投产比,展现量,点击量,
点击率,平均点击花费,千次展现花费,净成交笔数,总成交笔数,点击转化率,直接净成交金额,直接净成交笔数,
总购物车数,直接购物车数,收藏宝贝数,直接收藏宝贝数,宝贝收藏加购数"""
SITEWIDE_HEADER = tuple(_SITEWIDE_HEADER.replace("\n", "").split(","))
EXPRESS_HEADER = (
    *("日期", "计划id", "计划名称", "推广类型", "展现量", "点击量", "花费", "点击率"),
    *("平均点击花费", "千次展现花费", "总收藏数", "宝贝收藏数", "店铺收藏数", "总购物车数"),
    *("直接购物车数", "间接购物车数", "加购成本", "宝贝收藏成本", "宝贝收藏转化率", "加购率"),
    *("总成交金额", "直接成交金额", "间接成交金额", "总成交笔数", "直接成交笔数", "间接成交笔数"),
    *("投入产出比", "点击转化率", "直接点击转化率"),
)
DISPLAY_HEADER = (
    *("日期", "计划组", "计划", "主体类型", "主体名称", "商品id", "消耗", "展现量", "点击量"),
    *("点击率", "千次展现成本", "点击成本", "引导访问量", "引导访问人数", "收藏宝贝量"),
    *("添加购物车量", "拍下订单量", "拍下订单金额", "成交订单量", "成交订单金额"),
    *("展现转化率", "点击转化率", "投资回报率"),
)
_JD_HEADER = """\
日期,账户名称,产品线,计划类型,计划ID,推广计划,单元ID,推广单元,创意ID,推广创意,品牌ID,品牌名称,
类目ID,类目名称,跟单SKU ID,人群ID,人群名称,广告定向类型,展现数,点击数,总费用,直接订单行,
直接订单金额,间接订单行,间接订单金额,总订单行,总订单金额,直接购物车数,间接购物车数,总购物车数,
点赞数,评论数,分享数,关注数,互动数,互动率,预售订单行,预售订单金额,下单新客数,预约数,领劵数,
商品关注数,店铺关注数"""
JD_HEADER = tuple(_JD_HEADER.replace("\n", "").split(","))
SCENES = {"keyword": ("101", "关键词推广"), "audience": ("102", "精准人群推广")}
_NAN = "nan"

Row = list[str]
Sums = dict[tuple[int, int], dict[str, int]]


def item_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 万相台 by item: what its plans did for an item, scenes added together."""
    chosen = ads.rows(_of(spec, ads, ("keyword", "audience"), days) & (ads.item != NO_ITEM))
    rows = []
    for (day, item), sums in _added(chosen.day, chosen.item, chosen).items():
        product = spec.products[item]
        cells = _cells(window.days[day], sums) | {
            "主体ID": product.item,
            "主体类型": "商品",
            "主体名称": product.title,
        }
        rows.append([cells.get(name, "") for name in ITEM_HEADER])
    return _headed(ITEM_HEADER, rows)


def plan_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 万相台 by plan: the same money as by item, and that of plans without one."""
    chosen = ads.rows(_of(spec, ads, ("keyword", "audience"), days))
    rows = []
    for (day, plan), sums in _added(chosen.day, chosen.plan, chosen).items():
        scene, name = SCENES[spec.ads[plan].tool]
        cells = _cells(window.days[day], sums) | {
            "场景ID": scene,
            "场景名字": name,
            "计划ID": plan_number(plan),
            "计划名字": spec.ads[plan].name,
        }
        rows.append([cells.get(name, "") for name in PLAN_HEADER])
    return _headed(PLAN_HEADER, rows)


def sitewide_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 全站推广 by item; what cannot be told is the word `nan`."""
    chosen = ads.rows(_of(spec, ads, ("sitewide",), days))
    rows = []
    for (day, item), sums in _added(chosen.day, chosen.item, chosen).items():
        product = spec.products[item]
        cells = _cells(window.days[day], sums) | {
            "主体ID": product.item,
            "主体类型": "商品",
            "主体名称": product.title,
            "花费": yuan(sums["spend"]) if sums["spend"] else _NAN,
            "净成交金额": yuan(sums["credited"] * 9 // 10),
            "净成交笔数": str(sums["orders"]),
            "净实际投产比": _ratio(sums["credited"] * 9 // 10, sums["spend"], 2) or _NAN,
            "实际投产比": _ratio(sums["credited"], sums["spend"], 2) or _NAN,
            "点击率": _percent(sums["clicks"], sums["views"]),
            "点击转化率": _percent(sums["orders"], sums["clicks"]),
        }
        rows.append([cells.get(name) or _NAN for name in SITEWIDE_HEADER])
    return _headed(SITEWIDE_HEADER, rows)


def express_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 直通车 by plan."""
    chosen = ads.rows(_of(spec, ads, ("express",), days))
    rows = []
    for (day, plan), sums in _added(chosen.day, chosen.plan, chosen).items():
        cells = _cells(window.days[day], sums) | {
            "计划id": plan_number(plan),
            "计划名称": spec.ads[plan].name,
            "推广类型": "标准推广",
        }
        rows.append([cells.get(name, "") for name in EXPRESS_HEADER])
    return _headed(EXPRESS_HEADER, rows)


def display_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 钻展 by plan, headed as its successor heads it."""
    chosen = ads.rows(_of(spec, ads, ("display",), days))
    rows = []
    for (day, plan), sums in _added(chosen.day, chosen.plan, chosen).items():
        cells = {
            "日期": str(window.days[day]),
            "计划组": "店铺推广",
            "计划": spec.ads[plan].name,
            "主体类型": "店铺",
            "主体名称": spec.name,
            "消耗": yuan(sums["spend"]),
            "展现量": str(sums["views"]),
            "点击量": str(sums["clicks"]),
            "点击率": _ratio(sums["clicks"], sums["views"], 5),
            "添加购物车量": str(sums["carts"]),
            "成交订单量": str(sums["orders"]),
            "成交订单金额": yuan(sums["credited"]),
        }
        rows.append([cells.get(name, "") for name in DISPLAY_HEADER])
    return _headed(DISPLAY_HEADER, rows)


def jd_rows(spec: ShopSpec, window: Window, ads: AdDays, days: range) -> list[Row]:
    """Return 京准通 by plan."""
    chosen = ads.rows(_of(spec, ads, ("jd",), days))
    rows = []
    for (day, plan), sums in _added(chosen.day, chosen.plan, chosen).items():
        cells = {
            "日期": str(window.days[day]),
            "账户名称": "示例账户",
            "产品线": "京东快车",
            "计划类型": "普通计划",
            "计划ID": plan_number(plan),
            "推广计划": spec.ads[plan].name,
            "展现数": str(sums["views"]),
            "点击数": str(sums["clicks"]),
            "总费用": yuan(sums["spend"]),
            "直接订单行": str(sums["orders"]),
            "直接订单金额": yuan(sums["credited"]),
            "间接订单行": "0",
            "间接订单金额": "0.00",
            "总订单行": str(sums["orders"]),
            "总订单金额": yuan(sums["credited"]),
            "总购物车数": str(sums["carts"]),
        }
        rows.append([cells.get(name, "") for name in JD_HEADER])
    return _headed(JD_HEADER, rows)


def csv_rows(rows: Iterable[Sequence[str]], coding: str) -> bytes:
    """Return rows as CSV of a coding."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(coding)


def plan_number(plan: int) -> str:
    """Return the platform's number of a plan.

    Example:
        >>> plan_number(2)
        '61800003'
    """
    return str(61_800_001 + plan)


def _of(spec: ShopSpec, ads: AdDays, tools: Sequence[str], days: range) -> np.ndarray:
    wanted = np.array([plan.tool in tools for plan in spec.ads], dtype=bool)
    if not len(ads.plan):
        return np.zeros(0, dtype=bool)
    inside: np.ndarray = wanted[ads.plan] & (ads.day >= days.start) & (ads.day < days.stop)
    return inside


def _added(day: np.ndarray, key: np.ndarray, ads: AdDays) -> Sums:
    """Return sums by day and key, newest day first as the platform sorts them."""
    sums: Sums = {}
    figures = {name: values.tolist() for name, values in ads.figures().items()}
    for row, pair in enumerate(zip(day.tolist(), key.tolist(), strict=True)):
        entry = sums.setdefault(pair, dict.fromkeys(figures, 0))
        for name, values in figures.items():
            entry[name] += values[row]
    return dict(sorted(sums.items(), key=lambda pair: (-pair[0][0], pair[0][1])))


def _cells(day: date, sums: dict[str, int]) -> dict[str, str]:
    """Return the columns the platform's reports share; a ratio of nothing is blank."""
    views, clicks, spend = sums["views"], sums["clicks"], sums["spend"]
    direct = sums["credited"] * 8 // 10
    return {
        "日期": str(day),
        "展现量": str(views),
        "点击量": str(clicks),
        "花费": yuan(spend),
        "点击率": _ratio(clicks, views, 5),
        "平均点击花费": _ratio(spend, clicks * 100, 2),
        "千次展现花费": _ratio(spend * 10, views, 2),
        "直接成交金额": yuan(direct),
        "间接成交金额": yuan(sums["credited"] - direct),
        "总成交金额": yuan(sums["credited"]),
        "总成交笔数": str(sums["orders"]),
        "点击转化率": _ratio(sums["orders"], clicks, 5),
        "投入产出比": _ratio(sums["credited"], spend, 2),
        "总购物车数": str(sums["carts"]),
        "加购率": _ratio(sums["carts"], clicks, 5),
        "加购成本": _ratio(spend, sums["carts"] * 100, 2),
    }


def _ratio(part: int, whole: int, digits: int) -> str:
    return f"{part / whole:.{digits}f}" if whole else ""


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else _NAN


def _headed(header: Sequence[str], rows: list[Row]) -> list[Row]:
    return [list(header), *rows] if rows else []
