"""What is sold and not there, what is shown and not there, and what a stocktake finds missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import ArrayLike, NDArray

from shopkit.stock.cover import NO_COSTS, stock_rows
from shopkit.stock.numbers import floats, not_negative
from shopkit.tables import Tables, as_pandas, check
from shopkit.variants import items_of_variants

VARIANT = ("item_id", "title", "variant", "sku", "stock_units")


def is_oversold(on_sale: ArrayLike, stock_units: ArrayLike) -> NDArray[np.bool_]:
    """Return whether things are on sale with nothing there; unknown stock is not.

    on sale and stock ≤ 0 (source document 001)

    Example:
        >>> is_oversold([True, True, False], [0, 3, -1]).tolist()
        [True, False, False]
    """
    return np.asarray(on_sale, dtype=bool) & (floats(stock_units) <= 0)


def on_sale(tables: Tables, lines: pl.DataFrame) -> dict[str, str | None]:
    """Return the products on sale when stock was counted: visited or sold that day or later.

    Args:
        tables: the shop's; the latest day of its stock table counts.
        lines: what was sold, as `products.sold` returns it.

    Returns:
        Title by item id; only of products the stock table knows: of others stock is unknown.
    """
    rows = stock_rows(tables)
    counted = rows["date"].max()
    if counted is None:
        return {}
    since = pl.col("date") >= counted
    visited = tables["item_days"].filter(since & (pl.col("visitors") > 0))["item_id"]
    bought = lines.filter(since & (pl.col("units") > 0))["item_id"]
    own = items_of_variants(tables)
    seen = {own.get(item, item) for found in (visited, bought) for item in found.drop_nulls()}
    return {
        item: title for item, title in rows.select("item_id", "title").iter_rows() if item in seen
    }


def oversold(tables: Tables, on_sale: Collection[str]) -> pd.DataFrame:
    """Return the variants that are on sale and not there.

    Args:
        tables: the shop's; the latest day of its stock table counts.
        on_sale: item ids of the products on sale.

    Returns:
        item_id, title, variant, sku, stock_units (below 0: sold and not there), item_units (all
        variants of the product; 0 or less: the whole product), least first.
    """
    rows = stock_rows(tables)
    whole = pl.col("stock_units").clip(0).sum().over("item_id").alias("item_units")
    made = as_pandas(rows.with_columns(whole).select(*VARIANT, "item_units"))
    listed = made["item_id"].isin(list(on_sale))
    found = made[is_oversold(listed, made["stock_units"])]
    return check(found.sort_values(["item_units", "stock_units"], ignore_index=True, kind="stable"))


def listed_without_stock(
    tables: Tables, on_sale: Mapping[str, str | None], presale: Collection[str] = ()
) -> pd.DataFrame:
    """Return the products on sale of which there is no stock at all and that are no presale.

    Args:
        tables: the shop's; the latest day of its stock table counts.
        on_sale: title by item id of the products on sale.
        presale: item ids sold ahead with a stated day of dispatch: these may be sold so.

    Returns:
        item_id, title, stock_units (NaN where the stock table does not know the product).
    """
    held = dict(stock_rows(tables).group_by("item_id").agg(pl.col("stock_units").sum()).iter_rows())
    names = [item for item in on_sale if item not in presale and not held.get(item, 0) > 0]
    rows = {
        "item_id": names,
        "title": [on_sale[item] for item in names],
        "stock_units": [float(held.get(item, np.nan)) for item in names],
    }
    return check(pd.DataFrame(rows))


def count_differences(
    counts: pd.DataFrame, booked: pd.DataFrame, unit_costs: Mapping[str, float] = NO_COSTS
) -> pd.DataFrame:
    """Return what a stocktake found beside the books; unknown where one of the two says nothing.

    Args:
        counts: item_id, sku, counted_units.
        booked: item_id, sku, stock_units.
        unit_costs: CNY of one unit by product, where known.

    Returns:
        item_id, sku, booked_units, counted_units, difference_units (counted − booked),
        difference_cny; the dearest loss first, what agrees left out.

    Raises:
        PlanError: Fewer than none were counted.
    """
    not_negative(counted_units=counts["counted_units"])
    keys = ["item_id", "sku"]
    books = booked.rename(columns={"stock_units": "booked_units"}).groupby(
        keys, dropna=False, as_index=False
    )["booked_units"]
    shelf = counts.groupby(keys, dropna=False, as_index=False)["counted_units"]
    summed = (books.sum(min_count=1), shelf.sum(min_count=1))
    made = summed[0].merge(summed[1], on=keys, how="outer")
    made["difference_units"] = made["counted_units"] - made["booked_units"]
    cost = made["item_id"].map(dict(unit_costs)).astype("float64")
    made["difference_cny"] = made["difference_units"] * cost
    differs = made[made["difference_units"] != 0]
    by = ["difference_cny", "difference_units"]
    return check(differs.sort_values(by, na_position="last", ignore_index=True))
