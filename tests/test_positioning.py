"""Price bands, concentration, trend and value map of a market, against known truths."""

from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.positioning import (
    concentration,
    cr,
    hhi,
    history,
    market,
    price_bands,
    trend,
    value_map,
)
from shopkit.positioning.breaks import breaks
from shopkit.positioning.value import robust_slope
from shopkit.tables import Tables, empty


def offers_of(prices, units=None, **columns):
    """Return a market as `market` gives it."""
    n = len(prices)
    frame = pd.DataFrame(
        {
            "date": pd.Timestamp("2026-10-01"),
            "item_id": [f"i{k}" for k in range(n)],
            "title": [f"商品{k}" for k in range(n)],
            "seller": [f"店{k % 7}" for k in range(n)],
            "unit_price_cny": np.asarray(prices, dtype=float),
            "units_30_days": [1.0] * n if units is None else units,
            "own": False,
            "score": 4.8,
        }
        | columns
    )
    frame["revenue_30_days_cny"] = frame["unit_price_cny"] * frame["units_30_days"]
    return frame


def tables_of(rows):
    """Return tables with a market table of dicts, money in fen."""
    schema = empty("offers").schema
    frame = pl.DataFrame(
        [
            dict.fromkeys(schema) | {"source_file": "m", "source_row": n} | row
            for n, row in enumerate(rows)
        ],
        schema,
    )
    return Tables(empty("orders"), empty("shop_days"), frozenset(), others={"offers": frame})


def offer(item, price, units=10, on=date(2026, 10, 1), **more):
    """Return a row of a market table."""
    named = {"item_id": item, "title": f"商品{item}", "seller": "甲店"}
    seen = {"date": on, "unit_price_fen": price * 100, "units_30_days": units}
    return named | seen | more


# what a market is made of: centres in CNY and how far prices scatter around them, in log price
WORLDS = [
    ((59, 119, 239), 0.08, 60),
    ((59, 119, 239), 0.10, 150),
    ((39, 79, 159, 319), 0.08, 80),
    ((29, 59, 119, 239, 479), 0.08, 150),
]


@pytest.mark.parametrize(("centres", "scatter", "size"), WORLDS)
def test_bands_of_generated_markets_are_recovered(centres, scatter, size):
    """In 95 of 100 markets every band is found, each border between the centres it parts."""
    rng = np.random.default_rng(7)
    right, borders = 0, 0
    for _ in range(100):
        made = rng.choice(len(centres), size)
        prices = np.array(centres)[made] * np.exp(rng.normal(0, scatter, size))
        found = price_bands(offers_of(np.round(prices)))
        edges = found.frame["price_from_cny"].iloc[1:].to_numpy()
        right += len(edges) == len(centres) - 1
        if len(edges) == len(centres) - 1:
            inside = (edges > centres[:-1]) & (edges < centres[1:])
            borders += inside.all()
            assert (np.searchsorted(edges, prices, side="right") == made).mean() > 0.97
    assert right >= 95
    assert borders == right


def test_bands_are_recovered_where_every_price_ends_in_nine():
    rng = np.random.default_rng(3)
    right = 0
    for _ in range(100):
        prices = np.array([59, 119, 239])[rng.choice(3, 120)] * np.exp(rng.normal(0, 0.1, 120))
        right += len(price_bands(offers_of(np.round(prices / 10) * 10 - 1)).frame) == 3
    assert right >= 95


def test_bands_of_unequal_width_are_recovered_to_the_offer():
    """In 9 of 10 markets every offer falls into its own band, though bands differ in width."""
    rng = np.random.default_rng(11)
    bands = [(20, 45, 22), (79, 149, 44), (239, 359, 10), (599, 899, 14)]
    right = 0
    for _ in range(100):
        parts = [
            low * (high / low) ** ((rng.random(n) + rng.random(n)) / 2) for low, high, n in bands
        ]
        prices = np.concatenate(parts)
        found = price_bands(offers_of(np.round(prices)))
        right += found.frame["offers"].tolist() == [n for *_, n in bands]
    assert right >= 90


@pytest.mark.parametrize(("spread", "most"), [("normal", 8), ("uniform", 20)])
def test_a_market_without_clear_bands_says_so(spread, most):
    """Of 100 markets without groups no more are told to have some; the others are cut finely."""
    rng = np.random.default_rng(5)
    clear = 0
    for _ in range(100):
        logs = rng.uniform(3, 6, 100) if spread == "uniform" else rng.normal(4.6, 0.6, 100)
        found = price_bands(offers_of(np.round(np.exp(logs), 1)))
        clear += found.how == "natural"
        assert found.fit >= (0.8 if found.how == "natural" else 0.9)
    assert clear <= most


def test_fisher_classes_are_the_best_of_all():
    rng = np.random.default_rng(1)
    values = np.sort(rng.normal(size=14))

    def within(cuts):
        return sum(((p - p.mean()) ** 2).sum() for p in np.split(values, cuts))

    best = min(within([a, b]) for a in range(1, 13) for b in range(a + 1, 14))
    assert within(list(breaks(values, 0.1, 3).starts)) == pytest.approx(best)


@pytest.mark.parametrize("prices", [[], [9], [9, 9, 9, 9, 9], [9, 9, 99], [1, 2, 3, 4, 5]])
def test_few_or_equal_prices_make_one_band(prices):
    found = price_bands(offers_of(prices))
    assert found.how == "one"
    assert len(found.frame) == min(len(prices), 1)
    assert found.gap is None


prices_in = st.lists(st.integers(100, 100_000), min_size=1, max_size=60)


@given(fen=prices_in, units=st.data(), count=st.none() | st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_bands_part_the_offers_and_their_shares_add_to_one(fen, units, count):
    sold = units.draw(st.lists(st.integers(0, 500), min_size=len(fen), max_size=len(fen)))
    offers = offers_of([one / 100 for one in fen], [float(n) for n in sold])
    found = price_bands(offers, count)
    frame = found.frame
    assert frame["offers"].sum() == len(fen)
    assert frame["offers_share"].sum() == pytest.approx(1)
    assert frame["units_30_days"].sum() == sum(sold)
    if sum(sold):
        assert frame["demand_share"].sum() == pytest.approx(1)
    else:
        assert frame["demand_share"].isna().all()
    placed = offers["unit_price_cny"].map(found.of).value_counts()
    assert placed.sort_index().tolist() == frame["offers"].tolist()
    assert (frame["price_low_cny"].iloc[1:].to_numpy() >= frame["price_from_cny"].iloc[1:]).all()
    assert (frame["price_high_cny"].iloc[:-1].to_numpy() < frame["price_to_cny"].iloc[:-1]).all()


@given(fen=prices_in, factor=st.sampled_from([2, 3, 10, 100]))
@settings(max_examples=60, deadline=None)
def test_bands_do_not_depend_on_the_unit_of_prices(fen, factor):
    small = price_bands(offers_of([one / 100 for one in fen])).frame
    large = price_bands(offers_of([one / 100 * factor for one in fen])).frame
    assert small["offers"].tolist() == large["offers"].tolist()


def test_very_many_prices_are_still_parted():
    rng = np.random.default_rng(2)
    logs = rng.normal(0, 0.08, 6000) + np.log([59, 119, 239])[rng.choice(3, 6000)]
    assert len(price_bands(offers_of(np.exp(logs))).frame) == 3


def gap_market(units_in_gap):
    """Return three bands with ten offers each, of which the middle one sells as said."""
    prices = (
        [50 + k for k in range(10)] + [150 + k for k in range(10)] + [450 + k for k in range(10)]
    )
    return offers_of(prices, [10.0] * 10 + units_in_gap + [10.0] * 10)


def test_the_gap_is_where_demand_exceeds_supply():
    found = price_bands(gap_market([30.0] * 10))
    assert found.gap == 1
    row = found.frame.iloc[1]
    assert row["demand_share"] == pytest.approx(300 / 500)
    assert row["gap"] == pytest.approx(1.8)
    assert (row["price_from_cny"], row["price_to_cny"]) == (100, 300)
    assert found.between(120, 500) == [1, 2]


def test_one_hit_is_no_gap():
    found = price_bands(gap_market([300.0] + [5.0] * 9))
    assert found.frame["gap"].iloc[1] > 1.2
    assert found.gap is None


def test_unknown_units_count_as_supply_only():
    offers = gap_market([float("nan")] * 10)
    found = price_bands(offers)
    assert found.unsold == 10
    assert found.frame["units_30_days"].isna().tolist() == [False, True, False]
    assert found.frame["demand_share"].tolist() == [0.5, 0, 0.5]


def test_of_each_product_only_the_latest_day_counts():
    rows = [
        offer("a", 10, 100, date(2026, 9, 1)),
        offer("a", 12, 80, date(2026, 10, 1)),
        offer("a", 11, 90, date(2026, 9, 15)),
        offer("b", 20, None, date(2026, 9, 1)),
        offer(None, 30, 5, title="没有编号", seller="乙店"),
        offer("c", 0),
    ]
    seen = market(tables_of(rows))
    assert seen["unit_price_cny"].tolist() == [12.0, 20.0, 30.0]
    assert seen["units_30_days"].sum() == 85
    assert seen["revenue_30_days_cny"].tolist()[0] == 960.0
    assert seen["revenue_30_days_cny"].isna().tolist() == [False, True, False]


def test_a_market_without_rows_is_empty_everywhere():
    tables = tables_of([])
    seen = market(tables)
    assert seen.empty
    assert price_bands(seen).frame.empty
    assert concentration(seen).hhi is None
    assert trend(history(tables)).empty
    assert value_map(seen) is None


@pytest.mark.parametrize(
    ("shares", "index"),
    # https://www.justice.gov/atr/herfindahl-hirschman-index: 30, 30, 20, 20 per cent make 2,600
    [([0.3, 0.3, 0.2, 0.2], 2600), ([1.0], 10_000), ([0.01] * 100, 100)],
)
def test_published_and_known_values_of_the_index(shares, index):
    assert hhi(shares) == pytest.approx(index)


def test_concentration_adds_up_the_offers_of_a_seller():
    offers = offers_of([10] * 5, [30.0, 20.0, 30.0, 20.0, 5.0], seller=["a", "b", "c", "d", None])
    found = concentration(offers)
    assert found.hhi == pytest.approx(2600)
    assert found.level == "high"
    assert (found.cr4, found.cr8) == (pytest.approx(1), pytest.approx(1))
    assert found.known_share == pytest.approx(100 / 105)
    merged = concentration(offers.assign(seller=["a", "a", "c", "d", None]))
    assert merged.sellers["units_share"].iloc[0] == pytest.approx(0.5)
    assert merged.hhi == pytest.approx(2500 + 900 + 400)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_shares_bound_the_index(units):
    shares = [one / sum(units) for one in units]
    assert 10_000 / len(units) - 1e-6 <= hhi(shares) <= 10_000 + 1e-6
    assert max(shares) - 1e-9 <= cr(shares, 4) <= cr(shares, 8) + 1e-9 <= 1 + 2e-9


def test_the_trend_compares_the_same_products_and_adds_nothing_over_days():
    first, second = date(2026, 9, 1), date(2026, 10, 1)
    rows = [
        offer("a", 100, 100, first),
        offer("a", 110, 150, second),
        offer("b", 50, 50, first),
        offer("b", 50, 60, second),
        offer("gone", 10, 999, first),
        offer("new", 10, 888, second),
        offer("c", 20, None, first),
        offer("c", 22, 7, second),
    ]
    (row,) = trend(history(tables_of(rows))).to_dict("records")
    assert (row["items_both"], row["items_new"], row["items_gone"]) == (3, 1, 1)
    assert row["items_known"] == 2  # the units of c are unknown the first time
    assert (row["units_before"], row["units_30_days"], row["days"]) == (150, 210, 30)
    assert row["change_rate"] == pytest.approx(0.4)
    assert row["price_change_rate"] == pytest.approx(0.1)


def test_the_going_rate_is_recovered_among_wild_prices():
    rng = np.random.default_rng(4)
    score = rng.choice(np.arange(4.5, 5.0, 0.1), 120)
    prices = 100 * np.exp(2 * (score - 4.5) + rng.normal(0, 0.1, 120))
    prices[:12] *= 20
    found = value_map(offers_of(prices, score=score))
    assert found.sloped
    assert found.per_tenth == pytest.approx(np.exp(0.2) - 1, abs=0.04)
    assert found.spread == pytest.approx(0.1, abs=0.03)
    assert (found.points["price_place"].iloc[:12] == "dear").all()
    gap = found.points["unit_price_cny"] - found.points["going_price_cny"]
    assert found.points["price_gap_cny"].tolist() == gap.tolist()


def test_without_a_slope_the_going_rate_is_the_median():
    rng = np.random.default_rng(6)
    flat = 0
    for _ in range(40):
        prices = np.exp(rng.normal(4.6, 0.3, 60))
        found = value_map(offers_of(prices, score=rng.uniform(4.5, 5, 60)))
        if not found.sloped:
            flat += 1
            assert found.line["going_price_cny"].iloc[0] == pytest.approx(
                np.median(prices), rel=1e-3
            )
    assert flat >= 32  # nine in ten by the interval
    assert value_map(offers_of([10] * 9)) is None


def test_the_robust_slope_and_its_interval():
    """Sen's own example of 1968 is not at hand: a line without noise, and one wild point."""
    x = pd.Series(np.arange(20.0))
    y = 3 * x + 1
    y.iloc[3] = 500
    slope, low, high = robust_slope(x, y)
    assert slope == low == high == pytest.approx(3)
    assert robust_slope(pd.Series([1.0, 1.0]), pd.Series([1.0, 2.0])) == (0, 0, 0)
