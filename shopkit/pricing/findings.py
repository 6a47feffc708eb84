"""Everything about prices that asks for action, the most money first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from shopkit.findings import Finding, by_money
from shopkit.plan import Plan
from shopkit.pricing.deals import recent_changes
from shopkit.pricing.floors_found import floor_findings, nth_findings
from shopkit.pricing.freight import freights_paid
from shopkit.pricing.lists_found import list_findings, member_findings, tier_findings
from shopkit.pricing.rules import Seen
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.windows_found import window_findings
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case, cases
from shopkit.tables import Tables


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the plan.

    Attributes:
        terms: what a unit of each product is counted with.
        peers: prices of peers with freight by product, CNY; `None`: nobody looked.
        others_cny: the cheapest price of the same product elsewhere, CNY.
        baskets: products bought with others, beside the carts of one product: `basket_cases`.
    """

    terms: Mapping[str, UnitTerms]
    peers: Mapping[str, Sequence[float]] | None = None
    others_cny: Mapping[str, float] = field(default_factory=dict)
    baskets: Sequence[Case] = ()


def pricing_findings(tables: Tables, known: Known, scope: Scope) -> list[Finding]:
    """Return what the plan's prices and promotions break, and what promises cost.

    Args:
        tables: the shop's orders: its own deals.
        known: terms, peers.
        scope: plan, language, the day from which promotions are looked at, places in the plan.

    Raises:
        PlanError: Promotions that allow more combinations than can be gone through.
    """
    plan = scope.plan
    found = cases(plan, known.terms, scope.day, named_skus(plan, tables))
    paid = freights_paid(plan, scope.day)
    seen = Seen(known.terms, known.peers, recent_changes(tables), paid)
    return by_money(
        [
            *floor_findings([*found, *known.baskets], known.terms, scope),
            *nth_findings(found, scope),
            *window_findings(found, tables, scope, known.others_cny),
            *tier_findings(known.terms, scope),
            *list_findings(seen, scope),
            *member_findings(scope),
        ]
    )


def named_skus(plan: Plan, tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return the SKUs that promotions name, by their product."""
    named = {name for one in plan.promotions for name in (*one.products, *one.except_products)}
    rows = tables["products"].filter(pl.col("sku").is_in(list(named)))
    found: dict[str, tuple[str, ...]] = {}
    for item, sku in rows.select("item_id", "sku").drop_nulls().unique().sort("sku").iter_rows():
        found[item] = (*found.get(item, ()), sku)
    return found
