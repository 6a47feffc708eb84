"""What a large event needs by the shop's usual traffic: the arithmetic of its preparation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventNeeds:
    """Orders of an event, units to have in stock, boxes to pack ahead."""

    orders: float
    stock_units: float
    boxes: float


def event_needs(
    visitors: float,
    surge: float,
    conversion_rate: float,
    units_per_order: float = 1.0,
    prepack_share: float = 0.0,
) -> EventNeeds:
    """Return what an event needs, from usual visitors and what it does to them.

    orders = visitors × surge × conversion of the event; stock = orders × units an order; boxes =
    orders × share packed ahead (source document 003)

    Args:
        visitors: of the usual days that the event takes.
        surge: visitors of the event as a multiple of them.
        conversion_rate: during the event.
        units_per_order: units in an order.
        prepack_share: share of orders packed ahead.

    Example:
        >>> event_needs(2_000, 5.0, 0.04, 1.5, 1 / 3).stock_units
        600.0
    """
    orders = visitors * surge * conversion_rate
    return EventNeeds(orders, orders * units_per_order, orders * prepack_share)


def promotion_sales(visitors: float, conversion_rate: float, per_order_cny: float) -> float:
    """Return the sales of a promotion in CNY: visitors × conversion × average order.

    Source: source document 000, its three figures of a promotion that runs.

    Example:
        >>> promotion_sales(10_000, 0.03, 120.0)
        36000.0
    """
    return visitors * conversion_rate * per_order_cny
