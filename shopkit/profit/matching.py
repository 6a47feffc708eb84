"""Which line a row of a refund or affiliate file is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from shopkit.apportion import Ints


@dataclass(frozen=True, slots=True)
class OrderNumbers:
    """Paid orders by number, to be found by their id.

    Attributes:
        ids: in the order of the numbers, sorted.
        keys: the ids as whole numbers, where all are digits of one length.
    """

    ids: pl.Series
    keys: Ints | None

    @classmethod
    def of(cls, ids: pl.Series) -> OrderNumbers:
        """Return the numbers of orders, given their sorted ids."""
        return cls(ids, _digits(ids))

    def find(self, ids: pl.Series) -> Ints:
        """Return the number of each id; -1 where no such order was paid."""
        keys = None if self.keys is None else _digits(ids)
        if self.keys is None or keys is None or len(str(ids[0])) != len(str(self.ids[0])):
            return self._joined(ids)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, -1)

    def _joined(self, ids: pl.Series) -> Ints:
        known = self.ids.alias("id").to_frame().with_row_index("order")
        found = ids.alias("id").to_frame().join(known, "id", how="left", maintain_order="left")
        return found["order"].cast(pl.Int64).fill_null(-1).to_numpy()

    def numbered(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of paid orders with the number of their order, sorted by it."""
        numbers = pl.Series("order", self.find(rows["order_id"]))
        return rows.with_columns(numbers).filter(pl.col("order") >= 0).sort("order")


def _digits(ids: pl.Series) -> Ints | None:
    """Return ids of digits of one length as whole numbers; null where they are anything else."""
    if not len(ids) or ids.null_count():
        return None
    lengths = ids.str.len_bytes()
    if lengths.min() != lengths.max() or str(ids.min()) < "0":  # a sign comes before any digit
        return None
    keys = ids.cast(pl.Int64, strict=False)
    return None if keys.null_count() else keys.to_numpy()


def matched(rows: pl.DataFrame, lines: pl.DataFrame, second: str) -> pl.DataFrame:
    """Return rows with the `line` each is about: by line_id, else by a second column.

    Where several lines of an order answer, the first does; where none does, it is null.

    Args:
        rows: order, line_id and the second column.
        lines: candidates.
        second: `sku` or `item_id`.
    """
    by_id = _joined(rows, lines, ["order", "line_id"])
    open_rows = by_id.filter(pl.col("line").is_null()).drop("line")
    return pl.concat(
        [
            by_id.filter(pl.col("line").is_not_null()),
            _joined(open_rows, lines, ["order", second]),
        ]
    )


def _joined(rows: pl.DataFrame, lines: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    first = lines.drop_nulls(key).unique(key, keep="first", maintain_order=True)
    return rows.join(first.select(*key, "line"), list(key), how="left")
