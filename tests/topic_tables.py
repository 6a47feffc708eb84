"""Small canonical tables for the tests of topics, made from a few cells a row."""

import polars as pl

from shopkit.tables import Tables, empty


def rows(table, *cells):
    """Return a canonical table from dicts of its columns as inside tables; the rest is unknown."""
    blank = empty(table)
    known = pl.DataFrame([dict.fromkeys(blank.columns) | cell for cell in cells], blank.schema)
    return pl.concat([blank, known])


def tables(**frames):
    """Return tables with these rows; every other table is empty."""
    made = {name: rows(name, *cells) for name, cells in frames.items()}
    days = made.get("orders", empty("orders"))["paid_at"].dt.date().drop_nulls()
    return Tables(
        orders=made.pop("orders", empty("orders")),
        shop_days=made.pop("shop_days", empty("shop_days")),
        order_days=frozenset(days),
        others=made,
    )
