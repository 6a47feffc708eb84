"""Frames of the pictures of promotions with made-up figures, for the tests of charts."""

from __future__ import annotations

import pandas as pd

from shopkit.charts.promotions import baskets
from shopkit.i18n import Lang, Words

NAMES = (
    "满 99 包邮：60% 到得了",
    "<script>alert(1)</script>: 35% reach it",
    "满减一个名字很长很长很长很长的优惠（¥300）：21% 到得了",
    "A coupon whose English name never seems to end (¥620): 7% reach it",
)


def words(lang: Lang) -> Words:
    said = {
        "zh": ("60% 的订单本来就到门槛", "元", "来源：订单", "60% 到门槛", "先看中位数"),
        "en": ("60% reach it anyway", "CNY", "Source: orders", "60% reach it", "Look"),
    }[lang]
    return Words(*said, label={"band": said[1], "value": said[2]})


def bands(_: Lang) -> pd.DataFrame:
    shares = [0.3, 0.1, 0.18, 0.08, 0.12, 0.02, 0.01, 0.01, 0.0, 0.01, 0.05, 0.01, 0.01, 0.1]
    rows = [
        {
            "low": 50.0 * n,
            "high": 50.0 * (n + 1),
            "value": share,
            "value_text": f"{share:.0%}",
            "open_text": "≥¥650" if n == len(shares) - 1 else "",
            "band_text": f"¥{50 * n}",
        }
        for n, share in enumerate(shares)
    ]
    return pd.DataFrame(rows)


def marks(*prices: float) -> pd.DataFrame:
    return pd.DataFrame(list(zip(prices, NAMES, strict=False)), columns=["at", "name_text"])


def drawn(*prices: float):
    """Return chart, frame and words as the tests of charts take them."""

    def draw(frame: pd.DataFrame, said: Words, look):
        return baskets(frame, marks(*prices), said, look)

    return draw, bands, words


CHARTS = {
    "baskets_marked": drawn(99.0, 199.0, 300.0, 620.0),
    "baskets_unmarked": drawn(),
}
