"""What price protection costs when prices fall: which product falls to what, and through what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shopkit.i18n import full_day, text
from shopkit.pricing.promises import Owed, protection_by_item
from shopkit.pricing.wording import Scope
from shopkit.pricing.worst import Case
from shopkit.tables import Tables

NAMED = 4  # products named in one sentence
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fall:
    """A day on which prices are lower than some buyers of the days before paid.

    Attributes:
        day: the day.
        until: the last day whose sales count; earlier where later ones are not known yet.
        days: how many days the shop promises.
        cases: the cart of one unit an ordinary buyer has that day, by product.
        owed: what all may ask for together.
        each: the same by product, of those for which anything is owed, most money first.
    """

    day: date
    until: date
    days: int
    cases: Mapping[str, Case]
    owed: Owed
    each: Mapping[str, Owed]


def protected(cases: Mapping[str, Case], day: date, tables: Tables, days: int) -> Fall:
    """Return what is owed on a day to those who bought in the days before it.

    Args:
        cases: what an ordinary buyer pays for one unit that day, by product.
        day: the day; after the last day with orders those stand for the ones nobody knows yet.
        tables: the shop's orders.
        days: how many days the difference is made good.
    """
    on = min(day, max(tables.order_days, default=day) + DAY)
    prices = {item: case.unit_paid_cny for item, case in cases.items()}
    whole, each = protection_by_item(tables, prices, on, days)
    return Fall(day, on - DAY, days, cases, whole, each)


def fall_said(fall: Fall, scope: Scope) -> dict[str, object]:
    """Return what the sentences about a fall need: amounts, and each product with its price."""
    items = list(fall.each)
    told = [_product(item, fall, scope) for item in items[:NAMED]]
    if len(items) > NAMED:
        rest = sum(fall.each[item].amount_cny for item in items[NAMED:])
        more = {"n": len(items) - NAMED, "amount": scope.cny(rest)}
        told.append(text("pricing.protected.more", scope.lang, **more))
    return {
        "day": full_day(fall.day, scope.lang),
        "until": full_day(fall.until, scope.lang),
        "days": fall.days,
        "n": len(items),
        "orders": fall.owed.orders,
        "units": fall.owed.units,
        "amount": scope.cny(fall.owed.amount_cny),
        "items": ("；" if scope.lang == "zh" else "; ").join(told),
    }


def _product(item: str, fall: Fall, scope: Scope) -> str:
    case, owed = fall.cases[item], fall.each[item]
    said = {
        "name": scope.name(item),
        "price": scope.cny(case.unit_paid_cny),
        "promotions": scope.promotions(case.paid_by),
        "units": owed.units,
        "amount": scope.cny(owed.amount_cny),
    }
    return text("pricing.protected.product", scope.lang, **said)
