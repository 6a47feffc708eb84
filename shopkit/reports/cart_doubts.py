"""What makes a cart doubtful that can be counted: goods nobody knows, a day without promotions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, full_day, text
from shopkit.promotions import Cart

if TYPE_CHECKING:
    from shopkit.exports import Shop

KNOWN_FROM = ("products", "order_lines")


def cart_doubts(cart: Cart, shop: Shop, lang: Lang) -> Iterator[Finding]:
    """Yield what the shop does not know of a cart, and that no promotion is near its day.

    Args:
        cart: as it was read; its products are counted from 1.
        shop: its plan, cost table and past orders.
        lang: of the texts.
    """
    planned = {one.item_id for one in shop.plan.products}
    items, skus = (planned | _known(shop, "item_id")), _known(shop, "sku")
    for n, line in enumerate(cart.lines, 1):
        said: dict[str, object] = {"n": n, "item": line.item_id, "sku": line.sku}
        if line.item_id not in items:
            yield _doubt("product", lang, said)
        elif line.sku and skus and line.sku not in skus:
            yield _doubt("sku", lang, said)
    held = [one for one in shop.plan.promotions if one.starts and one.ends]
    first = min((one.starts for one in held if one.starts), default=cart.day)
    last = max((one.ends for one in held if one.ends), default=cart.day)
    if not first <= cart.day <= last:
        days = {"day": cart.day, "first": first, "last": last}
        yield _doubt("day", lang, {name: full_day(day, lang) for name, day in days.items()})


def _known(shop: Shop, column: str) -> set[str]:
    rows = pl.concat([shop.tables[name].select(column) for name in KNOWN_FROM])
    return set(rows[column].drop_nulls())


def _doubt(code: str, lang: Lang, said: Mapping[str, object]) -> Finding:
    return Finding(
        code=f"cart_{code}",
        severity=Severity.WARNING,
        place="",
        cause=text(f"cart.doubt.{code}.cause", lang, **said),
        action=text(f"cart.doubt.{code}.action", lang, **said),
    )
