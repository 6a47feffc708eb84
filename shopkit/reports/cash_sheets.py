"""The sheets of the cash workbook: rows of months whose formulas stay live beside their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from shopkit.reports.workbook import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

NAME, NOTE, FIRST = 0, 1, 2  # columns: what a row is, its sum or a remark, the first month
TOP = 3  # row of the months
MONEY, SHARE, WHOLE, MONTH = "#,##0.00;[Red]-#,##0.00", "0.00%", "0", "yyyy-mm"
CHANGED = "#FFF7D6"  # behind what may be changed
WIDTHS = ((NAME, 34), (NOTE, 18))
Value: TypeAlias = float | int | date | str | None
Formula: TypeAlias = Callable[[int], str | None]  # of a month by its place; `None` is an input


@dataclass(slots=True)
class Page:
    """A sheet of months and where its rows stand.

    Attributes:
        book: the workbook.
        sheet: the sheet.
        name: its name, in the reader's language.
        months: how many months.
        rows: row numbers by key.
        next: the row written next.
    """

    book: Book
    sheet: Worksheet
    name: str
    months: int
    rows: dict[str, int] = field(default_factory=dict)
    next: int = TOP

    def at(self, key: str, month: int | None) -> str:
        """Return the address of a month of a row from any sheet; before the first there is none."""
        from xlsxwriter.utility import (  # type: ignore[import-untyped]
            xl_rowcol_to_cell,
        )

        column = FIRST if month is None else FIRST + month
        return f"{self.quoted}!{xl_rowcol_to_cell(self.rows[key], column, True, True)}"

    def all(self, key: str) -> str:
        """Return the address of all months of a row from any sheet."""
        from xlsxwriter.utility import xl_range_abs

        row = self.rows[key]
        return f"{self.quoted}!{xl_range_abs(row, FIRST, row, FIRST + self.months - 1)}"

    def until(self, key: str, month: int) -> str:
        """Return the address of the first months of a row, up to one."""
        from xlsxwriter.utility import xl_range_abs

        row = self.rows[key]
        return f"{self.quoted}!{xl_range_abs(row, FIRST, row, FIRST + month)}"

    @property
    def quoted(self) -> str:
        """The name as formulas take it."""
        return "'" + self.name.replace("'", "''") + "'"

    def head(self, title: str, note: str) -> None:
        """Write what the sheet is and how it is read."""
        self.sheet.write_string(0, 0, title, self.book.style("title"))
        self.sheet.write_string(1, 0, note, self.book.style("note"))
        for column, width in WIDTHS:
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(FIRST, FIRST + self.months, 13)
        self.sheet.freeze_panes(TOP + 1, FIRST)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def section(self, label: str) -> None:
        """Write a heading between rows."""
        self.next += 1
        self.sheet.write_string(self.next, NAME, label, self.book.style("head"))
        self.next += 1

    def single(self, key: str, label: str, value: float | None, form: str) -> None:
        """Write an input that holds for all months."""
        self._label(key, label)
        _put(self, FIRST, value, self._input(form))
        self.next += 1

    def months_row(self, key: str, line: Line) -> None:
        """Write a row of months: inputs as values, everything else as formulas with values."""
        self._label(key, line.label)
        form = self.book.style(line.form)
        if line.note:
            self.sheet.write_string(self.next, NOTE, line.note, self.book.style("note"))
        elif line.summed:
            whole = sum(value for value in line.values if isinstance(value, int | float))
            formula = f"=SUM({self.all(key)})"
            self.sheet.write_formula(self.next, NOTE, formula, form, round(whole, 2))
        for month, value in enumerate(line.values):
            said = line.formula(month) if line.formula else None
            if said is None:
                _put(self, FIRST + month, value, self._input(line.form))
            else:
                cached = _serial(value) if isinstance(value, date) else value or 0
                self.sheet.write_formula(self.next, FIRST + month, f"={said}", form, cached)
        self.next += 1

    def _input(self, form: str) -> Any:  # noqa: ANN401 - untyped
        """Return a number format for what may be changed."""
        name = f"input {form}"
        if name not in self.book.formats:
            told = {"num_format": form, "bg_color": CHANGED}
            self.book.formats[name] = self.book.file.add_format(told)
        return self.book.formats[name]

    def _label(self, key: str, label: str) -> None:
        self.rows[key] = self.next
        self.sheet.write_string(self.next, NAME, label)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of months.

    Attributes:
        label: what it is.
        values: one a month; `None` is blank.
        form: number format.
        formula: of each month; without one all months are inputs.
        summed: whether the sum of the months stands in front of them.
        note: a remark instead of the sum.
    """

    label: str
    values: Sequence[Value]
    form: str = MONEY
    formula: Formula | None = None
    summed: bool = True
    note: str = ""


def _put(page: Page, column: int, value: Value, form: Any) -> None:  # noqa: ANN401 - untyped
    """Write an input; unknown stays blank."""
    if isinstance(value, date):
        page.sheet.write_datetime(page.next, column, datetime.combine(value, time()), form)
    elif isinstance(value, str):
        page.sheet.write_string(page.next, column, value, form)
    elif value is None:
        page.sheet.write_blank(page.next, column, None, form)
    else:
        page.sheet.write_number(page.next, column, value, form)


def _serial(day: date) -> int:
    """Return a day as spreadsheets count them."""
    return (day - date(1899, 12, 30)).days
