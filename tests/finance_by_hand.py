"""Profit and cash the slow way: one day after the other, exact fractions, nothing vectorised."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

COSTS = ("affiliate", "freight", "packing", "insurance", "other", "ads", "commission")


def cell(value, month):
    value = value[month] if isinstance(value, tuple) else value
    return Fraction(str(value or 0))


def months_of(model):
    at = model.starts.replace(day=1)
    for _ in range(model.months):
        yield at
        at = (at + timedelta(days=31)).replace(day=1)


def rates_of(model, month):
    names = (*COSTS, "refund", "goods", "sold_again", "platform", "sales_tax")
    return {name: cell(getattr(model.rates, name), month) for name in names}


def lines_of(model, month, factor=None):
    """Return what a month adds to profit before income tax and before lumps, CNY, exact."""
    by = {
        name: Fraction(1)
        for name in ("sales", "per_buyer", "refunds", "goods", "ads", "payroll", "freight")
    }
    by |= {name: Fraction(str(value)) for name, value in (factor or {}).items()}
    share, plain = rates_of(model, month), Fraction(str(model.sales_cny[month]))
    sold = plain * by["sales"]
    paid = sold * by["per_buyer"]
    refund_rate = share["refund"] * by["refunds"]
    net = paid * (1 - refund_rate)
    return {
        "paid": paid,
        "refund": -paid * refund_rate,
        "goods": -sold * share["goods"] * by["goods"] * (1 - refund_rate * share["sold_again"]),
        "platform": -net * share["platform"],
        "affiliate": -paid * share["affiliate"],
        "freight": -sold * share["freight"] * by["freight"],
        "packing": -sold * share["packing"],
        "insurance": -sold * share["insurance"],
        "other": -paid * share["other"],
        "ads": -(paid * share["ads"] + cell(model.ads_cny, month)) * by["ads"],
        "payroll": -(paid * share["commission"] + cell(model.payroll_cny, month)) * by["payroll"],
        "sales_tax": -net * share["sales_tax"],
    }


def later_days(line, timing):
    if line in ("paid", "refund", "platform", "affiliate"):
        return timing.settlement_days
    return timing.supplier_days - timing.stock_ahead_days if line == "goods" else 0


def cash_of(model, factor=None):
    """Return what each month adds to the cash before lumps, CNY, a day at a time."""
    firsts = list(months_of(model))
    last = firsts[-1]
    ends = last.replace(day=monthrange(last.year, last.month)[1])
    cash = [Fraction(0)] * model.months
    earlier(model, cash, firsts, ends)
    for month, first in enumerate(firsts):
        days = monthrange(first.year, first.month)[1]
        for line, amount in lines_of(model, month, factor).items():
            for day in range(days):
                moves = first + timedelta(days=day + later_days(line, model.timing))
                if moves <= ends and (moves >= first_of(model) or not model.timing.went_on):
                    cash[place(firsts, moves)] += amount / days
    if model.timing.goes_on:
        goods = lines_of(model, model.months - 1, factor)["goods"]
        days = monthrange(last.year, last.month)[1]
        for ahead in range(1, -later_days("goods", model.timing) + 1):
            moves = ends + timedelta(days=ahead + later_days("goods", model.timing))
            cash[place(firsts, moves)] += goods / days
    return cash


def first_of(model):
    return model.starts.replace(day=1)


def earlier(model, cash, firsts, ends):
    """Add what is still to move from days before the first month, each as a day of it."""
    if not model.timing.went_on:
        return
    first = Fraction(str(model.sales_cny[0]))
    before = first if model.before_cny is None else Fraction(str(model.before_cny))
    times = before / first if first else 0
    days = (firsts[1] if len(firsts) > 1 else ends + timedelta(days=1)) - firsts[0]
    for line, amount in lines_of(model, 0).items():
        for before in range(1, later_days(line, model.timing) + 1):
            moves = firsts[0] + timedelta(days=later_days(line, model.timing) - before)
            if moves <= ends:
                cash[place(firsts, moves)] += amount * times / days.days


def place(firsts, day):
    """Return the month a day lies in; the first for days before it."""
    return max(sum(first <= day for first in firsts) - 1, 0)


def fee_by_month(amount, every, begins, starts, months):
    """Return what a regular fee takes in each month: borne, paid."""
    covers = {"month": 1, "quarter": 3, "year": 12}[every]
    ahead = (begins.year - starts.year) * 12 + begins.month - starts.month
    borne, paid = [Fraction(0)] * months, [Fraction(0)] * months
    for month in range(months):
        if month >= ahead:
            borne[month] += Fraction(str(amount)) / covers
            if (month - ahead) % covers == 0:
                paid[month] += Fraction(str(amount))
    return borne, paid


FIRST = date(2026, 11, 1)
