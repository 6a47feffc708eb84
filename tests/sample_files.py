"""Read sample files with nothing of shopkit, so that writer and reader cannot err together."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import python_calamine

ORDER_WIDTHS = {54, 61, 67}  # columns of an order list, by generation
SHOP_WIDTHS = {49, 51}  # columns of a shop report, before and after the ad tools were renamed
_JD_NAMES = {
    "订单编号": "订单号",
    "订单付款时间": "付款确认时间",
    "总金额": "应付金额",
    "买家实际支付金额": "应付金额",
}


@lru_cache(maxsize=8)  # reading a large shop takes seconds, and many tests look at the same
def order_rows(folder: Path) -> tuple[dict[str, Any], ...]:
    """Return every row of the order lists in the order of the files, headers stripped.

    Rows of JD answer to the names of Taobao too; what was not paid is 0 there.
    """
    found: list[dict[str, Any]] = []
    for path in (folder / "exports").glob("京东订单*"):
        found += [_as_order(row) | {"file": path.name} for row in named_rows(path, "订单号")]
    for path in sorted((folder / "exports").glob("ExportOrderList*")):
        rows = named_rows(path, "订单编号")
        assert len(header_of(path, "订单编号")) in ORDER_WIDTHS
        found += [row | {"file": path.name} for row in rows]
    return tuple(found)


def _as_order(row: dict[str, Any]) -> dict[str, Any]:
    named = {name: row[own] for name, own in _JD_NAMES.items()}
    paid = {} if row["付款确认时间"] else {"买家实际支付金额": "0"}
    return row | named | paid


def latest_orders(folder: Path) -> list[dict[str, Any]]:
    """Return one row an order, the one of the last download, totals rows left out."""
    by_id = {row["订单编号"]: row for row in order_rows(folder) if row["订单编号"] != "合计"}
    return list(by_id.values())


def shop_rows(folder: Path, grain: str) -> list[dict[str, str]]:
    """Return the rows of the 生意参谋 files of a grain, 日 or 月."""
    found = []
    for path in sorted((folder / "exports").glob(f"*整体_{grain}_*")):
        rows = all_rows(path)
        assert len(rows[7]) in SHOP_WIDTHS
        found += [dict(zip(rows[7], row, strict=True)) for row in rows[8:]]
    return found


def files_of(folder: Path, label: str) -> list[Path]:
    """Return the export files whose name holds a label, in order."""
    return sorted(path for path in (folder / "exports").iterdir() if label in path.name)


def rows_of(folder: Path, label: str, first: str) -> list[dict[str, Any]]:
    """Return the rows of every file with a label, below the header row that holds a name."""
    return [row for path in files_of(folder, label) for row in named_rows(path, first)]


def named_rows(path: Path, first: str) -> list[dict[str, Any]]:
    """Return the rows of a file below the header row that holds a name."""
    rows = all_rows(path)
    at = next(n for n, row in enumerate(rows) if first in [str(cell).strip() for cell in row])
    header = [str(name).strip() for name in rows[at]]
    return [dict(zip(header, row, strict=True)) for row in rows[at + 1 :]]


def header_of(path: Path, first: str) -> list[str]:
    """Return the header row of a file as it stands, the one that holds a name."""
    return next(row for row in all_rows(path) if first in [str(cell).strip() for cell in row])


def all_rows(path: Path) -> list[list[Any]]:
    """Return every row of a file."""
    return _csv(path) if path.suffix == ".csv" else _book(path)


def digits(cell: object) -> str:
    """Return an id without what keeps Excel from spoiling it."""
    return str(cell).strip('="\t')


def fen(cell: object) -> int:
    """Return an amount in fen, whether typed, with commas or with 元."""
    return round(float(str(cell).replace(",", "").removesuffix("元")) * 100)


def moment(cell: object) -> datetime | None:
    """Return a time from text or a typed cell; None where it is empty."""
    if isinstance(cell, datetime):
        return cell
    if "/" in str(cell):
        return datetime.strptime(str(cell), "%Y/%m/%d %H:%M")
    return datetime.fromisoformat(str(cell)) if cell else None


def day(cell: object) -> date | None:
    """Return the day of a time."""
    found = moment(cell)
    return found.date() if found else None


def _csv(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    coding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
    return list(csv.reader(io.StringIO(data.decode(coding), newline="")))


def _book(path: Path) -> list[list[Any]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
