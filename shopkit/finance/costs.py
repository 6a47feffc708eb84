"""Costs that come whatever is sold: which month bears them, and which month pays them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.timing import YEAR, Floats, whole_fen
from shopkit.periods import month_place
from shopkit.plan.sections.cash import Payment
from shopkit.plan.sections.money import Deposit, FixedCost

EVERY = {"month": 1, "quarter": 3, "year": YEAR}  # months a payment covers
FEN = 100


@dataclass(frozen=True, slots=True)
class Spent:
    """One cost by month, fen, all months of the horizon.

    Attributes:
        name: what it is for.
        borne: what each month bears in the account of profit.
        paid: what is paid in each month.
        once: whether it comes once and is not spread over years.
    """

    name: str
    borne: Ints
    paid: Ints
    once: bool


def spent(costs: Iterable[FixedCost], starts: date, months: int) -> list[Spent]:
    """Return the costs whose amount is known, by month.

    A cost of a quarter or a year is paid where its span begins and borne evenly by the months it
    covers, as is one that serves several years. Without a first day it begins with the horizon;
    what began earlier keeps its rhythm. After its last day nothing is paid or borne.

    Args:
        costs: of the plan.
        starts: a day of the first month.
        months: how many months.
    """
    return [_spent(cost, starts, months) for cost in costs if cost.amount_cny is not None]


def _spent(cost: FixedCost, starts: date, months: int) -> Spent:
    amount = round((cost.amount_cny or 0.0) * FEN)
    first = month_place(starts, cost.starts) if cost.starts else 0
    last = month_place(starts, cost.ends) if cost.ends else None
    once = cost.every == "once"
    covers = (cost.years or 0) * YEAR if once else EVERY[cost.every]
    gone = 0 if once else max(-first, 0) // covers * covers
    begun = [first] if once else range(first + gone, months, covers)
    borne, paid = np.zeros(months, np.int64), np.zeros(months, np.int64)
    for at in begun:
        if last is not None and at > last:
            break
        _add(paid, at, amount)
        _add_evenly(borne, at, amount, max(covers, 1))
    if last is not None:
        borne[max(last + 1, 0) :] = 0
    return Spent(cost.name, borne, paid, once and not covers)


def _add_evenly(to: Ints, at: int, amount: int, covers: int) -> None:
    """Add an amount in equal parts of whole fen over months from one on, as far as they count."""
    begins, ends = max(at, 0), min(at + covers, len(to))
    if begins < ends:
        by_end = whole_fen(amount * (np.arange(begins, ends + 1) - at) / covers)
        to[begins:ends] += np.diff(by_end)


def _add(to: Ints, at: int, amount: int) -> None:
    """Add an amount to a month, if it is one of those that count."""
    if 0 <= at < len(to):
        to[at] += amount


def frozen(deposits: Iterable[Deposit], starts: date, months: int) -> Ints:
    """Return what deposits take from (−) or give back to (+) the cash of each month, fen.

    A deposit without a day is paid with the first month, unless it has come back by then; one paid
    earlier is frozen already; one that comes back before it is paid is left out.
    """
    moves = np.zeros(months, np.int64)
    for one in deposits:
        amount = round((one.amount_cny or 0.0) * FEN)
        paid = month_place(starts, one.paid) if one.paid else 0
        back = month_place(starts, one.returned) if one.returned else months
        if one.returned is None or (one.paid or starts.replace(day=1)) <= one.returned:
            _add(moves, paid, -amount)
            _add(moves, back, amount)
    return moves


def frozen_before(deposits: Iterable[Deposit], starts: date) -> int:
    """Return what deposits hold already when the first month begins, fen."""
    first = starts.replace(day=1)
    held = (
        one.amount_cny or 0.0
        for one in deposits
        if one.paid and one.paid < first and (one.returned is None or one.returned >= first)
    )
    return sum(round(cny * FEN) for cny in held)


def put_in(payments: Iterable[Payment], starts: date, months: int) -> Ints:
    """Return what owners put in (+) or take out (−) in each month, fen."""
    moves = np.zeros(months, np.int64)
    for one in payments:
        _add(moves, month_place(starts, one.on), round((one.amount_cny or 0.0) * FEN))
    return moves


def summed(parts: Iterable[Ints], months: int) -> Ints:
    """Return the sum of some costs by month."""
    whole = np.zeros(months, np.int64)
    for part in parts:
        whole += part
    return whole


def as_floats(amounts: Ints) -> Floats:
    """Return whole fen as floats, for products with shares."""
    return amounts.astype(np.float64)
