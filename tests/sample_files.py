"""Read sample files with nothing of shopkit, so that writer and reader cannot err together."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine


def order_rows(folder: Path) -> list[dict[str, Any]]:
    """Return every row of the order lists in the order of the files, headers stripped."""
    found: list[dict[str, Any]] = []
    for path in sorted((folder / "exports").glob("ExportOrderList*")):
        rows = _csv(path) if path.suffix == ".csv" else _book(path)
        header = [str(name).strip() for name in rows[0]]
        assert len(header) == 61
        found += [dict(zip(header, row, strict=True)) | {"file": path.name} for row in rows[1:]]
    return found


def latest_orders(folder: Path) -> list[dict[str, Any]]:
    """Return one row an order, the one of the last download, totals rows left out."""
    by_id = {row["订单编号"]: row for row in order_rows(folder) if row["订单编号"] != "合计"}
    return list(by_id.values())


def shop_rows(folder: Path, grain: str) -> list[dict[str, str]]:
    """Return the rows of the 生意参谋 files of a grain, 日 or 月."""
    found = []
    for path in sorted((folder / "exports").glob(f"*整体_{grain}_*")):
        rows = _book(path)
        assert len(rows[7]) == 49
        found += [dict(zip(rows[7], row, strict=True)) for row in rows[8:]]
    return found


def fen(cell: object) -> int:
    """Return an amount in fen, whether typed, with commas or with 元."""
    return round(float(str(cell).replace(",", "").removesuffix("元")) * 100)


def moment(cell: object) -> datetime | None:
    """Return a time from text or a typed cell; None where it is empty."""
    if isinstance(cell, datetime):
        return cell
    return datetime.fromisoformat(str(cell)) if cell else None


def day(cell: object) -> date | None:
    """Return the day of a time."""
    found = moment(cell)
    return found.date() if found else None


def _csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("gb18030"), newline="")))


def _book(path: Path) -> list[list[Any]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
