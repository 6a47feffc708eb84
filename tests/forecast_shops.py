"""Shops drawn day by day from known effects, to be found again by the forecast."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from shopkit.periods import Period
from shopkit.plan import Plan

FIRST = date(2024, 1, 1)
WEEKDAY = (0.95, 0.93, 0.94, 0.96, 0.98, 1.13, 1.11)
SALES = ("2024-04-08", "2024-09-02", "2025-04-07", "2025-09-01")
SALE_DAYS, DIP_DAYS = 10, 10


@dataclass(frozen=True)
class Truth:
    """What a shop is drawn from.

    Attributes:
        visitors: on a usual day.
        conversion: on a usual day.
        per_buyer: CNY.
        lift: visitors of a day of a sale as a multiple.
        conversion_lift: likewise.
        dip: visitors of the ten days after one as a multiple.
        noise: standard deviation of a day's visitors in logarithms.
        wander: of the level from one day to the next.
        days: drawn.
        starts: first days of the sales.
    """

    visitors: float = 1000.0
    conversion: float = 0.03
    per_buyer: float = 120.0
    lift: float = 1.6
    conversion_lift: float = 1.2
    dip: float = 0.8
    noise: float = 0.06
    wander: float = 0.0
    days: int = 640
    starts: tuple[str, ...] = SALES
    extra: dict[str, object] = field(default_factory=dict)

    def plan(self, **shop: object) -> Plan:
        """Return its plan: a platform without campaigns, the sales as campaigns of one name."""
        campaigns = [
            {
                "name": "店庆周",
                "kind": "small",
                "starts": start,
                "ends": str(date.fromisoformat(start) + timedelta(days=SALE_DAYS - 1)),
                **self.extra,
            }
            for start in self.starts
        ]
        told = {"schema": 1, "shop": {"name": "店", "platform": "other"}, "campaigns": campaigns}
        return Plan.model_validate({**told, **shop})


def drawn(seed: int, truth: Truth = Truth()) -> pd.DataFrame:
    """Return the days of a shop as `daily` would."""
    rng = np.random.default_rng([20261122, seed])
    days = [FIRST + timedelta(days=n) for n in range(truth.days)]
    level = np.log(truth.visitors) + np.cumsum(rng.normal(0, truth.wander, len(days)))
    level += np.log([WEEKDAY[day.weekday()] for day in days])
    sale, dip = marked(truth, days)
    level += np.log(truth.lift) * sale + np.log(truth.dip) * dip
    shock = rng.normal(0, truth.noise, len(days)) - truth.noise**2 / 2
    visitors = rng.poisson(np.exp(level + shock))
    rate = truth.conversion * np.where(sale, truth.conversion_lift, 1.0)
    buyers = rng.poisson(visitors * rate)
    paid = [rng.gamma(4, truth.per_buyer / 4, n).sum() for n in buyers]
    return framed(days, visitors, buyers, np.round(paid, 2))


def marked(truth: Truth, days: list[date]) -> tuple[np.ndarray, np.ndarray]:
    """Return which days are of a sale and which of the dip after one."""
    since = [
        [(day - date.fromisoformat(start)).days for start in truth.starts] or [-1] for day in days
    ]
    sale = np.array([any(0 <= n < SALE_DAYS for n in one) for one in since])
    dip = np.array([any(SALE_DAYS <= n < SALE_DAYS + DIP_DAYS for n in one) for one in since])
    return sale, dip & ~sale


def framed(days, visitors, buyers, paid) -> pd.DataFrame:
    """Return figures in the shape of `daily`; a buyer makes one order."""
    buyers, visitors = np.asarray(buyers, float), np.asarray(visitors, float)
    paid = np.asarray(paid, float)
    return pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            "visitors": visitors,
            "conversion_rate": buyers / np.where(visitors > 0, visitors, np.nan),
            "paid_buyers": buyers,
            "paid_orders": buyers,
            "paid_cny": paid,
            "per_buyer_cny": paid / np.where(buyers > 0, buyers, np.nan),
        }
    )


def after(frame: pd.DataFrame, days: int = 28) -> Period:
    """Return the days after a history."""
    last = frame["date"].iloc[-1].date()
    return Period(last + timedelta(days=1), last + timedelta(days=days))
