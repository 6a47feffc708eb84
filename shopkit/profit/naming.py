"""What products and items are called, and which category they are of."""

from __future__ import annotations

import polars as pl

from shopkit.profit.frames import Names

PRODUCT = ("sku", "item_id")
COLUMNS = ("sku", "item_id", "title", "category", "valid_from")


def named(
    sold: pl.DataFrame, orders: pl.DataFrame, read: dict[str, pl.LazyFrame], category: str | None
) -> Names:
    """Return what the numbers of orders, products and lines stand for.

    Args:
        sold: products by number: sku, item_id.
        orders: paid orders by number.
        read: the shop's tables.
        category: that of what names none itself.
    """
    told = read["products"].select(COLUMNS).collect()
    described = _described(_with_items(sold, told), told, category)
    products = _titled(described, sold, read["order_lines"])
    return Names(
        orders=orders.select("order", "order_id"),
        products=products,
        items=_items(products, told, category),
        lines=read["order_lines"],
    )


def _with_items(sold: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return products whose item, where the lines do not tell, is the one item of their SKU."""
    pairs = told.select("sku", "item_id").drop_nulls().unique()
    single = pairs.group_by("sku").agg(pl.col("item_id").first().alias("own"), pl.len())
    known = single.filter(pl.col("len") == 1).select("sku", "own")
    joined = sold.join(known, "sku", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("item_id", "own").alias("item_id")).drop("own")


def _described(sold: pl.DataFrame, told: pl.DataFrame, category: str | None) -> pl.DataFrame:
    """Return products with title and category: by SKU, else by item, else the shop's category."""
    for key in ("sku", "item_id"):
        sold = sold.join(_latest(told, key, f"_{key}"), key, how="left", maintain_order="left")
    return sold.select(
        *("product", "sku", "item_id"),
        pl.coalesce("title_sku", "title_item_id").alias("title"),
        pl.coalesce("category_sku", "category_item_id", pl.lit(category)).alias("category"),
    )


def _titled(products: pl.DataFrame, sold: pl.DataFrame, lines: pl.LazyFrame) -> pl.DataFrame:
    """Return products, those without a title with the latest one of their order lines."""
    named = pl.any_horizontal(pl.col(PRODUCT).is_not_null())
    bare = sold.filter(products["title"].is_null()).filter(named)
    if not bare.height:
        return products
    when = pl.coalesce("paid_at", "created_at")
    last = (
        lines.filter(pl.col("title").is_not_null())
        .join(bare.lazy(), list(PRODUCT), nulls_equal=True)
        .group_by("product")
        .agg(pl.col("title").sort_by(when, "title").last().alias("sold_as"))
    )
    found = products.join(last.collect(), "product", how="left", maintain_order="left")
    return found.with_columns(pl.coalesce("title", "sold_as").alias("title")).drop("sold_as")


def _latest(told: pl.DataFrame, key: str, suffix: str = "") -> pl.DataFrame:
    """Return the title and category a key has now, the last rows of its table deciding."""
    rows = told.drop_nulls(key).sort("valid_from", "category", "title")
    last = (pl.col(c).drop_nulls().last().alias(f"{c}{suffix}") for c in ("title", "category"))
    return rows.group_by(key).agg(*last)


def _items(products: pl.DataFrame, told: pl.DataFrame, category: str | None) -> pl.DataFrame:
    sold = (
        products.drop_nulls("item_id")
        .group_by("item_id")
        .agg(pl.col("title", "category").drop_nulls().min())
    )
    listed = _latest(told, "item_id")
    rest = listed.join(sold, "item_id", how="anti")
    return pl.concat([sold, rest.with_columns(pl.col("category").fill_null(pl.lit(category)))])
