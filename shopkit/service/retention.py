"""How many of the reviews buyers wrote can still be seen, in all and by month."""

from __future__ import annotations

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.sums import over
from shopkit.tables import Tables, as_pandas, check


def review_retention(still_visible: int, posted: int) -> float | None:
    """Return the share of reviews that can still be seen, 0-1; `None` without reviews.

    Watching is for noticing lost reviews; nobody may have them deleted (电子商务法 第三十九条).

    Example:
        >>> review_retention(188, 200), review_retention(0, 0)
        (0.94, None)
    """
    return still_visible / posted if posted else None


def retention(tables: Tables, period: Period | None = None) -> pd.DataFrame:
    """Return how many of the reviews of each month can still be seen.

    Args:
        tables: the shop's.
        period: days of writing; all of them without one.

    Returns:
        One row a month: date (its first day), reviews (of which it is known whether they can be
        seen), reviews_visible, visible_rate. Reviews of which nobody tells are left out.
    """
    told = tables["reviews"].drop_nulls(["reviewed_at", "visible"])
    day = pl.col("reviewed_at").dt.date()
    if period is not None:
        told = told.filter(day.is_between(period.start, period.end))
    grouped = told.group_by(day.dt.truncate("1mo").alias("date")).agg(
        pl.len().cast(pl.Int64).alias("reviews"),
        pl.col("visible").sum().cast(pl.Int64).alias("reviews_visible"),
    )
    share = over("reviews_visible", "reviews").alias("visible_rate")
    return check(as_pandas(grouped.with_columns(share).sort("date")))
