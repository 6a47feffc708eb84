"""A small shop with a market table, a keyword table and a plan, for tests of positioning."""

import csv
import io
import random
from pathlib import Path

from report_stage import write_shop

MARKET = ["日期", "商品ID", "商品", "店铺", "类目", "单价", "近30天销量", "评分", "评价数", "卖点"]
MARKET += ["本店", "来源"]
KEYWORDS = ["日期", "关键词", "搜索指数", "点击率", "转化率", "在线商品数"]
WORDS = ["四件套", "全棉四件套", "四件套 纯棉", "轻奢四件套", "北欧风四件套", "儿童四件套"]
PEAKS = {59: (30, 40), 128: (24, 90), 198: (8, 160), 320: (18, 25)}  # price: offers, units each
PLAN = """
positioning:
  category: 四件套
  price_from_cny: 159
  price_to_cny: 259
  audience: 刚成家的年轻人
customers:
  age_from: 18
  age_to: 45
  segments:
    - {name: 刚工作, age_from: 18, age_to: 24, price_to_cny: 129, sales_share: 30%}
    - {name: 刚成家, age_from: 23, age_to: 35, price_from_cny: 129, sales_share: 55%}
competitors:
  - {name: 甲家纺, strategy: 低价走量, quality: 普通棉, price_cny: 89, rating: 4.6}
  - {name: 乙家纺, strategy: 达人带货, quality: 长绒棉, price_cny: 219, rating: 4.9}
brand:
  slogan: 全网最好的四件套
  names: [{name: 棉语, domain: mianyu.example, votes: 5}, {name: 舒眠家居生活馆, votes: 2}]
lists:
  market: [市场表.csv]
  keywords: [关键词表.csv]
"""


def write_market(folder: Path, seed: int = 1) -> Path:
    """Put a market table and a keyword table into a shop folder."""
    chance = random.Random(seed)
    rows, number = [], 0
    for price, (offers, units) in PEAKS.items():
        for n in range(offers):
            number += 1
            own = price == 128 and n < 3
            sold = max(1, round(units * chance.expovariate(1)))
            score = round(min(5, 4.2 + price / 500 + chance.gauss(0, 0.12)), 1)
            cost = round(price * chance.uniform(0.9, 1.1))
            seller = "本店" if own else f"店铺{number % 17}"
            title = f"{'自营' if own else ''}四件套{number}号"
            told = [score, sold * 3, "纯棉、可机洗", "是" if own else "否", "搜索结果页"]
            rows.append(["2026-10-20", number, title, seller, "四件套", cost, sold, *told])
    _write(folder / "市场表.csv", [MARKET, *rows])
    words = [
        ["2026-10-20", word, 9000 // (n + 1), 0.08, 0.02 + n / 200, 40_000 // (n + 1) ** 2]
        for n, word in enumerate(WORDS)
    ]
    _write(folder / "关键词表.csv", [KEYWORDS, *words])
    return folder


def write_positioned_shop(folder: Path) -> Path:
    """Return a shop with orders, a market and a plan that can be argued with."""
    write_market(write_shop(folder))
    plan = folder / "shop.yaml"
    plan.write_text(plan.read_text("utf-8") + PLAN, encoding="utf-8")
    return folder


def _write(path: Path, rows) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
