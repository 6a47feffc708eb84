"""What a price band brought when it was decided and brings now: the same products compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from shopkit.positioning.market import NAMED_BY

FEN = 100


@dataclass(frozen=True)
class Since:
    """The estimated 30-day sales of a price band, then and now.

    Attributes:
        items: products seen both times and in the band at one of them.
        then_cny: price × units of those in the band as they were last seen when it was decided.
        now_cny: the same of those in the band as they were last seen since.
    """

    items: int
    then_cny: float
    now_cny: float

    @property
    def change_cny(self) -> float:
        """What they sell now more (+) or less than then, CNY in 30 days, estimated."""
        return self.now_cny - self.then_cny


def band_since(seen: pl.DataFrame, day: date, band: tuple[float, float]) -> Since | None:
    """Return what a price band brought on a day and brings now; `None` where it cannot be told.

    Only products looked at both up to the day and after it count: what was entered since says
    more of the table than of the market. Units must be known both times.

    Args:
        seen: what `history` returned.
        day: on which the band was decided.
        band: its lowest and highest price, CNY; both belong to it.
    """
    known = seen.drop_nulls(["date", "units_30_days"]).with_columns(pl.col(NAMED_BY).fill_null(""))
    low, high = (round(end * FEN) for end in band)
    known = known.sort("date", "source_file", "source_row").with_columns(
        pl.when(pl.col("unit_price_fen").is_between(low, high))
        .then("revenue_30_days_fen")
        .alias("inside")
    )
    before = _last(known.filter(pl.col("date") <= day))
    both = before.join(_last(known.filter(pl.col("date") > day)), on=NAMED_BY, suffix="_now")
    both = both.filter(pl.any_horizontal(pl.col("inside", "inside_now").is_not_null()))
    if both.is_empty():
        return None
    then, now = (int(both[name].sum()) / FEN for name in ("inside", "inside_now"))
    return Since(both.height, then, now)


def _last(seen: pl.DataFrame) -> pl.DataFrame:
    return seen.group_by(NAMED_BY, maintain_order=True).last().select(*NAMED_BY, "inside")
