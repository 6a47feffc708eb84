"""The fee schedule of a platform on a day: what its rules ask of a shop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from shopkit.fees.asked import Asked, Opening, Shop
from shopkit.fees.sums import MONTHS
from shopkit.i18n import LANGS
from shopkit.rules import Range, Row, Rule, Value, careful, rules

if TYPE_CHECKING:
    from shopkit.plan import Plan

PERIODS = {"CNY/year": 1, "CNY/month": MONTHS}
REFUND_UNIT = "share of the annual fee"


def shop_of(plan: Plan) -> Shop:
    """Return the shop a plan is about."""
    shop = plan.shop
    return Shop(shop.platform, shop.shop_type, shop.trademark, shop.category)


def openings(shop: Shop, day: date) -> tuple[Opening, ...]:
    """Return every way to open a shop on a day, the cheapest first; empty where nothing is known.

    Example:
        >>> franchise = Shop("tmall", shop_type="franchise", trademark="R")
        >>> [way.total_cny.low for way in openings(franchise, date(2014, 3, 1))]
        [130000.0, 160000.0]
    """
    deposits, fees = deposit(shop, day), yearly(shop, day)
    ways = [Opening(*pair) for pair in product(deposits, fees)]
    return tuple(sorted(ways, key=lambda way: (way.total_cny.low is None, way.total_cny.low or 0)))


def deposit(shop: Shop, day: date) -> tuple[Asked, ...]:
    """Return the deposits, in CNY, that could be asked of a shop on a day."""
    held = [rule for rule in rules(shop.platform, "deposit", day) if rule.unit == "CNY"]
    return tuple(
        asked for rule in held for asked, row in _asked(rule) if row is None or _fits(row, shop)
    )


def yearly(shop: Shop, day: date) -> tuple[Asked, ...]:
    """Return the fees of a year, in CNY, that could be asked of a shop on a day."""
    held = [rule for rule in rules(shop.platform, "fee", day) if rule.unit in PERIODS]
    return tuple(
        replace(asked, low=_times(asked.low, rule), high=_times(asked.high, rule))
        for rule in held
        for asked, _ in _asked(rule)
    )


def shares(shop: Shop, day: date) -> tuple[Asked, ...]:
    """Return what the platform takes of each sale on a day, as shares 0-1, each by itself.

    A commission by category without a category, or of one the rule does not name, is unknown.
    """
    held = [rule for rule in rules(shop.platform, day=day) if rule.charge == "default"]
    return tuple(replace(_share(rule, shop.category), share=True) for rule in held)


def refund_tiers(shop: Shop, day: date) -> tuple[tuple[float | None, float], ...]:
    """Return the tiers by which a yearly fee came back on a day: sales in CNY, share 0-1."""
    held = [rule for rule in rules(shop.platform, "fee", day) if rule.unit == REFUND_UNIT]
    rows = [row.values for rule in held for row in rule.table]
    return tuple(
        (_limits(row.get("sales_cny")).low, _limits(row.get("refund_share")).low or 0.0)
        for row in rows
    )


def _asked(rule: Rule) -> Iterator[tuple[Asked, Row | None]]:
    """Yield what a rule asks for, each with its row."""
    if not rule.table:
        yield _of(rule, rule.value, certain=rule.certain), None
    for row in rule.table:
        value = row.values.get("amount_cny")
        yield _of(rule, value, certain=row.certain, row=row), row


def _share(rule: Rule, category: str | None) -> Asked:
    if not rule.table:
        return _of(rule, rule.value, certain=rule.certain)
    rows = rule.table
    named = [row for row in rows if category and row.is_of(category)]
    rest = [row for row in rows if category and row.values.get("other") is True]
    row = next(iter([*named, *rest]), None)
    if row is None:
        return _of(rule, None, certain=False)
    return _of(rule, row.values.get("rate"), certain=row.certain, row=row)


def _of(rule: Rule, value: Value, *, certain: bool, row: Row | None = None) -> Asked:
    limits = _limits(value)
    zh, en = (
        " · ".join(filter(None, (rule.name(lang), row.name(lang) if row else ""))) for lang in LANGS
    )
    return Asked(limits.low, limits.high, rule.id, certain, zh, en)


def _fits(row: Row, shop: Shop) -> bool:
    """Tell whether a row may be that of a shop: what neither names is left open."""
    types, mark = row.values.get("shop_types"), row.values.get("mark")
    of_type = not isinstance(types, tuple) or shop.shop_type in (None, *types)
    return of_type and (mark is None or shop.trademark in (None, mark))


def _limits(value: Value) -> Range:
    """Return a number as a range of itself; what is none is unknown at both ends."""
    if isinstance(value, Range):
        return value
    known = careful(value)
    return Range(known, known)


def _times(cny: float | None, rule: Rule) -> float | None:
    return None if cny is None else cny * PERIODS[rule.unit]
