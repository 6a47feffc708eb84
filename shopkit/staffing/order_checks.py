"""What does not hold in rules of headcount by orders: holes, shared ends, periods, other rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shopkit.findings import Finding
from shopkit.i18n import Lang, listed, number
from shopkit.roles import role_title, roles
from shopkit.staffing.bands import Band
from shopkit.staffing.library import department_title
from shopkit.staffing.orders import (
    MONTH_DAYS,
    OrderPolicy,
    OrderRule,
    heads_mended,
    holes,
    order_value_for,
    orders_of,
    shared_ends,
)
from shopkit.staffing.wording import hint, warning, yuan

NEAR = 1  # people two rules may differ by


def hole_findings(policy: OrderPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield each rule with ranges of orders of which it says nothing between two it names."""
    for rule in policy.rules:
        found = holes(rule)
        inner = [
            hole for hole in found if hole[0] >= rule.bands[0].high and hole[1] != float("inf")
        ]
        if inner:
            ranges = listed([f"{low:,.0f}–{high:,.0f}" for low, high in inner], lang)
            said = {"role": role_title(rule.role, lang), "list": ranges}
            said |= {"low": f"{rule.bands[0].low:,.0f}", "high": f"{rule.bands[-1].high:,.0f}"}
            yield warning("order_gap", policy.key, lang, **said)


def overlap_findings(rules: Sequence[OrderRule], place: str, lang: Lang) -> Iterator[Finding]:
    """Yield each number of orders that belongs to two ranges of one ladder."""
    names = listed([role_title(rule.role, lang) for rule in rules], lang)
    for shared in shared_ends(rules):
        yield hint("order_overlap", place, lang, orders=f"{shared:,.0f}", roles=names)


def period_findings(policy: OrderPolicy, lang: Lang) -> Iterator[Finding]:
    """Yield the rules whose orders have no period, if any."""
    if bare := [role_title(rule.role, lang) for rule in policy.rules if not rule.per]:
        said = {"list": listed(bare, lang), "factor": MONTH_DAYS}
        yield warning("order_period", policy.key, lang, **said)


def cross_findings(
    band: Band, policy: OrderPolicy, per_order_cny: float, lang: Lang
) -> Iterator[Finding]:
    """Yield each department of a band that differs by more than one person from the order rules.

    Args:
        band: a team by turnover.
        policy: rules by orders.
        per_order_cny: what an order is worth, to turn turnover into orders.
        lang: language of the texts.
    """
    orders = orders_of(band.turnover_cny, per_order_cny)
    for rule in policy.rules:
        department = roles()[rule.role].department
        there = sum(group.heads for group in band.groups if group.department == department)
        asked = heads_mended(rule, orders)
        if department == "promotion" or abs(there - asked) <= NEAR:
            continue
        upper = rule.bands[0].high
        worth = order_value_for(band.turnover_cny, upper * there)
        yield warning(
            "policies_differ",
            f"{policy.key}, {band.turnover_cny:,.0f}",
            lang,
            department=department_title(department, lang),
            there=there,
            asked=asked,
            per_order=yuan(per_order_cny),
            orders=number(orders, lang),
            most=number(upper * there, lang),
            worth=f"¥{worth:.2f}",
        )


def need_findings(
    rule: OrderRule, orders_daily: float, planned: int, place: str, lang: Lang
) -> Iterator[Finding]:
    """Yield the shortfall where a goal of orders needs more people than are planned.

    Args:
        rule: how many of a role orders ask for.
        orders_daily: the goal.
        planned: people of that role in the plan.
        place: where that stands.
        lang: language of the texts.
    """
    needed = heads_mended(rule, orders_daily)
    if planned < needed:
        said = {"role": role_title(rule.role, lang), "planned": planned, "needed": needed}
        yield warning("orders_need", place, lang, orders=number(orders_daily, lang), **said)
