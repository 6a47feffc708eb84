"""Sums and ratios of columns of which some rows may be unknown; unknown is never zero."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def known_sum(name: str) -> pl.Expr:
    """Return the sum of what is known of a column, in its unit; null where nothing is known.

    Example:
        >>> rows = pl.DataFrame({"shop": ["a", "a", "b"], "clicks": [4, None, None]})
        >>> rows.group_by("shop", maintain_order=True).agg(known_sum("clicks"))["clicks"].to_list()
        [4, None]
    """
    column = pl.col(name)
    return pl.when(column.count() > 0).then(column.sum()).alias(name)


def over(part: pl.Expr | str, whole: pl.Expr | str) -> pl.Expr:
    """Return a part of a positive whole as a ratio; null where there is no such whole.

    Example:
        >>> rows = pl.DataFrame({"clicks": [1, 1, None], "seen": [4, 0, 4]})
        >>> rows.select(over("clicks", "seen")).to_series().to_list()
        [0.25, None, None]
    """
    above, below = (pl.col(term) if isinstance(term, str) else term for term in (part, whole))
    return pl.when(below > 0).then(above / below)


def beside(
    now: pl.DataFrame, before: pl.DataFrame | None, key: str, adding: Sequence[str]
) -> pl.DataFrame:
    """Return the rows of two periods side by side, those of the one before as `<stem>_before`.

    Args:
        now: one row a key.
        before: the same columns; `None` if nothing is known of that period.
        key: the column by which they belong together.
        adding: columns that are 0, not unknown, for what is missing in a period that is told.
    """
    absent = None if before is None else 0
    old = (now.clear() if before is None else before).with_columns(there=True)
    old = old.rename({name: before_of(name) for name in now.columns if name != key})
    joined = now.with_columns(here=True).join(old, on=key, how="full", coalesce=True)
    return joined.with_columns(
        *(pl.when("here").then(name).otherwise(0).alias(name) for name in adding),
        *(
            pl.when("there").then(name).otherwise(absent).alias(name)
            for name in map(before_of, adding)
        ),
    ).drop("here", "there")


def before_of(name: str) -> str:
    """Return what a column is called in the period before.

    Example:
        >>> before_of("visitors"), before_of("paid_fen")
        ('visitors_before', 'paid_before_fen')
    """
    stem = name.removesuffix("_fen")
    return f"{stem}_before{name[len(stem) :]}"
