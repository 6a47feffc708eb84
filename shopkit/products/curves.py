"""Sales curves: units of each product by week or month, with the days each span tells of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Literal

import pandas as pd
import polars as pl

from shopkit.products.sold import days_told, sold
from shopkit.tables import Tables, as_pandas, check

Span = Literal["week", "month"]
EVERY: dict[Span, str] = {"week": "1w", "month": "1mo"}
UNSURE = timedelta(days=28)
LEAST_TOLD = 0.5  # of a span's ordinary days, before it counts


def sales_curves(
    tables: Tables,
    span: Span = "week",
    campaign_days: Collection[date] = (),
    season: Mapping[int, float] | None = None,
) -> pd.DataFrame:
    """Return the units of each product by week or month, from its first sale on.

    Days of campaigns are left out, so that the curve shows ordinary sales; so is a span of which
    fewer than half of its ordinary days are told. A span without sales in it is 0, not missing.

    Args:
        tables: the shop's.
        span: what a row covers; a week starts on Monday.
        campaign_days: days to leave out.
        season: weight of each month, 1 an average one; a strong month counts as more days.

    Returns:
        item_id, title, date (first day of the span), days (those counted, each by the weight of
        its month) and paid_units. Empty without daily sales.
    """
    told = days_told(tables) - frozenset(campaign_days)
    spans = _spans(told, span, season or {})
    rows = sold(tables).filter(pl.col("date").is_in(list(told)))
    if not rows.height or not spans.height:
        return pd.DataFrame(columns=["item_id", "title", "date", "days", "paid_units"])
    placed = rows.with_columns(pl.col("date").dt.truncate(EVERY[span]))
    named = placed.group_by("item_id").agg(pl.col("title").drop_nulls().last())
    began = placed.filter(pl.col("units") > 0).group_by("item_id").agg(began=pl.col("date").min())
    units = pl.col("units").sum().cast(pl.Int64).alias("paid_units")
    summed = placed.group_by("item_id", "date").agg(units)
    grid = began.join(spans, how="cross").filter(pl.col("date") >= pl.col("began"))
    full = grid.join(summed, ["item_id", "date"], how="left").join(named, "item_id")
    ordered = full.with_columns(pl.col("paid_units").fill_null(0)).sort("item_id", "date")
    ordered = ordered.select("item_id", "title", "date", "days", "paid_units")
    return check(as_pandas(ordered))


def _spans(told: Collection[date], span: Span, season: Mapping[int, float]) -> pl.DataFrame:
    """Return the spans told well enough, with the weighted number of their days."""
    days = pl.DataFrame({"day": sorted(told)}, {"day": pl.Date})
    weight = pl.col("day").dt.month().replace_strict(season, default=1.0, return_dtype=pl.Float64)
    grouped = days.group_by(pl.col("day").dt.truncate(EVERY[span]).alias("date")).agg(
        weight.sum().alias("days"), pl.len().alias("told")
    )
    length = (pl.col("date").dt.offset_by(EVERY[span]) - pl.col("date")).dt.total_days()
    return grouped.filter(pl.col("told") >= LEAST_TOLD * length).drop("told")


def first_sales(tables: Tables) -> dict[str, date | None]:
    """Return the first day each product sold; `None` for one that sold from the start of the files.

    A product that sells within the first four weeks the files tell of may be older than they are.
    """
    told = days_told(tables)
    rows = sold(tables).filter(pl.col("units") > 0)
    if not told or not rows.height:
        return {}
    unsure = min(told) + UNSURE
    firsts = rows.group_by("item_id").agg(pl.col("date").min()).rows()
    return {item: day if day >= unsure else None for item, day in firsts}
