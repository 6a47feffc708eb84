"""Every file of a shop's `exports/`, one by one: what it is, its rows, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from shopkit.errors import ExportError, Problem
from shopkit.exports import refunds
from shopkit.exports.intake import Found, Intake, counted, recognise, rejected_rows, take_in
from shopkit.exports.privacy import buyer_key
from shopkit.exports.sheets import Sheet, read_sheets

if TYPE_CHECKING:
    from shopkit.plan import Plan

CUT_ROWS = 100_000  # the platforms cut a download here without a word
IGNORED = (".", "~$")
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
        start: first day of it.
        end: last day of it.
        unmapped: headers of columns that were not read.
        paid_basis: `gross`, `net` or `unknown` for orders, else empty.
        error: why nothing of it was read.
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
    paid_basis: str = ""
    error: Problem | None = None

    @property
    def cut(self) -> bool:
        """Whether it has exactly as many rows as the platforms allow in one download."""
        return self.read == CUT_ROWS

    def as_json(self) -> dict[str, object]:
        """Return the documented JSON of one file."""
        span = {"start": str(self.start), "end": str(self.end)} if self.start else None
        names = ("file", "kind", "read", "kept", "rejected", "reasons")
        return {**{name: getattr(self, name) for name in names}, "period": span}


def export_files(folder: Path) -> list[Path]:
    """Return the files an operator put into `exports/`, in a fixed order."""
    paths = sorted(path for path in (folder / "exports").rglob("*") if path.is_file())
    return [p for p in paths if p.name not in IGNORED_NAMES and not p.name.startswith(IGNORED)]


def read_file(path: Path, folder: Path, plan: Plan) -> list[tuple[FileReport, Intake | None]]:
    """Return report and rows of every recognised table of a file; a broken one has an error."""
    key = buyer_key(folder)
    name = path.relative_to(folder / "exports").as_posix()
    kind = plan.named_kind(path.relative_to(folder).as_posix())
    try:
        sheets = read_sheets(path)
        found = [(sheet, match) for sheet in sheets if (match := recognise(sheet, plan, kind))]
        if not found:
            return [_unknown(name, sheets)]
        many = len(found) > 1
        return [
            _taken(
                take_in(f"{name}#{sheet.name}" if many else name, sheet, match, key), match, plan
            )
            for sheet, match in found
        ]
    except ExportError as error:
        return [(FileReport(file=name, reasons={}, error=error.problems[0]), None)]


def _unknown(name: str, sheets: list[Sheet]) -> tuple[FileReport, Intake]:
    """Return the report of a table no reader knows: every row of it is rejected."""
    rows = [
        (number, [cell.strip() for cell in row])
        for sheet in sheets
        for number, row in enumerate(sheet.rows, 1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise ExportError(Problem("file_empty", name))
    headers = max((row for _, row in rows[:10]), key=lambda row: sum(map(bool, row)))
    shown = ", ".join(cell[:20] for cell in headers if cell)[:120]
    rejects = [(name, number, "", "", "file_unknown") for number, _ in rows[1:]]
    report = FileReport(
        file=name,
        read=len(rejects),
        rejected=len(rejects),
        reasons={"file_unknown": len(rejects)} if rejects else {},
        error=Problem("file_unknown", name, None, {"headers": shown}),
    )
    return report, Intake(name, pl.DataFrame(), rejected_rows(rejects), len(rejects))


def _taken(intake: Intake, found: Found, plan: Plan) -> tuple[FileReport, Intake]:
    rows, paid_basis = intake.rows, ""
    if found.format.table == "orders":
        paid_basis = refunds.basis(rows, plan.reading.paid_is_net_of_refunds)
        rows = refunds.settled(rows, paid_basis)
    start, end = _span(rows, found.format.table)
    report = FileReport(
        file=intake.file,
        kind=found.format.kind,
        read=intake.read,
        kept=rows.height,
        rejected=intake.rejects.height,
        reasons=counted(intake.rejects),
        start=start,
        end=end,
        unmapped=found.unmapped,
        paid_basis=paid_basis,
    )
    return report, replace(intake, rows=rows)


def _span(rows: pl.DataFrame, table: str) -> tuple[date | None, date | None]:
    if table == "shop_days":
        return rows["date"].min(), rows["date_end"].max()  # type: ignore[return-value]
    moments = rows.select(pl.coalesce("created_at", "paid_at").dt.date().alias("on"))["on"]
    return moments.min(), moments.max()  # type: ignore[return-value]
