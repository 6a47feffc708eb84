"""Contradictions, laws and a few facts of the source documents, found in plans that hold them."""

from datetime import date

import pandas as pd
import pytest
from almanac_plans import plan_of
from pricing_samples import made_plan
from promotion_shops import best, cart, line
from topic_tables import tables

from shopkit.advertising import punished_words
from shopkit.campaigns import (
    Scope,
    campaign_findings,
    contact_hour,
    items,
    notice,
    occasions,
    tactic,
)
from shopkit.coverage import night_days
from shopkit.coverage.campaigns import Rush
from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.plan.sections.targets import Stage
from shopkit.pricing import Known, UnitTerms, pricing_findings, top_sellers, weekly
from shopkit.pricing import Scope as PriceScope
from shopkit.pricing.auctions import STEPS as AUCTION_STEPS
from shopkit.rules import rule
from shopkit.schedule import run_books
from shopkit.staffing.team_checks import blank_findings, deadline_findings
from shopkit.stages import models
from shopkit.stock import listed_without_stock
from shopkit.targets import ladder

TODAY = date(2014, 2, 1)
YEAR = {"starts": "2014-12-12", "ends": "2014-12-12"}
DOUBLE12 = {"name": "双12", "kind": "platform", "discount_rate": 0.6} | YEAR
FLOOR = {"least_discount_rate": 0.7}


def told(code, plan, lang="zh", today=TODAY):
    found = campaign_findings(Scope(plan, lang, today))
    return [one for one in found if one.code == f"campaign_{code}"]


def priced(sections):
    terms = Known({"1": UnitTerms(item="1", goods_cny=10)})
    plan = made_plan(**({"products": [{"item_id": "1", "name": "灯", "price_cny": 50}]} | sections))
    found = pricing_findings(tables(), terms, PriceScope(plan, "zh", date(2026, 11, 1)))
    return {one.code for one in found}


@pytest.mark.parametrize("lang", LANGS)
def test_c_s002_double11_missing(lang):
    """A rule excepts 双11, the calendar has only 双12."""
    plan = plan_of(campaigns=[DOUBLE12], prices=FLOOR | {"exempt_campaigns": ["双11", "双12"]})
    (one,) = told("exempt_unknown", plan, lang)
    assert "双11" in one.said
    assert one.place == "prices.exempt_campaigns.0"


@pytest.mark.parametrize("lang", LANGS)
def test_c_s002_floor_exceptions_differ(lang):
    """The main event is in neither list: at 60 % of the price it breaks the floor of 70 %."""
    plan = plan_of(campaigns=[DOUBLE12], prices=FLOOR | {"exempt_campaigns": ["双11"]})
    (one,) = told("not_exempt", plan, lang)
    assert "60%" in one.said
    assert "70%" in one.said
    named = plan_of(campaigns=[DOUBLE12], prices=FLOOR | {"exempt_campaigns": ["双12"]})
    assert not told("not_exempt", named, lang) + told("exempt_unknown", named, lang)
    at_floor = plan_of(campaigns=[DOUBLE12 | {"discount_rate": 0.7}], prices=FLOOR)
    assert not told("not_exempt", at_floor, lang)


def test_c_s002_floor_scope():
    """50 at 70 % is 35; a floor on the receipt counts 8 of freight: 27, or 54 %."""
    offer = {"name": "直降", "kind": "item", "pay_rate": 0.7}
    free = {"name": "包邮", "kind": "free_freight"}
    terms = FLOOR | {"freight_charged_cny": 8}
    plan = {"promotions": [offer, free], "costs": {"freight_per_parcel_cny": 8}}
    assert "under_discount" not in priced(plan | {"prices": terms})
    receipt = terms | {"least_discount_of": "receipt"}
    assert "under_discount_receipt" in priced(plan | {"prices": receipt})


def test_c_s002_floor_vs_one_cny():
    """One yuan for an item of 50 is 2 %, below 70 %."""
    one = {"name": "一元购", "kind": "flash", "price_cny": 1}
    assert "under_discount" in priced({"promotions": [one], "prices": FLOOR})


def test_c_x_bogo_vs_floor():
    """Buy one get one is half a piece, the second at half price three quarters."""
    pair = cart(line("a", 2, 100))
    shares = [best(pair, {"kind": "pieces", "nth": 2, "pay_rate": n}) / 200 for n in (0, 0.5)]
    assert shares == [0.5, 0.75]
    free = {"name": "买一送一", "kind": "pieces", "nth": 2, "pay_rate": 0, "from_units": 2}
    assert "under_discount" in priced({"promotions": [free], "prices": FLOOR})
    half = {"promotions": [free | {"pay_rate": 0.5}], "prices": FLOOR}
    assert "under_discount" not in priced(half)


@pytest.mark.parametrize("lang", LANGS)
def test_c_s002_vip_50_vs_45(lang):
    """VIP needs 50 products, 45 are planned."""
    tiers = {"tiers": [{"name": "VIP", "pay_rate": 0.95}]}
    (one,) = told("vip_items", plan_of(assortment={"items": 45}, members=tiers), lang)
    assert "45" in one.said
    assert "50" in one.recomputed
    assert "5 " in one.recomputed
    assert one.severity is Severity.NOTE
    assert not told("vip_items", plan_of(assortment={"items": 50}, members=tiers), lang)
    assert not told("vip_items", plan_of(assortment={"items": 45}), lang)


def test_c_s002_ladder_order():
    """Fifty after 双12 and thirty "after 2月": the ladder would fall; which year, nobody says."""
    stages = [Stage(name="双12", orders_daily=50), Stage(name="2月", orders_daily=30)]
    assert ladder(stages)["step_factor"].tolist()[1] == 0.6
    found = list(deadline_findings("2月达到30单", "stages", "zh"))
    assert [one.code for one in found] == ["deadline_open"]


def test_c_s003_listed_vs_detailed_steps():
    """Of 5, 7 and 4 steps 4, 5 and 3 are told: what has only a title is a finding."""
    titles = {
        "主推商品计划": "",
        "全年计划": None,
        "一季度拆分": "",
        "团队文化": "",
        "周会": "议程",
    }
    (one,) = blank_findings(titles | {"周会": "议程"}, "stages", "zh")
    assert "4" in one.recomputed


def test_c_s003_jhs_2000_unit():
    """Neither unit nor period of the 2,000 is given: the check of the run-book says so."""
    checks = run_books()["group_deal"].step("test").checks
    assert any("2000" in said and "月" in said for said in checks("zh"))
    assert any("2,000" in said and "month" in said for said in checks("en"))


def test_c_s003_stage_numbering_twice():
    """A stage is named with its model, so no number means two."""
    keys = [phase.key for one in models() for phase in one.phases]
    assert len(keys) == len(set(keys)) == 18
    assert all(phase.key.startswith(f"{one.key}.") for one in models() for phase in one.phases)


def test_c_x_stage_models():
    """Three, three, four, four stages, each with its model."""
    assert sorted(len(one.phases) for one in models()) == [3, 3, 4, 4, 4]


@pytest.mark.parametrize(
    ("law", "word"),
    [
        ("law.ucl.9", "微信群刷单，每天 1-3 单"),
        ("law.ecl.17", "找人补单"),
        ("law.unfair-online.9", "好评返现 2 元"),
        ("law.cpl.29", "群发软件推送活动"),
        ("law.ad.14", "写软文做话题炒作"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_unlawful_tactics_of_a_plan_are_errors_with_law_and_lawful_form(law, word, lang):
    for plan in (
        plan_of(tasks=[{"what": word}]),
        plan_of(channels=[{"channel": word}]),
        plan_of(agenda={"recurring": [{"name": word, "every": "week"}]}),
        plan_of(campaigns=[{"name": "x", **YEAR, "approval": {"purpose": word}}]),
        plan_of(campaigns=[{"name": "x", **YEAR, "spend": [{"channel": word}]}]),
    ):
        found = told("unlawful", plan, lang)
        assert found
        assert all(one.severity is Severity.ERROR and one.action for one in found)
        assert any(rule(law).name(lang) in one.evidence for one in found)


@pytest.mark.parametrize(
    "said", ["不刷单", "禁止刷单和补单", "no fake orders", "补单号", "短信提醒"]
)
def test_what_a_plan_rejects_is_no_tactic_of_it(said):
    assert not told("unlawful", plan_of(tasks=[{"what": said}]))


def test_law_brushing():
    assert tactic("fake_orders").status == "unlawful"
    assert told("unlawful", plan_of(tasks=[{"what": "刷单平衡转化率"}]))


def test_law_mass_messages():
    """Software is unlawful; messages go to those who agreed, no oftener than the cap."""
    assert tactic("mass_software").status == "unlawful"
    assert told("unlawful", plan_of(tasks=[{"what": "每周群发短信"}]))
    assert told("contact_cap", plan_of(agenda={"contacts": {"from_hour": 9, "to_hour": 21}}))


def test_law_hidden_advertorial():
    assert {tactic("articles").status, way("articles").status} == {"unlawful"}
    assert told("unlawful", plan_of(tasks=[{"what": "软文推广"}]))


def test_law_copy_designs():
    """Borrowed designs are found in a plan; the run-book asks for own or licensed ones."""
    assert told("unlawful", plan_of(tasks=[{"what": "买版改版，做仿版"}]))
    assert punished_words("高仿")[0].rule_id == "law.ucl.7"
    checks = run_books()["group_deal"].step("sample").checks("en")
    assert "own or licensed designs only" in checks


@pytest.mark.parametrize("key", ["auction", "one_cny_auction", "add_on_swap"])
def test_law_auction_and_law_below_cost(key):
    found = tactic(key)
    assert found.status == "conditional"
    assert "law.price.14" in found.laws
    assert found.form["en"]


def test_law_gifts_marking():
    assert tactic("bogo").laws == ("law.pricing.18",)
    assert "quantity" in tactic("bogo").form["en"]


def test_law_prepaid_card():
    assert tactic("shipping_card").status == "conditional"
    assert "refundable" in tactic("shipping_card").form["en"]


def test_law_group_buy_relations():
    asked = next(one for one in items("group_documents") if one.key == "relation")
    assert "no benefit to persons" in asked.note("en")


def test_law_opening_discount():
    """A new shop has no deal to cross out."""
    opening = {"name": "开业", "kind": "opening", **YEAR}
    plan = plan_of(campaigns=[opening], products=[{"item_id": "1", "list_price_cny": 99}])
    (one,) = told("opening_price", plan)
    assert rule("law.promo.21").name("zh") in one.evidence


def test_law_promo_rules_match():
    """Banner and rules come from the one record, so they cannot differ."""
    plan = plan_of(campaigns=[DOUBLE12])
    said = notice(plan, plan.campaigns[0], "zh")
    assert "6 折" in said.banner
    assert any("6 折" in one for one in said.rules)


def test_law_virtual_stock():
    found = listed_without_stock(tables(), {"a": "甲", "b": "乙"}, presale={"b"})
    assert found["item_id"].tolist() == ["a"]


def test_law_overtime_nightshift_of_a_campaign():
    ends = date(2026, 11, 11)
    assert len(night_days(Rush(ends, ends, 3000))) == 3
    checks = run_books()["group_deal"].step("night_shift").checks("en")
    assert "limits of overtime" in checks


def way(key):
    return next(one for one in occasions() if one.key == key)


def test_law_prize_contest():
    assert way("contest").laws == ("law.ucl.11", "law.promo.prize")


def test_law_profiling_contact():
    """Hours of a group, not of a person; personal occasions ask for consent of their own."""
    assert contact_hour([0] * 20 + [9, 0, 0, 0]) == 20
    for key in ("birthday", "anniversary", "online_hours", "family", "weather"):
        assert "law.pipl.24" in way(key).laws
    assert way("family").status == "unlawful"


def test_s000_p02_crm_family_recommend():
    assert (way("family").status, way("family").personal) == ("unlawful", True)


def test_s000_p02_crm_advertorial():
    assert (way("articles").status, way("articles").laws) == ("unlawful", ("law.ad.14",))


def test_s000_p02_crm_weather_time():
    assert (way("weather").status, way("weather").personal) == ("conditional", False)


def test_s000_p02_crm_help_gift_and_law_professional_advice():
    assert way("help").status == "unlawful"
    assert "goods" in way("help").form["en"] or "products" in way("help").form["en"]


def test_s003_promotion_auction_top10():
    """The ten best sellers of the category of the month, renewed five at a time."""
    sold = pd.DataFrame({"item_id": [f"{n:02}" for n in range(12)], "units": range(12, 0, -1)})
    top = top_sellers(sold.assign(category="灯"), "灯")
    assert top == [f"{n:02}" for n in range(10)]
    weeks = weekly(top, 2, dict.fromkeys(top, 40.0))
    assert weeks.groupby("week").size().tolist() == [5, 5]
    assert set(weeks["item_id"]) == set(top)
    assert weeks["loss_cny"].sum() == 10 * (40 - 1)
    assert top_sellers(sold.assign(category="灯"), "桌") == []


def test_s000_p02_promotion_auction_has_four_steps():
    assert AUCTION_STEPS == ("publicise", "listing_times", "title", "description")
    assert tactic("auction").form["en"]
