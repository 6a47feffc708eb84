"""One count of a campaign's stock: the calendar, the notebook and the explorer say the same."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from typer.testing import CliRunner

from shopkit import campaigns, schedule
from shopkit.almanac import joined, workdays
from shopkit.cli import app
from shopkit.exports.shop import open_new
from shopkit.forecast import Question, daily_units, forecast_units
from shopkit.i18n import LANGS
from shopkit.periods import Period
from shopkit.plan import Plan
from shopkit.products import sold
from shopkit.products.sold import days_told
from shopkit.reports.calendar_ahead import Wanted, calendar_ahead
from shopkit.reports.calendar_campaign import coming_of
from shopkit.reports.calendar_expected import learned_from
from shopkit.reports.calendar_stock import ordering_of
from shopkit.scenario import Move, Seen, led_by, moved_plan, seen_of, supplied, trade_of
from shopkit.widgets.campaigns import look_at_campaigns

ROOT = Path(__file__).parents[1] / "data" / "sample"
SHOPS = ("bathware", "cosmetics", "flagship", "jdbrand")
TODAY = date(2026, 11, 1)  # a Sunday; stock is of the day before
KEPT: dict = {}


def opened(shop):
    """Return a sample shop with what the past tells, read once."""
    if shop not in KEPT:
        found = open_new(ROOT / shop)
        learned = learned_from(found.tables, found.plan, TODAY)
        seen = seen_of(found.tables, TODAY, learned.method)
        KEPT[shop] = (learned, seen, workdays(found.plan))
    return KEPT[shop]


def stock_of(plan, seen, name, worked, move=None):
    """Return the stock of a campaign as the explorer counts it."""
    trade = trade_of(plan, seen, move or Move(campaign=name))
    return supplied(trade, seen, TODAY, worked).stock


def same(one, other):
    pd.testing.assert_frame_equal(one, other, rtol=1e-9)


@pytest.mark.parametrize("shop", SHOPS)
def test_calendar_picture_and_explorer_say_the_same(shop):
    view = look_at_campaigns(shop, "2026-10")
    ordered = view.ahead.ordering.campaign
    explorer = view.explore()
    same(ordered, explorer.planned.supplied.stock)
    told = calendar_ahead(ROOT / shop, Wanted(None, view.name, str(TODAY), TODAY, "zh"))
    same(told.ordering.campaign, ordered)
    same(view.trade.campaign_orders().table, ordered.sort_values("order_by", kind="stable"))


def test_the_60_units_of_double12_are_ordered_by_13_november_everywhere():
    view = look_at_campaigns("bathware", "2026-10")
    (row,) = view.ahead.ordering.campaign_json()
    assert (row["order_units"], row["order_by"]) == (60, "2026-11-13")
    explorer = view.explore()
    assert explorer._row(explorer.planned)["order_units"] == 60
    assert explorer._row(explorer.planned)["order_by"] == pd.Timestamp("2026-11-13")
    assert "60" in explorer.told.value


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize(("days", "rate"), [(0, None), (-2, 0.8), (10, 0.95)])
def test_a_move_counts_as_the_calendar_of_the_plan_moved_by_hand(shop, days, rate):
    """Every campaign to come, on other days and at another depth; off the platform's it differs."""
    learned, seen, worked = opened(shop)
    plan = learned.plan
    for one in plan.campaigns:
        if one.starts + timedelta(min(days, 0)) <= TODAY:
            continue
        move = Move(campaign=one.name, days=days, discount_rate=rate)
        moved = moved_plan(plan, move)
        by_hand = next(each for each in moved.campaigns if each.name == one.name)
        if days and joined(plan, one) is not None and joined(moved, by_hand) is None:
            continue
        through_plan = stock_of(moved, seen, one.name, worked)
        same(stock_of(plan, seen, one.name, worked, move), through_plan)
        same(calendar_of(learned, moved, by_hand, worked).campaign, through_plan)


def calendar_of(learned, plan, one, worked):
    """Return what the calendar of a plan orders for one of its campaigns."""
    net = schedule.scheduled(schedule.net_of(plan), worked, TODAY)
    held = next(each for each in campaigns.held(plan) if each.campaign.name == one.name)
    told = replace(learned, plan=plan)
    return ordering_of(told, net, coming_of(held, net, told, "zh"))


HEROES = """schema: 1
shop: {name: 小店, platform: taobao, lang: zh}
products:
  - {item_id: "1", name: 杯子, price_cny: 60, hero: true}
  - {item_id: "2", name: 壶, price_cny: 90, hero: true}
stages: [{name: 起步, starts: 2026-10-01, ends: 2027-03-31, orders_daily: 200}]
stock: {lead_days: 7}
"""
STOCK = "Item number,Stock,Date,Product title\n1,{n},2026-10-31,杯子\n2,{n},2026-10-31,壶\n"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("each", "days"), [(30, "0.3"), (50, "0.5")])
def test_c_s002_hero_stock_cover_is_shown_by_the_calendar(tmp_path, each, days, lang):
    """s002.p2.inventory.hero-stock: 30 to 50 of two heroes, 200 orders a day, a week's lead."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "shop.yaml").write_text(HEROES, encoding="utf-8")
    (tmp_path / "exports" / "stock.csv").write_text(STOCK.format(n=each), encoding="utf-8-sig")
    said = CliRunner().invoke(
        app, ["calendar", str(tmp_path), "--today", str(TODAY), "--lang", lang]
    )
    assert said.exit_code == 0, said.stderr
    words = " ".join(said.stdout.split())
    for figure in (f"{each}", "200", days, "7", "1,400", "700"):
        assert figure in words
    assert {"zh": f"只够 {days} 天，到货要 7 天", "en": f"That lasts {days} days"}[lang] in words


@pytest.mark.parametrize("shop", SHOPS[:2])
def test_what_is_there_and_expected_by_an_independent_count(shop):
    """Counted anew from the sold lines: what sells from the day after the stock on is gone."""
    learned, seen, worked = opened(shop)
    plan, tables = learned.plan, learned.tables
    lines, told = sold(tables), sorted(days_told(tables))
    one = min((c for c in plan.campaigns if c.starts > TODAY), key=lambda c: c.starts)
    made = stock_of(plan, seen, one.name, worked).set_index("item_id")
    for item in one.products:
        own = daily_units(lines, told, [item])
        question = Question(plan, Period(TODAY, one.ends))
        days = forecast_units(own, question, seen.method, np.random.default_rng(0))
        before = days["date"] < pd.Timestamp(one.starts)
        rows = tables["stock"].filter(pl.col("item_id") == item)
        there = rows["stock_units"].sum() - days.loc[before, "units_expected"].sum()
        assert made.loc[item, "stock_units"] == pytest.approx(max(there, 0), abs=1e-9)
        expected = days.loc[~before, "units_expected"].sum()
        assert made.loc[item, "units_expected"] == pytest.approx(expected)


@pytest.mark.parametrize(("shop", "name"), [("bathware", "双12"), ("flagship", "双12")])
@pytest.mark.parametrize("days", [0, 20])
def test_units_follow_a_lift_of_conversion_alone_as_orders_do(shop, name, days):
    """Day by day: the units of each day move by the factor its orders move by."""
    learned, seen, worked = opened(shop)

    def both(**lever):
        move = Move(campaign=name, days=days, **lever)
        trade = trade_of(learned.plan, seen, move)
        made = stock_of(learned.plan, seen, name, worked, move)
        return trade.held.orders[trade.inside], made.set_index("item_id")["units_expected"]

    orders, units = both()
    (few, low), (many, high) = both(conversion_lift=1.5), both(conversion_lift=3.0)
    assert many / few == pytest.approx(2.0)  # as it is a multiple of a usual day
    assert (high / low).to_numpy() == pytest.approx(2.0)
    times = few / orders
    assert times.min() - 1e-9 <= (low / units).min() <= (low / units).max() <= times.max() + 1e-9


def test_of_a_campaign_that_runs_only_the_days_left_count():
    learned, seen, worked = opened("bathware")
    one = next(c for c in learned.plan.campaigns if c.name == "双11")
    made = stock_of(learned.plan, seen, "双11", worked).set_index("item_id")
    lines = sold(learned.tables).filter(
        (pl.col("date") >= one.starts) & (pl.col("item_id") == "690020000004")
    )
    gone = lines["units"].sum()
    planned = next(s.units for s in one.stock if s.product == "690020000004")
    assert made.loc["690020000004", "units_planned"] == planned - gone
    assert made.loc["690020000004", "presold_units"] == 0  # more were sold than were sold ahead
    whole = supplied(
        trade_of(learned.plan, seen, Move(campaign="双11")), seen, one.starts, worked
    ).stock.set_index("item_id")
    assert (made["units_expected"] < whole["units_expected"]).all()
    assert (made["arrives_on"].dt.date > one.ends).all()
    assert set(made["order_state"]) == {"none"}


@pytest.mark.parametrize("there", [0.0, 5.0])
def test_nothing_is_ordered_that_arrives_after_a_running_campaign_ends(there):
    learned, seen, worked = opened("bathware")
    low = replace(seen, stock=dict.fromkeys(seen.stock, there))
    made = stock_of(learned.plan, low, "双11", worked)
    assert set(made["order_state"]) == {"closed"}
    assert (made["order_units"] == 0).all()
    assert (made["short_units"] == made["units_needed"] - there).all()


def test_an_order_that_arrives_while_it_runs_is_for_the_days_from_then_on():
    learned, seen, worked = opened("bathware")
    plan = learned.plan
    quick = plan.stock.model_copy(update={"lead_days": 4, "products": ()})
    low = replace(seen, stock=dict.fromkeys(seen.stock, 0.0))
    made = stock_of(plan.model_copy(update={"stock": quick}), low, "双11", worked)
    assert set(made["order_state"]) == {"late"}
    assert set(made["arrives_on"].dt.date) == {date(2026, 11, 6)}  # ordered on Monday
    assert (made["order_units"] < made["units_needed"]).all()
    assert (made["order_units"] + made["short_units"] == made["units_needed"]).all()


def test_stock_counted_earlier_has_sold_since():
    learned, seen, worked = opened("bathware")
    older = replace(seen, stock_on=date(2026, 10, 21))
    item, plan = "690020000006", learned.plan
    lines = sold(learned.tables).filter(
        (pl.col("date") > date(2026, 10, 21)) & (pl.col("item_id") == item)
    )
    low, high = (
        stock_of(plan, replace(one, stock={item: 1000.0}), "双12", worked)["stock_units"].iloc[0]
        for one in (older, seen)
    )
    assert high - low == pytest.approx(lines["units"].sum())


def test_two_campaigns_of_one_name_are_told_apart():
    plan = Plan.model_validate(
        {
            "schema": 1,
            "shop": {"name": "a", "platform": "other"},
            "campaigns": [
                {"name": "店庆", "starts": "2026-11-20", "ends": "2026-11-21"},
                {"name": "店庆", "starts": "2027-11-20", "ends": "2027-11-21"},
            ],
        }
    )
    later = led_by(plan, plan.campaigns[1])
    assert later.campaigns[0].starts == date(2027, 11, 20)
    assert len(later.campaigns) == 2


def test_a_shop_without_any_past_knows_neither_sales_nor_orders():
    learned, _, worked = opened("bathware")
    bare = Seen(daily=learned.daily[:0])
    made = stock_of(learned.plan, bare, "双12", worked)
    unknown = ["units_expected", "units_needed", "order_units", "stock_units"]
    assert made[unknown].isna().to_numpy().all()
    assert set(made["order_state"]) == {"unknown"}


def stretched(plan, **said):
    """Return a plan whose 双12 has other days."""
    found = tuple(
        each.model_copy(update=said) if each.name == "双12" else each for each in plan.campaigns
    )
    return plan.model_copy(update={"campaigns": found})


@pytest.mark.parametrize("phases", [True, False])
def test_days_beyond_the_platforms_campaign_are_told_and_lifted_by_nothing(phases):
    """双12 until 19 December: seven days more sell what they sell after it ended on the 12th."""
    learned, seen, _ = opened("bathware")
    move = Move(campaign="双12")
    short = trade_of(learned.plan, seen, move)
    told = {"ends": date(2026, 12, 19)} | ({} if phases else {"phases": ()})
    long = trade_of(stretched(learned.plan, **told), seen, move)
    assert short.outside == ()
    assert long.outside == (Period(date(2026, 12, 13), date(2026, 12, 19)),)
    n = len(short.days)
    assert long.held.orders[:n] == pytest.approx(short.held.orders)
    assert long.gain[0] == pytest.approx(short.gain[0])


def test_a_campaign_moved_half_off_the_platforms_days_is_lifted_on_the_other_half_only():
    learned, seen, _ = opened("bathware")
    made = trade_of(learned.plan, seen, Move(campaign="双12", days=3))
    assert not made.left_platform
    assert made.outside == (Period(date(2026, 12, 13), date(2026, 12, 15)),)
    times = made.held.orders[made.inside] / made.plain.orders[made.inside]
    assert (times[:2] > 1.2).all()
    assert times[2:] == pytest.approx(1, abs=0.02)  # the dip after the platform's own


def test_an_encore_the_plan_states_is_the_shops_own():
    learned, seen, _ = opened("bathware")
    phases = [
        {"phase": "burst", "starts": "2026-12-08", "ends": "2026-12-12"},
        {"phase": "encore", "starts": "2026-12-13", "ends": "2026-12-14"},
    ]
    campaign = next(one for one in learned.plan.campaigns if one.name == "双12")
    told = campaign.model_dump(mode="json") | {"phases": phases, "ends": "2026-12-16"}
    changed = type(campaign).model_validate(told)
    plan = stretched(learned.plan, phases=changed.phases, ends=changed.ends)
    made = trade_of(plan, seen, Move(campaign="双12"))
    assert made.outside == (Period(date(2026, 12, 15), date(2026, 12, 16)),)


@pytest.mark.parametrize("lang", LANGS)
def test_the_explorer_says_which_days_have_no_campaign_and_what_lots_add(lang):
    explorer = look_at_campaigns("bathware", "2026-10", lang=lang).explore()
    lots = {"zh": "差的其实是 18 件，另外 42 件", "en": "Only 18 lack; the other 42"}[lang]
    outside = {"zh": "平台没有活动", "en": "does not run on 3 days"}[lang]
    assert lots in explorer.told.value
    assert outside not in explorer.told.value
    explorer.starts.value = date(2026, 12, 11)
    assert outside in explorer.told.value
    ends = {"zh": "2026年12月13日至2026年12月15日", "en": "13 Dec 2026 – 15 Dec 2026"}[lang]
    assert ends in explorer.told.value
