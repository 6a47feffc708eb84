"""What becomes of an order: paid or not, sent, delivered, refunded, confirmed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shopkit.exports.sample.demand import Floats, Ints, Window
from shopkit.exports.sample.shared import COURIERS_STOP
from shopkit.exports.sample.spec import ShopSpec

NEVER = np.int64(2**62)
_DAY = 86_400
_HOUR = 3_600
_PAY_LATER = 0.12  # share of payers who think it over for some hours


@dataclass(frozen=True, slots=True)
class Fates:
    """Times in seconds since the first midnight (`NEVER` if not), and the refund in fen."""

    paid: Ints
    shipped: Ints
    signed: Ints
    confirmed: Ints
    refunded: Ints
    refund: Ints


def draw_fates(spec: ShopSpec, window: Window, created: Ints, due: Ints) -> Fates:
    """Return what becomes of every order; a payment after the window counts as none."""
    rng = window.rng(3)
    end = len(window.days) * _DAY
    paid = _paid(rng, spec.funnel.pay, created)
    paid = np.where(paid < end, paid, NEVER)
    unshipped, returned, partial = _kinds(rng, spec, paid)
    shipped = _after(rng, np.where(unshipped, NEVER, paid), (4 * _HOUR, 40 * _HOUR))
    shipped = np.where(shipped < NEVER, _couriers(window, shipped), NEVER)
    signed = _after(rng, shipped, (2 * _DAY, 6 * _DAY))
    refunded = np.minimum(
        _after(rng, np.where(unshipped, paid, NEVER), (_HOUR // 2, 20 * _HOUR)),
        _after(rng, np.where(returned | partial, signed, NEVER), (_DAY, 8 * _DAY)),
    )
    confirmed = _after(rng, np.where(returned, NEVER, signed), (_HOUR, 10 * _DAY))
    late = partial & (refunded > confirmed)
    part = np.rint(due * rng.uniform(0.1, 0.5, len(due)) / 100).astype(np.int64) * 100
    part = np.clip(part, 100, due)
    return Fates(
        paid=paid,
        shipped=shipped,
        signed=signed,
        confirmed=np.where(late, refunded, confirmed),
        refunded=refunded,
        refund=np.where(unshipped | returned, due, np.where(partial, part, 0)),
    )


def _paid(rng: np.random.Generator, rate: float, created: Ints) -> Ints:
    count = len(created)
    quick = rng.exponential(60, count) + 8
    slow = rng.uniform(5 * 60, 6 * _HOUR, count)
    delay = np.where(rng.random(count) < _PAY_LATER, slow, np.minimum(quick, 20 * 60))
    pays = rng.random(count) < rate
    return np.where(pays, created + delay.astype(np.int64), NEVER)


def _kinds(
    rng: np.random.Generator, spec: ShopSpec, paid: Ints
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which orders are refunded before dispatch, returned whole, refunded in part."""
    drawn = rng.random(len(paid))
    chances = spec.refunds
    one = chances.unshipped
    two = one + chances.returned
    three = two + chances.partial
    is_paid = paid < NEVER
    return (
        is_paid & (drawn < one),
        is_paid & (drawn >= one) & (drawn < two),
        is_paid & (drawn >= two) & (drawn < three),
    )


def _after(rng: np.random.Generator, since: Ints, span: tuple[int, int]) -> Ints:
    """Return a time within a span after another; `NEVER` stays."""
    delay: Floats = rng.uniform(span[0], span[1], len(since))
    return np.where(since < NEVER, since + delay.astype(np.int64), NEVER)


def _couriers(window: Window, shipped: Ints) -> Ints:
    """Return dispatch put off to the first day couriers work again."""
    for span in COURIERS_STOP:
        stop, again = ((day - window.first).days for day in span)
        waits = (shipped >= stop * _DAY) & (shipped < (again + 1) * _DAY)
        later = (again + 1) * _DAY + 9 * _HOUR + shipped % (8 * _HOUR)
        shipped = np.where(waits, later, shipped)
    return shipped
