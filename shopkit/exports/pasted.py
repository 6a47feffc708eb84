"""Rows pasted twice into a list of lines that have no number of their own, told by where they are.

Two lines of an order may be equal: the same product put into the cart twice. A platform writes the
lines of an order one after the other, so equal lines that stand together are two, and what comes
back further down, or a whole order of several lines written again below itself, was pasted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import polars as pl

Cells: TypeAlias = tuple[object, ...]
Line: TypeAlias = tuple[int, Cells]  # where it stands, and what it says


def pasted(rows: pl.DataFrame) -> list[int]:
    """Return the places of rows that repeat others of their order, the first place being 0.

    Args:
        rows: text cells in the order of the file: order_id, what else was read, source_row.
    """
    cells = rows.drop("source_row")
    again = cells.hash_rows().is_duplicated()
    orders = cells["order_id"].filter(again).drop_nulls().unique()
    if not len(orders):
        return []
    run = pl.col("order_id").ne_missing(pl.col("order_id").shift(1)).cum_sum().alias("run")
    placed = cells.with_row_index("place").with_columns(run)
    some = placed.filter(pl.col("order_id").is_in(orders.implode()))
    lines: dict[str, list[list[Line]]] = {}
    for _, together in groupby(some.iter_rows(), key=itemgetter(-1)):
        found = [(row[0], row[1:-1]) for row in together]
        lines.setdefault(found[0][1][cells.get_column_index("order_id")], []).append(found)
    return sorted(place for runs in lines.values() for place in _repeated(runs))


def _repeated(runs: Sequence[Sequence[Line]]) -> Iterator[int]:
    """Yield the places of an order's lines that are there already, given those that stand together.

    An order has a line as often as it stands in any one place.
    """
    most: Counter[Cells] = Counter()
    for run in runs:
        whole = _once([cells for _, cells in run])
        here: Counter[Cells] = Counter()
        for place, cells in run[:whole]:
            here[cells] += 1
            if here[cells] <= most[cells]:
                yield place
        most |= here
        yield from (place for place, _ in run[whole:])


def _once(lines: Sequence[Cells]) -> int:
    """Return how many lines there are before all of them are written again.

    Example:
        >>> a, b = ("a",), ("b",)
        >>> _once([a, b, a, b]), _once([a, a]), _once([a, b, a])
        (2, 2, 3)
    """
    many = len(lines)
    if len(set(lines)) == 1:
        return many
    sizes = (size for size in range(2, many // 2 + 1) if not many % size)
    return next((size for size in sizes if lines[size:] == lines[:-size]), many)
