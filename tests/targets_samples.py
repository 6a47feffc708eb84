"""Made-up targets in the shape the topic hands out, and the pictures made of them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from shopkit.charts import kpi, targets
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan.sections.targets import Stage, Target
from shopkit.targets import Progress, Tree, ladder, pictures, progress, tree

HOSTILE = "<script>alert(1)</script>"
NOVEMBER = Period.parse("2026-11")
GOAL = Target(
    year=2026,
    sales_cny=8_650_000,
    seasonality="weights",
    month_weights={number: number for number in range(1, 13)},
    conversion_rate=0.021,
    per_buyer_cny=148,
    locked=[{"period": "2026-11", "sales_cny": 1_800_000}],
)
PAST = {
    date(2025, 1, 1) + timedelta(days=n): 9e3 if (n + 1) % 11 else 80e3 for n in range(365 + 365)
}


def told() -> tuple[Progress, list[Tree]]:
    """Return a November of which 15 days are over."""
    year = [tree(GOAL)]
    actual = {"paid": 610_000.0, "visitors": 210_000.0, "paid_buyers": 4_100.0}
    made = progress(year, NOVEMBER, 15, actual, PAST)
    assert made is not None
    return made, year


def pace(lang: Lang) -> tuple[pd.DataFrame, object]:
    made, year = told()
    return pictures.pace_shown(made, year, PAST, NOVEMBER.label(lang), lang)


def months(lang: Lang) -> tuple[pd.DataFrame, object]:
    done = {Period.parse(f"2026-{n:02d}"): 1e5 * n * (1.1 if n % 2 else 0.8) for n in range(1, 11)}
    return pictures.months_shown(tree(GOAL), done, lang)


def steps(lang: Lang) -> tuple[pd.DataFrame, object]:
    stages = [
        Stage(name=HOSTILE, sales_monthly_cny=30_000, conversion_rate=0.02, per_buyer_cny=90),
        Stage(name="正式运营", sales_monthly_cny=300_000, conversion_rate=0.02, per_buyer_cny=90),
        Stage(name="全面分销", sales_monthly_cny=500_000),
    ]
    return pictures.ladder_shown(ladder(stages), lang)


CHARTS = {
    "target_pace": (targets.pace, lambda lang: pace(lang)[0], lambda lang: pace(lang)[1]),
    "target_months": (targets.months, lambda lang: months(lang)[0], lambda lang: months(lang)[1]),
    "target_ladder": (kpi.breakdown, lambda lang: steps(lang)[0], lambda lang: steps(lang)[1]),
}
