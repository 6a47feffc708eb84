"""Campaigns the sample shops share: when they were, by kind, and how strongly a shop feels them.

Source: starts of 2024 to 2026 as the platforms announced them; ends and 2023 are customary.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shopkit.exports.sample.spec import Campaign

Strength = tuple[float, float, float]
"""Factor on visitors, factor on orders per visitor, discount."""

_SPANS = (
    ("stock", "double11-2023-stock", (2023, 11, 1), (2023, 11, 10)),
    ("day", "double11-2023-day", (2023, 11, 11), (2023, 11, 11)),
    ("dip", "double11-2023-dip", (2023, 11, 15), (2023, 11, 24)),
    ("small", "double12-2023", (2023, 12, 9), (2023, 12, 12)),
    ("small", "nianhuo-2024", (2024, 1, 10), (2024, 1, 28)),
    ("spring", "spring-2024-dip", (2024, 2, 5), (2024, 2, 16)),
    ("small", "38-2024", (2024, 3, 2), (2024, 3, 8)),
    ("stock", "618-2024-stock", (2024, 5, 20), (2024, 6, 14)),
    ("peak", "618-2024-peak", (2024, 6, 15), (2024, 6, 20)),
    ("dip", "618-2024-dip", (2024, 6, 21), (2024, 6, 30)),
    ("stock", "double11-2024-stock", (2024, 10, 21), (2024, 11, 10)),
    ("day", "double11-2024-day", (2024, 11, 11), (2024, 11, 11)),
    ("dip", "double11-2024-dip", (2024, 11, 15), (2024, 11, 24)),
    ("small", "double12-2024", (2024, 12, 8), (2024, 12, 12)),
    ("small", "nianhuo-2025", (2025, 1, 6), (2025, 1, 20)),
    ("spring", "spring-2025-dip", (2025, 1, 24), (2025, 2, 4)),
    ("small", "38-2025", (2025, 3, 3), (2025, 3, 8)),
    ("stock", "618-2025-stock", (2025, 5, 16), (2025, 6, 14)),
    ("peak", "618-2025-peak", (2025, 6, 15), (2025, 6, 20)),
    ("dip", "618-2025-dip", (2025, 6, 21), (2025, 6, 30)),
    ("stock", "double11-2025-stock", (2025, 10, 20), (2025, 11, 10)),
    ("day", "double11-2025-day", (2025, 11, 11), (2025, 11, 11)),
    ("dip", "double11-2025-dip", (2025, 11, 15), (2025, 11, 24)),
    ("small", "double12-2025", (2025, 12, 8), (2025, 12, 12)),
    ("small", "nianhuo-2026", (2026, 1, 4), (2026, 1, 25)),
    ("spring", "spring-2026-dip", (2026, 2, 10), (2026, 2, 23)),
    ("small", "38-2026", (2026, 3, 4), (2026, 3, 8)),
    ("stock", "618-2026-stock", (2026, 5, 31), (2026, 6, 14)),
    ("peak", "618-2026-peak", (2026, 6, 15), (2026, 6, 20)),
    ("dip", "618-2026-dip", (2026, 6, 21), (2026, 6, 30)),
    ("presale", "double11-2026-presale", (2026, 10, 17), (2026, 10, 31)),
)


def campaigns(strength: Mapping[str, Strength], since: date, until: date) -> tuple[Campaign, ...]:
    """Return the campaigns that start within some days, each as strong as its kind.

    Example:
        >>> felt = {"peak": (1.5, 1.2, 0.1)}
        >>> [c.key for c in campaigns(felt, date(2024, 6, 1), date(2024, 6, 30))]
        ['618-2024-peak']
    """
    return tuple(
        Campaign(key, date(*start), date(*end), *strength[kind])
        for kind, key, start, end in _SPANS
        if kind in strength and since <= date(*start) <= until
    )
