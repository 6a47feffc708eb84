"""Promotion types, tactics, approvals, contacts, openings and group deals."""

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from almanac_plans import plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from shopkit.campaigns import (
    Audience,
    Scope,
    approvals,
    campaign_findings,
    contact_hour,
    contact_plan,
    effect,
    items,
    join,
    lacks,
    lists_of,
    missing_items,
    notice,
    occasions,
    over_cny,
    planned_cny,
    review_by,
    state,
    tactic,
    tactic_cost,
    tactics,
    tactics_shown,
)
from shopkit.errors import PlanError
from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.plan import load_plan
from shopkit.rules import rule
from shopkit.targets import solve

TODAY = date(2026, 9, 1)
STARTS, ENDS = date(2026, 9, 20), date(2026, 9, 25)


def campaign(**more):
    """Return a campaign that lacks nothing."""
    full = {"products": ["1"], "sales_cny": 9000, "discount_rate": 0.9, "kind": "holiday"}
    dates = {"name": "秋夜", "starts": str(STARTS), "ends": str(ENDS)}
    return {**dates, **full, "budget_cny": 1000, **more}


def codes(plan, today=TODAY, lang="zh"):
    found = campaign_findings(Scope(plan, lang, today))
    return {one.code.removeprefix("campaign_") for one in found} - {"holidays", "quiet", "ahead"}


def keys(listing):
    return [one.key for one in items(listing)]


def test_s000_p09_promotion_types_are_four():
    assert keys("types_nine") == ["spend", "item", "flash", "gift"]


def test_s000_p10_promotion_types_are_three():
    assert keys("types_ten") == ["spend", "item", "gift"]


def test_s004_a1_promotion_types_and_tools():
    assert keys("types_four") == ["item", "shop_coupon", "spend"]
    assert keys("tools_four") == ["keyword", "display"]


def test_s000_p09_promotion_plan_fields_are_time_rules_budget():
    assert keys("plan_fields") == ["time", "rules", "budget"]
    bare = {"name": "x", "starts": "2026-09-20", "ends": "2026-09-25"}
    plan = plan_of(campaigns=[bare])
    assert lacks(plan, plan.campaigns[0]) == ("rules", "products", "goal", "budget")
    small = plan_of(campaigns=[bare | {"kind": "small"}])
    assert lacks(small, small.campaigns[0]) == ("rules",)
    own = {"name": "满减", "kind": "spend", "campaign": "x"}
    ruled = plan_of(campaigns=[bare | {"kind": "small"}], promotions=[own])
    assert lacks(ruled, ruled.campaigns[0]) == ()
    assert "incomplete" in codes(plan)
    assert "incomplete" not in codes(plan, date(2026, 9, 26))


def test_s000_p04_promotion_strategy_items_are_three():
    assert keys("strategy") == ["channels", "publicity", "promotions"]


def test_s000_p07_promotion_plan_types_are_two():
    assert keys("plan_kinds") == ["new_products", "sales"]


def test_s001_promotion_event_process_has_four_steps():
    assert keys("process") == ["plan", "discuss", "optimise", "execute"]


def test_s001_promotion_growth_tactics_are_three():
    assert keys("growth") == ["discount", "spend", "group_buy"]


def test_s001_promotion_periodic_plan_splits_and_breaks_down():
    assert keys("periodic") == ["split", "measure"]


def test_s000_p05_promotion_activity_page():
    assert keys("activity_page") == ["page", "compare", "coupon"]


def test_s003_promotion_combined_tools_are_four_one_of_them_gone():
    assert keys("combined") == ["flash", "group_deal", "shop_coupon", "code"]
    assert [one.key for one in items("combined") if one.until] == ["code"]
    assert tactic("product_codes").until


def test_s000_p10_calendar_own_events_are_kinds_of_a_plan():
    for kind in keys("own_events"):
        assert plan_of(campaigns=[campaign(kind=kind)]).campaigns[0].kind == kind


def test_s002_p2_calendar_events_with_the_one_that_was_missing():
    assert keys("second_half") == ["double12", "coins", "daily_deal", "double11"]


def test_c_s002_double11_missing_is_named_in_the_list():
    missing = next(one for one in items("second_half") if one.key == "double11")
    assert "漏" in missing.note("zh")
    assert "missing" in missing.note("en")


def test_s001_calendar_small_and_big():
    assert keys("small_and_big") == ["small", "large"]


def test_s003_promotion_weekly_signup_is_once_a_week():
    assert keys("weekly") == ["signup"]
    weekly = {"name": "查活动", "every": "week", "weekday": 1}
    plan = plan_of(agenda={"recurring": [weekly]})
    assert plan.agenda.recurring[0].every == "week"


def test_s003_calendar_member_day_is_a_kind():
    assert "member_day" in keys("own_events")


def test_s000_p02_promotion_tactics_are_eleven():
    listed = [one for one in tactics().values() if one.listing == "eleven"]
    assert len(listed) == 11
    assert tactic("mass_software").status == "unlawful"
    assert tactic("bogo").laws == ("law.pricing.18",)


def test_s002_p2_promotion_traffic_tactics_are_six():
    listed = [one.key for one in tactics().values() if one.listing == "six"]
    assert len(listed) == 6
    assert {"one_cny_auction", "add_on_swap", "shop_vip", "shipping_card"} <= set(listed)


def test_s002_p2_promotion_one_cny_loses_cost_less_one_yuan():
    two = [one.key for one in tactics().values() if one.cost == "loss_each"]
    assert {"one_cny_auction", "add_on_swap"} <= set(two)
    assert tactic_cost("add_on_swap", 20, 9 - 1) == 160


def test_s003_promotion_one_yuan_auction_needs_five_of_ten_a_week():
    assert "前十" in tactic("one_cny_auction").needs["zh"]
    assert tactic_cost("one_cny_auction", 5, 40 - 1) == 5 * (40 - 1)


def test_c_s002_vip_50_vs_45_lacks_products():
    assert [missing_items("shop_vip", n) for n in (40, 45, 50)] == [10, 5, 0]


def test_s003_promotion_favourite_coupon_gives_five_yuan():
    assert tactic_cost("favourite_coupon", 300, 5) == 1500
    assert tactic("return_insurance").laws == ("law.campaign-compliance-2026",)


def test_s003_promotion_hero_page_and_its_small_advertising():
    assert {"hero_page", "small_keyword"} <= set(tactics())


def test_s003_promotion_advertorial_hype_is_five_tactics_and_unlawful_unmarked():
    assert len(items("hype")) == 5
    assert tactic("articles").status == "unlawful"
    assert "标明广告" in tactic("articles").form["zh"]


def test_unlawful_tactics_are_flagged_with_the_lawful_form():
    for one in tactics().values():
        for rule_id in one.laws:
            assert rule(rule_id)
        if one.status == "unlawful":
            assert one.laws
            assert all(one.form[lang] for lang in LANGS)
    assert tactic("fake_orders").status == "unlawful"


@pytest.mark.parametrize("lang", LANGS)
def test_tactics_are_shown_with_cost_need_and_law(lang):
    shown = tactics_shown(lang)
    assert len(shown) == len(tactics())
    assert set(shown["lawful"]) == {"lawful", "conditional", "unlawful"}
    assert shown["cost_basis"].str.len().min() > 0
    assert shown["tactic_cost_cny"].isna().all()
    one = tactics_shown(lang, {"auction": (5, 39)}).iloc[0]
    assert "law." not in one["laws"]
    assert one["laws"]
    assert one["tactic_cost_cny"] == 195


def test_a_tactic_asked_for_by_any_name_is_costed_and_held_against_the_shop():
    for name in ("shop_vip", "店铺 VIP", "Shop VIP"):
        one = tactics_shown("zh", {name: (30_000, 0.05)}, 45).iloc[0]
        assert one["tactic_cost_cny"] == 1500
        assert "还差 5 款" in one["needs"]
    assert "还差" not in tactics_shown("zh", {"shop_vip": 1}, 50).iloc[0]["needs"]
    fake, free = tactics_shown("en", {"fake_orders": (9, 9), "link_exchange": 3})["tactic_cost_cny"]
    assert np.isnan(fake)
    assert free == 0


def test_unknown_tactics_and_figures():
    with pytest.raises(PlanError) as told:
        tactic("auctoin")
    assert "auction" in told.value.say("en")
    with pytest.raises(PlanError):
        tactic_cost("auction", -1, 3)
    assert tactic_cost("web_ads", 300) is None
    assert tactic_cost("link_exchange", 3) == 0
    assert tactics_shown("zh", {}).empty
    for odd in ((), (1, 2, 3), "x", ("x",), np.nan, None):
        with pytest.raises(PlanError) as told:
            tactics_shown("zh", {"auction": odd})
        assert "(300, 5)" in told.value.say("en")
    with pytest.raises(PlanError):
        tactics_shown("zh", ["auction"])


def test_the_lists_hold_both_languages():
    for name in ("items", "tactics", "occasions"):
        path = files("shopkit") / "resources" / "campaigns" / f"{name}.csv"
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            assert None not in row
            assert row["zh"]
            assert row["en"]
            for key in row:
                if key.endswith("_zh"):
                    assert bool(row[key]) == bool(row[f"{key[:-3]}_en"]), row


def test_banner_and_rules_come_from_one_record():
    plan = plan_of(
        campaigns=[campaign(discount_rate=0.85)],
        products=[{"item_id": "1", "name": "保温杯"}],
        promotions=[{"name": "满 300 减 50", "kind": "spend", "campaign": "秋夜"}],
    )
    zh, en = (notice(plan, plan.campaigns[0], lang) for lang in LANGS)
    assert zh.banner == "秋夜｜8.5 折｜2026年9月20日至2026年9月25日"
    assert zh.rules[1] == "参加商品：保温杯。"
    assert zh.rules[-1] == "同时有：满 300 减 50。"
    assert "15% off" in en.banner
    assert len(zh.rules) == len(en.rules) == 4


def record(**approval):
    return plan_of(campaigns=[campaign(approval=approval)])


FULL = {
    "asked_by": "店长",
    "asked_on": "2026-08-20",
    "amount_cny": 1000,
    "granted_by": "老板",
    "granted_on": "2026-08-22",
    "granted_cny": 1000,
}


def test_s000_p01_promotion_paid_approval_goes_before_spending():
    assert "approval_unasked" in codes(record())
    near = campaign_findings(Scope(record(), "zh", date(2026, 9, 15)))
    severe = {one.code: one.severity for one in near}
    assert severe["campaign_approval_unasked"] == Severity.WARNING
    assert "approval_asked" in codes(record(asked_on="2026-08-20", amount_cny=1000))
    assert not {one for one in codes(record(**FULL)) if one.startswith("approval")}
    assert "approval_over" in codes(record(**FULL | {"granted_cny": 900}))
    assert "approval_late" in codes(record(**FULL | {"granted_on": "2026-09-22"}))
    assert "approval_backwards" in codes(record(**FULL | {"granted_on": "2026-08-19"}))


def test_states_of_an_approval_follow_each_other():
    one = record(**FULL).campaigns[0]
    days = [date(2026, 9, 1), STARTS, date(2026, 9, 26)]
    assert [state(one, day) for day in days] == ["granted", "running", "to_review"]
    done = record(**FULL | {"reviewed_on": "2026-10-01"}).campaigns[0]
    assert state(done, date(2026, 10, 1)) == "reviewed"
    assert state(done, date(2026, 9, 30)) == "to_review"
    assert state(record().campaigns[0], TODAY) == "unasked"


def test_s000_p09_kpi_promo_review_is_due_a_week_after_the_end():
    assert review_by(record().campaigns[0]) == date(2026, 10, 2)
    assert "unreviewed" in codes(record(**FULL), date(2026, 10, 3))
    assert "unreviewed" not in codes(record(**FULL), date(2026, 10, 2))
    reviewed = record(**FULL | {"reviewed_on": "2026-10-01"})
    assert "unreviewed" not in codes(reviewed, date(2026, 11, 1))


def test_approvals_as_a_frame():
    frame = approvals(record(**FULL | {"granted_cny": 600}), TODAY)
    row = frame.iloc[0]
    assert (row["approval_state"], row["over_cny"]) == ("granted", 400)
    assert row["review_by"] == pd.Timestamp("2026-10-02")
    assert pd.isna(row["reviewed_on"])
    assert approvals(plan_of(), TODAY).empty
    assert np.isnan(approvals(record(), TODAY).iloc[0]["over_cny"])


def test_money_of_channels_stands_for_a_budget():
    parts = [{"channel": "a", "budget_cny": 300}, {"channel": "b", "budget_cny": 200}]
    one = plan_of(campaigns=[campaign(budget_cny=None, spend=parts)]).campaigns[0]
    assert planned_cny(one) == 500
    assert over_cny(one) is None
    assert planned_cny(plan_of(campaigns=[campaign(budget_cny=None)]).campaigns[0]) is None


def test_s000_p01_promotion_effect_review_return_and_cost_per_order():
    found = effect(2000, 9000, 80)
    assert (found.roi, found.per_order_cny) == (4.5, 25)
    assert found.pays is None
    none = effect(0, 0, 0)
    assert np.isnan(none.roi)
    assert np.isnan(none.per_order_cny)


def test_s000_p05_channel_ads_balance_keeps_ads_within_the_margin():
    assert effect(2000, 9000, 80, 0.3).margin_left_cny == pytest.approx(700)
    assert effect(2000, 9000, 80, 0.3).pays
    assert effect(3000, 9000, 80, 0.3).pays is False


def test_s000_p09_kpi_promo_monitor_three_figures_make_sales():
    assert keys("monitored") == ["paid", "conversion_rate", "per_buyer"]
    made = solve(visitors=10_000, conversion_rate=0.03, per_buyer_cny=150)
    assert made.sales_cny == 45_000


@pytest.mark.parametrize(
    ("spend", "code"),
    [
        ([("a", 800, None, None), ("b", 300, None, None)], "spend_over"),
        ([("a", 800, None, None), ("b", 100, None, None)], "spend_under"),
        ([("a", 1100, None, None), ("b", None, None, None)], "spend_over"),
        ([("a", 400, 500, None), ("b", 600, None, None)], "below_least"),
        ([("a", 400, None, 300), ("b", 600, None, None)], "above_most"),
        ([("a", 400, 700, 300), ("b", 600, None, None)], "limits_backwards"),
        ([("a", None, 700, None), ("b", None, 400, None)], "least_above_budget"),
    ],
)
def test_money_of_channels_that_does_not_add_up(spend, code):
    names = ("channel", "budget_cny", "least_cny", "most_cny")
    parts = [dict(zip(names, one, strict=True)) for one in spend]
    assert code in codes(plan_of(campaigns=[campaign(spend=parts)]))


def test_money_that_adds_up_is_no_finding():
    parts = [{"channel": "a", "budget_cny": 400.1}, {"channel": "b", "budget_cny": 599.9}]
    told = codes(plan_of(campaigns=[campaign(spend=parts)]))
    assert told == {"approval_unasked"}
    open_ = [{"channel": "a", "budget_cny": 400}, {"channel": "b"}]
    assert codes(plan_of(campaigns=[campaign(spend=open_)])) == {"approval_unasked"}


def test_s001_promotion_opening_is_three_parts_and_no_crossed_out_price():
    assert keys("opening") == ["platform_programme", "whole_shop", "member_price"]
    product = {"item_id": "1", "list_price_cny": 99}
    plan = plan_of(campaigns=[campaign(kind="opening")], products=[product])
    assert {"opening_price", "opening_hero"} <= codes(plan)
    proper = plan_of(
        campaigns=[campaign(kind="opening")], products=[{"item_id": "1", "hero": True}]
    )
    assert not {"opening_price", "opening_hero"} & codes(proper)


def test_s003_promotion_opening_theme_has_four_parts():
    assert keys("opening_theme") == ["new_items", "members", "group", "coupon"]
    assert sum(len(items(name)) for name in ("opening", "opening_theme")) == 7
    assert lists_of("opening")[:2] == ("opening", "opening_theme")


def test_s003_plan_stage2_is_five_steps_without_fake_orders():
    assert keys("stage_two") == ["opening", "pages", "tools", "service", "hero"]
    assert "违法" in items("stage_two")[2].note("zh")


def test_s002_p2_channel_group_buy_are_kinds_of_sites():
    assert [bool(one.until) for one in items("group_sites")] == [False, True, True]
    assert lists_of("group_deal") == ("group_documents", "group_sites")


def test_s002_p2_channel_group_buy_docs_are_three_actions():
    assert keys("group_documents") == ["company", "relation", "stock"]
    assert join(150, 150).joins
    assert join(200, 150).short_units == 50
    plan = plan_of(campaigns=[campaign(kind="group_deal")])
    assert "group_stock" in codes(plan)
    stocked = plan_of(
        campaigns=[campaign(kind="group_deal", stock=[{"product": "1", "units": 80}])]
    )
    assert "group_stock" not in codes(stocked)


def agenda(**contacts):
    rounds = [
        {"name": "会员日", "every": "month", "day": 18, "kind": "member_day"},
        {"name": "换季上新", "every": "quarter", "day": 1, "kind": "new_products"},
    ]
    return {"recurring": rounds, "contacts": contacts}


def test_s000_p01_crm_touchpoints_are_holidays_and_new_goods():
    plan = plan_of(agenda=agenda())
    frame = contact_plan(plan, 2026, Audience(500), "zh")
    counted = frame["occasion"].value_counts().to_dict()
    assert counted["换季上新"] == 4
    assert counted["过节问候"] == 6
    assert counted["会员日"] == 12
    assert (frame["contact_state"] == "planned").all()
    assert (frame["messages"] == 500).all()


@pytest.mark.parametrize("name", ["bathware", "jdbrand"])
def test_signing_up_is_work_of_the_shop_and_no_message_to_customers(name):
    plan = load_plan(Path(__file__).parent.parent / "data" / "sample" / name)
    chores = {one.name for one in plan.agenda.recurring if one.kind is None}
    written_to = contact_plan(plan, 2026, Audience(500), "zh")["event"]
    assert chores
    assert not chores & set(written_to)


def test_nobody_is_greeted_on_the_day_the_dead_are_remembered():
    told = set(contact_plan(plan_of(), 2026, Audience(500), "zh")["event"])
    assert "端午节" in told
    assert "清明节" not in told


def test_s000_p02_crm_occasion_cards_are_three_kinds():
    by_trigger = {one.trigger: one for one in occasions() if one.trigger}
    assert {"holiday", "birthday", "anniversary"} <= set(by_trigger)
    assert by_trigger["birthday"].personal
    known = Audience(500, birthdays={3: 40}, anniversaries={3: 25})
    frame = contact_plan(plan_of(), 2026, known, "zh")
    march = frame[frame["date"].dt.month == 3]
    assert march["messages"].tolist() == [40, 25]


def test_customers_are_written_to_no_oftener_than_allowed_and_only_with_consent():
    plan = plan_of(agenda=agenda(most_monthly=1, from_hour=9, to_hour=21))
    frame = contact_plan(plan, 2026, Audience(500, birthdays={2: 9}), "en")
    october = frame[frame["date"].dt.month == 10]
    assert october.set_index("occasion")["contact_state"].to_dict() == {
        "New goods of the season": "planned",
        "Greeting on a holiday": "capped",
        "Member day": "capped",
    }
    assert frame.loc[frame["contact_state"] == "capped", "messages"].eq(0).all()
    assert frame["from_hour"].eq(9).all()
    none = contact_plan(plan, 2026, Audience(0), "zh")
    assert set(none["contact_state"]) == {"no_consent"}
    unknown = contact_plan(plan, 2026, Audience(), "zh")
    assert set(unknown["contact_state"]) == {"unknown", "capped"}
    assert unknown.loc[unknown["contact_state"] == "unknown", "messages"].isna().all()


@given(st.integers(0, 4), st.integers(1951, 2099), st.dictionaries(st.integers(1, 12), st.just(7)))
@settings(max_examples=20)
def test_nobody_gets_more_than_the_cap(most, year, birthdays):
    plan = plan_of(agenda=agenda(most_monthly=most))
    frame = contact_plan(plan, year, Audience(100, birthdays), "zh")
    sent = frame[frame["contact_state"] == "planned"]
    assert sent.groupby(sent["date"].dt.month).size().max() <= most if len(sent) else True


def test_s000_p02_crm_online_hours_is_the_mode_of_a_group():
    hours = [0] * 24
    hours[20], hours[23] = 30, 40
    assert contact_hour(hours) == 23
    assert contact_hour(hours, (9, 21)) == 20
    assert contact_hour([0] * 24) is None
    assert contact_hour(hours, (12, 12)) is None


@pytest.mark.parametrize(
    ("fact", "key", "status"),
    [
        ("s000.p02.crm.family-recommend", "family", "unlawful"),
        ("s000.p02.crm.advertorial", "articles", "unlawful"),
        ("s000.p02.crm.weather-time", "weather", "conditional"),
        ("s000.p02.crm.help-gift", "help", "unlawful"),
    ],
)
def test_ways_to_contact_customers_with_their_lawful_form(fact, key, status):
    one = next(one for one in occasions() if one.key == key)
    assert one.status == status
    assert not one.trigger
    assert all(one.form[lang] for lang in LANGS), fact
    assert all(rule(rule_id) for rule_id in one.laws)


def test_s003_crm_review_contest_pays_above_200_characters():
    contest = next(one for one in occasions() if one.key == "contest")
    assert "200 字以上" in contest.form["zh"]
    assert "more than 200" in contest.form["en"]
    assert contest.laws == ("law.ucl.11", "law.promo.prize")


def test_rules_of_contacts():
    assert "contact_hours" in codes(plan_of(agenda=agenda(from_hour=21, to_hour=9)))
    assert "contact_early" in codes(plan_of(agenda=agenda(from_hour=6, to_hour=21)))
    assert "contact_cap" in codes(plan_of(agenda=agenda(from_hour=9, to_hour=21)))
    fine = plan_of(agenda=agenda(most_monthly=4, from_hour=9, to_hour=21))
    assert not {one for one in codes(fine) if one.startswith("contact")}
    assert not {one for one in codes(plan_of()) if one.startswith("contact")}


def of_code(plan, code, lang="zh", items=None):
    found = campaign_findings(Scope(plan, lang, TODAY, items=items))
    return [one for one in found if one.code == f"campaign_{code}"]


def test_more_sold_ahead_than_there_are_is_named():
    stock = [
        {"product": "1", "units": 80, "presold_units": 80},
        {"product": "2", "units": 80, "presold_units": 95},
        {"product": "3", "presold_units": 5},
    ]
    plan = plan_of(campaigns=[campaign(stock=stock)])
    (one,) = of_code(plan, "presold_over")
    assert (one.place, one.severity) == ("campaigns.0.stock.1", Severity.ERROR)
    assert one.said == "「秋夜」给2备 80 件。"
    assert "缺 15 件" in one.recomputed
    (english,) = of_code(plan, "presold_over", "en")
    assert english.recomputed == "95 units are sold ahead: 15 too few."


def test_products_nobody_knows_are_named():
    stock = [{"product": "8", "units": 3}, {"product": "9", "units": 3}]
    listed = [{"item_id": "1", "name": "杯子"}]
    plan = plan_of(products=listed, campaigns=[campaign(products=["1", "7", "8"], stock=stock)])
    assert of_code(plan, "product_unknown") == []  # the shop's files were not read
    found = of_code(plan, "product_unknown", "en", frozenset({"7"}))
    assert [(one.place, one.said) for one in found] == [
        ("campaigns.0.products", "“秋夜” names 1 product nobody lists: 8."),
        ("campaigns.0.stock", "“秋夜” names 1 product nobody lists: 9."),
    ]
    assert of_code(plan, "product_unknown", "zh", frozenset({"7", "8", "9"})) == []
    unlisted = plan_of(campaigns=[campaign()])
    assert of_code(unlisted, "product_unknown", "zh", frozenset()) == []


def test_a_channel_given_twice_is_named():
    spend = [
        {"channel": "Search", "budget_cny": 300},
        {"channel": "海报", "budget_cny": 300},
        {"channel": "search ", "budget_cny": 400},
    ]
    plan = plan_of(campaigns=[campaign(spend=spend)])
    (one,) = of_code(plan, "channel_twice")
    assert (one.place, one.severity) == ("campaigns.0.spend.2", Severity.ERROR)
    assert "「秋夜」" in one.said
    assert of_code(plan_of(campaigns=[campaign(spend=spend[:2])]), "channel_twice") == []
