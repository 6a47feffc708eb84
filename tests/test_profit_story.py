"""Profit in words: what pictures, findings and tables say of made-up figures."""

import re
from datetime import date

import pandas as pd
import profit_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopkit.findings import Severity
from shopkit.i18n import LANGS
from shopkit.profit import lists, patterns, pictures
from shopkit.profit.assumptions import assumptions_shown, in_force, unconfirmed
from shopkit.profit.bands import ENOUGH_ORDERS, bands
from shopkit.profit.findings import Evidence, eaten_by, findings
from shopkit.profit.story import story
from shopkit.profit.wording import COSTS, PARTS, Scope, cost_text, costs_text, losing, names
from shopkit.terms import PLAN, Assumption

CHINESE = re.compile("[\u4e00-\u9fff]")
NOTHING = pd.DataFrame(
    columns=["channel", "campaign", "roi", "break_even_roi", "ad_paid_cny", "spend_cny"]
)
UNCOSTED = pd.DataFrame(columns=["sku", "title", "paid_cny", "lines"])
FEE = Assumption("cost_platform", 0.006, "taobao.fee.base-software", certain=False, source="x")


def evidence(**changed) -> Evidence:
    """Return what is known of a shop that sells its SKUs without ads."""
    given = {
        "skus": samples.skus(),
        "lines": samples.skus().assign(category="居家日用"),
        "campaigns": NOTHING,
        "uncosted": UNCOSTED,
        "shares": samples.SHARES,
    }
    return Evidence(**(given | changed))


# --- the bridge


@pytest.mark.parametrize("lang", LANGS)
def test_the_bridge_ends_where_its_steps_lead(lang):
    frame, words = pictures.bridge_shown(samples.STEPS, samples.scope(lang))
    known = frame[~frame["kind"].isin(["left_out", "left"])]
    assert known["level"].iloc[-1] == pytest.approx(dict(samples.STEPS)["contribution"])
    assert frame["kind"].tolist().count("left_out") == 2
    assert frame.loc[frame["kind"] == "left_out", "value_text"].unique().size == 1
    assert not frame.loc[frame["kind"] == "left_out", "value_text"].str.contains("¥").any()
    worst = frame.loc[frame["kind"] == "worst", "step"].item()
    assert worst.lower() == cost_text("cost_goods", samples.scope(lang))
    assert costs_text(samples.scope(lang).left_out, samples.scope(lang)) in words.title


@given(st.lists(st.integers(-10_000_00, 0), min_size=7, max_size=7), st.integers(1, 10_000_00))
def test_every_step_of_a_bridge_starts_where_the_last_one_ended(taken, paid):
    amounts = [paid, *taken]
    steps = [
        *zip(("paid", *COSTS), [fen / 100 for fen in amounts], strict=True),
        ("contribution", sum(amounts) / 100),
    ]
    frame, _ = pictures.bridge_shown(steps, samples.scope("zh", ()))
    before = frame["level"].shift().iloc[1:-1]
    assert (frame["high"].iloc[1:-1] == before).all()
    assert (frame["low"].iloc[1:-1] == frame["level"].iloc[1:-1]).all()
    assert frame["level"].iloc[-1] == pytest.approx(sum(amounts) / 100, abs=0.01)


@pytest.mark.parametrize(
    ("left_out", "unknown", "left", "said"),
    [
        (("cost_freight",), 0.0, 30.0, "最多剩下"),
        (("cost_freight",), -5.0, 30.0, "剩下"),
        ((), 0.0, 30.0, "剩下"),
        ((), 0.0, -30.0, "倒亏 ¥30"),
        (COSTS[1:6], 0.0, 30.0, "5 项费用没填、没扣"),
    ],
)
def test_a_bridge_claims_no_more_than_is_known(left_out, unknown, left, said):
    steps = [("paid", 100.0), ("cost_goods", unknown - 40.0), ("contribution", left)]
    steps[2:2] = [("unknown", unknown)] if unknown else []
    _, words = pictures.bridge_shown(steps, samples.scope("zh", left_out))
    assert said in words.title
    assert ("最多" in words.title) == (said == "最多剩下" or len(left_out) > 3)


# --- who earns and who loses


@pytest.mark.parametrize("lang", LANGS)
def test_losses_come_first_and_the_others_are_one_row_so_that_all_add_up(lang):
    groups = samples.skus(40)
    frame, words = pictures.ranking_shown(groups, "sku", samples.scope(lang))
    assert frame["kind"].tolist() == ["loss"] * 3 + ["gain"] * 9 + ["rest"]
    assert frame["value"].iloc[0] == groups["contribution_cny"].min()
    assert frame["value"].sum() == pytest.approx(groups["contribution_cny"].sum())
    assert "3" in words.title
    assert "YS-000-灰" in words.so


def test_a_short_ranking_has_losses_first_then_the_largest_gain():
    groups = samples.skus(5).assign(contribution_cny=[3.0, -1.0, 9.0, -4.0, 5.0])
    frame, _ = pictures.ranking_shown(groups, "sku", samples.scope("zh"))
    assert frame["value"].tolist() == [-4.0, -1.0, 9.0, 5.0, 3.0]


def test_a_product_of_unknown_cost_is_in_no_ranking():
    groups = samples.skus(4).assign(contribution_cny=[-1.0, None, 5.0, None])
    frame, words = pictures.ranking_shown(groups, "sku", samples.scope("zh"))
    assert frame["value"].tolist() == [-1.0, 5.0]
    assert words.title.startswith("1 ")


def test_ads_of_no_product_are_named_and_are_no_loser():
    spare = {"sku": None, "title": None, "paid_cny": 0.0, "contribution_cny": -50.0}
    groups = pd.concat(
        [samples.skus(3).assign(only_ads=False), pd.DataFrame([spare | {"only_ads": True}])]
    )
    assert names(groups, "sku", samples.scope("zh"))[-1] == "没分到商品的推广费"
    assert len(losing(groups)) == 3


def test_a_product_is_called_by_what_is_known_of_it():
    row = {"sku": ["A", None, "B"], "title": ["杯", "碗", None], "item_id": ["1", None, None]}
    frame = pd.DataFrame(row)
    assert names(frame, "sku", samples.scope("zh")) == ["A 杯", "碗", "B"]
    assert names(frame, "item", samples.scope("zh")) == ["杯", "碗", "没有商品编号"]


# --- over time, over costs, over sizes


@pytest.mark.parametrize("grain", ["day", "month"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_loss_has_its_day_or_month_in_the_title(lang, grain):
    series = samples.days(grain)
    frame, words = patterns.days_shown(series, grain, samples.scope(lang))
    assert len(frame) == len(series)
    assert (frame["kind"] == "loss").sum() == (series["contribution_cny"] < 0).sum()
    assert str((series["contribution_cny"] < 0).sum()) in words.title
    none = series.assign(contribution_cny=float("nan"))
    assert patterns.days_shown(none, grain, samples.scope(lang))[1].so == ""


def test_a_share_that_rose_is_bad_and_a_contribution_that_fell_too():
    frame, words = patterns.shares_shown(samples.SHARES, samples.SHARES_BEFORE, samples.scope("zh"))
    roles = dict(zip(frame["category"], frame["role"], strict=True))
    assert roles["推广费"] == roles["贡献毛利"] == "bad_text"
    assert roles["货品成本"] == "muted"
    assert "推广费比上期多占 5.7 个百分点" in words.title
    fell = samples.SHARES_BEFORE | {"cost_ads": 0.285, "cost_goods": 0.378}
    _, words = patterns.shares_shown(samples.SHARES, fell, samples.scope("zh"))
    assert "推广费比上期少占 10.0 个百分点" in words.title
    alone, words = patterns.shares_shown(samples.SHARES, {}, samples.scope("zh"))
    assert set(alone["change_text"]) == {""}
    assert words.so == ""


STILL = {"zh": "退款还会增加", "en": "ore refunds are still to come"}
SIX, FIFTEEN = date(2026, 11, 6), date(2026, 11, 15)  # days after October


@pytest.mark.parametrize("lang", LANGS)
def test_refunds_still_coming_in_are_no_fall_and_nothing_to_be_glad_of(lang):
    before = samples.SHARES | {"refund": 0.302, "cost_goods": 0.45, "contribution": 0.128}
    shown = {
        day: patterns.shares_shown(samples.SHARES, before, samples.scope(lang, (), day))
        for day in (SIX, FIFTEEN)
    }
    still, words = shown[SIX]
    assert set(still["role"]) == {"muted"}
    assert set(still["change_text"]) == {""}
    assert STILL[lang] in words.so
    assert "22.2" not in words.title + words.so
    over, words = shown[FIFTEEN]
    assert "good_text" in set(over["role"])
    assert "22.2" in words.title
    assert STILL[lang] not in words.so


def test_a_cost_that_rose_is_told_even_while_refunds_come_in():
    scope = samples.scope("zh", (), SIX)
    frame, words = patterns.shares_shown(samples.SHARES, samples.SHARES_BEFORE, scope)
    roles = dict(zip(frame["category"], frame["role"], strict=True))
    assert (roles["推广费"], roles["贡献毛利"]) == ("bad_text", "muted")
    assert "推广费比上期多占 5.7 个百分点" in words.title
    assert STILL["zh"] in words.so


@pytest.mark.parametrize("lang", LANGS)
def test_the_conclusion_says_that_refunds_are_still_to_come(lang):
    steps = dict(samples.STEPS)
    for day, open_ in ((SIX, True), (FIFTEEN, False)):
        scope = samples.scope(lang, (), day)
        told = story(steps, samples.SHARES, samples.skus(), scope)
        assert (STILL[lang] in told.headline) == open_
        _, words = patterns.days_shown(samples.days(), "day", scope)
        assert (words.so.count("退款") + words.so.count("refunds") > 0) == open_


def test_shares_and_what_is_left_make_up_net_sales():
    shares = patterns.shares_of(dict(samples.STEPS))
    assert sum(rate for name, rate in shares.items() if name != "refund") == pytest.approx(1)
    assert patterns.shares_of({"paid": 0.0, "refund": 0.0}) == {}


@given(
    st.lists(
        st.tuples(st.integers(0, 900_000), st.integers(-50_000, 50_000)), min_size=1, max_size=300
    )
)
def test_bands_hold_every_order_once_and_none_is_too_small(rows):
    orders = (pd.DataFrame(rows, columns=["paid_cny", "contribution_cny"]) / 100).assign(
        only_ads=False
    )
    made = bands(orders)
    assert made["orders"].sum() == len(orders)
    total = (made["left_per_order_cny"] * made["orders"]).sum()
    assert total == pytest.approx(orders["contribution_cny"].sum(), abs=0.01 * len(orders))
    assert len(made) == 1 or made["orders"].min() >= ENOUGH_ORDERS
    assert made["order_from_cny"].is_monotonic_increasing


def test_orders_of_unknown_cost_and_ads_without_an_order_are_in_no_band():
    told = {"paid_cny": [10.0, 30.0, 0.0], "contribution_cny": [1.0, None, -9.0]}
    orders = pd.DataFrame(told | {"only_ads": [False, False, True]})
    assert bands(orders)["orders"].tolist() == [1]


# --- findings


def test_what_eats_a_product_is_named_with_its_share_and_that_of_the_shop():
    row = samples.skus().iloc[0].to_dict() | {"cost_ads_cny": 25e3}
    assert eaten_by(row, samples.SHARES) == "ads"
    assert eaten_by(row | {"refund_cny": 28e3}, samples.SHARES) == "refund"
    found = findings(evidence(), samples.scope("zh"))
    loser = next(one for one in found if one.code == "loses")
    assert loser.cny == -8650.0
    assert "YS-000-灰" in loser.cause
    assert "占净销售额" in loser.cause
    assert loser.due == date(2026, 11, 7)


def test_more_losers_than_are_named_are_one_finding():
    skus = samples.skus(9).assign(contribution_cny=[-9.0, -8, -7, -6, -5, 1, 2, 3, 4])
    found = {one.code: one for one in findings(evidence(skus=skus), samples.scope("en"))}
    assert found["losers_rest"].cny == -11.0
    assert "2" in found["losers_rest"].cause


def test_a_campaign_under_break_even_loses_by_the_platforms_own_count():
    ads = pd.DataFrame(
        {
            "channel": ["keyword", "keyword", "none"],
            "campaign": ["甲", "乙", None],
            "spend_cny": [1000.0, 1000.0, 0.0],
            "ad_paid_cny": [2000.0, 9000.0, 0.0],
            "roi": [2.0, 9.0, None],
            "break_even_roi": [4.0, 4.0, 4.0],
        }
    )
    found = findings(evidence(campaigns=ads), samples.scope("zh"))
    (one,) = [f for f in found if f.code == "under_break_even"]
    assert one.cny == -500.0
    assert "「甲」投产比 2.00，保本要 4.00" in one.cause


@pytest.mark.parametrize(("lang", "said"), [("zh", "一笔成交都没算给它"), ("en", "no sale to it")])
def test_a_campaign_that_sold_nothing_loses_what_it_spent(lang, said):
    ads = pd.DataFrame(
        {
            "channel": ["keyword", "keyword", "display", "carried"],
            "campaign": ["甲", "乙", "丙", None],
            "spend_cny": [1000.0, 100.0, 300.0, 50.0],
            "ad_paid_cny": [0.0, 9000.0, 0.0, 0.0],  # the report of 丙 may have no such column
            "roi": [0.0, 90.0, 0.0, 0.0],
            "break_even_roi": [None, 4.0, None, None],
        }
    )
    found = findings(evidence(campaigns=ads), samples.scope(lang))
    (one,) = [f for f in found if f.code == "under_break_even"]
    assert one.cny == -1000.0
    assert said in one.cause


def test_lines_refunded_above_what_was_paid_cost_nothing_that_could_be_listed():
    costs = {name: 0.0 for name in samples.skus(3) if name.startswith("cost_")}
    lines = samples.skus(3).assign(refund_cny=40e3, category="x", **costs)
    found = findings(evidence(lines=lines), samples.scope("zh"))
    assert "returns" not in {one.code for one in found}


def test_returns_cost_what_their_lines_lost():
    lines = samples.skus(3).assign(refund_cny=[30e3, 0.0, 0.0], category="x")
    (one,) = [
        f for f in findings(evidence(lines=lines), samples.scope("en")) if f.code == "returns"
    ]
    assert one.cny == -8650.0
    assert "refunded whole (1)" in one.cause


def test_a_missing_cost_has_no_amount_at_stake():
    missing = pd.DataFrame({"sku": ["Z"], "title": [None], "paid_cny": [500.0], "lines": [3]})
    found = findings(evidence(uncosted=missing), samples.scope("zh"))
    assert found[-1].code == "uncosted"
    assert found[-1].cny is None
    assert "Z" in found[-1].evidence


@pytest.mark.parametrize("lang", LANGS)
def test_returned_goods_nobody_can_price_ask_for_the_share_to_be_sold_again(lang):
    back = pd.DataFrame({"lines": [12], "paid_cny": [500.0]})
    (one,) = [
        found
        for found in findings(evidence(unsettled=back), samples.scope(lang))
        if found.code == "unsettled"
    ]
    assert one.cny is None
    assert "12" in one.cause
    assert "returned_resellable" in one.action
    none = back.assign(lines=0, paid_cny=0.0)
    told = findings(evidence(unsettled=none), samples.scope(lang))
    assert "unsettled" not in {found.code for found in told}


def test_a_rate_nobody_confirmed_says_so_with_its_effect():
    lines = evidence().lines
    told = list(unconfirmed(lines, [FEE], samples.scope("zh")))
    net = (lines["paid_cny"] - lines["refund_cny"]).sum()
    assert told == [("基础软件服务费", "0.60%", pytest.approx(net * 0.006))]
    (one,) = [
        f
        for f in findings(evidence(unconfirmed=told), samples.scope("zh"))
        if f.code == "unconfirmed"
    ]
    assert one.severity == Severity.NOTE
    assert "用前请核实" in one.cause
    certain = Assumption("cost_platform", 0.006, FEE.rule, certain=True, source=PLAN)
    assert list(unconfirmed(lines, [certain], samples.scope("zh"))) == []


def test_nothing_wrong_is_no_finding():
    skus = samples.skus(3).assign(contribution_cny=[1.0, 2.0, 3.0])
    assert findings(evidence(skus=skus, lines=skus), samples.scope("zh")) == []


# --- tables and the conclusion


def test_of_several_editions_the_one_in_force_is_shown():
    old = Assumption("cost_platform", 0.01, "x", True, "s", valid_from=date(2024, 1, 1))
    new = Assumption("cost_platform", 0.02, "x", True, "s", valid_from=date(2026, 1, 1))
    later = Assumption("cost_platform", 0.03, "x", True, "s", valid_from=date(2027, 1, 1))
    assert in_force([old, new, later], date(2026, 10, 31)) == [new]


@pytest.mark.parametrize("lang", LANGS)
def test_a_value_shows_its_unit_its_limits_or_that_it_is_not_given(lang):
    used = [
        FEE,
        Assumption("cost_platform", 0.05, "tmall.commission.category", False, "s", low=0.005),
        Assumption("cost_freight", 4.5, "costs.freight_per_parcel_cny", True, PLAN),
        Assumption("cost_insurance", None, "costs.insurance_per_parcel_cny", False, PLAN),
        Assumption("cost_ads", "item", "costs.ads_rule", True, PLAN),
    ]
    _, rows = assumptions_shown(used, samples.scope(lang))
    values = [row[1] for row in rows]
    assert values[0] == "0.60%"
    assert values[1].startswith("0.50%–5%")
    assert values[2:4] == ["¥4.5", "—"]
    assert rows[0][-1] == {"zh": "用前请核实", "en": "confirm before use"}[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_the_definition_says_of_every_cost_whether_it_is_taken_off(lang):
    span = samples.scope(lang).comparison
    scope = Scope(span, lang, ("cost_freight", "tmall.commission.category"), "paid")
    _, rows = lists.definition_shown(scope)
    assert len(rows) == 2 + len(PARTS) + 1
    no = {"zh": "没填，没扣", "en": "not given, not taken off"}[lang]
    assert sum(row[-1] == no for row in rows) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_conclusion_says_what_is_left_and_of_how_much_that_is_known(lang):
    scope = samples.scope(lang)
    told = story(dict(samples.STEPS), samples.SHARES, samples.skus(), scope)
    assert scope.before in told.headline
    assert "26.4%" in told.headline
    assert "93.2%" in told.lead
    whole = {name: cny for name, cny in samples.STEPS if name != "unknown"}
    assert "93.2%" not in story(whole, samples.SHARES, samples.skus(), scope).lead
    loss = whole | {"contribution": -5.0}
    assert story(loss, samples.SHARES, samples.skus(), scope).headline != told.headline


@pytest.mark.parametrize("name", samples.DRAWN)
def test_the_english_edition_holds_no_chinese_of_ours(name):
    frame, words = samples.DRAWN[name][1]("en")
    ours = [words.title, words.subtitle, words.source, words.so, *words.label.values()]
    ours += frame.get("step", pd.Series(dtype=str)).tolist()
    product_names = re.compile("「?YS-[^”:]*")
    assert not [said for said in ours if CHINESE.search(product_names.sub("", said))]


def test_a_product_whose_costs_are_mostly_unknown_is_not_ranked():
    groups = samples.skus(3).assign(known_share=[0.06, 1.0, 1.0], contribution_cny=[0.0, 1.0, 2.0])
    frame, _ = pictures.ranking_shown(groups, "sku", samples.scope("zh"))
    assert frame["value"].tolist() == [2.0, 1.0]
