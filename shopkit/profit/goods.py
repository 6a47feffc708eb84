"""What the goods of each line cost, by the shop's own cost tables."""

from __future__ import annotations

import numpy as np
import polars as pl

from shopkit.apportion import floor_share, ints, times_ppm


def cost_of_goods(resellable_ppm: int | None) -> pl.Expr:
    """Return the cost of goods of each line in fen: kept by buyers, or back and not to be resold.

    Reads units, unit_cost, ships, back, back_whole, back_part (fen of cost). Null is unknown.
    """
    bought = pl.col("units") * pl.col("unit_cost")
    back = pl.when("back_whole").then(bought).otherwise("back_part")
    saved = pl.lit(None, pl.Int64) if resellable_ppm is None else times_ppm(back, resellable_ppm)
    kept = pl.when(pl.col("back") & (back != 0)).then(bought - saved).otherwise(bought)
    return pl.when("ships").then(kept).otherwise(0)


def back_part(lines: pl.DataFrame) -> pl.Series:
    """Return what goods that came back cost, by the share of them that was refunded, in fen.

    Reads units, unit_cost, back, back_whole, back_fen, paid_fen; 0 where nothing or all came.
    """
    parts = np.zeros(lines.height, np.int64)
    some = lines.select(pl.col("back") & ~pl.col("back_whole")).to_series().to_numpy()
    rows = np.flatnonzero(some)
    told = lines.select(
        "back_fen", "paid_fen", (pl.col("units") * pl.col("unit_cost")).alias("bought")
    )[rows]
    bought, paid = ints(told["bought"]), np.maximum(ints(told["paid_fen"]), 1)
    parts[rows] = floor_share(ints(told["back_fen"]), bought, paid)
    return pl.Series("back_part", parts)
