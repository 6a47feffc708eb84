"""How the market moved between the days on which it was looked at: the same products compared."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import polars as pl

from shopkit.positioning.market import NAMED_BY
from shopkit.tables import as_pandas, check

COLUMNS = [
    *("date_before", "date", "days", "items_both", "items_new", "items_gone", "items_known"),
    *("units_before", "units_30_days", "change_rate", "price_change_rate"),
]


def trend(seen: pl.DataFrame) -> pd.DataFrame:
    """Return how the same products moved from one look at the market to the next.

    Running 30-day figures are compared, never added over days; they are added over the products
    seen both times whose units are known both times.

    Args:
        seen: what `history` returned.

    Returns:
        One row for two successive days, the earliest first; empty with fewer than two days:
        date_before, date, days (between them; under 30 the two windows overlap, and the change
        is the smaller for it), items_both, items_new, items_gone, items_known (both with units),
        units_before, units_30_days, change_rate (now ÷ before − 1; NaN where nothing sold),
        price_change_rate (median over the products).
    """
    days = seen["date"].drop_nulls().unique().sort().to_list()
    looks = {day: _look(seen, day) for day in days}
    rows = [_compared(looks[old], looks[new]) | _days(old, new) for old, new in pairwise(days)]
    return check(pd.DataFrame(rows, columns=COLUMNS))


def _days(old: object, new: object) -> dict[str, object]:
    before, now = pd.Timestamp(str(old)), pd.Timestamp(str(new))
    return {"date_before": before, "date": now, "days": (now - before).days}


def _look(seen: pl.DataFrame, day: object) -> pd.DataFrame:
    """Return what was seen on a day, one row a product."""
    rows = seen.filter(pl.col("date") == day).sort("source_file", "source_row")
    rows = rows.filter(pl.struct(NAMED_BY).is_last_distinct())
    frame = as_pandas(rows.select(*NAMED_BY, "unit_price_fen", "units_30_days"))
    return frame.set_index([frame[name].fillna("") for name in NAMED_BY])


def _compared(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, object]:
    both = old.index.intersection(new.index)
    before, now = old.loc[both], new.loc[both]
    known = before["units_30_days"].notna() & now["units_30_days"].notna()
    units = [frame["units_30_days"][known].sum(min_count=1) for frame in (before, now)]
    prices = now["unit_price_cny"] / before["unit_price_cny"] - 1
    return {
        "items_both": len(both),
        "items_new": len(new) - len(both),
        "items_gone": len(old) - len(both),
        "items_known": int(known.sum()),
        "units_before": units[0],
        "units_30_days": units[1],
        "change_rate": units[1] / units[0] - 1 if units[0] > 0 else float("nan"),
        "price_change_rate": float(prices.median()),
    }
