"""Every finding about promotions: what asks for it, where it stands, and what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from promotion_shops import cart, line, many, plan_with

from shopkit.findings import Severity
from shopkit.i18n import LANGS, texts
from shopkit.plan import load_plan
from shopkit.promotions import promotion_findings

PRODUCTS = [
    {"item_id": "600", "price_cny": 99, "category": "灯"},
    {"item_id": "601", "price_cny": 15, "category": "桌"},
]

CAMPAIGN = {"name": "c", "starts": date(2026, 11, 1), "ends": date(2026, 11, 11)}
COUPON = {"kind": "shop_coupon", "from_cny": 99, "off_cny": 10}
SPEND = {"kind": "spend", "from_cny": 99, "off_cny": 10}
ITEM = {"kind": "item", "pay_rate": 0.9}
CASES: dict[str, list[dict[str, Any]]] = {
    "days": [{**ITEM, "starts": date(2026, 11, 5), "ends": date(2026, 11, 4)}],
    "hours": [{**ITEM, "from_hour": 22, "to_hour": 2}],
    "lacks": [{"kind": "gift", "from_cny": 99}],
    "no_benefit": [{"kind": "spend", "from_cny": 99}],
    "no_tier": [{"kind": "member"}],
    "two_benefits": [{**SPEND, "pay_rate": 0.9}],
    "nth": [{"kind": "pieces", "nth": 2}],
    "idle": [{**ITEM, "every": True}],
    "bearers": [{**ITEM, "borne_by": {"shop": 0.5, "platform": 0.4}}],
    "unknown_product": [{**ITEM, "products": ["60"]}],
    "unknown_exception": [{**ITEM, "except_products": ["60"]}],
    "unknown_category": [{**ITEM, "categories": ["灯具"]}],
    "unknown_campaign": [{**ITEM, "campaign": "双11"}],
    "below_zero": [{"kind": "item", "off_cny": 15.01}],
    "more_than_unit": [{"kind": "red_packet", "off_cny": 16}],
    "more_than_threshold": [{"kind": "spend", "from_cny": 50, "off_cny": 60}],
    "steps_order": [
        {"kind": "spend", "steps": [{"from_cny": n, "off_cny": n / 10} for n in (200, 100)]}
    ],
    "step_less": [
        {
            "kind": "spend",
            "steps": [{"from_cny": 100, "pay_rate": 0.8}, {"from_cny": 200, "off_cny": 39.99}],
        }
    ],
    "deposit_less": [{"kind": "deposit", "deposit_cny": 10, "counts_cny": 9}],
    "no_budget": [{**SPEND, "budget_units": 0}],
    "small_budget": [{**SPEND, "budget_cny": 9.99}],
    "gift_ordered": [{"kind": "gift", "extra_product": "g", "claimed": True}],
    "falls": [SPEND],
    "falls_units": [{"kind": "pieces", "from_units": 2, "pay_rate": 0.49}],
    "unreachable": [{"kind": "spend", "from_cny": 990.01, "off_cny": 1}],
    "twice": [{**ITEM, "name": "a"}, {**SPEND, "name": "a"}],
    "group_levels": [{**ITEM, "group": "g"}, {**SPEND, "group": "g"}],
    "operators": [
        {"kind": "free_freight", "from_units": 3, "from_cny": 200, "over": True, "campaign": "c"},
        {"kind": "gift", "extra_product": "g", "from_cny": 200, "campaign": "c"},
    ],
    "personal": [{"kind": "member", "pay_rate": 0.95}],
    "overlap": [SPEND, {**SPEND, "off_cny": 5}],
    "overlap_both": [
        {"kind": "item", "off_cny": 10},
        {"kind": "flash", "pay_rate": 0.5},
    ],
    "assumed": [ITEM],
}
NEED_CARTS = {"unreached"}


def found(*promotions: dict[str, Any], carts=None, lang="zh", **sections: Any):
    public = {"members": {"published": True}} if promotions != tuple(CASES["personal"]) else {}
    given = {"products": PRODUCTS, "campaigns": [CAMPAIGN], **public, **sections}
    return promotion_findings(plan_with(*promotions, **given), lang, carts=carts)


def codes(*promotions: dict[str, Any], **given: Any) -> set[str]:
    return {one.code.removeprefix("promotion_") for one in found(*promotions, **given)}


def test_every_finding_has_a_case():
    assert set(texts("promotions")["finding"]) == set(CASES) | NEED_CARTS


@pytest.mark.parametrize("code", CASES)
def test_what_asks_for_a_finding_gets_it_and_no_other(code):
    told = codes(*CASES[code])
    assert code in told
    assert told - {code} <= {"assumed", "falls"}


@pytest.mark.parametrize("lang", LANGS)
def test_findings_name_the_promotion_in_the_readers_language(lang):
    for case in CASES.values():
        for one in found(*({**promotion, "name": "大促"} for promotion in case), lang=lang):
            assert "大促" in one.cause or one.code == "promotion_assumed"
            assert one.action.endswith("。" if lang == "zh" else ".")


@pytest.mark.parametrize(
    "promotions",
    [
        [],
        [{**ITEM, "from_hour": 20, "to_hour": 24}],
        [{**ITEM, "starts": date(2026, 11, 5), "ends": date(2026, 11, 5)}],
        [{**ITEM, "borne_by": {"shop": 0.7, "platform": 0.1, "brand": 0.2}}],
        [{"kind": "item", "off_cny": 15}],
        [{"kind": "item", "off_cny": 20, "products": ["600"]}],
        [{"kind": "member"}],
        [{"kind": "pieces", "nth": 2, "pay_rate": 0.5}],
        [{"kind": "deposit", "deposit_cny": 10, "counts_cny": 10}],
        [{"kind": "gift", "extra_product": "g", "every": True, "from_cny": 99}],
        [{"kind": "cross_shop", "from_cny": 300, "off_cny": 50}],
        [{**SPEND, "budget_cny": 10}],
        [{**SPEND, "from_cny": 990}],
        [COUPON, {**COUPON, "from_cny": 199, "off_cny": 30}],
        [{**ITEM, "products": ["600"]}, {**ITEM, "products": ["601"]}],
        [{**ITEM, "ends": date(2026, 11, 4)}, {**ITEM, "starts": date(2026, 11, 5)}],
        [{**ITEM, "to_hour": 20}, {**ITEM, "from_hour": 20}],
        [{"kind": "spend", "steps": [{"from_cny": n, "off_cny": n / 10} for n in (100, 200)]}],
    ],
)
def test_what_is_fine_is_left_alone(promotions):
    members = {"tiers": [{"name": "a", "pay_rate": 0.9}], "published": True}
    assert codes(*promotions, members=members) <= {"assumed", "falls"}


def test_a_threshold_is_held_against_past_carts():
    past = many(cart(line("600", 2, 99)), cart(line("601", 3, 15), line("600", 1, 99)))
    assert "unreached" not in codes({**SPEND, "from_cny": 198}, carts=past)
    told = found({**SPEND, "from_cny": 198.01}, carts=past)
    reach = next(one for one in told if one.code == "promotion_unreached")
    assert "看了 2 单，其中 2 单有适用的商品，最多买到 ¥198、4 件" in reach.cause
    only = {**SPEND, "products": ["601"], "from_cny": 46}
    assert "unreached" in codes(only, carts=past)
    assert "unreached" in codes({**ITEM, "from_units": 4}, carts=past)  # of a line
    assert "unreached" not in codes({"kind": "pieces", "from_units": 4, "pay_rate": 1}, carts=past)


def test_the_one_that_is_used_is_named():
    one = {**COUPON, "name": "十元"}
    told = found(
        one, {**one, "name": "二十元", "off_cny": 20}, {**one, "name": "五元", "off_cny": 5}
    )
    winners = [finding.cause for finding in told if finding.code == "promotion_overlap"]
    assert len(winners) == 2
    assert all("用的是「二十元」" in cause for cause in winners)
    part = found({**ITEM, "products": ["600"]}, {"kind": "flash", "price_cny": 9})
    assert [one.severity for one in part if one.code == "promotion_overlap"] == [Severity.NOTE]
    assert "重叠的商品 1 款：「600」" in next(one.evidence for one in part if one.evidence)


def test_the_worst_comes_first():
    severities = [one.severity for one in found(*(p for case in CASES.values() for p in case))]
    assert severities == sorted(severities, reverse=True)
    assert severities[0] is Severity.ERROR


def test_findings_stand_at_their_line(tmp_path):
    said = (
        "schema: 1\nshop: {name: 店, platform: tmall}\npromotions:\n"
        "  - name: 满减\n    kind: spend\n    from_cny: 50\n    off_cny: 60\n"
        "  - {name: 秒杀, kind: flash}\n"
    )
    (tmp_path / "shop.yaml").write_text(said, encoding="utf-8")
    told = promotion_findings(load_plan(tmp_path), "zh", tmp_path)
    places = {one.code: one.place.split("shop.yaml:")[1] for one in told}
    assert places["promotion_more_than_threshold"] == "7 promotions.0.off_cny"
    assert places["promotion_no_benefit"] == "8 promotions.1"
    assert {one.said for one in told} == {"满减", "秒杀", ""}


def test_a_shop_with_a_promotion_for_every_product_is_judged_quickly():
    items = [{"item_id": str(n), "price_cny": 50} for n in range(150)]
    one_each = [{**ITEM, "products": [str(n)]} for n in range(150)]
    assert codes(*one_each, products=items) == {"assumed"}
