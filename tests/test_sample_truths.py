"""What a sample is drawn from can be found again in what was drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from shopkit.exports.sample import sample_spec, shop_names
from shopkit.exports.sample.demand import draw_demand, prices, weights
from shopkit.exports.sample.fates import NEVER
from shopkit.exports.sample.orders import DAY, draw_orders
from shopkit.exports.sample.write import window_of

names = pytest.mark.parametrize("name", shop_names())


def _drawn(name, scale):
    """Return spec, window and demand without the noise that no number of visitors averages out."""
    spec = replace(sample_spec(name), noise=0.0)
    window = window_of(spec, scale=scale)
    return spec, window, draw_demand(spec, window)


def _inside(days, start, end):
    return np.array([start <= d <= end for d in days], dtype=float)


def _lifts(spec, days):
    columns = [_inside(days, c.start, c.end) for c in spec.campaigns]
    return columns + [_inside(days, s.start, days[-1]) for s in spec.shifts]


@names
def test_season_weekday_and_campaign_lifts_are_in_the_visitors(name):
    spec, window, demand = _drawn(name, 400)
    days = window.days
    calendar = [np.array([d.month == m for d in days], dtype=float) for m in range(1, 13)]
    calendar += [np.array([d.weekday() == w for d in days], dtype=float) for w in range(1, 7)]
    design = np.column_stack(calendar + _lifts(spec, days))
    is_open = demand.visitors > 0
    growth = spec.growth * np.arange(len(days))
    logs = np.log(np.maximum(demand.visitors, 1)) - growth
    found, *_ = np.linalg.lstsq(design[is_open], logs[is_open], rcond=None)
    level = spec.visitors * 400 * spec.weekday[0]
    assert np.exp(found[:12]) == pytest.approx(level * np.array(spec.season), rel=0.03)
    assert np.exp(found[12:18]) == pytest.approx(
        np.array(spec.weekday[1:]) / spec.weekday[0], rel=0.02
    )
    true = [c.visits for c in spec.campaigns] + [s.visits for s in spec.shifts]
    assert np.exp(found[18:]) == pytest.approx(true, rel=0.03)


@names
def test_campaign_lifts_of_orders_are_in_the_orders(name):
    spec, window, demand = _drawn(name, 4000)
    is_open = demand.visitors > 0
    priced = weights(spec.products, prices(spec.products, window)).sum(axis=0)
    rate = demand.orders.sum(axis=0)[is_open] / demand.visitors[is_open] / priced[is_open]
    design = np.column_stack([np.ones(len(window.days)), *_lifts(spec, window.days)])[is_open]
    found, *_ = np.linalg.lstsq(design, np.log(rate), rcond=None)
    assert np.exp(found[0]) == pytest.approx(spec.funnel.cart * spec.funnel.order, rel=0.02)
    true = [c.orders for c in spec.campaigns] + [s.cart for s in spec.shifts]
    assert np.exp(found[1:]) == pytest.approx(true, rel=0.05)


@names
def test_price_response_is_in_the_orders_beside_products_of_steady_price(name):
    spec, window, demand = _drawn(name, 400)
    steady = [n for n, p in enumerate(spec.products) if len(p.prices) == 1]
    for row, product in enumerate(spec.products):
        for before, after in zip(product.prices, product.prices[1:], strict=False):
            old, new = demand.price[row] == before[1], demand.price[row] == after[1]
            old &= np.array([d < after[0] for d in window.days])
            share = [
                demand.orders[row, span].sum() / demand.orders[steady][:, span].sum()
                for span in (old, new)
            ]
            found = np.log(share[1] / share[0]) / np.log(after[1] / before[1])
            assert found == pytest.approx(product.elasticity, abs=0.15)


@names
def test_hours_refunds_and_returns_are_in_the_orders(name):
    spec, window, demand = _drawn(name, 30)
    orders = draw_orders(spec, window, demand)
    hours = np.bincount(orders.created % DAY // 3600, minlength=24) / len(orders.created)
    assert hours == pytest.approx(np.array(spec.hours) / sum(spec.hours), abs=0.002)
    paid = orders.paid < NEVER
    assert paid.mean() == pytest.approx(spec.funnel.pay, abs=0.005)
    whole = paid & (orders.refund == orders.due)
    sent = orders.shipped < NEVER
    assert (whole & ~sent).sum() / paid.sum() == pytest.approx(spec.refunds.unshipped, abs=0.003)
    assert (whole & sent).sum() / paid.sum() == pytest.approx(spec.refunds.returned, abs=0.003)
    part = paid & (orders.refund > 0) & ~whole
    assert part.sum() / paid.sum() == pytest.approx(spec.refunds.partial, abs=0.003)


@names
def test_orders_of_returning_buyers_are_as_many_as_meant(name):
    spec, window, demand = _drawn(name, 30)
    orders = draw_orders(spec, window, demand)
    first = np.zeros(len(orders.buyer), dtype=bool)
    first[np.unique(orders.buyer, return_index=True)[1]] = True
    late = orders.created > (len(window.days) - 60) * DAY
    assert (~first[late]).mean() == pytest.approx(spec.repeat.share, abs=0.02)


@names
def test_order_numbers_have_19_digits_never_repeat_and_grow(name):
    spec, window, demand = _drawn(name, 10)
    number = draw_orders(spec, window, demand).number
    assert (np.diff(number) > 0).all()
    assert {len(str(n)) for n in number[[0, -1]]} == {19}


@names
def test_life_of_an_order_is_in_order(name):
    spec, window, demand = _drawn(name, 5)
    orders = draw_orders(spec, window, demand)
    paid, sent = orders.paid < NEVER, orders.shipped < NEVER
    assert (orders.created < orders.paid)[paid].all()
    assert (orders.paid < orders.shipped)[sent].all()
    assert (orders.shipped < orders.signed)[sent].all()
    assert not (sent & ~paid).any()
    assert (orders.refund <= orders.due).all()
    assert (orders.paid[paid] < len(window.days) * DAY).all()


@names
def test_fifty_times_the_size_is_drawn_as_well(name):
    spec, window, demand = _drawn(name, 50)
    small = _drawn(name, 1)[2]
    ratio = draw_orders(spec, window, demand).created.size / small.orders.sum()
    assert ratio == pytest.approx(50, rel=0.05)
