"""Frames of profit as they leave the topic: CNY, ratios of totals, losses first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import polars as pl

from shopkit.sums import over
from shopkit.tables import as_pandas, check

APART = ("known_net_fen", "known_ads_fen", "contribution_rate", "known_share", "only_ads")


def shown(rows: pl.DataFrame, key: Sequence[str], *, in_order: bool = False) -> pd.DataFrame:
    """Return groups as a frame with the names of the dictionary.

    Args:
        rows: the columns of `sums.sums` and the key.
        key: what a row is named by.
        in_order: sort by the key instead of losses first.
    """
    counted = "lines" in rows.columns  # lines are not split over campaigns
    only_ads = {"only_ads": pl.col("lines") == 0} if counted else {}
    names = [name for name in rows.columns if name not in (*key, *APART)]
    place = _order(rows, key if in_order else ["contribution_fen", *key])
    rows = rows.with_columns(
        contribution_rate=over("contribution_fen", "known_net_fen"),
        known_share=over(pl.col("paid_fen") - pl.col("unknown_paid_fen"), "paid_fen"),
        **only_ads,
    )
    last = ("contribution_rate", "known_share")
    rows = rows.select(*key, *names, *last, *only_ads)
    return check(_as_pandas(rows, place))


def _order(rows: pl.DataFrame, by: Sequence[str]) -> pl.Series:
    """Return the row numbers in an order; orders lie by number already."""
    first, *rest = by
    if rest == ["order_id", "date"]:
        numbered = rows.select(first).with_row_index("n")
        return numbered.sort(first, nulls_last=True, maintain_order=True)["n"]
    return rows.select(pl.arg_sort_by(by, nulls_last=True)).to_series()


def _as_pandas(rows: pl.DataFrame, order: pl.Series) -> pd.DataFrame:
    """Return rows in an order, a column at a time: those of millions of orders are large."""
    columns, place = [], order.to_numpy()
    for name in rows.columns:
        column = rows.drop_in_place(name)
        made = as_pandas(column.to_frame()).take(place)
        columns.append(made.set_axis(range(len(made))))
    return pd.concat(columns, axis=1)
