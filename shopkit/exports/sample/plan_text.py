"""The `shop.yaml` of a sample shop, commented as its operator would.

What the exports are made of stands in it once: the shop, its products and prices, costs and fees.
The rest was written by hand, a file a shop in `resources/sample_plans`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.offers import price_on
from shopkit.exports.sample.plan_spec import Shelf
from shopkit.exports.sample.rivals import Entry
from shopkit.exports.sample.spec import Product, ShopSpec

COST_FILE = "成本表.xlsx"


def plan_text(spec: ShopSpec, window: Window, rivals: Iterable[Entry]) -> str:
    """Return the plan: every section of it, in the shop's own hand."""
    source = files("shopkit") / "resources" / "sample_plans" / f"{spec.key}.yaml"
    said = source.read_text(encoding="utf-8")
    parts = {
        "notes": (f"# {note}" for note in spec.notes),
        "shop": _shop(spec, window),
        "products": _products(spec, window),
        "rivals": _rivals(rivals),
        "costs": _costs(spec),
        "fees": _fees(spec),
    }
    for name, lines in parts.items():
        said = said.replace(f"{{{name}}}\n", "".join(f"{line}\n" for line in lines))
    return said


def _shop(spec: ShopSpec, window: Window) -> Iterator[str]:
    yield "shop:"
    yield f"  name: {spec.name}"
    yield f"  platform: {spec.platform}"
    yield "  lang: zh            # 报告默认语言：zh 或 en"
    yield f"  opened: {window.opened}  # 开店日期"
    yield f"  category: {spec.category}  # 平台类目，佣金按它查"


def _products(spec: ShopSpec, window: Window) -> Iterator[str]:
    yield "products:             # 角色：traffic 引流，profit 利润，image 形象，campaign 活动"
    for product, part in zip(spec.products, spec.plan.shelf, strict=True):
        yield from _product(product, part, window)


def _product(product: Product, part: Shelf, window: Window) -> Iterator[str]:
    yield f'  - item_id: "{product.item}"' + (f"  # {part.note}" if part.note else "")
    yield f"    name: {part.name}"
    yield f"    category: {product.category}"
    yield f"    role: {part.role}"
    if part.hero:
        yield "    hero: true"
    yield f"    tier: {part.tier}"
    yield f"    price_cny: {price_on(product, window.last):g}"
    if part.list_price:
        yield f"    list_price_cny: {part.list_price:g}"
    yield f"    units_monthly: {part.units_monthly}"
    yield f"    listed_on: {window.opened}"
    yield f"    selling_points: [{', '.join(part.points)}]"


def _rivals(rivals: Iterable[Entry]) -> Iterator[str]:
    for entry in rivals:
        for at, (key, value) in enumerate(entry.items()):
            yield f"  {'  ' if at else '- '}{key}: {_flow(value)}"


def _flow(value: object) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return value if isinstance(value, str) else json.dumps(value)


def _costs(spec: ShopSpec) -> Iterator[str]:
    costs = spec.costs
    yield "costs:                # 随订单发生的成本，单位元；没写的就是不知道，不当作 0"
    yield f"  products: [{COST_FILE}]  # 每个 SKU 的成本，换了价就加一行并写生效日期"
    yield f"  freight_per_parcel_cny: {costs.freight}  # 付给快递的一单运费"
    yield "  freight_by_province_cny:     # 偏远地区另算"
    for province, yuan in costs.far:
        yield f"    {province}: {yuan}"
    yield f"  packing_per_parcel_cny: {costs.packing}  # 纸箱、胶带、面单"
    yield f"  insurance_per_parcel_cny: {costs.insurance}  # 运费险"
    yield f"  returned_resellable: {costs.resellable}  # 退回的货有多少还能卖"
    yield "  ads_rule: item      # 推广费先摊到被推广的商品"


def _fees(spec: ShopSpec) -> Iterator[str]:
    stated = [fee for fee in spec.fees if fee.stated]
    if stated:
        yield "fees:                 # 合同里写的费率，代替平台规则里的"
    for fee in stated:
        yield f"  - rule: {fee.rule}"
        yield f"    rate: {fee.rate}"
