"""Made-up figures of profit in the shape the topic hands out, and the pictures made of them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from shopkit.charts import kpi, profit
from shopkit.i18n import Lang
from shopkit.periods import Period, compare
from shopkit.profit import patterns, pictures
from shopkit.profit.wording import COSTS, Scope

HOSTILE = "<script>alert(1)</script>"
STEPS = (
    *(("paid", 822e3), ("refund", -61e3), ("cost_goods", -287e3), ("cost_platform", -44e3)),
    *(("cost_affiliate", -18e3), ("cost_ads", -141e3), ("cost_packing", -9.4e3)),
    *(("unknown", -52e3), ("contribution", 209.6e3)),
)
SHARES = {
    **{"refund": 0.08, "cost_goods": 0.377, "cost_platform": 0.058, "cost_affiliate": 0.024},
    **{"cost_ads": 0.185, "cost_packing": 0.012, "contribution": 0.264},
}
SHARES_BEFORE = {**SHARES, "cost_ads": 0.128, "contribution": 0.31, "cost_goods": 0.379}


def scope(
    lang: Lang,
    left_out: tuple[str, ...] = ("cost_freight", "cost_insurance"),
    last_day: date = date(2026, 11, 30),
) -> Scope:
    """Return October 2026, its refunds over, in a shop without costs of freight and insurance."""
    span = compare(Period.parse("2026-10"), date(2025, 10, 1), last_day)
    return Scope(span, lang, left_out)


def skus(count: int = 20) -> pd.DataFrame:
    """Return SKUs of which the first three lose money."""
    gain = [-8650.0, -3120.5, -410.0, *(900.0 * n for n in range(count - 3))]
    titles = [
        HOSTILE,
        "浴室置物架 免打孔 三层加厚太空铝收纳架 卫生间壁挂式",
        *["毛巾架"] * (count - 2),
    ]
    frame = pd.DataFrame(
        {
            "sku": [f"YS-{n:03d}-灰" for n in range(count)],
            "title": titles,
            "lines": 40,
            "paid_cny": [30e3 + 100 * n for n in range(count)],
            "refund_cny": [1000.0] * count,
            "contribution_cny": gain,
        }
    )
    for n, name in enumerate(COSTS):
        frame[f"{name}_cny"] = 1000.0 * (n + 1)
    net = frame["paid_cny"] - frame["refund_cny"]
    rate = frame["contribution_cny"] / net
    return frame.assign(contribution_rate=rate, known_share=1.0, only_ads=False)


def days(grain: str = "day") -> pd.DataFrame:
    """Return October by day, or thirteen months."""
    many = 31 if grain == "day" else 13
    first = date(2026, 10, 1)
    dates = [first + timedelta(n) for n in range(31)]
    if grain == "month":
        dates = [date(2025 + (9 + n) // 12, (9 + n) % 12 + 1, 1) for n in range(many)]
    value = [(n * 37 % 11 - 2) * 1e3 for n in range(many)]
    rate = [(n * 37 % 11 - 2) / 30 for n in range(many)]
    return pd.DataFrame(
        {"date": pd.to_datetime(dates), "contribution_cny": value, "contribution_rate": rate}
    )


def sizes() -> pd.DataFrame:
    """Return four sizes of orders, the smallest at a loss."""
    return pd.DataFrame(
        {
            "order_from_cny": [0.0, 50.0, 100.0, 200.0],
            "order_to_cny": [50.0, 100.0, 200.0, None],
            "orders": [812, 2210, 901, 133],
            "orders_share": [0.2, 0.545, 0.222, 0.033],
            "left_per_order_cny": [-4.3, 8.12, 31.5, 88.0],
        }
    )


def bridge(lang: Lang):
    return pictures.bridge_shown(STEPS, scope(lang))


def ranking(lang: Lang):
    return pictures.ranking_shown(skus(), "sku", scope(lang))


def by_day(lang: Lang):
    return patterns.days_shown(days(), "day", scope(lang))


def by_month(lang: Lang):
    return patterns.days_shown(days("month"), "month", scope(lang))


def shares(lang: Lang):
    return patterns.shares_shown(SHARES, SHARES_BEFORE, scope(lang))


def orders(lang: Lang):
    return patterns.orders_shown(sizes(), scope(lang))


DRAWN = {
    "profit_bridge": (profit.bridge, bridge),
    "profit_ranking": (profit.bars, ranking),
    "profit_days": (profit.columns, by_day),
    "profit_months": (profit.columns, by_month),
    "profit_shares": (kpi.breakdown, shares),
    "profit_orders": (profit.bars, orders),
}
CHARTS = {
    name: (draw, lambda lang, made=made: made(lang)[0], lambda lang, made=made: made(lang)[1])
    for name, (draw, made) in DRAWN.items()
}
