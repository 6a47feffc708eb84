"""`actions.csv` in a shop folder: read as operators leave it, added to without touching a line.

Excel saves it again in its own way: other encodings, separators and dates are all read, and a new
line is written the way the file is by then.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopkit.errors import ExportError, OutputError, Problem
from shopkit.files import harmless_cell, write_whole
from shopkit.i18n import LANGS, Lang, text

LOG_FILE = "actions.csv"
LONGEST_NUMBER = 12  # digits; what is longer was not counted by hand
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16"}
_TAILS = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}  # a mark stands only at the beginning
_SEPARATORS = ",;\t"

Line = tuple[int, dict[str, str]]  # row in the file, texts by column


@dataclass(frozen=True, slots=True)
class _Log:
    """The file as it was found.

    Attributes:
        path: where it is.
        data: its bytes.
        encoding: how they are text.
        separator: what parts its cells.
        columns: the column of each place; empty for one nobody knows.
        lines: what it tells.
    """

    path: Path
    data: bytes
    encoding: str
    separator: str
    columns: Sequence[str]
    lines: Sequence[Line]


def read_log(folder: Path, columns: Sequence[str]) -> list[Line]:
    """Return every line of a shop's log that is not blank; none where there is no log.

    Args:
        folder: the shop.
        columns: names of the columns, whose headers are known in both languages.

    Raises:
        ExportError: The file has no known header, or no known encoding.
    """
    path = folder / LOG_FILE
    return list(_parsed(path, _bytes(path), columns).lines) if path.is_file() else []


def add_line(folder: Path, fields: Mapping[str, str], lang: Lang) -> str:
    """Add one line at the end of a shop's log and return its number.

    The other lines stay as they are, byte by byte.

    Raises:
        ExportError: The file there is no log.
        OutputError: It cannot be written, most often because it is open elsewhere.
    """
    path = folder / LOG_FILE
    if (folder / f".~lock.{LOG_FILE}#").exists():
        raise OutputError(Problem("output_locked", str(path)))
    columns = list(fields)
    log = _parsed(path, _bytes(path) if path.is_file() else _new(columns, lang), columns)
    number = _next_number(log.lines)
    line = {**fields, "id": number}
    cells = [harmless_cell(line.get(name, "")) for name in log.columns]
    ending = "\r\n" if b"\r\n" in log.data or b"\r\0\n" in log.data else "\n"
    said = log.data.decode(log.encoding)
    gap = "" if said.endswith("\n") else ending
    tail = gap + _line(cells, log.separator, ending)
    whole = log.data + tail.encode(_TAILS.get(log.encoding, log.encoding))
    if list(_parsed(path, whole, columns).lines[:-1]) != list(log.lines):
        raise _unreadable(path, columns)  # a quote left open would swallow the new line
    write_whole(path, whole)
    return number


def _next_number(lines: Sequence[Line]) -> str:
    """Return one more than the largest number so far."""
    said = (line.get("id", "").strip() for _, line in lines)
    numbers = [int(one) for one in said if one.isdecimal() and len(one) <= LONGEST_NUMBER]
    return str(max(numbers, default=0) + 1)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:  # Windows: another program has it to itself
        raise OutputError(Problem("output_locked", str(path))) from error


def _new(columns: Sequence[str], lang: Lang) -> bytes:
    heads = [text(f"actions.column.{name}", lang) for name in columns]
    return _line(heads, ",", "\r\n").encode("utf-8-sig")


def _line(cells: Sequence[str], separator: str, ending: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=separator, lineterminator=ending).writerow(cells)
    return held.getvalue()


def _parsed(path: Path, data: bytes, columns: Sequence[str]) -> _Log:
    encoding = _encoding(data)
    try:
        said = data.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable(path, columns) from None
    known = {_plain(head): name for name in columns for head in _heads(name)}
    first = said.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(said, newline=""), delimiter=separator)
    try:
        found = [known.get(_plain(head), "") for head in next(rows, [])]
        lines = [
            (rows.line_num, {n: _cell(cell) for n, cell in zip(found, row, strict=False) if n})
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        raise _unreadable(path, columns) from None
    if not {"date", "action"} <= set(found):
        raise _unreadable(path, columns)
    return _Log(path, data, encoding, separator, found, lines)


def _encoding(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if marked:
        return marked
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _heads(name: str) -> list[str]:
    return [name, *(text(f"actions.column.{name}", lang) for lang in LANGS)]


def _plain(head: str) -> str:
    return head.strip().casefold().replace("_", " ")


def _cell(said: str) -> str:
    """Return what was meant by a cell: the mark that keeps a formula inert is not part of it."""
    inner = said.removeprefix("'")
    return inner if harmless_cell(inner) == said else said


def _unreadable(path: Path, columns: Sequence[str]) -> ExportError:
    header = {lang: ",".join(text(f"actions.column.{n}", lang) for n in columns) for lang in LANGS}
    return ExportError(Problem("action_log", str(path), None, {"header": header}))
