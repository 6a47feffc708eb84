"""Which line a row of a refund or affiliate file is about."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def candidates(lines: pl.LazyFrame, orders: pl.Series) -> pl.DataFrame:
    """Return the lines of some orders by number, in their order within each."""
    wanted = orders.unique().to_frame("order_id").lazy()
    columns = ("line", "order_id", "line_id", "item_id", "sku", "source_row")
    rows = lines.with_row_index("line").select(columns)
    found = rows.join(wanted, "order_id", how="semi").collect(engine="streaming")
    named = found.sort(pl.col("line_id").fill_null(""), pl.col("source_row").fill_null(0))
    return named.drop("source_row")


def matched(rows: pl.DataFrame, lines: pl.DataFrame, second: str) -> pl.DataFrame:
    """Return rows with the `line` each is about: by line_id, else by a second column.

    Where several lines of an order answer, the first does; where none does, it is null.

    Args:
        rows: order_id, line_id and the second column.
        lines: candidates.
        second: `sku` or `item_id`.
    """
    by_id = _joined(rows, lines, ["order_id", "line_id"])
    open_rows = by_id.filter(pl.col("line").is_null()).drop("line")
    return pl.concat(
        [
            by_id.filter(pl.col("line").is_not_null()),
            _joined(open_rows, lines, ["order_id", second]),
        ]
    )


def _joined(rows: pl.DataFrame, lines: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    first = lines.drop_nulls(key).unique(key, keep="first", maintain_order=True)
    return rows.join(first.select(*key, "line"), list(key), how="left")
