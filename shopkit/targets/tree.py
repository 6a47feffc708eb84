"""The goal of a year, broken down to quarters, months, categories and product roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pandas as pd

from shopkit.errors import PlanError, Problem
from shopkit.periods import Period
from shopkit.plan.sections.targets import Lock, Target
from shopkit.tables import check
from shopkit.targets.known import added, over
from shopkit.targets.months import FEN, MonthTarget, locked_sales_fen, month_target
from shopkit.targets.parts import Part, divided, framed, parts_of, summed
from shopkit.targets.seasons import EVEN, MONTHS, own_weights, stated_weights, tells_season
from shopkit.targets.split import split_around

WeightsFrom = Literal["own", "year", "weights", "even"]
Level = Literal["year", "quarter", "month"]
QUARTERS = 4
NUMBERS = (
    *("paid_cny", "paid_orders", "visitors", "page_views", "conversion_rate", "per_buyer_cny"),
    *("spend_cny", "rounding_cny"),
)


@dataclass(frozen=True)
class Tree:
    """The months of a year whose sales add up to its goal.

    Attributes:
        target: the goal with its shares and locks.
        months: January to December.
        weights_from: whose weights split the year: the shop's `own` season, told from growth, or
            its shares of one `year`; `even` also where the past is too short.
    """

    target: Target
    months: tuple[MonthTarget, ...]
    weights_from: WeightsFrom

    def month(self, inside: date) -> MonthTarget | None:
        """Return the target of the month a day lies in; `None` in another year."""
        same = (one for one in self.months if inside in one.period)
        return next(same, None)

    @property
    def visitors_daily(self) -> float | None:
        """Visitors on an average day of the year."""
        return over(
            added(month.visitors for month in self.months),
            sum(month.period.days for month in self.months),
        )

    def gap_cny(self, paid: Mapping[Period, float | None]) -> float | None:
        """Return what the months that are over brought above (+) or below their targets, CNY.

        Args:
            paid: CNY by month; `None` or absent where a month is not wholly known.
        """
        told = [(month, paid.get(month.period)) for month in self.months]
        gaps = [brought - month.sales_fen / FEN for month, brought in told if brought is not None]
        return sum(gaps) if gaps else None

    def quarter(self, number: int) -> tuple[MonthTarget, ...]:
        """Return the three months of a quarter, 1 to 4."""
        return self.months[3 * number - 3 : 3 * number]

    def frame(self, level: Level = "month") -> pd.DataFrame:
        """Return the targets of every span of a level.

        Returns:
            One row a span: `date`, `date_end`, `paid_cny`, `paid_orders`, `visitors` (sum of
            daily visitors), `page_views`, `conversion_rate`, `per_buyer_cny`, `spend_cny` (ads),
            `rounding_cny` (what whole visitors leave of the equation).
        """
        rows = [_row(span) for span in self._spans(level)]
        return check(pd.DataFrame(rows).astype(dict.fromkeys(NUMBERS, "float64")))

    def _spans(self, level: Level) -> list[tuple[MonthTarget, ...]]:
        if level == "year":
            return [self.months]
        if level == "quarter":
            return [self.quarter(number) for number in range(1, QUARTERS + 1)]
        return [(month,) for month in self.months]

    @cached_property
    def categories(self) -> pd.DataFrame:
        """One row a month and category; every figure adds up to the month's."""
        return framed(self._by_category, ("date", "category"))

    @cached_property
    def roles(self) -> pd.DataFrame:
        """One row a month, category and product role; every figure adds up to the category's."""
        return framed(self._by_role, ("date", "category", "role"))

    def parts(self) -> pd.DataFrame:
        """Return the year by category and product role, as far as the plan shares it out.

        Returns:
            `category` and `role` where shares of them are set, `paid_cny`, `paid_orders`,
            `visitors`, `page_views`, `conversion_rate`, `per_buyer_cny`, `spend_cny`; what the
            shares leave has the name "".
        """
        by = [name for name in ("category", "role") if any(part[name] for part in self._by_role)]
        return framed(summed(self._by_role, by), by)

    @cached_property
    def _by_category(self) -> list[Part]:
        shares = self.target.category_shares
        return divided(parts_of(self.months), shares, "category", self._place("category_shares"))

    @cached_property
    def _by_role(self) -> list[Part]:
        shares = {str(role): share for role, share in self.target.role_shares.items()}
        return divided(self._by_category, shares, "role", self._place("role_shares"))

    def _place(self, name: str) -> str:
        return f"targets {self.target.year} {name}"


def tree(target: Target, sales: Mapping[date, float | None] | None = None) -> Tree:
    """Return the goal of a year broken down; what is locked stays, the rest adapts around it.

    Args:
        target: the goal, its weights, rates, shares and locks.
        sales: CNY of past months by their first day, for the shop's own season.

    Raises:
        PlanError: Locks exceed the goal or contradict one another, nothing can take the rest, or
            a quarter locks more than its sales.

    Example:
        >>> goal = Target(year=2027, sales_cny=1_200_000, seasonality="even")
        >>> [month.sales_fen for month in tree(goal).months][:2]
        [10000000, 10000000]
    """
    weights, weights_from = _weights(target, sales or {})
    locks = _locks(target)
    months = [Period.of_month(date(target.year, number, 1)) for number in range(1, MONTHS + 1)]
    fen = _months_fen(target, weights, locks)
    made = (
        month_target(period, part, target, locks.get(str(period)))
        for period, part in zip(months, fen, strict=True)
    )
    return Tree(target, tuple(made), weights_from)


def seasoned(target: Target, months: Mapping[Period, float | None]) -> Tree:
    """Return the goal of a year broken down, its season taken from the months before it.

    Args:
        target: the goal.
        months: CNY of past months; `None` where a month is not wholly known.
    """
    return tree(target, {m.start: v for m, v in months.items() if m.start.year < target.year})


def _weights(
    target: Target, sales: Mapping[date, float | None]
) -> tuple[tuple[float, ...], WeightsFrom]:
    if target.seasonality == "weights":
        return stated_weights(target), "weights"
    own = own_weights(sales) if target.seasonality == "own" else None
    if own is None:
        return EVEN, "even"
    return own, "own" if tells_season(sales) else "year"


def _locks(target: Target) -> dict[str, Lock]:
    locks: dict[str, Lock] = {}
    for lock in target.locked:
        if lock.period in locks or not lock.period.startswith(f"{target.year}-"):
            raise PlanError(Problem("target_lock", f"targets {target.year}", lock.period))
        if "Q" in lock.period and lock.model_dump(
            exclude={"period", "sales_cny"}, exclude_none=True
        ):
            raise PlanError(Problem("target_quarter", f"targets {target.year}", lock.period))
        locks[lock.period] = lock
    return locks


def _months_fen(target: Target, weights: Sequence[float], locks: Mapping[str, Lock]) -> list[int]:
    """Return the sales of each month in fen: quarters first, each around its locked months."""
    year = target.year
    total = round(target.sales_cny * FEN)
    held = {}
    for i in range(MONTHS):
        lock = locks.get(f"{year}-{i + 1:02d}")
        fen = locked_sales_fen(lock) if lock else None
        if fen is not None:
            held[i] = fen
    fixed = dict(held)
    for number in range(QUARTERS):
        lock = locks.get(f"{year}-Q{number + 1}")
        if lock is None or lock.sales_cny is None:
            continue
        inside = range(3 * number, 3 * number + 3)
        within = {i - inside.start: held[i] for i in inside if i in held}
        parts = split_around(
            round(lock.sales_cny * FEN), [weights[i] for i in inside], within, lock.period
        )
        fixed.update(zip(inside, parts, strict=True))
    return split_around(total, weights, fixed, f"targets {year}")


def _row(months: Sequence[MonthTarget]) -> dict[str, object]:
    sales_fen = sum(month.sales_fen for month in months)
    visitors = added([month.visitors for month in months])
    orders = added([month.orders for month in months])
    single = months[0] if len(months) == 1 else None
    return {
        "date": pd.Timestamp(months[0].period.start),
        "date_end": pd.Timestamp(months[-1].period.end),
        "paid_cny": sales_fen / FEN,
        "paid_orders": orders,
        "visitors": visitors,
        "page_views": added([month.page_views for month in months]),
        "conversion_rate": single.conversion_rate if single else over(orders, visitors),
        "per_buyer_cny": single.per_buyer_cny if single else over(sales_fen / FEN, orders),
        "spend_cny": over(added([month.ads_fen for month in months]), FEN),
        "rounding_cny": _rounded(added([month.rounding_cny for month in months])),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
