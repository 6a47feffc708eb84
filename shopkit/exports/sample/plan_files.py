"""The plan of a sample shop and the tables it names, as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from shopkit.exports.sample.books import xlsx_bytes
from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.drawn import Drawn
from shopkit.exports.sample.keyword_rows import keyword_rows
from shopkit.exports.sample.offers import price_on
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.plan_text import COST_FILE, plan_text
from shopkit.exports.sample.rivals import Entry, rival_entries
from shopkit.exports.sample.small_files import cost_rows
from shopkit.plan.fields import plan_fields
from shopkit.plan.reading import plan_of

MARKET_FILE = "市场表.xlsx"
KEYWORD_FILE = "关键词表.xlsx"
PEOPLE_FILE = "人员名单.xlsx"
PRODUCT_FILE = "商品清单.xlsx"
RIVAL_FILE = "竞品.csv"
_PRODUCT_KEYS = (
    *("item_id", "name", "category", "role", "hero", "tier", "price_cny", "list_price_cny"),
    *("units_monthly", "listed_on", "selling_points"),
)
_ROLES = {"traffic": "引流款", "profit": "利润款", "image": "形象款", "campaign": "活动款"}
_TIERS = {"low": "低档", "middle": "中档", "high": "高档"}


def plan_files(drawn: Drawn, market: Sequence[Sequence[Cell]]) -> dict[str, bytes]:
    """Return the files beside the exports by name: the plan and every table it names.

    Args:
        drawn: the shop.
        market: rows of its market table, the header first.
    """
    spec, plan = drawn.spec, drawn.spec.plan
    rivals = list(rival_entries(plan.rivals, market))
    said = plan_text(spec, drawn.window, rivals)
    files = {
        "shop.yaml": said.encode(),
        COST_FILE: xlsx_bytes(cost_rows(spec), "成本表"),
        MARKET_FILE: xlsx_bytes(market, "市场表"),
        KEYWORD_FILE: xlsx_bytes(keyword_rows(plan.keywords, drawn.window), "关键词表"),
    }
    files[PEOPLE_FILE] = xlsx_bytes(_people_rows(said, drawn.window), "人员名单")
    if plan.in_files:
        files[PRODUCT_FILE] = xlsx_bytes(_product_rows(drawn), "商品清单")
        files[RIVAL_FILE] = _csv(_rival_rows(rivals))
    return files


def _product_rows(drawn: Drawn) -> Iterator[list[Cell]]:
    yield [*_titles("products", _PRODUCT_KEYS)]
    for product, part in zip(drawn.spec.products, drawn.spec.plan.shelf, strict=True):
        yield [
            product.item,
            part.name,
            product.category,
            _ROLES[part.role],
            "是" if part.hero else "否",
            _TIERS[part.tier],
            price_on(product, drawn.window.last),
            part.list_price or "",
            part.units_monthly,
            str(drawn.window.opened),
            "、".join(part.points),
        ]


def _people_rows(said: str, window: Window) -> Iterator[list[Cell]]:
    """Yield a row a person who is there by the last day: numbers stand for names."""
    yield ["工号", "岗位", "部门", "入职日期", "离职日期", "月薪"]
    posts = plan_of(Path("shop.yaml"), said).team.posts
    hired = [(post.starts or window.opened, post) for post in posts]
    there = [(day, post) for day, post in hired if day <= window.last]
    held = [one for one in there for _ in range(one[1].people)]
    for n, (day, post) in enumerate(held, 1):
        known = (post.department, str(day), str(post.ends or ""), post.pay_monthly_cny)
        yield [f"员工{n:02}", post.role, *(value or "" for value in known)]


def _rival_rows(rivals: Sequence[Entry]) -> Iterator[list[str]]:
    if rivals:
        yield _titles("competitors", rivals[0])
    for entry in rivals:
        yield ["、".join(v) if isinstance(v, tuple) else str(v) for v in entry.values()]


def _titles(section: str, keys: Sequence[str] | Entry) -> list[str]:
    """Return fields of a section as headers, as `shopkit template` writes them."""
    return [plan_fields()[f"{section}.{key}"].title["zh"] for key in keys]


def _csv(rows: Iterator[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")
