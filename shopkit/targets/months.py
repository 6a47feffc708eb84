"""The target of one month: its sales, and the visitors, orders and ads they take."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from shopkit.errors import PlanError, Problem
from shopkit.periods import Period
from shopkit.plan.sections.targets import Lock, Target
from shopkit.targets.equation import solve

FEN = 100
SLACK = 1e-9  # of a visitor: what floats lose on the way


@dataclass(frozen=True, slots=True)
class MonthTarget:
    """What one month is to bring.

    Attributes:
        period: the month.
        sales_fen: amount paid, fen.
        visitors: sum of daily visitors; `None` where no conversion or sales per buyer is set.
        orders: paying buyers, a buyer of a day being one order; `None` likewise.
        conversion_rate: 0-1.
        per_buyer_cny: CNY.
        page_views: `None` where no pages per visit are set.
        ads_fen: ad budget, fen; `None` where no share is set.
        locked: the terms that are fixed.
    """

    period: Period
    sales_fen: int
    visitors: int | None = None
    orders: int | None = None
    conversion_rate: float | None = None
    per_buyer_cny: float | None = None
    page_views: int | None = None
    ads_fen: int | None = None
    locked: frozenset[str] = field(default_factory=frozenset)

    @property
    def rounding_cny(self) -> float | None:
        """Sales less visitors × conversion × sales per buyer: what whole visitors leave, CNY."""
        if self.visitors is None or self.conversion_rate is None or self.per_buyer_cny is None:
            return None
        product = self.visitors * self.conversion_rate * self.per_buyer_cny
        return round(self.sales_fen / FEN - product, 2)


def locked_sales_fen(lock: Lock) -> int | None:
    """Return the sales a lock fixes, in fen: said, or following from the other three terms.

    Raises:
        PlanError: All four terms are locked and do not agree.
    """
    rates = (lock.visitors, lock.conversion_rate, lock.per_buyer_cny)
    said = None if lock.sales_cny is None else round(lock.sales_cny * FEN)
    if None in rates:
        return said
    found = round(solve(*rates).sales_cny * FEN)
    if said is not None and not _within_a_visitor(said, found, lock):
        values = {"said": f"{said / FEN:,.2f}", "found": f"{found / FEN:,.2f}"}
        raise PlanError(Problem("target_disagrees", f"targets {lock.period}", None, values))
    return found if said is None else said


def month_target(period: Period, sales_fen: int, target: Target, lock: Lock | None) -> MonthTarget:
    """Return what a month with given sales takes, around what is locked in it.

    Where visitors are locked the conversion adapts, or sales per buyer if conversion is locked.

    Raises:
        PlanError: The conversion would have to be above 1, or a divisor is zero.
    """
    held = lock or Lock(period=str(period))
    rate = _first(held.conversion_rate, target.conversion_rate)
    each = _first(held.per_buyer_cny, target.per_buyer_cny)
    sales_cny = sales_fen / FEN
    visitors = held.visitors
    if visitors is not None:
        if held.conversion_rate is None and each is not None:
            rate = solve(visitors, None, each, sales_cny).conversion_rate
        elif held.per_buyer_cny is None and rate is not None:
            each = solve(visitors, rate, None, sales_cny).per_buyer_cny
    elif rate is not None and each is not None:
        visitors = ceil(solve(None, rate, each, sales_cny).visitors - SLACK)
    depth, ads = target.pages_per_visit, target.ads_rate
    return MonthTarget(
        period=period,
        sales_fen=sales_fen,
        visitors=visitors,
        orders=_orders(sales_cny, each),
        conversion_rate=rate,
        per_buyer_cny=each,
        page_views=None if visitors is None or depth is None else round(visitors * depth),
        ads_fen=None if ads is None else round(sales_fen * ads),
        locked=_locked(lock),
    )


def _orders(sales_cny: float, per_buyer_cny: float | None) -> int | None:
    return None if not per_buyer_cny else ceil(sales_cny / per_buyer_cny - SLACK)


def _first(said: float | None, otherwise: float | None) -> float | None:
    return otherwise if said is None else said


def _locked(lock: Lock | None) -> frozenset[str]:
    said = lock.model_dump(exclude={"period"}, exclude_none=True) if lock else {}
    return frozenset(said)


def _within_a_visitor(said: int, found: int, lock: Lock) -> bool:
    one = (lock.conversion_rate or 0) * (lock.per_buyer_cny or 0) * FEN
    return abs(said - found) <= max(one, 1)
