"""Cash and profit of many runs at once: the terms of the account times factors of their drivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shopkit.finance.costs import FEN
from shopkit.finance.model import Model
from shopkit.finance.terms import ACCOUNT, CASH, moves, terms
from shopkit.finance.timing import Floats
from shopkit.plan.sections.cash import Driver

Factors = Mapping[Driver, Floats]  # one a run, or a row a month with a factor for each run


@dataclass(frozen=True, slots=True)
class Paths:
    """What the runs come to; a row a month, a column a run, CNY.

    Attributes:
        cash: cash at the end of each month.
        profit: profit after tax from the beginning to the end of each month.
    """

    cash: Floats
    profit: Floats


def paths(model: Model, factors: Factors, runs: int) -> Paths:
    """Return cash and profit of every run by the end of each month.

    Amounts are not rounded to the fen; with all factors 1 they agree with the forecast to a few.

    Args:
        model: the plan.
        factors: what each driver is, times the plan; a driver not named is as planned.
        runs: how many.
    """
    path = np.zeros((2 * model.months, runs))
    steady: list[tuple[Floats, Floats]] = []
    for drivers, ends in _ends(model, factors).items():
        whole = _product([factors[name] for name in drivers if factors[name].ndim == 1], runs)
        changing = [factors[name] for name in drivers if factors[name].ndim > 1]
        if changing:
            months = _product(changing, runs) * whole
            path += ends[:, 1:-1] @ months  # of the time before nothing changes
            path += ends[:, -1:] * months[-1]
        else:
            steady.append((ends.sum(axis=1), whole))
    if steady:
        path += np.array([added for added, _ in steady]).T @ np.array([by for _, by in steady])
    booked, cash = path[: model.months], path[model.months :] + model.opening_cny * FEN
    if model.income_tax_rate:
        due = np.maximum(np.maximum.accumulate(booked, axis=0), 0) * model.income_tax_rate
        booked -= due
        cash -= due
    return Paths(cash / FEN, booked / FEN)


def _ends(model: Model, factors: Factors) -> dict[tuple[Driver, ...], Floats]:
    """Return by the drivers that move it what each month adds by the end of each, fen.

    Rows are the ends of months, of profit and then of cash; columns the time before, months, after.
    """
    months = model.months
    none = np.zeros((months, months + 2))
    running = none.copy()
    running[:, 1:-1] = np.tril(np.ones((months, months)))
    found: dict[tuple[Driver, ...], Floats] = {}
    for term in terms(model):
        drivers = tuple(name for name in term.moved_by if name in factors)
        booked = running if term.line in ACCOUNT else none
        paid = moves(model, term.line).by_end() if term.line in CASH else none
        both = np.vstack([booked, paid]) * term.fen
        found[drivers] = found[drivers] + both if drivers in found else both
    return found


def _product(given: Sequence[Floats], runs: int) -> Floats:
    """Return the product of some factors; of none it is 1 in every run."""
    found = given[0] if given else np.ones(runs)
    for one in given[1:]:
        found = found * one
    return found
