"""One sheet of a file to typed rows, with every row that was not kept and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

import polars as pl

from shopkit.errors import ExportError, Problem
from shopkit.exports import currency
from shopkit.exports.coding import finished, unknown_states
from shopkit.exports.format import Format, formats, numbered
from shopkit.exports.judge import TOTALS, judged
from shopkit.exports.sheets import Row, Sheet
from shopkit.layouts import TABLES
from shopkit.tables import dtype_of

if TYPE_CHECKING:
    from shopkit.plan import Plan

HEADER_WITHIN = 20  # rows; real exports put up to seven lines above the header
HEADER_SHOWN = 30  # characters; a longer cell is no header anyone would look for
TELL_THEIR_DAYS = ("refunds",)  # a day without a row in them is known to have had none
NO_DATA = ("totals_row", "repeated_header")  # rows that stand in a file that holds none
REJECTS = {
    name: pl.Int64 if name == "row" else pl.String
    for name in ("file", "row", "column", "value", "reason")
}


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that was recognised.

    Attributes:
        format: what it is.
        header: index of its header row.
        columns: stem → index of the column it comes from.
        unmapped: headers no reader asked for.
        joined: stem → indexes of the columns that make it together.
    """

    format: Format
    header: int
    columns: Mapping[str, int]
    unmapped: tuple[str, ...]
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """What one sheet gave.

    Attributes:
        file: name of the file, with the sheet where it has several.
        rows: the good rows, typed by stem.
        others: what the same rows tell of other tables, by table.
        rejects: the others, as in `REJECTS`.
        read: how many there were of both.
        blanked: for each column, cells that could not be read and that rows can do without.
        states: words for a state that nobody knows, and how many rows have them.
        apart: how many more rows were kept, of orders in other currencies.
        told: first and last day it says it is about, where that tells of days without a row.
    """

    file: str
    rows: pl.DataFrame
    rejects: pl.DataFrame
    read: int
    others: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    blanked: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    apart: int = 0
    told: tuple[date, date] | None = None


def recognise(sheet: Sheet, plan: Plan, kind: str | None) -> Found | None:
    """Return the format that explains most headers of a sheet, or the one the plan names."""
    best: Found | None = None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        headers = numbered([bare_header(cell) for cell in row])
        for name, known in formats().items():
            if kind not in (None, name):
                continue
            columns = known.match(headers, plan.column_map(name))
            if not columns:
                continue
            joined = known.joined(headers, plan.column_map(name))
            read = {*columns.values(), *(i for places in joined.values() for i in places)}
            rest = {h[:HEADER_SHOWN] for i, h in enumerate(headers) if h and i not in read}
            found = Found(known, number, columns, tuple(sorted(rest)), joined)
            if best is None or _clearer(found, best):
                best = found
    return best


def _clearer(found: Found, than: Found) -> bool:
    """Tell whether a format explains more headers; one that yields has to explain every one."""

    def rank(one: Found) -> tuple[bool, int, bool]:
        own = not one.format.yields
        return own or not one.unmapped, len(one.columns), own

    return rank(found) > rank(than)


def bare_header(cell: str) -> str:
    """Return a cell as headers are compared: without blanks, quotes and `=` around it."""
    return cell.strip(" \t\r\n\ufeff\u00a0\"'=")


def take_in(file: str, sheet: Sheet, found: Found, key: bytes) -> Intake:
    """Return the typed rows of a recognised sheet and its rejects.

    Raises:
        ExportError: It breaks off within a row, or nothing tells which days or item it is about.
    """
    raw, rejects = _split(file, sheet, found)
    read = raw.height + len(rejects)
    if no_rows(read, Counter(reason for *_, reason in rejects)):
        nothing = blank(found.format.table)
        told = _told_days(file, sheet, found)
        return Intake(file, nothing, rejected_rows(rejects), read, told=told)
    known = found.format
    verdict = judged(known.prepare(raw), known, list(found.columns))
    rows = known.derive(_placed(verdict.rows, file, sheet, found))
    rows, abroad = currency.split(rows)
    refused = currency.refused(abroad, known)
    rejects += [(file, *reject) for reject in (*verdict.failed, *refused)]
    return Intake(
        file=file,
        rows=finished(rows, known, known.table, key),
        rejects=rejected_rows(rejects),
        read=read,
        others={
            name: finished(make(part), known, name, key)
            for name, make, part in currency.told(rows, abroad, known)
        },
        blanked=verdict.blanked,
        states=unknown_states(rows, known),
        apart=currency.kept_apart(abroad, known),
        told=_told_days(file, sheet, found) if known.table in TELL_THEIR_DAYS else None,
    )


Reject = tuple[str, int, str, str, str]


def _split(file: str, sheet: Sheet, found: Found) -> tuple[pl.DataFrame, list[Reject]]:
    """Return the mapped cells of rows that have the header's shape, and the other rows."""
    header = sheet.rows[found.header]
    bare = [bare_header(cell) for cell in header]
    needed = _needed(found, header)
    usual = _usual_length(sheet, found)
    numbers: list[int] = []
    good: list[Row] = []
    rejects: list[Reject] = []
    for number, row in _data_rows(sheet, found.header):
        problem = _misshapen(row, bare, needed)
        if problem or usual not in (None, len(row)):
            rejects.append((file, number, "", "", problem or "row_shape"))
        else:
            numbers.append(number)
            good.append(row)
    _refuse_broken_off(file, sheet, header)
    data: dict[str, Sequence[object]] = {s: _column(good, i) for s, i in found.columns.items()}
    schema = {**dict.fromkeys(found.columns, pl.String), "source_row": pl.Int64}
    raw = pl.DataFrame({**data, "source_row": numbers}, schema)
    for stem, places in found.joined.items():
        raw = raw.with_columns(_joined(found, stem, [_column(good, i) for i in places]))
    return raw, rejects


def _column(rows: Sequence[Row], place: int) -> list[str]:
    """Return one cell of each row; empty where a row is too short."""
    try:
        return list(map(itemgetter(place), rows))
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def _needed(found: Found, header: Row) -> int:
    """Return the index of the last cell a row must have."""
    if found.format.whole_rows:
        return max(i for i, cell in enumerate(header) if cell.strip())
    needed = found.format.required & found.columns.keys()
    return max((found.columns[stem] for stem in needed), default=-1)


def _usual_length(sheet: Sheet, found: Found) -> int | None:
    """Return how many cells most rows have, where every row must have as many."""
    if not found.format.whole_rows:
        return None
    lengths = Counter(len(row) for _, row in _data_rows(sheet, found.header))
    return max(lengths, key=lambda one: (lengths[one], one), default=None)


def _joined(found: Found, stem: str, parts: Sequence[Sequence[str]]) -> pl.Series:
    """Return one column of text cells made from those of several columns."""
    frame = pl.DataFrame({str(n): part for n, part in enumerate(parts)}, strict=False)
    frame = frame.cast(pl.String)
    how = found.format.joins[stem].how
    return frame.select(how([pl.col(name) for name in frame.columns]).alias(stem)).to_series()


def _data_rows(sheet: Sheet, header: int) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(sheet.rows[header + 1 :], header + 2):
        if any(map(str.strip, row)):
            yield number, row


def no_rows(read: int, reasons: Mapping[str, int]) -> bool:
    """Tell whether what was read below a header is at most a totals row or the header again."""
    return read == sum(reasons.get(code, 0) for code in NO_DATA)


def has_rows(sheet: Sheet, header: int) -> bool:
    """Tell whether a sheet holds anything below a row."""
    return any(True for _ in _data_rows(sheet, header))


def _misshapen(row: Row, header: Row, needed: int) -> str:
    """Return why a row cannot be one below a header of bare cells; empty where it can."""
    first = next(filter(str.strip, row)).strip(" \t:：=\"'").lower()
    if first in TOTALS:
        return "totals_row"
    if bare_header(row[0]) == header[0] and [bare_header(cell) for cell in row] == header:
        return "repeated_header"
    too_long = len(row) > len(header) and any(map(str.strip, row[len(header) :]))
    return "row_shape" if too_long or len(row) <= needed else ""


def _refuse_broken_off(file: str, sheet: Sheet, header: Row) -> None:
    if not sheet.open_ended:
        return
    number, last = next(
        (n, row) for n, row in reversed(list(enumerate(sheet.rows, 1))) if any(map(str.strip, row))
    )
    total = next(cell for cell in last if cell.strip()).strip(" :：").lower() in TOTALS
    if len(last) < len(header) and not total:
        raise ExportError(Problem("file_truncated", file, None, {"row": number}))


_NAMED_DAY = re.compile(r"(20\d{2})[-/.年]?(1[0-2]|0?[1-9])[-/.月]?(0?[1-9]|[12]\d|3[01])(?!\d)")


_UNTOLD = {"item_id": "file_without_item_id"}  # what a file is refused for


def _placed(rows: pl.DataFrame, file: str, sheet: Sheet, found: Found) -> pl.DataFrame:
    """Return rows with what stands above the header or in the name of the file.

    Raises:
        ExportError: Nothing tells which days, or which item, the rows are about.
    """
    above = _above(sheet, found)
    for stem, pattern in found.format.named.items():
        if stem not in rows.columns:
            told = re.search(pattern, above) or re.search(pattern, file)
            if told is None:
                raise ExportError(Problem(_UNTOLD[stem], file))
            rows = rows.with_columns(pl.lit(next(filter(None, told.groups()))).alias(stem))
    return _dated(rows, file, above, found)


def _dated(rows: pl.DataFrame, file: str, above: str, found: Found) -> pl.DataFrame:
    """Return rows with their span: where no column has it, the lines above the header or the name.

    A snapshot is of the last day that is named, or of an unknown one.

    Raises:
        ExportError: Nothing tells which days the rows are about.
    """
    stems = TABLES[found.format.table]
    if "date" not in stems or "date" in rows.columns:
        return rows
    days = _named_days(file, above)
    if "grain" not in stems:
        return rows.with_columns(pl.lit(days[-1] if days else None, pl.Date).alias("date"))
    if not days:
        raise ExportError(Problem("file_undated", file))
    return rows.with_columns(pl.lit(days[0]).alias("date"), pl.lit(days[-1]).alias("date_end"))


def _above(sheet: Sheet, found: Found) -> str:
    """Return what stands above the header."""
    return " ".join(cell for row in sheet.rows[: found.header] for cell in row)


def _told_days(file: str, sheet: Sheet, found: Found) -> tuple[date, date] | None:
    """Return first and last day a table says it is about, if it says so.

    A single day may be the one of the download, unless it stands for a column of dates.
    """
    days = _named_days(file, _above(sheet, found))
    stems = TABLES[found.format.table]
    by_name = "grain" in stems and "date" not in found.columns
    return (days[0], days[-1]) if len(set(days)) > 1 or (days and by_name) else None


def _named_days(file: str, above: str) -> list[date]:
    """Return the days the lines above a header name, else those in the name of the file."""
    said = _NAMED_DAY.findall(above) or _NAMED_DAY.findall(file)
    return sorted(day for year, month, on in said if (day := _day_or_none(year, month, on)))


def _day_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def rejected_rows(rejects: Sequence[Reject]) -> pl.DataFrame:
    """Return rejects as a frame with the columns `REJECTS`."""
    return pl.DataFrame(rejects, REJECTS, orient="row")


def counted(rejects: pl.DataFrame) -> dict[str, int]:
    """Return how many rows were rejected for each reason, most frequent first."""
    return dict(Counter(rejects["reason"].to_list()).most_common())


def blank(table: str) -> pl.DataFrame:
    """Return a canonical table without rows, columns named by stem."""
    return pl.DataFrame(schema={stem: dtype_of(stem) for stem in TABLES[table]})
