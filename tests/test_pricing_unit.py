"""The planned contribution of a unit: the twin of the profit that was made, and its waterfall."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pricing_samples import made_plan, unit_terms
from topic_tables import tables

from shopkit import profit
from shopkit.exports.shop import open_shop
from shopkit.periods import Period
from shopkit.pricing import CartLine, Off, Parcel, UnitTerms, all_terms, of_cart, waterfall
from shopkit.pricing import unit_terms as terms_of
from shopkit.pricing.past import ENOUGH_LINES

MONTH = Period.parse("2026-09")
DAY = date(2026, 9, 30)
SHOPS = ("bathware", "cosmetics", "flagship")
ROUNDING = 0.02  # a rate of the platform is rounded on every line by itself, up to half a fen each
PARTS = ("refund", "goods", "platform", "affiliate", "ads", "freight", "packing", "insurance")


@pytest.mark.parametrize("name", SHOPS)
def test_fed_with_a_real_month_a_unit_leaves_what_it_left_then(name, root):
    """Products with few lines are told by the whole shop, and are not what they were."""
    shop = open_shop(root / "data" / "sample" / name)
    categories = shop.tables["products"]["category"].drop_nulls().unique().to_list()
    ledger = profit.ledger(shop.tables, profit.terms(shop.plan, categories))
    lines = profit.by(ledger, "line", MONTH)
    planned = all_terms(shop.plan, shop.tables, DAY, lines)
    sold = profit.by(ledger, "item", MONTH)
    sold = sold[(sold["lines"] >= ENOUGH_LINES) & sold["item_id"].notna()]
    assert len(sold) >= 6
    for row in sold.to_dict("records"):
        terms = planned[row["item_id"]]
        assert terms.left_out == ()
        unit = row["paid_cny"] / row["units"]
        assert terms.left(unit) == pytest.approx(
            row["contribution_cny"] / row["units"], abs=ROUNDING
        )


def test_one_product_is_the_same_alone_as_among_all(root):
    shop = open_shop(root / "data" / "sample" / "bathware")
    item = shop.plan.products[0].item_id
    assert (
        terms_of(shop.plan, shop.tables, item, DAY) == all_terms(shop.plan, shop.tables, DAY)[item]
    )


def test_without_a_past_only_what_the_shop_says_is_counted():
    plan = made_plan(
        costs={"freight_per_parcel_cny": 4.5},
        products=[{"item_id": "1"}, {"item_id": "2"}, {"item_id": "3"}],
        fees=[{"rule": "tmall.commission.category", "rate": 0.05}],
    )
    costs = [
        {"sku": "a", "item_id": "1", "unit_cost_fen": 4100},
        {"sku": "b", "item_id": "1", "unit_cost_fen": 6000},
        {"sku": "c", "item_id": "2", "unit_cost_fen": None},
    ]
    made = all_terms(plan, tables(products=costs), DAY)
    assert made["1"].goods_cny == 60.0
    assert made["1"].platform_rate == pytest.approx(0.05 + 0.006 + 0.005)
    assert made["1"].left_out == (
        *("refund", "cost_affiliate", "cost_ads", "cost_packing", "cost_insurance"),
    )
    told = {one.name: one.told_by for one in made["1"].sources}
    assert told == {"goods_cny": "dearest", "platform_rate": "rule", "freight_cny": "one_parcel"}
    assert made["2"].left(99) is None
    assert made["3"].left(99) is None
    assert terms_of(plan, tables(), "4", DAY).left(99) is None


def test_goods_cost_what_their_skus_sold_cost():
    costs = [
        {"sku": "a", "item_id": "1", "unit_cost_fen": 4000},
        {"sku": "b", "item_id": "1", "unit_cost_fen": 6000},
    ]
    lines = pd.DataFrame(
        {
            **{"item_id": "1", "sku": ["a", "a", "b"], "units": [1, 2, 1]},
            **{"date": pd.Timestamp("2026-09-01"), "paid_cny": [99.0, 198.0, 129.0]},
            "refund_cny": [0.0, 0.0, 12.9],
        }
    )
    made = all_terms(made_plan(), tables(products=costs), DAY, lines)["1"]
    assert made.goods_cny == 45.0
    assert made.refund_rate == pytest.approx(12.9 / 426)
    by_sku = all_terms(made_plan(), tables(products=costs), DAY, lines, "sku")
    assert {sku: terms.goods_cny for sku, terms in by_sku.items()} == {"a": 40.0, "b": 60.0}


@given(unit_terms(), st.floats(0.01, 5000), st.lists(st.floats(0, 3), max_size=3))
def test_the_steps_add_up_to_what_is_left(terms, price, offs):
    frame = waterfall(price, terms, [Off(f"券{n}", off) for n, off in enumerate(offs)])
    steps = dict(zip(frame["step"], (frame["amount_cny"] * 100).round(), strict=True))
    before = steps["price"] + sum(steps[f"券{n}"] for n in range(len(offs)))
    assert before == steps["paid"]
    after = sum(fen for name, fen in steps.items() if name.startswith(("cost_", "refund")))
    assert steps["paid"] + after == steps["contribution"]
    rounding = (len(PARTS) + 1) / 200
    assert steps["contribution"] / 100 == pytest.approx(
        terms.left(steps["paid"] / 100), abs=rounding
    )
    assert set(terms.left_out).isdisjoint(steps)


def test_unknown_goods_leave_nothing_known_and_other_unknowns_are_left_out():
    frame = waterfall(100, UnitTerms(freight_cny=5.0)).set_index("step")["amount_cny"]
    assert frame["cost_freight"] == -5.0
    assert pd.isna(frame["cost_goods"])
    assert pd.isna(frame["contribution"])
    assert "cost_ads" not in frame


def test_a_cart_of_two_units_pays_one_parcel():
    terms = UnitTerms(item="1", goods_cny=40, platform_rate=0.05, freight_cny=4.5, packing_cny=1.0)
    parcel = Parcel(freight_cny=4.5, packing_cny=1.0)
    cart = of_cart([CartLine(terms, 2, 180.0, others_cny=10.0)], parcel).set_index("step")
    assert cart["amount_cny"].to_dict() == {
        **{"paid": 180.0, "others_pay": 10.0, "cost_goods": -80.0, "cost_platform": -9.5},
        **{"cost_freight": -4.5, "cost_packing": -1.0, "contribution": 95.0},
    }


def test_a_promotion_others_pay_for_costs_the_shop_nothing():
    terms = UnitTerms(goods_cny=40)
    frame = waterfall(100, terms, [Off("平台券", 20.0, 20.0)]).set_index("step")["amount_cny"]
    assert frame["contribution"] == 60.0
