"""What a unit of each product costs and is charged, by the shop's own cost tables and its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from shopkit.apportion import ints
from shopkit.terms.charges import Charge, Terms

SINCE_EVER = date(1, 1, 1)
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Prices:
    """What a unit of each product costs and is charged, from one change of any of them to the next.

    Attributes:
        turns: the days on which a price or a rate may change, the first since ever.
        table: one row a product and turn, in this order: unit_cost, unit_packing (fen), then one
            column a charge in parts per million.
    """

    turns: list[date]
    table: pl.DataFrame

    def on(self, lines: pl.DataFrame) -> list[pl.Series]:
        """Return the columns of the table for each line: product, day."""
        starts = np.array([turn.toordinal() - EPOCH for turn in self.turns])
        turn = np.searchsorted(starts, ints(lines["day"].to_physical()), side="right") - 1
        rows = pl.Series(ints(lines["product"]) * len(self.turns) + turn)
        return [column.gather(rows) for column in self.table]


def prices(products: pl.DataFrame, costs: pl.DataFrame, terms: Terms) -> Prices:
    """Return the prices and rates of each product over time."""
    changes = {turn for charge in terms.charges for turn in charge.turns()}
    turns = sorted({SINCE_EVER, *changes, *costs["valid_from"].drop_nulls()})
    sold = products.select("product", "sku", "item_id", "category")
    sold = sold.join(pl.DataFrame({"day": turns}), how="cross")
    for stem, name in (("unit_cost_fen", "unit_cost"), ("packing_cost_unit_fen", "unit_packing")):
        sold = _priced(sold, costs.rename({stem: name}), name)
    rates = [_ppm(charge, sold).alias(charge.rule) for charge in terms.charges]
    ordered = sold.sort("product", "day")
    return Prices(turns, ordered.select("unit_cost", "unit_packing", *rates))


def _priced(sold: pl.DataFrame, costs: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return product days with a price in force: by the product's SKU, else by its item."""
    for key in ("sku", "item_id"):
        found = _editions(costs, key, name)
        there = sold.filter(pl.col(key).is_not_null()).sort("day")
        told = there.join_asof(
            found, left_on="day", right_on="since", by=key, check_sortedness=False
        )
        told = told.select("product", "day", pl.col("since").is_not_null().alias("at"), name)
        sold = sold.join(
            told.rename({name: f"_{key}", "at": f"_at_{key}"}), ["product", "day"], how="left"
        )
    by_sku = pl.when(pl.col("_at_sku")).then("_sku").otherwise("_item_id")
    return sold.with_columns(by_sku.alias(name)).drop("_sku", "_item_id", "_at_sku", "_at_item_id")


def _editions(costs: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    """Return each price of a key with its first day; null where rows of that day disagree."""
    told = costs.drop_nulls([key, name])
    since = pl.col("valid_from").fill_null(SINCE_EVER).alias("since")
    agreed = pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first())
    return told.group_by(key, since).agg(agreed.alias(name)).sort("since")


def _ppm(charge: Charge, sold: pl.DataFrame) -> pl.Expr:
    """Return the rate of a charge for each category and day; null is unknown."""
    categories = sold["category"].unique().to_list()
    rate = pl.lit(None, pl.Int64)
    for turn in [date.min, *charge.turns()]:  # later ones overrule earlier ones
        known = [charge.ppm(category, turn) for category in categories]
        at = pl.col("category").replace_strict(categories, known, return_dtype=pl.Int64)
        rate = pl.when(pl.col("day") >= turn).then(at).otherwise(rate)
    return rate
