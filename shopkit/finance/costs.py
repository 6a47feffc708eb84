"""Costs that come whatever is sold: which month bears them, and which month pays them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.timing import YEAR, Floats, each_month, month_place
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
    begun = [first] if once else range(first, months, covers)
    borne, paid = np.zeros(months, np.int64), np.zeros(months, np.int64)
    for at in begun:
        if last is not None and at > last:
            break
        _add(paid, at, np.array([amount]))
        _add(borne, at, _evenly(amount, max(covers, 1)))
    if last is not None:
        borne[max(last + 1, 0) :] = 0
    return Spent(cost.name, borne, paid, once and not covers)


def _evenly(amount: int, months: int) -> Ints:
    """Return an amount in equal parts of whole fen."""
    return each_month(amount * np.arange(1, months + 1) / months)


def _add(to: Ints, at: int, parts: Ints) -> None:
    """Add parts from a month on, as far as they lie inside."""
    begins, ends = max(at, 0), min(at + len(parts), len(to))
    if begins < ends:
        to[begins:ends] += parts[begins - at : ends - at]


def frozen(deposits: Iterable[Deposit], starts: date, months: int) -> Ints:
    """Return what deposits take from (−) or give back to (+) the cash of each month, fen.

    A deposit without a day is paid with the first month; one paid earlier is frozen already.
    """
    moves = np.zeros(months, np.int64)
    for one in deposits:
        amount = np.array([round((one.amount_cny or 0.0) * FEN)])
        _add(moves, month_place(starts, one.paid) if one.paid else 0, -amount)
        if one.returned:
            _add(moves, month_place(starts, one.returned), amount)
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
        amount = np.array([round((one.amount_cny or 0.0) * FEN)])
        _add(moves, month_place(starts, one.on), amount)
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
