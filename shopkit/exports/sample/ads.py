"""What ads cost and claim, by day, plan and item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopkit.exports.sample.demand import Demand, Floats, Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.lines import Lines
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

_CLICK_RATE = 0.035
_STREAM = 9
_PAUSED = 0.03  # share of days a plan of one item is out of budget and spends nothing
NO_ITEM = -1


@dataclass(frozen=True, slots=True)
class AdDays:
    """One row a day, plan and item; money is fen.

    Attributes:
        day: number of the day.
        plan: row among the shop's plans.
        item: row in the catalogue, `NO_ITEM` where the plan is about the whole shop.
        views: impressions.
        clicks: on the ad.
        spend: what it cost.
        credited: sales the platform claims for it.
        orders: orders it claims.
        carts: additions to cart it claims.
    """

    day: Ints
    plan: Ints
    item: Ints
    views: Ints
    clicks: Ints
    spend: Ints
    credited: Ints
    orders: Ints
    carts: Ints

    def figures(self) -> dict[str, Ints]:
        """Return the columns that add up."""
        return {
            "views": self.views,
            "clicks": self.clicks,
            "spend": self.spend,
            "credited": self.credited,
            "orders": self.orders,
            "carts": self.carts,
        }

    def rows(self, chosen: np.ndarray) -> AdDays:
        """Return some of the rows."""
        return AdDays(
            self.day[chosen],
            self.plan[chosen],
            self.item[chosen],
            **{name: values[chosen] for name, values in self.figures().items()},
        )


def draw_ads(
    spec: ShopSpec, window: Window, demand: Demand, orders: Orders, lines: Lines
) -> AdDays:
    """Return what the shop's plans did, by plan, item and day."""
    rng = window.rng(_STREAM)
    sold, times = _sold(spec, window, orders, lines)
    parts = [_one(rng, spec, window, demand, row, (sold, times)) for row in range(len(spec.ads))]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else []
    if not columns:
        return AdDays(*(np.zeros(0, dtype=np.int64) for _ in range(9)))
    return AdDays(*columns)


def _sold(spec: ShopSpec, window: Window, orders: Orders, lines: Lines) -> tuple[Ints, Ints]:
    """Return fen paid and lines paid by product and day."""
    paid = orders.paid[lines.order]
    inside = paid < NEVER
    where = (lines.product[inside], paid[inside] // DAY)
    sold = np.zeros((len(spec.products), len(window.days)), dtype=np.int64)
    times = np.zeros_like(sold)
    np.add.at(sold, where, lines.due[inside])
    np.add.at(times, where, 1)
    return sold, times


def _one(  # noqa: PLR0913, PLR0917 - one plan's share of everything drawn
    rng: np.random.Generator,
    spec: ShopSpec,
    window: Window,
    demand: Demand,
    row: int,
    done: tuple[Ints, Ints],
) -> tuple[Ints, ...]:
    tool = spec.ads[row]
    days = np.flatnonzero([tool.runs(day) for day in window.days])
    items = np.array(tool.items or (NO_ITEM,))
    day, item = np.repeat(days, len(items)), np.tile(items, len(days))
    runs = (rng.random(len(day)) > _PAUSED) & (demand.visitors[day] > 0)
    expected = demand.visitors[day] * tool.reach / len(items)
    clicks = np.where(runs, rng.poisson(expected), 0)
    spend = np.rint(clicks * tool.click * 100 * _noise(rng, len(day))).astype(np.int64)
    views = clicks + rng.poisson(clicks / _CLICK_RATE)
    sold, times = (_of(table, item, day) for table in done)
    credit = np.where(clicks > 0, np.clip(tool.credit * _noise(rng, len(day)), 0, 1), 0.0)
    orders = np.where(sold > 0, np.ceil(times * credit), 0).astype(np.int64)
    credited = np.floor(sold * credit).astype(np.int64)
    carts = np.maximum(orders, rng.binomial(clicks, 0.09))
    plan = np.full(len(day), row)
    return day, plan, item, views, clicks, spend, credited, orders, carts


def _of(table: Ints, item: Ints, day: Ints) -> Ints:
    """Return a product's value of a day; all products together where there is no item."""
    every = np.vstack([table, table.sum(axis=0)])
    found: Ints = every[item, day]  # NO_ITEM is the last row
    return found


def _noise(rng: np.random.Generator, count: int) -> Floats:
    drawn: Floats = np.exp(rng.normal(0.0, 0.12, count))
    return drawn
