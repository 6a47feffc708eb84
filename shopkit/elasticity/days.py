"""Item-days: what each product sold every day, at which price, with how many visitors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from itertools import groupby
from statistics import median

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.spans import richest
from shopkit.tables import Tables, as_pandas, check

SURE = 3  # orders from which on the median of a day stands for its price
NEAR = 3  # days on either side that help a day with fewer
OVER = timedelta(days=28)  # without a sale: the product may be off the shelf
COLUMNS = ("item_id", "date", "paid_units", "unit_paid", "visitors", "campaign")


def item_days(
    sold: pl.DataFrame,
    tables: Tables,
    told: Collection[date],
    campaigns: Mapping[date, str] | None = None,
) -> pd.DataFrame:
    """Return a row for every product and day the files tell of, days without a sale included.

    The price of a day is what a buyer paid for a unit, after all discounts and without freight:
    what an order paid for goods is split over its lines by their amounts, and the median line
    stands for the day, so that a coupon of one buyer or two units at a discount do not pass for
    another price. A day with fewer than three lines takes those of the three days around it as
    well, in the same campaign or outside any; a day without any takes the price before it.

    Args:
        sold: lines of paid orders: date, order_id, item_id, units, paid_fen.
        tables: the shop's, for what whole orders paid and for visitors of products.
        told: the days the order files cover.
        campaigns: the campaign of each day that had one.

    Returns:
        item_id, date, paid_units, unit_paid_cny (NaN where nobody knows), visitors (NaN where no
        report tells), campaign (None on ordinary days); from the first sale of a product to four
        weeks after its last.
    """
    days = sorted(told)
    held = {day: (campaigns or {}).get(day) for day in days}
    lines = _priced(sold, tables).filter(pl.col("date").is_in(days))
    parts = [_of_item(own, days, held) for own in lines.partition_by("item_id")]
    if not parts:
        return pd.DataFrame(columns=["unit_paid_cny" if c == "unit_paid" else c for c in COLUMNS])
    whole = pl.concat(parts).join(_visitors(tables), ["item_id", "date"], how="left")
    return check(as_pandas(whole.select(COLUMNS).rename({"unit_paid": "unit_paid_cny"})))


def _priced(sold: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Return date, item_id, units and the price of a unit in CNY of each line with units."""
    freight = pl.col("freight_fen").fill_null(0)
    orders = tables.orders.select("order_id", (pl.col("paid_fen") - freight).alias("for_goods"))
    joined = sold.filter(pl.col("units") > 0).join(orders, "order_id", how="left")
    known = joined.with_columns(pl.col("paid_fen").sum().over("order_id").alias("whole"))
    split = pl.col("order_id").is_not_null() & (pl.col("whole") > 0) & (pl.col("for_goods") > 0)
    factor = pl.when(split).then(pl.col("for_goods") / pl.col("whole")).otherwise(1.0)
    price = (pl.col("paid_fen") * factor / pl.col("units") / 100).alias("price")
    return known.select("date", "item_id", "units", price)


def _of_item(
    lines: pl.DataFrame, days: list[date], held: Mapping[date, str | None]
) -> pl.DataFrame:
    first, last = lines["date"].min(), lines["date"].max()
    own = [d for d in days if first <= d <= last + OVER]  # type: ignore[operator]
    sums = dict(lines.group_by("date").agg(pl.col("units").sum()).rows())
    priced = lines.filter(pl.col("price").is_finite() & (pl.col("price") > 0))
    by_day: dict[date, list[float]] = dict(priced.group_by("date").agg("price").rows())
    prices: list[float | None] = []
    for _, run in groupby(own, key=held.__getitem__):
        prices += _prices(list(run), by_day)
    return pl.DataFrame(
        {
            "item_id": [lines["item_id"][0]] * len(own),
            "date": own,
            "paid_units": [sums.get(day, 0) for day in own],
            "unit_paid": prices,
            "campaign": [held[day] for day in own],
        },
        schema_overrides={"unit_paid": pl.Float64, "campaign": pl.String, "paid_units": pl.Int64},
    )


def _prices(run: list[date], by_day: Mapping[date, list[float]]) -> list[float | None]:
    """Return the price of each day of one campaign, or of one stretch outside any."""
    found = [_price(day, run, by_day) for day in run]
    last: float | None = next((price for price in found if price is not None), None)
    for at, price in enumerate(found):
        last = last if price is None else price
        found[at] = last
    return found


def _price(day: date, run: list[date], by_day: Mapping[date, list[float]]) -> float | None:
    paid = by_day.get(day, [])
    for reach in range(1, NEAR + 1):
        if len(paid) >= SURE:
            break
        around = timedelta(days=reach)
        near = run[bisect_left(run, day - around) : bisect_right(run, day + around)]
        paid = [price for one in near for price in by_day.get(one, ())]
    return median(paid) if paid else None


def _visitors(tables: Tables) -> pl.DataFrame:
    """Return the visitors of each product and day, from the report that tells most days."""
    daily = tables["item_days"].filter((pl.col("grain") == "day") & pl.col("item_id").is_not_null())
    if daily.height:
        whole = Period(daily["date"].min(), daily["date_end"].max())  # type: ignore[arg-type]
        daily = richest(daily, whole)
    return daily.group_by("item_id", "date").agg(pl.col("visitors").max())
