"""Findings about openings and group deals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from shopkit.campaigns.held import Held, held
from shopkit.campaigns.wording import Scope, named
from shopkit.findings import Finding, Severity

YOUNG = timedelta(days=30)  # our choice: a shop this young has hardly a deal to compare with
LAW_BASE = "law.promo.21"
LAW_CROSSED = "law.pricing.16"


def deal_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what an opening or a group deal lacks or may not say."""
    for one in sorted(held(scope.plan), key=lambda one: one.at):
        if one.campaign.ends < scope.today:
            continue
        if one.campaign.kind == "opening":
            yield from _opening(one, scope)
        if one.campaign.kind == "group_deal":
            yield from _group(one, scope)


def _opening(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield crossed-out prices no deal stands behind, and that no hero item leads the opening."""
    plan, steps = scope.plan, ("campaigns", one.at)
    opened = plan.shop.opened
    crossed = [item.item_id for item in plan.products if item.list_price_cny is not None]
    if crossed and (opened is None or one.first <= opened + YOUNG):
        said = named(one.campaign) | {"products": scope.products(crossed)}
        law = scope.law(LAW_CROSSED, LAW_BASE)
        yield scope.finding("opening_price", steps, said, evidence=law, due=one.first)
    if plan.products and not any(item.hero for item in plan.products):
        said = named(one.campaign)
        yield scope.finding("opening_hero", steps, said, severity=Severity.NOTE)


def _group(one: Held, scope: Scope) -> Iterator[Finding]:
    """Yield that a group deal has no stock put aside."""
    planned = [each.units for each in one.campaign.stock]
    if not planned or None in planned:
        due = max(one.first - timedelta(days=7), scope.today)
        yield scope.finding(
            "group_stock", ("campaigns", one.at, "stock"), named(one.campaign), due=due
        )
