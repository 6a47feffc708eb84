"""Workbooks as bytes that do not change from run to run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

_CREATED = datetime(2026, 11, 1)  # the same in every file, else no two runs were equal
_TIME = "yyyy-mm-dd hh:mm:ss"


def xlsx_bytes(
    rows: Iterable[Sequence[object]], sheet: str, *, dimension: str | None = None
) -> bytes:
    """Return an `.xlsx` of one sheet; text stays text, numbers and times are typed cells.

    Args:
        rows: cells by row.
        sheet: name of the sheet.
        dimension: what the sheet wrongly says of its own size, as some exports do.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _CREATED})
    page = book.add_worksheet(sheet)
    if dimension:
        page._write_dimension = lambda: page._xml_empty_tag("dimension", [("ref", dimension)])
    stamp = book.add_format({"num_format": _TIME})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            _put(page, (at, column), cell, stamp)
    book.close()
    return _tight(out.getvalue())


def _tight(book: bytes) -> bytes:
    """Return a workbook packed as tightly as zlib can."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as loose,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as tight,
    ):
        for member in loose.infolist():
            tight.writestr(member, loose.read(member), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def xls_bytes(rows: Iterable[Sequence[str]], sheet: str) -> bytes:
    """Return a BIFF `.xls` of one sheet, all cells text.

    Raises:
        ModuleNotFoundError: xlwt is not installed; it comes with the `dev` extra.
    """
    try:
        import xlwt  # type: ignore[import-untyped]
    except ModuleNotFoundError as missing:
        message = "writing .xls needs xlwt: pip install 'shopkit[dev]'"
        raise ModuleNotFoundError(message, name="xlwt") from missing
    out = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                page.write(at, column, cell)
    book.save(out)
    return out.getvalue()


def table_bytes(rows: Iterable[Sequence[object]], sheet: str, kind: str) -> bytes:
    """Return a workbook of a kind, `xls` or `xlsx`."""
    if kind == "xls":
        return xls_bytes([[str(cell) for cell in row] for row in rows], sheet)
    return xlsx_bytes(rows, sheet)


def _put(page: Any, where: tuple[int, int], cell: object, stamp: Any) -> None:  # noqa: ANN401
    if isinstance(cell, datetime):
        page.write_datetime(*where, cell, stamp)
    elif isinstance(cell, int | float):
        page.write_number(*where, cell)
    elif cell:
        page.write_string(*where, cell)
