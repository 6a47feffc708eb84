"""A made-up market in the shape the topic hands out, and the pictures made of it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from shopkit import positioning, products
from shopkit.charts import positioning as charts
from shopkit.i18n import Lang, Words
from shopkit.plan.sections.market import Customers, Segment
from shopkit.positioning import pictures

HOSTILE = "<script>alert(1)</script>"
PRICES = (59, 128, 198, 320)
AIM = (150, 260)


def market() -> pd.DataFrame:
    """Return 48 offers at four prices; one seller and one product have a hostile name."""
    rows = [
        {
            "date": pd.Timestamp("2026-10-20"),
            "item_id": str(n),
            "title": HOSTILE if n == 5 else f"四件套 {n} 号",
            "seller": HOSTILE if n % 9 == 0 else f"店铺{n % 9}",
            "category": "四件套",
            "unit_price_cny": float(PRICES[n % 4] + n % 7),
            "units_30_days": float(30 + n * 37 % 400),
            "score": round(4.2 + PRICES[n % 4] / 500 + n % 3 / 20, 2),
            "review_count": n * 10,
            "selling_points": "纯棉",
            "own": n % 16 == 1,
            "told_by": "搜索结果页",
        }
        for n in range(48)
    ]
    frame = pd.DataFrame(rows)
    frame["revenue_30_days_cny"] = frame["unit_price_cny"] * frame["units_30_days"]
    return frame.sort_values("unit_price_cny", ignore_index=True)


def bands(lang: Lang) -> tuple[pd.DataFrame, Words]:
    return pictures.bands_shown(positioning.price_bands(market()), market(), lang, AIM)


def sellers(lang: Lang) -> tuple[pd.DataFrame, Words]:
    return pictures.concentration_shown(positioning.concentration(market()), market(), lang)


def value(lang: Lang) -> tuple[pd.DataFrame, pd.DataFrame, Words]:
    found = positioning.value_map(market())
    assert found is not None
    return pictures.value_shown(found, market(), lang)


def segments(lang: Lang) -> tuple[pd.DataFrame, Words]:
    parts = (
        Segment(name=HOSTILE, age_from=18, age_to=25, sales_share=0.3),
        Segment(name="刚成家", age_from=25, age_to=35, sales_share=0.6),
    )
    said = Customers(age_from=18, age_to=45, segments=parts)
    return pictures.segments_shown(said, lang)


def concentration(lang: Lang) -> tuple[pd.DataFrame, Words]:
    items = pd.DataFrame({"item_id": [str(n) for n in range(30)]})
    items["title"] = [HOSTILE, *(f"商品 {n}" for n in range(1, 30))]
    items["paid_cny"] = [90_000 / (n + 1) for n in range(30)]
    return products.pareto_shown(items, "paid_cny", "2026-10", lang)


def value_chart(frame: pd.DataFrame, words: Words, look: object) -> object:
    """Return the value map of the points with the line that belongs to them."""
    return charts.value_map(frame, value(look.lang)[1], words, look)


def _of(made, place: int, lang: Lang) -> object:
    return made(lang)[place]


CHARTS = {
    name: (draw, partial(_of, made, 0), partial(_of, made, -1))
    for name, draw, made in (
        ("price_bands", charts.bands, bands),
        ("value_map", value_chart, value),
        ("sellers", charts.sellers, sellers),
        ("segments", charts.spans, segments),
        ("concentration", charts.pareto, concentration),
    )
}
