"""The deepest each product goes in baskets buyers really filled: two or three products at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf

import polars as pl

from shopkit.plan import Plan
from shopkit.pricing.cart_counted import counted_cart
from shopkit.pricing.deals import deals
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.waterfall import fen
from shopkit.pricing.worst import Case, buyers, moments
from shopkit.promotions import Cart, CartLine, carts_of, offers, priced
from shopkit.tables import Tables

FEWEST, MOST = 2, 3  # products of a basket
KEPT = 40  # baskets looked at, the most common ones
Basket = tuple[CartLine, ...]


def past_baskets(tables: Tables, plan: Plan) -> list[Basket]:
    """Return the most common past baskets of two or three products, at the plan's prices."""
    products = {one.item_id: one for one in plan.products if fen(one.price_cny or 0.0)}
    planned = pl.col("item_id").is_in(list(products)).fill_null(value=False)
    lines = deals(tables).filter(planned.all().over("order_id"))
    lines = lines.group_by("order_id", "item_id").agg(pl.col("units").sum()).sort("item_id")
    orders = lines.group_by("order_id").agg(pl.struct("item_id", "units").alias("goods"))
    several = orders.filter(pl.col("goods").list.len().is_between(FEWEST, MOST))
    counted = several.group_by("goods").len().sort("len", "goods", descending=[True, False])
    return [
        tuple(
            CartLine(item, int(units), fen(product.price_cny or 0.0), None, product.category)
            for item, units, product in ((*g.values(), products[g["item_id"]]) for g in goods)
        )
        for goods in counted["goods"].head(KEPT).to_list()
    ]


def basket_cases(
    plan: Plan, terms: Mapping[str, UnitTerms], day: date, baskets: Sequence[Basket]
) -> tuple[Case, ...]:
    """Return of each product the basket in which it brings the shop least; see `cases`.

    Each buyer there is a promotion for, at each moment prices change from a day on. A basket that
    comes with a gift of unknown cost is left out: nobody knows what it leaves.
    """
    held, freight = offers(plan), fen(plan.prices.freight_charged_cny or 0.0)
    deepest: dict[str, tuple[float, Cart]] = {}
    for moment in moments(plan, day) if baskets else ():
        carts = [Cart(b, *moment, who, freight) for b in baskets for who in buyers(plan, held)]
        received = priced(carts_of(carts), held).worst.line_receipt_fen.tolist()
        for cart, amounts in zip(carts, received, strict=True):
            for line, amount in zip(cart.lines, amounts, strict=False):  # short carts are padded
                share = amount / (line.units * line.unit_price_fen)
                if share < deepest.get(line.item_id, (inf,))[0]:
                    deepest[line.item_id] = (share, cart)
    counted = {cart: counted_cart(cart, plan, terms).cases for _, cart in deepest.values()}
    picked = (
        one for item, (_, cart) in deepest.items() for one in counted[cart] if one.item == item
    )
    return tuple(one for one in picked if one.left_cny is not None)
