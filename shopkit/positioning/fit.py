"""Whether category, style, price band, policy and market of a plan fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, percent, price
from shopkit.positioning.bands import price_range
from shopkit.positioning.study import Study
from shopkit.positioning.value import DEAR
from shopkit.positioning.wording import note, titles

if TYPE_CHECKING:
    from shopkit.plan import Plan
    from shopkit.plan.sections.products import Product

DEAR_WORDS = (
    "高端",
    "轻奢",
    "奢华",
    "奢侈",
    "高档",
    "尊贵",
    "精品",
    "luxury",
    "premium",
    "high-end",
)
CHEAP_WORDS = (
    *("平价", "实惠", "低价", "便宜", "性价比", "薄利", "白菜价", "特价", "cheap", "low price"),
    *("budget", "bargain", "affordable"),
)
DEEP_DISCOUNT = 0.5
CROWDED = 0.8  # demand ÷ supply
SHOWN = 5


def fit_findings(plan: Plan, seen: Study, lang: Lang) -> Iterator[Finding]:
    """Yield what in a plan does not fit: categories, prices, style, policy, segments, market."""
    yield from _categories(plan, lang)
    yield from _prices(plan, lang)
    yield from _style(plan, seen, lang)
    yield from _segments(plan, lang)
    yield from _market(plan, seen, lang)


def _band(plan: Plan) -> tuple[float, float] | None:
    low, high = plan.positioning.price_from_cny, plan.positioning.price_to_cny
    return None if low is None or high is None else (low, high)


def _near(one: str, other: str) -> bool:
    return one in other or other in one


def _categories(plan: Plan, lang: Lang) -> Iterator[Finding]:
    said, shop = plan.positioning.category, plan.shop.category
    if said and shop and not _near(said, shop):
        yield note("category_differs", "positioning.category", lang, said=said, shop=shop)
    kinds = plan.positioning.product_types
    sold = dict.fromkeys(one.category for one in plan.products if one.category)
    known = [*kinds, said] if said else kinds
    other = [name for name in sold if not any(_near(name, kind) for kind in known)]
    if kinds and other:
        yield note("products_off_types", "products", lang, list=listed(other[:SHOWN], lang))


def _prices(plan: Plan, lang: Lang) -> Iterator[Finding]:
    """Yield products priced outside the band without a role that is meant to be there."""
    band = _band(plan)
    priced = [one for one in plan.products if one.price_cny is not None]
    out = [one for one in priced if band and not _meant(one, band)]
    if band and out:
        names = [f"{one.name or one.item_id} {price(one.price_cny)}" for one in out[:SHOWN]]
        said = {"n": len(out), "all": len(priced), "band": price_range(*band)}
        yield note("products_off_band", "products", lang, **said, list=listed(names, lang))


def _meant(product: Product, band: tuple[float, float]) -> bool:
    paid = product.price_cny or 0.0
    if paid < band[0]:
        return product.role in ("traffic", "campaign")
    return paid <= band[1] or product.role == "image"


def _style(plan: Plan, seen: Study, lang: Lang) -> Iterator[Finding]:
    style, band = plan.positioning.style or "", _band(plan)
    dear, cheap = _words(style, DEAR_WORDS), _words(style, CHEAP_WORDS)
    middle = seen.offers["unit_price_cny"].median() if len(seen.offers) else None
    if band and middle is not None and (dear or cheap):
        off = (dear and band[1] < middle) or (cheap and band[0] > middle)
        if off:
            said = {"word": (dear or cheap)[0], "band": price_range(*band), "middle": price(middle)}
            yield note("style_price", "positioning.style", lang, **said)
    for path, words in _policy_words(plan).items():
        against = [word for word in words if (word in CHEAP_WORDS) == bool(dear)]
        if (dear or cheap) and against and not (dear and cheap):
            said = {"word": (dear or cheap)[0], "other": against[0], "field": titles([path], lang)}
            yield note("style_policy", "positioning.style", lang, **said)
    least = plan.prices.least_discount_rate
    if dear and least is not None and least < DEEP_DISCOUNT:
        said = {"word": dear[0], "least": percent(least, 0)}
        yield note("style_discount", "prices.least_discount_rate", lang, **said)


def _policy_words(plan: Plan) -> dict[str, list[str]]:
    texts = {
        "brand.slogan": plan.brand.slogan,
        "brand.culture.selling": plan.brand.culture.selling,
        "positioning.difference": plan.positioning.difference,
    }
    return {p: _words(said, (*DEAR_WORDS, *CHEAP_WORDS)) for p, said in texts.items() if said}


def _words(said: str, known: tuple[str, ...]) -> list[str]:
    return [word for word in known if word in said.lower()]


def _segments(plan: Plan, lang: Lang) -> Iterator[Finding]:
    band = _band(plan)
    for one in plan.customers.segments:
        low, high = one.price_from_cny, one.price_to_cny
        if band and low is not None and high is not None and (low > band[1] or high < band[0]):
            said = {"name": one.name, "prices": price_range(low, high), "band": price_range(*band)}
            yield note("segment_off_band", "customers.segments", lang, **said)


def _market(plan: Plan, seen: Study, lang: Lang) -> Iterator[Finding]:
    band = _band(plan)
    if band and len(seen.offers):
        held = seen.within(*band)
        if not held.offers:
            yield note("band_empty", "positioning", lang, band=price_range(*band))
        elif held.demand is not None and held.demand / held.supply < CROWDED:
            said = {"demand": percent(held.demand), "supply": percent(held.supply)}
            yield note("band_crowded", "positioning", lang, band=price_range(*band), **said)
    value = seen.value
    if plan.prices.method == "market" and value is not None and not value.mixed:
        ours = value.points[value.points["own"].astype(bool)]
        dear = int((ours["price_place"] == DEAR).sum())
        if dear:
            yield note("method_dear", "prices.method", lang, n=dear, all=len(ours))
