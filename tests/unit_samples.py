"""The price of a unit with marked prices, for the tests of charts: plain, hostile, unknown."""

from __future__ import annotations

import pandas as pd

from shopkit.charts.unit import unit
from shopkit.i18n import Lang, Words
from shopkit.pricing import UnitTerms, waterfall
from shopkit.pricing.pictures import cny, unit_shown

HOSTILE = "<script>alert(1)</script>"
KNOWN = UnitTerms(
    item="1",
    goods_cny=60,
    refund_rate=0.05,
    platform_rate=0.011,
    ads_cny=12.5,
    freight_cny=5,
    packing_cny=0.8,
)
MARKS = {
    "zh": ("保底价", "毛利底线价", "目标价"),
    "en": ("Floor", "Least margin", "Target"),
}


def marks(lang: Lang, *prices: float) -> pd.DataFrame:
    rows = [(name, at, cny(at, lang)) for name, at in zip(MARKS[lang], prices, strict=False)]
    return pd.DataFrame(rows, columns=["category", "at", "value_text"])


def shown(lang: Lang, terms: UnitTerms = KNOWN, name: str = HOSTILE):
    return unit_shown(waterfall(169.0, terms), name, terms, (0.2, 0.5), lang)


def drawn(prices: tuple[float, ...], terms: UnitTerms = KNOWN):
    """Return chart, frame and words as the tests of charts take them."""

    def draw(frame: pd.DataFrame, words: Words, look):
        return unit(frame, marks(look.lang, *prices), words, look)

    return draw, lambda lang: shown(lang, terms)[0], lambda lang: shown(lang, terms)[1]


CHARTS = {
    "unit_marked": drawn((83.47, 110.0, 165.0)),
    "unit_unmarked": drawn(()),
    "unit_unknown": drawn((), UnitTerms(item="1")),
}
