"""Which numbers are of one product: JD numbers its variants in orders and cost tables."""

from __future__ import annotations

import polars as pl

from shopkit.tables import Tables


def items_of_variants(tables: Tables) -> dict[str, str]:
    """Return the number a product has in item reports for each number its variants have.

    They are told by their title: a number of the cost table that no item report knows is of the
    product that alone has the same title there.
    """
    reported = tables["item_days"].select("item_id", "title").drop_nulls().unique()
    alone = reported.filter(pl.col("item_id").n_unique().over("title") == 1).unique("title")
    listed = tables["products"].select("item_id", "title").drop_nulls().unique()
    strangers = listed.join(reported.select("item_id").unique(), "item_id", "anti")
    found = strangers.join(alone.rename({"item_id": "product"}), "title").unique("item_id")
    return dict(found.select("item_id", "product").sort("item_id").iter_rows())
