"""The one account behind profit, cash and chances: what each line is made of and what moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shopkit.finance.costs import FEN, Spent, as_floats, frozen, put_in, spent, summed
from shopkit.finance.model import Model, Monthly
from shopkit.finance.timing import Floats, Moves
from shopkit.plan.sections.cash import Driver

SALES: tuple[Driver, ...] = ("sales", "per_buyer")
OF_SALES = ("platform", "affiliate", "freight", "packing", "insurance", "other")
SETTLED = ("paid", "refund", "platform", "affiliate")  # the platform pays out what is left of them
COSTS = ("goods", *OF_SALES, "ads", "payroll", "fixed", "one_off", "sales_tax")
ACCOUNT = ("paid", "refund", *COSTS)  # lines of profit before income tax
PAID_APART = {"fixed": "fixed_paid", "one_off": "one_off_paid"}  # borne and paid by other months
BESIDE = ("deposits", "payments")  # cash that is no profit
CASH = (*(PAID_APART.get(line, line) for line in ACCOUNT), *BESIDE)


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a line that moves as one.

    Attributes:
        line: the line it belongs to.
        moved_by: drivers whose factors it is multiplied with.
        fen: what the time before, each month and the time after add to profit or cash, months of
            the first and of the last; costs are negative.
    """

    line: str
    moved_by: tuple[Driver, ...]
    fen: Floats


def terms(model: Model) -> list[Term]:
    """Return what every line is made of, in fen not yet rounded.

    Goods and parcels follow how much is sold, not for what; what is a share of sales follows both.
    A cost falls with its refunds where it is a share of net sales.
    """
    sales = as_cells(model, model.sales_cny) * FEN
    refunds = sales * _share(model, model.rates.refund)
    found = [
        Term("paid", SALES, sales),
        Term("refund", (*SALES, "refunds"), -refunds),
        *_goods(model, sales, refunds),
        *_shares(model, sales, refunds),
        *_ads(model, sales),
        *_payroll(model, sales),
        *_lumps(model),
    ]
    return [*found, *_earlier(model, found)]


def _earlier(model: Model, found: list[Term]) -> list[Term]:
    """Return what is still to move from before: certain by now, so that no driver moves it."""
    if not model.earlier:
        return []
    none, times = np.zeros(model.months + 1), model.earlier
    lines = [term for term in found if term.line in (*SETTLED, "goods")]
    return [Term(one.line, (), np.append(one.fen[1] * times, none)) for one in lines]


def _goods(model: Model, sales: Floats, refunds: Floats) -> list[Term]:
    """Return what goods cost, and what of it comes back to be sold again."""
    cost = _share(model, model.rates.goods)
    back = refunds * cost * _share(model, model.rates.sold_again)
    return [
        Term("goods", ("sales", "goods"), -sales * cost),
        Term("goods", ("sales", "goods", "refunds"), back),
    ]


def _shares(model: Model, sales: Floats, refunds: Floats) -> list[Term]:
    """Return the costs that are a share of what is paid or of net sales."""
    rates = model.rates
    platform, tax = _share(model, rates.platform), _share(model, rates.sales_tax)
    parcel: tuple[Driver, ...] = ("sales", "freight")
    return [
        Term("platform", SALES, -sales * platform),
        Term("platform", (*SALES, "refunds"), refunds * platform),
        Term("affiliate", SALES, -sales * _share(model, rates.affiliate)),
        Term("freight", parcel, -sales * _share(model, rates.freight)),
        Term("packing", ("sales",), -sales * _share(model, rates.packing)),
        Term("insurance", ("sales",), -sales * _share(model, rates.insurance)),
        Term("other", SALES, -sales * _share(model, rates.other)),
        Term("sales_tax", SALES, -sales * tax),
        Term("sales_tax", (*SALES, "refunds"), refunds * tax),
    ]


def _ads(model: Model, sales: Floats) -> list[Term]:
    return [
        Term("ads", (*SALES, "ads"), -sales * _share(model, model.rates.ads)),
        Term("ads", ("ads",), -as_cells(model, model.ads_cny) * FEN),
    ]


def _payroll(model: Model, sales: Floats) -> list[Term]:
    return [
        Term("payroll", (*SALES, "payroll"), -sales * _share(model, model.rates.commission)),
        Term("payroll", ("payroll",), -as_cells(model, model.payroll_cny) * FEN),
    ]


def _lumps(model: Model) -> list[Term]:
    """Return costs that come whatever is sold, as borne and as paid, deposits and owners' money."""
    starts, months = model.starts, model.months
    costs = spent(model.fixed, starts, months)

    def lump(line: str, parts: list[Spent], kind: str) -> Term:
        whole = summed((getattr(part, kind) for part in parts), months)
        return Term(line, ("fixed",), -_apart(as_floats(whole)))

    regular = [one for one in costs if not one.once]
    once = [one for one in costs if one.once]
    return [
        lump("fixed", regular, "borne"),
        lump("one_off", once, "borne"),
        lump("fixed_paid", regular, "paid"),
        lump("one_off_paid", once, "paid"),
        Term("deposits", (), _apart(as_floats(frozen(model.deposits, starts, months)))),
        Term("payments", (), _apart(as_floats(put_in(model.payments, starts, months)))),
    ]


def as_cells(model: Model, value: Monthly) -> Floats:
    """Return a value of each month and, last, of the time after as the last month; none before."""
    by_month = model.by_month(value)
    return np.concatenate([[0.0], by_month, by_month[-1:]])


def _share(model: Model, value: Monthly) -> Floats:
    return as_cells(model, value)


def _apart(by_month: Floats) -> Floats:
    """Return amounts of months with nothing before or after them."""
    return np.concatenate([[0.0], by_month, [0.0]])


def moves(model: Model, line: str) -> Moves:
    """Return when the amounts of a line move.

    Goods may be bought ahead of the time after the horizon; nothing else is paid ahead of it.
    """
    timing = model.timing
    told = (model.starts, model.months)
    if line == "goods":
        return Moves(*told, timing.goods_days, timing.went_on, timing.goes_on)
    if line in SETTLED:
        return Moves(*told, timing.settlement_days, timing.went_on)
    return Moves(*told)


def by_line(parts: list[Term], months: int) -> Mapping[str, Floats]:
    """Return the sum of the terms of each line, fen: before, the months, after."""
    lines: dict[str, Floats] = {}
    for term in parts:
        lines[term.line] = lines.get(term.line, np.zeros(months + 2)) + term.fen
    return lines
