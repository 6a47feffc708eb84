"""The fee schedule by day: combinations, what is tied up and what is gone, then and now."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit import rules
from shopkit.fees import (
    Shop,
    commission_cny,
    deposit,
    fixed_investment_cny,
    monthly_share,
    openings,
    refund_share,
    refund_tiers,
    said,
    shares,
    shop_of,
    yearly,
)
from shopkit.i18n import LANGS
from shopkit.plan.reading import plan_of
from shopkit.rules import Range

THEN = date(2012, 6, 1)
IN_2014 = date(2014, 3, 1)
NOW = date(2026, 11, 22)
FLAGSHIP = Shop("tmall", shop_type="flagship")
FRANCHISE = Shop("tmall", shop_type="franchise")


def totals(shop, day):
    return [way.total_cny.low for way in openings(shop, day)]


def rates(shop, day):
    return {one.rule_id: (one.low, one.high, one.certain) for one in shares(shop, day)}


def test_s000_p02_fees_mall_start_total():
    assert totals(FLAGSHIP, THEN) == [80_000, 110_000, 130_000, 160_000]


def test_s000_p02_fees_mall_deposit():
    assert [one.low for one in deposit(FLAGSHIP, THEN)] == [50_000, 100_000]


def test_s000_p02_fees_mall_tech_fee():
    assert [one.low for one in yearly(FLAGSHIP, THEN)] == [30_000, 60_000]


def test_s000_p02_fees_deposit_frozen():
    """The deposit is tied up and comes back; only the fee of the year is gone."""
    ways = openings(FLAGSHIP, THEN)
    assert {way.tied_cny.low for way in ways} == {50_000, 100_000}
    assert {way.sunk_cny.low for way in ways} == {30_000, 60_000}
    assert all(way.total_cny.low == way.tied_cny.low + way.sunk_cny.low for way in ways)


def test_s000_p02_fees_commission_rate_change():
    tonics = Shop("tmall", category="传统滋补品/其他保健营养品")
    branded = Shop("tmall", category="branded health products")
    for shop in (tonics, branded):
        before = rates(shop, date(2011, 12, 31))["tmall.commission.category"]
        after = rates(shop, date(2012, 1, 1))["tmall.commission.category"]
        assert (before[0], after[0]) == (0.02, 0.03)
    assert commission_cny(100_000, 0.02) == 2000
    assert commission_cny(100_000, 0.03) == 3000


def test_s000_p02_fees_rate_table_lookup():
    """Categories are looked up; one that no schedule names is unknown today, never zero."""
    named = rates(Shop("tmall", category="食品"), NOW)["tmall.commission.category"]
    assert named == (0.02, 0.02, False)
    other = rates(Shop("tmall", category="手工皂"), NOW)["tmall.commission.category"]
    assert other == (None, None, False)


def test_s000_p02_fees_taobaoke_monthly():
    assert rules.rule("taobao.advertising.affiliate-budget", THEN).value == Range(100, 1000)


def test_s000_p03_fees_decoration_package():
    assert rules.rule("taobao.fee.decoration", THEN).value == Range(30, 1000)


def test_s003_fees_annual():
    cheapest = openings(FRANCHISE, IN_2014)[0]
    assert cheapest.sunk_cny.low == 30_000
    assert cheapest.monthly_cny == Range(2500, 2500)
    assert monthly_share(30_000) == 2500


def test_s003_fees_deposit():
    asked = {
        mark: deposit(Shop("tmall", "franchise", mark), IN_2014)[0].low for mark in ("TM", "R")
    }
    assert asked == {"TM": 150_000, "R": 100_000}


def test_s003_fees_opening_total():
    """With the fee of the lower class, as that plan has it."""
    cheapest = [openings(Shop("tmall", "franchise", mark), IN_2014)[0] for mark in ("R", "TM")]
    assert [way.total_cny.low for way in cheapest] == [130_000, 180_000]


def test_s003_fees_commission():
    one = rates(Shop("tmall", category="手工皂"), IN_2014)["tmall.commission.category"]
    assert one == (0.05, 0.05, False)
    assert commission_cny(300_000, one[0]) == 15_000


def test_s003_fees_excluded():
    assert fixed_investment_cny(30_000, 12_000, 18_000) == 60_000
    assert fixed_investment_cny(30_000, None, 18_000) is None


def test_the_yearly_fee_is_gone_since_september_2024():
    assert [one.low for one in yearly(FLAGSHIP, date(2024, 8, 31))] == [30_000, 60_000]
    assert [one.low for one in yearly(FLAGSHIP, date(2024, 9, 1))] == [0]
    assert totals(Shop("tmall", "flagship", "R"), NOW) == [50_000]


def test_the_base_fee_began_with_it():
    assert "taobao.fee.base-software" not in rates(FLAGSHIP, date(2024, 8, 31))
    assert rates(FLAGSHIP, date(2024, 9, 1))["taobao.fee.base-software"][:2] == (0.006, 0.006)


def test_a_fee_of_a_month_counts_twelve_times():
    way = openings(Shop("jd"), NOW)[0]
    assert way.sunk_cny == Range(12_000, 12_000)
    assert way.total_cny == Range(42_000, 112_000)
    assert way.monthly_cny == Range(1000, 1000)


def test_a_taobao_shop_pays_no_yearly_fee():
    assert [way.total_cny for way in openings(Shop("taobao"), NOW)] == [
        Range(1000, 1000),
        Range(2000, 10_000),
    ]


def test_the_shop_of_a_plan_is_asked_for_as_it_is():
    head = "schema: 1\nshop: {name: x, platform: tmall, shop_type: franchise, "
    shop = shop_of(plan_of(Path("shop.yaml"), head + "trademark: TM, category: 食品}"))
    assert shop == Shop("tmall", "franchise", "TM", "食品")
    assert totals(shop, NOW) == [150_000]


def test_a_platform_without_rules_has_no_schedule():
    assert openings(Shop("other"), NOW) == ()
    assert shares(Shop("other"), NOW) == ()


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_not_read_asks_to_be_confirmed(lang):
    words = {"zh": "使用前请核实", "en": "confirm before use"}[lang]
    sure = shares(Shop("tmall", category="服饰鞋包"), NOW)
    assert {one.rule_id for one in sure if one.certain} == {"tmall.commission.category"}
    for one in (*sure, *deposit(FLAGSHIP, NOW), *yearly(FLAGSHIP, THEN)):
        assert one.name(lang)
        assert (words in said(one, lang)) == (not one.certain)


def test_unknown_is_shown_as_a_dash():
    (unknown,) = [s for s in shares(Shop("jd"), NOW) if s.rule_id == "jd.fee.transaction"]
    assert said(unknown, "en") == "— (confirm before use)"


def test_tiers_of_the_refund_are_known_by_share_only():
    assert refund_tiers(FLAGSHIP, IN_2014) == ((None, 0.5), (None, 1.0))
    assert refund_share(1_000_000, refund_tiers(FLAGSHIP, IN_2014)) is None
    assert refund_tiers(FLAGSHIP, NOW) == ()


@given(st.floats(0, 2e6), st.floats(0, 2e6))
def test_more_sales_never_bring_less_back(a, b):
    tiers = [(200_000, 0.5), (600_000, 1.0)]
    assert refund_share(min(a, b), tiers) <= refund_share(max(a, b), tiers)
    assert refund_share(199_999, tiers) == 0
    assert refund_share(200_000, tiers) == 0.5


@given(
    st.sampled_from(["taobao", "tmall", "jd"]),
    st.sampled_from([None, "flagship", "exclusive", "franchise"]),
    st.sampled_from([None, "R", "TM"]),
    st.dates(date(2010, 1, 1), date(2027, 12, 31)),
)
def test_naming_more_of_a_shop_only_leaves_ways_out(platform, shop_type, mark, day):
    every = openings(Shop(platform), day)
    some = openings(Shop(platform, shop_type, mark), day)
    assert set(some) <= set(every)
    assert all(way.total_cny.low <= way.total_cny.high for way in some)


def test_a_share_of_nothing_is_no_amount_of_yuan():
    """Taobao takes no commission of small shops: 0 % of sales, not ¥0."""
    found = {one.rule_id: one for one in shares(Shop("taobao"), date(2026, 10, 1))}
    free = found["taobao.commission.c-shop"]
    assert (free.low, free.high) == (0, 0)
    assert said(free, "zh").startswith("0.0%")
    assert said(replace(free, high=None), "en").startswith("0.0%")
