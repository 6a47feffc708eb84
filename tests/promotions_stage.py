"""Carts of the reference as shopkit takes them, and what both say of the same promotions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from promotions_random import Case

from benchmarks.promotions_given import Cart, Rule
from benchmarks.promotions_scalar import State, best_and_worst
from shopkit import promotions
from shopkit.promotions import Outcome, Shown


@dataclass(frozen=True)
class Told:
    """What is said of one cart under one combination, in fen; promotions by place in the plan."""

    paid: int
    receipt: int
    lines: tuple[int, ...]
    line_receipts: tuple[int, ...]
    freight: int
    deposit: int
    used: tuple[int, ...]
    offs: tuple[int, ...]
    gifts: tuple[int, ...]


def as_cart(cart: Cart) -> promotions.Cart:
    """Return a cart of the reference as shopkit takes it."""
    lines = tuple(
        promotions.CartLine(line.item, line.units, line.price, line.sku, line.category)
        for line in cart.lines
    )
    buyer = promotions.Buyer(cart.tier, cart.vip88, cart.new)
    return promotions.Cart(lines, cart.day, cart.hour, buyer, cart.freight)


def told_by_engine(carts: Sequence[Cart], plan, chunk: int = 8192) -> list[tuple[Told, Told]]:
    """Return (best, worst) of each cart as the engine has them."""
    many = promotions.carts_of([as_cart(cart) for cart in carts])
    priced = promotions.priced(many, promotions.offers(plan), chunk)
    best, worst = (_told(outcome, carts) for outcome in (priced.best, priced.worst))
    return list(zip(best, worst, strict=True))


def _told(outcome: Outcome, carts: Sequence[Cart]) -> list[Told]:
    return [
        Told(
            int(outcome.paid_fen[n]),
            int(outcome.receipt_fen[n]),
            _ints(outcome.line_paid_fen[n][: len(cart.lines)]),
            _ints(outcome.line_receipt_fen[n][: len(cart.lines)]),
            int(outcome.freight_fen[n]),
            int(outcome.deposit_fen[n]),
            _ints(np.flatnonzero(outcome.used[n])),
            _ints(outcome.off_fen[n]),
            _ints(outcome.gift_units[n]),
        )
        for n, cart in enumerate(carts)
    ]


def _ints(values: np.ndarray) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def told_by_reference(case: Case, book: list[Rule] | None = None) -> list[tuple[Told, Told]]:
    """Return (best, worst) of each cart as the reference has them."""
    book = case.book if book is None else book
    found = [best_and_worst(cart, book) for cart in case.carts]
    return [tuple(_of_state(state, len(book)) for state in pair) for pair in found]


def _of_state(state: State, count: int) -> Told:
    offs, gifts = [0] * count, [0] * count
    for use in state.uses:
        offs[use.place] = use.off
        gifts[use.place] = use.gift[1] if use.gift else 0
    receipts = tuple(a + o for a, o in zip(state.amounts, state.others, strict=True))
    return Told(
        state.paid,
        state.receipt,
        state.amounts,
        receipts,
        state.freight,
        state.deposit,
        state.used,
        tuple(offs),
        tuple(gifts),
    )


def bearers_of(shown: Shown) -> dict[str, tuple[int, ...]]:
    """Return by promotion what came off, and what shop, platform, government and brand bear."""
    who = [f"borne_{bearer}_cny" for bearer in promotions.BEARERS]
    rows = shown.steps[["off_cny", *who]].mul(100).round().astype(int).itertuples(index=False)
    return {
        name: tuple(row) for name, row in zip(shown.steps["promotion"], rows, strict=True) if row[0]
    }
