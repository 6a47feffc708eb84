"""An amount of a whole order split over its lines so that the parts add up to the fen."""

from __future__ import annotations

import polars as pl


def shared(amount: pl.Expr, weight: pl.Expr, over: str) -> pl.Expr:
    """Return each row's part of an amount that all rows of a group repeat.

    Part k is floor(A·W_k ÷ W_n) − floor(A·W_{k−1} ÷ W_n), W_k the sum of the first k weights, in
    the order of the rows. Weights that are all 0 or unknown count alike.

    Args:
        amount: the whole, the same in every row of a group, in whole fen.
        weight: weights that are not negative, in whole units.
        over: the column that groups the rows.
    """
    known = weight.fill_null(0).cast(pl.Int128)
    equal = (known.sum() == 0).over(over)
    used = pl.when(equal).then(pl.lit(1, pl.Int128)).otherwise(known)
    reached = used.cum_sum().over(over)
    total = used.sum().over(over)
    whole = amount.cast(pl.Int128)
    part = whole * reached // total - whole * (reached - used) // total
    return part.cast(pl.Int64, strict=False)
