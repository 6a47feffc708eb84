"""Mangled exports: never a traceback, never a row that is neither kept nor rejected."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_files import ORDER_HEADERS, as_csv, order, with_file
from test_exports import as_xls, as_xlsx

from shopkit.exports import import_shop

SYCM_HEADERS = ["统计日期", "访客数", "浏览量", "跳失率", "支付买家数", "支付金额", "成功退款金额"]
NASTY = st.one_of(
    st.sampled_from(
        [
            *("", " ", "-", "--", "nan", "0", "-1", "1e309", "5.1E+18", "=1+1", "合计", "\t", '"'),
            *("598.00元", "1,2,3", "¥", "%", "101%", "2026-02-30", "99999-01-01", "0000-00-00"),
            *(
                "2026-10-01~2026-09-01",
                "无退款申请",
                "交易成功",
                "\ufeff",
                "９９",
                "1" * 400,
                "𠮷\u200b",
            ),
            *("<script>alert(1)</script>", "../../x", "=cmd|'/c calc'!A1", "a\nb", "é", "45000.5"),
        ]
    ),
    st.text(max_size=12),
)


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


def written(headers, rows, kind) -> bytes:
    """Return the file; headers that are the same twice are kept twice."""
    cells = [headers, *([row.get(name, "") for name in headers] for row in rows)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(cells)
    return out.getvalue().encode(kind, "replace")


def account(folder: Path) -> None:
    """Import the folder and hold it to the books: every row somewhere, every message sayable."""
    shop = import_shop(folder)
    for file in shop.files:
        assert file.read == file.kept + file.rejected == file.kept + sum(file.reasons.values())
        if file.error:
            assert file.error.say("zh") != file.error.say("en")
    kept = sum(file.kept for file in shop.files)
    assert kept == shop.tables.orders.height + shop.tables.shop_days.height
    shop.findings("zh")
    rejected = folder / "rejected.csv"
    if rejected.exists():
        with rejected.open(encoding="utf-8-sig", newline="") as lines:
            told = list(csv.DictReader(lines))
        assert len(told) == sum(file.rejected for file in shop.files)
        assert not [row for row in told if "buyer_" in row["value"] or "13000" in row["value"]]
    assert not shop.tables.orders.filter(pl.col("order_id").is_null()).height


def count_rows(content: bytes, kind: str) -> int:
    """Count the rows below the header with the standard library alone."""
    lines = csv.reader(io.StringIO(content.decode(kind), newline=""))
    return sum(any(cell.strip() for cell in line) for line in lines) - 1


EXAMPLES = {"fast": 100, "slow": 1000}


@pytest.mark.parametrize("speed", ["fast", pytest.param("slow", marks=pytest.mark.slow)])
def test_mangled_cells_rows_and_headers(tmp_path_factory, speed):
    @settings(
        max_examples=EXAMPLES[speed],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(mangled_rows(), st.sampled_from(["gb18030", "utf-8-sig", "utf-8"]))
    def run(made, kind):
        headers, rows = made
        content = written(headers, rows, kind)
        folder = with_file(tmp_path_factory.mktemp("shop"), "a.csv", content)
        account(folder)
        [file] = import_shop(folder).files
        if file.kind:
            assert file.read == count_rows(content, kind)

    run()


@pytest.mark.parametrize("speed", ["fast", pytest.param("slow", marks=pytest.mark.slow)])
def test_mangled_bytes(tmp_path_factory, speed):
    books = {
        "a.csv": as_csv([order(n) for n in range(6)]),
        "a.xlsx": as_xlsx([order(n) for n in range(6)]),
        "a.xls": as_xls([order(n) for n in range(6)]),
    }

    @settings(
        max_examples=EXAMPLES[speed],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(sorted(books)), st.data())
    def run(name, data):
        content = bytearray(books[name])
        for _ in range(data.draw(st.integers(0, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        if data.draw(st.booleans()):
            content = content[: data.draw(st.integers(0, len(content)))]
        account(with_file(tmp_path_factory.mktemp("shop"), name, bytes(content)))

    run()
