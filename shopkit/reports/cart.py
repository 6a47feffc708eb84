"""One cart of a shop, read and counted: for a terminal and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopkit import profit
from shopkit.exports.shop import open_new
from shopkit.findings import Finding, by_money
from shopkit.i18n import Lang
from shopkit.periods import Period
from shopkit.plan import place_in
from shopkit.pricing import all_terms
from shopkit.pricing.cart_counted import Combination, CountedCart, counted_cart
from shopkit.pricing.floors_found import floor_findings
from shopkit.pricing.wording import Scope
from shopkit.promotions import Cart, promotion_findings, read_cart
from shopkit.reports.cart_doubts import cart_doubts
from shopkit.reports.plain import finding, rows

if TYPE_CHECKING:
    import pandas as pd

    from shopkit.exports import Shop

LEARNED_FROM = timedelta(days=364)  # our choice: a year of sales, every season of it once
AMOUNTS = ("list_cny", "freight_cny", "paid_cny", "receipt_cny", "deposit_cny")


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart of a shop with everything that can be said of it.

    Attributes:
        cart: what was asked about.
        counted: its combinations.
        past: the days whose sales costs are averages of; `None` without sales.
        scope: what every text about it must know.
        findings: what is wrong with its prices and the plan's promotions, most money first.
    """

    cart: Cart
    counted: CountedCart
    past: Period | None
    scope: Scope
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as docs/json-contract.md says."""
        cart, best = self.cart, self.counted.best
        return {
            "at": str(cart.day),
            "hour": cart.hour,
            "buyer": {
                "member": cart.buyer.member,
                "vip88": cart.buyer.vip88,
                "new": cart.buyer.new,
            },
            "learned_from": str(self.past) if self.past else None,
            **_totals(best),
            "left_out": list(self.counted.left_out),
            "steps": rows(best.shown.steps),
            "lines": rows(best.lines),
            "gifts": rows(best.shown.gifts),
            "worst": _totals(self.counted.worst) | {"lines": rows(self.counted.worst.lines)},
            "findings": [finding(one) for one in self.findings],
        }


def priced_cart(folder: Path, path: Path, lang: Lang) -> PricedCart:
    """Return a cart of a shop, counted with the costs of its day and the averages of a year.

    Args:
        folder: the shop.
        path: the cart.
        lang: of the findings.

    Raises:
        PlanError: The plan has problems, or too many promotions go together.
        CartError: The cart has problems; all of them are named.
        ExportError: A file is broken.
    """
    shop = open_new(folder)
    cart = read_cart(path, shop.plan)
    past, lines = _sold(shop)
    terms = all_terms(shop.plan, shop.tables, cart.day, lines)
    counted = counted_cart(cart, shop.plan, terms)
    place = partial(place_in, shop.folder)
    scope = Scope(shop.plan, lang, cart.day, place, shop.product_rows)
    wrong = promotion_findings(shop.plan, lang, shop.folder)
    found = by_money([*floor_findings(counted.cases, terms, scope), *wrong])
    found = [*cart_doubts(cart, shop, lang), *found]
    return PricedCart(cart, counted, past, scope, tuple(found))


def _sold(shop: Shop) -> tuple[Period | None, pd.DataFrame | None]:
    """Return the last year of sales: its days, and its paid lines with their costs."""
    if not shop.tables.order_days:
        return None, None
    last = max(shop.tables.order_days)
    period = Period(max(min(shop.tables.order_days), last - LEARNED_FROM), last)
    ledger = profit.Books(shop.tables, shop.plan).ledger(shop.plan.costs.ads_rule)
    lines = profit.by(ledger, "line", period)
    return (period, lines) if lines["order_id"].notna().any() else (None, None)


def _totals(one: Combination) -> dict[str, Any]:
    shown = one.shown
    amounts = {name: round(float(getattr(shown, name)), 2) for name in AMOUNTS}
    left = {"gifts_cny": one.gifts_cny, "contribution_cny": one.left_cny}
    return {"promotions": [offer.name for offer in shown.used], **amounts, **left}
