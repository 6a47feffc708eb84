"""The rows of a file that holds a list of the plan, each field as the plan would have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shopkit.errors import ExportError, PlanError, Problem
from shopkit.exports.intake import HEADER_SHOWN, HEADER_WITHIN, bare_header
from shopkit.exports.lists import ListKind
from shopkit.exports.notes import is_notes
from shopkit.exports.sheets import Row, Sheet, read_sheets
from shopkit.plan import guess

_PARTS = re.compile(r"\s*[、，,;；/\n]+\s*")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+0?0:00(?::00)?)?")
_UNIT = re.compile(r"\s*[（(][^（()）]*[)）]$")
_NOISE = str.maketrans("", "", "¥￥元件,， ")
_FLAGS = {"是": "true", "否": "false", "√": "true", "×": "false"}
_CODES = {
    **{"引流款": "traffic", "利润款": "profit", "形象款": "image", "活动款": "campaign"},
    **{"低档": "low", "中档": "middle", "高档": "high"},
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list.

    Attributes:
        file: the file, with the sheet where it has several.
        number: its row there, header rows counted.
        values: field → value, as the plan reads it; empty cells are not there.
        headers: field → header of its column.
    """

    file: str
    number: int
    values: Mapping[str, Any]
    headers: Mapping[str, str]

    def place(self, field: str) -> str:
        """Return where a field stands: file, row and header."""
        return f"{self.file}:{self.number} {self.headers.get(field, field)}".rstrip()


def rows_of(folder: Path, name: str, kind: ListKind, passwords: Sequence[str]) -> list[ListRow]:
    """Return the rows of a file.

    Raises:
        PlanError: It is not there, cannot be read, or no sheet has the header of the list.
    """
    try:
        sheets = [one for one in read_sheets(_inside(folder, name), passwords) if _filled(one)]
    except ExportError as error:
        raise PlanError(error.problems) from None
    found = [(sheet, place) for sheet in sheets if (place := _header(sheet, kind)) is not None]
    if not found:
        titles = kind.fields[kind.key].title
        raise PlanError(Problem("list_header", name, None, {"name": kind.key, "title": titles}))
    many = len(found) > 1
    files = [f"{name}#{sheet.name}" if many else name for sheet, _ in found]
    known = [(f, sheet, at) for f, (sheet, at) in zip(files, found, strict=True)]
    misspelt = [p for f, sheet, at in known for p in _misspelt(f, sheet.rows[at], at, kind)]
    if misspelt:
        raise PlanError(misspelt)
    return [row for f, sheet, at in known for row in _rows(f, sheet, at, kind)]


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise PlanError(Problem("plan_no_file", "shop.yaml lists", name, {"guess": ""}))
    return path


def _filled(sheet: Sheet) -> bool:
    return bool(sheet.rows) and not (sheet.rows[0] and is_notes(sheet.rows[0][0]))


def _header(sheet: Sheet, kind: ListKind) -> int | None:
    """Return the index of the row that names the field every entry needs."""
    above = enumerate(sheet.rows[:HEADER_WITHIN])
    return next((n for n, row in above if kind.key in _fields(row, kind).values()), None)


def _fields(header: Row, kind: ListKind) -> dict[int, str]:
    """Return field by column, the first of several columns of one field."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        field = kind.headers.get(_named(cell)) or kind.headers.get(bare_header(cell))
        if field:
            found.setdefault(field, place)
    return {place: field for field, place in found.items()}


def _named(cell: str) -> str:
    return _UNIT.sub("", bare_header(cell))


def _misspelt(file: str, header: Row, at: int, kind: ListKind) -> Iterator[Problem]:
    """Yield headers that are nearly one of the list; others are the shop's own columns."""
    known = kind.headers
    for cell in map(_named, header):
        if cell and cell not in known and (near := guess(cell, known)):
            values = {"guess": near}
            yield Problem("list_column", f"{file}:{at + 1}", cell[:HEADER_SHOWN], values)


def _rows(file: str, sheet: Sheet, at: int, kind: ListKind) -> Iterator[ListRow]:
    header = sheet.rows[at]
    fields = _fields(header, kind)
    headers = {field: bare_header(header[place]) for place, field in fields.items()}
    for number, row in enumerate(sheet.rows[at + 1 :], at + 2):
        cells = {f: row[place].strip() for place, f in fields.items() if place < len(row)}
        values = {f: _value(cell, kind.kinds_of(f)) for f, cell in cells.items() if cell}
        if values:
            yield ListRow(file, number, values, headers)


def _value(cell: str, kinds: frozenset[object]) -> object:
    """Return a cell in the form in which the plan reads it; the plan judges it."""
    if tuple in kinds:
        return [part for part in _PARTS.split(cell) if part]
    if bool in kinds:
        return _FLAGS.get(cell, cell.lower())
    if date in kinds:
        day = _DAY.fullmatch(cell)
        return f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}" if day else cell
    if kinds & {int, float}:
        return cell.translate(_NOISE)
    return _CODES.get(cell, cell) if kinds - {str} else cell
