"""Findings about the products of campaigns: nobody knows them, more sold ahead than there are."""

from __future__ import annotations

from collections.abc import Iterator

from shopkit.campaigns.held import Held, held
from shopkit.campaigns.wording import Scope, named
from shopkit.findings import Finding, Severity


def goods_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the products of campaigns still to end, in the order of the plan."""
    for one in sorted(held(scope.plan), key=lambda one: one.at):
        if one.campaign.ends >= scope.today:
            yield from _unknown(one, scope)
            yield from _sold_ahead(one, scope)


def _unknown(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield products neither the plan nor the shop's files list, where either lists any."""
    listed = {product.item_id for product in scope.plan.products} | set(scope.items or ())
    if scope.items is None or not listed:
        return
    for field, items in _places(one):
        strange = [item for item in items if item not in listed]
        if strange:
            said = named(one.campaign) | {"items": scope.several(strange), "n": len(strange)}
            yield scope.finding("product_unknown", ("campaigns", one.at, field), said)


def _places(one: Held) -> Iterator[tuple[str, list[str]]]:
    products = list(dict.fromkeys(one.campaign.products))
    yield "products", products
    yield "stock", [each.product for each in one.campaign.stock if each.product not in products]


def _sold_ahead(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield products of which more are sold ahead than bought in."""
    for n, each in enumerate(one.campaign.stock):
        if each.units is None or each.presold_units is None or each.presold_units <= each.units:
            continue
        said = named(one.campaign) | {
            "products": scope.products([each.product]),
            "n": each.units,
            "presold": each.presold_units,
            "gap": each.presold_units - each.units,
        }
        steps = ("campaigns", one.at, "stock", n)
        yield scope.finding("presold_over", steps, said, severity=Severity.ERROR, due=one.first)
