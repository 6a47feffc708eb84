"""What units were sold for: reference prices, promises and what they cost, baskets."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from topic_tables import tables

from shopkit.pricing import (
    Offer,
    around,
    basket_effect,
    deals,
    difference_owed,
    highest_charged,
    largest_weekly_change,
    match_cost,
    price_changes,
    protection_cost,
    recent_changes,
    reference,
    settled,
    settled_lower,
    sold_at,
    thresholds,
)

START = date(2026, 11, 1)


def line(day, paid, **cells):
    """Return an order line of one unit of item 1 paid on a day for so many yuan."""
    known = {"item_id": "1", "sku": "a", "units": 1, "unit_price_fen": 9900}
    at = datetime.combine(day, datetime.min.time())
    return (
        known | {"order_id": f"{day}{paid}", "paid_at": at, "paid_fen": round(paid * 100)} | cells
    )


def before(days):
    return START - timedelta(days=days)


def test_s002_p2_pricing_no_inflated_price():
    """The list price may not exceed the lowest deal of the seven days before."""
    rows = deals(
        tables(
            order_lines=[
                line(before(8), 79.0),  # a day too early
                line(before(7), 95.0),
                line(before(3), 89.0, units=2, paid_fen=17800),
                line(START, 69.0),  # the campaign itself
            ]
        )
    )
    (found,) = reference(rows, "1", START)
    assert (found.price_cny, found.on, found.within) == (89.0, before(3), True)
    assert highest_charged(rows, "1", START) == 95.0


def test_without_a_deal_in_seven_days_the_last_one_before_counts():
    rows = deals(tables(order_lines=[line(before(40), 79.0), line(before(20), 95.0)]))
    (found,) = reference(rows, "1", START)
    assert (found.price_cny, found.on, found.within) == (95.0, before(20), False)
    assert reference(rows, "2", START) == ()
    assert highest_charged(rows, "2", START) is None


def test_gifts_and_closed_orders_are_no_deals():
    lines = [
        line(before(2), 99.0),
        line(before(2), 0.0),
        line(before(1), 49.0, state="closed"),
        line(before(1), 39.0, order_id="x"),
    ]
    orders = [{"order_id": "x", "state": "closed", "paid_at": datetime(2026, 10, 31)}]
    (found,) = reference(deals(tables(order_lines=lines, orders=orders)), "1", START)
    assert found.price_cny == 99.0


def test_lines_without_an_amount_share_that_of_their_order():
    lines = [
        line(before(2), 0, order_id="o", paid_fen=None, paid_at=None),
        line(before(2), 0, order_id="o", paid_fen=None, paid_at=None, sku="b", item_id=None)
        | {"unit_price_fen": 4950, "units": 2},
    ]
    paid_at = datetime.combine(before(2), datetime.min.time())
    made = tables(
        order_lines=lines,
        orders=[{"order_id": "o", "paid_fen": 15840, "paid_at": paid_at}],
        products=[{"sku": "b", "item_id": "2"}],
    )
    found = {row["item_id"]: row["deal"] for row in deals(made).iter_rows(named=True)}
    assert found == {"1": 79.2, "2": 39.6}


def test_skus_of_other_prices_are_not_compared():
    lines = [line(before(2), 99.0), line(before(1), 39.0, sku="b", unit_price_fen=3900)]
    rows = deals(tables(order_lines=lines))
    assert sold_at(rows, "1", 99.0)["deal"].to_list() == [99.0]
    assert sold_at(rows, "1", 500.0).height == 2
    assert [one.price_cny for one in reference(rows, "1", START)] == [99.0, 39.0]


def test_changes_of_list_prices_and_the_largest_in_a_week():
    prices = [9900, 9900, 8900, 8010, 8010]
    lines = [line(before(20 - 2 * n), 70.0, unit_price_fen=fen) for n, fen in enumerate(prices)]
    changes = price_changes(tables(order_lines=lines))
    assert changes["price_cny"].tolist() == [89.0, 80.1]
    assert changes["change_rate"].tolist() == pytest.approx([89 / 99 - 1, -0.1])
    most = largest_weekly_change(changes, "1", [before(60), START])
    assert most == pytest.approx(1 - 80.1 / 99)
    assert largest_weekly_change(changes, "2", [before(60), START]) == 0


def test_changes_longer_ago_than_thirteen_weeks_are_no_news():
    days = [before(n) for n in range(120, -1, -1)]
    made = [line(day, 80.0, unit_price_fen=9900 if n < 10 else 8000) for n, day in enumerate(days)]
    orders = [{key: one[key] for key in ("order_id", "paid_at", "paid_fen")} for one in made]
    assert recent_changes(tables(order_lines=made, orders=orders)) == {"1": 0.0}
    assert recent_changes(tables(order_lines=made[30:], orders=orders[30:])) == {}
    assert recent_changes(tables(order_lines=made[:40], orders=orders[:40]))["1"] > 0.19


def test_s003_pricing_price_match():
    """Refund = max(0, paid − competitor's price) within seven days after arrival."""
    assert difference_owed(99, 89, 7, 7) == 10
    assert difference_owed(99, 89, 8, 7) == 0
    assert difference_owed(89, 99, 1, 7) == 0
    lines = [line(before(d), 99.0, order_id=f"{d}") for d in (3, 9, 15, 30)]
    orders = [
        {"order_id": f"{d}", "done_at": datetime.combine(before(d - 2), datetime.min.time())}
        for d in (9, 15, 30)
    ]
    made = tables(order_lines=lines, orders=[{"order_id": "3"}, *orders])
    found = match_cost(made, {"1": 89.0}, START, 7)
    assert (found.amount_cny, found.orders, found.unknown) == (10.0, 1, 1)


def test_price_protection_covers_the_promised_days():
    lines = [line(before(d), 99.0, units=2, paid_fen=19800) for d in (0, 15, 16)]
    found = protection_cost(tables(order_lines=lines), {"1": 79.0, "2": 5.0}, START, 15)
    assert (found.amount_cny, found.units, found.orders) == (40.0, 2, 1)
    assert protection_cost(tables(order_lines=lines), {}, START, 15).amount_cny == 0


@given(st.floats(1, 200), st.floats(1, 200), st.integers(0, 30))
def test_a_longer_promise_or_a_lower_price_costs_no_less(new, other, days):
    lines = [line(before(d), 60.0 + 7 * (d % 9), order_id=f"{d}") for d in range(1, 31)]
    made = tables(order_lines=lines)
    low, high = sorted((new, other))
    cost = protection_cost(made, {"1": high}, START, days).amount_cny
    assert cost <= protection_cost(made, {"1": low}, START, days).amount_cny
    assert cost <= protection_cost(made, {"1": high}, START, days + 1).amount_cny


def test_s000_p03_aftersales_price_change():
    """Settlement = min(paid, current): kept as history, unlawful where the price has fallen."""
    fallen = settled_lower(99, 79)
    assert (fallen.amount_cny, fallen.lawful, fallen.law) == (79, False, "law.cpl.25")
    risen = settled_lower(79, 99)
    assert (risen.amount_cny, risen.lawful) == (79, True)
    assert settled(99).amount_cny == 99


def test_at_exactly_two_hundred_only_the_sample_comes():
    """More than 200 ships free, from 200 on a sample comes: they differ at 200.00 only."""
    freight = around(200, lambda cart: 800 if cart > 20000 else 0)
    sample = around(200, lambda cart: 300 if cart >= 20000 else 0)
    assert freight == {"below": 0, "at": 0, "above": 800}
    assert sample == {"below": 0, "at": 300, "above": 300}


def test_an_offer_pays_if_enough_orders_grow():
    paid = [250.0] * 10 + [180.0] * 20 + [50.0] * 70
    found = thresholds(paid, [200, 260], Offer(cost_cny=4, margin_rate=0.5, reach_cny=30))
    first = found.iloc[0]
    assert (first["orders_reached"], first["orders_near"], first["offer_cost_cny"]) == (10, 20, 40)
    assert first["needed_share"] == pytest.approx(40 / (20 * (20 * 0.5 - 4)))
    assert found.iloc[1]["orders_reached"] == 0
    dear = thresholds(paid, [200], Offer(cost_cny=12, margin_rate=0.5, reach_cny=30)).iloc[0]
    assert np.isnan(dear["needed_share"])


@given(st.lists(st.floats(1, 500), min_size=1, max_size=50), st.floats(1, 400), st.floats(0, 100))
def test_a_higher_threshold_is_reached_by_no_more_orders(paid, level, more):
    found = thresholds(paid, [level, level + more], Offer(5, 0.4, 30))
    assert found["orders_reached"].is_monotonic_decreasing
    assert found["offer_cost_cny"].is_monotonic_decreasing


def orders_of(day, amounts):
    at = datetime.combine(day, datetime.min.time())
    return [
        {"order_id": f"{day}{n}", "paid_at": at, "paid_fen": round(100 * a), "freight_fen": 0}
        for n, a in enumerate(amounts)
    ]


def test_the_effect_on_baskets_is_found_and_none_is_not():
    rng = np.random.default_rng(3)
    plain, offered = (rng.normal(mean, 40, 400) for mean in (150, 165))
    made = tables(orders=[*orders_of(START, offered), *orders_of(before(20), plain)])
    found = basket_effect(made, [START], [before(20)])
    assert found.clear
    assert found.low_cny < 15 < found.high_cny
    assert basket_effect(made, [START], [before(3)]) is None


def test_the_interval_of_the_effect_covers_the_truth():
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(100):
        sides = (rng.gamma(4, 40, 120), rng.gamma(4, 40, 120))
        made = tables(orders=[*orders_of(START, sides[0]), *orders_of(before(20), sides[1])])
        found = basket_effect(made, [START], [before(20)])
        covered += found.low_cny <= 0 <= found.high_cny
    assert 89 <= covered <= 100


def test_no_history_is_empty_and_no_error():
    rows = deals(tables())
    assert isinstance(rows, pl.DataFrame)
    assert reference(rows, "1", START) == ()
    assert price_changes(tables()).empty
    assert protection_cost(tables(), {"1": 5.0}, START, 15).orders == 0
