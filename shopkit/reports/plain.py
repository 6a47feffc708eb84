"""Rows and findings as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from shopkit.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

SHARES = ("_rate", "_share")


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame with plain values; what is unknown is `None`."""
    return [
        {str(name): plain(value, str(name)) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def plain(value: object, name: str = "") -> object:
    """Return a value as JSON holds it: amounts to the fen, shares to six digits, ISO dates.

    Example:
        >>> plain(0.123456789, "profit_rate"), plain(12.345678, "paid_cny"), plain(float("nan"))
        (0.123457, 12.35, None)
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT
        return None
    if isinstance(value, float):
        return round(value, 6 if name.endswith(SHARES) else 2)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value


def finding(one: Finding) -> Mapping[str, Any]:
    """Return a finding as an object."""
    return {
        "code": one.code,
        "severity": one.severity.name.lower(),
        "place": one.place,
        "said": one.said,
        "recomputed": one.recomputed,
        "cause": one.cause,
        "evidence": one.evidence,
        "action": one.action,
        "cny": one.cny,
    }
