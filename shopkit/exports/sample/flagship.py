"""The sample shop `flagship`: a Tmall flagship for women's clothing, grown in three stages.

Source: source document 003: stages of 30,000, 300,000 and 500,000 yuan a month; about a third of
that here, to keep the files small.
"""

from __future__ import annotations

from datetime import date

from shopkit.exports.sample.calendar import campaigns
from shopkit.exports.sample.shared import BASE_FEE, FAR, PLACES, POINTS_FEE
from shopkit.exports.sample.spec import (
    AdTool,
    Affiliates,
    Costs,
    Fee,
    Funnel,
    Product,
    Quirks,
    Refunds,
    Repeat,
    Shift,
    ShopSpec,
)

_START = date(2023, 11, 1)


def _sized(colours: tuple[str, ...], sizes: str = "S M L XL") -> tuple[str, ...]:
    return tuple(f"颜色分类:{colour};尺码:{size}" for colour in colours for size in sizes.split())


_PRODUCTS = (
    Product(
        "700030000001",
        "苜遥 纯棉圆领短袖T恤女",
        "basic",
        0.19,
        ((_START, 79.0), (date(2025, 5, 1), 69.0)),
        -2.0,
        code="MY-T101",
        category="上装",
        costs=((_START, 24.0), (date(2025, 5, 1), 22.5)),
        variants=_sized(("白色", "黑色", "雾蓝")),
    ),
    Product(
        "700030000002",
        "苜遥 法式碎花连衣裙",
        "main",
        0.14,
        ((_START, 239.0),),
        -1.6,
        code="MY-D102",
        category="裙装",
        costs=((_START, 88.0),),
        variants=_sized(("杏色", "墨绿")),
    ),
    Product(
        "700030000003",
        "苜遥 高腰直筒牛仔裤",
        "main",
        0.16,
        ((_START, 189.0), (date(2026, 3, 1), 199.0)),
        -1.7,
        code="MY-J103",
        category="裤装",
        costs=((_START, 70.0), (date(2025, 9, 1), 74.0)),
        variants=_sized(("深蓝", "浅蓝"), "25 26 27 28 29"),
    ),
    Product(
        "700030000004",
        "苜遥 羊毛混纺针织开衫",
        "main",
        0.12,
        ((_START, 269.0),),
        -1.5,
        code="MY-K104",
        category="上装",
        costs=((_START, 112.0),),
        variants=_sized(("燕麦色", "藏青"), "S M L"),
    ),
    Product(
        "700030000005",
        "苜遥 双面呢中长大衣",
        "high",
        0.05,
        ((_START, 799.0),),
        -1.1,
        code="MY-C105",
        category="外套",
        costs=((_START, 365.0),),
        variants=_sized(("驼色", "黑色"), "S M L"),
    ),
    Product(
        "700030000006",
        "苜遥 轻薄立领羽绒服",
        "high",
        0.07,
        ((_START, 499.0), (date(2025, 11, 1), 469.0)),
        -1.3,
        code="MY-Y106",
        category="外套",
        costs=((_START, 238.0),),
        variants=_sized(("黑色", "奶白")),
    ),
    Product(
        "700030000007",
        "苜遥 通勤西装外套",
        "main",
        0.08,
        ((_START, 359.0),),
        -1.4,
        code="MY-X107",
        category="外套",
        costs=((_START, 148.0),),
        variants=_sized(("黑色", "浅灰"), "S M L"),
    ),
    Product(
        "700030000008",
        "苜遥 垂感缎面衬衫",
        "main",
        0.06,
        ((_START, 229.0),),
        -1.5,
        code="MY-B108",
        category="上装",
        costs=((_START, 96.0),),
        variants=_sized(("香槟色",)),
    ),
    Product(
        "700030000009",
        "苜遥 高腰百褶半身裙",
        "main",
        0.09,
        ((_START, 159.0),),
        -1.7,
        code="MY-S109",
        category="裙装",
        costs=((_START, 61.0),),
        variants=_sized(("黑色", "卡其"), "S M L"),
    ),
    Product(
        "700030000010",
        "苜遥 大容量帆布托特包",
        "basic",
        0.04,
        ((_START, 49.0),),
        -2.2,
        code="MY-A110",
        category="配饰",
        costs=((_START, 37.5),),
        variants=("颜色分类:米白", "颜色分类:军绿"),
    ),
)

_FELT = {
    "stock": (1.30, 1.16, 0.12),
    "day": (2.80, 1.50, 0.15),
    "dip": (0.80, 0.82, 0.0),
    "small": (1.22, 1.12, 0.08),
    "spring": (0.55, 0.60, 0.0),
    "peak": (1.70, 1.32, 0.15),
    "presale": (1.12, 1.05, 0.05),
}

_STAGES = (
    Shift(date(2024, 3, 1), visits=1.50, cart=1.0),
    Shift(date(2024, 7, 1), visits=2.10, cart=1.0),
    Shift(date(2024, 10, 1), visits=1.60, cart=1.0),
    Shift(date(2025, 3, 1), visits=1.40, cart=1.0),
    Shift(date(2025, 9, 1), visits=1.30, cart=1.0),
)

_ADS = (
    AdTool("keyword", "牛仔裤 连衣裙 主推", date(2024, 7, 1), None, 0.12, 2.10, (1, 2), 0.30),
    AdTool("audience", "大衣 羽绒服 人群", date(2024, 10, 1), None, 0.06, 2.60, (4, 5), 0.35),
    AdTool("audience", "店铺 会员召回", date(2025, 3, 1), None, 0.02, 1.40, (), 0.02),
    AdTool("sitewide", "全站 T恤", date(2025, 5, 1), None, 0.08, 1.90, (0, 9), 0.40),
)

FLAGSHIP = ShopSpec(
    key="flagship",
    name="苜遥服饰旗舰店",
    platform="tmall",
    category="服饰鞋包",
    start=_START,
    months=36,
    opened=_START,
    seed=20231102,
    products=_PRODUCTS,
    places=PLACES,
    visitors=62.0,
    growth=0.00035,
    season=(0.98, 0.88, 1.04, 1.06, 1.06, 0.98, 0.90, 0.92, 1.05, 1.10, 1.12, 1.06),
    weekday=(0.98, 0.96, 0.97, 0.98, 0.99, 1.08, 1.09),
    hours=(
        *(2.0, 1.1, 0.6, 0.4, 0.3, 0.5, 1.0, 1.9, 3.1, 4.3, 5.1, 5.0),
        *(4.7, 5.0, 7.0, 7.3, 6.8, 4.3, 4.3, 7.5, 8.5, 8.0, 5.2, 3.2),
    ),
    noise=0.07,
    campaigns=campaigns(_FELT, _START, date(2026, 10, 31)),
    shifts=_STAGES,
    funnel=Funnel(favourite=0.070, cart=0.125, order=0.185, pay=0.92),
    repeat=Repeat(share=0.22, lag_days=70.0),
    refunds=Refunds(unshipped=0.085, returned=0.215, partial=0.05),
    costs=Costs(freight=3.6, far=FAR, packing=1.1, insurance=1.2, resellable=0.92),
    fees=(BASE_FEE, POINTS_FEE, Fee("tmall.commission.category", 0.05)),
    ads=_ADS,
    affiliates=Affiliates(share=0.07, commission=0.10, service=0.02),
    free_from=0.0,
    freight=0.0,
    quirks=Quirks(
        "xlsx",
        "new",
        "xlsx",
        masked=True,
        overlap=False,
        spoilt=False,
        month_grain=False,
        extras=frozenset({"stock", "service", "reviews"}),
    ),
    notes=(
        "示例店铺，数据全部虚构",
        "天猫女装旗舰店：分三个阶段长大；为了文件小，规模约为计划书的三分之一",
        "计划书里的三个阶段：月营业额 3 万、30 万、50 万",
        "尺码、颜色各是一个 SKU；服饰退货多，退回的货大多能再卖",
    ),
)
