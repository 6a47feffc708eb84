"""Sources that tell the same thing, held against each other: pure functions over tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopkit.exports.reconcile.ads import ad_checks
from shopkit.exports.reconcile.alone import alone_checks
from shopkit.exports.reconcile.check import Check, Outcome, Value, amount
from shopkit.exports.reconcile.lines import line_checks
from shopkit.exports.reconcile.money_back import refund_checks
from shopkit.exports.reconcile.sales import sales_checks

if TYPE_CHECKING:
    from shopkit.tables import Tables

__all__ = ["Check", "Outcome", "Value", "amount", "reconciled"]


def reconciled(tables: Tables) -> tuple[Check, ...]:
    """Return what came of every comparison, in the order the panel shows them."""
    makers = (sales_checks, line_checks, refund_checks, ad_checks, alone_checks)
    return tuple(check for maker in makers for check in maker(tables))
