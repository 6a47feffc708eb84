"""The sample shop `bathware`: bathroom fittings on Tmall, run by five people.

Source: seed 000, plan 2: low prices bring visitors, the middle sells, the high end pays.
"""

from __future__ import annotations

from datetime import date

from shopkit.exports.sample.shared import PLACES
from shopkit.exports.sample.spec import (
    Campaign,
    Funnel,
    Product,
    Quirks,
    Refunds,
    Repeat,
    Shift,
    ShopSpec,
)

_START = date(2025, 10, 1)

_PRODUCTS = (
    Product("690020000001", "浣石 防臭地漏 铜芯加厚", "low", 0.17, ((_START, 29.9),), -2.3),
    Product(
        "690020000002",
        "浣石 防爆花洒软管 1.5米",
        "low",
        0.15,
        ((_START, 19.9), (date(2026, 3, 1), 24.9), (date(2026, 7, 1), 21.9)),
        -2.3,
    ),
    Product("690020000003", "浣石 免打孔浴室置物架", "low", 0.13, ((_START, 39.9),), -2.2),
    Product(
        "690020000004",
        "浣石 增压花洒套装 三档出水",
        "middle",
        0.19,
        ((_START, 169.0), (date(2026, 4, 15), 189.0)),
        -1.6,
    ),
    Product("690020000005", "浣石 全铜面盆龙头 冷热", "middle", 0.13, ((_START, 128.0),), -1.5),
    Product(
        "690020000006",
        "浣石 抽拉厨房龙头 304不锈钢",
        "middle",
        0.10,
        ((_START, 239.0), (date(2026, 8, 1), 219.0)),
        -1.5,
    ),
    Product("690020000007", "浣石 恒温淋浴花洒 枪灰", "middle", 0.07, ((_START, 599.0),), -1.4),
    Product("690020000008", "浣石 智能马桶盖 即热烘干", "high", 0.035, ((_START, 1299.0),), -1.0),
    Product("690020000009", "浣石 岩板浴室柜组合 80cm", "high", 0.020, ((_START, 1899.0),), -0.9),
    Product(
        "690020000010", "浣石 一体智能马桶 无水压限制", "high", 0.005, ((_START, 3299.0),), -0.8
    ),
)

_CAMPAIGNS = (
    Campaign("double11-2025-stock", date(2025, 10, 20), date(2025, 10, 30), 1.22, 1.15, 0.10),
    Campaign("double11-2025-second", date(2025, 10, 31), date(2025, 11, 6), 1.30, 1.15, 0.10),
    Campaign("double11-2025-final", date(2025, 11, 7), date(2025, 11, 10), 1.45, 1.15, 0.12),
    Campaign("double11-2025-day", date(2025, 11, 11), date(2025, 11, 11), 2.40, 1.45, 0.15),
    Campaign("double11-2025-extension", date(2025, 11, 12), date(2025, 11, 14), 1.20, 1.10, 0.10),
    Campaign("double11-2025-dip", date(2025, 11, 15), date(2025, 11, 24), 0.82, 0.85),
    Campaign("double12-2025", date(2025, 12, 8), date(2025, 12, 12), 1.30, 1.15, 0.10),
    Campaign("nianhuo-2026", date(2026, 1, 4), date(2026, 1, 25), 1.15, 1.10, 0.08),
    Campaign("spring-2026-dip", date(2026, 2, 10), date(2026, 2, 23), 0.52, 0.60),
    Campaign("38-2026", date(2026, 3, 4), date(2026, 3, 8), 1.15, 1.08, 0.05),
    Campaign("618-2026-stock", date(2026, 5, 31), date(2026, 6, 14), 1.22, 1.15, 0.10),
    Campaign("618-2026-peak", date(2026, 6, 15), date(2026, 6, 20), 1.65, 1.30, 0.15),
    Campaign("618-2026-dip", date(2026, 6, 21), date(2026, 6, 30), 0.82, 0.85),
    Campaign("double11-2026-presale", date(2026, 10, 17), date(2026, 10, 31), 1.12, 1.00, 0.03),
)

BATHWARE = ShopSpec(
    key="bathware",
    name="浣石卫浴旗舰店",
    platform="tmall",
    opened=date(2021, 3, 1),
    seed=20210301,
    products=_PRODUCTS,
    places=PLACES,
    visitors=1560.0,
    growth=0.0003,
    season=(0.88, 0.86, 1.08, 1.08, 1.06, 1.00, 0.94, 0.95, 1.04, 1.06, 1.02, 0.95),
    weekday=(0.95, 0.93, 0.94, 0.96, 0.98, 1.13, 1.11),
    hours=(
        *(1.6, 0.9, 0.5, 0.3, 0.3, 0.5, 1.1, 2.1, 3.6, 4.9, 5.4, 5.1),
        *(4.6, 5.0, 7.2, 7.6, 7.0, 4.3, 4.2, 7.3, 8.2, 7.6, 4.8, 2.9),
    ),
    noise=0.06,
    campaigns=_CAMPAIGNS,
    shifts=(Shift(date(2026, 10, 1), visits=1.10, cart=0.70),),
    funnel=Funnel(favourite=0.058, cart=0.119, order=0.215, pay=0.93),
    repeat=Repeat(share=0.12, lag_days=75.0),
    refunds=Refunds(unshipped=0.03, returned=0.05, partial=0.025),
    free_from=0.0,
    freight=0.0,
    quirks=Quirks("xlsx", "xlsx", masked=True, overlap=False, spoilt=False, month_grain=True),
    notes=(
        "示例店铺，数据全部虚构",
        "天猫店，五个人：客服、推广、物流、运营、财务各一名",
        "价格分低、中、高三档：低价引流，中档成交，高档补利润",
    ),
)
