"""What a shop's past tells of its months ahead: shares of sales, season, orders and their hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from shopkit.coverage import order_shares
from shopkit.finance import ahead, rates_of_past
from shopkit.finance.model import Rates
from shopkit.kpi import paid_by_month
from shopkit.periods import Period, compare
from shopkit.pricing.past import bought
from shopkit.profit import Account, Books
from shopkit.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shopkit.plan import Plan

MOST_MONTHS = 12  # so that a season does not tilt the shares


@dataclass(frozen=True, slots=True)
class Known:
    """What the past tells; empty for a shop that has none.

    Attributes:
        rates: shares of sales over the period, unknown ones `None`.
        sales: CNY of past months by their first day, for the season.
        period: the months looked at; `None` without a full month.
        per_order_cny: what an order was worth.
        orders_daily: orders of an average day.
        order_shares: share of orders in each hour of the week, 7 × 24.
        break_even_roi: sales a yuan of ads has to bring to lose nothing.
    """

    rates: Rates = field(default_factory=Rates)
    sales: Mapping[date, float | None] = field(default_factory=dict)
    period: Period | None = None
    per_order_cny: float | None = None
    orders_daily: float | None = None
    order_shares: NDArray[np.float64] | None = None
    break_even_roi: float | None = None


def known_of(plan: Plan, tables: Tables, day: date) -> Known:
    """Return what the past tells on a day: of the last full months, twelve at most.

    Args:
        plan: the shop's costs and fees.
        tables: what its files hold.
        day: months that end before it count.
    """
    if tables.orders.is_empty():
        return Known()
    months = paid_by_month(tables)
    period = _last_full(months, day)
    sales = {month.start: cny for month, cny in months.items()}
    if period is None:
        return Known(sales=sales)
    day_paid = pl.col("paid_at").dt.date()
    paid = tables.orders.filter(day_paid.is_between(period.start, period.end))
    total = sum(cny or 0.0 for month, cny in months.items() if month.start in period)
    if not paid.height or not total:
        return Known(sales=sales, period=period)
    account = _account(plan, tables, period)
    return Known(
        rates=rates_of_past(account.steps, _kept(account)),
        sales=sales,
        period=period,
        per_order_cny=total / paid.height,
        orders_daily=paid.height / period.days,
        order_shares=order_shares(tables, period),
        break_even_roi=account.break_even_roi,
    )


def sold_ahead(plan: Plan, known: Known, day: date) -> tuple[float | None, float | None]:
    """Return what a month is to sell, CNY, and what an order of it is worth; `None` is unknown.

    Args:
        plan: its goals and stages say both.
        known: says what an order was worth where the plan does not.
        day: a day of the month.
    """
    told = ahead(plan, day, 1, known.sales)
    each = next(iter(told.per_order_cny), None) or known.per_order_cny
    return next(iter(told.sales_cny), None), each


def _account(plan: Plan, tables: Tables, period: Period) -> Account:
    compared = compare(period, period.start, period.end)
    books = Books(tables, plan)
    return Account(books, compared, plan.shop.lang, plan.costs.ads_rule)


def _kept(account: Account) -> float:
    """Return the share of what all goods sold cost that was borne; 1 where none came back."""
    lines, books = account.by("line"), account.books
    if "cost_goods_cny" not in lines:
        return 1.0
    terms = books.terms(account.ads_rule)
    whole = bought(lines, books.tables, terms)["bought_cny"].astype(float)
    borne = lines["cost_goods_cny"].astype(float)
    known = borne.notna() & whole.notna()
    return min(float(borne[known].sum() / whole[known].sum()), 1.0) if whole[known].sum() else 1.0


def _last_full(months: Mapping[Period, float | None], day: date) -> Period | None:
    """Return the last full months in a row that end before a day, as one period."""
    found: list[Period] = []
    for month in sorted(months, key=lambda one: one.start, reverse=True):
        if month.end >= day or (months[month] is None and not found):
            continue
        if months[month] is None or len(found) == MOST_MONTHS:
            break
        found.append(month)
    return Period(found[-1].start, found[0].end) if found else None
