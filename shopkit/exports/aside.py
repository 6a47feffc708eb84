"""Columns that are read only to make others and enter no table."""

from __future__ import annotations

from shopkit.tables import DType, dictionary

ASIDE: dict[str, DType] = {
    "balance": "money",  # the part of an order paid from the buyer's balance
    "settled": "money",  # what the platform settles an order by
    "order_total": "money",  # the amount of a whole order, repeated on its lines
    "line_discount": "money",
    "cancelled_at": "time",
    "dispatch_state": "text",
    "customer_id": "id",
    "line_cells": "text",  # every line of an order, one cell each, joined
}


def kind_of(stem: str) -> DType:
    """Return the kind of value a column holds, whether a table keeps it or not.

    Raises:
        KeyError: Nobody knows the column.

    Example:
        >>> kind_of("paid"), kind_of("balance")
        ('money', 'money')
    """
    return ASIDE[stem] if stem in ASIDE else dictionary()[stem].dtype
