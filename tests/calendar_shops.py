"""Small shops with a year of campaigns, some of them wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from shopkit.reports.calendar_ahead import CalendarAhead, Wanted, calendar_ahead

HEAD = "schema: 1\nshop: {name: 小店, platform: taobao, lang: zh}\n"
TODAY = "2026-11-01"
YEAR = """team:
  posts:
    - {role: 运营, people: 1, pay_monthly_cny: 6000}
    - {role: 美工, people: 1, pay_monthly_cny: 5000}
products:
  - {item_id: "1", name: 杯子, price_cny: 60}
stock: {lead_days: 10}
campaigns:
  - name: 双12
    starts: 2026-12-08
    ends: 2026-12-12
    kind: platform
    of: double12
    signup_by: 2026-11-20
    sales_cny: 20000
    budget_cny: 900
    products: ["1"]
    spend: [{channel: 关键词, budget_cny: 900, least_cny: 300}]
    stock: [{product: "1", units: 300}]
  - {name: 店庆, starts: 2027-02-27, ends: 2027-02-28, kind: small}
  - {name: 店庆, starts: 2028-02-28, ends: 2028-02-29, kind: small}
agenda:
  recurring:
    - {name: 月末清点, every: month, day: 31, kind: clearance, post: 运营}
    - {name: 周五上新, every: week, weekday: 5, kind: new_products, post: 美工, hours: 3}
    - {name: 闰日回馈, every: year, month: 2, day: 29, days: 2, kind: small}
    - {name: 季度盘点, every: quarter, day: 30, kind: small}
  meetings:
    - {name: 周会, every: week, weekday: 1, hours: 1, posts: [运营, 美工], agenda: [上周数字]}
    - {name: 月会, every: month, day: 2, hours: 2, posts: [运营]}
forecast: {visitors_daily: 500, conversion_rate: 2%, per_buyer_cny: 60, source: 同行}
tasks:
  - {what: 换主图, post: 美工, due: 2026-11-10, hours: 4, days: 2}
  - {what: 很久以后的事, post: 运营, due: 2027-10-10}
"""
WRONG = """team: {posts: [{role: 运营, people: 1, pay_monthly_cny: 6000}]}
stock: {lead_days: 10}
campaigns:
  - {name: 倒着的, starts: 2026-12-12, ends: 2026-12-08}
  - name: 小气的
    starts: 2026-12-20
    ends: 2026-12-24
    budget_cny: 100
    spend: [{channel: 关键词, budget_cny: 100, least_cny: 300}]
tasks:
  - {what: 甲, post: 运营, due: 2026-12-01, after: [丙]}
  - {what: 乙, post: 运营, due: 2026-12-01, after: [甲]}
  - {what: 丙, post: 运营, due: 2026-12-01, after: [乙]}
"""


def shop_with(folder: Path, *parts: str) -> Path:
    """Return a shop folder of a plan and nothing else."""
    (folder / "exports").mkdir(parents=True)
    (folder / "shop.yaml").write_text(HEAD + "".join(parts), encoding="utf-8")
    return folder


def year_of(folder: Path, year: int = 2027, lang: str = "zh", today: str = TODAY) -> CalendarAhead:
    """Return the year of a shop, seen from a day."""
    return calendar_ahead(folder, Wanted(year, None, today, date(2026, 11, 22), lang))
