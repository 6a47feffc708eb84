"""Which offers a combination uses, as bits: words × carts, an earlier offer of the plan higher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np

from shopkit.apportion import Flags, Ints

Mark: TypeAlias = tuple[int, int]  # word and bit
WORD = 62  # bits of a word; the sign stays free, so that words compare as numbers


def marks_of(places: Iterable[int]) -> Mapping[int, Mark]:
    """Return the mark of each offer, given in the order of the plan."""
    ranks = ((n, divmod(rank, WORD)) for rank, n in enumerate(places))
    return {n: (word, 1 << (WORD - 1 - bit)) for n, (word, bit) in ranks}


def unmarked(marks: Mapping[int, Mark], carts: int) -> Ints:
    """Return carts that use none."""
    words = max((word for word, _ in marks.values()), default=0) + 1
    return np.zeros((words, carts), np.int64)


def marked(used: Ints, mark: Mark, flags: Flags) -> Ints:
    """Return what is used when flagged carts use one more."""
    word, bit = mark
    found = used.copy()
    found[word] |= flags * bit
    return found


def has(used: Ints, marks: Iterable[Mark]) -> Flags:
    """Return for each cart whether it uses any of some offers."""
    found = np.zeros(used.shape[1], bool)
    for word, bit in marks:
        found |= (used[word] & bit) != 0
    return found


def counts(used: Ints) -> Ints:
    """Return how many offers each cart uses."""
    found: Ints = np.bitwise_count(used).sum(axis=0, dtype=np.int64)
    return found


def earlier(used: Ints, other: Ints) -> Flags:
    """Return where the offers used stand earlier in the plan than the others, as many as those."""
    found = np.zeros(used.shape[1], bool)
    for mine, theirs in zip(used[::-1], other[::-1], strict=True):
        found = (mine > theirs) | ((mine == theirs) & found)
    return found
