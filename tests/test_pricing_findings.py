"""What is found in prices and promotions: planted faults, each named with its place."""

import re
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pricing_samples import made_plan
from topic_tables import tables

from shopkit import profit
from shopkit.exports.shop import open_shop
from shopkit.findings import Severity
from shopkit.i18n import LANGS, text
from shopkit.periods import Period
from shopkit.plan import PLAN_FILE
from shopkit.plan.document import document_of, place, text_of
from shopkit.plan.fields import plan_fields
from shopkit.pricing import (
    CartLine,
    Known,
    Scope,
    UnitTerms,
    all_terms,
    balance,
    cases,
    deals,
    least_everyday,
    named_skus,
    of_cart,
    parcel_of,
    price_for,
    pricing_findings,
    tier_lines,
    under_promotions,
    waterfall,
)
from shopkit.pricing.cart_shown import deepest, worst_shown
from shopkit.pricing.pictures import tiers_shown, unit_shown
from shopkit.pricing.windows_found import base_of, known_until, public_cases, reduced_from

START = date(2026, 11, 1)
ITEM = {"item_id": "1", "name": "置物架", "price_cny": 100}
HALF = {"name": "第二件半价", "kind": "pieces", "nth": 2, "pay_rate": 0.5, "from_units": 2}
MEMBER = {"name": "会员价", "kind": "member"}
TIERS = {"tiers": [{"name": "高级会员", "pay_rate": 0.93, "people": 40}], "published": True}
TERMS = {"1": UnitTerms(item="1", goods_cny=40, platform_rate=0.05)}


def found(sections, known=TERMS, made=None, lang="zh", day=START, **more):
    """Return the findings about a plan by their code."""
    plan = made_plan(**({"products": [ITEM]} | sections))
    what = known if isinstance(known, Known) else Known(known, **more)
    rows = pricing_findings(tables() if made is None else made, what, Scope(plan, lang, day))
    return {finding.code: finding for finding in rows}


def sold(*deals, units=1, **cells):
    """Return tables of deals: day, CNY a unit; each in an order of its own."""
    lines = [
        {
            "order_id": f"{n}",
            "item_id": "1",
            "sku": "a",
            "units": units,
            "unit_price_fen": 10000,
            "paid_fen": round(cny * 100) * units,
            "paid_at": datetime.combine(day, datetime.min.time()),
        }
        | cells
        for n, (day, cny) in enumerate(deals)
    ]
    orders = [
        {key: line[key] for key in ("order_id", "paid_at", "paid_fen")}
        | {"done_at": line["paid_at"] + timedelta(days=2)}
        for line in lines
    ]
    return tables(order_lines=lines, orders=orders)


def before(days):
    return START - timedelta(days=days)


@pytest.mark.parametrize("lang", LANGS)
def test_the_second_at_half_with_a_member_rate_breaks_seventy_per_cent(lang):
    plan = {
        "prices": {"least_discount_rate": 0.7},
        "members": TIERS,
        "promotions": [HALF, MEMBER],
    }
    rows = found(plan, lang=lang)
    both, allowed = ("6.975 折", "9.34 折") if lang == "zh" else ("69.75%", "93.4%")
    assert both in rows["nth_breaks"].cause
    assert allowed in rows["nth_breaks"].cause
    assert ("%" in rows["nth_breaks"].cause) == (lang == "en")
    assert rows["nth_breaks"].place == "promotions.0"
    broken = rows["under_discount"]
    assert {"promotions.0", "promotions.1"} == set(broken.place.replace("、", ", ").split(", "))
    assert "高级会员" in broken.cause


def test_a_rate_that_keeps_the_floor_or_cannot_meet_it_breaks_nothing():
    kept = {"tiers": [{"name": "高级会员", "pay_rate": 0.94}]}
    prices = {"least_discount_rate": 0.7}
    rows = found({"prices": prices, "members": kept, "promotions": [HALF, MEMBER]})
    assert "under_discount" not in rows
    assert rows["nth_keeps"].severity == Severity.NOTE
    apart = [HALF | {"group": "一"}, MEMBER | {"group": "一", "claimed": True}]
    assert "nth_breaks" not in found({"prices": prices, "members": TIERS, "promotions": apart})


def test_a_floor_as_high_as_the_pair_allows_no_member_rate():
    plan = {"prices": {"least_discount_rate": 0.75}, "members": TIERS}
    assert "nth_full" in found(plan | {"promotions": [HALF, MEMBER]})


def test_an_exempt_campaign_may_go_below_the_discount_floor():
    campaign = {"name": "双11", "starts": "2026-11-01", "ends": "2026-11-11"}
    deep = {"name": "直降", "kind": "item", "pay_rate": 0.5}
    span = {"starts": "2026-11-01", "ends": "2026-11-11"}
    prices = {"least_discount_rate": 0.7}
    sections = {"campaigns": [campaign], "promotions": [deep | span | {"campaign": "双11"}]}
    assert "under_discount" in found(sections | {"prices": prices})
    exempt = prices | {"exempt_campaigns": ["双11"]}
    assert "under_discount" not in found(sections | {"prices": exempt})
    longer = [deep | {"starts": "2026-11-01", "ends": "2026-11-20"}]
    assert "under_discount" not in found(sections | {"prices": exempt, "promotions": longer})
    late = date(2026, 11, 15)
    rows = found(sections | {"prices": exempt, "promotions": longer}, day=late)
    assert "under_discount" in rows


def test_a_floor_on_the_receipt_counts_the_freight_of_a_fifty_yuan_item():
    """50 at 70 % leaves 35; with 8 of freight 27, or 5.4 折."""
    plan = {
        "products": [{"item_id": "1", "name": "小件", "price_cny": 50}],
        "prices": {"least_discount_rate": 0.7, "freight_charged_cny": 8},
        "costs": {"freight_per_parcel_cny": 8},
        "promotions": [
            {"name": "七折", "kind": "item", "pay_rate": 0.7},
            {"name": "包邮", "kind": "free_freight"},
        ],
    }
    assert "under_discount" not in found(plan)
    plan["prices"]["least_discount_of"] = "receipt"
    rows = found(plan)
    assert "5.4 折" in rows["under_discount_receipt"].cause
    assert rows["under_discount_receipt"].place == "promotions.0、promotions.1"


def test_stacked_promotions_that_lose_money_are_errors_with_their_lines():
    plan = {
        "products": [ITEM | {"units_monthly": 200}],
        "promotions": [
            {"name": "直降", "kind": "item", "off_cny": 30},
            {"name": "店铺券", "kind": "shop_coupon", "off_cny": 31},
        ],
    }
    rows = found(plan)
    assert rows["loses"].severity == Severity.ERROR
    assert rows["loses"].place == "promotions.0、promotions.1"
    left = 39 * 0.95 - 40
    assert rows["loses"].cny == pytest.approx(left * 200, abs=0.01)
    assert "¥42.11" in rows["loses"].cause
    assert "1 件一单" in rows["loses"].cause  # the parcel its floor is counted for
    assert "每件最多亏 ¥2.95" in rows["loses"].evidence
    assert "月销 200 件" in rows["loses"].evidence
    assert "¥590" in rows["loses"].evidence


def test_what_the_platform_bears_loses_the_shop_nothing():
    coupon = {"name": "平台券", "kind": "platform_coupon", "off_cny": 70}
    rows = found({"promotions": [coupon], "prices": {"least_margin_rate": 0.2}})
    assert not {"loses", "least_margin"} & set(rows)


def test_the_lowest_price_and_the_least_margin():
    off = {"name": "直降", "kind": "item", "off_cny": 40}
    rows = found({"products": [ITEM | {"least_price_cny": 65}], "promotions": [off]})
    assert "¥5" in rows["least_price"].cause
    assert rows["least_price"].cny is None  # units are not planned
    margin = {"prices": {"least_margin_rate": 0.4}, "promotions": [off]}
    assert "least_margin" in found(margin)
    assert "rule_basic_margin" in found(margin | {"prices": {"least_margin_rate": 0.6}})
    assert "least_margin" not in found(margin | {"prices": {"least_margin_rate": 0.6}})


def test_a_margin_is_asked_of_a_cart_in_the_parcel_it_goes_out_in():
    """Two units share 10 of freight: (40 + 5) / 0.55 = 81.82 each keep 40 %, one alone 90.91."""
    plan = {
        "prices": {"least_margin_rate": 0.4},
        "costs": {"freight_per_parcel_cny": 10.0},
        "promotions": [{"name": "直降", "kind": "item", "off_cny": 15}],
        "products": [ITEM | {"units_monthly": 10}],
    }
    row = found(plan)["least_margin"]
    assert "1 件一单" in row.cause
    assert "¥90.91" in row.cause
    assert row.cny == -59.1  # 5.91 a unit, as it is said
    assert "¥5.91" in row.evidence
    pieces = {"name": "两件减", "kind": "pieces", "from_units": 2, "off_cny": 10}
    pair = found(plan | {"promotions": [*plan["promotions"], pieces]})["least_margin"]
    assert "1 件一单" in pair.cause  # 85 of 90.91 is further off than 80 of 81.82
    deeper = found(plan | {"promotions": [*plan["promotions"], pieces | {"off_cny": 20}]})
    assert "2 件一单" in deeper["least_margin"].cause
    assert "¥81.82" in deeper["least_margin"].cause


def test_a_floor_made_by_ads_says_so():
    costly = {"1": UnitTerms(item="1", goods_cny=40, platform_rate=0.05, ads_cny=70.0)}
    assert "推广费，每件 ¥70" in found({}, costly)["loses"].cause
    assert "最大的一笔" not in found({}, {"1": UnitTerms(item="1", goods_cny=101)})["loses"].cause
    rows = found({"prices": {"least_margin_rate": 0.1}}, costly)
    assert "推广费每件 ¥70" in rows["rule_basic_margin"].cause


def test_unknown_costs_and_no_history_are_said():
    rows = found({}, {})
    assert rows["cost_unknown"].severity == Severity.NOTE
    assert "no_history" in rows
    assert not {"loses", "least_margin"} & set(rows)


@pytest.mark.parametrize(
    ("deal", "on", "code"),
    [(89.0, 3, "reference"), (89.0, 20, "reference_last"), (129.0, 3, None)],
)
def test_a_crossed_out_price_is_held_against_the_seven_days_before(deal, on, code):
    plan = {
        "products": [ITEM | {"list_price_cny": 129}],
        "promotions": [
            {"name": "直降", "kind": "item", "pay_rate": 0.8, "starts": "2026-11-01"},
        ],
    }
    made = sold((before(60), 129.0), (before(on), deal))
    rows = found(plan, made=made, day=before(5))
    assert {c for c in rows if c.startswith(("reference", "never"))} == ({code} if code else set())
    if code:
        assert "¥89" in rows[code].cause
        assert rows[code].place == "products.0"


def test_a_reduction_that_runs_is_held_against_the_days_before_it_began():
    """Looked at in its third week, 89 paid in its course is no reference price; 100 before is."""
    running = {"name": "立减", "kind": "item", "off_cny": 11, "starts": before(20)}
    made = sold((before(22), 100), (before(21), 95), (before(5), 89), (before(1), 89))
    sections = {"products": [ITEM | {"list_price_cny": 99}], "promotions": [running]}
    said = found(sections, made=made)["reference"].recomputed
    assert "¥95" in said
    kept = {"products": [ITEM | {"list_price_cny": 95}], "promotions": [running]}
    assert "reference" not in found(kept, made=made)


def test_of_a_reduction_to_come_the_last_known_days_are_told_and_no_sales_are_not():
    """Nobody knows yet what the seven days before the eleventh sell."""
    later = {"name": "立减", "kind": "item", "off_cny": 11, "starts": before(-10)}
    made = sold((before(9), 90), (before(8), 100), (before(1), 100))
    sections = {"products": [ITEM | {"list_price_cny": 100.5}], "promotions": [later]}
    assert "reference" not in found(
        sections | {"products": [ITEM | {"list_price_cny": 100}]}, made=made
    )
    codes = found(sections, made=sold((before(9), 101), (before(1), 100)))
    assert "reference_last" not in codes
    assert "2026年11月1日" in codes["reference"].cause


def test_a_product_whose_reduction_runs_already_does_not_fall_because_another_begins():
    """Of two products only the one that becomes cheaper that day owes price protection."""
    other = {"item_id": "2", "name": "地漏", "price_cny": 50}
    running = {"name": "立减", "kind": "item", "off_cny": 11, "products": ["1"]}
    begins = {"name": "秒杀", "kind": "item", "off_cny": 5, "products": ["2"], "starts": START}
    sections = {"products": [ITEM, other], "promotions": [running | {"starts": before(9)}, begins]}
    made = sold((before(3), 100))
    assert "protection" not in found(sections | {"prices": {"price_protection_days": 7}}, made=made)


@pytest.mark.parametrize("lang", LANGS)
def test_a_product_that_loses_by_itself_is_not_blamed_on_promotions(lang):
    dear = {"1": UnitTerms(item="1", goods_cny=120)}
    said = found({}, dear, lang=lang)["loses"]
    assert "叠加" not in said.cause + said.action
    assert "promotions" not in said.cause + said.action
    low = found({"products": [ITEM | {"least_price_cny": 110}]}, lang=lang)["least_price"]
    assert text("pricing.no_promotion", lang) not in low.cause
    titles = [
        plan_fields()[f"products.{key}"].title[lang] for key in ("price_cny", "least_price_cny")
    ]
    assert all(title.casefold() in low.action.casefold() for title in titles)
    assert "_cny" not in low.action


@pytest.mark.parametrize("lang", LANGS)
def test_where_no_price_is_enough_it_is_said_and_no_infinite_amount(lang):
    hopeless = {"1": UnitTerms(item="1", goods_cny=40, affiliate_rate=0.9, ads_rate=0.3)}
    rows = found({"prices": {"least_margin_rate": 0.2}}, hopeless, lang=lang)
    told = " ".join(one.cause for one in rows.values())
    assert "inf" not in told
    assert "—" not in told
    assert text("pricing.never", lang) in rows["rule_basic_margin"].cause
    frame = waterfall(100, hopeless["1"])
    words = unit_shown(frame, "甲", hopeless["1"], (0.2, 0.5), lang)[1]
    assert words.so.startswith(text("price.unit.so_never", lang))
    assert text("price.never", lang) not in words.so


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_of_the_deepest_deals_claims_nothing_of_unknown_costs(lang):
    plan = made_plan(products=[ITEM])
    words = worst_shown(deepest(cases(plan, {}, START), None), plan, {}, lang)[1]
    assert words.title == text("price.worst.title_known", lang, name="置物架", share="100%")
    assert words.so == text("price.worst.so_unknown", lang, unknown=1)


def test_the_picture_of_the_deepest_deals_shows_a_cart_that_loses_before_a_deeper_that_does_not():
    """Two for 140 leave something; one for 100 in a parcel of its own loses."""
    pair = {"name": "两件七折", "kind": "pieces", "from_units": 2, "pay_rate": 0.7}
    costs = {"freight_per_parcel_cny": 62}
    plan = made_plan(products=[ITEM], promotions=[pair], costs=costs)
    (shown,) = deepest(cases(plan, {"1": UnitTerms(item="1", goods_cny=38.5)}, START), None)
    assert (shown.units, round(shown.left_cny, 2)) == (1, -0.5)


def test_a_middle_tier_that_loses_is_named_where_the_whole_does_not():
    tiers = [("1", "low", 100), ("2", "middle", 50), ("3", "high", 300)]
    products = [
        {"item_id": n, "name": n, "tier": tier, "price_cny": cny, "units_monthly": 1}
        for n, tier, cny in tiers
    ]
    terms = {n: UnitTerms(item=n, goods_cny=60) for n, *_ in tiers}
    made = balance(tier_lines(made_plan(products=products), terms))
    assert tiers_shown(made, None, "zh")[1].title.startswith("中档每月亏钱")


def test_a_price_never_charged():
    plan = {"products": [ITEM | {"list_price_cny": 199}]}
    rows = found(plan, made=sold((before(3), 99.0), (before(40), 129.0)))
    assert "¥129" in rows["never_charged"].cause


def test_a_promised_lowest_price_that_is_not():
    off = {"name": "直降", "kind": "item", "pay_rate": 0.9, "starts": "2026-11-01"}
    plan = {"prices": {"lowest_within_days": 15}, "promotions": [off]}
    rows = found(plan, made=sold((before(3), 85.0), (before(20), 70.0)), day=before(2))
    assert "¥85" in rows["not_lowest"].cause
    assert "not_lowest" not in found(plan, made=sold((before(3), 95.0)), day=before(2))
    pairs = sold((before(3), 85.0), units=2)
    assert "not_lowest" not in found(plan, made=pairs, day=before(2))


def test_what_protection_and_match_cost():
    off = {"name": "直降", "kind": "item", "pay_rate": 0.9, "starts": "2026-11-01"}
    prices = {"price_protection_days": 15, "price_match_days": 7}
    made = sold((before(16), 100.0), (before(15), 100.0), (before(6), 100.0), (before(1), 100.0))
    rows = found({"prices": prices, "promotions": [off]}, made=made, others_cny={"1": 80.0})
    assert rows["protection"].cny == -30.0
    assert rows["protection"].place == "prices.price_protection_days"
    assert rows["match"].cny == -20.0  # one came in the last seven days


def test_tiers_that_do_not_carry_the_low_one():
    low = {"item_id": "1", "tier": "low", "price_cny": 40, "units_monthly": 300}
    high = {"item_id": "2", "tier": "high", "price_cny": 200, "units_monthly": 4}
    terms = {"1": UnitTerms(goods_cny=42), "2": UnitTerms(goods_cny=150)}
    rows = found({"products": [low, high]}, terms)
    assert rows["tiers_lose"].cny == -400
    assert "12" in rows["tiers_lose"].recomputed
    more = high | {"units_monthly": 40}
    assert "tiers_balance" in found({"products": [low, more]}, terms)
    assert "tiers_cannot" in found({"products": [low]}, terms)


def test_rules_of_the_list_and_the_old_condition_of_member_prices():
    plan = {
        "prices": {"freight_charged_cny": 8},
        "products": [ITEM | {"market_price_cny": 105}],
        "members": TIERS,
        "assortment": {"items": 45},
    }
    rows = found(plan)
    assert "rule_below_market" in rows
    assert "5" in rows["vip_products"].recomputed
    assert "rule_freight_stated" not in rows
    assert "rule_freight_stated" in found({})
    assert "rule_compared" in found({}, peers={})
    assert "rule_compared" not in found({})
    free = {"name": "满 99 包邮", "kind": "free_freight", "from_cny": 99}
    assert "rule_below_market" not in found(plan | {"promotions": [free]})


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([0.95, 0.9, 0.8]), max_size=3),
    st.floats(0, 40).map(lambda cny: round(cny, 2)),
)
def test_what_is_left_of_a_case_is_what_its_waterfall_leaves(rates, coupon):
    promotions = [
        {"name": f"折{n}", "kind": "item", "pay_rate": rate, "group": f"{n}"}
        for n, rate in enumerate(rates)
    ]
    promotions.append({"name": "券", "kind": "shop_coupon", "off_cny": coupon})
    plan = made_plan(products=[ITEM], promotions=promotions, costs={"freight_per_parcel_cny": 4.5})
    for case in cases(plan, TERMS, START):
        line = CartLine(TERMS["1"], case.units, case.receipt_cny)
        steps = of_cart([line], parcel_of(plan, 0.0))
        assert steps["amount_cny"].iloc[-1] == pytest.approx(case.left_cny, abs=0.03)
        assert case.receipt_cny <= case.list_cny
        assert case.paid_cny <= case.list_cny


@settings(max_examples=12, deadline=None)
@given(
    st.floats(0.5, 1).map(lambda rate: round(rate, 2)),
    st.sampled_from([0.0, 0.1, 0.25]),
    st.sampled_from([None, 10.0, 30.0]),
)
def test_the_least_everyday_price_leaves_the_margin_and_one_step_less_does_not(rate, margin, off):
    promotions = [{"name": "折", "kind": "item", "pay_rate": rate}]
    if off:
        coupon = {"name": "券", "kind": "shop_coupon", "from_cny": 80, "off_cny": off}
        promotions.append(coupon)
    plan = made_plan(products=[ITEM], promotions=promotions)
    grid = [40 + 4 * n for n in range(30)]
    frame = under_promotions(plan, TERMS, "1", grid, START)
    least = least_everyday(frame, margin)
    rates = frame.set_index("price_cny")["contribution_rate"]
    assert (rates[least:] >= margin - 1e-9).all()
    below = rates[rates.index < least]
    assert below.empty or below.iloc[-1] < margin
    if not off:
        exact = price_for(TERMS["1"], margin, rate)
        assert exact - 0.05 <= least <= max(exact + 4.05, 40)


def test_no_everyday_price_of_a_list_may_be_enough():
    plan = made_plan(products=[ITEM])
    assert least_everyday(under_promotions(plan, TERMS, "1", [20, 30], START)) is None
    unknown = under_promotions(plan, {}, "1", [20, 300], START)
    assert least_everyday(unknown) is None
    assert unknown["unit_paid_cny"].tolist() == [20, 300]


RATE = st.sampled_from([None, 0.5, 0.75, 0.9, 1.0])
CNY = st.sampled_from([None, 0.5, 30, 99.9, 300])
PROMOTION = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["item", "flash", "member", "pieces", "spend", "shop_coupon", "gift", "free_freight"]
        ),
        "pay_rate": RATE,
        "off_cny": CNY,
        "from_cny": CNY,
        "nth": st.sampled_from([None, 2, 3]),
        "starts": st.sampled_from([None, "2026-10-20", "2026-11-05"]),
        "ends": st.sampled_from([None, "2026-11-11"]),
        "products": st.sampled_from([(), ("1",), ("2",), ("x",)]),
        "extra_product": st.sampled_from([None, "2"]),
        "campaign": st.sampled_from([None, "双11"]),
    }
)
PRODUCT = st.fixed_dictionaries(
    {
        "price_cny": CNY,
        "list_price_cny": CNY,
        "market_price_cny": CNY,
        "least_price_cny": CNY,
        "units_monthly": st.sampled_from([None, 0, 50]),
        "tier": st.sampled_from([None, "low", "high"]),
        "only_online": st.booleans(),
    }
)
PRICES = st.fixed_dictionaries(
    {
        "least_margin_rate": RATE,
        "least_discount_rate": RATE,
        "least_discount_of": st.sampled_from([None, "price", "receipt"]),
        "freight_charged_cny": CNY,
        "lowest_within_days": st.sampled_from([None, 15]),
        "price_protection_days": st.sampled_from([None, 7]),
        "price_match_days": st.sampled_from([None, 7]),
        "exempt_campaigns": st.sampled_from([(), ("双11",)]),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PROMOTION, max_size=4),
    st.tuples(PRODUCT, PRODUCT),
    PRICES,
    st.sampled_from([{}, TERMS]),
    st.sampled_from(LANGS),
)
def test_whatever_a_plan_says_findings_are_whole_sentences(
    promotions, products, prices, terms, lang
):
    sections = {
        "products": [{"item_id": f"{n}"} | one for n, one in enumerate(products, 1)],
        "promotions": [{"name": f"优惠{n}"} | one for n, one in enumerate(promotions)],
        "prices": prices,
        "members": TIERS,
    }
    made = sold((before(3), 85.0), (before(12), 99.9))
    for one in found(sections, terms, made, lang, others_cny={"1": 50.0}).values():
        words = (one.said, one.recomputed, one.cause, one.action, one.owner)
        assert all(words)
        assert one.place
        assert not any(re.search(r"[{}]|\bnan\b|\binf\b|None", said) for said in words)


def test_promotions_that_name_skus_are_found_by_them():
    off = {"name": "直降", "kind": "item", "pay_rate": 0.5, "products": ["a"]}
    plan = made_plan(products=[ITEM], promotions=[off], prices={"least_discount_rate": 0.7})
    made = tables(products=[{"sku": "a", "item_id": "1"}, {"sku": "b", "item_id": "1"}])
    assert named_skus(plan, made) == {"1": ("a",)}
    rows = pricing_findings(made, Known(TERMS), Scope(plan, "zh", START))
    assert "under_discount" in {one.code for one in rows}


@pytest.mark.parametrize("name", ["bathware", "cosmetics", "flagship", "jdbrand"])
def test_the_sample_shops_are_read_in_both_languages_with_places(name, root):
    folder = root / "data" / "sample" / name
    shop = open_shop(folder)
    categories = shop.tables["products"]["category"].drop_nulls().unique().to_list()
    ledger = profit.ledger(shop.tables, profit.terms(shop.plan, categories))
    past = profit.by(ledger, "line", Period.parse("2026-09"))
    terms = all_terms(shop.plan, shop.tables, date(2026, 10, 1), past)
    path = folder / PLAN_FILE
    at = partial(place, path, document_of(path, text_of(path)))
    told = {
        lang: pricing_findings(
            shop.tables, Known(terms), Scope(shop.plan, lang, date(2026, 10, 1), at)
        )
        for lang in LANGS
    }
    assert [one.code for one in told["zh"]] == [one.code for one in told["en"]]
    assert told["zh"]
    for lang in LANGS:
        for one in told[lang]:
            words = (one.said, one.recomputed, one.cause, one.action, one.owner, one.evidence)
            assert all(words[:5])
            assert not any(re.search(r"[{}]|\bnan\b|None", said) for said in words)
            assert "shop.yaml:" in one.place


def test_findings_and_the_table_of_promises_hold_a_price_against_one_base():
    """A coupon one unit does not reach makes nothing cheaper: its start is no day of a cut."""
    coupon = {"name": "店铺券", "kind": "shop_coupon", "from_cny": 300, "off_cny": 30}
    coupon |= {"starts": "2026-10-20"}
    plan = made_plan(products=[ITEM | {"list_price_cny": 129}], promotions=[coupon])
    made = sold((before(20), 129.0), (before(2), 90.0))
    scope, known = Scope(plan, "zh", START), TERMS
    days = public_cases(cases(plan, known, START)).get("1", {})
    (product,) = plan.products
    first = reduced_from(product, days, scope)
    on, low = base_of(product, first, (deals(made), known_until(made, scope)), scope)
    assert first is None
    assert (on, low.price_cny) == (START, 90.0)
    (row,) = [
        one
        for one in pricing_findings(made, Known(known), scope)
        if one.code.startswith("reference")
    ]
    assert "¥90" in row.action
