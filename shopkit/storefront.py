"""A shop of one's own: the functions it needs, what a cart adds up to, what an order shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

import pandas as pd
import polars as pl

from shopkit.i18n import Lang, texts, under
from shopkit.tables import Tables, as_pandas, check


def functions(lang: Lang) -> dict[str, str]:
    """Return the ten functions a shop of one's own needs, by name (source document 002)."""
    return under("storefront.function", lang)


def missing_functions(there: Collection[str], lang: Lang) -> pd.DataFrame:
    """Return the functions a platform still lacks, in the order of the list.

    Args:
        there: names of the functions it has, as `functions` names them.
        lang: language of the texts.

    Raises:
        KeyError: A name is none of the ten.
    """
    unknown = set(there) - set(texts("storefront")["function"])
    if unknown:
        raise KeyError(*sorted(unknown))
    lacking = [said for name, said in functions(lang).items() if name not in there]
    return check(pd.DataFrame({"function": lacking}))


def cart_total(lines: Iterable[tuple[Decimal | float, int]]) -> Decimal:
    """Return what a cart adds up to, CNY to the fen: sum of price x quantity.

    Args:
        lines: the price of one unit and how many of it; returned items are not in it any more.

    Raises:
        ValueError: A price or a quantity is below 0.

    Example:
        >>> cart_total([(19.9, 3), (0.1, 1)])
        Decimal('59.80')
    """
    total = Decimal(0)
    for price, units in lines:
        if price < 0 or units < 0:
            raise ValueError(f"{price} x {units}: neither can be below 0")
        total += Decimal(str(price)) * units
    return total.quantize(Decimal("0.01"))


def order_status(tables: Tables) -> pd.DataFrame:
    """Return what an order query shows of each order, the newest first.

    Returns:
        order_id, order_date, is_paid, is_shipped (None where the export does not tell), ship_date.
    """
    told = tables.orders["shipped_at"].is_not_null().any()
    left = pl.coalesce("sent", pl.when(pl.lit(told)).then(pl.col("shipped_at").is_not_null()))
    rows = tables.orders.sort("created_at", "order_id", descending=[True, False], nulls_last=True)
    return check(
        as_pandas(
            rows.select(
                "order_id",
                pl.col("created_at").dt.date().alias("order_date"),
                pl.col("paid_at").is_not_null().alias("is_paid"),
                left.alias("is_shipped"),
                pl.col("shipped_at").dt.date().alias("ship_date"),
            )
        )
    )
