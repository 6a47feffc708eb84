"""The market table of a sample shop: offers drawn from price bands whose edges are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from shopkit.exports.sample.demand import Floats, Ints, Window
from shopkit.exports.sample.drawn import Drawn
from shopkit.exports.sample.order_rows import Cell
from shopkit.exports.sample.orders import DAY
from shopkit.exports.sample.plan_spec import Band, Market, Shelf
from shopkit.exports.sample.spec import Product, ShopSpec
from shopkit.periods import DAY as ONE_DAY

HEADER = (
    *("日期", "商品ID", "商品", "店铺", "类目", "价格", "近30天销量", "评分", "评价数"),
    *("卖点", "本店", "来源"),
)
LIVES = {"growth": 1.3, "maturity": 1.0, "decline": 0.78, "introduction": 0.0}
"""Factor on units from one date to the next; what is new stands in the last table only."""
INVENTED = "示例数据，虚构"
_LIFE_SHARES = (0.3, 0.45, 0.15, 0.1)
_DATES = 3
_RUNNING = 30
_SPREAD = 0.7  # of the logarithm of units within a band
_STREAM = 21


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of a rival, as it is at the last date."""

    number: int
    band: int
    title: str
    seller: int
    price: float
    units: float
    life: str
    score: float
    reviews: int
    points: tuple[str, ...]


def offer_days(window: Window) -> tuple[date, ...]:
    """Return the days the market is looked at: the last month ends within the window."""
    found = [window.last]
    while len(found) < _DATES and (before := found[0].replace(day=1) - ONE_DAY) >= window.first:
        found.insert(0, before)
    return tuple(found)


def draw_offers(market: Market, window: Window) -> tuple[Offer, ...]:
    """Return what rivals offer; size and seed of the shop's own sales leave the market alone."""
    rng = np.random.default_rng([window.seed, _STREAM])
    found: list[Offer] = []
    for row, band in enumerate(market.bands):
        prices = _prices(band, rng)
        lives = rng.choice(list(LIVES), band.offers, p=_LIFE_SHARES)
        units = _units(band, lives, rng)
        for price, sold, life in zip(prices.tolist(), units.tolist(), lives.tolist(), strict=True):
            found.append(_offer(market, (len(found) + 1, row), (price, sold, life), rng))
    return tuple(found)


def offer_rows(drawn: Drawn, market: Market, shelf: tuple[Shelf, ...]) -> Iterator[list[Cell]]:
    """Yield the market table: a row an offer and day, the shop's own ones last of each day."""
    days = offer_days(drawn.window)
    offers = draw_offers(market, drawn.window)
    rng = np.random.default_rng([drawn.window.seed, _STREAM + 1])
    yield list(HEADER)
    for at, day in enumerate(days):
        back = len(days) - 1 - at
        for offer in offers:
            wobble = float(np.exp(rng.normal(0, 0.03)))
            if back == 0 or LIVES[offer.life]:
                yield _rival(drawn, market, (offer, day), (back, wobble))
        for row, (product, part) in enumerate(zip(drawn.spec.products, shelf, strict=True)):
            yield _own(drawn, market, (product, part), (day, _sold(drawn, row, day)))


def seller_name(number: int) -> str:
    """Return what an invented rival is called."""
    return f"示例同行{number:02d}店"


def offer_id(spec: ShopSpec, number: int) -> str:
    """Return the platform's number of a rival's offer: 12 digits."""
    head = "10062" if spec.platform == "jd" else "62"
    return f"{head}{number:0{12 - len(head)}d}"


def price_on(product: Product, day: date) -> float:
    """Return the price of a product on a day, yuan."""
    later = [yuan for since, yuan in product.prices[1:] if since <= day]
    return [product.prices[0][1], *later][-1]


def _prices(band: Band, rng: np.random.Generator) -> Floats:
    """Return prices of a band, thickest in its middle, with one offer at either end."""
    place = (rng.random(band.offers) + rng.random(band.offers)) / 2
    place[:2] = 0.0, 1.0
    wished = band.low * (band.high / band.low) ** place
    prices: Floats = np.clip([_ending(price) for price in wished], band.low, band.high)
    return prices


def _ending(price: float) -> float:
    """Return the nearest price with a customary ending.

    Example:
        >>> _ending(27.3), _ending(131.0), _ending(1240.0)
        (26.9, 129.0, 1199.0)
    """
    if price < 50:  # noqa: PLR2004
        return round(price) - 0.1
    step = 10 if price < 1000 else 100  # noqa: PLR2004
    return float(round(price / step) * step - 1)


def _units(band: Band, lives: np.ndarray, rng: np.random.Generator) -> Floats:
    """Return units of each offer in 30 days; their mean is the band's, what is new sells less."""
    weight = np.exp(rng.normal(0, _SPREAD, band.offers)) * np.where(
        lives == "introduction", 0.2, 1.0
    )
    units: Floats = weight / weight.sum() * band.units * band.offers
    return units


def _offer(
    market: Market, place: tuple[int, int], core: tuple[float, float, str], rng: np.random.Generator
) -> Offer:
    number, band = place
    price, units, life = core
    zipf = 1 / np.arange(1, market.sellers + 1)
    line = market.quality.at_100 + market.quality.per_doubling * float(np.log2(price / 100))
    word = str(rng.choice(market.words))
    points = rng.choice(market.points, int(rng.integers(2, 5)), replace=False).tolist()
    return Offer(
        number=number,
        band=band,
        title=f"{word}{rng.choice(market.bands[band].nouns)}",
        seller=int(rng.choice(market.sellers, p=zipf / zipf.sum())) + 1,
        price=price,
        units=units,
        life=life,
        score=round(min(5.0, line + float(rng.normal(0, market.quality.noise))), 2),
        reviews=int(units * rng.uniform(3, 14)),
        points=(*points, *([market.rare] if rng.random() < 0.05 else [])),  # noqa: PLR2004
    )


def _rival(
    drawn: Drawn, market: Market, seen: tuple[Offer, date], past: tuple[int, float]
) -> list[Cell]:
    (offer, day), (back, wobble) = seen, past
    fresh = offer.life == "introduction"
    units = offer.units if fresh else offer.units * wobble / LIVES[offer.life] ** back
    return [
        str(day),
        offer_id(drawn.spec, offer.number),
        offer.title,
        seller_name(offer.seller),
        market.category,
        offer.price,
        max(1, round(units)),
        "" if fresh else offer.score,
        round(units * 0.1) if fresh else round(offer.reviews * (1 - 0.04 * back)),
        "、".join(offer.points),
        "否",
        INVENTED,
    ]


def _own(
    drawn: Drawn, market: Market, what: tuple[Product, Shelf], seen: tuple[date, tuple[int, int]]
) -> list[Cell]:
    (product, part), (day, (running, ever)) = what, seen
    price = price_on(product, day)
    line = market.quality.at_100 + market.quality.per_doubling * float(np.log2(price / 100))
    return [
        str(day),
        product.item,
        product.title,
        drawn.spec.name,
        market.category,
        price,
        running,
        round(min(5.0, line + 0.03), 2),
        ever // 5,
        "、".join(part.points),
        "是",
        INVENTED,
    ]


def _sold(drawn: Drawn, row: int, day: date) -> tuple[int, int]:
    """Return units of a product paid within 30 days up to a day, and ever since the files start."""
    end = ((day - drawn.window.first).days + 1) * DAY
    paid: Ints = drawn.orders.paid[drawn.lines.order]
    mine = (drawn.lines.product == row) & (paid < end)
    late = mine & (paid >= end - _RUNNING * DAY)
    return int(drawn.lines.units[late].sum()), int(drawn.lines.units[mine].sum())
