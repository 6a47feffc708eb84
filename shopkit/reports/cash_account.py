"""The sheets of profit and cash in the cash workbook: every cell a formula over the inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from shopkit.apportion import Ints
from shopkit.finance.forecast import Forecast
from shopkit.finance.terms import ACCOUNT, BESIDE, PAID_APART, SETTLED
from shopkit.i18n import Lang
from shopkit.reports.cash_rows import Pages, cny, months_again, said
from shopkit.reports.cash_sheets import MONEY, WHOLE, Formula, Line, Page
from shopkit.tables import column

OF_PAID = ("affiliate", "freight", "packing", "insurance", "other")
SHOWN = {  # lines of profit: their columns of the dictionary
    "paid": "paid",
    "refund": "refund",
    "ads": "spend",
    "sales_tax": "sales_tax",
    "income_tax": "income_tax",
}


def line_label(line: str, lang: Lang) -> str:
    """Return what a line of the account is called."""
    return column(SHOWN.get(line, f"cost_{line}")).title(lang)


def write_profit(page: Page, pages: Pages, made: Forecast) -> None:
    """Write the account of profit; what comes in is positive, costs are negative."""
    lang, inputs = page.book.lang, pages.inputs
    months_again(page, pages, made)

    def row(key: str, formula: Formula, values: Ints, label: str = "") -> None:
        page.months_row(key, Line(label or line_label(key, lang), cny(values), MONEY, formula))

    def of(key: str, month: int) -> str:
        return inputs.at(key, month)

    def net(month: int) -> str:
        return f"({of('sales', month)}*(1-{of('refund', month)}))"

    formulas: dict[str, Formula] = {
        "paid": lambda m: f"ROUND({of('sales', m)},2)",
        "refund": lambda m: f"-ROUND({of('sales', m)}*{of('refund', m)},2)",
        "goods": lambda m: (
            f"-ROUND({of('sales', m)}*{of('goods', m)}"
            f"*(1-{of('refund', m)}*{of('sold_again', m)}),2)"
        ),
        "platform": lambda m: f"-ROUND({net(m)}*{of('platform', m)},2)",
        **{name: _of_sales(inputs, name) for name in OF_PAID},
        "ads": lambda m: f"-ROUND({of('sales', m)}*{of('ads', m)}+{of('ads_cny', m)},2)",
        "payroll": lambda m: (
            f"-ROUND({of('sales', m)}*{of('commission', m)}+{of('payroll_cny', m)},2)"
        ),
        "fixed": lambda m: f"-{of('fixed', m)}",
        "one_off": lambda m: f"-{of('one_off', m)}",
        "sales_tax": lambda m: f"-ROUND({net(m)}*{of('sales_tax', m)},2)",
    }
    lines = [line for line in ACCOUNT if line != "sales_tax"]
    for line in lines:
        row(line, formulas[line], made.profit[line])
    _sum_row(page, "before_tax", lines, (made.before_tax, "profit_before_tax"))
    row("sales_tax", formulas["sales_tax"], made.profit["sales_tax"])
    _write_tax(page, pages, made)
    parts = ["before_tax", "sales_tax", "income_tax"]
    _sum_row(page, "left", parts, (made.left, "profit_after_tax"))
    _write_no_loss(page, made)


def _of_sales(inputs: Page, name: str) -> Formula:
    return lambda month: f"-ROUND({inputs.at('sales', month)}*{inputs.at(name, month)},2)"


def _sum_row(page: Page, key: str, parts: Sequence[str], told: tuple[Ints, str]) -> None:
    """Write the sum of some rows of the same sheet."""
    values, stem = told

    def added(month: int) -> str:
        return "+".join(page.at(part, month) for part in parts)

    page.months_row(key, Line(column(stem).title(page.book.lang), cny(values), MONEY, added))


def _write_tax(page: Page, pages: Pages, made: Forecast) -> None:
    """Write income tax: on the highest profit reached so far since the beginning."""
    lang, rate = page.book.lang, pages.inputs.at("income_tax_rate", None)
    before = made.before_tax + made.profit["sales_tax"]
    peak = np.maximum(np.maximum.accumulate(np.cumsum(before)), 0)

    def highest(month: int) -> str:
        so_far = f"SUM({page.until('before_tax', month)})+SUM({page.until('sales_tax', month)})"
        earlier = page.at("peak", month - 1) if month else "0"
        return f"MAX({earlier},{so_far})"

    def due(month: int) -> str:
        paid = f"-ROUND({page.at('peak', month - 1)}*{rate},2)" if month else ""
        return f"-(ROUND({page.at('peak', month)}*{rate},2){paid})"

    page.months_row("peak", Line(said("peak", lang), cny(peak), MONEY, highest, summed=False))
    label = line_label("income_tax", lang)
    page.months_row("income_tax", Line(label, cny(made.profit["income_tax"]), MONEY, due))


def _write_no_loss(page: Page, made: Forecast) -> None:
    """Write whether no month from one on makes a loss."""
    fine = np.logical_and.accumulate((made.left >= 0)[::-1])[::-1].astype(int)
    last = made.model.months - 1

    def from_here(month: int) -> str:
        later = page.at("no_loss", month + 1) if month < last else "1"
        return f"IF(AND({page.at('left', month)}>=0,{later}=1),1,0)"

    values = [int(one) for one in fine]
    label = said("no_loss", page.book.lang)
    page.months_row("no_loss", Line(label, values, WHOLE, from_here, summed=False))


def write_cash(page: Page, pages: Pages, made: Forecast) -> None:
    """Write what moves in each month, and the cash that is left."""
    lang, inputs = page.book.lang, pages.inputs
    months_again(page, pages, made)
    lines = [PAID_APART.get(line, line) for line in (*ACCOUNT, "income_tax")]
    for line in lines:
        label = line_label(line.removesuffix("_paid"), lang)
        formula = _moving(pages, line)
        page.months_row(line, Line(label, cny(made.cash[line]), MONEY, formula))
    for line in BESIDE:
        label = column("cash_deposits" if line == "deposits" else "cash_owners").title(lang)
        values = cny(made.cash[line])
        page.months_row(line, Line(label, values, MONEY, _straight(inputs, line)))
    _sum_row(page, "change", [*lines, *BESIDE], (made.change, "cash_change"))

    def closing(month: int) -> str:
        before = page.at("closing", month - 1) if month else inputs.at("opening", None)
        return f"{before}+{page.at('change', month)}"

    label = column("cash_closing").title(lang)
    page.months_row("closing", Line(label, cny(made.closing), MONEY, closing, summed=False))
    _write_earned(page, made)


def _straight(inputs: Page, key: str, sign: str = "") -> Formula:
    return lambda month: f"{sign}{inputs.at(key, month)}"


def _moving(pages: Pages, line: str) -> Formula:
    """Return the formula of what moves of a line in a month."""
    if line in PAID_APART.values():
        return _straight(pages.inputs, line, "-")
    profit, timing = pages.profit, pages.timing
    if line not in (*SETTLED, "goods"):
        return _straight(profit, line)
    key = "goods" if line == "goods" else "settled"

    def by_end(month: int) -> str:
        whole = f"SUMPRODUCT({profit.all(line)},{timing.all(f'{key}.{month}')})"
        whole += f"+{profit.at(line, 0)}*{timing.at(f'{key}.before', month)}"
        if line == "goods":
            whole += f"+{profit.at(line, profit.months - 1)}*{timing.at('after', month)}"
        return f"ROUND({whole},2)"

    return lambda month: f"{by_end(month)}-{by_end(month - 1)}" if month else by_end(month)


def _write_earned(page: Page, made: Forecast) -> None:
    """Write the cash the shop itself earns, its running sum, and where that changes its sign."""
    lang = page.book.lang
    run = np.cumsum(made.earned)
    signs = _signs(run)
    turns = [int(bool(b) and a != b) for b, a in zip([0, *signs[:-1]], signs, strict=True)]

    def earned(month: int) -> str:
        return f"{page.at('change', month)}-{page.at('payments', month)}"

    def running(month: int) -> str:
        return f"SUM({page.until('earned', month)})"

    def sign(month: int) -> str:
        before = page.at("sign", month - 1) if month else "0"
        here = f"ROUND({page.at('run', month)},2)"
        return f"IF({here}=0,{before},SIGN({here}))"

    def turned(month: int) -> str:
        if not month:
            return "0"
        before, here = page.at("sign", month - 1), page.at("sign", month)
        return f"IF(AND({before}<>0,{here}<>{before}),1,0)"

    page.months_row("earned", Line(said("earned", lang), cny(made.earned), MONEY, earned))
    page.months_row("run", Line(said("run", lang), cny(run), MONEY, running, summed=False))
    page.months_row("sign", Line(said("sign", lang), signs, WHOLE, sign, summed=False))
    page.months_row("turned", Line(said("turned", lang), turns, WHOLE, turned))


def _signs(run: Ints) -> list[int]:
    """Return the sign of a running sum, that of before where it is zero."""
    signs: list[int] = []
    for one in np.sign(run):
        signs.append(int(one) or (signs[-1] if signs else 0))
    return signs
