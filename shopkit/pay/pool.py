"""A pool of commission shared equally by the people of several departments, to the fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from shopkit.apportion import Groups, split
from shopkit.pay.money import part, to_cny, to_fen


def pool_cny(silent_sales_cny: float, rate: float) -> float:
    """Return the pool of a month, in CNY: a share of the sales of orders placed without a chat.

    Example:
        >>> pool_cny(50_000, 0.01)
        500.0
    """
    return to_cny(part(to_fen(silent_sales_cny), rate))


def shared(amount_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return an amount split by weights, in fen; the parts add up to it exactly.

    Args:
        amount_fen: what is shared.
        weights: one a person, such as calendar days in the post; all 0 shares nothing.

    Example:
        >>> shared(100, [1, 1, 1]), shared(100, [])
        ((33, 33, 34), ())
    """
    if not any(weights):
        return (0,) * len(weights)
    held = np.asarray(weights, np.int64)
    groups = Groups.of(np.zeros(len(held), np.int64))
    return tuple(int(one) for one in split(np.array([amount_fen], np.int64), held, groups))


def per_head(
    silent_sales_cny: float, rate: float, people: Mapping[str, int]
) -> Mapping[str, tuple[float, ...]]:
    """Return what each person of the departments gets, in CNY, by department.

    Equal parts: two people differ by at most a fen, and all parts add up to the pool. A pool
    without anybody to share it is not paid.

    Args:
        silent_sales_cny: sales of orders placed without a chat, of a month.
        rate: share of them that is the pool, 0-1.
        people: how many people each department has.

    Example:
        >>> per_head(50_000, 0.01, {"design": 2, "warehouse": 3})
        {'design': (100.0, 100.0), 'warehouse': (100.0, 100.0, 100.0)}
    """
    parts = iter(shared(part(to_fen(silent_sales_cny), rate), [1] * sum(people.values())))
    return {
        name: tuple(to_cny(next(parts)) for _ in range(count)) for name, count in people.items()
    }
