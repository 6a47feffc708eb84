"""A small shop with lines, costs and ads, in plain tables: who loses money in it is known."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PRODUCTS = {  # SKU: item, title, category, price, unit cost; the last has none
    "A-1": ("item1", "浴室置物架", "居家日用", 99.0, 41.0),
    "A-2": ("item1", "浴室置物架", "居家日用", 129.0, 60.0),
    "B-1": ("item2", "毛巾杆", "居家日用", 59.0, 57.5),  # costs nearly what it sells for
    "C-1": ("item3", "浴帘", "居家布艺", 39.0, 12.0),  # eaten by ads
    "D-1": ("item4", "防滑垫", "居家布艺", 29.0, 9.0),  # half of it comes back
    "E-1": ("item5", "花洒支架", "居家日用", 69.0, None),
}
CAMPAIGNS = {"新品推广": ("item3", 60.0, 45.0), "老品稳投": ("item1", 30.0, 220.0)}
COSTS = """costs:
  products: [products.csv]
  freight_per_parcel_cny: 4.5
  packing_per_parcel_cny: 1.2
  returned_resellable: 0.8
fees:
  - rule: tmall.commission.category
    rate: 0.05
"""
DAYS = 61  # September and October 2026


def write_profit_shop(folder: Path, *, costs: bool = True) -> Path:
    """Return the folder of the shop; without costs it says nothing of them."""
    (folder / "exports").mkdir(parents=True)
    shop = "schema: 1\nshop:\n  name: 测试小店\n  platform: tmall\n  lang: zh\n"
    (folder / "shop.yaml").write_text(shop + (COSTS if costs else ""), encoding="utf-8")
    lines = list(_lines())
    _write(folder / "exports" / "orders.csv", _orders(lines))
    _write(folder / "exports" / "lines.csv", lines)
    _write(folder / "exports" / "ads.csv", list(_ads()))
    if costs:
        _write(folder / "products.csv", list(_products()))
    return folder


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)


def _lines() -> Iterator[dict[str, Any]]:
    """Yield five orders a day, each of one or two products."""
    skus = list(PRODUCTS)
    for n in range(DAYS * 5):
        paid_at = date(2026, 9, 1) + timedelta(days=n // 5)
        for k, sku in enumerate([skus[n % 6], skus[(n + 2) % 6]][: 1 + n % 2]):
            item, title, _, price, _ = PRODUCTS[sku]
            back = sku == "D-1" and n % 4 < 2
            yield {
                "order_id": f"{10**9 + n}",
                "line_id": f"{10**9 + n}{k}",
                "item_id": item,
                "sku": sku,
                "title": title,
                "units": 1,
                "paid_cny": f"{price:.2f}",
                "refund_cny": f"{price if back else 0:.2f}",
                "paid_at": f"{paid_at} 10:{n % 60:02d}:00",
            }


def _orders(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    orders: dict[str, dict[str, Any]] = {}
    for line in lines:
        kept = {name: line[name] for name in ("order_id", "paid_at")}
        order = orders.setdefault(
            line["order_id"], kept | {"paid_cny": 0.0, "refund_cny": 0.0, "units": 0}
        )
        for name in ("paid_cny", "refund_cny"):
            order[name] = round(order[name] + float(line[name]), 2)
        order["units"] += 1
    return [
        order | {"state": "done", "province": "浙江", "created_at": order["paid_at"]}
        for order in orders.values()
    ]


def _ads() -> Iterator[dict[str, Any]]:
    for n in range(DAYS):
        for name, (item, spend, sold) in CAMPAIGNS.items():
            yield {
                "date": date(2026, 9, 1) + timedelta(days=n),
                "tool": "keyword",
                "campaign_id": f"plan-{item}",
                "campaign": name,
                "item_id": item,
                "impressions": 1000,
                "clicks": 20,
                "spend_cny": f"{spend:.2f}",
                "ad_paid_cny": f"{sold:.2f}",
            }


def _products() -> Iterator[dict[str, Any]]:
    for sku, (item, title, category, _, cost) in PRODUCTS.items():
        unit = "" if cost is None else f"{cost:.2f}"
        yield {
            "sku": sku,
            "item_id": item if cost is not None else "",
            "title": title,
            "category": category,
            "unit_cost_cny": unit,
        }
