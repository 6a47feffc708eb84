"""How far the shop's own cost tables tell what was sold: gaps, disagreements, repetitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.exports.reconcile.check import Check, Value, amount, found, unknown
from shopkit.findings import Severity

if TYPE_CHECKING:
    from shopkit.tables import Tables

SHOWN = 5
SINCE_EVER = date(1, 1, 1)
PRODUCT = ("sku", "item_id")


def cost_checks(tables: Tables) -> Iterator[Check]:
    """Yield whether costs disagree, stand twice, or are missing for what was sold."""
    products = _keyed(tables["products"])
    yield _conflicts(products)
    yield _repeated(products)
    yield _missing(tables, products)


def _keyed(products: pl.DataFrame) -> pl.DataFrame:
    """Return rows with a cost and the key they are joined by: the SKU, else the item."""
    key = pl.coalesce("sku", "item_id").alias("key")
    since = pl.col("valid_from").fill_null(SINCE_EVER).alias("since")
    return products.drop_nulls("unit_cost_fen").with_columns(key, since).drop_nulls("key")


def _conflicts(products: pl.DataFrame) -> Check:
    """Return the SKUs that have several costs from the same day on, with every cost and file."""
    key = ["key", "since"]
    split = products.filter(pl.col("unit_cost_fen").n_unique().over(key) > 1)
    told = split.unique([*key, "unit_cost_fen", "source_file"]).sort(
        *key, "source_file", "source_row"
    )
    rows = told.group_by(key, maintain_order=True).agg("unit_cost_fen", "source_file")
    shown = [
        f"{name}: " + " / ".join(map(_priced, costs, files))
        for name, _, costs, files in rows.iter_rows()
    ]
    said: dict[str, Value] = {"off": len(shown), "list": shown[:SHOWN]}
    return found("cost_conflict", "products", Severity.ERROR, said)


def _priced(cost: int, file: str) -> str:
    return f"{amount(cost)} ({file})"


def _repeated(products: pl.DataFrame) -> Check:
    """Return the SKUs that stand several times with the same cost."""
    again = products.group_by("key", "since", "unit_cost_fen", maintain_order=True).len()
    names = again.filter(pl.col("len") > 1)["key"].unique(maintain_order=True).to_list()
    said: dict[str, Value] = {"off": len(names), "list": names[:SHOWN]}
    return found("products_twice", "products", Severity.NOTE, said)


def _missing(tables: Tables, products: pl.DataFrame) -> Check:
    """Return what was sold without a cost that held on the day of payment, most money first."""
    if not (products.height and (sold := _sold(tables)).height):
        return unknown("cost_missing", "products")
    costed = _costed(sold, products)
    bare = costed.filter(~pl.col("costed"))
    name = pl.coalesce("sku", "item_id", "title").fill_null("?").alias("key")
    top = bare.group_by(name).agg(pl.col("fen").sum()).sort("fen", "key", descending=[True, False])
    total, lacking = int(sold["fen"].sum()), int(bare["fen"].sum())
    whole = total + _unlisted(tables)
    shown = [f"{key} {amount(fen)}" for key, fen in top.head(SHOWN).iter_rows()]
    share = (total - lacking) / whole if whole else None
    return Check(
        code="cost_missing",
        outcome="differs" if top.height else "fits",
        place="products",
        share=share,
        cny=lacking / 100,
        said={"off": top.height, "fen": lacking, "share": share or 0.0, "list": shown},
    )


def _sold(tables: Tables) -> pl.DataFrame:
    """Return what paid lines brought by product and day of payment, in fen.

    Columns: sku, item_id, title, day, fen.
    """
    paid = tables.orders.drop_nulls("paid_at").select(
        "order_id", pl.col("paid_at").dt.date().alias("day")
    )
    worth = pl.coalesce("paid_fen", "goods_fen", pl.col("unit_price_fen") * pl.col("units"))
    lines = tables["order_lines"].join(paid, "order_id")
    fen = worth.fill_null(0).sum().alias("fen")
    return lines.group_by("sku", "item_id", "title", "day").agg(fen)


def _unlisted(tables: Tables) -> int:
    """Return what was paid for orders without lines, in fen: nobody knows what they sold."""
    bare = tables.orders.drop_nulls("paid_at").join(tables["order_lines"], "order_id", "anti")
    return int(bare["paid_fen"].sum())


def _costed(sold: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return what was sold with whether its cost is known, by the rules profit has.

    The SKU's latest cost on its day decides, else that of its item; costs that disagree are none.
    """
    sold = _with_items(sold, products).with_row_index("row").sort("day")
    for key in PRODUCT:
        asked = sold.select("row", "day", key).drop_nulls(key)
        found = asked.join_asof(
            _agreed(products, key),
            left_on="day",
            right_on="since",
            by=key,
            check_sortedness=False,
        )
        sold = sold.join(found.select("row", pl.col("agreed").alias(f"_{key}")), "row", how="left")
    known = pl.coalesce(f"_{key}" for key in PRODUCT).fill_null(value=False)
    return sold.with_columns(known.alias("costed"))


def _with_items(sold: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return what was sold, its item that of its SKU where the lines do not tell and it has one."""
    own = products.drop_nulls(PRODUCT).group_by("sku").agg(pl.col("item_id").unique().alias("own"))
    single = own.filter(pl.col("own").list.len() == 1).select("sku", pl.col("own").list.first())
    told = sold.join(single, "sku", how="left")
    return told.with_columns(pl.coalesce("item_id", "own").alias("item_id")).drop("own")


def _agreed(products: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return whether all costs of a SKU or item from one day on are the same: key, since."""
    costs = products.drop_nulls(key).group_by(key, "since")
    return costs.agg((pl.col("unit_cost_fen").n_unique() == 1).alias("agreed")).sort("since")
