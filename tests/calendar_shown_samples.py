"""A made-up year, its work, stock, sales ahead and ad money, and the pictures made of them."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from pricing_samples import made_plan

from shopkit.almanac import workdays
from shopkit.campaigns import pictures as year
from shopkit.campaigns import remarks, year_frame
from shopkit.charts import campaigns, forecast, schedule, spending, stock
from shopkit.forecast import pictures as ahead
from shopkit.forecast.ahead import Difference, Forecast, Total
from shopkit.forecast.lines import Line
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.schedule import crew, load_table, net_of, scheduled, task_table, working
from shopkit.schedule import load as hours_of
from shopkit.schedule import pictures as work
from shopkit.spending import Channel, Curve
from shopkit.spending import pictures as money
from shopkit.spending import split as shared
from shopkit.stock import Ahead, Buying, Moment, campaign_stock, proposals, supply
from shopkit.stock import pictures as held

HOSTILE = "<script>alert(1)</script>"
TODAY = date(2026, 11, 1)
PLAN = {
    "campaigns": [
        {"name": "双11", "kind": "platform", "starts": "2026-10-17", "ends": "2026-11-11"},
        {"name": HOSTILE, "kind": "small", "starts": "2026-11-08", "ends": "2026-11-15"},
        {
            "name": "年底清仓",
            "kind": "clearance",
            "starts": "2026-12-18",
            "ends": "2026-12-27",
            "run_book": "big_event",
            "phases": [
                {"phase": "preheat", "starts": "2026-12-12", "ends": "2026-12-17"},
                {"phase": "burst", "starts": "2026-12-18", "ends": "2026-12-27"},
            ],
            "stock": [{"product": "1", "units": 300}],
        },
    ],
    "agenda": {
        "recurring": [{"name": "周二上新", "every": "week", "weekday": 2}],
        "meetings": [{"name": "周会", "every": "week", "weekday": 1, "hours": 1}],
    },
    "team": {
        "posts": [
            {"role": "运营主管", "people": 1},
            {"role": "美工", "people": 1},
            {"role": HOSTILE, "people": 2, "also": ["客服", "仓管", "推广"]},
        ]
    },
    "tasks": [
        {"what": "换包装", "starts": "2026-10-26", "due": "2026-11-10", "started": "2026-10-26"},
        {"what": "拍新品", "due": "2026-10-20", "days": 5, "hours": 20},
    ],
}


@cache
def plan():
    return made_plan(**PLAN)


def ribbon(lang: Lang):
    asked = year.Year(2026, TODAY, remarks(plan(), 2026, lang))
    return year.ribbon_shown(year_frame(plan(), 2026, lang), asked, lang)


@cache
def done():
    return scheduled(net_of(plan()), workdays(plan()), TODAY)


def table(lang: Lang):
    return task_table(done(), crew(plan().team.posts), lang)


def gantt(lang: Lang):
    return work.gantt_shown(work.pages(table(lang))[0], TODAY, lang)


def bands(lang: Lang):
    return work.bands(plan(), Period(TODAY, date(2027, 2, 1)), workdays(plan()), lang)


def load(lang: Lang):
    held_by = hours_of(done(), crew(plan().team.posts), working(plan()))
    return work.load_shown(load_table(held_by, lang), lang)


def cover_frame() -> pd.DataFrame:
    names = ["花洒 增压款", "地漏", HOSTILE, "浴室柜", "马桶"]
    return pd.DataFrame(
        {
            "item_id": list("12345"),
            "title": names,
            "stock_units": [20.0, 300.0, 900.0, 50.0, 60.0],
            "paid_units": [140.0, 196.0, 84.0, 0.0, 28.0],
            "days": 28,
            "units_daily": [5.0, 7.0, 3.0, 0.0, 1.0],
            "units_daily_spread": [2.0, 2.0, 1.0, 0.0, 1.0],
            "sell_through_rate": 0.5,
            "days_of_cover": [4.0, 300 / 7, 300.0, np.nan, 60.0],
            "stock_cost_cny": 1000.0,
        }
    )


def supplied():
    leads = [{"product": str(n), "lead_days": days} for n, days in enumerate([15, 30, 10, 20], 1)]
    return supply(made_plan(stock={"products": leads}), list("12345"))


def cover(lang: Lang):
    made = proposals(cover_frame(), supplied(), Buying(), Moment(TODAY))
    return held.cover_shown(made, lang, TODAY)


def stocked():
    wanted = cover_frame()[["item_id", "title", "stock_units"]].head(3)
    numbers = {
        "units_expected": [260.0, 180.0, 90.0],
        "units_spread": [60.0, 30.0, 20.0],
        "presold_units": [20.0, np.nan, np.nan],
        "units_planned": [300.0, 120.0, np.nan],
        "unit_price_cny": [100.0, 40.0, np.nan],
        "unit_cost_cny": [60.0, 20.0, 30.0],
        "salvage_cny": [40.0, 10.0, 10.0],
    }
    wanted = wanted.assign(units_told_by="assumed", **numbers)
    start = Ahead(date(2026, 12, 18), date(2026, 12, 24), TODAY, 0.95)
    return campaign_stock(wanted, supplied().head(3), start)


def campaign(lang: Lang):
    return held.campaign_shown(HOSTILE, stocked(), lang)


DAYS = pd.date_range("2026-11-01", "2027-01-10")


def ahead_of(lift: float) -> Forecast:
    """Return days with a campaign of ten days, and less after it, as much as it lifts."""
    on = (DAYS >= "2026-12-18") & (DAYS <= "2026-12-27")
    after = (DAYS > "2026-12-27") & (DAYS <= "2027-01-06")
    sales = 9000.0 * (1 + 0.1 * np.sin(np.arange(len(DAYS)))) * (1 + lift * on - lift / 4 * after)
    days = pd.DataFrame({"date": DAYS, "paid_cny": sales})
    days = days.assign(paid_low_cny=sales * 0.7, paid_high_cny=sales * 1.4)
    total = Total(float(sales.sum()), float(sales.sum() * 0.9), float(sales.sum() * 1.1))
    line = Line(sales, np.tile(sales, (4, 1)))
    made = {"totals": {"paid_cny": total}, "basis": "history", "method": "regression"}
    return Forecast(days, **made, by="paid_buyers", origin=date(2026, 10, 31), paid=line)


def seen(lift: float = 0.8) -> ahead.Seen:
    known = pd.DataFrame({"date": pd.date_range("2026-09-01", "2026-10-31")})
    known["paid_cny"] = 8500.0 + 900 * np.cos(np.arange(len(known)))
    both = ahead_of(lift), ahead_of(0.0)
    sums = [one.totals["paid_cny"].expected for one in both]
    more = sums[0] - sums[1]
    brings = Difference(Total(more, more * 0.5, more * 1.5), 100.0, *sums)
    return ahead.Seen(known, *both, brings, tuple(plan().campaigns), "年底清仓")


def days(lang: Lang):
    return ahead.days_shown(seen(), lang)


CHANNELS = [
    Channel("关键词推广", Curve("log", 9000, 2500), 500, 6000),
    Channel(HOSTILE, Curve("hill", 30_000, 6000), 0, 2000),
    Channel("全站推广", Curve("power", 110, 0.6, assumed=True)),
]
NOW = {"关键词推广": 3000.0, HOSTILE: 4000.0, "全站推广": 3000.0}


def curves(lang: Lang):
    return money.curves_shown(CHANNELS, shared(CHANNELS, 10_000), NOW, lang)


def split(lang: Lang):
    return money.split_shown(shared(CHANNELS, 10_000), NOW, lang)


def _chart(draw, made):
    shown = cache(made)
    return draw, lambda lang: shown(lang)[0], lambda lang: shown(lang)[1]


def _gantt(frame, words, look):
    return schedule.gantt(frame, words, look, bands(look.lang))


CHARTS: dict[str, tuple] = {
    "year_ribbon": _chart(campaigns.ribbon, ribbon),
    "work_gantt": _chart(_gantt, gantt),
    "work_load": _chart(schedule.load, load),
    "stock_cover": _chart(stock.cover, cover),
    "stock_campaign": _chart(stock.campaign, campaign),
    "ahead_days": _chart(forecast.days, days),
    "money_curves": _chart(spending.curves, curves),
    "money_split": _chart(spending.split, split),
}
