"""Price policies: markups, a reputation that grows, endings, stages, tiers that balance."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pricing_samples import made_plan, unit_terms

from shopkit.pricing import (
    TierLine,
    UnitTerms,
    balance,
    break_even_mix,
    clearance_path,
    cost_plus,
    mix_of,
    mix_to_balance,
    penetration,
    penetration_margin,
    price_for,
    retail_price,
    stage_price,
    tier_lines,
    with_ending,
)

PRICES = st.integers(1, 900_000).map(lambda fen: fen / 100)
ENDINGS = st.lists(st.integers(0, 9), min_size=1, max_size=4)

LEFT = {"low": -2.0, "middle": 9.0, "high": 40.0}


def test_s000_p02_pricing_cost_plus_base():
    """Price = purchase cost × (1 + markup)."""
    assert cost_plus(50, 0.3) == 65.0


def test_s000_p02_pricing_competition_oriented():
    """Thin margins first, raised moderately as reputation grows; sales at the thin one not less."""
    path = penetration(UnitTerms(goods_cny=50), [0, 50, 250, 1000], (0.05, 0.25))
    assert path["margin_aimed"].is_monotonic_increasing
    assert path["price_cny"].is_monotonic_increasing
    assert path["margin_aimed"].iloc[[0, -1]].tolist() == [0.05, 0.25]
    assert path["price_cny"].iloc[-1] == pytest.approx(50 / 0.75)


@given(st.floats(0, 1e6), st.floats(0, 1e5), st.floats(1, 1e6))
def test_more_reputation_never_asks_a_thinner_margin(reputation, more, goal):
    early = penetration_margin(reputation, goal, 0.05, 0.3)
    assert 0.05 <= early <= penetration_margin(reputation + more, goal, 0.05, 0.3) <= 0.3


def test_s003_pricing_product_dept():
    """The retail price comes from the market price, the cost and where the cost is going."""
    calm = retail_price(99, 60, 0.0, 0.2)
    assert (calm.price_cny, calm.fits) == (99, True)
    rising = retail_price(99, 75, 0.1, 0.2)
    assert rising.price_cny == pytest.approx(75 * 1.1 / 0.8)
    assert not rising.fits


@given(PRICES, ENDINGS, st.sampled_from(["nearest", "up", "down"]))
def test_an_ending_is_allowed_and_on_the_right_side(price, endings, direction):
    found = round(with_ending(price, endings, direction) * 100)
    assert found > 0
    unit = 100 if found >= 10_000 or price >= 100 else 10
    assert found // unit % 10 in endings
    assert found % unit == 0
    if direction == "up":
        assert found >= round(price * 100)
    if direction == "down" and price > 11:
        assert found <= round(price * 100)


@given(PRICES, st.sampled_from(["nearest", "up", "down"]))
def test_without_endings_a_price_stays(price, direction):
    assert with_ending(price, [], direction) == pytest.approx(price)


def test_the_dearer_of_two_endings_as_near():
    assert with_ending(194, [9]) == 199
    assert with_ending(184.0, [9]) == 189
    assert with_ending(10_000, [8], "down") == 9998


@given(unit_terms(), st.floats(0, 0.1), st.floats(0.1, 0.3))
def test_mature_products_ask_most_and_declining_ones_least(terms, least, target):
    stages = ("introduction", "growth", "maturity", "decline")
    prices = [stage_price(terms, stage, least, target) for stage in stages]
    assert prices[0] <= prices[1] <= prices[2]
    assert prices[3] == prices[0] == price_for(terms, least)


@given(st.floats(10, 1000), st.floats(0.2, 0.95), st.floats(0.02, 0.5))
def test_a_clearance_arrives_in_steps_that_are_allowed(price, share, change):
    path = clearance_path(price, price * share, change)["price_cny"].to_numpy()
    assert path[0] == pytest.approx(price, abs=0.01)
    assert path[-1] == pytest.approx(price * share, abs=0.01)
    steps = 1 - path[1:] / path[:-1]
    assert (steps <= change + 0.02 / path[1:].min()).all()
    assert len(clearance_path(price, price * share, change, len(path) + 3)) == len(path) + 4


def test_a_price_already_there_takes_no_week():
    assert clearance_path(50, 60, 0.1)["price_cny"].tolist() == [50]


THREE = [
    TierLine("low", -2.0, 300, 9.9, "1"),
    TierLine("middle", 8.0, 50, 39, "2"),
    TierLine("high", 25.0, 4, 99, "3"),
]


def test_s000_p02_pricing_tiers():
    """Σ (price − cost) × units ≥ 0 with a low tier at or below cost."""
    found = balance(THREE)
    assert found.total_cny == -2.0 * 300 + 8.0 * 50 + 25.0 * 4
    assert not found.balanced
    assert found.needed_high_units == 8
    assert found.most_low_units == 250
    assert found.tiers["contribution_cny"].tolist() == [-600.0, 400.0, 100.0]
    mended = balance([*THREE[:2], TierLine("high", 25.0, found.needed_high_units)])
    assert mended.balanced
    fewer = balance([*THREE[:2], TierLine("high", 25.0, found.needed_high_units - 1)])
    assert not fewer.balanced
    assert balance([TierLine("low", -2.0, found.most_low_units), *THREE[1:]]).balanced


@given(
    st.tuples(st.floats(-50, 0), st.floats(0.01, 60), st.floats(0.01, 200)),
    st.tuples(st.integers(0, 5000), st.integers(0, 500), st.integers(0, 500)),
)
def test_the_needed_units_balance_and_one_less_does_not(left, units):
    low, middle, high = left
    lines = [
        TierLine(tier, left, n)
        for tier, left, n in zip(("low", "middle", "high"), (low, middle, high), units, strict=True)
    ]
    needed = balance(lines).needed_high_units
    whole = low * units[0] + middle * units[1] + high * needed
    assert whole >= -1e-6
    assert needed == 0 or whole - high < 1e-6


@given(*[st.floats(-50, 200)] * 3, st.floats(0, 0.9), st.floats(0, 40))
def test_a_mix_just_leaves_its_target_or_none_can(low, middle, high, share, target):
    left = {"low": low, "middle": middle, "high": high}
    mix = mix_to_balance(left, share, target)
    if mix is None:
        carried = share * middle - target
        assert carried + (1 - share) * max(low, high) < 1e-9
        return
    whole = sum(left[tier] * part for tier, part in mix.items())
    assert sum(mix.values()) == pytest.approx(1)
    assert min(mix.values()) >= -1e-9
    assert whole == pytest.approx(target, abs=1e-6) or (whole > target and mix["high"] == 0)


@given(st.lists(st.integers(1, 900), min_size=3, max_size=3), st.floats(0, 1))
def test_a_mix_moved_keeps_its_middle_and_its_units(units, part):
    lines = [TierLine(tier, left, n) for (tier, left), n in zip(LEFT.items(), units, strict=True)]
    mix = mix_of(balance(lines))
    assert mix.unit_cny * mix.units == pytest.approx(balance(lines).total_cny)
    moved = mix.with_high((1 - mix.shares["middle"]) * part)
    assert moved.shares["middle"] == mix.shares["middle"]
    assert sum(moved.shares.values()) == pytest.approx(1)
    assert sum(one.units for one in moved.lines()) == pytest.approx(sum(units), abs=2)
    assert mix.with_high(mix.shares["high"]).unit_cny == pytest.approx(mix.unit_cny)


def test_a_mix_needs_every_tier():
    assert mix_of(balance([TierLine("low", -2.0, 10), TierLine("high", 1.0, 1)])) is None


def test_a_tier_that_loses_next_to_nothing_has_no_limit():
    found = balance([TierLine("low", -1e-308, 9), TierLine("high", 1e-308, 2)], target_cny=5)
    assert (found.most_low_units, found.needed_high_units) == (None, None)


def test_no_mix_balances_where_every_tier_loses():
    assert mix_to_balance({"low": -2, "middle": -1, "high": -0.5}, 0.3) is None
    assert balance([TierLine("low", -2.0, 10), TierLine("high", -1.0, 1)]).needed_high_units is None


def test_unknown_products_of_a_tier_are_named_and_not_taken_as_zero():
    plan = made_plan(
        products=[
            {"item_id": "1", "tier": "low", "price_cny": 20, "units_monthly": 100},
            {"item_id": "2", "tier": "high", "price_cny": 99},
            {"item_id": "3", "price_cny": 50},
        ]
    )
    lines = tier_lines(plan, {"1": UnitTerms(goods_cny=22), "2": UnitTerms(goods_cny=30)})
    found = balance(lines)
    assert found.unknown == ("2",)
    assert np.isnan(found.tiers["contribution_cny"].iloc[2])


def test_break_even_of_several_products():
    """A published exercise: 30, 50, 60 a unit, mix 50/30/20 %, fixed 1,680,000 → 40,000 units."""
    left = {"A": 30.0, "B": 50.0, "C": 60.0}
    found = break_even_mix(1_680_000, left, {"A": 0.5, "B": 0.3, "C": 0.2})
    assert found == pytest.approx({"A": 20_000, "B": 12_000, "C": 8_000})


def test_a_price_nobody_can_ask_is_unknown_in_a_path():
    eaten = UnitTerms(goods_cny=10, affiliate_rate=0.9)
    assert price_for(eaten, 0.2) == inf
    assert penetration(eaten, [0, 1], (0.0, 0.2))["price_cny"].isna().tolist() == [False, True]
