"""Peers, bidding, the list of rules, the discount floor, auctions and members."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pricing_samples import made_plan
from topic_tables import tables

from shopkit.plan.sections.promotions import Members
from shopkit.pricing import (
    Deal,
    Floor,
    Seen,
    UnitTerms,
    below_market,
    bidding,
    birthday_cost,
    deepest_member_rate,
    english,
    exempt_on,
    keeps_basic_margin,
    keeps_floor,
    loss_leaders,
    max_loss,
    may_be_published,
    nth_rate,
    peer_quotes,
    points,
    position,
    price_at,
    price_checks,
    products_missing,
    stacked,
    tiers_cost,
    top_sellers,
    weekly,
)
from shopkit.pricing.auctions import EACH_WEEK, FROM_TOP

QUOTES = st.lists(st.floats(1, 5000), min_size=1, max_size=40)


def test_s000_p03_pricing_compare_sites():
    """Price = position(peer quotes, target percentile): put back, it stands there."""
    quotes = [79, 85, 89, 95, 99, 105, 109, 119, 139]
    price = price_at(0.25, quotes, freight_cny=6)
    assert price == 83.0
    assert position(price + 6, quotes).percentile == pytest.approx(0.25, abs=1 / len(quotes))
    assert position(99, quotes).median_cny == 99


@given(QUOTES, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_place_is_a_higher_price(quotes, low, high):
    low, high = sorted((low, high))
    assert price_at(low, quotes) <= price_at(high, quotes) + 1e-9
    found = position(price_at(low, quotes), quotes)
    assert 0 <= found.percentile <= 1
    assert 1 <= found.rank <= len(quotes) + 1


def test_without_peers_there_is_no_place():
    assert position(99, []) is None
    assert price_at(0.5, [float("nan")]) is None


def test_peers_are_others_as_they_were_last_seen():
    rows = [
        {"item_id": "1", "unit_price_fen": 9900, "date": date(2026, 9, 1), "category": "花洒"},
        {"item_id": "1", "unit_price_fen": 8900, "date": date(2026, 10, 1), "category": "花洒"},
        {"item_id": "2", "unit_price_fen": 10900, "own": True, "category": "花洒"},
        {"item_id": "3", "unit_price_fen": 7900, "category": "花洒"},
        {"item_id": "4", "unit_price_fen": 300, "category": "地漏"},
    ]
    assert peer_quotes(tables(offers=rows)) == {"花洒": [79.0, 89.0], "地漏": [3.0]}


def test_the_highest_bidder_pays_a_step_above_the_second():
    assert english([30, 18, 25], 1, 1).price_cny == 26
    assert english([30, 29.5], 1, 1).price_cny == 30
    assert english([30], 1, 1).price_cny == 1
    assert english([0.5], 1, 1).price_cny is None


def test_bidding_finds_the_second_highest_of_a_uniform_market():
    """Krishna, Auction Theory: with n bidders on [0, 1] the second highest is (n − 1) / (n + 1)."""
    rng = np.random.default_rng(5)
    n, draws = 4, 4000
    ends = [english(rng.uniform(0, 1, n).tolist(), 0, 0).price_cny for _ in range(draws)]
    assert np.mean(ends) == pytest.approx((n - 1) / (n + 1), abs=0.01)
    found = bidding(np.random.default_rng(5), (10, 50), 6).iloc[0]
    assert 10 <= found["price_low_cny"] < found["price_median_cny"] < found["price_high_cny"] <= 50
    assert bidding(np.random.default_rng(5), (10, 50), 0)["price_median_cny"].isna().all()


def test_s000_p01_pricing_benchmark_first():
    assert not may_be_published([])
    assert may_be_published([99.0])
    assert may_be_published([], market_price_cny=120)


def test_s000_p02_pricing_shipping_incl_below_market():
    """Price + shipping < market price."""
    assert below_market(89, 8, 99)
    assert below_market(91, 8, 99) is False


def test_s000_p03_pricing_shipping_incl_below_market():
    """The same rule stands in plan 3; without knowing the freight nobody can tell."""
    assert below_market(89, 9.99, 99)
    assert below_market(89, None, 99) is None


def test_s000_p03_pricing_price_stability():
    """Price ≥ unit cost × (1 + least markup)."""
    assert keeps_basic_margin(65, 50, 0.3)
    assert not keeps_basic_margin(64.99, 50, 0.3)


def test_s000_p03_pricing_loss_leaders():
    """One or two products may be sold at cost; a third breaks the rule."""
    costs = {"1": 20.0, "2": 30.0, "3": 40.0, "4": 50.0}
    prices = {"1": 20.0, "2": 29.0, "3": 60.0, "5": 1.0}
    assert loss_leaders(prices, costs) == ("2", "1")
    plan = made_plan(products=[{"item_id": i, "price_cny": p} for i, p in prices.items()])
    terms = {item: UnitTerms(goods_cny=cost) for item, cost in costs.items()}
    assert shop_rule(plan, terms, "few_leaders") is True
    more = made_plan(products=[{"item_id": i, "price_cny": 20} for i in prices])
    assert shop_rule(more, terms, "few_leaders") is False


def shop_rule(plan, terms, rule):
    rows = price_checks(plan, Seen(terms)).set_index("price_rule")
    return rows.loc[rule, "kept"]


def test_every_rule_is_checked_for_every_price():
    plan = made_plan(
        prices={
            "least_margin_rate": 0.2,
            "freight_charged_cny": 8,
            "largest_weekly_change_rate": 0.1,
        },
        products=[
            {"item_id": "1", "name": "花洒", "price_cny": 95, "market_price_cny": 99},
            {"item_id": "2", "price_cny": 80, "only_online": True},
            {"item_id": "3"},
        ],
    )
    seen = Seen(
        terms={"1": UnitTerms(goods_cny=70), "2": UnitTerms(goods_cny=70)},
        peers={"2": [70.0, 90.0, 110.0]},
        changes={"1": 0.15, "2": 0.1},
    )
    found = price_checks(plan, seen)
    kept = {(r.item_id, r.price_rule): r.kept for r in found.dropna(subset="item_id").itertuples()}
    assert kept == {
        **{("1", "compared"): True, ("1", "below_market"): False, ("1", "basic_margin"): True},
        **{("1", "premium"): None, ("1", "stable"): False},
        **{("2", "compared"): True, ("2", "below_market"): None, ("2", "basic_margin"): False},
        **{("2", "premium"): False, ("2", "stable"): True},
        **{("3", "compared"): False, ("3", "below_market"): None, ("3", "basic_margin"): None},
        **{("3", "premium"): None, ("3", "stable"): None},
    }
    limits = found.set_index(["item_id", "price_rule"])["price_limit_cny"]
    assert limits["1", "below_market"] == 91
    assert limits["2", "basic_margin"] == pytest.approx(87.5)
    assert shop_rule(plan, seen.terms, "freight_stated") is True


SEVEN = Floor(0.7, "price", ("双11",))


def test_s002_p2_pricing_min_discount():
    """Not below 70 % of the list price, 淘金币 and 双11 excepted."""
    assert keeps_floor(Deal(100, 70), SEVEN)
    assert not keeps_floor(Deal(100, 69.99), SEVEN)
    assert keeps_floor(Deal(100, 50), SEVEN, "双11")
    assert not keeps_floor(Deal(100, 50), SEVEN, "双12")


def test_s002_p2_pricing_item_floor():
    """Single items the same, and the one list of exceptions is that of the plan."""
    plan = made_plan(
        prices={"least_discount_rate": "70%", "exempt_campaigns": ["双11"]},
        campaigns=[
            {"name": "双11", "starts": "2026-10-17", "ends": "2026-11-11"},
            {"name": "双12", "starts": "2026-12-08", "ends": "2026-12-12"},
        ],
    )
    assert Floor.of_plan(plan) == SEVEN
    assert exempt_on(plan, date(2026, 11, 11)) == "双11"
    assert exempt_on(plan, date(2026, 12, 12)) is None
    assert Floor.of_plan(made_plan()) is None


def test_a_floor_on_what_the_shop_receives_counts_freight_and_members():
    """50 at 70 % is 35; less 8 of freight 27, or 54 %; with a VIP rate of 95 % 25.25, or 50.5 %."""
    paid = 50 * 0.7
    assert Deal(50, paid).share_paid == pytest.approx(0.7)
    assert Deal(50, paid, 8).share_received == pytest.approx(0.54)
    assert Deal(50, paid * 0.95, 8).share_received == pytest.approx(0.505)
    assert not keeps_floor(Deal(50, paid, 8), Floor(0.7, "receipt"))


def test_a_member_rate_on_top_of_the_second_at_half():
    """0.75 × 0.93 = 0.6975 is below 70 %; the deepest rate that is not is 93.3 %."""
    pair = nth_rate(2, 0.5)
    assert pair == 0.75
    assert stacked([pair, 0.93]) == pytest.approx(0.6975)
    assert deepest_member_rate(0.7, pair) == pytest.approx(0.9333, abs=5e-5)
    assert nth_rate(2, 0.0) == 0.5  # buy one get one


def test_an_auction_from_one_yuan_is_far_below_the_floor():
    """1 of 50 is 2 %: allowed in an exempt campaign only."""
    deal = Deal(50, 1)
    assert deal.share_paid == 0.02
    assert not keeps_floor(deal, SEVEN)
    assert keeps_floor(deal, SEVEN, "双11")


@given(st.floats(0.1, 1), st.floats(0.1, 1))
def test_the_deepest_member_rate_ends_at_the_floor(floor, rate):
    assert stacked([rate, deepest_member_rate(floor, rate)]) == pytest.approx(floor)


def test_s003_promotion_one_yuan_auction():
    """Five products from one yuan: at most 5 × (cost − 1) is lost in a round."""
    assert max_loss(dict.fromkeys("12345", 40.0), "12345").amount_cny == 5 * (40 - 1)
    assert max_loss({"1": 40.0}, ["1", "2"]).unknown == ("2",)


def test_auctions_take_five_of_the_ten_best_in_turn():
    import pandas as pd

    sold = pd.DataFrame(
        {"item_id": [f"{n:02d}" for n in range(14)], "units": range(14), "category": "花洒"}
    )
    top = top_sellers(sold, "花洒")
    assert len(top) == FROM_TOP
    assert top[0] == "13"
    plan = weekly(top, 4, dict.fromkeys(top, 30.0))
    assert plan.groupby("week")["item_id"].nunique().tolist() == [EACH_WEEK] * 4
    assert plan["item_id"].value_counts().unique().tolist() == [2]
    assert (plan.groupby("week")["loss_cny"].sum() == 5 * 29).all()


def test_s000_p02_crm_points():
    """Points = spending × rate; what they take off = points × value of a point."""
    scheme = Members(points_per_yuan=1, point_value_cny=0.01, points_redeemed_rate=0.6)
    found = points(scheme, 50_000)
    assert (found.given, found.worth_cny, found.rate) == (50_000, 500, 0.01)
    assert found.expected_cny == pytest.approx(300)
    assert points(Members(points_per_yuan=1), 100) is None


def test_s002_p2_membership_vip_needs_50():
    assert products_missing(50) == 0
    assert [products_missing(n) for n in (40, 45)] == [10, 5]


def test_members_cost_what_they_pay_less():
    members = Members(
        tiers=[
            {"name": "普通", "people": 200},
            {"name": "高级", "from_cny": 500, "pay_rate": 0.95, "people": 40},
            {"name": "VIP", "from_cny": 2000, "pay_rate": 0.9},
        ],
        birthday_off_cny=10,
    )
    found = tiers_cost(members, {"普通": 150}).set_index("member_tier")["cost_members_cny"]
    assert found["普通"] == 0
    assert found["高级"] == pytest.approx(1000)
    assert np.isnan(found["VIP"])
    assert birthday_cost(members) is None
    whole = Members(tiers=members.tiers[:2], birthday_off_cny=10)
    assert birthday_cost(whole, 0.5) == 1200
