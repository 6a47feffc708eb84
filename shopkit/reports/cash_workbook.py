"""Profit and cash of the months ahead as a workbook that goes on calculating.

Inputs are values, everything else is a formula beside the value shopkit found: change an input
and the spreadsheet follows. The same forecast gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time

import numpy as np

from shopkit.finance.cash import break_even_month, flows, lowest, payback_years
from shopkit.finance.costs import FEN
from shopkit.finance.forecast import Forecast
from shopkit.finance.returns import GROWTH, internal_rates, present_value
from shopkit.i18n import DASH, Lang, listed, text, under
from shopkit.reports.cash_account import write_cash, write_profit
from shopkit.reports.cash_rows import Pages, write_inputs, write_timing
from shopkit.reports.cash_sheets import MONEY, MONTH, SHARE, Page, Value
from shopkit.reports.workbook import Book
from shopkit.tables import column

WRITTEN = ("inputs", "profit", "cash", "timing")
YEARS = "0.00"
LOW, HIGH = float(GROWTH[0]), float(GROWTH[-1])  # of money in a year: no rate beyond is told


def cash_workbook_bytes(heading: str, day: date, made: Forecast, lang: Lang) -> bytes:
    """Return the workbook of a forecast: summary, inputs, profit, cash, when money moves.

    Args:
        heading: shop and horizon.
        day: the day written into the file, so that it does not depend on the clock.
        made: profit and cash.
        lang: language of every word in it.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    held = io.BytesIO()
    file = Workbook(held, {"in_memory": True})
    created = datetime.combine(day, time())
    file.set_properties({"title": heading, "created": created, "comments": "shopkit"})
    book = Book(file, lang)
    summary = _page(book, "summary", made)
    named = {name: _page(book, name, made) for name in WRITTEN}
    pages = Pages(**named)
    for name, page in named.items():
        page.head(f"{heading} · {page.name}", text(f"finance.workbook.{name}_note", lang))
    write_inputs(pages.inputs, made)
    write_timing(pages.timing, pages, made)
    write_profit(pages.profit, pages, made)
    write_cash(pages.cash, pages, made)
    _write_summary(summary, pages, made, heading)
    file.close()
    return held.getvalue()


def _page(book: Book, name: str, made: Forecast) -> Page:
    said = text(f"finance.workbook.{name}", book.lang)
    return Page(book, book.file.add_worksheet(said), said, made.model.months)


def _write_summary(page: Page, pages: Pages, made: Forecast, heading: str) -> None:
    """Write what decides, each as a formula over the other sheets."""
    lang = page.book.lang
    page.sheet.write_string(0, 0, heading, page.book.style("title"))
    page.sheet.write_string(1, 0, text("finance.workbook.hint", lang), page.book.style("note"))
    page.sheet.set_column(0, 0, 44)
    page.sheet.set_column(1, 1, 18)
    page.sheet.fit_to_pages(1, 0)
    for label, form, formula, value in _decisive(pages, made, lang):
        page.sheet.write_string(page.next, 0, label)
        page.sheet.write_formula(page.next, 1, f"={formula}", page.book.style(form), value)
        page.next += 1
    left_out = made.model.left_out
    if left_out:
        known = under("finance.left_out", lang)
        words = [known.get(one, one) for one in left_out]
        said = text("finance.workbook.left_out", lang, names=listed(words, lang))
        page.sheet.write_string(page.next + 1, 0, said, page.book.style("note"))


Row = tuple[str, str, str, Value]


def _decisive(pages: Pages, made: Forecast, lang: Lang) -> list[Row]:
    """Return label, number format, formula and value of each row of the summary."""
    profit, cash, inputs = pages.profit, pages.cash, pages.inputs
    low, begins = lowest(made), break_even_month(made)
    months, closing = inputs.all("month"), cash.all("closing")
    least = inputs.at("least", None)
    rows: list[Row] = [
        _row("paid", MONEY, f"SUM({profit.all('paid')})", _sum(made.profit["paid"]), lang),
        _row("profit_after_tax", MONEY, f"SUM({profit.all('left')})", _sum(made.left), lang),
        _row("lowest_cash", MONEY, f"MIN({closing})", low.cny, lang),
        _row(
            "lowest_month",
            MONTH,
            f"INDEX({months},MATCH(MIN({closing}),{closing},0))",
            _serial(low.month),
            lang,
        ),
        (
            text("finance.workbook.short", lang),
            MONEY,
            f"MAX(0,{least}-MIN({closing}))",
            low.short_cny,
        ),
        _row(
            "break_even_month",
            MONTH,
            f'IFERROR(INDEX({months},MATCH(1,{profit.all("no_loss")},0)),"{DASH}")',
            DASH if begins is None else _serial(begins),
            lang,
        ),
        _payback(pages, made, lang),
        *_returns(pages, made, lang),
    ]
    return rows


def _row(stem: str, form: str, formula: str, value: Value, lang: Lang) -> Row:
    return column(stem).title(lang), form, formula, value


def _sum(amounts: np.ndarray) -> float:
    return int(amounts.sum()) / FEN


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _payback(pages: Pages, made: Forecast, lang: Lang) -> Row:
    """Return the years until the running cash of a new shop has turned for good, evenly."""
    run, place = pages.cash.all("run"), pages.inputs.all("place")
    last = f"SUMPRODUCT(MAX((ROUND({run},2)<0)*{place}))"
    n = made.model.months
    within = f"-INDEX({run},{last})/(INDEX({run},{last}+1)-INDEX({run},{last}))"
    known = f'IF({last}=0,0,IF({last}={n},"{DASH}",({last}+{within})/12))'
    formula = f'IF({pages.inputs.at("went_on", None)}=1,"{DASH}",{known})'
    years = payback_years(made)
    return _row("payback_years", YEARS, formula, DASH if years is None else years, lang)


def _returns(pages: Pages, made: Forecast, lang: Lang) -> list[Row]:
    """Return present value, and the rate of a new shop whose running cash turns once."""
    rate, earned = pages.inputs.at("discount_rate", None), pages.cash.all("earned")
    first = pages.cash.at("earned", 0)
    own = flows(made)
    n = made.model.months
    went_on = pages.inputs.at("went_on", None)
    later = f"{pages.cash.at('earned', min(1, n - 1))}:{_bare(pages.cash.at('earned', n - 1))}"
    yearly = made.model.discount_rate
    worth = f"{first}+NPV((1+{rate})^(1/12)-1,{later})" if n > 1 else first
    value = DASH if yearly is None else present_value(own, yearly)
    turns = _turns(np.cumsum(made.earned))
    new = not made.model.timing.went_on  # what an old one was given before is not here
    only = internal_rates(own).only if turns == 1 and new else None
    grown = f"(1+IRR({earned},0.01))^12"
    sense = f"ABS({grown}-{(HIGH + LOW) / 2})<={(HIGH - LOW) / 2}"
    found = f'IFERROR(IF({sense},{grown}-1,"{DASH}"),"{DASH}")'
    formula = f'IF(AND({went_on}=0,SUM({pages.cash.all("turned")})=1),{found},"{DASH}")'
    return [
        _row("present_value", MONEY, f'IF(ISBLANK({rate}),"{DASH}",{worth})', value, lang),
        _row("return_rate", SHARE, formula, DASH if only is None else only, lang),
    ]


def _bare(address: str) -> str:
    return address.rsplit("!", 1)[1]


def _turns(run: np.ndarray) -> int:
    signs = np.sign(run)
    return int(np.count_nonzero(np.diff(signs[signs != 0])))
