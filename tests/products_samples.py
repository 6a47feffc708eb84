"""Products whose sales rise, fall, stay and begin, and the pictures made of their lives."""

from __future__ import annotations

from functools import lru_cache, partial

import pandas as pd

from shopkit import products
from shopkit.charts import products as charts
from shopkit.i18n import Lang, Words

HOSTILE = "<script>alert(1)</script>"
WEEKS = 60
LIVES = {  # weekly units at a place of the year
    "保温杯 一款名字很长很长的商品 大容量 带茶隔 办公室": lambda n: 40 + n % 3,
    HOSTILE: lambda n: 20 * 1.03**n + n % 2,
    "Thermos flask, 500 ml, with a long English name": lambda n: 90 * 0.96**n + n % 2,
    "只卖几件": lambda n: n % 9 == 0,
    "新品": lambda n: 12 + n % 2,
}


@lru_cache
def lives(copies: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return weekly curves of products, with weeks left out as campaigns are, and their stages."""
    mondays = [pd.Timestamp("2025-09-01") + pd.Timedelta(weeks=n) for n in range(WEEKS)]
    rows = [
        {
            "item_id": f"{copy}-{place}",
            "title": name,
            "date": monday,
            "days": 7.0,
            "paid_units": int(units(n)),
        }
        for copy in range(copies)
        for place, (name, units) in enumerate(LIVES.items())
        for n, monday in enumerate(mondays)
        if not 30 <= n < 33 and (name != "新品" or n > WEEKS - 5)
    ]
    curves = pd.DataFrame(rows)
    known = products.Known({f"{n}-4": mondays[-5].date() for n in range(copies)}, {})
    return curves, products.life_stages(curves, known)


def curves(lang: Lang, copies: int = 1) -> tuple[pd.DataFrame, Words]:
    return products.curves_shown(*lives(copies), lang)


def trends(lang: Lang, copies: int = 1) -> tuple[pd.DataFrame, Words]:
    return products.trends_shown(lives(copies)[1], lang)


def _of(made, place: int, copies: int, lang: Lang) -> object:
    return made(lang, copies)[place]


CHARTS = {
    name: (draw, partial(_of, made, 0, copies), partial(_of, made, 1, copies))
    for name, draw, made, copies in (
        ("life_curves", charts.curves, curves, 1),
        ("life_trends", charts.trends, trends, 1),
        ("life_trends_many", charts.trends, trends, 12),
    )
}
