"""Orders one by one: who bought what, when it was paid, sent, refunded and confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from shopkit.exports.sample.buyers import draw_buyers
from shopkit.exports.sample.demand import Demand, Floats, Ints, Window
from shopkit.exports.sample.fates import draw_fates
from shopkit.exports.sample.spec import ShopSpec

DAY = 86_400
COUPON_FEN = 500
COUPON_FROM_FEN = 10_000
COUPON_SHARE = 0.15
EXTRA_SHARE = 0.12
ONE_OF_TWO = 0.5
MORE_UNITS = (0.86, 0.11, 0.03)


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders by time of creation; times are seconds since the first midnight, money is fen.

    Attributes:
        created: time of creation.
        paid: time of payment; `NEVER` where not paid within the window.
        shipped: time of dispatch or `NEVER`.
        signed: time of delivery or `NEVER`.
        confirmed: time the buyer or the platform confirmed, or `NEVER`.
        refunded: time a refund was made or `NEVER`.
        refund: what was or will be refunded.
        goods: due for goods after discounts.
        freight: due for delivery.
        product: row in the catalogue.
        extra: row of a second product, one unit of it; -1 where there is none.
        units: of both together.
        listed: price of the first product's units before discounts.
        extra_listed: price of the second product before discounts, 0 where there is none.
        first_goods: what of the goods due is for the first product.
        first_due: what of goods and freight is for the first product.
        buyer: number of the buyer.
        place: row in the list of places.
        number: 19 digits.
    """

    created: Ints
    paid: Ints
    shipped: Ints
    signed: Ints
    confirmed: Ints
    refunded: Ints
    refund: Ints
    goods: Ints
    freight: Ints
    product: Ints
    extra: Ints
    units: Ints
    listed: Ints
    extra_listed: Ints
    first_goods: Ints
    first_due: Ints
    buyer: Ints
    place: Ints
    number: Ints

    @property
    def due(self) -> Ints:
        """Goods and freight together, fen."""
        total: Ints = self.goods + self.freight
        return total


def draw_orders(spec: ShopSpec, window: Window, demand: Demand) -> Orders:
    """Return the orders of a shop, sorted by time of creation."""
    rng = window.rng(2)
    day, product = _spread(demand.orders)
    created = day * DAY + _seconds(rng, np.array(spec.hours), len(day))
    order = np.argsort(created, kind="stable")
    day, product, created = day[order], product[order], created[order]
    extra, units, goods, (listed, more) = _basket(rng, spec, demand, day, product)
    place = rng.choice(len(spec.places), len(day), p=_normed([p[0] for p in spec.places]))
    freight = np.where(goods < round(spec.free_from * 100), round(spec.freight * 100), 0)
    fates = draw_fates(spec, window, created, goods + freight)
    buyer = draw_buyers(spec.repeat, window, created, fates.paid)
    number = _numbers(rng, window, created)
    first_goods, first_due = _shares(spec, (goods, freight), listed, more)
    drawn = Orders(
        created=created,
        paid=fates.paid,
        shipped=fates.shipped,
        signed=fates.signed,
        confirmed=fates.confirmed,
        refunded=fates.refunded,
        refund=fates.refund,
        goods=goods,
        freight=freight,
        product=product,
        extra=extra,
        units=units,
        listed=listed,
        extra_listed=more,
        first_goods=first_goods,
        first_due=first_due,
        buyer=buyer,
        place=_home(buyer, place),
        number=number,
    )
    return _one_of_two(window, drawn)


def _shares(
    spec: ShopSpec, money: tuple[Ints, Ints], listed: Ints, more: Ints
) -> tuple[Ints, Ints]:
    """Return what of the goods, and of goods and freight, falls to the first product.

    By list prices; on JD it is the discount that list prices share out.
    """
    goods, freight = money
    if spec.platform != "jd":
        return _first(goods, listed, more), _first(goods + freight, listed, more)
    own = listed - _first(listed + more - goods, listed, more)
    return own, _first(goods + freight, own, goods - own)


def _first(amount: Ints, first: Ints, second: Ints) -> Ints:
    """Return what of an amount falls to the first of two weights, rounded down."""
    part: Ints = amount * first // np.maximum(first + second, 1)
    return part


def _one_of_two(window: Window, orders: Orders) -> Orders:
    """Return orders where half of the partial refunds of two products are a return of one."""
    second = orders.due - orders.first_due
    partial = (orders.refund > 0) & (orders.refund < orders.due) & (orders.extra >= 0)
    chosen = partial & (window.rng(7).random(len(second)) < ONE_OF_TWO) & (second > 0)
    return replace(orders, refund=np.where(chosen, second, orders.refund))


def _spread(orders: Ints) -> tuple[Ints, Ints]:
    """Return day and product of every order, from their counts by product and day."""
    product, day = np.nonzero(orders)
    times = orders[product, day]
    return np.repeat(day, times), np.repeat(product, times)


def _seconds(rng: np.random.Generator, hours: Floats, count: int) -> Ints:
    hour = rng.choice(24, count, p=_normed(list(hours)))
    seconds: Ints = hour * 3600 + rng.integers(0, 3600, count)
    return seconds


def _basket(
    rng: np.random.Generator, spec: ShopSpec, demand: Demand, day: Ints, product: Ints
) -> tuple[Ints, Ints, Ints, tuple[Ints, Ints]]:
    """Return second product, units, goods due in fen, and both products' list prices in fen."""
    count = len(day)
    share = _normed([p.share for p in spec.products])
    extra = np.where(
        rng.random(count) < EXTRA_SHARE, rng.choice(len(share), count, p=share), -1
    ).astype(np.int64)
    extra = np.where(extra == product, -1, extra)
    first = rng.choice(len(MORE_UNITS), count, p=MORE_UNITS) + 1
    fen = np.rint(demand.price * 100).astype(np.int64)
    listed, more = fen[product, day] * first, np.where(extra >= 0, fen[extra, day], 0)
    goods = np.rint((listed + more) * (1 - demand.discount[day])).astype(np.int64)
    coupon = (rng.random(count) < COUPON_SHARE) & (goods >= COUPON_FROM_FEN)
    return extra, first + (extra >= 0), goods - COUPON_FEN * coupon, (listed, more)


def _home(buyer: Ints, place: Ints) -> Ints:
    """Return the place of every buyer's first order for all orders of that buyer."""
    _, first, again = np.unique(buyer, return_index=True, return_inverse=True)
    home: Ints = place[first][again]
    return home


def _numbers(rng: np.random.Generator, window: Window, created: Ints) -> Ints:
    """Return 19-digit order numbers that grow with time and never repeat, nor do their lines'."""
    since = (window.first.toordinal() - 737_000) * DAY + created
    tail = np.arange(len(created)) % 1_000_000 * 10_000 + rng.integers(0, 9_990, len(created))
    numbers: Ints = 1_000_000_000_000_000_000 + since * 10_000_000_000 + tail
    return numbers


def _normed(weights: list[float]) -> Floats:
    values = np.array(weights, dtype=np.float64)
    normed: Floats = values / values.sum()
    return normed
