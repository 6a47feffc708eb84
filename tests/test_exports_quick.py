"""The fast way of reading a column says what the definition says, for every spelling."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.exports import cells, quick
from shopkit.exports.format import Format
from shopkit.exports.intake import Found, _split, bare_header
from shopkit.exports.judge import TOTALS
from shopkit.exports.sheets import Sheet

PIECES = [
    *(
        "0",
        "1",
        "12",
        "1234",
        "1,234.50",
        "598.00元",
        "元",
        "-",
        "-5",
        ".5",
        "5.",
        "1e5",
        "5.1E+18",
    ),
    *("inf", "NaN", "nAn", "--", "无", "无退款", "无退款申请", "¥12", "12%", "101%", "９９", "٣"),
    *(
        '="',
        '"',
        "'",
        "=",
        " ",
        "\t",
        "\u3000",
        "\u00a0",
        "\ufeff",
        "\n",
        "\x1c",
        "K",
        "nUll",
        "N/A",
    ),
    *("2026-10-01 14:05:00", "2026/5/23 22:02", "2026/5/23 22:02:07", "2026-02-30 00:00:00"),
    *(
        "20261001",
        "2026-10",
        "2026-10-01",
        "2026-10-01~2026-10-07",
        "45000.5",
        "1899-01-01 00:00:00",
    ),
    *("00:01:20", "否", "No", "123456789012345678901234567890", "2026-10-01T14:05:00+08:00", "x"),
    *("2026/13/01 10:00", "+2026/10/01 10:00", "2026/10/01 24:00", "0026-10-01 10:00:00", "123.0"),
]
CELLS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
    st.sampled_from(PIECES),
    st.text(max_size=8),
    st.none(),
)
STEMS = ["order_id", "paid", "units", "visitors", "unit_price", "created_at", "stay_seconds"]
STEMS += ["bounce_rate", "sent", "title", "valid_from", "state", "buyer"]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(CELLS, max_size=12), st.sampled_from(STEMS))
def test_every_cell_is_read_as_defined(said, stem):
    column = pl.Series(stem, said, pl.String)
    bare = quick.bare(column)
    frame = column.to_frame()
    assert bare.to_list() == frame.select(cells.bare(pl.col(stem))).to_series().to_list()
    defined = frame.select(cells.typed(stem)).to_series()
    found = quick.typed(bare)
    assert (found.dtype, found.to_list()) == (defined.dtype, defined.to_list())


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("piece", PIECES)
def test_each_spelling_alone_is_read_as_defined(piece, stem):
    column = pl.Series(stem, [piece, "", None], pl.String)
    defined = column.to_frame().select(cells.typed(stem)).to_series()
    assert quick.typed(quick.bare(column)).to_list() == defined.to_list()


HEAD = ["编号", "金额", "时间"]
ROW = st.lists(
    st.sampled_from(["", " ", "1", "合计", "Total：", *HEAD, ' "编号"', "x"]), max_size=5
)


def shape_defined(row, needed):
    """Return why a row is none below the header, each cell looked at."""
    first = next(cell for cell in row if cell.strip()).strip(" \t:：=\"'").lower()
    if first in TOTALS:
        return "totals_row"
    if [bare_header(cell) for cell in row] == HEAD:
        return "repeated_header"
    too_long = any(cell.strip() for cell in row[len(HEAD) :])
    return "row_shape" if too_long or len(row) <= needed else ""


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(ROW, max_size=12))
def test_rows_of_another_shape_are_rejected_under_their_number(rows):
    known = Format(
        kind="x",
        table="orders",
        columns={"编号": "order_id", "金额": "paid", "时间": "paid_at"},
        needs=(frozenset({"order_id"}), frozenset({"paid"})),
    )
    found = Found(known, 0, {"order_id": 0, "paid": 1, "paid_at": 2}, ())
    raw, rejects = _split("a", Sheet("", [HEAD, *rows]), found)
    told = {
        number: shape_defined(row, 1)
        for number, row in enumerate(rows, 2)
        if any(cell.strip() for cell in row)
    }
    assert {number: why for _, number, _, _, why in rejects} == {n: w for n, w in told.items() if w}
    assert raw["source_row"].to_list() == [number for number, why in told.items() if not why]
    for number, *cells_ in raw.select("source_row", "order_id", "paid", "paid_at").iter_rows():
        row = rows[number - 2]
        assert cells_ == [row[n] if n < len(row) else "" for n in range(3)]
