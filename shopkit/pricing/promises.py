"""What promises about prices cost: price protection, price match, and prices on return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from shopkit.pricing.deals import deals
from shopkit.tables import Tables


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be made good if every buyer who may ask does.

    Attributes:
        amount_cny: differences together, CNY.
        units: units they are for.
        orders: orders they are in.
        unknown: orders of which it is not known whether they count.
    """

    amount_cny: float
    units: int
    orders: int
    unknown: int = 0


def difference_owed(paid_cny: float, other_cny: float, days_since: int, within_days: int) -> float:
    """Return what is made good on a unit that is cheaper within some days, CNY.

    Args:
        paid_cny: what was paid for it.
        other_cny: what it costs elsewhere, or here by now.
        days_since: days since arrival (price match) or order (price protection).
        within_days: how many days are promised.

    Example:
        >>> difference_owed(99, 89, 7, 7), difference_owed(99, 89, 8, 7)
        (10, 0.0)
    """
    return max(paid_cny - other_cny, 0.0) if 0 <= days_since <= within_days else 0.0


def protection_cost(
    tables: Tables, new_prices_cny: Mapping[str, float], on: date, days: int
) -> Owed:
    """Return what price protection costs when prices fall on a day.

    Orders of the days before count, those on their last promised day included.

    Args:
        tables: the shop's orders; the latest days stand for those a later fall would meet.
        new_prices_cny: what a unit costs from that day on, by product.
        on: the day the prices fall.
        days: how many days after the order the difference is made good.
    """
    return protection_by_item(tables, new_prices_cny, on, days)[0]


def protection_by_item(
    tables: Tables, new_prices_cny: Mapping[str, float], on: date, days: int
) -> tuple[Owed, dict[str, Owed]]:
    """Return what `protection_cost` tells, and the same by product: most money first."""
    rows = deals(tables).filter((pl.col("day") < on) & (pl.col("day") >= on - timedelta(days=days)))
    each = {item: _owed(rows, {item: price}) for item, price in new_prices_cny.items()}
    ranked = sorted(each.items(), key=lambda one: (-one[1].amount_cny, one[0]))
    return _owed(rows, new_prices_cny), {item: owed for item, owed in ranked if owed.orders}


def match_cost(tables: Tables, others_cny: Mapping[str, float], on: date, days: int) -> Owed:
    """Return what a price match costs if every buyer finds the cheaper price elsewhere on a day.

    Orders confirmed in the days before count; those without a day of arrival are told apart.

    Args:
        tables: the shop's orders.
        others_cny: the cheapest price elsewhere, by product.
        on: the day.
        days: how many days after arrival the difference is made good.
    """
    arrived = tables.orders.select("order_id", pl.col("done_at").dt.date().alias("arrived"))
    recent = timedelta(days=2 * days)
    rows = deals(tables).join(arrived, "order_id", how="left").filter(pl.col("day") <= on)
    late = pl.col("arrived").is_between(on - timedelta(days=days), on)
    open_ = rows.filter(pl.col("arrived").is_null() & (pl.col("day") >= on - recent))
    open_ = open_.filter(pl.col("item_id").is_in(list(others_cny)))
    return _owed(rows.filter(late), others_cny, open_["order_id"].n_unique())


def _owed(rows: pl.DataFrame, prices_cny: Mapping[str, float], unknown: int = 0) -> Owed:
    """Return the differences of deals to prices of their products, whole fen a unit."""
    told = rows.filter(pl.col("item_id").is_in(list(prices_cny)))
    if not told.height:
        return Owed(0.0, 0, 0, unknown)
    now = pl.col("item_id").replace_strict(dict(prices_cny), return_dtype=pl.Float64)
    gap = ((pl.col("deal") - now) * 100).round().cast(pl.Int64)
    owed = told.with_columns(gap.alias("gap")).filter(pl.col("gap") > 0)
    fen = int((owed["gap"] * owed["units"]).sum())
    return Owed(fen / 100, int(owed["units"].sum()), owed["order_id"].n_unique(), unknown)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is given back for a returned unit.

    Attributes:
        amount_cny: CNY.
        lawful: whether the law allows it.
        law: the rule it is held against.
    """

    amount_cny: float
    lawful: bool
    law: str = "law.cpl.25"


def settled_lower(paid_cny: float, now_cny: float) -> Settled:
    """Return what an old shop rule gave back on a return: the lower of the two prices.

    It is kept as history: who sends goods back within seven days gets what was paid, so that it
    is unlawful whenever the price has fallen since.

    Source: source document 000, plan 3; 消费者权益保护法 第二十五条.
    """
    amount = min(paid_cny, now_cny)
    return Settled(amount, lawful=amount >= paid_cny)


def settled(paid_cny: float) -> Settled:
    """Return what is given back today: what was paid, whatever the price is by now."""
    return Settled(paid_cny, lawful=True)
