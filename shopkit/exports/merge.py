"""Several files of one table to one table: what two exports both hold counts once."""

from __future__ import annotations

import polars as pl

from shopkit.exports.intake import REJECTS
from shopkit.exports.privacy import masked
from shopkit.layouts import SHOP_DAYS, SOURCE, SPAN, STATES, TABLES
from shopkit.tables import dictionary, inside

ORDER_KEY = ["order_id"]
DAY_KEY = list(SPAN)
# what the rows of one file must agree in to supersede those of another
KEYS: dict[str, tuple[str, ...]] = {
    "order_lines": ("order_id",),  # a whole order: old files have no number of a line
    "refunds": ("refund_id", "order_id", "sku"),
    "item_days": ("kind", *SPAN, "item_id"),
    "traffic": ("kind", *SPAN, "item_id", "source_path", "attribution"),
    "ads": ("kind", *SPAN, "tool", "campaign_id", "campaign", "item_id", "title", "keyword"),
    "affiliate": ("order_id", "line_id", "item_id"),
    "stock": ("item_id", "sku_id", "sku"),
    "service": ("kind", *SPAN, "agent"),
    "reviews": ("reviewed_at", "order_id", "item_id", "sku_id", "variant"),
    "market": ("kind", *SPAN, "rank", "category", "item_id", "title"),  # one file a category
    "products": ("source_file", "source_row"),  # files that disagree are all heard
    "offers": ("date", "item_id", "title", "seller"),
    "keywords": ("date", "keyword"),
    "people": ("person", "post", "hired_on"),
}

# what numbers a row of its own: standing twice in a file, it was pasted twice
NUMBERED = {
    "order_lines": "line_id",
    "refunds": "refund_id",
    "affiliate": "line_id",
    "item_days": "item_id",
}


def one_order_each(orders: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return each order once and the superseded rows.

    The row in the later state wins, then the one with more refunded, then the one from the file
    that reaches further. An order with a time of payment is at least paid, whatever its state says.
    """
    rank = {state: number for number, state in enumerate(STATES)}
    said = pl.col("state").replace_strict(rank, default=-1, return_dtype=pl.Int64).fill_null(-1)
    paid = pl.when(pl.col("paid_at").is_not_null()).then(rank["paid"])
    newest = pl.max_horizontal("created_at", "paid_at").max().over("source_file")
    ranked = orders.with_columns(
        pl.max_horizontal(said, paid).alias("_1"),
        pl.col("refund").fill_null(-1).alias("_2"),
        newest.alias("_3"),
    )
    return _last_of_each(ranked, ORDER_KEY)


def one_row_a_span(days: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return each span once and the superseded rows; the file that reaches further wins."""
    return _last_of_each(
        days.with_columns(pl.col("date_end").max().over("source_file").alias("_1")), DAY_KEY
    )


def one_file_each(rows: pl.DataFrame, table: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return for each key of a table the rows of one file, and the superseded rows.

    The file that reaches further wins: it was downloaded later. A numbered row that stands in it
    again, the same in every cell, counts once.
    """
    key = KEYS[table]
    dated = [stem for stem in TABLES[table] if dictionary()[stem].dtype in ("time", "date")]
    moments = [pl.col(stem).cast(pl.Datetime("us")) for stem in dated]
    reach = pl.max_horizontal(moments) if moments else pl.lit(None, pl.Datetime("us"))
    files = rows.group_by("source_file").agg(reach.max().alias("_reach"))
    ranked = files.sort("_reach", "source_file", nulls_last=False).with_row_index("_rank")
    both = rows.join(ranked.select("source_file", "_rank"), on="source_file", how="left")
    wins = pl.col("_rank") == pl.col("_rank").max().over(key)
    ordered = both.with_columns(wins.alias("_wins")).sort(*SOURCE)
    ordered = ordered.with_columns(pl.col("_wins") & ~_repeated(ordered, table))
    losers = ordered.filter(~pl.col("_wins"))
    return ordered.filter("_wins").select(rows.columns), _superseded(losers, key[0])


def _repeated(rows: pl.DataFrame, table: str) -> pl.Series:
    """Return whether a numbered row stands in its file before, the same in every cell."""
    number = NUMBERED.get(table)
    if number is None or not rows[number].drop_nulls().is_duplicated().any():
        return pl.repeat(value=False, n=rows.height, eager=True)
    cells = [stem for stem in TABLES[table] if stem != "source_row"]
    again = ~pl.struct(cells).is_first_distinct()
    return rows.select((pl.col(number).is_not_null() & again).alias("again"))["again"]


def split_days(days: pl.DataFrame) -> pl.DataFrame:
    """Return the spans one file gives different figures for: it splits them by another column."""
    figures = [stem for stem in SHOP_DAYS if stem in days.columns and stem not in SOURCE]
    repeated = days.select(figures).unique().group_by(DAY_KEY).len()
    return repeated.filter(pl.col("len") > 1).sort(DAY_KEY)


def revised_days(days: pl.DataFrame, kept: pl.DataFrame) -> dict[str, int]:
    """Return for each file its spans that were superseded by other figures, or by fewer."""
    both = days.join(kept, on=DAY_KEY, suffix="_kept")
    changed = [
        pl.col(stem).is_not_null() & pl.col(stem).ne_missing(pl.col(f"{stem}_kept"))
        for stem in SHOP_DAYS
        if stem not in (*DAY_KEY, *SOURCE)
    ]
    found = both.filter(pl.any_horizontal(changed)).group_by("source_file").len()
    return dict(found.iter_rows())


def _last_of_each(ranked: pl.DataFrame, key: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    ranks = sorted(name for name in ranked.columns if name.startswith("_"))
    ordered = ranked.sort(*key, *ranks, "source_file", "source_row", nulls_last=False).drop(ranks)
    last = ordered.select(pl.struct(key).is_last_distinct()).to_series()
    shown = key[0] if key == ORDER_KEY else "date"
    return ordered.filter(last), _superseded(ordered.filter(~last), shown)


def _superseded(losers: pl.DataFrame, shown: str) -> pl.DataFrame:
    """Return rows as rejects, one of their columns shown in outline."""
    rejects = {
        "file": losers["source_file"],
        "row": losers["source_row"],
        "column": pl.repeat(shown, losers.height, eager=True),
        "value": [masked(str(value)) for value in losers[shown]],
        "reason": pl.repeat("superseded", losers.height, eager=True),
    }
    return pl.DataFrame(rejects, REJECTS)


def named_inside(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return a table with its canonical names: money columns end in `_fen`."""
    return rows.select(pl.col(stem).alias(inside(stem)) for stem in TABLES[table])
