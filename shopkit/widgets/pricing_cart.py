"""A cart in the notebook of prices: an example, its picture, its steps, what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from shopkit.charts import pricing as charts
from shopkit.charts.table import Content, Table
from shopkit.i18n import full_day, listed, text
from shopkit.pricing.cart_shown import cart_shown
from shopkit.pricing.pictures import cny
from shopkit.pricing.waterfall import CartLine as Priced
from shopkit.pricing.waterfall import fen, left_of_cart
from shopkit.pricing.worst import parcel_of
from shopkit.promotions import Cart, CartLine
from shopkit.tables import column
from shopkit.widgets.pieces import picture

if TYPE_CHECKING:
    from shopkit.charts.picture import Picture
    from shopkit.i18n import Lang, Words
    from shopkit.plan.sections.products import Product
    from shopkit.promotions import Offer, Shown
    from shopkit.widgets.pricing import PricingView

STEPS = ["promotion", "before_cny", "off_cny", "after_cny", "borne_shop_cny"]


def example(view: PricingView) -> Cart | None:
    """Return a cart of two products on the day most promotions run, two units of the cheaper."""
    if view.first is None:
        return None
    day = busiest(view)
    running = [offer for offer in view.offers if _on(offer, day)]
    others = [one for one in view.priced if one.item_id != view.first.item_id]
    ranked = sorted(others, key=lambda one: -sum(about(offer, one) for offer in running))
    lines = [line(view.first, 1), *(line(one, 2) for one in ranked[:1])]
    freight = fen(view.plan.prices.freight_charged_cny or 0.0)
    hours = [offer.when.from_hour for offer in running if offer.when.from_hour is not None]
    return Cart(tuple(lines), day, min(hours, default=None), freight_fen=freight)


def line(product: Product, units: int) -> CartLine:
    """Return units of a product at its everyday price."""
    price = fen(product.price_cny or 0.0)
    return CartLine(product.item_id, units, price, None, product.category)


def busiest(view: PricingView) -> date:
    """Return the day on which most promotions run, the last of them."""
    ends = [offer.when.ends for offer in view.offers if offer.when.ends is not None]
    days = sorted({view.day, *ends})
    return max(days, key=lambda day: (sum(_on(offer, day) for offer in view.offers), day))


def _on(offer: Offer, day: date) -> bool:
    when = offer.when
    return (when.starts or date.min) <= day <= (when.ends or date.max)


def about(offer: Offer, product: Product) -> bool:
    """Tell whether a promotion is for a product."""
    return bool(offer.scope.holds(product.item_id, None, product.category))


def left_of(view: PricingView, found: Shown) -> float | None:
    """Return what is left of a cart after every cost that is known, CNY; None is unknown."""
    rows = found.lines.to_dict("records")
    lines = [
        Priced(
            view.of(str(row["item_id"])),
            int(row["units"]),
            float(row["paid_cny"]),
            float(row["receipt_cny"]) - float(row["paid_cny"]),
        )
        for row in rows
    ]
    left = left_of_cart(lines, parcel_of(view.plan, found.freight_cny))
    for row in found.gifts.to_dict("records"):
        cost = view.of(str(row["item_id"])).goods_cny
        left = None if left is None or cost is None else left - cost * int(row["gift_units"])
    return left


def drawn(view: PricingView, least: Shown, worst: Shown, title: str = "") -> tuple[Picture, Words]:
    """Return the way of a cart from its list price to what is paid, and what is said of it.

    Args:
        view: the shop's promotions, and what its products cost.
        least: the cart at its best for the buyer.
        worst: the same at its worst for the shop.
        title: what stands over the picture where the words are said elsewhere.
    """
    left = left_of(view, least)
    frame, words = cart_shown(least, worst, left, view.lang)
    words = _told(view, words, least, known=left is not None)
    shown = replace(words, title=title or words.title)
    return picture(charts.stairs, (frame, shown), view.lang, least.steps), words


def _told(view: PricingView, words: Words, found: Shown, *, known: bool) -> Words:
    """Return the words of a picture of a cart with what is in it, and the gifts."""
    lang, cart = view.lang, found.cart
    lines = [
        text("price.cart.line", lang, name=view.name(one.item_id), n=one.units)
        for one in cart.lines
    ]
    said = {"lines": listed(lines, lang), "buyer": view.scope.buyer(cart.buyer)}
    subtitle = text("price.cart.of", lang, day=full_day(cart.day, lang), **said)
    gifts = [
        text("price.cart.line", lang, name=view.name(str(row["item_id"])), n=int(row["gift_units"]))
        for row in found.gifts.to_dict("records")
    ]
    key = "gift_paid" if known else "gift"
    more = [text(f"price.cart.{key}", lang, list=listed(gifts, lang))] if gifts else []
    so = ("" if lang == "zh" else " ").join([words.so, *more])
    return replace(words, subtitle=subtitle, so=so)


def steps_table(found: Shown, lang: Lang) -> Table:
    """Return the steps of a cart to the fen; what others bear has its own columns."""
    others = [f"borne_{who}_cny" for who in ("platform", "government", "brand")]
    borne = [name for name in others if found.steps[name].sum()]
    frame = found.steps[[*STEPS, *borne]]
    heads = [column(str(name)).title(lang) for name in frame.columns]
    rows: list[list[Content]] = [
        [str(name), *(cny(float(str(amount)), lang) for amount in amounts)]
        for name, *amounts in frame.to_numpy().tolist()
    ]
    return Table(heads, rows, "l" + "r" * (len(heads) - 1), lang, table=frame)
