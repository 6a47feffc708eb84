"""What a shop truly earned, line by line, counted from its own drawn orders.

Written apart from the topic that computes it from export files, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from shopkit.exports.sample.ads import AdDays
from shopkit.exports.sample.affiliates import Settled
from shopkit.exports.sample.demand import Ints, Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.lines import Flags, Lines
from shopkit.exports.sample.orders import DAY, Orders
from shopkit.exports.sample.spec import ShopSpec

COSTS = (
    *("cost_goods", "cost_platform", "cost_affiliate", "cost_freight"),
    *("cost_packing", "cost_insurance"),
)
_ALWAYS = ("units", "paid", "refund", *COSTS[1:])
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Earnings:
    """Paid lines and what each brought; fen.

    Attributes:
        month: number of the month of payment.
        sku: the seller's code.
        known: every cost is known.
        figures: units, paid, refund and each of `COSTS`; 0 where not known.
    """

    month: Ints
    sku: list[str]
    known: Flags
    figures: dict[str, Ints]

    def contribution(self) -> Ints:
        """Return what is left before ads, 0 where a cost is not known."""
        spent = sum((self.figures[name] for name in COSTS), np.zeros_like(self.month))
        left: Ints = (self.figures["paid"] - self.figures["refund"] - spent) * self.known
        return left


def earnings(
    spec: ShopSpec, window: Window, orders: Orders, lines: Lines, settled: Settled | None
) -> Earnings:
    """Return what every paid line brought, as known on the last day."""
    end = len(window.days) * DAY
    of = lines.order
    refunded = orders.refunded < end
    refund = np.where(refunded[of], lines.refund, 0)
    left = (orders.shipped < end) | ~(refunded & (orders.refund >= orders.due))
    is_paid = orders.paid < NEVER
    day = np.where(is_paid, orders.paid // DAY, 0)
    unit, known = _unit_costs(spec, window, lines, day[of])
    back = np.where(refunded[of] & lines.back, lines.units * unit, 0)
    resold = _share(back, spec.costs.resellable)
    parcel = _parcel(orders, lines, left & is_paid)
    own = np.array([_fen(p.packing or 0) for p in spec.products])[lines.product]
    figures = {
        "units": lines.units,
        "paid": lines.due,
        "refund": refund,
        "cost_goods": np.where(left[of], lines.units * unit - resold, 0),
        "cost_platform": _platform(spec, window, np.maximum(lines.due - refund, 0), day[of]),
        "cost_affiliate": _affiliate(spec, lines, settled),
        "cost_freight": parcel(_freight(spec, orders)),
        "cost_packing": parcel(_fen(spec.costs.packing)) + np.where(left[of], lines.units * own, 0),
        "cost_insurance": parcel(_fen(spec.costs.insurance)),
    }
    kept = is_paid[of]
    codes = [spec.products[p].sku(v) for p, v in zip(lines.product, lines.variant, strict=True)]
    months = np.array([d.year * 12 + d.month - 1 for d in window.days])
    return Earnings(
        months[day[of]][kept],
        [code for code, keep in zip(codes, kept, strict=True) if keep],
        known[kept],
        {name: np.where(known | (name in _ALWAYS), v, 0)[kept] for name, v in figures.items()},
    )


def _unit_costs(spec: ShopSpec, window: Window, lines: Lines, day: Ints) -> tuple[Ints, Flags]:
    table = np.zeros((len(spec.products), len(window.days)), dtype=np.int64)
    known = np.array([bool(product.costs) for product in spec.products])
    for row, product in enumerate(spec.products):
        for at, (since, yuan) in enumerate(product.costs):
            holds = _from(window, since) if at else slice(None)
            table[row, holds] = _fen(yuan)
    return table[lines.product, day], known[lines.product]


def _platform(spec: ShopSpec, window: Window, base: Ints, day: Ints) -> Ints:
    total = np.zeros_like(base)
    for fee in spec.fees:
        holds = np.ones(len(window.days), dtype=bool)
        if fee.since:
            holds = _from(window, fee.since)
        total += np.where(holds[day], _share(base, fee.rate), 0)
    return total


def _affiliate(spec: ShopSpec, lines: Lines, settled: Settled | None) -> Ints:
    """Return commission and service fee of every line.

    Details without numbers of lines cannot say which line it was, so the order's lines share it.
    """
    total = np.zeros(len(lines.order), dtype=np.int64)
    if settled is None:
        return total
    np.add.at(total, settled.line, settled.commission + settled.service)
    if spec.quirks.details == "new":
        return total
    whole = np.zeros(int(lines.order.max(initial=0)) + 1, dtype=np.int64)
    np.add.at(whole, lines.order, total)
    return _split(whole[lines.order], lines.due, lines)


def _parcel(orders: Orders, lines: Lines, ships: Flags) -> Callable[[Ints | int], Ints]:
    """Return how a price by parcel is split over the lines of orders that leave, by units."""

    def split(price: Ints | int) -> Ints:
        each = np.where(ships, price, 0).astype(np.int64)
        return _split(each[lines.order], lines.units, lines)

    return split


def _split(amount: Ints, weight: Ints, lines: Lines) -> Ints:
    """Return an order's amount split over its lines: parts rounded down, the last has the rest."""
    first = np.concatenate([[True], lines.order[1:] != lines.order[:-1]])[: len(lines.order)]
    last = np.concatenate([lines.order[1:] != lines.order[:-1], [True]])[: len(lines.order)]
    total = np.zeros(int(lines.order.max(initial=0)) + 1, dtype=np.int64)
    np.add.at(total, lines.order, weight)
    down = amount * weight // np.maximum(total[lines.order], 1)
    rest: Ints = np.where(last, amount - np.where(first, 0, np.roll(down, 1)), down)
    return rest


def _freight(spec: ShopSpec, orders: Orders) -> Ints:
    far = dict(spec.costs.far)
    prices = [
        next((yuan for name, yuan in far.items() if place[1].startswith(name)), spec.costs.freight)
        for place in spec.places
    ]
    found: Ints = np.array([_fen(yuan) for yuan in prices])[orders.place]
    return found


def _from(window: Window, since: date) -> Flags:
    return np.array([day >= since for day in window.days])


def _share(amount: Ints, share: float) -> Ints:
    """Return a share of an amount, half a fen up."""
    part: Ints = (amount * round(share * _MILLION) + _MILLION // 2) // _MILLION
    return part


def _fen(yuan: float) -> int:
    return round(yuan * 100)


def earnings_truth(window: Window, earned: Earnings, ads: AdDays) -> dict[str, Any]:
    """Return totals by month and by SKU as the truth file keeps them."""
    names = sorted({(d.year * 12 + d.month - 1) for d in window.days})
    month_of = np.array([names.index(d.year * 12 + d.month - 1) for d in window.days])
    spend = np.zeros(len(names), dtype=np.int64)
    np.add.at(spend, month_of[ads.day], ads.spend)
    at = np.searchsorted(np.array(names), earned.month)
    months = _grouped(earned, at, len(names))
    months["spend"] = spend.tolist()
    pairs = zip(months["before_ads"], months["spend"], strict=True)
    months["contribution"] = [before - spent for before, spent in pairs]
    months = {"month": [f"{n // 12}-{n % 12 + 1:02d}" for n in names]} | months
    skus = sorted(set(earned.sku))
    place = {sku: n for n, sku in enumerate(skus)}
    rows = np.array([place[sku] for sku in earned.sku], dtype=np.int64)
    return {"months": months, "skus": {"sku": skus} | _grouped(earned, rows, len(skus))}


def _grouped(earned: Earnings, group: Ints, count: int) -> dict[str, list[Any]]:
    """Return sums by group; `before_ads` counts lines with known costs only."""

    def summed(values: Ints) -> list[int]:
        sums = np.zeros(count, dtype=np.int64)
        np.add.at(sums, group, values)
        found: list[int] = sums.tolist()
        return found

    figures = {name: summed(values) for name, values in earned.figures.items()}
    figures["lines"] = summed(np.ones_like(group))
    figures["known_lines"] = summed(earned.known.astype(np.int64))
    figures["known_paid"] = summed(np.where(earned.known, earned.figures["paid"], 0))
    return figures | {"before_ads": summed(earned.contribution())}
