"""Money of pay in whole fen: yuan in and out, and exact parts of an amount."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

FEN = 100


def to_fen(cny: float) -> int:
    """Return yuan as whole fen.

    Example:
        >>> to_fen(2000.5)
        200050
    """
    return int((Decimal(repr(float(cny))) * FEN).to_integral_value(ROUND_HALF_UP))


def to_cny(fen: int) -> float:
    """Return fen as yuan."""
    return fen / FEN


def part(fen: int, rate: float) -> int:
    """Return a share of an amount in whole fen, half a fen up; it never falls when the fen rise.

    Example:
        >>> part(10_000_050, 0.002)
        20000
    """
    return int((fen * Decimal(repr(float(rate)))).to_integral_value(ROUND_HALF_UP))


def summed(parts: Iterable[int | None]) -> int | None:
    """Return a sum of which every part is known; `None` if one is not."""
    held = list(parts)
    known = [one for one in held if one is not None]
    return sum(known) if len(known) == len(held) else None
