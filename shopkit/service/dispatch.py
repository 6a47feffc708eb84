"""How soon orders left, held against the limits of 24 and 48 hours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.tables import Tables, as_pandas

LIMIT_HOURS = 48  # source document 001: 24 hours on ordinary days, 48 at the latest
BANDS_HOURS = (12, 24, LIMIT_HOURS)
DAYS = ["date", "orders", "hours", "on_time_rate"]
BANDS = ["hours", "orders", "orders_share"]


def dispatch_bands(tables: Tables, period: Period) -> pd.DataFrame:
    """Return how many of a period's paid orders left within 12, 24 and 48 hours, and later.

    Returns:
        One row a band, soonest first: hours (upper end; NaN for later than the last, orders that
        have not left among them), orders, orders_share (0–1). Empty where no file tells when
        parcels left.
    """
    judged = _judged(tables, period)
    if not judged.height:
        return pd.DataFrame(columns=BANDS)
    ends = pl.lit(None, pl.Float64)
    for limit in reversed(BANDS_HOURS):
        ends = pl.when(pl.col("hours") <= limit).then(pl.lit(float(limit))).otherwise(ends)
    counts = judged.group_by(ends.alias("hours")).agg(pl.len().cast(pl.Int64).alias("orders"))
    every = pl.DataFrame({"hours": [*map(float, BANDS_HOURS), None]})
    joined = every.join(counts, on="hours", how="left", nulls_equal=True, maintain_order="left")
    filled = joined.with_columns(pl.col("orders").fill_null(0))
    share = (pl.col("orders") / judged.height).alias("orders_share")
    return as_pandas(filled.with_columns(share).select(BANDS))


def dispatch_days(tables: Tables, period: Period) -> pd.DataFrame:
    """Return by day of payment how soon orders left.

    on-time rate = orders that left within the limit ÷ orders to be sent (source document 001).

    Returns:
        One row a day with orders, in order: date, orders (to be sent and judged), hours (median
        from payment to dispatch; NaN where none left), on_time_rate (0–1). Empty where no file
        tells when parcels left.
    """
    judged = _judged(tables, period)
    on_time = (pl.col("hours") <= LIMIT_HOURS).fill_null(value=False).mean()
    by_day = judged.group_by(pl.col("paid_at").dt.date().alias("date")).agg(
        pl.len().cast(pl.Int64).alias("orders"),
        pl.col("hours").median(),
        on_time.alias("on_time_rate"),
    )
    return as_pandas(by_day.sort("date").select(DAYS))


def dispatch_hours(tables: Tables, period: Period) -> float | None:
    """Return the median of the hours from payment to dispatch; `None` where none is known."""
    hours = _judged(tables, period)["hours"].drop_nulls()
    return float(np.median(hours.to_numpy())) if len(hours) else None


def _judged(tables: Tables, period: Period) -> pl.DataFrame:
    """Return the orders of a period whose dispatch can be judged, with the hours it took.

    Orders refunded before they left are not to be sent. One that has not left by the end of the
    files is late once the limit has passed, and unknown until then; so is one that left nobody
    knows when.
    """
    orders = tables.orders.filter(
        pl.col("paid_at").dt.date().is_between(period.start, period.end) & ~_never_due()
    )
    if orders["shipped_at"].null_count() == orders.height:
        return orders.clear().with_columns(pl.lit(None, pl.Float64).alias("hours"))
    last_seen = tables.orders.select(pl.max_horizontal("paid_at", "shipped_at").max()).item()
    waited = (pl.lit(last_seen) - pl.col("paid_at")).dt.total_seconds() / 3600
    waits = ~pl.col("sent").fill_null(value=False) & (waited > LIMIT_HOURS)
    known = orders.filter(pl.col("shipped_at").is_not_null() | waits)
    took = (pl.col("shipped_at") - pl.col("paid_at")).dt.total_seconds() / 3600
    return known.with_columns(took.alias("hours"))


def _never_due() -> pl.Expr:
    """Return whether an order was refunded whole before it left."""
    whole = pl.col("refund_fen").fill_null(0) >= pl.col("paid_fen")
    return (~pl.col("sent")).fill_null(value=False) & whole
