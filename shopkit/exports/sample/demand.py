"""How many people come and how many orders they place: the truths, and one draw from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from shopkit.exports.sample.spec import Product, ShopSpec

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Window:
    """The days to make files for and the size of the shop.

    Attributes:
        first: first day.
        last: last day, included.
        opened: first day with visitors.
        seed: what every draw starts from.
        scale: factor on visitors.
    """

    first: date
    last: date
    opened: date
    seed: int
    scale: float

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it, in order."""
        return tuple(self.first + timedelta(n) for n in range((self.last - self.first).days + 1))

    def rng(self, stream: int) -> np.random.Generator:
        """Return a generator of its own for one kind of draw, so that draws stay independent."""
        return np.random.default_rng([self.seed, stream])


@dataclass(frozen=True, slots=True)
class Demand:
    """What a shop meets, by day.

    Attributes:
        visitors: drawn visitors, people.
        cart_rate: share of visitors who add to cart, 0–1.
        discount: share of the price taken off, 0–1.
        price: yuan by product and day.
        orders: drawn orders by product and day.
    """

    visitors: Ints
    cart_rate: Floats
    discount: Floats
    price: Floats
    orders: Ints


def expected_visitors(spec: ShopSpec, window: Window) -> Floats:
    """Return the visitors expected on every day, people; zero before the shop opened."""
    days = window.days
    rhythm = np.array([spec.season[d.month - 1] * spec.weekday[d.weekday()] for d in days])
    grown = np.exp(spec.growth * np.array([(d - window.first).days for d in days]))
    lifted = _campaigns(spec, window, "visits") * _shifts(spec, window, "visits")
    is_open = np.array([d >= window.opened for d in days])
    expected: Floats = window.scale * spec.visitors * rhythm * grown * lifted * is_open
    return expected


def prices(products: tuple[Product, ...], window: Window) -> Floats:
    """Return the price of every product on every day, in yuan."""
    table = np.zeros((len(products), len(window.days)))
    for row, product in enumerate(products):
        table[row] = product.prices[0][1]
        for since, yuan in product.prices[1:]:
            table[row, np.array([d >= since for d in window.days])] = yuan
    return table


def weights(products: tuple[Product, ...], price: Floats) -> Floats:
    """Return orders of every product and day beside those of the whole shop at first prices."""
    first = np.array([p.prices[0][1] for p in products])[:, None]
    share = np.array([p.share for p in products])[:, None]
    elasticity = np.array([p.elasticity for p in products])[:, None]
    relative: Floats = share / share.sum() * (price / first) ** elasticity
    return relative


def lives(products: tuple[Product, ...], window: Window) -> Floats:
    """Return the factor on orders of every product and day that its stage of life makes."""
    table = np.ones((len(products), len(window.days)))
    at = np.arange(len(window.days))
    for row, product in enumerate(products):
        if product.life:
            points = np.array([(day - window.first).days for day, _ in product.life])
            logs = np.log([factor for _, factor in product.life])
            table[row] = np.exp(np.interp(at, points, logs)) * (at >= points[0])
    return table


def draw_demand(spec: ShopSpec, window: Window) -> Demand:
    """Return one draw of visitors and orders by day."""
    rng = window.rng(1)
    noise = np.exp(rng.normal(0.0, spec.noise, len(window.days)) - spec.noise**2 / 2)
    visitors = rng.poisson(expected_visitors(spec, window) * noise)
    cart_rate = spec.funnel.cart * _shifts(spec, window, "cart")
    rate = cart_rate * spec.funnel.order * _campaigns(spec, window, "orders")
    price = prices(spec.products, window)
    pull = weights(spec.products, price) * lives(spec.products, window)
    orders = rng.poisson(visitors * rate * pull)
    short = np.maximum(visitors, orders.sum(axis=0))
    return Demand(short, cart_rate, 1 - _kept(spec, window), price, orders)


def _campaigns(spec: ShopSpec, window: Window, which: str) -> Floats:
    factor = np.ones(len(window.days))
    for campaign in spec.campaigns:
        inside = np.array([campaign.start <= d <= campaign.end for d in window.days])
        factor[inside] *= getattr(campaign, which)
    return factor


def _kept(spec: ShopSpec, window: Window) -> Floats:
    factor = np.ones(len(window.days))
    for campaign in spec.campaigns:
        inside = np.array([campaign.start <= d <= campaign.end for d in window.days])
        factor[inside] *= 1 - campaign.discount
    return factor


def _shifts(spec: ShopSpec, window: Window, which: str) -> Floats:
    factor = np.ones(len(window.days))
    for shift in spec.shifts:
        factor[np.array([d >= shift.start for d in window.days])] *= getattr(shift, which)
    return factor
