"""What visitors did with each product, by day or by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample.ads import NO_ITEM, AdDays
from shopkit.exports.sample.demand import Demand, Floats, Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

_STREAM = 12
_SEVERAL = 1.3  # products a visitor looks at
_LANDS = 0.85  # share of clicks that are other people
_AGAIN = 0.80  # visitors of a month beside the sum of its days


@dataclass(frozen=True, slots=True)
class ItemSpans:
    """Figures by product and span, each an array of products × spans; money is fen."""

    figures: dict[str, Ints]


def draw_items(
    spec: ShopSpec, window: Window, demand: Demand, parts: tuple[Orders, Lines, AdDays]
) -> ItemSpans:
    """Return what happened to every product on every day."""
    orders, lines, ads = parts
    rng = window.rng(_STREAM)
    days = np.arange(len(window.days))
    told = _told(spec, orders, lines, days)
    share = np.array([p.share for p in spec.products]) ** 0.7
    expected = np.outer(share / share.sum(), demand.visitors * _SEVERAL)
    visitors = np.maximum(rng.poisson(expected), told["ordering_buyers"])
    visitors = np.maximum(visitors, _landed(spec, window, ads))
    rest = visitors - told["ordering_buyers"]
    cart = told["ordering_buyers"] + rng.binomial(rest, 0.06)
    searched = rng.binomial(visitors, 0.34)
    return ItemSpans(
        {
            "visitors": visitors,
            "views": visitors + rng.poisson(visitors * 1.1),
            "favourites": rng.binomial(visitors, spec.funnel.favourite),
            "cart_buyers": cart,
            "cart_units": cart + rng.binomial(cart, 0.2),
            "search_visitors": searched,
            "search_buyers": np.minimum(searched, rng.binomial(told["paid_buyers"], 0.35)),
            **told,
        }
    )


def by_month(
    spec: ShopSpec, window: Window, daily: ItemSpans, parts: tuple[Orders, Lines]
) -> ItemSpans:
    """Return the same by calendar month, people counted once a month."""
    keys = [day.year * 12 + day.month for day in window.days]
    names = sorted(set(keys))
    of_day = np.array([names.index(key) for key in keys])
    told = _told(spec, *parts, of_day)
    figures = {}
    for name, values in daily.figures.items():
        sums = np.zeros((len(values), len(names)), dtype=np.int64)
        np.add.at(sums.T, of_day, values.T)
        figures[name] = sums
    for name in ("visitors", "favourites", "cart_buyers", "search_visitors"):
        most = np.zeros_like(figures[name])
        np.maximum.at(most.T, of_day, daily.figures[name].T)
        once = (figures[name] * _AGAIN).astype(np.int64)
        figures[name] = np.maximum.reduce([once, most, told["ordering_buyers"]])
    figures |= told
    people = np.minimum(figures["search_buyers"], figures["paid_buyers"])
    figures["search_buyers"] = np.minimum(people, figures["search_visitors"])
    return ItemSpans(figures)


def _told(spec: ShopSpec, orders: Orders, lines: Lines, of_day: Ints) -> dict[str, Ints]:
    """Return what orders tell: sums and distinct buyers by product and span."""
    shape = (len(spec.products), int(of_day.max()) + 1)
    buyer = orders.buyer[lines.order]

    def span(seconds: Ints) -> tuple[Ints, Ints]:
        rows = np.flatnonzero(seconds[lines.order] < len(of_day) * DAY)
        return rows, of_day[seconds[lines.order[rows]] // DAY]

    def add(seconds: Ints, amount: Ints) -> Ints:
        rows, at = span(seconds)
        sums = np.zeros(shape, dtype=np.int64)
        np.add.at(sums, (lines.product[rows], at), amount[rows])
        return sums

    def people(seconds: Ints, chosen: np.ndarray) -> Ints:
        rows, at = span(np.where(chosen, seconds, NEVER))
        cell = lines.product[rows] * shape[1] + at
        pairs = np.unique(cell * (1 << 32) + buyer[rows])
        counts = np.bincount(pairs >> 32, minlength=shape[0] * shape[1])
        return counts.reshape(shape).astype(np.int64)

    every = np.ones(len(orders.created), dtype=bool)
    old = _returning(orders)
    paid_of = lines.due * old[lines.order]
    return {
        "ordering_buyers": people(orders.created, every),
        "ordered_units": add(orders.created, lines.units),
        "ordered_fen": add(orders.created, lines.due),
        "paid_buyers": people(orders.paid, every),
        "paid_orders": add(orders.paid, np.ones_like(lines.units)),
        "paid_units": add(orders.paid, lines.units),
        "paid_fen": add(orders.paid, lines.due),
        "old_buyers": people(orders.paid, old),
        "old_paid_fen": add(orders.paid, paid_of),
        "refund_fen": add(orders.refunded, lines.refund),
    }


def _returning(orders: Orders) -> np.ndarray:
    """Tell which orders come from someone who had paid on an earlier day."""
    day = np.where(orders.paid < NEVER, orders.paid // DAY, NEVER)
    first = np.full(int(orders.buyer.max(initial=0)) + 1, NEVER)
    np.minimum.at(first, orders.buyer, day)
    found: np.ndarray = (day < NEVER) & (first[orders.buyer] < day)
    return found


def _landed(spec: ShopSpec, window: Window, ads: AdDays) -> Floats:
    """Return visitors that ads brought to each product and day."""
    clicks = np.zeros((len(spec.products), len(window.days)), dtype=np.int64)
    about = ads.item != NO_ITEM
    np.add.at(clicks, (ads.item[about], ads.day[about]), ads.clicks[about])
    landed: Floats = (clicks * _LANDS).astype(np.int64)
    return landed
