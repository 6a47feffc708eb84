"""The workbook beside a report: a contents sheet, then one sheet for each picture and table.

Numbers are numbers, days are days, unknown is blank; text stays text whatever it begins with.
The same report gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from shopkit.i18n import Lang, text
from shopkit.reports.sheets import Sheet
from shopkit.tables import column

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

LONGEST_NAME = 31  # of a sheet, in UTF-16 units
FEWEST_WORDS = 2  # of a shortened name, the number in front among them
LONGEST_CELL = 32_767  # of a text; Excel drops what is longer
NARROWEST, WIDEST = 8, 48  # of a column, in digits
BUTTON = 3  # room for the filter's button
MEASURED_ROWS = 200
TITLE, NOTE, HEADER = 0, 1, 2  # rows of a sheet
HEADS = ("sheet", "title", "subtitle", "source")
NUMBERS = {
    **dict.fromkeys(("money", "price"), "#,##0.00"),
    **dict.fromkeys(("ratio", "margin"), "0.00%"),
    **dict.fromkeys(("count", "people"), "#,##0"),
    "float": "#,##0.00",
    "date": "yyyy-mm-dd",
    "time": "yyyy-mm-dd hh:mm",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Book:
    """A workbook being written, its formats made once.

    Attributes:
        file: the workbook.
        lang: language of headers.
        formats: formats by what they show.
    """

    file: Workbook
    lang: Lang
    formats: dict[str, Format] = field(default_factory=dict)

    def style(self, name: str) -> Format:
        """Return a format: `title`, `note`, `head`, `quoted`, or a number format."""
        if name not in self.formats:
            known = {
                "title": {"bold": True, "font_size": 13},
                "note": {"font_color": "#666666"},
                "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
                "quoted": {"quote_prefix": True},
            }
            self.formats[name] = self.file.add_format(known.get(name, {"num_format": name}))
        return self.formats[name]


def workbook_bytes(heading: str, made: date, sheets: Sequence[Sheet], lang: Lang) -> bytes:
    """Return the workbook of a report.

    Args:
        heading: shop and period.
        made: the day written into the file, so that it does not depend on the clock.
        sheets: what stands behind the pictures and tables.
        lang: language of headers and contents.
    """
    from xlsxwriter import Workbook

    held = io.BytesIO()
    file = Workbook(held, {"in_memory": True})
    created = datetime.combine(made, time())
    file.set_properties({"title": heading, "created": created, "comments": "shopkit"})
    book = Book(file, lang)
    names = [_sheet_name(number, sheet) for number, sheet in enumerate(sheets, 1)]
    front = file.add_worksheet(text("reports.workbook.contents", lang))
    _write_contents(book, front, heading, list(zip(names, sheets, strict=True)))
    for name, sheet in zip(names, sheets, strict=True):
        write_sheet(book, file.add_worksheet(name), sheet)
    file.close()
    return held.getvalue()


def _sheet_name(number: int, sheet: Sheet) -> str:
    """Return a name Excel allows, the number in front making it unlike any other.

    What is too long ends with "…", after a whole word where there are several.
    """
    said = _FORBIDDEN.sub(" ", f"{number} {sheet.question or sheet.title}")
    if _units(said) > LONGEST_NAME:
        while _units(said) >= LONGEST_NAME:
            said = said[:-1]
        words = said.rsplit(" ", 1)[0]
        said = f"{words if len(words.split()) > FEWEST_WORDS else said.strip()}…"
    return said.strip().strip("'")


def _units(said: str) -> int:
    return len(said.encode("utf-16-le")) // 2


def _write_contents(
    book: Book, page: Worksheet, heading: str, named: list[tuple[str, Sheet]]
) -> None:
    """Write what each sheet is about, with a link to it."""
    _text(book, page, (TITLE, 0), heading, "title")
    page.write_string(NOTE, 0, text("reports.workbook.hint", book.lang), book.style("note"))
    heads = [text(f"reports.workbook.{name}", book.lang) for name in HEADS]
    for place, head in enumerate(heads):
        page.write_string(HEADER, place, head, book.style("head"))
    rows = [(name, sheet.title, sheet.subtitle, sheet.source) for name, sheet in named]
    for at, row in enumerate(rows, HEADER + 1):
        page.write_url(at, 0, f"internal:'{_quoted(row[0])}'!A1", string=row[0])
        for place, said in enumerate(row[1:], 1):
            _text(book, page, (at, place), said)
    _set_widths(page, heads, rows[:MEASURED_ROWS])
    page.freeze_panes(HEADER + 1, 0)


def _quoted(name: str) -> str:
    return name.replace("'", "''")


def write_sheet(book: Book, page: Worksheet, sheet: Sheet) -> None:
    """Write one table under its title and source, with filters and a frozen header.

    Args:
        book: the workbook.
        page: an empty page of it.
        sheet: the table.
    """
    _text(book, page, (TITLE, 0), sheet.title or sheet.question, "title")
    note = " · ".join(said for said in (sheet.subtitle, sheet.source) if said)
    _text(book, page, (NOTE, 0), note, "note")
    heads = [column(name).header(book.lang) for name in sheet.columns]
    for place, head in enumerate(heads):
        page.write_string(HEADER, place, head, book.style("head"))
    for at, row in enumerate(sheet.rows, HEADER + 1):
        kinds = _kinds(sheet.columns, row)
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            _value(book, page, (at, place), value, kind)
    if heads:
        page.autofilter(HEADER, 0, HEADER + len(sheet.rows), len(heads) - 1)
    page.freeze_panes(HEADER + 1, 0)
    seen = sheet.rows[:MEASURED_ROWS]
    _set_widths(page, heads, [_looks(row, sheet.columns, book.lang) for row in seen])


def _kinds(columns: Sequence[str], row: Sequence[Any]) -> list[str]:
    """Return the kind of each cell; a value is of the kind of the figure it stands beside."""
    kinds: list[str] = [column(name).dtype for name in columns]
    if "figure" not in columns:
        return kinds
    figure = str(row[list(columns).index("figure")])
    named = [
        "figure" if name == "figure" else kind for name, kind in zip(columns, kinds, strict=True)
    ]
    return [column(figure).dtype if kind == "value" else kind for kind in named]


def _value(book: Book, page: Worksheet, at: tuple[int, int], value: Any, kind: str) -> None:  # noqa: ANN401
    """Write one cell as what it is; unknown stays blank."""
    if value is None:
        return
    if kind in ("date", "time"):
        page.write_datetime(*at, datetime.fromisoformat(value), book.style(NUMBERS[kind]))
    elif isinstance(value, bool):
        page.write_boolean(*at, value)
    elif kind in NUMBERS:
        page.write_number(*at, value, book.style(NUMBERS[kind]))
    else:
        said = column(value).header(book.lang) if kind == "figure" else str(value)
        _text(book, page, at, said)


def _text(book: Book, page: Worksheet, at: tuple[int, int], said: str, style: str = "") -> None:
    """Write text that stays text, also when somebody edits the cell later."""
    name = style or ("quoted" if said.startswith(_FORMULA) else "")
    page.write_string(*at, said[:LONGEST_CELL], book.style(name) if name else None)


def _looks(row: Sequence[Any], columns: Sequence[str], lang: Lang) -> list[str]:
    """Return about what each cell looks like, to measure it."""
    return [_look(*cell, lang) for cell in zip(row, _kinds(columns, row), strict=True)]


def _look(value: Any, kind: str, lang: Lang) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if kind == "figure":
        return column(value).header(lang)
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _set_widths(page: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Make each column as wide as what stands in it, within limits."""
    measured = [[_width(head) + BUTTON for head in heads]]
    measured += [[_width(cell) + 1 for cell in row] for row in rows]
    for place, widths in enumerate(zip(*measured, strict=True)):
        page.set_column(place, place, min(max(NARROWEST, *widths), WIDEST))


def _width(said: str) -> int:
    """Return how many digits wide a text is; a Chinese character takes two.

    Example:
        >>> _width("支付（元）"), _width("Paid")
        (10, 4)
    """
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in said)
