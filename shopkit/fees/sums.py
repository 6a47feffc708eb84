"""The arithmetic of fees; what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = 12


def commission_cny(sales_cny: float | None, rate: float | None) -> float | None:
    """Return what a share of sales comes to, in CNY; `None` if either is unknown.

    Example:
        >>> commission_cny(100_000, 0.05)
        5000.0
    """
    return None if sales_cny is None or rate is None else sales_cny * rate


def monthly_share(yearly_cny: float | None) -> float | None:
    """Return what a month bears of a fee of a year, in CNY.

    Example:
        >>> monthly_share(30_000)
        2500.0
    """
    return None if yearly_cny is None else yearly_cny / MONTHS


def refund_share(sales_cny: float, tiers: Iterable[tuple[float | None, float]]) -> float | None:
    """Return the share of a yearly fee that comes back with a year's sales, 0-1.

    Args:
        sales_cny: sales of the year.
        tiers: sales from which a share comes back, and the share; `None` is not known.

    Returns:
        The largest share reached; `None` if a larger one may have been reached but is not known.

    Example:
        >>> refund_share(700_000, [(200_000, 0.5), (600_000, 1.0)])
        1.0
    """
    reached = max(
        (share for least, share in tiers if least is not None and sales_cny >= least), default=0.0
    )
    open_ = any(least is None and share > reached for least, share in tiers)
    return None if open_ else reached


def fixed_investment_cny(
    wages_cny: float | None, office_cny: float | None, equipment_cny: float | None
) -> float | None:
    """Return what opening costs besides the platform's fees, in CNY; `None` if a part is unknown.

    Example:
        >>> fixed_investment_cny(30_000, 12_000, 18_000), fixed_investment_cny(30_000, None, 0)
        (60000, None)
    """
    return added(wages_cny, office_cny, equipment_cny)


def added(*parts: float | None) -> float | None:
    """Return a sum of which every part is known; `None` if one is not."""
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None
