"""Products bought together: which past baskets are looked at, and what each brings at its worst."""

from datetime import date, datetime

import pytest
from pricing_samples import made_plan
from topic_tables import tables

from shopkit.pricing import (
    Known,
    Scope,
    UnitTerms,
    basket_cases,
    cases,
    past_baskets,
    pricing_findings,
)
from shopkit.pricing.cart_shown import deepest

DAY = date(2026, 11, 1)
PRODUCTS = [{"item_id": item, "price_cny": cny} for item, cny in (("1", 100), ("2", 20), ("3", 5))]
COUPON = {"name": "满 100 减 50", "kind": "shop_coupon", "from_cny": 100, "off_cny": 50}
TERMS = {item: UnitTerms(item=item, goods_cny=cost) for item, cost in (("1", 30), ("2", 15))}


def sold(*orders):
    """Return tables of orders, each the units of its products."""
    lines = [
        {
            "order_id": f"{n}",
            "item_id": item,
            "units": units,
            "unit_price_fen": 1000,
            "paid_fen": 1000 * units,
            "paid_at": datetime(2026, 10, 1),
        }
        for n, goods in enumerate(orders)
        for item, units in goods.items()
    ]
    named = {line["order_id"]: line["paid_at"] for line in lines}
    rows = [{"order_id": key, "paid_at": at, "paid_fen": 1000} for key, at in named.items()]
    return tables(order_lines=lines, orders=rows)


def test_the_most_common_baskets_of_two_or_three_known_products_come_first():
    plan = made_plan(products=PRODUCTS)
    three = {"1": 1, "2": 1, "3": 2}
    made = sold({"1": 1, "2": 1}, three, {"2": 1, "1": 1}, {"1": 2}, {"1": 1, "9": 1})
    found = past_baskets(made, plan)
    goods = [{line.item_id: line.units for line in basket} for basket in found]
    assert goods == [{"1": 1, "2": 1}, three]
    assert [line.unit_price_fen for line in found[0]] == [10000, 2000]
    assert past_baskets(tables(), plan) == []


def test_a_product_goes_deeper_beside_one_that_reaches_the_threshold():
    """20 beside 100 bears 50 × 20 / 120 = 8.33 of the coupon; alone it never reaches it."""
    plan = made_plan(products=PRODUCTS, promotions=[COUPON])
    baskets = past_baskets(sold({"1": 1, "2": 1}), plan)
    found = {case.item: case for case in basket_cases(plan, TERMS, DAY, baskets)}
    assert found["2"].receipt_cny == pytest.approx(11.67, abs=0.011)
    assert found["2"].others == 1
    assert sum(case.receipt_cny for case in found.values()) == pytest.approx(70)
    alone = cases(plan, TERMS, DAY)
    assert min(c.receipt_cny / c.units for c in alone if c.item == "2") == 20
    picked = {case.item: case for case in deepest([*alone, *found.values()], None)}
    assert picked["2"] is found["2"]
    assert picked["1"].others == 0  # 50 alone is deeper than 58.33 together


def test_what_loses_only_beside_others_is_found_and_says_so():
    plan = made_plan(products=PRODUCTS, promotions=[COUPON])
    made = sold({"1": 1, "2": 1})
    baskets = basket_cases(plan, TERMS, DAY, past_baskets(made, plan))
    scope = Scope(plan, "zh", DAY)
    alone, both = (
        [one for one in pricing_findings(made, known, scope) if one.code == "loses"]
        for known in (Known(TERMS), Known(TERMS, baskets=baskets))
    )
    assert not alone
    (row,) = both
    assert "和别的商品一共 2 件一单" in row.cause
    assert row.cny is None  # nobody knows how many are bought that way


def test_gifts_of_unknown_cost_leave_a_basket_out():
    gift = {"name": "送", "kind": "gift", "from_cny": 50, "extra_product": "3"}
    plan = made_plan(products=PRODUCTS, promotions=[COUPON, gift])
    baskets = past_baskets(sold({"1": 1, "2": 1}), plan)
    assert basket_cases(plan, TERMS, DAY, baskets) == ()
    assert basket_cases(plan, TERMS, DAY, []) == ()
