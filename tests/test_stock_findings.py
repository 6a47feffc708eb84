"""What is found about stock: planted faults, each with its place, figures and action."""

import re
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from pricing_samples import made_plan
from test_stock_events import AHEAD, ENDS, STARTS, bought, wanted
from test_stock_orders import TODAY, covered, stock_row, supplied
from topic_tables import tables

from shopkit import products
from shopkit.exports import open_shop
from shopkit.findings import Severity, by_money
from shopkit.i18n import LANGS
from shopkit.products.sold import days_told
from shopkit.stock import (
    Ahead,
    Buying,
    Coming,
    Goal,
    Moment,
    Queue,
    Scope,
    Sending,
    buying,
    campaign_findings,
    campaign_stock,
    count_findings,
    cover,
    dispatch_findings,
    dispatch_text,
    hero_findings,
    no_data_findings,
    order_findings,
    oversold_findings,
    proposals,
    slow,
    slow_findings,
    supply,
    virtual_findings,
)

PLAN = made_plan(
    products=[{"item_id": "0", "name": "花洒"}, {"item_id": "a", "name": "毛衫"}],
    campaigns=[{"name": "双11", "starts": "2026-11-11", "ends": "2026-11-11"}],
)


def scope(lang, **more):
    return Scope(PLAN, lang, **more)


def ordered(held, said, buys=None, moment=None, lang="zh", **more):
    buys = buys or Buying()
    made = proposals(held, said, buys, moment or Moment(TODAY))
    return list(order_findings(made, said, buys, scope(lang, **more)))


@pytest.mark.parametrize("lang", LANGS)
def test_stock_that_runs_out_before_the_next_delivery(lang):
    found = ordered(covered(30, 10), supplied(lead_days=5), lang=lang, prices={"0": 20.0})
    assert [one.code for one in found] == ["stock_runs_out"]
    one = found[0]
    assert one.place == "products.0"
    assert "30" in one.said
    assert "20" in one.recomputed
    assert one.cny == -20 * 20.0
    assert one.due == TODAY
    assert one.owner
    assert one.action


def test_an_order_date_that_has_passed_on_a_weekend():
    def friday(day):
        return day - timedelta(max(day.weekday() - 4, 0))

    moment = Moment(TODAY, friday)  # a Sunday: what is due today had to be ordered on Friday
    found = ordered(covered(50, 10), supplied(lead_days=5), moment=moment)
    assert [one.code for one in found] == ["stock_runs_out"]  # Monday's order is a day too late
    assert "10" in found[0].recomputed
    assert "10" in found[0].said


def test_units_under_way_that_come_in_time_are_no_finding():
    moment = Moment(TODAY, coming={"0": Coming(900, TODAY + timedelta(1))})
    assert ordered(covered(30, 10), supplied(lead_days=5), moment=moment) == []


def test_unknown_lead_times_are_one_finding():
    found = ordered(covered([30, 50], 10), supplied(2))
    assert [one.code for one in found] == ["stock_lead_unknown"]
    assert found[0].severity == Severity.NOTE
    assert found[0].place == "stock.lead_days"
    assert "花洒" in found[0].said


def test_a_least_order_beyond_a_year_and_one_that_is_overstock():
    year = ordered(covered(100, 1), supplied(lead_days=5, least_units=400))
    assert [one.code for one in year] == ["stock_least_order"]
    assert "365" in year[0].recomputed
    much = ordered(covered(100, 1), supplied(lead_days=5, least_units=200))
    assert [one.code for one in much] == ["stock_overstock"]
    assert "200" in much[0].said


def test_a_factory_that_holds_less():
    found = ordered(covered(100, 1), supplied(lead_days=5, factory_units=10))
    assert [one.code for one in found] == ["stock_factory_short"]


@pytest.mark.parametrize("lang", LANGS)
def test_oversold_and_listed_without_stock(lang):
    rows = pd.DataFrame(
        {
            "item_id": ["0", "a", "b"],
            "title": ["甲", "乙", "丙"],
            "variant": ["红", None, "蓝"],
            "sku": ["1", None, "3"],
            "stock_units": [-2, 0, 0],
            "item_units": [5, 0, 9],
        }
    )
    one = next(iter(oversold_findings(rows, scope(lang))))
    assert one.severity == Severity.ERROR
    assert "花洒" in one.said
    assert "毛衫" in one.said
    assert "丙" not in one.said  # a variant at 0 of a product that has others
    assert one.evidence
    shown = next(iter(virtual_findings(rows[["item_id", "title", "stock_units"]], scope(lang))))
    assert "丙" in shown.said
    assert shown.evidence
    assert list(oversold_findings(rows[:0], scope(lang))) == []
    assert list(virtual_findings(rows[:0], scope(lang))) == []


def test_slow_stock_ties_up_cash():
    held = covered([1000, 90, 50], [2, 5, 0]).assign(sell_through_rate=0.5)
    found = slow(held, 90)
    one = next(iter(slow_findings(found, Buying(), scope("zh"))))
    assert one.cny == 820 * 10.0 + 500.0
    assert "500 天" in one.said
    assert "没有卖出" in one.said
    assert list(slow_findings(found[:0], Buying(), scope("zh"))) == []
    unknown = next(iter(slow_findings(found.assign(stock_cost_cny=np.nan), Buying(), scope("en"))))
    assert "the cost of 2 more is unknown" in unknown.recomputed


@pytest.mark.parametrize("lang", LANGS)
def test_no_stock_data_is_said(lang):
    assert [one.code for one in no_data_findings(tables(), scope(lang))] == ["stock_no_data"]
    none = cover(tables(), products.sold(tables()), [])
    said = supply(PLAN, none["item_id"])
    made = proposals(none, said, Buying(), Moment(TODAY))
    assert list(order_findings(made, said, Buying(), scope(lang))) == []
    held = tables(stock=[stock_row("a", 5)])
    assert list(no_data_findings(held, scope(lang))) == []


def test_a_stocktake_that_disagrees():
    found = pd.DataFrame(
        {
            "item_id": ["0", "a"],
            "sku": [None, None],
            "difference_units": [-3.0, 2.0],
            "difference_cny": [-30.0, np.nan],
        }
    )
    one = next(iter(count_findings(found, scope("en"))))
    assert one.cny == -30
    assert "3 are missing and 2 too many" in one.recomputed
    assert list(count_findings(found[:0], scope("en"))) == []


@pytest.mark.parametrize("lang", LANGS)
def test_c_s002_hero_stock_cover_is_found(lang):
    one = next(iter(hero_findings([30, 50], 2, Goal(200, 7), scope(lang))))
    assert re.findall(r"\d[\d,.]*", one.recomputed.replace(",", ""))[:2] == ["0.3", "0.5"]
    assert "700" in one.action
    assert list(hero_findings([700, 900], 2, Goal(200, 7), scope(lang))) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("planned", "code"),
    [
        (500.0, "stock_campaign_short"),
        (1500.0, "stock_campaign_over"),
        (np.nan, "stock_campaign_open"),
        (1010.0, None),
    ],
)
def test_campaign_stock_against_the_need(planned, code, lang):
    made = campaign_stock(wanted(units_planned=planned), bought(lead_days=9), AHEAD)
    found = list(campaign_findings("双11", made, AHEAD, scope(lang)))
    assert [one.code for one in found] == ([code] if code else [])
    for one in found:
        assert one.place == "campaigns.0"
        assert "1,000" in one.recomputed
        assert one.due == STARTS - timedelta(9)
        assert (one.cny is None) == (code == "stock_campaign_open")
        assert one.cny is None or one.cny < 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("today", "told", "supplies", "codes"),
    [
        (
            date(2026, 11, 5),
            {},
            {"lead_days": 20},
            ["stock_campaign_open", "stock_campaign_closed"],
        ),
        (date(2026, 11, 15), {}, {"lead_days": 20}, ["stock_campaign_closed"]),
        (date(2026, 11, 15), {}, {"lead_days": 3}, ["stock_campaign_running"]),
        (
            date(2026, 11, 15),
            {"stock_units": 5000.0, "units_planned": 3000.0},
            {"lead_days": 3},
            ["stock_campaign_left"],
        ),
        (
            date(2026, 10, 1),
            {"stock_units": 990.0, "units_planned": 1000.0},
            {"lead_days": 3, "least_units": 400},
            ["stock_campaign_lot"],
        ),
    ],
)
def test_what_a_campaign_lacks_too_late_or_while_it_runs(today, told, supplies, codes, lang):
    ahead = Ahead(STARTS, ENDS, today, 0.95)
    made = campaign_stock(wanted(**told), bought(**supplies), ahead)
    found = list(campaign_findings("双11", made, ahead, scope(lang)))
    assert [one.code for one in found] == codes
    for one in found:
        words = one.said + one.recomputed + one.cause + one.action
        assert "{" not in words
        assert "nan" not in words.lower()
        assert bool(re.search("[\u4e00-\u9fff]", one.action)) == (lang == "zh")


def usual(**said):
    """Return an everyday order of the product, as `proposals` has it."""
    row = {"item_id": "a", "units_daily": 20.0, "order_units": 0.0, "order_state": "none"}
    return pd.DataFrame([row | {"order_by": pd.NaT} | said])


LOT = [  # needed 1,000, there 700: 300 lack, an order of 800 at least
    (
        {"order_units": 1600.0, "order_by": pd.Timestamp("2026-10-20"), "order_state": "later"},
        {"zh": "一共 1,920 件：只多 320 件", "en": "make it 1,920, 320 more"},
    ),
    (
        {"order_units": 1600.0, "order_by": pd.Timestamp("2026-12-20"), "order_state": "later"},
        {"zh": "26 天卖完", "en": "sell in 26 days"},
    ),
    ({"units_daily": 2.0}, {"zh": "不要订", "en": "Do not order"}),
    (None, {"zh": "平时卖得掉再", "en": "if the rest sells on usual days"}),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("each", "advice"), LOT)
def test_a_least_order_is_one_story_with_the_plan(each, advice, lang):
    """What is planned, needed, there, lacking, ordered and left over, in one finding."""
    row = wanted(units_planned=1500.0, stock_units=700.0)
    made = campaign_stock(row, bought(lead_days=9, least_units=800, lot_units=80), AHEAD)
    orders = None if each is None else usual(**each)
    (one,) = campaign_findings("双11", made, AHEAD, scope(lang), orders)
    assert one.code == "stock_campaign_lot"
    assert all(figure in one.said for figure in ("1,000", "1,500", "700", "300"))
    # 700 there and 800 ordered are the 1,500 planned: both leave the same over
    left = f"{made['left_units'].iloc[0]:,.0f}"
    assert re.findall(rf"(?<![\d,]){left}(?!\d)", one.recomputed) == [left] * 2
    assert "800" in one.recomputed
    assert {"zh": "计划改成 1,000 件", "en": "Plan 1,000"}[lang] in one.action
    assert advice[lang] in one.action
    words = one.said + one.recomputed + one.cause + one.action
    assert "{" not in words
    assert "nan" not in words.lower()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("there", "supplies", "said"),
    [
        (5000.0, {"lead_days": 9}, {"zh": "不用再订", "en": "order none"}),
        (400.0, {"lead_days": 9}, {"zh": "再订 600 件", "en": "order 600 more"}),
        (400.0, {}, {"zh": "问清到货天数", "en": "ask for the lead time"}),
        (np.nan, {"lead_days": 9}, {"zh": "导入库存", "en": "import the stock"}),
        (400.0, {"lead_days": 45}, {"zh": "晚到的那条", "en": "its late order"}),
    ],
)
def test_a_plan_is_corrected_with_what_is_there_in_mind(there, supplies, said, lang):
    made = campaign_stock(
        wanted(units_planned=1500.0, stock_units=there), bought(**supplies), AHEAD
    )
    found = list(campaign_findings("双11", made, AHEAD, scope(lang)))
    assert found[0].code == "stock_campaign_over"
    assert said[lang] in found[0].action
    late = [one.code for one in found[1:]]
    assert late == (["stock_campaign_late"] if supplies.get("lead_days") == 45 else [])


def test_a_running_campaign_says_what_of_its_plan_is_not_there():
    ahead = Ahead(STARTS, ENDS, date(2026, 11, 15), 0.95)
    made = campaign_stock(
        wanted(units_planned=3000.0, stock_units=1200.0), bought(lead_days=3), ahead
    )
    (one,) = campaign_findings("双11", made, ahead, scope("en"))
    assert "about 2,000 are left over; 1,200 are in stock" in one.recomputed
    assert "once the other 1,800 are stopped, about 2" in one.recomputed  # hundred and some


def test_a_campaign_ordered_too_late():
    near = Ahead(STARTS, ENDS, date(2026, 11, 5), 0.95)
    made = campaign_stock(wanted(units_planned=1000.0), bought(lead_days=9), near)
    found = list(campaign_findings("双11", made, near, scope("zh")))
    assert [one.code for one in found] == ["stock_campaign_late"]
    assert found[0].severity == Severity.ERROR
    unknown = campaign_stock(wanted(units_expected=np.nan), bought(lead_days=9), near)
    (open_,) = campaign_findings("双11", unknown, near, scope("zh"))
    assert (open_.code, open_.severity) == ("stock_campaign_unknown", Severity.NOTE)


def sent(queue, needed=3, each=100.0):
    return Sending("双11", 48, queue, each, needed)


@pytest.mark.parametrize("lang", LANGS)
def test_a_promise_of_dispatch_that_cannot_be_kept(lang):
    queue = Queue(STARTS, [900, 300, 100, 0, 0, 0], [200] * 6, hours=48)
    one = next(iter(dispatch_findings(sent(queue), scope(lang))))
    assert one.place == "stock.dispatch_hours"
    assert "双11" in one.said
    assert "48" in one.said
    assert "1,300" in one.said
    assert "700" in one.recomputed  # 300 of each of the first two days, 100 of the third
    assert "200" in one.cause
    assert {"zh": "2 人打包", "en": "people: 2"}[lang] in one.cause
    assert {"zh": "要 3 人打包", "en": "3 people have to pack"}[lang] in one.action
    assert one.evidence
    late = dispatch_text(sent(queue), lang)
    assert all(figure in late for figure in ("48", "700", "200", "3"))
    closed = Queue(STARTS, [9, 9], [0, 0], hours=24)
    assert next(iter(dispatch_findings(sent(closed, None), scope(lang)))).action
    assert list(dispatch_findings(sent(Queue(STARTS, [9], [9])), scope(lang))) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_promise_nobody_is_known_to_pack_for_is_unknown_and_nobody_is_invented(lang):
    one = next(iter(dispatch_findings(sent(None, 1), scope(lang))))
    assert (one.code, one.severity) == ("stock_dispatch_unknown", Severity.NOTE)
    assert one.place == "team.posts"
    assert {"zh": "不知道", "en": "unknown"}[lang] in one.recomputed
    assert {"zh": "要 1 人打包", "en": "1 person has to pack"}[lang] in one.recomputed
    assert {"zh": "不知道", "en": "unknown"}[lang] in dispatch_text(sent(None, 1), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_packed_ahead_is_told(lang):
    queue = Queue(STARTS, [900, 0, 0], [200] * 3, 24, prepacked_share=1 / 3)
    one = next(iter(dispatch_findings(sent(queue), scope(lang))))
    assert "600" in one.said
    assert "300" in one.said
    kept = Queue(STARTS, [600, 0, 0], [200] * 3, 24, prepacked_share=1 / 3)
    assert {"zh": "赶得上", "en": "kept"}[lang] in dispatch_text(sent(kept), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["bathware", "flagship"])
def test_findings_of_a_sample_shop_in_both_languages(root, name, lang):
    shop = open_shop(root / "data" / "sample" / name)
    plan, days = shop.plan, sorted(days_told(shop.tables))[-28:]
    costs = products.unit_costs(shop.tables, days[-1])
    held = cover(shop.tables, products.sold(shop.tables), days, costs)
    said = supply(plan, held["item_id"]).assign(lead_days=10.0)
    buys, told = buying(plan), Scope(plan, lang)
    made = proposals(held, said, buys, Moment(TODAY))
    found = by_money(
        [
            *order_findings(made, said, buys, told),
            *slow_findings(slow(held, buys.slow_days), buys, told),
        ]
    )
    assert found
    for one in found:
        words = f"{one.said}{one.recomputed}{one.cause}{one.action}"
        assert "nan" not in words
        assert "{" not in words
        assert bool(re.search(r"[\u4e00-\u9fff]", one.action)) == (lang == "zh")
        assert one.place
