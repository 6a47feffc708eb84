"""The sample shop `cosmetics`: make-up and skin care on Taobao, opened in October 2025.

Source: seed 000, plan 3: women of 18–40 in two bands, middle to high prices, 20,000 yuan.
"""

from __future__ import annotations

from datetime import date

from shopkit.exports.sample.shared import BASE_FEE, FAR, PLACES
from shopkit.exports.sample.spec import (
    AdTool,
    Affiliates,
    Campaign,
    Costs,
    Funnel,
    Product,
    Quirks,
    Refunds,
    Repeat,
    ShopSpec,
)

_START = date(2025, 10, 1)

_PRODUCTS = (
    Product(
        "680010000001",
        "汐芷 水光唇釉 显白豆沙色",
        "18–25",
        0.2,
        (
            (_START, 89.0),
            (date(2026, 4, 1), 99.0),
        ),
        -1.8,
        code="XZ-CY01",
        category="彩妆",
        costs=((_START, 21.0),),
        variants=("01豆沙", "02枫叶", "03蜜桃"),
    ),
    Product(
        "680010000002",
        "@日常系 九色眼影盘 大地色",
        "18–25",
        0.13,
        ((_START, 129.0),),
        -1.6,
        code="XZ-YY02",
        category="彩妆",
        costs=((_START, 36.0),),
    ),
    Product(
        "680010000003",
        "=1+1=补水面膜组合装 20片",
        "18–25",
        0.14,
        ((_START, 118.0),),
        -1.7,
        code="XZ-MM03",
        category="护肤",
        costs=(
            (_START, 41.0),
            (date(2026, 5, 1), 43.5),
        ),
    ),
    Product(
        "680010000004",
        '汐芷"小雨伞"防晒乳 SPF50, 60ml',
        "18–25",
        0.13,
        (
            (_START, 139.0),
            (date(2026, 6, 1), 119.0),
            (date(2026, 9, 1), 139.0),
        ),
        -1.8,
        code="XZ-FS04",
        category="护肤",
        costs=((_START, 38.0),),
    ),
    Product(
        "680010000005",
        "+VC 焕亮精华液 30ml",
        "25–40",
        0.14,
        ((_START, 238.0),),
        -1.3,
        code="XZ-JH05",
        category="护肤",
        costs=((_START, 69.0),),
    ),
    Product(
        "680010000006",
        "汐芷 玻色因修护面霜 50g",
        "25–40",
        0.11,
        (
            (_START, 328.0),
            (date(2026, 5, 1), 298.0),
        ),
        -1.2,
        code="XZ-MS06",
        category="护肤",
        costs=((_START, 92.0),),
    ),
    Product(
        "680010000007",
        "汐芷 眼周淡纹眼霜 15g",
        "25–40",
        0.08,
        ((_START, 268.0),),
        -1.2,
        code="XZ-YS07",
        category="护肤",
        costs=(),
    ),
    Product(
        "680010000008",
        "汐芷 焕彩护肤礼盒 五件套",
        "25–40",
        0.03,
        ((_START, 698.0),),
        -0.9,
        code="XZ-LH08",
        category="护肤",
        costs=((_START, 245.0),),
    ),
    Product(
        "680010000009",
        "1-2次 旅行试用装",
        "18–25",
        0.04,
        ((_START, 39.9),),
        -2.0,
        code="XZ-SY09",
        category="护肤",
        costs=(),
    ),
)

_CAMPAIGNS = (
    Campaign("double11-2025-stock", date(2025, 10, 20), date(2025, 11, 10), 1.15, 1.10, 0.10),
    Campaign("double11-2025-day", date(2025, 11, 11), date(2025, 11, 11), 2.2, 1.40, 0.15),
    Campaign("double11-2025-dip", date(2025, 11, 15), date(2025, 11, 22), 0.85, 0.85),
    Campaign("double12-2025", date(2025, 12, 8), date(2025, 12, 12), 1.30, 1.15, 0.10),
    Campaign("shuangdan-2025", date(2025, 12, 24), date(2025, 12, 26), 1.25, 1.10, 0.05),
    Campaign("nianhuo-2026", date(2026, 1, 4), date(2026, 1, 25), 1.15, 1.10, 0.08),
    Campaign("spring-2026-dip", date(2026, 2, 11), date(2026, 2, 22), 0.60, 0.65),
    Campaign("38-2026", date(2026, 3, 4), date(2026, 3, 8), 1.70, 1.25, 0.12),
    Campaign("38-2026-dip", date(2026, 3, 9), date(2026, 3, 14), 0.85, 0.90),
    Campaign("520-2026", date(2026, 5, 13), date(2026, 5, 20), 1.35, 1.15, 0.08),
    Campaign("618-2026-stock", date(2026, 5, 31), date(2026, 6, 14), 1.20, 1.12, 0.10),
    Campaign("618-2026-peak", date(2026, 6, 15), date(2026, 6, 20), 1.70, 1.30, 0.15),
    Campaign("618-2026-dip", date(2026, 6, 21), date(2026, 6, 30), 0.82, 0.85),
    Campaign("qixi-2026", date(2026, 8, 10), date(2026, 8, 19), 1.25, 1.12, 0.08),
    Campaign("double11-2026-presale", date(2026, 10, 17), date(2026, 10, 31), 1.15, 1.05, 0.05),
)

_ADS = (
    AdTool("keyword", "唇釉 测款", date(2025, 11, 1), None, 0.16, 1.60, (0, 3), 0.25),
    AdTool("sitewide", "全站 精华", date(2026, 3, 1), None, 0.12, 2.10, (4,), 0.45),
)

COSMETICS = ShopSpec(
    key="cosmetics",
    name="汐芷美妆小铺",
    platform="taobao",
    category="美妆护肤、彩妆",
    start=_START,
    months=13,
    opened=date(2025, 10, 8),
    seed=20251008,
    products=_PRODUCTS,
    places=PLACES,
    visitors=104.0,
    growth=0.0054,
    season=(0.97, 0.92, 1.06, 1.00, 1.05, 1.02, 0.95, 0.96, 1.02, 1.00, 1.05, 1.00),
    weekday=(1.05, 1.02, 1.00, 0.97, 0.90, 0.96, 1.10),
    hours=(
        *(2.2, 1.2, 0.7, 0.4, 0.3, 0.5, 1.0, 1.9, 3.0, 4.2, 5.0, 5.0),
        *(4.8, 5.0, 6.9, 7.2, 6.6, 4.2, 4.4, 7.6, 8.6, 8.2, 5.6, 3.5),
    ),
    noise=0.08,
    campaigns=_CAMPAIGNS,
    shifts=(),
    funnel=Funnel(favourite=0.072, cart=0.112, order=0.282, pay=0.905),
    repeat=Repeat(share=0.30, lag_days=42.0),
    refunds=Refunds(unshipped=0.035, returned=0.045, partial=0.02),
    costs=Costs(freight=3.8, far=FAR, packing=1.2, insurance=0.5, resellable=0.6),
    fees=(BASE_FEE,),
    ads=_ADS,
    affiliates=Affiliates(share=0.10, commission=0.12, service=0.02),
    free_from=99.0,
    freight=10.0,
    quirks=Quirks(
        "csv",
        "old",
        "xls",
        masked=False,
        overlap=True,
        spoilt=True,
        month_grain=False,
        extras=frozenset({"stock", "reviews"}),
    ),
    notes=(
        "示例店铺，数据全部虚构",
        "淘宝店，2025 年 10 月用 2 万元起步：进货 1 万、日常 5 千、推广 5 千",
        "顾客是 18–40 岁的女性，分 18–25 和 25–40 两段，价格中高",
    ),
)
