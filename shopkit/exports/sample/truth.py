"""What is known about a sample shop because it was made so; only tests may look."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from shopkit.exports.sample.demand import Window
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.orders import Orders
from shopkit.exports.sample.spec import ShopSpec
from shopkit.exports.sample.totals import Totals

FIGURES = (
    *("visitors", "page_views", "favourites", "cart_buyers", "ordering_buyers", "ordered_orders"),
    *("ordered_fen", "paid_fen", "paid_orders", "paid_units", "paid_buyers", "old_buyers"),
    *("refund_fen", "refunded_later_fen"),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """Parameters and exact totals of a written sample shop.

    Attributes:
        name: folder name of the shop.
        seed: what the draws started from.
        scale: factor on visitors.
        first: first day of the files.
        last: last day of the files.
        opened: first day with visitors.
        parameters: what the draws were made from.
        buyers: distinct payers, those with two orders or more, and orders of returning ones.
        days: totals by day: `date` and every name in `FIGURES`, lists of equal length.
        months: totals by month, people distinct within it: `month` and the same names.
        files: by file name: rows below the header, of which total rows.
        earned: what was earned, by `months` and by `skus`, fen: see `earnings`.
        plan: roles and stages of the products, the market's bands, planted keywords.

    `refund_fen` counts by day of the refund, `refunded_later_fen` by day of the payment.
    """

    name: str
    seed: int
    scale: float
    first: date
    last: date
    opened: date
    parameters: dict[str, Any]
    buyers: dict[str, int]
    days: dict[str, list[Any]]
    months: dict[str, list[Any]]
    files: dict[str, dict[str, int]]
    earned: dict[str, Any]
    plan: dict[str, Any]

    def as_json(self) -> str:
        """Return it as JSON text, a name a line, the same on every run."""
        lines = [
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, default=str)}"
            for key, value in asdict(self).items()
        ]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def parameters_of(spec: ShopSpec) -> dict[str, Any]:
    """Return the known parameters of a shop by topic."""
    return {
        "visitors_a_day": spec.visitors,
        "growth_a_day": spec.growth,
        "season": list(spec.season),
        "weekday": list(spec.weekday),
        "hours": list(spec.hours),
        "noise": spec.noise,
        "campaigns": [asdict(campaign) for campaign in spec.campaigns],
        "shifts": [asdict(shift) for shift in spec.shifts],
        "funnel": asdict(spec.funnel),
        "repeat": asdict(spec.repeat),
        "refunds": asdict(spec.refunds),
        "products": [asdict(product) for product in spec.products],
    }


def totals_of(totals: Totals, key: str) -> dict[str, list[Any]]:
    """Return totals as lists; a month is named 2026-10, a day by its date."""
    names = [str(d) if key == "date" else f"{d:%Y-%m}" for d in totals.starts]
    return {key: names} | {name: totals.figures[name].tolist() for name in FIGURES}


def buyers_of(orders: Orders) -> dict[str, int]:
    """Return counts of payers: all, with two orders or more, and orders after the first."""
    _, times = np.unique(orders.buyer[orders.paid < NEVER], return_counts=True)
    return {
        "paid": len(times),
        "twice": int((times > 1).sum()),
        "returning_orders": int((times - 1).sum()),
    }


def truth_of(spec: ShopSpec, window: Window, parts: dict[str, Any]) -> Truth:
    """Return the truth of a shop from its window and what was counted."""
    return Truth(
        name=spec.key,
        seed=window.seed,
        scale=window.scale,
        first=window.first,
        last=window.last,
        opened=window.opened,
        parameters=parameters_of(spec),
        **parts,
    )
