"""Made-up months ahead, and the pictures made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np

from shopkit.charts import finance
from shopkit.finance import pictures
from shopkit.finance.cash import cash, lowest, side_by_side
from shopkit.finance.chances import Doubt, Draw, chances, tornado
from shopkit.finance.forecast import forecast
from shopkit.finance.model import Model, Rates, Timing
from shopkit.finance.pnl import pnl
from shopkit.i18n import Lang
from shopkit.plan.sections.money import Deposit, FixedCost

HOSTILE = "<script>alert(1)</script>"
SHOP = Model(
    starts=date(2026, 11, 1),
    sales_cny=tuple(60_000.0 + 30_000 * n for n in range(18)),
    rates=Rates(refund=0.1, goods=0.45, platform=0.05, freight=0.05, ads=0.1, sales_tax=0.01),
    payroll_cny=tuple(42_000.0 + 12_000 * (n > 8) for n in range(18)),
    fixed=(
        FixedCost(name="rent", amount_cny=6_000),
        FixedCost(name="fee", amount_cny=30_000, every="year"),
    ),
    deposits=(Deposit(name="platform", amount_cny=50_000, returned=date(2027, 12, 20)),),
    timing=Timing(settlement_days=12, stock_ahead_days=25),
    opening_cny=420_000,
    least_cny=50_000,
)
DOUBTS = [
    Doubt("sales", 0.6, 1.3),
    Doubt("goods", 0.9, 1.15),
    Doubt("ads", 0.8, 1.5),
    Doubt("payroll", 0.95, 1.1),
    Doubt("freight", 0.9, 1.2),
]
OTHERS = {
    "计划": SHOP,
    "旺季推迟两个月": replace(SHOP, sales_cny=(60_000.0,) * 2 + SHOP.sales_cny[:-2]),
    HOSTILE: replace(SHOP, opening_cny=300_000),
    "少招两个人": replace(SHOP, payroll_cny=36_000.0),
}


def profit(lang: Lang):
    return pictures.profit_shown(pnl(forecast(SHOP)), lang)


def money(lang: Lang):
    made = forecast(SHOP)
    return pictures.cash_shown(cash(made), lowest(made), SHOP.least_cny, lang)


def fan(lang: Lang):
    found = chances({"plan": SHOP}, DOUBTS, Draw(np.random.default_rng(7), 400))
    return pictures.fan_shown(found.frame(), found.ruin("plan"), 400, SHOP.least_cny, lang)


def drivers(lang: Lang):
    return pictures.tornado_shown(tornado(SHOP, DOUBTS), lowest(forecast(SHOP)).cny, lang)


def scenarios(lang: Lang):
    side = side_by_side({name: forecast(one) for name, one in OTHERS.items()})
    return pictures.scenarios_shown(side, SHOP.least_cny, lang)


def _chart(draw, made):
    shown = cache(made)
    return draw, lambda lang: shown(lang)[0], lambda lang: shown(lang)[1]


CHARTS: dict[str, tuple] = {
    "money_profit": _chart(finance.profit, profit),
    "money_cash": _chart(finance.cash, money),
    "money_fan": _chart(finance.fan, fan),
    "money_tornado": _chart(finance.tornado, drivers),
    "money_scenarios": _chart(finance.scenarios, scenarios),
}
