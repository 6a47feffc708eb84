"""Findings about the price list as a whole: its rules, its tiers, what members take."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from shopkit.findings import Finding, Severity
from shopkit.i18n import listed, percent
from shopkit.pricing.members import LEAST_PRODUCTS, products_for_vip, products_missing
from shopkit.pricing.rules import Seen, price_checks
from shopkit.pricing.tiers import Balance, balance, tier_lines
from shopkit.pricing.unit import UnitTerms
from shopkit.pricing.wording import Scope

NAMED = 5  # products named in one finding
BROKEN = ("below_market", "basic_margin", "premium", "stable", "compared")


def list_findings(seen: Seen, scope: Scope) -> Iterator[Finding]:
    """Yield the rules the price list breaks, each with the products that break it."""
    rows = price_checks(scope.plan, seen)
    broken = rows[rows["kept"].eq(other=False)]
    for code in BROKEN:
        own = broken[broken["price_rule"] == code]
        if own.empty:
            continue
        items = [str(item) for item in own["item_id"]]
        named = [_against(row, code, seen, scope) for row in own.head(NAMED).to_dict("records")]
        said = {
            "n": len(own),
            "names": listed(named, scope.lang),
            "rate": percent(scope.plan.prices.least_margin_rate or 0.0),
            "change": percent(scope.plan.prices.largest_weekly_change_rate),
        }
        severity = Severity.NOTE if code in ("compared", "premium") else Severity.WARNING
        place = scope.product_place(items[0])
        yield scope.finding(f"rule_{code}", place, said, severity=severity)
    of_shop = broken[broken["item_id"].isna()]["price_rule"].tolist()
    for code in of_shop:
        yield scope.finding(f"rule_{code}", scope.place(("prices",)), {})


def _against(row: Mapping[Hashable, Any], code: str, seen: Seen, scope: Scope) -> str:
    """Return a product with the figures it breaks a rule by."""
    item, limit = str(row["item_id"]), row["price_limit_cny"]
    figures = []
    if limit == limit:  # noqa: PLR0124 - NaN
        figures.append(f"{scope.cny(row['price_cny'])} / {scope.cny(limit)}")
    if code == "stable":
        figures.append(percent(seen.changes[item]))
    if code == "basic_margin":
        figures.append(scope.ads_lead(seen.terms.get(item, UnitTerms()), "ads_each"))
    told = ("，" if scope.lang == "zh" else ", ").join(filter(None, figures))
    if not told:
        return scope.name(item)
    return f"{scope.name(item)}（{told}）" if scope.lang == "zh" else f"{scope.name(item)} ({told})"


def tier_findings(terms: Mapping[str, UnitTerms], scope: Scope) -> Iterator[Finding]:
    """Yield that the high tier does not make up what the low one loses, or that it does."""
    lines = tier_lines(scope.plan, terms)
    if not any(one.tier == "low" for one in lines):
        return
    found = balance(lines)
    low = found.tiers.set_index("tier")["contribution_cny"]["low"]
    if not low < 0:
        return
    said = _balance(found, float(low), scope)
    place = scope.place(("products",))
    if found.balanced:
        yield scope.finding("tiers_balance", place, said, severity=Severity.NOTE)
        return
    can = found.needed_high_units is not None
    code = "tiers_lose" if can else "tiers_cannot"
    yield scope.finding(code, place, said, cny=float(found.total_cny))


def _balance(found: Balance, low: float, scope: Scope) -> dict[str, object]:
    units = found.tiers.set_index("tier")["units"]["high"]
    return {
        "low": scope.cny(-low),
        "total": scope.cny(found.total_cny),
        "loss": scope.cny(-found.total_cny),
        "units": int(units),
        "needed": found.needed_high_units,
        "unknown": len(found.unknown),
    }


def member_findings(scope: Scope) -> Iterator[Finding]:
    """Yield that a shop has too few products for a VIP price."""
    count = products_for_vip(scope.plan)
    if count is not None and (missing := products_missing(count)):
        said = {"needed": LEAST_PRODUCTS, "count": count, "missing": missing}
        place = scope.place(("members", "tiers"))
        yield scope.finding("vip_products", place, said, severity=Severity.NOTE)
