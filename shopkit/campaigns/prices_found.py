"""Findings about promises on prices over the days of campaigns.

The depth of a campaign is its `discount_rate`, the share of the price that is paid. What single
orders paid is held against promises by the pricing room; here the plan of the year is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations

from shopkit.campaigns.held import Held, held
from shopkit.campaigns.wording import Scope
from shopkit.findings import Finding, Severity
from shopkit.i18n import percent
from shopkit.rules import Rule, rule, rules

LAW_BASE = "law.promo.21"
LAW_PROMISES = "law.pricing.19"
PROTECTION = "after-sales.price-protection"


def protection_days(scope: Scope) -> tuple[int, bool]:
    """Return for how many days a lower price is made good, and whether the plan says so.

    Without it in the plan the platform's rule stands, which is to be confirmed; 0 without any.
    """
    own = scope.plan.prices.price_protection_days
    if own is not None:
        return own, True
    found = _protection(scope.plan.shop.platform)
    told = [row.values.get("days") for row in found.table] if found else []
    first = next((int(days) for days in told if isinstance(days, int | float)), 0)
    return first, False


def _protection(platform: str) -> Rule | None:
    return next((one for one in rules(platform) if one.id.endswith(PROTECTION)), None)


def price_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what campaigns promise about prices and do not keep."""
    found = held(scope.plan)
    for first, second in permutations(found, 2):
        both = (
            first.campaign.discount_rate is not None and second.campaign.discount_rate is not None
        )
        apart = (second.first - first.last).days
        if both and apart > 0 and second.last >= scope.today and first.shares(second) is not None:
            yield from _pair(first, second, apart, scope)


def _pair(first: Held, second: Held, apart: int, scope: Scope) -> Iterator[Finding]:
    """Yield what two campaigns on one product, one after the other, do to promises."""
    before, after = first.campaign.discount_rate or 0, second.campaign.discount_rate or 0
    steps = ("campaigns", second.at, "discount_rate")
    said = {
        "name": first.name,
        "other": second.name,
        "products": scope.products(first.shares(second) or ()),
        "before": percent(before, 0),
        "after": percent(after, 0),
        "apart": apart,
    }
    window, own = protection_days(scope)
    if after < before and apart <= window:
        said |= {"n": window, "until": scope.day(first.last + timedelta(days=window))}
        said["source"] = scope.said("own_days" if own else "rule_days")
        law = "" if own else scope.law(_rule_id(scope))
        more = {"owner": "aftersales", "due": second.first, "evidence": law}
        yield scope.finding("protection", steps, said, **more)
    promised = scope.plan.prices.lowest_within_days
    if promised and before < after and apart <= promised:
        more = {"due": second.first, "evidence": scope.law(LAW_PROMISES)}
        yield scope.finding("not_lowest", steps, said | {"n": promised}, **more)
    base = int(str(rule(LAW_BASE).value))
    if before <= after and apart <= base:
        more = {"due": second.first, "evidence": scope.law(LAW_BASE), "severity": Severity.ERROR}
        yield scope.finding("no_base", steps, said | {"n": base}, **more)


def _rule_id(scope: Scope) -> str:
    found = _protection(scope.plan.shop.platform)
    return found.id if found else LAW_PROMISES
