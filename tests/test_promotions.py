"""Each kind of promotion by an example counted by hand; choices, exclusions, bearers, budgets."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from promotion_shops import DAY, best, cart, held, line, many, plan_with, run

from shopkit.errors import PlanError
from shopkit.plan.sections.promotions import PromotionKind
from shopkit.promotions import kinds, offers, priced, priced_in_order, steps
from shopkit.tables import check

TIERS = {"members": {"tiers": [{"name": "高级", "pay_rate": 0.95}, {"name": "普通"}]}}
ONE = cart(line("a", 1, 100))
TWO = cart(line("a", 2, 60), line("b", 1, 30))  # 150


def test_every_kind_a_plan_may_name_is_known():
    assert set(kinds()) == set(PromotionKind.__args__)


@pytest.mark.parametrize(
    ("promotion", "one", "paid"),
    [
        ({"kind": "item", "pay_rate": 0.85}, ONE, 85),
        ({"kind": "item", "off_cny": 12.5, "products": ["a"]}, TWO, 150 - 25),
        ({"kind": "item", "off_cny": 40}, cart(line("a", 2, 30)), 0),
        ({"kind": "item", "price_cny": 79, "categories": ["x"]}, ONE, 100),
        ({"kind": "item", "price_cny": 79, "products": ["a"]}, TWO, 150),  # dearer than it is
        ({"kind": "item", "price_cny": 50, "from_units": 2}, TWO, 130),
        ({"kind": "flash", "price_cny": 9.9, "from_hour": 20, "to_hour": 22}, ONE, 100),
        ({"kind": "subsidy", "price_cny": 88}, ONE, 88),
        ({"kind": "pieces", "from_units": 3, "pay_rate": 0.9}, TWO, 135),
        ({"kind": "pieces", "from_units": 3, "over": True, "pay_rate": 0.9}, TWO, 135),
        ({"kind": "pieces", "nth": 2, "pay_rate": 0.5}, TWO, 120),  # 七五折 on the pair
        ({"kind": "pieces", "nth": 2, "pay_rate": 0.5}, cart(line("a", 3, 60)), 150),
        ({"kind": "spend", "from_cny": 150, "off_cny": 20}, TWO, 130),
        ({"kind": "spend", "from_cny": 150, "over": True, "off_cny": 20}, TWO, 150),
        ({"kind": "spend", "from_cny": 50, "off_cny": 5, "every": True}, TWO, 135),
        (
            {"kind": "spend", "from_cny": 50, "off_cny": 5, "every": True, "most_times": 2},
            TWO,
            140,
        ),
        ({"kind": "spend", "from_units": 1, "off_cny": 5, "every": True}, TWO, 135),
        ({"kind": "spend", "off_cny": 200}, TWO, 0),
        ({"kind": "spend", "pay_rate": 0.5, "most_off_cny": 30}, TWO, 120),
        ({"kind": "shop_coupon", "from_cny": 99, "off_cny": 10}, TWO, 140),
        ({"kind": "official", "pay_rate": 0.88}, TWO, 132),
        ({"kind": "cross_shop", "from_cny": 60, "off_cny": 10}, TWO, 130),  # every 60
        ({"kind": "platform_coupon", "from_cny": 151, "off_cny": 10}, TWO, 150),
        ({"kind": "red_packet", "off_cny": 6.66}, ONE, 93.34),
        ({"kind": "state_subsidy", "pay_rate": 0.8, "most_off_cny": 2000}, ONE, 80),
        ({"kind": "deposit", "deposit_cny": 10, "counts_cny": 25}, ONE, 85),
        (
            {"kind": "add_on", "extra_product": "b", "price_cny": 9.9, "from_cny": 120},
            TWO,
            129.9,
        ),
        (
            {"kind": "add_on", "extra_product": "b", "price_cny": 9.9, "from_cny": 120.01},
            TWO,
            150,
        ),
        ({"kind": "gift", "extra_product": "g", "from_cny": 100}, TWO, 150),
    ],
)
def test_a_promotion_by_itself(promotion, one, paid):
    assert best(one, promotion) == paid


LADDER = {
    "kind": "spend",
    "steps": [{"from_cny": 300, "off_cny": 50}, {"from_cny": 100, "off_cny": 10}],
}


@pytest.mark.parametrize(("cny", "paid"), [(99.99, 99.99), (100, 90), (299, 289), (300, 250)])
def test_the_highest_step_reached_decides(cny, paid):
    assert best(cart(line("a", 1, cny)), LADDER) == paid


@pytest.mark.parametrize(("hour", "paid"), [(None, 100), (19, 100), (20, 60), (21, 60), (22, 100)])
def test_hours_are_from_until_and_an_unknown_hour_is_none_of_them(hour, paid):
    flash = {"kind": "flash", "price_cny": 60, "from_hour": 20, "to_hour": 22}
    assert best(cart(line("a", 1, 100), hour=hour), flash) == paid


@pytest.mark.parametrize(("day", "paid"), [(9, 100), (10, 90), (12, 90), (13, 100)])
def test_the_last_day_is_one_of_them(day, paid):
    dated = {
        "kind": "item",
        "pay_rate": 0.9,
        "starts": date(2026, 11, 10),
        "ends": date(2026, 11, 12),
    }
    assert best(cart(line("a", 1, 100), day=date(2026, 11, day)), dated) == paid


@pytest.mark.parametrize(
    ("buyer", "promotion", "paid"),
    [
        ({}, {"kind": "member"}, 100),
        ({"member": "高级"}, {"kind": "member"}, 95),
        ({"member": "普通"}, {"kind": "member"}, 100),
        ({"member": "普通"}, {"kind": "member", "pay_rate": 0.9}, 90),
        ({}, {"kind": "member", "pay_rate": 0.9}, 100),
        ({}, {"kind": "vip88_coupon", "off_cny": 20}, 100),
        ({"vip88": True}, {"kind": "vip88_coupon", "off_cny": 20}, 80),
        ({}, {"kind": "spend", "off_cny": 5, "audience": "new"}, 100),
        ({"new": True}, {"kind": "spend", "off_cny": 5, "audience": "new"}, 95),
    ],
)
def test_for_whom(buyer, promotion, paid):
    assert best(cart(line("a", 1, 100), **buyer), promotion, **TIERS) == paid


def test_scope_is_products_or_categories_but_not_what_is_excepted():
    lines = [line("a", 1, 100), line("b", 1, 100, category="x"), line("c", 1, 100, sku="k")]
    half = {"kind": "item", "pay_rate": 0.5, "products": ["a", "k"], "categories": ["x"]}
    assert best(cart(*lines), half) == 150
    assert best(cart(*lines), {**half, "except_products": ["a"]}) == 200
    assert best(cart(*lines), {**half, "products": [], "categories": ["x"]}) == 250


def test_on_each_line_the_lowest_of_the_single_item_promotions_applies():
    promotions = [
        {"kind": "item", "pay_rate": 0.8, "products": ["a"]},
        {"kind": "flash", "price_cny": 50},
        {"kind": "subsidy", "off_cny": 5},
    ]
    shown = steps(cart(line("a", 1, 60), line("b", 1, 52), line("c", 1, 40)), held(*promotions))
    assert shown.lines["paid_cny"].tolist() == [48, 47, 35]
    assert shown.by_line["promotion"].tolist() == ["0", "2", "2"]


def test_of_equal_single_item_promotions_the_first_applies():
    same = [{"kind": "item", "off_cny": 10, "order": 12}, {"kind": "item", "pay_rate": 0.9}]
    assert run(ONE, *same).best.used.tolist() == [[False, True]]  # its order comes first


def test_line_promotions_of_other_groups_go_on_from_there():
    one = cart(line("a", 1, 100))
    deposit = {"kind": "deposit", "deposit_cny": 10, "counts_cny": 20}
    found = run(one, deposit, {"kind": "item", "pay_rate": 0.9})
    assert found.best.paid_fen[0] == 7000 + 1000  # 90 − (20 − 10)
    assert found.best.deposit_fen[0] == 1000


def test_the_order_of_application_changes_what_a_threshold_counts():
    spend = {"kind": "spend", "from_cny": 100, "off_cny": 30}
    coupon = {"kind": "shop_coupon", "from_cny": 100, "off_cny": 10}
    assert best(cart(line("a", 1, 120)), spend, coupon) == 90
    assert best(cart(line("a", 1, 120)), spend, {**coupon, "base": "item"}) == 80
    assert best(cart(line("a", 1, 120)), spend, {**coupon, "order": 10}) == 80


def test_an_automatic_promotion_cannot_be_declined():
    """It lowers the amount below the threshold of a better coupon, and still it applies."""
    spend = {"kind": "spend", "from_cny": 100, "off_cny": 5}
    coupon = {"kind": "shop_coupon", "from_cny": 100, "off_cny": 50}
    found = run(ONE, spend, coupon)
    assert found.best.paid_fen.tolist() == found.worst.paid_fen.tolist() == [9500]
    assert best(ONE, {**spend, "claimed": True}, coupon) == 50


def test_of_an_exclusive_group_the_buyer_takes_the_better_and_the_worst_is_counted_too():
    spend = {"kind": "spend", "from_cny": 100, "off_cny": 5}
    pieces = {"kind": "pieces", "from_units": 1, "pay_rate": 0.9, "borne_by": {"brand": 1}}
    found = run(ONE, spend, pieces)
    assert found.best.used.tolist() == [[False, True]]
    assert found.best.paid_fen[0] == 9000
    assert found.best.receipt_fen[0] == 10000
    assert found.worst.used.tolist() == [[True, False]]
    assert found.worst.receipt_fen[0] == 9500


def test_one_that_shuts_out_an_earlier_one_may_come_later():
    early = {"kind": "spend", "off_cny": 5, "group": "g"}
    late = {"kind": "official", "off_cny": 30, "group": "g"}
    assert best(ONE, early, late) == 70
    assert run(ONE, early, {**late, "from_cny": 101}).worst.paid_fen[0] == 9500
    claimed = run(ONE, early, {**late, "claimed": True})
    assert claimed.best.paid_fen[0] == claimed.worst.receipt_fen[0] == 7000


def test_ties_take_the_fewest_and_then_the_earliest():
    off = {"kind": "red_packet", "off_cny": 5, "most_off_cny": 5, "group": "g"}
    assert run(ONE, off, off).best.used.tolist() == [[True, False]]
    half = {"kind": "red_packet", "off_cny": 50}
    all_of_it = {"kind": "red_packet", "off_cny": 100}
    assert run(ONE, half, half, all_of_it).best.used.tolist() == [[False, False, True]]


def test_a_claimed_promotion_on_lines_is_a_choice():
    claimed = {"kind": "item", "off_cny": 30, "claimed": True}
    spend = {"kind": "spend", "from_cny": 100, "off_cny": 60}
    found = run(ONE, claimed, {"kind": "flash", "off_cny": 10}, spend)
    assert found.best.paid_fen[0] == 7000
    assert run(ONE, claimed, spend).best.used.tolist() == [[False, True]]


def test_delivery_is_free_from_a_threshold_on():
    free = {"kind": "free_freight", "from_cny": 90}
    one = cart(line("a", 1, 100), freight=8)
    assert best(one, free) == 100
    assert best(one, free, {"kind": "item", "pay_rate": 0.89}) == 97
    assert best(one) == 108
    assert run(one, free).best.off_fen.tolist() == [[800]]


@pytest.mark.parametrize(("cny", "units"), [(99, 0), (100, 2), (250, 4)])
def test_gifts_come_for_every_threshold(cny, units):
    gift = {
        "kind": "gift",
        "extra_product": "g",
        "from_cny": 100,
        "extra_units": 2,
        "every": True,
    }
    assert run(cart(line("a", 1, cny)), gift).best.gift_units.tolist() == [[units]]


def test_a_gift_of_a_group_comes_where_nothing_of_the_group_takes_effect():
    gift = {"kind": "gift", "extra_product": "g", "group": "g"}
    spend = {"kind": "spend", "from_cny": 100, "off_cny": 1, "group": "g"}
    carts = many(cart(line("a", 1, 99)), cart(line("a", 1, 100)))
    assert priced(carts, held(gift, spend)).best.gift_units[:, 0].tolist() == [1, 0]


def test_bearers_split_what_comes_off_to_the_fen():
    shares = {"shop": 0.5, "platform": 0.3, "government": 0.1, "brand": 0.1}
    shown = steps(
        cart(line("a", 1, 10.01)), held({"kind": "spend", "off_cny": 1.01, "borne_by": shares})
    )
    row = shown.steps.iloc[0]
    assert [row[f"borne_{who}_cny"] for who in shares] == [0.50, 0.30, 0.10, 0.11]
    assert (shown.paid_cny, shown.receipt_cny) == (9.0, 9.51)


def test_who_bears_a_kind_unless_agreed():
    coupon = {"kind": "platform_coupon", "off_cny": 10}
    assert run(ONE, coupon).best.receipt_fen[0] == 10000
    assert run(ONE, {**coupon, "borne_by": {"shop": 1}}).best.receipt_fen[0] == 9000
    subsidy = run(ONE, {"kind": "state_subsidy", "pay_rate": 0.85}).best
    assert (subsidy.paid_fen[0], subsidy.receipt_fen[0]) == (8500, 10000)


def test_the_steps_of_a_cart_lead_from_the_list_price_to_what_is_paid():
    shown = steps(
        cart(line("a", 2, 60), line("b", 1, 30), freight=8),
        held(
            {"kind": "item", "pay_rate": 0.9, "products": ["a"]},
            {"kind": "spend", "from_cny": 100, "off_cny": 20},
            {"kind": "platform_coupon", "from_cny": 99, "off_cny": 7.01},
            {"kind": "free_freight"},
            {"kind": "gift", "extra_product": "g"},
        ),
    )
    assert shown.steps["promotion"].tolist() == ["0", "1", "2", "3"]
    assert shown.steps["before_cny"].tolist() == [158, 146, 126, 118.99]
    assert shown.steps["after_cny"].tolist() == [146, 126, 118.99, 110.99]
    assert (shown.list_cny, shown.paid_cny, shown.receipt_cny) == (158, 110.99, 118)
    assert shown.gifts.values.tolist() == [["4", "g", 1]]
    assert shown.lines["paid_cny"].sum() == pytest.approx(110.99)
    by_line = shown.by_line.groupby("promotion")["off_cny"].sum()
    assert by_line.round(2).to_dict() == {"0": 12, "1": 20, "2": 7.01}
    for frame in (shown.steps, shown.by_line, shown.lines, shown.gifts):
        check(frame)


def test_budgets_end_with_the_cart_that_uses_them_up():
    spend = {"kind": "spend", "off_cny": 5, "budget_cny": 12}
    carts = many(*[ONE] * 5)
    found = priced_in_order(carts, held(spend))
    assert found.outcome.off_fen[:, 0].tolist() == [500, 500, 500, 0, 0]  # the third exceeds it
    assert found.used_up == {0: 2}
    assert priced(carts, held(spend)).best.off_fen.sum() == 2500


def test_uses_are_counted_and_the_next_best_follows():
    first = {"kind": "red_packet", "off_cny": 9, "group": "g", "budget_units": 2}
    second = {"kind": "red_packet", "off_cny": 4, "group": "g"}
    never = {"kind": "spend", "off_cny": 50, "budget_cny": 0}
    found = priced_in_order(many(*[ONE] * 4), held(first, second, never), chunk=3)
    assert found.outcome.off_fen.tolist() == [[900, 0, 0]] * 2 + [[0, 400, 0]] * 2
    assert found.used_up == {2: -1, 0: 1}


def test_no_cart_and_no_promotion():
    assert priced(many(), held({"kind": "item", "pay_rate": 0.5})).best.paid_fen.tolist() == []
    assert priced_in_order(many(), held()).outcome.paid_fen.tolist() == []
    assert best(cart()) == 0
    assert best(ONE) == 100
    assert steps(ONE, held()).steps.empty


def test_promotions_of_other_days_cost_nothing():
    """A plan may hold more coupons than can be combined, as long as they are not of one day."""
    coupons = [
        {"kind": "red_packet", "off_cny": 1, "starts": date(2026, 1, n), "ends": date(2026, 1, n)}
        for n in range(1, 31)
    ] * 3
    carts = many(*(cart(line("a", 1, 100), day=date(2026, 1, n)) for n in range(1, 31)), ONE)
    paid = [best(cart(line("a", 1, 100), day=date(2026, 1, 1)), *coupons)] * 30 + [100]
    found = priced(carts, held(*coupons), chunk=7)
    assert (found.best.paid_fen / 100).tolist() == paid
    assert DAY.year == 2026


def test_more_combinations_than_can_be_tried_are_refused(monkeypatch):
    monkeypatch.setattr("shopkit.promotions.engine.MOST_WAYS", 31)
    assert best(ONE, *({"kind": "red_packet", "off_cny": 1} for n in range(4))) == 96
    with pytest.raises(PlanError, match="too many promotions"):
        run(ONE, *({"kind": "red_packet", "off_cny": 1} for n in range(5)))


def test_a_coupon_goes_with_a_price_for_each_of_many_products():
    """More promotions than one word of bits holds, all of which may be used or not."""
    flash = [{"kind": "flash", "price_cny": 50 + n, "products": [f"i{n}"]} for n in range(130)]
    coupon = {"kind": "item", "off_cny": 49, "claimed": True}
    carts = many(*(cart(line(f"i{n}", 1, 100)) for n in range(130)))
    found = priced(carts, held(*flash, coupon)).best
    assert (found.paid_fen / 100).tolist() == [50] + [51] * 129
    assert found.used.sum(axis=1).tolist() == [1] * 130
    assert found.used[:2, 0].tolist() == [True, False]
    assert found.used[2:, 130].all()
    packets = [{"kind": "red_packet", "off_cny": 1, "group": "g"} for _ in range(100)]
    assert run(ONE, *packets).best.used.argmax() == 0


def test_what_no_integer_holds_is_refused():
    with pytest.raises(ValueError, match="units"):
        many(cart(line("a", 100_001, 1)))
    with pytest.raises(ValueError, match="fen"):
        many(cart(line("a", 100_000, 1e6)))


def test_huge_promotions_stay_exact():
    one = cart(line("a", 99_999, 400_000.01))
    whole = 99_999 * 40_000_001
    found = run(one, {"kind": "spend", "from_cny": 0.01, "off_cny": 1e11, "every": True})
    assert found.best.paid_fen[0] == 0
    found = run(one, {"kind": "spend", "pay_rate": 0.999999})
    assert found.best.paid_fen[0] == (whole * 999_999 + 500_000) // 1_000_000
    assert run(one, {"kind": "item", "price_cny": 1e11}).best.paid_fen[0] == whole


def test_the_plan_stands_instead_of_the_kind():
    said = {
        "kind": "platform_coupon",
        "off_cny": 5,
        "order": 3,
        "group": "g",
        "claimed": False,
        "base": "item",
        "audience": "new",
        "borne_by": {"shop": 0.25, "platform": 0.75},
    }
    one = offers(plan_with(said))[0]
    assert (one.order, one.group, one.claimed, one.base) == (3, "g", False, "item")
    assert (one.when.audience, one.bears) == ("new", (250_000, 750_000, 0, 0))
    assert np.array_equal(run(ONE, said).best.used, [[False]])
