"""Findings about prices over time: reference prices, promised lowest prices, what promises cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from shopkit.findings import Finding, Severity
from shopkit.i18n import full_day
from shopkit.plan.sections.products import Product
from shopkit.pricing.deals import Lowest, deals, highest_charged, reference, sold_at
from shopkit.pricing.promises import match_cost
from shopkit.pricing.protected import fall_said, protected
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case
from shopkit.promotions import Buyer
from shopkit.rules import rule
from shopkit.tables import Tables

LAW_REFERENCE = "law.promo.21"
LAW_FRAUD = "law.pricing.17"
LAW_PROMISES = "law.pricing.19"
SLACK = 0.005  # CNY: prices are whole fen
DAY = timedelta(days=1)


Public = Mapping[date, Case]


def public_cases(found: Sequence[Case]) -> dict[str, dict[date, Case]]:
    """Return the cheapest cart of one unit an ordinary buyer has, by product and day."""
    held: dict[str, dict[date, Case]] = {}
    for case in found:
        if case.units == 1 and case.cart.buyer == Buyer() and case.cart.lines[0].sku is None:
            days = held.setdefault(case.item, {})
            before = days.get(case.cart.day, case)
            days[case.cart.day] = min(before, case, key=lambda one: one.unit_paid_cny)
    return held


def window_findings(
    found: Sequence[Case],
    tables: Tables,
    scope: Scope,
    others_cny: Mapping[str, float] | None = None,
) -> Iterator[Finding]:
    """Yield what the shop's own deals say against its list prices and promises.

    Args:
        found: the carts of `cases`.
        tables: the shop's orders; without any nothing can be told, and that is a finding.
        scope: plan, language, day.
        others_cny: the cheapest price elsewhere by product, for the price match.
    """
    rows, public = deals(tables), public_cases(found)
    if not rows.height:
        yield scope.finding("no_history", scope.place(()), {}, severity=Severity.NOTE)
        return
    for product in scope.plan.products:
        days = public.get(product.item_id, {})
        yield from _reference(product, days, (rows, known_until(tables, scope)), scope)
        yield from _lowest(product, days, rows, scope)
    yield from _protection(public, tables, scope)
    yield from _match(others_cny or {}, tables, scope)


def starts(product: Product, days: Public, scope: Scope) -> list[date]:
    """Return the days on which a product becomes cheaper than its everyday price or than before.

    The first day looked at is one only if a promotion the price is made of begins on it: what
    runs already does not.
    """
    before, found = None, []
    for day, case in sorted(days.items()):
        price = case.unit_paid_cny
        if before is not None:
            fell = price < before - SLACK
        else:
            fell = price < (product.price_cny or 0.0) - SLACK and day in _begun(case, scope)
        found += [day] if fell else []
        before = price
    return found


def _begun(case: Case, scope: Scope) -> list[date]:
    """Return the days on which the promotions a price is made of begin."""
    own = (one for one in scope.plan.promotions if one.name in case.paid_by)
    return [one.starts for one in own if one.starts is not None]


def reduced_from(product: Product, days: Public, scope: Scope) -> date | None:
    """Return the first day of the reduction that runs, else of the next one; none: no reduction."""
    for case in (days[min(days)],) if days else ():
        if case.unit_paid_cny < (product.price_cny or 0.0) - SLACK and _begun(case, scope):
            return min(_begun(case, scope))
    return next(iter(starts(product, days, scope)), None)


def base_of(
    product: Product, first: date | None, known: tuple[pl.DataFrame, date], scope: Scope
) -> tuple[date, Lowest | None]:
    """Return from which day a price is held against what was paid before, and the base then.

    Of a reduction that begins after the orders end, the last days there are stand for those before.

    Args:
        product: with its price.
        first: what `reduced_from` returned.
        known: `deals`, and the first day nothing is known of.
        scope: the day that counts where nothing is reduced.
    """
    rows, until = known
    on = min(first or scope.day, until)
    near = sold_at(rows, product.item_id, product.price_cny or product.list_price_cny or 0.0)
    found = reference(near, product.item_id, on, int(str(rule(LAW_REFERENCE).value)))
    return on, next(iter(found), None)


def known_until(tables: Tables, scope: Scope) -> date:
    """Return the first day whose orders nobody can know yet."""
    return max(_known_until(tables, scope), scope.day)


def _known_until(tables: Tables, scope: Scope) -> date:
    """Return the day after the last one whose orders are known."""
    return max(tables.order_days, default=scope.day) + DAY


def _reference(
    product: Product, days: Public, known: tuple[pl.DataFrame, date], scope: Scope
) -> Iterator[Finding]:
    """Yield that a crossed-out price is above the lowest deal before, or was never charged."""
    crossed = product.list_price_cny
    if crossed is None:
        return
    rows, until = known
    place = scope.product_place(product.item_id)
    name = scope.name(product.item_id)
    said: dict[str, object] = {"name": name, "list": scope.cny(crossed)}
    first, dearest = base_of(product, reduced_from(product, days, scope), known, scope)
    if dearest is not None:
        said |= {
            "lowest": scope.cny(dearest.price_cny),
            "sku": dearest.sku or product.item_id,
            "on": full_day(dearest.on, scope.lang),
            "days": int(str(rule(LAW_REFERENCE).value)),
            "starts": full_day(first, scope.lang),
        }
    highest = highest_charged(rows, product.item_id, until)
    if highest is not None and highest < crossed - SLACK:
        said |= {"highest": scope.cny(highest)}
        more = "" if dearest is None else "_most" if dearest.within else "_last"
        words = {"severity": Severity.ERROR, "words": f"never_charged{more}"}
        law = scope.law(LAW_FRAUD)
        yield scope.finding("never_charged", place, said, evidence=law, **words)
        return
    if dearest is None or dearest.price_cny >= crossed - SLACK:
        return
    code = "reference" if dearest.within else "reference_last"
    law = scope.law(LAW_REFERENCE)
    yield scope.finding(code, place, said, severity=Severity.ERROR, evidence=law)


def _lowest(product: Product, days: Public, rows: pl.DataFrame, scope: Scope) -> Iterator[Finding]:
    """Yield that a price promised as the lowest of some days is not.

    Only orders of one unit alone are held against it: more of it at once may well cost less each.
    """
    length, price = scope.plan.prices.lowest_within_days, product.price_cny
    if length is None or price is None:
        return
    own = sold_at(rows, product.item_id, price)
    for day in starts(product, days, scope):
        since = day - timedelta(days=length)
        before = own.filter(pl.col("single") & (pl.col("day") < day) & (pl.col("day") >= since))
        price = days[day].unit_paid_cny
        cheaper = before.filter(pl.col("deal") < price - SLACK).sort("deal", "day")
        if not cheaper.height:
            continue
        low = cheaper.row(0, named=True)
        said = {
            "name": scope.name(product.item_id),
            "price": scope.cny(price),
            "starts": full_day(day, scope.lang),
            "days": length,
            "lowest": scope.cny(low["deal"]),
            "on": full_day(low["day"], scope.lang),
            "n": cheaper["order_id"].n_unique(),
        }
        place, law = scope.product_place(product.item_id), scope.law(LAW_PROMISES)
        yield scope.finding("not_lowest", place, said, evidence=law)
        return


def _protection(public: Mapping[str, Public], tables: Tables, scope: Scope) -> Iterator[Finding]:
    """Yield what price protection costs on each day prices fall, by the sales of the last days."""
    length = scope.plan.prices.price_protection_days
    if not length:
        return
    falls: dict[date, dict[str, Case]] = {}
    for product in scope.plan.products:
        days = public.get(product.item_id, {})
        for day in starts(product, days, scope):
            falls.setdefault(day, {})[product.item_id] = days[day]
    place = scope.place(("prices", "price_protection_days"))
    for day, new in sorted(falls.items()):
        fall = protected(new, day, tables, length)
        if fall.owed.orders:
            more = {"cny": -fall.owed.amount_cny, "owner": "aftersales"}
            yield scope.finding("protection", place, fall_said(fall, scope), **more)


def _match(others_cny: Mapping[str, float], tables: Tables, scope: Scope) -> Iterator[Finding]:
    length = scope.plan.prices.price_match_days
    if not length or not others_cny:
        return
    last = max(tables.order_days, default=scope.day)
    owed = match_cost(tables, others_cny, min(scope.day, last), length)
    if not owed.orders:
        return
    said = {
        "days": length,
        "orders": owed.orders,
        "units": owed.units,
        "amount": scope.cny(owed.amount_cny),
        "open": owed.unknown,
    }
    place = scope.place(("prices", "price_match_days"))
    law = scope.law(LAW_PROMISES)
    more = {"cny": -owed.amount_cny, "owner": "aftersales", "evidence": law}
    yield scope.finding("match", place, said, **more)
