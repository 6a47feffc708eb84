"""The engine against the plain reference, which goes through every legal combination."""

import random
from dataclasses import replace

import pytest
from promotions_random import DAYS, Case, random_case
from promotions_stage import as_cart, bearers_of, told_by_engine, told_by_reference

from benchmarks.promotions import made, the_plan
from benchmarks.promotions_given import Cart, Line, rules
from benchmarks.promotions_scalar import best_and_worst, in_order
from shopkit.promotions import carts_of, offers, priced, priced_in_order, steps

CARTS = 10
BLOCK, BLOCKS = 50, 20  # cases; times CARTS that is 10,000 carts


@pytest.mark.parametrize("block", range(BLOCKS))
def test_best_and_worst_of_ten_thousand_carts(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        case = random_case(random.Random(seed), CARTS)
        found, plain = told_by_engine(case.carts, case.plan), told_by_reference(case)
        for number, pair in enumerate(zip(found, plain, strict=True)):
            assert pair[0] == pair[1], (seed, number, case.carts[number], case.promotions)


@pytest.mark.parametrize("seed", range(25))
def test_carts_of_billions_to_the_fen(seed):
    case = random_case(random.Random(seed), CARTS, dearer=1_000_003)
    assert told_by_engine(case.carts, case.plan) == told_by_reference(case)


def test_carts_of_the_benchmark():
    case = Case(tuple(made(300)), ())
    plan = the_plan()
    book = rules(plan.promotions, plan.members.tiers)
    assert told_by_engine(case.carts, plan) == told_by_reference(case, book)


@pytest.mark.parametrize("seed", range(25))
def test_a_cart_does_not_depend_on_those_counted_with_it(seed):
    case = random_case(random.Random(seed), CARTS)
    together = told_by_engine(case.carts, case.plan)
    alone = [told_by_engine([cart], case.plan)[0] for cart in case.carts]
    assert alone == together
    assert told_by_engine(case.carts, case.plan, chunk=3) == together


@pytest.mark.parametrize("seed", range(25))
def test_every_step_and_what_each_bears_of_it(seed):
    case = random_case(random.Random(seed), 2)
    held = offers(case.plan)
    for cart in case.carts:
        for which, state in zip(("best", "worst"), best_and_worst(cart, case.book), strict=True):
            shown = steps(as_cart(cart), held, which)
            assert sorted(offer.position for offer in shown.used) == list(state.used)
            assert bearers_of(shown) == {
                f"P{use.place}": (use.off, *use.bearers) for use in state.uses if use.off
            }
            assert round(shown.paid_cny * 100) == state.paid
            assert round(shown.receipt_cny * 100) == state.receipt


@pytest.mark.parametrize("seed", range(40))
def test_carts_in_order_until_budgets_are_used_up(seed):
    rng = random.Random(seed)
    case = _with_budgets(random_case(rng, 30), rng)
    carts = carts_of([as_cart(cart) for cart in case.carts])
    found = priced_in_order(carts, offers(case.plan), chunk=7).outcome
    plain = list(in_order(case.carts, case.book))
    assert found.paid_fen.tolist() == [state.paid for state in plain]
    assert found.receipt_fen.tolist() == [state.receipt for state in plain]


def _with_budgets(case: Case, rng: random.Random) -> Case:
    given = ({}, {"budget_cny": rng.choice((0.0, 5.0, 60.0))}, {"budget_units": rng.randint(0, 4)})
    return replace(case, promotions=tuple(said | rng.choice(given) for said in case.promotions))


def test_no_carts_and_no_promotions():
    case = random_case(random.Random(0), 2)
    assert priced(carts_of([]), offers(case.plan)).best.paid_fen.tolist() == []
    plain = replace(case, promotions=())
    assert told_by_engine(case.carts, plain.plan) == told_by_reference(plain)


COUPON = {"kind": "item", "group": "one", "order": 5, "off_cny": 10.0, "claimed": True}


def test_the_turn_of_a_group_is_the_same_whoever_else_buys():
    """Its first member counts even where it holds for nobody; else 90 × 0.5 would be 100 × 0.5."""
    said = (
        COUPON | {"audience": "new"},
        {"kind": "item", "group": "two", "pay_rate": 0.5},
        {"kind": "item", "group": "one", "order": 12, "off_cny": 10.0},
    )
    one = Cart((Line("I0", None, None, 1, 10_000),), DAYS[0])
    case = Case((one, replace(one, new=True)), said)
    alone, both = told_by_engine([one], case.plan)[0], told_by_engine(case.carts, case.plan)[0]
    assert alone == both == told_by_reference(case)[0]
    assert alone[0].paid == 4500


def test_one_gift_of_a_group():
    gifts = ({"kind": "gift", "extra_product": name, "group": "g"} for name in ("G1", "G2"))
    case = Case((Cart((Line("I0", None, None, 1, 10_000),), DAYS[0]),), tuple(gifts))
    found = told_by_engine(case.carts, case.plan)
    assert found == told_by_reference(case)
    assert found[0][0].gifts == (1, 0)


def test_a_flash_sale_shuts_out_the_coupon_of_its_group():
    said = (
        {"kind": "flash", "group": "g", "products": ["I0"], "price_cny": 80.0},
        {"kind": "shop_coupon", "group": "g", "off_cny": 5.0},
    )
    sold, other = (Line(item, None, None, 1, 10_000) for item in ("I0", "I1"))
    case = Case((Cart((sold, other), DAYS[0]), Cart((other,), DAYS[0])), said)
    found = told_by_engine(case.carts, case.plan)
    assert found == told_by_reference(case)
    assert [best.paid for best, _ in found] == [18_000, 9_500]
