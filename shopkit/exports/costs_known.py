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
    sold = _sold(tables)
    if not (products.height and sold.height):
        return unknown("cost_missing", "products")
    known = sold.filter(_has_cost(products))
    bare = sold.filter(~_has_cost(products))
    name = pl.coalesce("sku", "item_id", "title").fill_null("?").alias("key")
    top = bare.group_by(name).agg(pl.col("fen").sum()).sort("fen", "key", descending=[True, False])
    total, lacking = int(sold["fen"].sum()), int(bare["fen"].sum())
    shown = [f"{key} {amount(fen)}" for key, fen in top.head(SHOWN).iter_rows()]
    share = int(known["fen"].sum()) / total if total else None
    return Check(
        code="cost_missing",
        outcome="differs" if top.height else "fits",
        place="products",
        share=share,
        cny=lacking / 100,
        said={"off": top.height, "fen": lacking, "share": share or 0.0, "list": shown},
    )


def _sold(tables: Tables) -> pl.DataFrame:
    """Return paid lines: sku, item_id, title, fen, day of payment."""
    paid = tables.orders.drop_nulls("paid_at").select(
        "order_id", pl.col("paid_at").dt.date().alias("day")
    )
    worth = pl.coalesce("paid_fen", "goods_fen", pl.col("unit_price_fen") * pl.col("units"))
    lines = tables["order_lines"].join(paid, "order_id")
    return lines.select("sku", "item_id", "title", worth.fill_null(0).alias("fen"), "day")


def _has_cost(products: pl.DataFrame) -> pl.Expr:
    """Return whether a paid line has a cost by its SKU, else by its item, on its day."""
    return pl.any_horizontal(
        pl.col(key)
        .replace_strict(_since(products, key), default=None, return_dtype=pl.Date)
        .le(pl.col("day"))
        .fill_null(value=False)
        for key in ("sku", "item_id")
    )


def _since(products: pl.DataFrame, key: str) -> dict[str, date]:
    """Return the first day each SKU or item has a cost for."""
    first = products.drop_nulls(key).group_by(key).agg(pl.col("since").min())
    return dict(first.iter_rows())
