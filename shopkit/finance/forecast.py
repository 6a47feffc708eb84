"""Profit and cash of the months ahead, whole fen, from one account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.costs import FEN, frozen_before
from shopkit.finance.model import Model
from shopkit.finance.terms import ACCOUNT, BESIDE, CASH, PAID_APART, by_line, moves, terms
from shopkit.finance.timing import Floats, each_month, whole_fen
from shopkit.periods import month_starts


@dataclass(frozen=True)
class Forecast:
    """What a model comes to, month by month, fen; what comes in is positive.

    Attributes:
        model: what it was counted from.
        profit: lines of the account by month, income tax among them; costs are negative.
        cash: what each line moves in each month.
        opened: what was open before the first month, by line, and what deposits held: see `open`.
    """

    model: Model
    profit: Mapping[str, Ints]
    cash: Mapping[str, Ints]
    opened: Mapping[str, int]

    @cached_property
    def firsts(self) -> list[date]:
        """The first day of each month."""
        return month_starts(self.model.starts, self.model.months)[:-1]

    @cached_property
    def before_tax(self) -> Ints:
        """Profit before taxes of each month, fen: sales less refunds and every cost."""
        return total(self.profit, [line for line in ACCOUNT if line != "sales_tax"])

    @cached_property
    def left(self) -> Ints:
        """Profit after all taxes of each month, fen."""
        return total(self.profit, (*ACCOUNT, "income_tax"))

    @cached_property
    def change(self) -> Ints:
        """What each month adds to the cash, fen."""
        return total(self.cash, (*CASH, "income_tax"))

    @cached_property
    def closing(self) -> Ints:
        """Cash at the end of each month, fen."""
        return np.cumsum(self.change) + round(self.model.opening_cny * FEN)

    @cached_property
    def earned(self) -> Ints:
        """Cash of each month without what owners put in or take out, fen."""
        return self.change - self.cash["payments"]

    @cached_property
    def frozen(self) -> Ints:
        """What deposits hold at the end of each month, fen."""
        return self.opened["deposits"] - np.cumsum(self.cash["deposits"])

    @cached_property
    def open(self) -> Mapping[str, Ints]:
        """What is earned or borne but has not moved by the end of each month, fen, by line.

        Positive is owed to the shop or paid ahead, negative is owed by it: sales not yet settled,
        goods paid before they are sold, a year's fee paid for months to come.
        """
        lines = {line: (line, PAID_APART.get(line, line)) for line in (*ACCOUNT, "income_tax")}
        return {
            line: self.opened.get(line, 0)
            + np.cumsum(self.profit[borne])
            - np.cumsum(self.cash[paid])
            for line, (borne, paid) in lines.items()
        }


def forecast(model: Model) -> Forecast:
    """Return profit and cash of every month of a model.

    Each line is rounded to the fen in the account; cash moves the rounded line, so that both
    agree to the fen once everything has moved.
    """
    months = model.months
    lines = by_line(terms(model), months)
    cells = {line: whole_fen(lines[line]) for line in ACCOUNT}
    profit = {line: one[1:-1] for line, one in cells.items()}
    cash = dict(profit)
    opened = {}
    for line in (line for line in ACCOUNT if moves(model, line).shift_days):
        told = np.concatenate([cells[line][1:2] * model.earlier, cells[line][1:]])
        cash[line] = each_month(moves(model, line).by_end() @ told)
        opened[line] = _opened(model, line, told)
    opened["deposits"] = frozen_before(model.deposits, model.starts)
    for line in (*PAID_APART.values(), *BESIDE):
        cash[line] = whole_fen(lines[line][1:-1])
    for line in PAID_APART:
        del cash[line]
    before = total(profit, ACCOUNT)
    profit["income_tax"] = cash["income_tax"] = -income_tax(before, model.income_tax_rate)
    return Forecast(model, profit, cash, opened)


def _opened(model: Model, line: str, cells: Floats) -> int:
    """Return what is still to come from before, or was paid then for later, fen."""
    in_the_end = whole_fen(moves(model, line).in_the_end() @ cells)
    return int(in_the_end[0]) - int(cells[1:-1].sum())


def income_tax(before: Ints, rate: float) -> Ints:
    """Return the income tax of each month, fen, on profit that no earlier loss takes up.

    Tax once due does not come back when a loss follows.

    Example:
        >>> income_tax(np.array([-1000, 3000, 500]), 0.25).tolist()
        [0, 500, 125]
    """
    peak = np.maximum(np.maximum.accumulate(np.cumsum(before)), 0)
    return each_month(peak * rate)


def total(lines: Mapping[str, Ints], names: tuple[str, ...] | list[str]) -> Ints:
    """Return the sum of some lines by month."""
    added: Ints = np.sum([lines[name] for name in names], axis=0)
    return added
