"""Rows of cells as the files that platforms give: text in some encoding, new and old workbooks."""

import csv
import io
from collections.abc import Mapping, Sequence

import xlsxwriter
import xlwt

Rows = Sequence[Sequence[object]]
CELL_LIMIT = 30_000  # an old workbook holds no longer text


def csv_of(rows: Rows, encoding: str = "gb18030") -> bytes:
    """Return a CSV file; what the encoding lacks becomes a question mark."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def xlsx_of(rows: Rows, name: str = "Sheet1") -> bytes:
    """Return an `.xlsx` of one sheet, all of it text."""
    return book_of({name: rows})


def book_of(sheets: Mapping[str, Rows]) -> bytes:
    """Return an `.xlsx` of named sheets, all of it text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    sheet.write_string(r, c, str(cell))
    return out.getvalue()


def xls_of(rows: Rows, name: str = "Sheet1") -> bytes:
    """Return a true `.xls` of one sheet, all of it text, as 生意参谋 writes it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet.write(r, c, str(cell)[:CELL_LIMIT])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
