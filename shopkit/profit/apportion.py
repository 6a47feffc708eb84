"""Splitting money exactly: the parts are whole fen and add up to what was split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
T = TypeVar("T", bound=np.generic)

LARGEST = 2**63 - 1
PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows that lie beside each other and belong together.

    Attributes:
        starts: the first row of each group.
        counts: how many rows each has.
    """

    starts: Ints
    counts: Ints

    @classmethod
    def of(cls, keys: Ints) -> Groups:
        """Return the groups of rows that are sorted by a key."""
        if not len(keys):
            return cls(np.zeros(0, np.int64), np.zeros(0, np.int64))
        starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
        return cls(starts, np.diff(np.append(starts, len(keys))))

    def total(self, values: Ints) -> Ints:
        """Return the sum of each group."""
        return np.add.reduceat(values, self.starts) if len(self.starts) else values[:0]

    def all(self, flags: Flags) -> Flags:
        """Return for each group whether every row of it is true."""
        return np.logical_and.reduceat(flags, self.starts) if len(self.starts) else flags[:0]

    def rows(self, values: NDArray[T]) -> NDArray[T]:
        """Return a value of each group on every row of it."""
        return np.repeat(values, self.counts)


def split(amounts: Ints, weights: Ints, groups: Groups) -> Ints:
    """Return each row's part of its group's amount, in fen; the parts add up to it exactly.

    Row k of a group gets floor(A·W_k / W_n) − floor(A·W_{k−1} / W_n), where W_k is the sum of
    the first k weights; weights that are all 0 are equal.

    Args:
        amounts: fen, one a group.
        weights: one a row, none negative.
        groups: which rows belong together.
    """
    parts = np.repeat(amounts, groups.counts)  # right already for a group of one row
    many = np.flatnonzero(groups.counts > 1)
    many = many[amounts[many] != 0]
    if len(many):
        counts = groups.counts[many]
        rows = _rows_of(groups.starts[many], counts)
        parts[rows] = _split_many(amounts[many], weights[rows], counts)
    return parts


def _rows_of(starts: Ints, counts: Ints) -> Ints:
    """Return every row number of groups, given where they start."""
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows: Ints = np.repeat(starts, counts) + within
    return rows


def _split_many(amounts: Ints, weights: Ints, counts: Ints) -> Ints:
    starts = np.cumsum(counts) - counts
    empty = np.repeat(np.add.reduceat(weights, starts) == 0, counts)
    weights = np.where(empty, 1, weights)
    upto = np.cumsum(weights)  # may wrap around; differences within a group do not
    before = np.repeat(upto[starts] - weights[starts], counts)
    upto -= before
    whole = np.repeat(upto[starts + counts - 1], counts)
    ends = floor_share(np.repeat(amounts, counts), upto, whole)
    parts = np.diff(ends, prepend=0)
    parts[starts] = ends[starts]
    return parts


def floor_share(amounts: Ints, parts: Ints, wholes: Ints) -> Ints:
    """Return floor(amount × part / whole), exact however large the product is."""
    if not len(amounts):
        return amounts
    if int(np.abs(amounts).max()) * int(np.abs(parts).max()) <= LARGEST:
        return amounts * parts // wholes
    wide = pl.DataFrame({"a": amounts, "p": parts, "w": wholes}).select(
        (pl.col("a").cast(pl.Int128) * pl.col("p") // pl.col("w")).cast(pl.Int64)
    )
    return wide.to_series().to_numpy()
