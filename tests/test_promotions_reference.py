"""The reference the engine is held to: its short cut against naming combinations one by one."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from promotions_random import KINDS, random_case

from benchmarks.promotions_given import Cart, Rule
from benchmarks.promotions_scalar import (
    State,
    at_its_turn,
    best_and_worst,
    combinations,
    holds,
    scope,
    single_items,
)

SEEDS = range(60)


def named_one_by_one(cart: Cart, book: list[Rule]) -> Iterator[State]:
    """Yield the legal ones of all sets of names with at most one of each group."""
    there = [rule for rule in book if holds(rule, cart)]
    chosen = [rule for rule in there if rule.claimed or rule.level != "line"]
    groups = {rule.group: [None] for rule in chosen}
    for rule in chosen:
        groups[rule.group].append(rule.place)
    turns = list(dict.fromkeys(rule.group for rule in book if rule.level == "line"))
    for names in map(set, product(*groups.values())):
        on_lines = [r for r in there if r.level == "line" and (not r.claimed or r.place in names)]
        state = single_items(cart, [(rule, scope(rule, cart)) for rule in on_lines], turns)
        missed, gone = [], {rule.group for rule in on_lines if rule.place in state.used}
        for rule in (r for r in there if r.level != "line" and r.group not in gone):
            after = at_its_turn(rule, scope(rule, cart), state)
            if after is not None and rule.place in names:
                state = after
            elif after is not None and (not rule.claimed or rule.said.kind == "gift"):
                missed.append(rule)
        if all(shut_out(rule, state, book) for rule in missed):
            yield state


def shut_out(rule: Rule, state: State, book: list[Rule]) -> bool:
    """Return whether one of its group was used; a gift shuts out only other gifts."""
    group = {one.place for one in book if one.group == rule.group}
    gift = rule.said.kind == "gift"
    return any(use.place in group and (use.off or gift) for use in state.uses)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_walk_ends_where_naming_one_by_one_does(seed):
    case = random_case(random.Random(seed), carts=4)
    for cart in case.carts:
        assert set(combinations(cart, case.book)) == set(named_one_by_one(cart, case.book))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_fen_is_lost_in_the_reference(seed):
    case = random_case(random.Random(seed), carts=4)
    for cart in case.carts:
        for state in combinations(cart, case.book):
            offs = sum(use.off for use in state.uses)
            start = sum(line.units * line.price for line in cart.lines) + cart.freight
            assert state.paid + offs == start
            assert all(sum(use.bearers) == use.off for use in state.uses)
            assert min(*state.amounts, *state.others, state.freight, 0) == 0
            shop = sum(u.bearers[0] for u in state.uses if any(u.by_line))
            assert state.receipt == start - shop - (cart.freight - state.freight)


def test_random_promotions_take_effect_whatever_their_kind():
    seen: Counter[str] = Counter()
    for seed in range(300):
        case = random_case(random.Random(seed), carts=6)
        for cart in case.carts:
            for state in best_and_worst(cart, case.book):
                seen.update(case.promotions[place]["kind"] for place in state.used)
    assert min(seen[kind] for kind in KINDS) >= 10
