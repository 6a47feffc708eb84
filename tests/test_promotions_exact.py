"""Whatever promotions meet whatever carts: no fen is gained or lost, in parts or in pieces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from promotion_shops import held, plan_with

from shopkit.plan.sections.promotions import PromotionKind
from shopkit.promotions import Buyer, Cart, CartLine, carts_of, offers, priced, steps

KINDS = PromotionKind.__args__
ITEMS = ["a", "b", "c"]
TIERS = {"tiers": [{"name": "gold", "pay_rate": 0.93}, {"name": "plain"}]}
cny = st.integers(0, 30_000).map(lambda fen: fen / 100)
rates = st.integers(0, 1_000).map(lambda permille: permille / 1000)
shares = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)


def maybe(found: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | found


@st.composite
def promotions(draw) -> dict:
    kind = draw(st.sampled_from(KINDS))
    said = {
        "kind": kind,
        "products": draw(st.lists(st.sampled_from(ITEMS), max_size=2, unique=True)),
        "from_cny": draw(maybe(cny)),
        "from_units": draw(maybe(st.integers(0, 4))),
        "over": draw(st.booleans()),
        "every": draw(st.booleans()),
        "base": draw(maybe(st.sampled_from(["current", "item"]))),
        "claimed": draw(maybe(st.booleans())),
        "group": draw(maybe(st.sampled_from(["g", "h"]))),
        "order": draw(maybe(st.integers(0, 99))),
        "audience": draw(maybe(st.sampled_from(["all", "member", "vip88", "new"]))),
        "most_off_cny": draw(maybe(cny)),
        draw(st.sampled_from(["pay_rate", "off_cny", "price_cny", "steps", "nth"])): None,
    }
    parts = [part / 100 for part in draw(shares)]
    said["borne_by"] = dict(zip(["shop", "platform", "government", "brand"], parts, strict=True))
    for name, values in (
        ("off_cny", cny),
        ("price_cny", cny),
        ("nth", st.integers(2, 3)),
        ("pay_rate", rates),
    ):
        if name in said or draw(st.booleans()):
            said[name] = draw(values)
    if kind == "deposit":
        said["deposit_cny"], said["counts_cny"] = draw(cny), draw(cny)
    if kind in ("add_on", "gift"):
        said["extra_product"] = draw(st.sampled_from(ITEMS))
    if "steps" in said:
        said["steps"] = draw(
            st.lists(st.fixed_dictionaries({"from_cny": cny, "off_cny": cny}), max_size=3)
        )
    return said


lines = st.builds(CartLine, st.sampled_from(ITEMS), st.integers(1, 5), st.integers(0, 50_000))
buyers = st.builds(
    Buyer, st.sampled_from([None, "gold", "plain", "?"]), st.booleans(), st.booleans()
)
carts = st.builds(
    Cart,
    st.lists(lines, max_size=5).map(tuple),
    st.just(date(2026, 11, 11)),
    st.none(),
    buyers,
    st.integers(0, 2_000),
)
several = st.lists(promotions(), max_size=7)


def compiled(said: list[dict]):
    return offers(plan_with(*said, members=TIERS))


@settings(max_examples=100)
@given(several, st.lists(carts, min_size=1, max_size=4))
def test_what_is_paid_and_what_comes_off_are_what_it_was(said, some):
    many = carts_of(some)
    found = priced(many, compiled(said))
    start = many.goods_fen.sum(axis=1) + many.freight_fen
    for one in (found.best, found.worst):
        assert (one.paid_fen + one.off_fen.sum(axis=1) == start).all()
        for amounts in (one.line_paid_fen, one.off_fen, one.freight_fen, one.deposit_fen):
            assert (amounts >= 0).all()
        assert (one.line_receipt_fen >= one.line_paid_fen).all()
        assert (one.line_receipt_fen <= many.goods_fen).all()
        assert (one.used == ((one.off_fen > 0) | (one.gift_units > 0))).all()
    assert (found.best.paid_fen <= found.worst.paid_fen).all()
    assert (found.worst.receipt_fen <= found.best.receipt_fen).all()


@settings(max_examples=50)
@given(several, carts, st.sampled_from(["best", "worst"]))
def test_the_steps_shown_are_what_was_counted_and_the_bearers_add_up(said, one, which):
    held_now = compiled(said)
    shown = steps(one, held_now, which)
    counted = getattr(priced(carts_of([one]), held_now), which)
    fen = shown.steps.set_index("promotion").mul(100).round().astype("int64")
    assert round(shown.paid_cny * 100) == counted.paid_fen[0]
    assert round(shown.receipt_cny * 100) == counted.receipt_fen[0]
    assert round(shown.deposit_cny * 100) == counted.deposit_fen[0]
    assert (fen["before_cny"] - fen["off_cny"] == fen["after_cny"]).all()
    borne = fen[[name for name in fen if name.startswith("borne")]]
    assert (borne >= 0).all(axis=None)
    assert (borne.sum(axis=1) == fen["off_cny"]).all()
    assert {name: fen["off_cny"][name] for name in fen.index} == {
        str(n): off for n, off in enumerate(counted.off_fen[0]) if off
    }
    paid = shown.lines["paid_cny"].mul(100).round()
    assert paid.tolist() == counted.line_paid_fen[0, : len(one.lines)].tolist()


@settings(max_examples=50)
@given(several, carts, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing_of_the_cart(said, one, random):
    """Fen may lie with another line, but not where a line decides: nth and single-item offers."""
    said = [promotion for promotion in said if promotion["kind"] != "add_on"]
    mixed = list(one.lines)
    random.shuffle(mixed)
    plain = [{**promotion, "nth": None, "products": []} for promotion in said]
    plain = [{**promotion, "base": "current"} for promotion in plain]
    found = priced(carts_of([one, replace(one, lines=tuple(mixed))]), compiled(plain))
    for which in (found.best, found.worst):
        assert which.paid_fen[0] == which.paid_fen[1]
        assert which.receipt_fen[0] == which.receipt_fen[1]


@settings(max_examples=60)
@given(several, st.lists(carts, min_size=1, max_size=9), st.integers(1, 4))
def test_chunks_and_company_change_nothing(said, some, chunk):
    held_now = compiled(said)
    whole, apart = priced(carts_of(some), held_now), priced(carts_of(some), held_now, chunk)
    for which in ("best", "worst"):
        one, other = getattr(whole, which), getattr(apart, which)
        assert np.array_equal(one.line_paid_fen, other.line_paid_fen)
        assert np.array_equal(one.used, other.used)
    alone = [priced(carts_of([one]), held_now).best.paid_fen[0] for one in some]
    assert alone == whole.best.paid_fen.tolist()


@settings(max_examples=50)
@given(several, st.lists(carts, min_size=1, max_size=4), cny, st.sampled_from([None, "g"]))
def test_one_more_coupon_never_costs_the_buyer_nor_brings_the_shop_more(said, some, off, group):
    many, coupon = carts_of(some), {"kind": "shop_coupon", "off_cny": off, "group": group}
    before, after = priced(many, compiled(said)), priced(many, compiled([*said, coupon]))
    assert (after.best.paid_fen <= before.best.paid_fen).all()
    assert (after.worst.receipt_fen <= before.worst.receipt_fen).all()


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(1, 50_000), rates)
def test_splitting_a_line_loses_no_fen_under_a_cart_promotion(units, fen, rate):
    one = held({"kind": "official", "pay_rate": rate})
    day = date(2026, 11, 11)
    whole = Cart((CartLine("a", units, fen),), day)
    split = Cart((CartLine("a", 1, fen),) * units, day)
    found = priced(carts_of([whole, split]), one).best
    assert found.paid_fen[0] == found.paid_fen[1]
