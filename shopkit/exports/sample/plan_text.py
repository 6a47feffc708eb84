"""The `shop.yaml` of a sample shop, commented as its operator would."""

from __future__ import annotations

from collections.abc import Iterator

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.spec import ShopSpec

COST_FILE = "成本表.xlsx"


def plan_text(spec: ShopSpec, window: Window) -> str:
    """Return the plan: the shop, what a parcel costs, and fees that differ from the rules."""
    lines = [*(f"# {note}" for note in spec.notes), "schema: 1", ""]
    lines += [
        "shop:",
        f"  name: {spec.name}",
        f"  platform: {spec.platform}",
        "  lang: zh            # 报告默认语言：zh 或 en",
        f"  opened: {window.opened}  # 开店日期",
        f"  category: {spec.category}  # 平台类目，佣金按它查",
        "",
        *_costs(spec),
        *_fees(spec),
    ]
    return "\n".join(lines) + "\n"


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
        yield ""
        yield "fees:                 # 合同里写的费率，代替平台规则里的"
    for fee in stated:
        yield f"  - rule: {fee.rule}"
        yield f"    rate: {fee.rate}"
