"""A shop folder: read its exports once, keep the tables beside them, open them again quickly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from shopkit.errors import ExportError, Problem
from shopkit.exports import merge, refunds, store
from shopkit.exports.bad_input import bad_input
from shopkit.exports.coverage import covered_days, cut_days
from shopkit.exports.fees_charged import fee_check
from shopkit.exports.format import formats
from shopkit.exports.intake import Intake, blank
from shopkit.exports.passwords import from_environment
from shopkit.exports.plan_check import check_plan
from shopkit.exports.plan_lists import Clash, listed
from shopkit.exports.quality import data_findings
from shopkit.exports.reading import FileReport, input_files, read_file
from shopkit.exports.reconcile import Check, reconciled
from shopkit.files import safe_name
from shopkit.findings import Finding
from shopkit.i18n import Lang
from shopkit.layouts import TABLES
from shopkit.periods import Period
from shopkit.plan import Plan, load_plan
from shopkit.tables import Tables

PLACES = ("shops", "data/sample")  # where a shop is looked for by its name, in this order


@dataclass(frozen=True)
class Shop:
    """A shop folder that was opened: its plan with its lists, its tables, how files were read."""

    folder: Path
    plan: Plan
    tables: Tables
    files: tuple[FileReport, ...]
    clashes: tuple[Clash, ...] = ()
    product_rows: Mapping[str, str] = field(default_factory=dict)  # item_id → file:row of a list

    @property
    def slug(self) -> str:
        """Name of the shop's folder as one harmless path component."""
        return safe_name(self.folder.resolve().name)

    @property
    def first_day(self) -> date:
        """First day the files of orders or of the whole shop cover."""
        return min(file.start for file in self._spanning() if file.start)

    @property
    def last_day(self) -> date:
        """Last day the files of orders or of the whole shop cover."""
        return max(file.end for file in self._spanning() if file.end)

    def _spanning(self) -> list[FileReport]:
        """Return the files that say from when to when the shop can be reported on."""
        dated = [file for file in self.files if file.kind and file.start and not file.empty]
        return [file for file in dated if _tells_sales(file.kind or "")] or dated

    def days_covered(self) -> dict[str, frozenset[date]]:
        """Return for each table the days its files cover."""
        days = self.tables.shop_days.filter(pl.col("grain") == "day")["date"]
        return {"orders": self.tables.order_days, "shop_days": frozenset(days)}

    def days_told(self) -> dict[str, frozenset[date]]:
        """Return for each further table the days its files reach over."""
        told: dict[str, set[date]] = {}
        for file in self.files:
            if file.kind and file.start and file.end and not _tells_sales(file.kind):
                span = Period(file.start, file.end)
                told.setdefault(formats()[file.kind].table, set()).update(span)
        return {table: frozenset(days) for table, days in told.items()}

    def missing_days(self) -> dict[str, tuple[date, ...]]:
        """Return for each table with days those it lacks of all the days any of them covers."""
        covered = {table: days for table, days in self.days_covered().items() if days}
        every = frozenset[date]().union(*covered.values())
        whole = Period(min(every), max(every)) if every else ()
        return {
            table: tuple(day for day in whole if day not in days) for table, days in covered.items()
        }

    @property
    def impossible_dates(self) -> bool:
        """Whether orders are dated where none can be: they stretch the span of days."""
        return any(c.code == "future_dates" and c.outcome == "differs" for c in self.checks)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What came of holding its files against each other and of looking for bad values."""
        fees = fee_check(self.tables.orders, self.plan)
        untold = refunds.untold(self.tables, self.files)
        return (*reconciled(self.tables), untold, fees, *bad_input(self.tables))

    def findings(self, lang: Lang) -> list[Finding]:
        """Return what weakens the figures, worst first."""
        if lang not in self._told:
            self._told[lang] = data_findings(self, lang)
        return list(self._told[lang])

    @cached_property
    def _told(self) -> dict[Lang, list[Finding]]:
        """Findings by language, once they were asked for."""
        return {}


def import_shop(folder: Path, passwords: Sequence[str] = ()) -> Shop:
    """Read every file in `exports/`; write the tables and `rejected.csv`; return the shop.

    A file that cannot be read is returned with its error, and then nothing is written.

    Args:
        folder: the shop.
        passwords: what may open workbooks, beside those of the environment; never kept.

    Raises:
        PlanError: The folder has no usable plan.
        OutputError: The tables cannot be written.
    """
    made_from = store.fingerprint(folder)
    plan = load_plan(folder)
    check_plan(folder, plan)
    known = (*passwords, *from_environment())
    whole = listed(plan, folder, known)
    paths = input_files(folder, plan)
    read = [part for path in paths for part in read_file(path, folder, plan, known)]
    rows, _ = _merged(_stacked(read, "refunds"), "refunds")
    refunded = refunds.Refunded.of(rows, [file for file, _ in read])
    parts = [refunds.settled_file(*part, refunded, plan) for part in read]
    stacked = {table: _stacked(parts, table) for table in TABLES}
    merged = {table: _merged(rows, table) for table, rows in stacked.items()}
    revised = merge.revised_days(stacked["shop_days"], merged["shop_days"][0])
    superseded = _superseded({table: lost for table, (_, lost) in merged.items()}, parts)
    rejects = pl.concat([*(intake.rejects for _, intake in parts if intake), superseded])
    files = tuple(
        replace(_after_merge(report, superseded), revised=revised.get(report.file, 0))
        for report, _ in parts
    )
    tables = _tables({table: rows for table, (rows, _) in merged.items()}, files)
    shop = Shop(folder, whole.plan, tables, files, whole.clashes, whole.places("products"))
    if not fatal(files):
        store.keep(folder, tables, files, made_from)
        store.keep_rejects(folder, rejects, plan.shop.lang)
    return shop


def _stacked(parts: Iterable[tuple[FileReport, Intake | None]], table: str) -> pl.DataFrame:
    """Return the rows of one table from all files, each with the file it came from."""
    frames = [
        rows.with_columns(pl.lit(report.file).alias("source_file"))
        for report, intake in parts
        if intake and report.kind and (rows := _told(intake, report.kind, table)) is not None
    ]
    return pl.concat([blank(table), *(frame.select(TABLES[table]) for frame in frames)])


def _told(intake: Intake, kind: str, table: str) -> pl.DataFrame | None:
    """Return what a file tells of a table; nothing where it is about another one."""
    return intake.rows if formats()[kind].table == table else intake.others.get(table)


def _merged(rows: pl.DataFrame, table: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of a table that count, and those another file supersedes."""
    if table in ("orders", "foreign_orders"):
        return merge.one_order_each(rows)
    if table == "shop_days":
        return merge.one_row_a_span(rows)
    return merge.one_file_each(rows, table)


def _superseded(
    lost: Mapping[str, pl.DataFrame], parts: Sequence[tuple[FileReport, Intake | None]]
) -> pl.DataFrame:
    """Return the rows of files another file supersedes, each once however many tables it tells of.

    A row counts in the table its file is about, or among the orders in other currencies.
    """
    about = {report.file: formats()[report.kind].table for report, _ in parts if report.kind}
    counted = [
        rows
        if table == "foreign_orders"
        else rows.filter(pl.col("file").is_in([f for f, t in about.items() if t == table]))
        for table, rows in lost.items()
    ]
    return pl.concat(counted)


def _tables(merged: Mapping[str, pl.DataFrame], files: Sequence[FileReport]) -> Tables:
    inside = {table: merge.named_inside(rows, table) for table, rows in merged.items()}
    of_orders = [file for file in files if file.kind and _tells_orders(file.kind)]
    return Tables(
        orders=inside.pop("orders"),
        shop_days=inside.pop("shop_days"),
        order_days=covered_days(merged["orders"], of_orders),
        cut_days=cut_days(of_orders),
        others={table: rows for table, rows in inside.items() if rows.height},
    )


def _tells_sales(kind: str) -> bool:
    return _tells_orders(kind) or formats()[kind].table == "shop_days"


def _tells_orders(kind: str) -> bool:
    known = formats()[kind]
    return "orders" in {known.table, *known.spread}


def _after_merge(report: FileReport, superseded: pl.DataFrame) -> FileReport:
    """Return the report of a file once rows that another file supersedes are rejected too."""
    lost = superseded.filter(pl.col("file") == report.file).height
    if not lost:
        return report
    reasons = {**report.reasons, "superseded": lost}
    ordered = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    kept, rejected = report.kept - lost, report.rejected + lost
    return replace(report, kept=kept, rejected=rejected, reasons=ordered)


def open_shop(where: str | Path, passwords: Sequence[str] = ()) -> Shop:
    """Return a shop, given its folder or the name of a sample shop; reads files only if changed.

    Args:
        where: the folder, or the name of a sample shop.
        passwords: what may open workbooks that have to be read again.

    Raises:
        PlanError: There is no such shop, or its plan has problems.
        ExportError: A file in `exports/` is broken, or there is none to read.
    """
    folder = find_shop(where)
    kept = store.kept(folder)
    shop = _as_kept(folder, passwords, *kept) if kept else import_shop(folder, passwords)
    if broken := fatal(shop.files):
        raise ExportError(broken)
    if not any(file.start and not file.empty for file in shop.files):
        raise ExportError(unread(shop) or _without_rows(shop) or _no_exports(shop))
    return shop


def open_new(where: str | Path) -> Shop:
    """Return a shop as `open_shop`; one that has nothing to read yet with empty tables.

    Raises:
        PlanError: There is no such shop, or its plan has problems.
        ExportError: A file is broken.
    """
    folder = find_shop(where)
    try:
        return open_shop(folder)
    except ExportError:
        shop = import_shop(folder)
        if fatal(shop.files):
            raise
        return shop


def _as_kept(
    folder: Path, passwords: Sequence[str], tables: Tables, files: tuple[FileReport, ...]
) -> Shop:
    """Return a shop whose tables were kept; its lists are read again, as its plan is."""
    whole = listed(load_plan(folder), folder, (*passwords, *from_environment()))
    return Shop(folder, whole.plan, tables, files, whole.clashes, whole.places("products"))


def find_shop(where: str | Path) -> Path:
    """Return a shop's folder: the path itself, or by its name a shop in a folder above here.

    A name is one of the user's own shops in `shops`, the working copies of samples among them,
    else a sample shop in `data/sample`. The folder of a new shop is its name made harmless.
    """
    path = Path(where)
    if path.is_dir() or path.name != str(where):
        return path
    here = Path.cwd()
    above = [parent / place for parent in (here, *here.parents) for place in PLACES]
    folders = (place / name for name in (path.name, safe_name(path.name)) for place in above)
    return next((folder for folder in folders if folder.is_dir()), path)


def unread(shop: Shop) -> list[Problem]:
    """Return what is wrong with files that were not read, or with having none to read."""
    problems = [file.error for file in shop.files if file.error]
    if all(file.empty for file in shop.files):
        return _without_rows(shop) or [_no_exports(shop)]
    return problems


def _without_rows(shop: Shop) -> list[Problem]:
    return [Problem("file_no_rows", file.file) for file in shop.files if file.empty]


def _no_exports(shop: Shop) -> Problem:
    return Problem("no_exports", str(shop.folder / "exports"))


def fatal(files: tuple[FileReport, ...]) -> list[Problem]:
    """Return the problems of files that should have been read; a foreign table is not one."""
    return [file.error for file in files if file.error and file.error.code != "file_unknown"]
