"""Frames of profit as they leave the topic: CNY, ratios of totals, losses first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import polars as pl

from shopkit.tables import as_pandas, check

APART = ("known_net_fen", "known_ads_fen", "contribution_rate", "known_share", "only_ads")


def shown(rows: pl.DataFrame, key: Sequence[str], *, in_order: bool = False) -> pd.DataFrame:
    """Return groups as a frame with the names of the dictionary.

    Args:
        rows: the columns of `sums.first_sums` and the key.
        key: what a row is named by.
        in_order: sort by the key instead of losses first.
    """
    counted = "lines" in rows.columns  # lines are not split over campaigns
    only_ads = {"only_ads": pl.col("lines") == 0} if counted else {}
    ratios = rows.with_columns(
        contribution_rate=over("contribution_fen", "known_net_fen"),
        known_share=over(pl.col("paid_fen") - pl.col("unknown_paid_fen"), "paid_fen"),
        **only_ads,
    )
    order = list(key) if in_order else ["contribution_fen", *key]
    last = ("contribution_rate", "known_share")
    names = [name for name in rows.columns if name not in (*key, *APART)]
    kept = [*key, *names, *last, *only_ads]
    return check(as_pandas(_sorted(ratios.select(kept), order)))


def over(part: pl.Expr | str, whole: str) -> pl.Expr:
    """Return a part of a positive whole as a ratio; null where there is none."""
    above = pl.col(part) if isinstance(part, str) else part
    return pl.when(pl.col(whole) > 0).then(above / pl.col(whole))


def _sorted(rows: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Return rows in an order; orders lie by number already, and few texts compare faster."""
    first, *rest = order
    if rest == ["order_id", "date"]:
        return rows.sort(first, nulls_last=True, maintain_order=True)
    return rows.sort(order, nulls_last=True)
