"""Mangled exports: never a traceback, never a row that is neither kept nor rejected."""

import csv
import io
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from mangled_files import NASTY, audited, seeded, speeds, spoilt
from sheet_files import csv_of
from shop_files import ORDER_HEADERS, as_csv, as_xls, as_xlsx, order, rejected_rows, with_file

from shopkit.exports import Shop

SYCM_HEADERS = ["统计日期", "访客数", "浏览量", "跳失率", "支付买家数", "支付金额", "成功退款金额"]


def sycm(day: int) -> dict[str, str]:
    said = [f"2026-10-{day % 28 + 1:02d}", "1,234", "5,678", "45.10%", "35", "12,345.67", "-"]
    return dict(zip(SYCM_HEADERS, said, strict=True))


@st.composite
def mangled_rows(draw):
    """Return headers and rows of one export after a few cells, rows or headers were changed."""
    orders = draw(st.booleans())
    headers = list(ORDER_HEADERS if orders else SYCM_HEADERS)
    rows = [order(n) if orders else sycm(n) for n in range(draw(st.integers(0, 8)))]
    for _ in range(draw(st.integers(0, 6))):
        if rows:
            row = draw(st.integers(0, len(rows) - 1))
            rows[row] = {**rows[row], draw(st.sampled_from(headers)): draw(NASTY)}
    if rows and draw(st.booleans()):
        rows.append(draw(st.sampled_from(rows)))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(headers) - 1))
        new = draw(NASTY)
        rows = [{**row, new: row.get(headers[place], "")} for row in rows]
        headers[place] = new
    return headers, rows


def account(folder: Path) -> Shop:
    """Return the shop, held to the books and to the promise that no buyer is in what it tells."""
    shop = audited(folder)
    kept = sum(file.kept for file in shop.files)
    assert kept == shop.tables.orders.height + shop.tables.shop_days.height
    if (folder / "rejected.csv").exists():
        told = [row["value"] for row in rejected_rows(folder)]
        assert not [value for value in told if "buyer_" in value or "13000" in value]
    assert not shop.tables.orders.filter(pl.col("order_id").is_null()).height
    return shop


def count_rows(content: bytes, kind: str) -> int:
    """Count the rows below the header with the standard library alone."""
    lines = csv.reader(io.StringIO(content.decode(kind), newline=""))
    return sum(any(cell.strip() for cell in line) for line in lines) - 1


@speeds(100, 1000)
def test_mangled_cells_rows_and_headers(tmp_path_factory, examples):
    @seeded(examples)
    @given(mangled_rows(), st.sampled_from(["gb18030", "utf-8-sig", "utf-8"]))
    def run(made, kind):
        headers, rows = made  # headers that are the same twice are kept twice
        cells = ([row.get(name, "") for name in headers] for row in rows)
        content = csv_of([headers, *cells], kind)
        shop = account(with_file(tmp_path_factory.mktemp("shop"), "a.csv", content))
        [file] = shop.files
        if file.kind:
            assert file.read == count_rows(content, kind)

    run()


@speeds(100, 1000)
def test_mangled_bytes(tmp_path_factory, examples):
    rows = [order(n) for n in range(6)]

    @seeded(examples)
    @given(spoilt({"a.csv": as_csv(rows), "a.xlsx": as_xlsx(rows), "a.xls": as_xls(rows)}))
    def run(file):
        account(with_file(tmp_path_factory.mktemp("shop"), *file))

    run()
