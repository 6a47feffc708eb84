"""One sheet of a file to typed rows, with every row that was not kept and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.errors import ExportError, Problem
from shopkit.exports import cells, currency, privacy
from shopkit.exports.aside import kind_of
from shopkit.exports.coding import finished, unknown_states
from shopkit.exports.format import Format, formats, numbered
from shopkit.exports.sheets import Row, Sheet
from shopkit.tables import TABLES, dtype_of

if TYPE_CHECKING:
    from shopkit.plan import Plan

HEADER_WITHIN = 20  # rows; real exports put up to seven lines above the header
HEADER_SHOWN = 30  # characters; a longer cell is no header anyone would look for
TOTALS = frozenset({"合计", "总计", "汇总", "小计", "总合计", "total", "totals", "sum"})
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
    """

    file: str
    rows: pl.DataFrame
    rejects: pl.DataFrame
    read: int
    others: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    blanked: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    apart: int = 0


def recognise(sheet: Sheet, plan: Plan, kind: str | None) -> Found | None:
    """Return the format that explains most headers of a sheet, or the one the plan names."""
    best: Found | None = None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        headers = numbered([bare_header(cell) for cell in row])
        for name, known in formats().items():
            if kind not in (None, name):
                continue
            columns = known.match(headers, plan.column_map(name))
            if len(columns) > len(best.columns if best else ()):
                joined = known.joined(headers, plan.column_map(name))
                read = {*columns.values(), *(i for places in joined.values() for i in places)}
                rest = {h[:HEADER_SHOWN] for i, h in enumerate(headers) if h and i not in read}
                best = Found(known, number, columns, tuple(sorted(rest)), joined)
    return best


def bare_header(cell: str) -> str:
    """Return a cell as headers are compared: without blanks, quotes and `=` around it."""
    return cell.strip(" \t\r\n\ufeff\u00a0\"'=")


def take_in(file: str, sheet: Sheet, found: Found, key: bytes) -> Intake:
    """Return the typed rows of a recognised sheet and its rejects.

    Raises:
        ExportError: It holds no row below the header, or breaks off within a row.
    """
    raw, rejects = _split(file, sheet, found)
    read = raw.height + len(rejects)
    if read == 0:
        raise ExportError(Problem("file_empty", file))
    known = found.format
    good, failed = _judged(known.prepare(raw), found)
    rows = known.derive(_placed(_typed(good, found), file, sheet, found))
    rows, abroad = currency.split(rows)
    failed += currency.refused(abroad, known)
    rejects += [(file, *reject) for reject in failed]
    return Intake(
        file=file,
        rows=finished(rows, known, known.table, key),
        rejects=rejected_rows(rejects),
        read=read,
        others={
            name: finished(make(part), known, name, key)
            for name, make, part in currency.told(rows, abroad, known)
        },
        blanked=_blanked(good, found.columns),
        states=unknown_states(rows, known),
        apart=currency.kept_apart(abroad, known),
    )


Reject = tuple[str, int, str, str, str]


def _split(file: str, sheet: Sheet, found: Found) -> tuple[pl.DataFrame, list[Reject]]:
    """Return the mapped cells of rows that have the header's shape, and the other rows."""
    header = sheet.rows[found.header]
    needed = _needed(found, header)
    good: list[tuple[int, Row]] = []
    rejects: list[Reject] = []
    for number, row in _data_rows(sheet, found.header):
        if problem := _misshapen(row, header, needed):
            rejects.append((file, number, "", "", problem))
        else:
            good.append((number, row))
    _refuse_broken_off(file, sheet, header)
    data: dict[str, Sequence[object]] = {
        stem: [row[i] if i < len(row) else "" for _, row in good]
        for stem, i in found.columns.items()
    }
    schema = {**dict.fromkeys(found.columns, pl.String), "source_row": pl.Int64}
    raw = pl.DataFrame({**data, "source_row": [n for n, _ in good]}, schema)
    for stem, places in found.joined.items():
        cells_of = [[row[i] if i < len(row) else "" for _, row in good] for i in places]
        raw = raw.with_columns(_joined(found, stem, cells_of))
    return raw, rejects


def _needed(found: Found, header: Row) -> int:
    """Return the index of the last cell a row must have."""
    if found.format.whole_rows:
        return max(i for i, cell in enumerate(header) if cell.strip())
    needed = found.format.required & found.columns.keys()
    return max((found.columns[stem] for stem in needed), default=-1)


def _joined(found: Found, stem: str, parts: Sequence[Sequence[str]]) -> pl.Series:
    """Return one column of text cells made from those of several columns."""
    frame = pl.DataFrame({str(n): part for n, part in enumerate(parts)}, strict=False)
    frame = frame.cast(pl.String)
    how = found.format.joins[stem].how
    return frame.select(how([pl.col(name) for name in frame.columns]).alias(stem)).to_series()


def _data_rows(sheet: Sheet, header: int) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(sheet.rows[header + 1 :], header + 2):
        if any(cell.strip() for cell in row):
            yield number, row


def has_rows(sheet: Sheet, header: int) -> bool:
    """Tell whether a sheet holds anything below a row."""
    return any(True for _ in _data_rows(sheet, header))


def _misshapen(row: Row, header: Row, needed: int) -> str:
    first = next(cell for cell in row if cell.strip()).strip(" \t:：=\"'").lower()
    if first in TOTALS:
        return "totals_row"
    if [bare_header(cell) for cell in row] == [bare_header(cell) for cell in header]:
        return "repeated_header"
    too_long = any(cell.strip() for cell in row[len(header) :])
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


def _judged(
    raw: pl.DataFrame, found: Found
) -> tuple[pl.DataFrame, list[tuple[int, str, str, str]]]:
    """Return rows whose needed cells can all be read, and the first problem of each other row."""
    stems = list(found.columns)
    checks = _checks(found.format, stems)
    firsts = pl.coalesce(*(pl.when(bad).then(pl.lit(f"{s} {r}")) for s, r, bad in checks))
    judged = raw.with_columns(firsts.alias("_why"))
    failed = [
        (row["source_row"], *_why(row))
        for row in judged.filter(pl.col("_why").is_not_null()).iter_rows(named=True)
    ]
    return judged.filter(pl.col("_why").is_null()).drop("_why"), failed


def _blanked(good: pl.DataFrame, stems: Iterable[str]) -> dict[str, int]:
    """Return for each column the cells that say something unreadable and are left blank."""
    soft = [cells.broken(stem) for stem in stems if cells.optional(stem)]
    broken = good.select(soft).sum().row(0, named=True) if soft else {}
    return {stem: count for stem, count in broken.items() if count}


def _typed(good: pl.DataFrame, found: Found) -> pl.DataFrame:
    stems = list(found.columns)
    dates = _span_columns(stems) if "grain" in TABLES[found.format.table] else {}
    plain = [cells.typed(stem) for stem in stems if stem not in dates]
    return good.select(*plain, "source_row", **dates)


def _span_columns(stems: Sequence[str]) -> dict[str, pl.Expr]:
    """Return first and last day of each row; nothing where no column tells."""
    if "date" not in stems:
        return {}
    start, end = cells.spans(pl.col("date"))
    stated = cells.spans(pl.col("date_end"))[1] if "date_end" in stems else end
    return {"date": start, "date_end": pl.coalesce(stated, end)}


_NAMED_DAY = re.compile(r"(20\d{2})[-/.年]?(0?[1-9]|1[0-2])[-/.月]?(0?[1-9]|[12]\d|3[01])(?!\d)")


def _placed(rows: pl.DataFrame, file: str, sheet: Sheet, found: Found) -> pl.DataFrame:
    """Return rows with what stands above the header or in the name of the file.

    Raises:
        ExportError: Nothing tells which days, or which item, the rows are about.
    """
    above = " ".join(cell for row in sheet.rows[: found.header] for cell in row)
    for stem, pattern in found.format.named.items():
        if stem not in rows.columns:
            told = re.search(pattern, above) or re.search(pattern, file)
            if told is None:
                raise ExportError(Problem(f"file_without_{stem}", file))
            rows = rows.with_columns(pl.lit(next(filter(None, told.groups()))).alias(stem))
    return _dated(rows, file, above, found)


def _dated(rows: pl.DataFrame, file: str, above: str, found: Found) -> pl.DataFrame:
    """Return rows with their span: where no column has it, the lines above the header or the name.

    Raises:
        ExportError: Nothing tells which days the rows are about.
    """
    if "grain" not in TABLES[found.format.table] or "date" in rows.columns:
        return rows
    said = _NAMED_DAY.findall(above) or _NAMED_DAY.findall(file)
    days = sorted(day for year, month, on in said if (day := _day_or_none(year, month, on)))
    if not days:
        raise ExportError(Problem("file_undated", file))
    return rows.with_columns(pl.lit(days[0]).alias("date"), pl.lit(days[-1]).alias("date_end"))


def _day_or_none(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _why(row: Mapping[str, str]) -> tuple[str, str, str]:
    stem, why = row["_why"].split(" ")
    return stem, privacy.masked(row[stem]), why


def _checks(known: Format, stems: Sequence[str]) -> Iterator[tuple[str, str, pl.Expr]]:
    """Yield stem, reason and test of everything that makes a row unusable, in telling order."""
    for stem in sorted(known.totals & set(stems)):
        said = cells.bare(pl.col(stem)).str.to_lowercase().str.strip_chars(" :：")
        yield stem, "totals_row", said.is_in(TOTALS)
    dated = {"date"} & set(stems) if "grain" in TABLES[known.table] else set()
    for stem in sorted(known.required | dated):
        yield stem, "missing_value", _lacking(stem, stems)
    for stem in stems:
        if kind_of(stem) == "date":
            yield stem, "bad_time", _no_span(stem)
        elif cells.essential(stem):
            yield stem, cells.reason(stem), cells.broken(stem)
        if kind_of(stem) in ("money", "count", "people"):
            yield stem, "negative", cells.typed(stem) < 0
    if {"paid", "paid_at"} <= set(stems) and known.table in ("orders", "order_lines"):
        unpaid = cells.typed("paid_at").is_null()
        yield "paid_at", "no_payment_time", unpaid & (cells.typed("paid") > 0)


def _lacking(stem: str, stems: Sequence[str]) -> pl.Expr:
    """Return whether a cell no row can do without is empty; an unpaid order has no payment."""
    empty = cells.bare(pl.col(stem)).is_null()
    if stem == "paid_at":
        return pl.lit(value=False)
    if stem == "paid" and "paid_at" in stems:
        return empty & cells.bare(pl.col("paid_at")).is_not_null()
    return empty


def _no_span(stem: str) -> pl.Expr:
    start, end = cells.spans(pl.col(stem))
    said = cells.bare(pl.col(stem)).is_not_null()
    return said & (start.is_null() | end.is_null() | (end < start))


def rejected_rows(rejects: Sequence[Reject]) -> pl.DataFrame:
    """Return rejects as a frame with the columns `REJECTS`."""
    return pl.DataFrame(rejects, REJECTS, orient="row")


def counted(rejects: pl.DataFrame) -> dict[str, int]:
    """Return how many rows were rejected for each reason, most frequent first."""
    return dict(Counter(rejects["reason"].to_list()).most_common())


def blank(table: str) -> pl.DataFrame:
    """Return a canonical table without rows, columns named by stem."""
    return pl.DataFrame(schema={stem: dtype_of(stem) for stem in TABLES[table]})
