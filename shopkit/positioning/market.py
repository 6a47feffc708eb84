"""The market as it was last seen: one row an offer, from the market table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from shopkit.tables import Tables, as_pandas, check

if TYPE_CHECKING:
    from shopkit.plan import Plan

NAMED_BY = ["item_id", "title", "seller"]
COLUMNS = [
    *("date", "item_id", "title", "seller", "category", "unit_price_fen", "units_30_days"),
    *("revenue_30_days_fen", "score", "review_count", "selling_points", "own", "told_by"),
]
BEST_SCORE = 5.0


def market(tables: Tables, plan: Plan | None = None, category: str | None = None) -> pd.DataFrame:
    """Return every offer of the market table as it was last seen, in CNY.

    Running 30-day figures of several days are never added: of each product only the row of the
    latest day counts. Offers without a price, or with none above 0, are left out.

    Args:
        tables: what was read of the shop.
        plan: tells which offers are ours, beside the column of the table: by item or shop name.
        category: only offers of this category.

    Returns:
        One row an offer, cheapest first: date, item_id, title, seller, category, unit_price_cny,
        units_30_days (NaN unknown), revenue_30_days_cny (price × units, an estimate), score
        (to 5; NaN unknown, beyond, or 0, which is no rating), review_count, selling_points,
        own (bool), told_by.
    """
    seen = history(tables, plan, category)
    last = pl.struct(NAMED_BY).is_last_distinct()
    rows = seen.sort("date", "source_file", "source_row", nulls_last=False).filter(last)
    return check(as_pandas(rows.sort("unit_price_fen", *NAMED_BY).select(COLUMNS)))


def history(tables: Tables, plan: Plan | None = None, category: str | None = None) -> pl.DataFrame:
    """Return every row of the market table, whatever its day; money in fen.

    Args:
        tables: what was read of the shop.
        plan: tells which offers are ours.
        category: only offers of this category.

    Returns:
        The columns of `offers` with own filled in and revenue_30_days_fen. A product is known by
        its item_id, and its title and seller stand in for a missing one only.
    """
    rows = tables["offers"].filter(pl.col("unit_price_fen") > 0)
    if category is not None:
        rows = rows.filter(pl.col("category") == category)
    known = pl.col("item_id").is_not_null()
    rated = pl.col("score").is_between(0, BEST_SCORE, closed="right")
    return rows.with_columns(
        _own(plan).alias("own"),
        (pl.col("unit_price_fen") * pl.col("units_30_days")).alias("revenue_30_days_fen"),
        pl.when(rated).then("score").alias("score"),
        *(
            pl.when(known).then(pl.col(name).last().over("item_id")).otherwise(name).alias(name)
            for name in NAMED_BY[1:]
        ),
    )


def categories(tables: Tables) -> list[str]:
    """Return the categories of the market table, the one with most offers first."""
    counted = tables["offers"]["category"].drop_nulls().value_counts()
    return counted.sort(["count", "category"], descending=[True, False])["category"].to_list()


def days_seen(offers: pd.DataFrame) -> tuple[date, date] | None:
    """Return the first and last day on which offers were seen; None where no day is known."""
    known = offers["date"].dropna()
    return (known.min().date(), known.max().date()) if len(known) else None


def _own(plan: Plan | None) -> pl.Expr:
    ours = pl.col("own").fill_null(value=False)
    if plan is None:
        return ours
    items = [product.item_id for product in plan.products]
    listed = pl.col("item_id").is_in(items) | (pl.col("seller") == plan.shop.name)
    return ours | listed.fill_null(value=False)
