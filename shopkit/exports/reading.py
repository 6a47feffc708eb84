"""Every file of a shop's `exports/`, one by one: what it is, its rows, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from shopkit.errors import ExportError, Problem
from shopkit.exports import merge
from shopkit.exports.foreign import headers_told, sayable
from shopkit.exports.intake import (
    Found,
    Intake,
    counted,
    has_rows,
    no_rows,
    recognise,
    rejected_rows,
    take_in,
)
from shopkit.exports.named import named_tables
from shopkit.exports.notes import is_notes
from shopkit.exports.privacy import buyer_key
from shopkit.exports.proposal import Proposal, left_out, proposed
from shopkit.exports.sheets import Row, Sheet, read_sheets
from shopkit.layouts import TABLES

if TYPE_CHECKING:
    from shopkit.plan import Plan

CUT_ROWS = 100_000  # the platforms cut a download here without a word
MOMENTS = ("created_at", "paid_at", "done_at", "reviewed_at", "date")  # the first that is known
IGNORED_NAMES = {"README.md", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file; `read` = `kept` + `rejected`.

    Attributes:
        file: its name; for one sheet of several, `name#sheet`.
        kind: what it was recognised as; `None` if it was not.
        read: data rows below the header, totals rows included.
        kept: rows in the tables.
        rejected: rows not in the tables.
        reasons: how many for each reason.
        start: first day of it; of a file without rows the first it says it is about.
        end: last day of it, likewise.
        unmapped: headers of columns that were not read.
        columns: dictionary names of the columns that were.
        paid_basis: `gross`, `net` or `unknown` for orders once every file is read, else empty.
        blanked: for each column, cells that could not be read and were left blank.
        states: words for the state of an order that nobody knows, with their rows.
        revised: days of it that another file gives other figures for.
        error: why nothing of it was read.
        proposal: how it could be read, where no reader knows it.
        left_out: what else could be read of it, where the plan maps only some of its columns.
    """

    file: str
    kind: str | None = None
    read: int = 0
    kept: int = 0
    rejected: int = 0
    reasons: dict[str, int]
    start: date | None = None
    end: date | None = None
    unmapped: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    paid_basis: str = ""
    blanked: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    revised: int = 0
    error: Problem | None = None
    proposal: Proposal | None = None
    left_out: Proposal | None = None

    @property
    def empty(self) -> bool:
        """Whether it was recognised but holds no row: a header, at most a totals row."""
        return self.kind is not None and no_rows(self.read, self.reasons)

    @property
    def cut(self) -> bool:
        """Whether it has exactly as many rows as the platforms allow in one download."""
        return self.read == CUT_ROWS

    def as_json(self) -> dict[str, object]:
        """Return the documented JSON of one file."""
        span = {"start": str(self.start), "end": str(self.end)} if self.start else None
        names = ("file", "kind", "read", "kept", "rejected", "reasons")
        told = {**{name: getattr(self, name) for name in names}, "period": span}
        return told | ({"proposal": self.proposal.as_json()} if self.proposal else {})


def export_files(folder: Path) -> list[Path]:
    """Return the files an operator put into `exports/`, in a fixed order."""
    exports = folder / "exports"
    paths = sorted(path for path in exports.rglob("*") if path.is_file())
    return [path for path in paths if not _ignored(path.relative_to(exports))]


def input_files(folder: Path, plan: Plan) -> list[Path]:
    """Return every file the tables are made from, once: the exports and what the plan names."""
    named = (folder / name for name in named_tables(folder, plan))
    return list(dict.fromkeys([*export_files(folder), *named]))


def _ignored(name: Path) -> bool:
    """Tell whether a program put a file there: hidden, in a hidden folder, or a lock."""
    hidden = any(part.startswith(".") for part in name.parts)
    return hidden or name.name in IGNORED_NAMES or name.name.startswith("~$")


def read_file(
    path: Path, folder: Path, plan: Plan, passwords: Sequence[str] = ()
) -> list[tuple[FileReport, Intake | None]]:
    """Return report and rows of every table of a file; a broken file has one with an error."""
    inside = path.relative_to(folder).as_posix()
    tables = named_tables(folder, plan)
    name = inside.removeprefix("exports/")
    name = inside if name in tables else name  # two files of one name are told apart
    told = sayable(name)
    kind = tables.get(inside) or plan.named_kind(inside)
    try:
        if told != name:
            raise ExportError(Problem("file_name", told))
        matched = [(sheet, recognise(sheet, plan, kind)) for sheet in read_sheets(path, passwords)]
        if any(found for _, found in matched):
            return _tables(name, matched, plan, buyer_key(folder))
        report, intake = _unknown(name, [sheet for sheet, _ in matched], plan)
        return [(replace(report, proposal=_closest(matched, plan, kind, inside)), intake)]
    except ExportError as error:
        return [(FileReport(file=told, reasons={}, error=error.problems[0]), None)]


def _closest(
    matched: Sequence[tuple[Sheet, Found | None]], plan: Plan, kind: str | None, inside: str
) -> Proposal | None:
    """Return how the first sheet that reads like a table could be read."""
    rows = ([row for _, row in _lines(sheet)] for sheet, _ in matched)
    proposals = (proposed(lines, plan, kind, inside) for lines in rows)
    return next(filter(None, proposals), None)


def _tables(
    name: str, matched: Sequence[tuple[Sheet, Found | None]], plan: Plan, key: bytes
) -> list[tuple[FileReport, Intake | None]]:
    """Return the recognised tables of a file and, so that no row is lost, its other sheets."""
    known = [(sheet, found) for sheet, found in matched if found]
    filled = [(sheet, found) for sheet, found in known if has_rows(sheet, found.header)]
    filled = filled or known[:1]  # a header alone still tells that there is nothing
    many = len(filled) > 1
    parts: list[tuple[FileReport, Intake | None]] = [
        _taken(
            take_in(f"{name}#{sheet.name}" if many else name, sheet, found, key),
            found,
            left_out(found, sheet, plan),
        )
        for sheet, found in filled
    ]
    others = [sheet for sheet, found in matched if not found and not is_notes(_first(sheet))]
    return parts + [
        _set_aside(f"{name}#{one.name}", [one]) for one in others if len(_lines(one)) > 1
    ]


def _first(sheet: Sheet) -> str:
    return sheet.rows[0][0] if sheet.rows and sheet.rows[0] else ""


def _lines(sheet: Sheet) -> list[tuple[int, Row]]:
    """Return the rows of a sheet that hold anything, numbered as in the file."""
    return [(n, row) for n, row in enumerate(sheet.rows, 1) if any(cell.strip() for cell in row)]


def _set_aside(name: str, sheets: Sequence[Sheet]) -> tuple[FileReport, Intake]:
    """Return the report of a table no reader knows: every row below its first is rejected."""
    below = [number for sheet in sheets for number, _ in _lines(sheet)][1:]
    rejects = rejected_rows([(name, number, "", "", "file_unknown") for number in below])
    reasons = counted(rejects)
    report = FileReport(file=name, read=len(below), rejected=len(below), reasons=reasons)
    return report, Intake(name, pl.DataFrame(), rejects, len(below))


def _unknown(name: str, sheets: Sequence[Sheet], plan: Plan) -> tuple[FileReport, Intake]:
    """Return the report of a file of which no reader knows any table."""
    rows = [row for sheet in sheets for _, row in _lines(sheet)]
    if not rows:
        raise ExportError(Problem("file_empty", name))
    report, intake = _set_aside(name, sheets)
    headers = {"headers": headers_told(rows, plan)}
    return replace(report, error=Problem("file_unknown", name, None, headers)), intake


def _taken(intake: Intake, found: Found, rest: Proposal | None) -> tuple[FileReport, Intake]:
    if found.format.table == "shop_days":
        _refuse_split_days(intake)
    start, end = intake.told or _span(intake.rows, found.format.table)
    if "foreign_orders" in intake.others:
        first, last = _span(intake.others["foreign_orders"], "foreign_orders")
        start = min(filter(None, (start, first)), default=None)
        end = max(filter(None, (end, last)), default=None)
    report = FileReport(
        file=intake.file,
        kind=found.format.kind,
        read=intake.read,
        kept=intake.rows.height + intake.apart,
        rejected=intake.rejects.height,
        reasons=counted(intake.rejects),
        start=start,
        end=end,
        unmapped=found.unmapped,
        columns=tuple(sorted(found.columns)),
        blanked=intake.blanked,
        states=intake.states,
        left_out=rest,
    )
    return report, intake


def _refuse_split_days(intake: Intake) -> None:
    split = merge.split_days(intake.rows)
    if split.height:
        said = {"day": str(split["date"][0]), "days": split.height}
        raise ExportError(Problem("split_days", intake.file, None, said))


def _span(rows: pl.DataFrame, table: str) -> tuple[date | None, date | None]:
    """Return first and last day of rows: their span, or when what they tell of began."""
    if "grain" in TABLES[table]:
        return rows["date"].min(), rows["date_end"].max()  # type: ignore[return-value]
    moments = [stem for stem in MOMENTS if stem in TABLES[table]]
    if not moments:
        return None, None
    on = rows.select(pl.coalesce(moments).cast(pl.Date).alias("on"))["on"]
    return on.min(), on.max()  # type: ignore[return-value]
