"""What stands in the sheets of the cash workbook: inputs, when money moves, profit, cash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.costs import FEN, Spent, frozen, put_in, spent
from shopkit.finance.forecast import Forecast
from shopkit.finance.model import Model, Monthly, Rates
from shopkit.finance.terms import PAID_APART, moves
from shopkit.finance.timing import Floats
from shopkit.i18n import Lang, text
from shopkit.periods import month_starts
from shopkit.reports.cash_sheets import MONEY, MONTH, SHARE, WHOLE, Formula, Line, Page, Value
from shopkit.tables import column

SHARES = tuple(one.name for one in fields(Rates))
NONE_IS_NOUGHT = ("other", "commission")  # a plan that names none has none
SINGLES = {
    "opening": MONEY,
    "least": MONEY,
    "settlement_days": WHOLE,
    "stock_ahead_days": WHOLE,
    "supplier_days": WHOLE,
    "went_on": WHOLE,
    "sold_before": MONEY,
    "goes_on": WHOLE,
    "income_tax_rate": SHARE,
    "discount_rate": SHARE,
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The sheets that refer to each other."""

    inputs: Page
    timing: Page
    profit: Page
    cash: Page


def said(key: str, lang: Lang) -> str:
    """Return a text of the workbook."""
    return text(f"finance.workbook.{key}", lang)


def write_inputs(page: Page, made: Forecast) -> None:
    """Write every input; what is the same in all months is changed in the first of them."""
    model, lang = made.model, page.book.lang
    _write_months(page, model)
    page.section(said("singles", lang))
    timing = model.timing
    told = {
        "opening": model.opening_cny,
        "least": model.least_cny,
        "settlement_days": timing.settlement_days,
        "stock_ahead_days": timing.stock_ahead_days,
        "supplier_days": timing.supplier_days,
        "went_on": int(timing.went_on),
        "sold_before": model.sales_cny[0] if model.before_cny is None else model.before_cny,
        "goes_on": int(timing.goes_on),
        "income_tax_rate": model.income_tax_rate,
        "discount_rate": model.discount_rate,
    }
    for key, form in SINGLES.items():
        page.single(key, said(key, lang), told[key], form)
    page.section(said("monthly", lang))
    page.months_row("sales", Line(column("paid").title(lang), model.sales_cny))
    for key in SHARES:
        _input(page, model, key, getattr(model.rates, key), SHARE)
    _input(page, model, "ads_cny", model.ads_cny, MONEY)
    _input(page, model, "payroll_cny", model.payroll_cny, MONEY)
    _write_lumps(page, model)


def _write_months(page: Page, model: Model) -> None:
    """Write the months, their place, first day and length."""
    firsts = month_starts(model.starts, model.months)
    begins = [(first - firsts[0]).days for first in firsts]
    lang = page.book.lang

    def after(key: str, add: str) -> Formula:
        return lambda month: None if not month else f"{page.at(key, month - 1)}+{add}"

    def next_month(month: int) -> str | None:
        return None if not month else f"EDATE({page.at('month', month - 1)},1)"

    def length(month: int) -> str:
        return f"EDATE({page.at('month', month)},1)-{page.at('month', month)}"

    def begin(month: int) -> str | None:
        before = month - 1
        return f"{page.at('begin', before)}+{page.at('days', before)}" if month else None

    places = list(range(1, model.months + 1))
    label = column("date").title(lang)
    page.months_row("month", Line(label, firsts[:-1], MONTH, next_month, summed=False))
    page.months_row("place", Line(said("place", lang), places, WHOLE, after("place", "1"), False))
    page.rows["days"] = page.next + 1
    page.months_row("begin", Line(said("begin", lang), begins[:-1], WHOLE, begin, summed=False))
    lengths = [int(n) for n in np.diff(begins)]
    page.months_row("days", Line(said("days", lang), lengths, WHOLE, length))


def _input(page: Page, model: Model, key: str, value: Monthly, form: str) -> None:
    """Write an input of months; one value for all is written once and repeated by formula."""
    lang = page.book.lang
    label = said(key if key.endswith("_cny") else f"share.{key}", lang)
    if value is None and key not in NONE_IS_NOUGHT:
        blank: list[Value] = [None] * model.months
        page.months_row(key, Line(label, blank, form, note=said("unknown", lang)))
        return

    def same(month: int) -> str | None:
        return page.at(key, month - 1) if month and not isinstance(value, tuple) else None

    values = [float(one) for one in model.by_month(value)]
    page.months_row(key, Line(label, values, form, same, summed=form == MONEY))


def _write_lumps(page: Page, model: Model) -> None:
    """Write costs that come whatever is sold, deposits and owners' money, each on its row."""
    starts, months, lang = model.starts, model.months, page.book.lang
    costs = spent(model.fixed, starts, months)
    for kind, once in (("fixed", False), ("one_off", True)):
        chosen = [cost for cost in costs if cost.once is once]
        _lumps(page, kind, chosen, "borne", lang)
        _lumps(page, PAID_APART[kind], chosen, "paid", lang)
    deposits = [(one.name, frozen([one], starts, months)) for one in model.deposits]
    payments = [(one.name, put_in([one], starts, months)) for one in model.payments]
    _named_rows(page, "deposits", deposits)
    _named_rows(page, "payments", payments)


def _lumps(page: Page, key: str, costs: Sequence[Spent], kind: str, lang: Lang) -> None:
    _named_rows(page, key, [(cost.name, getattr(cost, kind)) for cost in costs])


def _named_rows(page: Page, key: str, named: Sequence[tuple[str, Ints]]) -> None:
    """Write rows of what has a name, and below them their sum."""
    page.section(said(f"block.{key}", page.book.lang))
    first = page.next
    for place, (name, amounts) in enumerate(named):
        page.months_row(f"{key}.{place}", Line(name, cny(amounts)))
    last = page.next - 1
    whole = np.sum([amounts for _, amounts in named], axis=0) if named else np.zeros(page.months)

    def added(month: int) -> str | None:
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

        name = xl_col_to_name(2 + month)
        return f"SUM({name}{first + 1}:{name}{last + 1})" if named else None

    page.months_row(key, Line(said("sum", page.book.lang), cny(whole), MONEY, added))


def write_timing(page: Page, pages: Pages, made: Forecast) -> None:
    """Write which share of each month's amount has moved by the end of each month."""
    model, inputs, lang = made.model, pages.inputs, page.book.lang
    names = ("settlement_days", "stock_ahead_days", "supplier_days", "goes_on")
    settle, ahead, supplier, goes_on = (inputs.at(name, None) for name in names)
    months_again(page, pages, made)
    bought = f"({supplier}-{ahead})"
    for key, line, shift in (("settled", "paid", settle), ("goods", "goods", bought)):
        page.section(said(f"moved.{key}", lang))
        table = moves(model, line).by_end()
        for end in range(model.months):
            page.months_row(f"{key}.{end}", _moved_by(inputs, (end, shift), table[end, 1:-1], lang))
        before = _before(inputs, shift, table[:, 0] * model.earlier, lang)
        page.months_row(f"{key}.before", before)
    last = model.months - 1

    def after(end: int) -> str:
        whole = _end_of(inputs, last)
        days = inputs.at("days", last)
        return f"{goes_on}*MAX(0,({_end_of(inputs, end)}-({whole})-{bought})/{days})"

    weights = [float(one) for one in moves(model, "goods").by_end()[:, -1]]
    page.months_row("after", Line(said("after", lang), weights, SHARE, after, summed=False))


def _end_of(inputs: Page, month: int) -> str:
    return f"{inputs.at('begin', month)}+{inputs.at('days', month)}"


def _moved_by(inputs: Page, told: tuple[int, str], weights: Floats, lang: Lang) -> Line:
    """Return the shares of all months that have moved by the end of one, less those before."""
    end, shift = told
    went_on = inputs.at("went_on", None)

    def share(month: int) -> str:
        begin, days = inputs.at("begin", month), inputs.at("days", month)
        by_end = f"MAX(0,MIN(1,({_end_of(inputs, end)}-{begin}-{shift})/{days}))"
        return f"{by_end}-{went_on}*MAX(0,MIN(1,(-{begin}-{shift})/{days}))"

    label = text("finance.workbook.by_end", lang, n=end + 1)
    return Line(label, [float(one) for one in weights], SHARE, share, summed=False)


def _before(inputs: Page, shift: str, weights: Floats, lang: Lang) -> Line:
    """Return what has moved of the time before, times the first month, by the end of each."""
    went_on, days, sales = inputs.at("went_on", None), inputs.at("days", 0), inputs.at("sales", 0)
    times = f"IF({sales}=0,0,{inputs.at('sold_before', None)}/{sales})"

    def share(end: int) -> str:
        return f"{went_on}*{times}*MAX(0,MIN({_end_of(inputs, end)},{shift}))/{days}"

    return Line(said("before", lang), [float(one) for one in weights], SHARE, share, summed=False)


def months_again(page: Page, pages: Pages, made: Forecast) -> None:
    """Write the months above a sheet."""
    label = column("date").title(page.book.lang)
    inputs = pages.inputs
    page.months_row(
        "month", Line(label, made.firsts, MONTH, lambda m: inputs.at("month", m), summed=False)
    )


def cny(amounts: Ints | Floats) -> list[float]:
    """Return fen as CNY."""
    return [float(one) / FEN for one in amounts]
