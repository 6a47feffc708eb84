"""Shops of one product whose demand answers to its price by a known elasticity, seeds 0 to 99.

Orders are drawn a day: a Poisson count around a level made of the price to the power of the
elasticity, weekday, trend, season, the campaigns of the platform's own dates, a shock that lasts
for days (autoregression) and one of the single day (gamma). They become orders with lines, some
of two or three units, some with a coupon, some with freight, as exports tell them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from shopkit.elasticity import campaign_days, item_days
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.products.sold import sold
from shopkit.tables import Tables, empty

SPAN = Period(date(2024, 11, 1), date(2026, 10, 31))
ITEM = "600000000001"
STEPS = (1.0, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 1.1)  # of the usual price, off-peak


@dataclass(frozen=True)
class Kind:
    """How the shops of a study are.

    Attributes:
        units: a day at the usual price.
        off_peak: whether prices vary on ordinary days.
        at_peaks: whether prices are cut in campaigns, deepest on their last days.
        persistence: of the shock that lasts, from one day to the next.
        shock: its standard deviation.
    """

    units: float = 30.0
    off_peak: bool = True
    at_peaks: bool = True
    persistence: float = 0.6
    shock: float = 0.15


@dataclass(frozen=True)
class ElasticShop:
    """A shop: what its exports hold, the days of campaigns, and the truth."""

    tables: Tables
    campaigns: Mapping[date, str]
    elasticity: float

    def days(self):
        """Return its item-days."""
        told = self.tables.order_days
        return item_days(sold(self.tables), self.tables, told, self.campaigns)


def plan(platform: str = "taobao") -> Plan:
    return Plan.model_validate({"schema": 1, "shop": {"name": "shop", "platform": platform}})


def elastic_shop(seed: int, kind: Kind = Kind()) -> ElasticShop:
    """Return the shop of a seed."""
    rng = np.random.default_rng([20261122, seed])
    truth = -rng.uniform(0.8, 3.2)
    days = list(SPAN)
    campaigns = campaign_days(plan(), SPAN)
    usual = round(rng.uniform(39, 399), 1)
    shock = _shocks(rng, len(days), kind)
    factor = _prices(rng, days, campaigns, kind)
    level = np.log(kind.units) + _rhythm(rng, days) + _lifts(rng, days, campaigns) + shock
    expected = np.exp(level) * factor**truth * rng.gamma(25, 1 / 25, len(days))
    orders = rng.poisson(expected / 1.2)  # units an order
    return ElasticShop(_tables(rng, days, orders, usual * factor), campaigns, truth)


def _shocks(rng, count, kind):
    shock = np.empty(count)
    shock[0] = rng.normal()
    fresh = np.sqrt(1 - kind.persistence**2)
    for at in range(1, count):
        shock[at] = kind.persistence * shock[at - 1] + fresh * rng.normal()
    return kind.shock * shock


def _prices(rng, days, campaigns, kind):
    """Return the price of each day, as a factor of the usual one."""
    factor, at = np.ones(len(days)), 0
    while at < len(days):
        length = int(rng.integers(7, 29))
        if kind.off_peak:
            factor[at : at + length] = STEPS[rng.integers(len(STEPS))]
        at += length
    for at, day in enumerate(days):
        if kind.at_peaks and day in campaigns:
            last = days[min(at + 3, len(days) - 1)] not in campaigns
            factor[at] = 0.75 if last else 0.85
    return factor


def _rhythm(rng, days):
    weekday = rng.normal(0, 0.1, 7)[[day.weekday() for day in days]]
    year = np.arange(len(days)) / 365.25
    season = sum(
        size * np.sin(2 * np.pi * k * (year + rng.random())) for k, size in ((1, 0.25), (2, 0.1))
    )
    return weekday + season + rng.uniform(-0.3, 0.3) * year


def _lifts(rng, days, campaigns):
    """Return what campaigns add: each its own, most on its last days; before and after less."""
    lifts = {name: rng.uniform(0.2, 0.9) for name in dict.fromkeys(campaigns.values())}
    added = np.array([lifts[campaigns[day]] if day in campaigns else 0.0 for day in days])
    for at, day in enumerate(days):
        if day in campaigns and days[min(at + 3, len(days) - 1)] not in campaigns:
            added[at] += 0.5
        if day not in campaigns and day - timedelta(days=5) in campaigns:
            added[at] -= 0.15
    return added


def _tables(rng, days, orders, price):
    at = np.repeat(np.arange(len(days)), orders)
    units = rng.choice([1, 2, 3], len(at), p=[0.84, 0.12, 0.04])
    goods = np.rint(price[at] * 100).astype(np.int64) * units
    coupon = np.where((rng.random(len(at)) < 0.15) & (goods > 10_000), 500, 0)
    freight = np.where(goods < 9_900, 600, 0)
    ids = [f"{number:019d}" for number in range(len(at))]
    noon = np.array(days, "datetime64[us]") + np.timedelta64(12, "h")
    paid_at = noon[at]
    shared = {"order_id": ids, "paid_at": paid_at, "units": units}
    paid = goods - coupon + freight
    own = {**shared, "paid_fen": paid, "goods_fen": goods - coupon, "freight_fen": freight}
    lines = {**shared, "item_id": [ITEM] * len(at), "unit_price_fen": goods // units}
    told = {"order_lines": _frame("order_lines", lines)}
    return Tables(_frame("orders", own), empty("shop_days"), frozenset(days), others=told)


def _frame(table: str, columns: dict) -> pl.DataFrame:
    blank = empty(table)
    made = pl.DataFrame(columns, schema_overrides={k: blank.schema[k] for k in columns})
    return pl.concat([blank, made], how="diagonal")
