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
EXACT_FLOAT = 2**53
DIGIT = 16  # bits
ROOM = 4  # places a row may take in a table of all keys
PPM = 1_000_000
HALF = PPM // 2


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


@dataclass(frozen=True, slots=True)
class Shares:
    """How the rows of groups share what their group gets.

    Attributes:
        groups: which rows belong together.
        rows: the rows of groups of more than one; the others get all of it.
        starts: where a group starts among `rows`.
        upto: by row of `rows`, the weights of its group up to it.
        whole: by row of `rows`, all weights of its group.
    """

    groups: Groups
    rows: Ints
    starts: Ints
    upto: Ints
    whole: Ints

    @classmethod
    def of(cls, weights: Ints, groups: Groups) -> Shares:
        """Return the shares by weights, one a row, none negative; weights all 0 are equal."""
        rows = np.flatnonzero(groups.rows(groups.counts > 1))
        counts = groups.counts[groups.counts > 1]
        starts = np.cumsum(counts) - counts
        weights = weights[rows]
        if len(rows):
            empty = np.repeat(np.add.reduceat(weights, starts) == 0, counts)
            weights = np.where(empty, 1, weights)
        upto = np.cumsum(weights)  # may wrap around; differences within a group do not
        upto -= np.repeat(upto[starts] - weights[starts], counts)
        return cls(groups, rows, starts, upto, np.repeat(upto[starts + counts - 1], counts))

    def split(self, amounts: Ints) -> Ints:
        """Return each row's part of its group's amount, in fen; the parts add up to it exactly.

        Row k of a group gets floor(A·W_k / W_n) − floor(A·W_{k−1} / W_n), where W_k is the sum
        of the first k weights.

        Args:
            amounts: fen, one a group.
        """
        parts = self.groups.rows(amounts)
        shared = parts[self.rows]
        some = np.flatnonzero(shared)
        if not len(some):
            return parts
        if len(some) == len(shared):
            ends = floor_share(shared, self.upto, self.whole)
        else:
            ends = np.zeros_like(shared)
            ends[some] = floor_share(shared[some], self.upto[some], self.whole[some])
        own = np.diff(ends, prepend=0)
        own[self.starts] = ends[self.starts]
        parts[self.rows] = own
        return parts


def split(amounts: Ints, weights: Ints, groups: Groups) -> Ints:
    """Return each row's part of its group's amount, in fen, by weights: see `Shares`."""
    return Shares.of(weights, groups).split(amounts)


def floor_share(amounts: Ints, parts: Ints, wholes: Ints) -> Ints:
    """Return floor(amount × part / whole), exact however large the product is."""
    if not len(amounts):
        return amounts
    top = _top(amounts) * _top(parts)
    if top + _top(wholes) <= EXACT_FLOAT:  # then no quotient is rounded up to a whole number
        quotient = amounts * parts / wholes
        found: Ints = (quotient if amounts.min() >= 0 else np.floor(quotient)).astype(np.int64)
        return found
    if top <= LARGEST:
        return amounts * parts // wholes
    wide = pl.DataFrame({"a": amounts, "p": parts, "w": wholes}).select(
        (pl.col("a").cast(pl.Int128) * pl.col("p") // pl.col("w")).cast(pl.Int64)
    )
    return wide.to_series().to_numpy()


def _top(values: Ints) -> int:
    return max(int(values.max()), -int(values.min()))


def by_group(numbers: Ints) -> Ints:
    """Return the rows in the order of a number of each that is not negative, ties as they lie."""
    order: Ints = np.arange(len(numbers))
    if len(numbers) and (numbers[1:] < numbers[:-1]).any():
        for shift in range(0, int(numbers.max()).bit_length(), DIGIT):  # numpy sorts 16 bits fast
            digit = (numbers[order] >> shift).astype(np.uint16)
            order = order[np.argsort(digit, kind="stable")]
    return order


def ranked(keys: Ints) -> tuple[Ints, Ints]:
    """Return the different keys in order, none negative, and where each row's is among them."""
    span = int(keys.max(initial=0)) + 1
    if span > ROOM * len(keys) + PPM:
        return np.unique(keys, return_inverse=True)
    there = np.zeros(span, bool)
    there[keys] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]


def ints(column: pl.Series, unknown: int = 0) -> Ints:
    """Return a column as whole numbers, with a number for what is unknown."""
    return column.fill_null(unknown).cast(pl.Int64).to_numpy()


def times_ppm(amount: pl.Expr, ppm: pl.Expr | int) -> pl.Expr:
    """Return (amount × ppm + 500000) // 1000000 in whole fen, exact however large it is."""
    whole, rest = amount // PPM, amount % PPM
    return whole * ppm + (rest * ppm + HALF) // PPM
