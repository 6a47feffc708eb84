"""Figures of a market table as people copy them from a page."""

import polars as pl
import pytest

from shopkit.exports.cells import broken, typed


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("1.2万+", 12_000),
        ("1.13万", 11_300),
        ("8000+", 8000),
        ("3000+人付款", 3000),
        ("月销 200+", 200),
        ("５０００", 5000),
        ("1，800", 1800),
        ("2w+", 20_000),
        ("0", 0),
        ("暂无", None),
        ("20左右", None),
        ("12.5", None),
        ("1.00001万", None),
        ("-3", None),
        ("12-15", None),
    ],
)
def test_a_count_is_read_as_a_page_shows_it(said, count):
    rows = pl.DataFrame({"units_30_days": [said]})
    read = rows.select(typed("units_30_days"), broken("units_30_days").alias("odd"))
    assert read.row(0) == (count, count is None)


@pytest.mark.parametrize(
    ("said", "fen"),
    [("１２９．９", 12990), ("¥42", 4200), ("58元", 5800), ("39-59", None), ("面议", None)],
)
def test_a_price_is_read_in_full_width_digits_and_a_range_is_none(said, fen):
    assert pl.DataFrame({"unit_price": [said]}).select(typed("unit_price")).item() == fen
