"""Profit by line, order, SKU, item, category, day or month: frames in CNY, losses first."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import polars as pl

from shopkit.periods import Period
from shopkit.profit.campaigns import by_campaign, by_channel
from shopkit.profit.frames import within
from shopkit.profit.ledger import Ledger
from shopkit.profit.orders import orders
from shopkit.profit.shown import shown
from shopkit.profit.sums import KNOWN, columns, money_columns, more_sums

Level = Literal["line", "order", "sku", "item", "category", "day", "month", "campaign", "channel"]
KEYS: dict[str, tuple[str, ...]] = {
    "line": ("order_id", "line_id", "sku", "item_id", "title", "category", "date"),
    "order": ("order_id", "date"),
    "sku": ("sku", "item_id", "title", "category"),
    "item": ("item_id", "title", "category"),
    "category": ("category",),
    "day": ("date",),
    "month": ("date",),
}


def by(ledger: Ledger, level: Level, period: Period | None = None) -> pd.DataFrame:
    """Return the profit of each line, order, SKU … of a period, losses first, days in order.

    Costs add up what is known of them; the contribution is of the lines whose costs are all known.
    Ad spend that met no sale is a row `only_ads`, or stands with its item, category or day.

    Args:
        ledger: the shop's.
        level: what a row is; `category` is null where no one names it.
        period: days of payment; all of them without one.

    Returns:
        The names of the level, then lines, known_lines, units, paid_cny, refund_cny, each cost
        included, contribution_cny, contribution_rate, known_share, unknown_paid_cny, only_ads;
        for `campaign` and `channel` also spend_cny, ad_paid_cny, roi and break_even_roi.
    """
    if level in ("campaign", "channel"):
        make = by_campaign if level == "campaign" else by_channel
        return make(ledger, period)
    if level == "order":
        return _of_orders(ledger, period)
    made = _of_lines if level == "line" else _of_cells
    return shown(made(ledger, level, period), KEYS[level], in_order=level in ("day", "month"))


def _of_orders(ledger: Ledger, period: Period | None) -> pd.DataFrame:
    found = ledger.lines if period is None else within(ledger.lines, period).collect()
    return orders(found, ledger.names.orders["order_id"], _spare(ledger, period), ledger.included)


def _of_lines(ledger: Ledger, _: str, period: Period | None) -> pl.DataFrame:
    """Return lines, and one row for all ad spend that met no sale."""
    found = within(ledger.lines, period).collect()
    ids = ledger.names.orders["order_id"].gather(found["order"])
    added = columns(found, ledger.included, lambda values: values)
    rows = found.select("line", "product").with_columns(ids, found["day"].alias("date"), *added)
    numbered = ledger.names.lines.select("line_id").with_row_index("line")
    told = rows.lazy().join(ledger.names.products.lazy(), "product", maintain_order="left")
    named = told.join(numbered, "line", how="left", maintain_order="left").drop("line", "product")
    return pl.concat([named.collect(), _spare(ledger, period)], how="diagonal")


def _spare(ledger: Ledger, period: Period | None) -> pl.DataFrame:
    """Return all ad spend that met no sale as one row without lines, or none."""
    found = _leftovers(ledger, period).collect()
    sums = found.select(*more_sums(ledger.included))
    return sums if found.height else sums.clear()


def _of_cells(ledger: Ledger, level: str, period: Period | None) -> pl.DataFrame:
    """Return groups of products or of days, ad spend that met no sale with its own."""
    by_day = level in ("day", "month")
    number = "day" if by_day else "product"  # few groups first, then their names
    sold = within(ledger.cells, period).group_by(number).agg(more_sums(ledger.included))
    if not by_day:
        sold = sold.join(ledger.names.products.lazy(), "product").drop("product")
    sold = sold.with_columns(spare=pl.lit(value=False))
    rows = pl.concat([sold, _leftovers(ledger, period)], how="diagonal")
    if by_day:
        return _grouped(rows.with_columns(_date(level).alias("date")), ["date"], [], ledger)
    key = [name for name in KEYS[level] if name not in ("title", "category")] or ["category"]
    rows = rows.with_columns((pl.col("spare") & pl.col("item_id").is_null()).alias("spare_all"))
    named = [name for name in KEYS[level] if name not in key]
    return _grouped(rows, [*key, "spare_all"], named, ledger).drop("spare_all")


def _grouped(rows: pl.LazyFrame, key: list[str], named: list[str], ledger: Ledger) -> pl.DataFrame:
    names = [pl.col(name).drop_nulls().min() for name in named]
    groups = rows.group_by(key).agg(*names, *more_sums(ledger.included))
    return groups.collect(engine="streaming")


def _date(level: str) -> pl.Expr:
    return pl.col("day").dt.truncate("1mo") if level == "month" else pl.col("day")


def _leftovers(ledger: Ledger, period: Period | None) -> pl.LazyFrame:
    """Return ad spend that met no sale as groups without lines, with item, title and category."""
    general = pl.lit(ledger.terms.category, pl.String)
    no_category = pl.col("category").is_null() & pl.col("item_id").is_not_null()
    money = [name for name in money_columns(ledger.included) if name != "cost_ads_fen"]
    nothing = [pl.lit(0, pl.Int64).alias(name) for name in ("lines", "known_lines", *KNOWN, *money)]
    return (
        within(ledger.leftovers, period)
        .with_columns(*nothing, units=pl.lit(0, pl.Int64), spare=pl.lit(value=True))
        .with_columns(contribution_fen=-pl.col("cost_ads_fen"))
        .join(ledger.names.items.lazy(), "item_id", how="left")
        .with_columns(category=pl.when(no_category).then(general).otherwise("category"))
    )
