"""Which offers of the market are of the same kind as a product: told by how their titles end."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from shopkit.tables import Tables

FEWEST = 3  # offers, or a kind is not told
SETS = ("组合装", "套装", "组合", "礼盒")  # what a set is called behind the name of its kind


def peers_alike(tables: Tables, names: Mapping[str, str]) -> dict[str, list[float]]:
    """Return the prices other shops ask for products of the same kind, CNY, by own product.

    A title in Chinese ends with what a thing is: offers are alike whose titles end with the
    longest end of the product's name that at least three share. The latest look counts.

    Args:
        tables: the shop's, with the market table.
        names: what each own product is called.
    """
    key = ["item_id", "title", "seller"]
    rows = tables["offers"].filter(
        (pl.col("unit_price_fen") > 0) & ~pl.col("own").fill_null(value=False)
    )
    rows = rows.sort("date", nulls_last=False).unique(key, keep="last", maintain_order=True)
    told = rows.select("title", "unit_price_fen").drop_nulls().rows()
    found = {}
    for item, name in names.items():
        kind = kind_of(name, [title for title, _ in told])
        if kind:
            found[item] = sorted(fen / 100 for title, fen in told if title.endswith(kind))
    return found


def kind_of(name: str, titles: list[str]) -> str:
    """Return the end of a name that says what the thing is; empty where too few titles share it.

    Example:
        >>> kind_of("增压花洒套装", ["恒温花洒", "手持花洒", "淋浴花洒", "花洒软管"])
        '花洒'
    """
    bare = next((name.removesuffix(one) for one in SETS if name.endswith(one)), name)
    for start in range(len(bare) - 1):
        if sum(title.endswith(bare[start:]) for title in titles) >= FEWEST:
            return bare[start:]
    return ""
