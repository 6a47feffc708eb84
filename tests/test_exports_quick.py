"""The fast way of reading a column says what the definition says, for every spelling."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.exports import cells, quick

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
