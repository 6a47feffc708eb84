"""Prices of all products at once: as enumeration finds them, and what each constraint costs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.i18n import LANGS
from shopkit.pricing.assortment import (
    KINDS,
    Listed,
    Policy,
    _fits,
    _Range,
    assortment,
    price_points,
)

ORDER = {"low": 0, "middle": 1, "high": 2}


def listed(item="a", price=100.0, cost=60.0, elasticity=-3.0, **more):
    left = {"left": lambda one: one * 0.9 - cost}
    return Listed(item_id=item, price=price, units=10.0, elasticity=elasticity, **left, **more)


@st.composite
def shops(draw):
    """Return up to four products with few price points, and a policy."""
    some = []
    for k in range(draw(st.integers(1, 4))):
        price = draw(st.sampled_from([99.0, 109.0, 119.0, 129.0, 125.0]))
        optional = {
            "floor": st.sampled_from([95.0, 112.0, 131.0]),
            "list_price": st.sampled_from([130.0, 160.0]),
            "going": st.sampled_from([105.0, 128.0]),
            "role": st.sampled_from(["traffic", "profit", "image", "campaign"]),
            "tier": st.sampled_from(list(ORDER)),
        }
        chosen = {name: draw(st.none() | told) for name, told in optional.items()}
        some.append(
            listed(
                str(k),
                price,
                draw(st.floats(20, 90)),
                draw(st.none() | st.floats(-5, -0.5)),
                low=price - draw(st.integers(0, 25)),
                high=price + draw(st.integers(0, 25)),
                ladder=draw(st.sampled_from(["", "other"])),
                **chosen,
            )
        )
    policy = Policy(
        endings=(9,),
        least_discount_rate=draw(st.none() | st.just(0.8)),
        largest_change_rate=draw(st.none() | st.just(0.1)),
        profit_margin_rate=draw(st.none() | st.just(0.25)),
    )
    return some, policy


def keeps(one, price, policy, without=()):
    """Tell by plain rules whether a product may have a price."""
    rules = {
        "keep": one.elasticity is not None or price == one.price,
        "floor": one.floor is None or price >= one.floor,
        "discount": None in (one.list_price, policy.least_discount_rate)
        or price >= one.list_price * policy.least_discount_rate - 1e-9,
        "change": policy.largest_change_rate is None
        or abs(price / one.price - 1) <= policy.largest_change_rate + 1e-9,
        "endings": bool(price_points(price, price, policy.endings)),
        "role": {
            "traffic": one.going is None or price <= one.going,
            "profit": policy.profit_margin_rate is None
            or one.left(price) >= policy.profit_margin_rate * price - 1e-9,
            "image": price >= one.price,
        }.get(one.role, True),
    }
    return all(held for kind, held in rules.items() if kind not in without)


def in_order(some, prices):
    told = [(one, p) for one, p in zip(some, prices, strict=True) if one.tier]
    return all(
        (ORDER[a.tier] - ORDER[b.tier]) * (p - q) > 0
        for (a, p), (b, q) in combinations(told, 2)
        if a.ladder == b.ladder and a.tier != b.tier
    )


def leaves(one, price):
    return one.units * (price / one.price) ** (one.elasticity or 0) * one.left(price)


def enumerated(some, policy, without=()):
    """Return the most that any legal list of prices leaves; None if none is legal."""
    points = [
        [
            p
            for p in {*price_points(one.low, one.high, policy.endings), one.price}
            if keeps(one, p, policy, without)
        ]
        for one in some
    ]
    legal = (prices for prices in product(*points) if "ladder" in without or in_order(some, prices))
    return max((sum(map(leaves, some, prices)) for prices in legal), default=None)


@given(shops())
@settings(max_examples=150, deadline=None)
def test_no_legal_list_of_prices_leaves_more(shop):
    some, policy = shop
    found, most = assortment(some, policy), enumerated(some, policy)
    if most is None:
        assert (found.chosen, found.left_cny, found.gain_cny) == ((), None, None)
        assert found.conflicts
        return
    prices = [one.price for one in found.chosen]
    assert found.left_cny == pytest.approx(most, rel=1e-6, abs=1e-6)
    assert all(keeps(one, p, policy) for one, p in zip(some, prices, strict=True))
    assert in_order(some, prices)
    for kind, cost in found.costs_cny.items():
        if kind != "endings":  # without endings there are more points than are enumerated
            freed = enumerated(some, policy, (kind,))
            assert cost == pytest.approx(freed - most, rel=1e-5, abs=1e-4)
        assert cost >= 0


@given(shops())
@settings(max_examples=150, deadline=None)
def test_of_a_conflict_no_part_can_be_missed(shop):
    some, policy = shop
    named = [bound for bound in assortment(some, policy).conflicts if bound.kind != "range"]
    ranges = [_Range.of(one, policy) for one in some]
    assert not named or not _fits(ranges, named)
    for bound in named:
        assert _fits(ranges, [one for one in named if one != bound])


@given(st.floats(-6, -1.5), st.floats(20, 200))
@settings(max_examples=60, deadline=None)
def test_lerner_one_free_product_is_priced_at_c_e_over_e_plus_1(elasticity, cost):
    """Lerner 1934, as near as its price points come."""
    best = cost * elasticity / (elasticity + 1)
    one = Listed(
        item_id="a",
        price=round(best * 1.07, 2),
        units=100,
        left=lambda price: price - cost,
        elasticity=elasticity,
        low=best * 0.8,
        high=best * 1.2,
    )
    (chosen,) = assortment([one], Policy()).chosen
    assert chosen.price == pytest.approx(best, rel=0.02, abs=1.0)
    assert chosen.units == pytest.approx(100 * (chosen.price / one.price) ** elasticity)


def test_a_ladder_binds_and_says_what_it_costs():
    """Alone the low one would cost 130 and the middle one 110; a ladder forces them apart."""
    low = listed("l", 99, 95, -3.2, tier="low", low=90, high=140)
    middle = listed("m", 109, 70, -5.0, tier="middle", low=90, high=140)
    policy = Policy(endings=(9,))
    free = assortment([replace(low, tier=None), replace(middle, tier=None)], policy)
    bound = assortment([low, middle], policy)
    alone = [one.price for one in free.chosen]
    assert alone[0] > alone[1]
    assert bound.chosen[0].price < bound.chosen[1].price
    assert bound.costs_cny["ladder"] == pytest.approx(free.left_cny - bound.left_cny)
    assert bound.costs_cny["ladder"] > 0
    assert bound.gain_cny == pytest.approx(bound.left_cny - bound.left_now_cny)


def test_a_product_for_profit_keeps_its_share_of_net_sales_not_of_what_is_refunded():
    """Of 100 paid 20 are refunded: 24 left are 30 % of net sales, so today's price keeps it."""
    kept = replace(listed("a", 100.0, role="profit"), left=lambda one: one * 0.8 - 56, net_rate=0.8)
    policy = Policy(profit_margin_rate=0.3)
    assert assortment([kept], policy).broken_now == ()
    assert assortment([replace(kept, net_rate=1.0)], policy).broken_now[0].kind == "role"


def test_conflicts_are_named_and_nothing_else():
    some = [
        listed("a", 100.0, floor=120.0, list_price=110.0),
        listed("b", 100.0, floor=90.0, role="image"),
    ]
    found = assortment(some, Policy(largest_change_rate=0.1, least_discount_rate=0.5))
    assert [(one.kind, one.items) for one in found.conflicts] == [
        ("floor", ("a",)),
        ("change", ("a",)),
    ]
    assert found.broken_now[0].kind == "floor"
    assert found.conflicts[0].said("zh", {"a": "花洒"}) == "保底价（花洒）"
    assert all(bound.said(lang) for lang in LANGS for bound in found.conflicts)


def test_a_ladder_that_cannot_be_climbed_names_its_products():
    some = [listed("l", 100.0, tier="low", floor=115.0), listed("m", 100.0, tier="middle")]
    found = assortment(some, Policy(largest_change_rate=0.15))
    assert {(one.kind, one.items) for one in found.conflicts} == {
        ("floor", ("l",)),
        ("change", ("m",)),
        ("ladder", ("l", "m")),
    }


def test_a_range_that_is_too_narrow_is_named_with_the_two_that_meet():
    some = [
        listed("l", 150.0, tier="low", low=140, high=160),
        listed("l2", 90.0, tier="low"),
        listed("m", 100.0, tier="middle", low=90, high=120),
    ]
    found = [(one.kind, one.items) for one in assortment(some, Policy()).conflicts]
    assert found == [("ladder", ("l", "m")), ("range", ("l",)), ("range", ("m",))]


def test_a_product_of_unknown_elasticity_keeps_its_price():
    found = assortment([listed("a", 103.0, elasticity=None), listed("b", 103.0)], Policy())
    assert found.chosen[0].price == 103.0
    assert found.chosen[1].price != 103.0
    assert "keep" not in found.costs_cny


def test_nothing_to_price_is_no_error():
    found = assortment([], Policy(endings=(9,)))
    assert (found.chosen, found.left_cny, found.conflicts) == ((), 0, ())


def test_every_kind_is_said_in_both_languages():
    from shopkit.pricing.assortment import Bound

    assert all(Bound(kind, ("x",)).said(lang) for kind in KINDS for lang in LANGS)


def test_fifty_products_are_priced_together():
    tiers = ("low", "middle", "high")
    some = [
        listed(
            str(k), 60.0 + 3 * k, 30.0 + k, -1.5 - k % 7 / 3, tier=tiers[k * 3 // 50], ladder="a"
        )
        for k in range(50)
    ]
    found = assortment(some, Policy(endings=(9, 8), largest_change_rate=0.2))
    assert len(found.chosen) == 50
    assert found.left_cny >= found.left_now_cny * 0.9
    assert set(found.costs_cny) == {"change", "endings", "ladder"}
