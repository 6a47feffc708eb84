"""Exact totals of the drawn orders by day or month, as the platform would count them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from shopkit.exports.sample.demand import Demand, Floats, Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

_AGAIN = 0.22  # share of a month's daily visitors who were there on another day of it
_CART_AGAIN = 0.10
_LAST = ("score_item", "score_delivery", "score_service")  # of a month: of its last day
_OF_VISITORS = ("product_visitors", "old_visitors", "bounced", "stay_seconds")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts by span; money is fen, people are distinct within the span.

    Attributes:
        starts: first day of every span.
        ends: last day of every span.
        figures: by name, one value a span.
    """

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    figures: dict[str, Ints]


@dataclass(frozen=True, slots=True)
class Spans:
    """Which span every day belongs to, and how many there are."""

    of_day: Ints
    count: int

    def add(self, seconds: Ints, amounts: Ints) -> Ints:
        """Return amounts summed by span; times outside the window are left out."""
        inside = (seconds >= 0) & (seconds < len(self.of_day) * DAY)
        sums = np.zeros(self.count, dtype=np.int64)
        np.add.at(sums, self.of_day[seconds[inside] // DAY], amounts[inside])
        return sums

    def distinct(self, seconds: Ints, who: Ints) -> Ints:
        """Return distinct people by span; times outside the window are left out."""
        inside = (seconds >= 0) & (seconds < len(self.of_day) * DAY)
        span = self.of_day[seconds[inside] // DAY]
        pairs = np.unique(span * (1 << 32) + who[inside])
        return np.bincount(pairs >> 32, minlength=self.count).astype(np.int64)


def by_day(spec: ShopSpec, window: Window, demand: Demand, orders: Orders) -> Totals:
    """Return the totals of every day, people counts within a day."""
    days = Spans(np.arange(len(window.days)), len(window.days))
    figures = {"visitors": demand.visitors} | _from_orders(orders, days)
    figures |= _from_visits(spec, window, demand, figures)
    return Totals(window.days, window.days, figures)


def by_month(window: Window, daily: Totals, orders: Orders) -> Totals:
    """Return the totals of every month, people counted once a month."""
    keys = [(d.year, d.month) for d in window.days]
    names = sorted(set(keys))
    months = Spans(np.array([names.index(key) for key in keys]), len(names))
    figures = {name: _sums(months, value) for name, value in daily.figures.items()}
    rng = window.rng(6)
    figures |= _from_orders(orders, months)
    for name, again in (("visitors", _AGAIN), ("favourites", _AGAIN), ("cart_buyers", _CART_AGAIN)):
        most = np.zeros(len(names), dtype=np.int64)
        np.maximum.at(most, months.of_day, daily.figures[name])
        once = figures[name] - rng.binomial(figures[name], again)
        figures[name] = np.maximum.reduce([once, most, figures["ordering_buyers"]])
    daily_visitors = np.maximum(_sums(months, daily.figures["visitors"]), 1)
    for name in _OF_VISITORS:
        figures[name] = figures[name] * figures["visitors"] // daily_visitors
    where = [np.flatnonzero(months.of_day == n) for n in range(len(names))]
    starts = tuple(window.days[w[0]] for w in where)
    for name in _LAST:
        if name in daily.figures:
            figures[name] = daily.figures[name][[w[-1] for w in where]]
    return Totals(starts, tuple(window.days[w[-1]] for w in where), figures)


def _from_orders(orders: Orders, spans: Spans) -> dict[str, Ints]:
    ones = np.ones(len(orders.created), dtype=np.int64)
    lines = 1 + (orders.extra >= 0)
    old = _old(orders, spans)
    return {
        "ordered_fen": spans.add(orders.created, orders.due),
        "ordered_orders": spans.add(orders.created, ones),
        "ordered_units": spans.add(orders.created, orders.units),
        "ordering_buyers": spans.distinct(orders.created, orders.buyer),
        "paid_fen": spans.add(orders.paid, orders.due),
        "paid_orders": spans.add(orders.paid, ones),
        "paid_lines": spans.add(orders.paid, lines),
        "paid_units": spans.add(orders.paid, orders.units),
        "paid_buyers": spans.distinct(orders.paid, orders.buyer),
        "old_buyers": spans.distinct(orders.paid[old], orders.buyer[old]),
        "old_paid_fen": spans.add(orders.paid[old], orders.due[old]),
        "refund_fen": spans.add(orders.refunded, orders.refund),
        "refunded_later_fen": spans.add(
            orders.paid, np.where(orders.refunded < len(spans.of_day) * DAY, orders.refund, 0)
        ),
        "shipped": spans.add(orders.shipped, ones),
        "signed": spans.add(orders.signed, ones),
    }


def _old(orders: Orders, spans: Spans) -> np.ndarray:
    """Tell which paid orders come from someone who had paid in an earlier span."""
    span = np.full(len(orders.paid), spans.count, dtype=np.int64)
    is_paid = orders.paid < NEVER
    span[is_paid] = spans.of_day[orders.paid[is_paid] // DAY]
    first = np.full(int(orders.buyer.max(initial=0)) + 1, spans.count, dtype=np.int64)
    np.minimum.at(first, orders.buyer, span)
    return is_paid & (first[orders.buyer] < span)


def _from_visits(
    spec: ShopSpec, window: Window, demand: Demand, figures: dict[str, Ints]
) -> dict[str, Ints]:
    """Return what only visitors leave: pages, favourites, carts."""
    rng = window.rng(5)
    visitors, ordering = demand.visitors, figures["ordering_buyers"]
    rest = np.maximum(visitors - ordering, 0)
    reach = np.clip(visitors * demand.cart_rate - ordering, 0, None)
    more = np.clip(_rate(reach, rest), 0, 1)
    cart = ordering + rng.binomial(rest, more)
    favourites = rng.binomial(visitors, spec.funnel.favourite)
    views = visitors + rng.poisson(visitors * 2.3)
    return {
        "cart_buyers": cart,
        "cart_units": cart + rng.binomial(cart, 0.25),
        "favourites": favourites,
        "favourite_times": favourites + rng.binomial(favourites, 0.15),
        "page_views": views,
        "product_visitors": visitors - rng.binomial(rest, 0.08),
        "product_views": views - rng.binomial(np.maximum(views - visitors, 0), 0.15),
        "bounced": rng.binomial(rest, 0.46),
        "stay_seconds": rng.binomial(60, 0.4, len(visitors)) * visitors,
        "old_visitors": rng.binomial(visitors, 0.18),
        "reviews": rng.binomial(figures["signed"], 0.30),
    }


def _sums(spans: Spans, value: Ints) -> Ints:
    sums = np.zeros(spans.count, dtype=np.int64)
    np.add.at(sums, spans.of_day, value)
    return sums


def _rate(part: Floats, whole: Ints) -> Floats:
    rate: Floats = part / np.maximum(whole, 1)
    return rate
