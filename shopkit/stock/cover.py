"""How long stock lasts, and what hardly sells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import ArrayLike, NDArray

from shopkit.spans import latest
from shopkit.stock.numbers import Floats, floats, not_negative
from shopkit.tables import Tables, as_pandas, check
from shopkit.variants import items_of_variants

SLOW_DAYS = 90.0  # our choice where the plan states none: goods of a season are old by then
NO_COSTS: Mapping[str, float] = MappingProxyType({})
COVER = (
    *("item_id", "title", "stock_units", "paid_units", "days", "units_daily"),
    *("units_daily_spread", "sell_through_rate", "days_of_cover", "stock_cost_cny"),
)


def days_of_cover(stock_units: ArrayLike, units_daily: ArrayLike) -> Floats:
    """Return the days stock lasts at a pace; 0 where nothing is left, endless where nothing sells.

    stock ÷ units sold a day (source document 002)

    Example:
        >>> days_of_cover([100, 60, 0, 7], [200, 200, 5, 0]).tolist()
        [0.5, 0.3, 0.0, inf]
    """
    there, pace = np.maximum(floats(stock_units), 0.0), floats(units_daily)
    not_negative(units_daily=pace)
    there, pace = np.broadcast_arrays(there, pace)
    moving = pace > 0
    lasts = np.where(moving, there / np.where(moving, pace, 1.0), np.where(there > 0, np.inf, 0.0))
    return np.where(np.isnan(there) | np.isnan(pace), np.nan, lasts)


def is_slow(
    cover_days: ArrayLike,
    sell_through: ArrayLike,
    slow_days: float = SLOW_DAYS,
    least_sell_through: float = 0.0,
) -> NDArray[np.bool_]:
    """Return whether stock hardly sells: it lasts too long, or too little of it was sold.

    days of cover > limit or sell-through < limit (source document 000)

    Example:
        >>> is_slow([91.0, 10.0, 10.0], [0.5, 0.1, 0.5], 90, 0.2).tolist()
        [True, True, False]
    """
    return (floats(cover_days) > slow_days) | (floats(sell_through) < least_sell_through)


def pace(sold: pl.DataFrame, days: Collection[object]) -> pl.DataFrame:
    """Return what each product sold on the days counted, from its first sale in the files on.

    Args:
        sold: lines of paid orders: date, item_id, units; of all days there are.
        days: the days counted: told by the files, and without campaigns where the caller wants so.

    Returns:
        item_id, paid_units, days, units_daily, units_daily_spread (null on fewer than two days).
    """
    counted = pl.Series("date", sorted(set(days)), pl.Date)
    rows = sold.filter(pl.col("units") > 0)
    daily = rows.filter(pl.col("date").is_in(counted.implode())).group_by("item_id", "date")
    summed = daily.agg(pl.col("units").sum()).group_by("item_id")
    units = summed.agg(
        pl.col("units").sum().alias("paid_units"), (pl.col("units") ** 2).sum().alias("squares")
    )
    first = rows.group_by("item_id").agg(pl.col("date").min().alias("first"))
    before = counted.search_sorted(first["first"], "left")
    days_told = (len(counted) - before).cast(pl.Int64).alias("days")
    joined = first.with_columns(days_told).join(units, "item_id", how="left")
    known = joined.with_columns(pl.col("paid_units", "squares").fill_null(0))
    mean = pl.col("paid_units") / pl.col("days")
    away = pl.col("squares") - pl.col("paid_units") * mean
    many, some = pl.col("days") > 1, pl.col("days") > 0
    spread = pl.when(many).then((away.clip(0) / (pl.col("days") - 1)).sqrt())
    return known.select(
        *("item_id", "paid_units", "days"),
        pl.when(some).then(mean).alias("units_daily"),
        spread.alias("units_daily_spread"),
    ).sort("item_id")


def cover(
    tables: Tables,
    sold: pl.DataFrame,
    days: Collection[object],
    unit_costs: Mapping[str, float] = NO_COSTS,
) -> pd.DataFrame:
    """Return how long the stock of every product lasts.

    Args:
        tables: the shop's; the latest day of its stock table counts.
        sold: as `pace`.
        days: as `pace`.
        unit_costs: CNY of one unit by product, where known.

    Returns:
        One row a product of the stock table, in its order: item_id, title, stock_units,
        paid_units, days, units_daily (0 where no file tells of a sale, NaN where no day was
        counted), units_daily_spread, sell_through_rate, days_of_cover (NaN where nothing sells:
        units_daily is 0), stock_cost_cny. Empty without stock.
    """
    rows = stock_rows(tables).group_by("item_id", maintain_order=True)
    held = rows.agg(pl.col("title").drop_nulls().first(), pl.col("stock_units").sum())
    made = as_pandas(held.join(pace(sold, days), "item_id", how="left", maintain_order="left"))
    never = ~made["item_id"].isin(sold["item_id"].to_list())
    made.loc[never, "days"] = len(set(days))
    made.loc[never & (made["days"] > 0), ["paid_units", "units_daily", "units_daily_spread"]] = 0.0
    left = made["stock_units"].clip(lower=0)
    given = made["paid_units"] + left
    made["sell_through_rate"] = made["paid_units"] / given.where(given > 0)
    lasts = days_of_cover(made["stock_units"], made["units_daily"])
    made["days_of_cover"] = np.where(np.isinf(lasts), np.nan, lasts)
    made["stock_cost_cny"] = left * made["item_id"].map(dict(unit_costs)).astype("float64")
    return check(made[list(COVER)])


def stock_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of the stock table that hold now, under the numbers of products."""
    rows = latest(tables["stock"].drop_nulls(["item_id", "stock_units"]), "item_id")
    return rows.with_columns(pl.col("item_id").replace(items_of_variants(tables)))


def slow(
    covered: pd.DataFrame, slow_days: float = SLOW_DAYS, least_sell_through: float = 0.0
) -> pd.DataFrame:
    """Return the products whose stock hardly sells, with what is too much of it.

    Args:
        covered: what `cover` returned.
        slow_days: more days of cover than this are slow.
        least_sell_through: a smaller share sold than this is slow.

    Returns:
        The rows of these with excess_units (beyond what sells in the days; all of it where nothing
        sells) and excess_cost_cny (NaN where the cost is unknown), the dearest first.
    """
    there = covered["stock_units"].clip(lower=0)
    lasts = days_of_cover(there, covered["units_daily"])
    hardly = is_slow(lasts, covered["sell_through_rate"], slow_days, least_sell_through)
    found = covered[hardly & (there > 0).to_numpy()].copy()
    beyond = found["stock_units"] - found["units_daily"] * slow_days
    found["excess_units"] = np.ceil(beyond.clip(lower=0))
    found["excess_cost_cny"] = found["excess_units"] * (
        found["stock_cost_cny"] / found["stock_units"]
    )
    by = ["excess_cost_cny", "stock_cost_cny", "stock_units"]
    return check(found.sort_values(by, ascending=False, na_position="last", ignore_index=True))
