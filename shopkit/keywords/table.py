"""The keyword table: which words are worth a place in a title, and which rise and fall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import polars as pl

from shopkit.sums import over
from shopkit.tables import Tables, as_pandas, check

COLUMNS = [
    *("rank", "keyword", "search_index", "click_rate", "conversion_rate", "items_competing"),
    *("potential", "potential_share", "potential_orders", "effective_sales_cny"),
]
MOVES = [
    *("keyword", "search_index", "change_rate", "rank", "rank_before", "rank_change"),
    *("items_competing",),
]


def potential(
    search_index: float,
    click_rate: float,
    items_competing: float,
    conversion_rate: float | None = None,
) -> float | None:
    """Return what a keyword promises to one item: clicks, or with a conversion orders, an item.

    search index x click rate / competing items (source document 001), x conversion rate where one
    is given. `None` without competing items: nobody knows then.

    Example:
        >>> potential(12_000, 0.05, 300), potential(12_000, 0.05, 300, 0.1)
        (2.0, 0.2)
    """
    if not items_competing > 0:
        return None
    clicks = search_index * click_rate / items_competing
    return clicks if conversion_rate is None else clicks * conversion_rate


def ranked_keywords(tables: Tables, price_cny: float | None = None) -> pd.DataFrame:
    """Return the keywords by potential, of each the latest row.

    Args:
        tables: the shop's; `keywords` is read.
        price_cny: price of the product, for its effective sales.

    Returns:
        rank (1 has most potential; NaN where it is unknown), keyword, search_index, click_rate,
        conversion_rate, items_competing, potential, potential_share (of all known),
        potential_orders (x conversion) and effective_sales_cny (x price): what an average competing
        item can expect, in the unit of the search index; good for ranking, no forecast.
    """
    rows = tables["keywords"].filter(pl.col("keyword").is_not_null())
    latest = rows.sort("date", nulls_last=False).unique("keyword", keep="last")
    worth = pl.col("search_index") * pl.col("click_rate")
    made = latest.with_columns(over(worth, "items_competing").alias("potential"))
    made = made.with_columns(
        over("potential", pl.col("potential").sum()).alias("potential_share"),
        (pl.col("potential") * pl.col("conversion_rate")).alias("potential_orders"),
    ).with_columns(
        (pl.col("potential_orders") * pl.lit(price_cny, pl.Float64)).alias("effective_sales_cny"),
    )
    by = ["potential", "search_index", "keyword"]
    ordered = made.sort(by, descending=[True, True, False], nulls_last=True)
    placed = ordered.with_columns(
        pl.when(pl.col("potential").is_not_null())
        .then(pl.int_range(1, pl.len() + 1).cast(pl.Int64))
        .alias("rank")
    )
    return check(as_pandas(placed.select(COLUMNS)))


def relevant(
    table: pd.DataFrame, about: Sequence[str], without: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the keywords of a product: those that hold a word it is called by, and none untrue.

    A shop's keyword table is about all of its products; a title with words of another product
    brings visitors who leave, and platforms punish it.

    Args:
        table: what `ranked_keywords` returned.
        about: what the product is called, such as `head_word` suggests; without any, all.
        without: what it is not: colours, materials, functions it has not.

    Returns:
        The same columns, ranks and shares of potential counted anew.
    """
    keywords = [str(keyword).casefold() for keyword in table["keyword"]]
    fits = [not about or _holds(one, about) for one in keywords]
    chosen = table[
        [fit and not _holds(one, without) for fit, one in zip(fits, keywords, strict=True)]
    ].reset_index(drop=True)
    rank = pd.Series(range(1, len(chosen) + 1), dtype="float64")
    whole = chosen["potential"].sum()
    share = chosen["potential"] / (whole if whole else float("nan"))
    ranked = rank.where(chosen["potential"].notna())
    return check(chosen.assign(rank=ranked, potential_share=share))


def _holds(keyword: str, words: Sequence[str]) -> bool:
    return any(word.casefold() in keyword for word in words if word)


def days_seen(tables: Tables) -> tuple[date, ...]:
    """Return the days keywords were looked up on, in order."""
    return tuple(tables["keywords"]["date"].drop_nulls().unique().sort())


def keyword_moves(tables: Tables, now: date, before: date) -> pd.DataFrame:
    """Return how the keywords moved between two days they were looked up on.

    rank change = rank before - rank now, so that a rise is positive; ranks are by search index
    among the keywords of that day.

    Returns:
        One row a keyword of `now`, most searched first: keyword, search_index, change_rate, rank,
        rank_before, rank_change (NaN for a newcomer), items_competing.
    """
    new, old = _of_day(tables, now), _of_day(tables, before)
    past = old.select(
        "keyword",
        pl.col("search_index").alias("search_index_before"),
        pl.col("rank").alias("rank_before"),
    )
    joined = new.join(past, "keyword", how="left").with_columns(
        (over("search_index", "search_index_before") - 1).alias("change_rate"),
        (pl.col("rank_before") - pl.col("rank")).alias("rank_change"),
    )
    return check(as_pandas(joined.sort("rank").select(MOVES)))


def _of_day(tables: Tables, day: date) -> pl.DataFrame:
    rows = tables["keywords"].filter((pl.col("date") == day) & pl.col("keyword").is_not_null())
    ordered = rows.drop_nulls("search_index").sort(
        ["search_index", "keyword"], descending=[True, False]
    )
    single = ordered.unique("keyword", keep="first", maintain_order=True)
    return single.with_columns(pl.int_range(1, pl.len() + 1).cast(pl.Int64).alias("rank"))
