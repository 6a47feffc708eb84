"""Openings and group deals: what they are prepared from, and when to join one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # kind of a campaign → its lists
    {
        "opening": ("opening", "opening_theme", "stage_two"),
        "group_deal": ("group_documents", "group_sites"),
    }
)
USUAL = ("activity_page",)


def lists_of(kind: str | None) -> tuple[str, ...]:
    """Return the names of the lists a campaign of a kind is prepared from; its page's without any.

    Source: an opening by source documents 001 and 003, a group deal by source document 002.

    Example:
        >>> lists_of("group_deal"), lists_of("holiday")
        (('group_documents', 'group_sites'), ('activity_page',))
    """
    return LISTS.get(kind or "", USUAL)


@dataclass(frozen=True, slots=True)
class Join:
    """Whether a group deal can be joined.

    Attributes:
        joins: the stock suffices.
        short_units: units missing.
    """

    joins: bool
    short_units: float


def join(expected_units: float, available_units: float) -> Join:
    """Return whether a group deal can be joined: only with enough stock.

    Source: source document 002.

    Example:
        >>> join(200, 150)
        Join(joins=False, short_units=50)
    """
    short = max(expected_units - available_units, 0)
    return Join(short == 0, short)
