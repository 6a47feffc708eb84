"""Bytes of a file to rows of text cells: `.csv`, `.xls` and `.xlsx`, told apart by content."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from shopkit.errors import ExportError, Problem
from shopkit.exports import passwords
from shopkit.i18n import texts

Row = list[str]
EXCEL_EXACT = 10**15  # a workbook keeps 15 digits of a number; the others became zeros
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_HEAD_LINES = 12
_TRAILING_TABS = re.compile(r'\t+(?="?(?:,|$))', re.MULTILINE)  # they pad cells between commas
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, nothing interpreted yet.

    Attributes:
        name: sheet of a workbook; empty for a text file.
        rows: every row with its cells as text; row 1 of the file is `rows[0]`.
        open_ended: the text ends without a line break or inside quotes.
    """

    name: str
    rows: Sequence[Row]
    open_ended: bool = False


def read_sheets(path: Path, known: Sequence[str] = ()) -> list[Sheet]:
    """Return the sheets of a file; one with a password is tried with those that are known.

    Raises:
        ExportError: It is empty, or neither text nor a workbook that can be opened.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise _unreadable(path, "locked") from None
    if not data.strip():
        raise ExportError(Problem("file_empty", path.name))
    if data.startswith(_EXCEL):
        data = passwords.unlocked(path, data, known)
        with _nothing_collected():
            return _workbook(path, data)
    with _nothing_collected():
        return [_text_sheet(path, data)]


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the collector from going over rows again and again: lists of texts hold no cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unreadable(path: Path, why: str) -> ExportError:
    said = dict(texts("exports")["unreadable"][why])
    return ExportError(Problem("file_unreadable", path.name, None, {"why": said}))


def _workbook(path: Path, data: bytes) -> list[Sheet]:
    read = _new_workbook if data.startswith(b"PK") else _old_workbook
    try:
        return [Sheet(name, rows) for name, rows in read(data)]
    except Exception:  # whatever a decoder meets in a broken file
        raise _unreadable(path, "workbook") from None


def _new_workbook(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(data))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield name, [[v if v.__class__ is str else _cell(v) for v in row] for row in rows]


def _old_workbook(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    """Yield the sheets of a BIFF file; calamine reads it too, but a damaged one can abort it."""
    import xlrd

    with xlrd.open_workbook(file_contents=data, logfile=io.StringIO()) as book:
        for sheet in book.sheets():
            rows = [[_old_cell(c, book.datemode) for c in sheet.row(n)] for n in range(sheet.nrows)]
            yield sheet.name, rows


def _old_cell(cell: Any, datemode: int) -> str:  # noqa: ANN401 - xlrd has no types
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return _cell(xlrd.xldate.xldate_as_datetime(cell.value, datemode))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else _cell(cell.value)


def _cell(value: object) -> str:
    """Return a workbook's cell as the text a CSV of it would hold."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and abs(value) >= EXCEL_EXACT:
        return f"{value:.14e}"  # as Excel shows it, so that no reader takes it for exact
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, (date, time, timedelta, int)):
        return str(value)
    return ""


def _text_sheet(path: Path, data: bytes) -> Sheet:
    if data.startswith(_FOREIGN) or data.lstrip()[:1] == b"<":
        raise _unreadable(path, "foreign")
    said = _decoded(path, data)
    reader = csv.reader(io.StringIO(said, newline=""), delimiter=_delimiter(said))
    try:
        rows = list(reader)
    except csv.Error:
        raise _unreadable(path, "text") from None
    return Sheet("", rows, open_ended=not said.endswith(("\n", "\r")) or said.count('"') % 2 == 1)


def _decoded(path: Path, data: bytes) -> str:
    """Return the text of bytes: a BOM decides, else UTF-8 if it is that, else GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        charsets: Iterable[str] = ("utf-16",)
    else:
        charsets = ("utf-8-sig", "gb18030")
    for charset in charsets:
        try:
            said = data.decode(charset)
        except UnicodeDecodeError as error:
            said = _all_but_a_cut_tail(charset, error)
        if said and "\x00" not in said:
            return said
    raise _unreadable(path, "text")


def _all_but_a_cut_tail(charset: str, error: UnicodeDecodeError) -> str:
    """Return the text before a character that a broken-off download cut in two."""
    seen = error.object  # without the BOM that UTF-8 may begin with
    if error.start < len(seen) - 4 or "\n" not in (kept := seen[: error.start].decode(charset)):
        return ""
    return kept


def _delimiter(said: str) -> str:
    head = _TRAILING_TABS.sub("", said[:20_000]).splitlines()[:_HEAD_LINES]
    return max(",\t;", key=lambda mark: max((line.count(mark) for line in head), default=0))
