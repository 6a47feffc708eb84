"""What shopkit keeps beside a shop's exports: the tables, how they were read, the rejected rows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl

from shopkit import __version__
from shopkit.errors import PlanError, Problem
from shopkit.exports.named import table_names
from shopkit.exports.proposal import Proposal
from shopkit.exports.reading import FileReport, export_files
from shopkit.files import harmless_cell, write_whole
from shopkit.i18n import Lang, text, texts
from shopkit.layouts import TABLES
from shopkit.plan import PLAN_FILE, load_plan
from shopkit.tables import Tables

RECORD = "import.json"
READERS = 13  # raised when the same files are read otherwise: kept tables are made again


def keep(folder: Path, tables: Tables, files: tuple[FileReport, ...], made_from: str) -> None:
    """Write the tables as parquet and, last, the record that says what they were made from.

    Args:
        folder: the shop.
        tables: what was read.
        files: how it was read.
        made_from: the fingerprint taken before the first file was read; a file that arrives
            meanwhile is then seen as new.

    Raises:
        OutputError: They cannot be written.
    """
    for name in ("orders", "shop_days", *tables.others):
        buffer = io.BytesIO()
        tables[name].write_parquet(buffer)
        write_whole(folder / "tables" / f"{name}.parquet", buffer.getvalue())
    record = {
        "made_from": made_from,
        "order_days": sorted(map(str, tables.order_days)),
        "others": list(tables.others),
        "cut_days": sorted(map(str, tables.cut_days)),
        "files": [asdict(file) for file in files],
    }
    said = json.dumps(record, ensure_ascii=False, indent=1, default=str)
    write_whole(folder / "tables" / RECORD, said)


def kept(folder: Path) -> tuple[Tables, tuple[FileReport, ...]] | None:
    """Return tables and file reports made from exactly the files that are there now, if kept."""
    try:
        record = json.loads((folder / "tables" / RECORD).read_text(encoding="utf-8"))
        if record["made_from"] != fingerprint(folder):
            return None
        tables = Tables(
            orders=_frame(folder, "orders"),
            shop_days=_frame(folder, "shop_days"),
            order_days=_days(record["order_days"]),
            cut_days=_days(record["cut_days"]),
            others={name: _frame(folder, name) for name in TABLES if name in record["others"]},
        )
        return tables, tuple(_report(file) for file in record["files"])
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        return None  # nothing kept, or damaged: it is made again from the exports


def _frame(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / "tables" / f"{name}.parquet")


def _days(said: list[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, said))


def _report(said: dict[str, object]) -> FileReport:
    known = dict(said)
    for name in ("start", "end"):
        known[name] = date.fromisoformat(str(known[name])) if known[name] else None
    for name in ("unmapped", "columns"):
        known[name] = tuple(known[name])  # type: ignore[arg-type]
    for name in ("proposal", "left_out"):
        known[name] = _proposal(known.get(name))
    known["error"] = Problem(**known["error"]) if known["error"] else None  # type: ignore[arg-type]
    return FileReport(**known)  # type: ignore[arg-type]


def _proposal(said: object) -> Proposal | None:
    if not isinstance(said, dict):
        return None
    missing, private = tuple(map(tuple, said["missing"])), tuple(said["private"])
    return Proposal(**{**said, "missing": missing, "private": private})


def fingerprint(folder: Path) -> str:
    """Return a hash of everything the tables depend on: files, plan, version."""
    total = hashlib.sha256(f"{__version__} {READERS}".encode())
    for path in [folder / PLAN_FILE, *export_files(folder), *_named(folder)]:
        total.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogatepass"))
        total.update(_digest(path))
    return total.hexdigest()


def _named(folder: Path) -> list[Path]:
    """Return the tables the plan names; a plan with problems is told of when it is read."""
    try:
        named = [folder / name for name in table_names(load_plan(folder))]
    except PlanError:
        return []
    return [path for path in named if path.is_relative_to(folder)]


def _digest(path: Path) -> bytes:
    """Return the hash of a file; nothing where it cannot be read, which is told on reading it."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""


def keep_rejects(folder: Path, rejects: pl.DataFrame, lang: Lang) -> None:
    """Write `rejected.csv`: file, row, column, value, reason, and the reason in words.

    Of a cell that cannot be read the words say how it is written.

    Raises:
        OutputError: It is held open elsewhere.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow([*rejects.columns, "explanation"])
    for file, row, column, value, reason in rejects.sort("file", "row").iter_rows():
        words = text(f"exports.reason.{reason}", lang)
        if reason in texts("exports")["written"]:
            words += text(f"exports.written.{reason}", lang)
        table.writerow([harmless_cell(file), row, column, harmless_cell(value), reason, words])
    write_whole(folder / "rejected.csv", "\ufeff" + out.getvalue())
