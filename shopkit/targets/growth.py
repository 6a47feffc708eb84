"""Growth as rates: what a goal over several months asks of each month."""

from __future__ import annotations


def each_month(growth_rate: float, months: int = 3) -> float:
    """Return the equal monthly growth (ratio) that compounds to a growth over some months.

    Example:
        >>> round(each_month(0.20), 4)
        0.0627
    """
    return float((1 + growth_rate) ** (1 / months) - 1)


def grown(base: float, growth_rate: float) -> float:
    """Return a figure after it has grown by a ratio.

    Example:
        >>> grown(1000, 0.2)
        1200.0
    """
    return base * (1 + growth_rate)


def shares(parts: dict[str, float]) -> dict[str, float]:
    """Return what share of their sum each part is: SKUs of a quarter, ads of all resources.

    Example:
        >>> shares({"Q1": 40, "Q2": 60})
        {'Q1': 0.4, 'Q2': 0.6}
    """
    whole = sum(parts.values())
    return {name: part / whole if whole else 0.0 for name, part in parts.items()}
