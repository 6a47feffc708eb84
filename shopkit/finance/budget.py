"""Budgets: what is known of them, what is missing, what comes back, how long money lasts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shopkit.tables import check

if TYPE_CHECKING:
    import pandas as pd

TEN_THOUSAND = 10_000
COMMA = re.compile(r"(\d+)\s*、\s*(\d+)\s*([万萬])")
RUN_TOGETHER = re.compile(r"(\d{4})(\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a budget.

    Attributes:
        name: what it is for.
        amount_cny: what it costs, CNY; `None` is named without an amount.
        years: how many years it serves.
        refundable: whether it comes back, as a deposit does.
        part_of: the item it is listed under.
        on: when it is paid.
    """

    name: str
    amount_cny: float | None = None
    years: int | None = None
    refundable: bool = False
    part_of: str | None = None
    on: date | None = None


def known_total(items: Iterable[Item]) -> float:
    """Return the sum of the amounts that are known, CNY.

    Example:
        >>> known_total([Item(name="a", amount_cny=3), Item(name="b")])
        3
    """
    return sum(item.amount_cny for item in items if item.amount_cny is not None)


def without_amount(items: Iterable[Item]) -> list[str]:
    """Return the names of items that have no amount."""
    return [item.name for item in items if item.amount_cny is None]


def budget(items: Sequence[Item]) -> pd.DataFrame:
    """Return a budget item by item, CNY.

    Returns:
        One row an item: its amount, its share of the known total and what a year bears of it
        where it says how many it serves; unknown is NaN.
    """
    import pandas as pd

    whole = known_total(items)
    rows = [
        {
            "budget_item": item.name,
            "amount_cny": item.amount_cny,
            "amount_share": _share(item.amount_cny, whole),
            "amount_yearly_cny": yearly_cny(item),
        }
        for item in items
    ]
    columns = ["budget_item", "amount_cny", "amount_share", "amount_yearly_cny"]
    frame = pd.DataFrame(rows, columns=columns)
    return check(frame.astype(dict.fromkeys(columns[1:], float)))


def _share(amount: float | None, whole: float) -> float | None:
    return None if amount is None or not whole else amount / whole


def yearly_cny(item: Item) -> float | None:
    """Return what a year bears of an item, CNY; unknown without its amount or its years.

    Example:
        >>> yearly_cny(Item(name="website", amount_cny=25_000, years=5))
        5000.0
    """
    return None if item.amount_cny is None or not item.years else item.amount_cny / item.years


def side_by_side(budgets: Mapping[str, Sequence[Item]]) -> pd.DataFrame:
    """Return budgets side by side: only what comes back and what is spent can be compared.

    Returns:
        One row a budget: known total, what of it comes back, what is spent for good.
    """
    import pandas as pd

    rows = []
    for name, items in budgets.items():
        whole, back = known_total(items), known_total(one for one in items if one.refundable)
        told = {"amount_total_cny": whole, "amount_refundable_cny": back}
        rows.append({"plan_scenario": name, **told, "amount_spent_cny": whole - back})
    return check(pd.DataFrame(rows))


def remainder(whole_cny: float, named: Iterable[Item]) -> float:
    """Return what is left of a total for everything that is not named, CNY.

    Example:
        >>> remainder(270_650, [Item(name="a", amount_cny=160_000)])
        110650
    """
    return whole_cny - known_total(named)


def by_month(items: Iterable[Item]) -> pd.DataFrame:
    """Return what dated items come to: each month that pays, and all paid by its end, CNY."""
    import pandas as pd

    sums: dict[date, float] = {}
    for item in items:
        if item.on and item.amount_cny is not None:
            first = item.on.replace(day=1)
            sums[first] = sums.get(first, 0.0) + item.amount_cny
    months = sorted(sums)
    amounts = pd.Series([sums[month] for month in months], dtype=float)
    shown = {"amount_cny": amounts, "amount_total_cny": amounts.cumsum()}
    return check(pd.DataFrame({"date": pd.to_datetime(months), **shown}))


def readings(said: str) -> tuple[tuple[float, ...], ...]:
    """Return what an amount written with an enumeration comma may mean, CNY.

    Returns:
        The amount as a decimal, and as a range from the one to the other; nothing where the text
        holds no such amount.

    Example:
        >>> readings("预算在2、5万/5年左右")
        ((25000.0,), (20000.0, 50000.0))
    """
    found = COMMA.search(said)
    if not found:
        return ()
    low, high = int(found[1]), int(found[2])
    point = float(f"{found[1]}.{found[2]}") * TEN_THOUSAND
    span = (float(low * TEN_THOUSAND), float(high * TEN_THOUSAND))
    return ((point,), span) if low < high else ((point,),)


def month_read(said: str) -> date | None:
    """Return the month a year and a month written without a gap mean; `None` if they mean none.

    Example:
        >>> month_read("20142"), month_read("201413")
        (datetime.date(2014, 2, 1), None)
    """
    found = RUN_TOGETHER.fullmatch(said.strip())
    if not found or not 1 <= int(found[2]) <= 12:  # noqa: PLR2004 - months
        return None
    return date(int(found[1]), int(found[2]), 1)


def total_cost_cny(labour_cny: float, goods_cny: float, operation_cny: float) -> float:
    """Return the cost of a shop from its three blocks: labour, goods, operation; CNY.

    Example:
        >>> total_cost_cny(34_000, 60_000, 26_500)
        120500
    """
    return labour_cny + goods_cny + operation_cny
