"""The sample shop `jdbrand`: men's clothing of a young brand on JD.

Source: source document 001: a clothing brand opens on JD, three to five main products, 快车.
"""

from __future__ import annotations

from datetime import date

from shopkit.exports.sample.shared import FAR, PLACES
from shopkit.exports.sample.spec import (
    AdTool,
    Campaign,
    Costs,
    Fee,
    Funnel,
    Product,
    Quirks,
    Refunds,
    Repeat,
    ShopSpec,
)

_START = date(2025, 10, 1)
_SIZES = ("M", "L", "XL", "2XL")


def _product(  # noqa: PLR0913, PLR0917 - one line of a catalogue
    item: str, title: str, share: float, price: float, cost: float, code: str, colour: str
) -> Product:
    return Product(
        item,
        title,
        "main",
        share,
        ((_START, price),),
        -1.5,
        code=code,
        category="男装",
        costs=((_START, cost), (date(2026, 4, 1), round(cost * 1.04, 1))),
        variants=tuple(f"{colour} {size}" for size in _SIZES),
    )


_PRODUCTS = (
    _product("100710000100", "朔桉 重磅纯棉T恤 男", 0.24, 89.0, 31.0, "SA-T01", "白色"),
    _product("100710000200", "朔桉 商务免烫衬衫 男", 0.20, 169.0, 62.0, "SA-B02", "浅蓝"),
    _product("100710000300", "朔桉 弹力直筒休闲裤 男", 0.20, 189.0, 71.0, "SA-K03", "卡其"),
    _product("100710000400", "朔桉 立领夹克外套 男", 0.14, 329.0, 138.0, "SA-J04", "黑色"),
    _product("100710000500", "朔桉 半高领羊毛衫 男", 0.12, 259.0, 112.0, "SA-M05", "深灰"),
    _product("100710000600", "朔桉 鹅绒短款羽绒服 男", 0.10, 599.0, 292.0, "SA-Y06", "黑色"),
)

_CAMPAIGNS = (
    Campaign("double11-2025-start", date(2025, 10, 9), date(2025, 10, 29), 1.15, 1.10, 0.08),
    Campaign("double11-2025-push", date(2025, 10, 30), date(2025, 11, 9), 1.30, 1.15, 0.10),
    Campaign("double11-2025-peak", date(2025, 11, 10), date(2025, 11, 11), 2.20, 1.40, 0.15),
    Campaign("double11-2025-dip", date(2025, 11, 13), date(2025, 11, 22), 0.82, 0.85),
    Campaign("double12-2025", date(2025, 12, 8), date(2025, 12, 12), 1.25, 1.12, 0.08),
    Campaign("nianhuo-2026", date(2026, 1, 25), date(2026, 2, 9), 1.18, 1.10, 0.08),
    Campaign("spring-2026-dip", date(2026, 2, 12), date(2026, 2, 22), 0.62, 0.70),
    Campaign("618-2026-main", date(2026, 5, 31), date(2026, 6, 16), 1.25, 1.15, 0.10),
    Campaign("618-2026-peak", date(2026, 6, 17), date(2026, 6, 18), 2.30, 1.40, 0.15),
    Campaign("618-2026-dip", date(2026, 6, 20), date(2026, 6, 29), 0.80, 0.85),
    Campaign("double11-2026-presale", date(2026, 10, 12), date(2026, 10, 31), 1.15, 1.05, 0.06),
)

JDBRAND = ShopSpec(
    key="jdbrand",
    name="朔桉男装京东店",
    platform="jd",
    category="服饰内衣、鞋靴箱包",
    start=_START,
    months=13,
    opened=date(2024, 9, 1),
    seed=20240901,
    products=_PRODUCTS,
    places=PLACES,
    visitors=460.0,
    growth=0.0008,
    season=(1.02, 0.90, 1.00, 0.98, 0.98, 1.00, 0.90, 0.92, 1.02, 1.08, 1.12, 1.08),
    weekday=(1.00, 0.99, 0.99, 1.00, 1.00, 1.03, 1.02),
    hours=(
        *(1.4, 0.8, 0.5, 0.3, 0.3, 0.5, 1.2, 2.3, 3.9, 5.0, 5.3, 5.0),
        *(4.6, 5.2, 7.1, 7.4, 6.8, 4.4, 4.3, 7.2, 8.1, 7.6, 4.9, 2.8),
    ),
    noise=0.07,
    campaigns=_CAMPAIGNS,
    shifts=(),
    funnel=Funnel(favourite=0.050, cart=0.120, order=0.200, pay=0.93),
    repeat=Repeat(share=0.18, lag_days=80.0),
    refunds=Refunds(unshipped=0.06, returned=0.12, partial=0.03),
    costs=Costs(freight=5.0, far=FAR, packing=1.3, insurance=0.8, resellable=0.9),
    fees=(
        Fee("jd.commission.category", 0.08, stated=True),
        Fee("jd.fee.transaction", 0.006, stated=True),
    ),
    ads=(
        AdTool("jd", "快车 T恤", _START, None, 0.14, 1.50, (), 0.10),
        AdTool("jd", "快车 夹克羽绒服", _START, None, 0.08, 2.20, (), 0.12),
    ),
    affiliates=None,
    free_from=99.0,
    freight=6.0,
    quirks=Quirks(
        "jd", "none", "xlsx", masked=True, overlap=False, spoilt=False, month_grain=False
    ),
    notes=(
        "示例店铺，数据全部虚构",
        "京东店，一个年轻的男装品牌：六款主打，快车引流，大促秒杀",
    ),
)
