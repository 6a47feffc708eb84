"""People of a campaign: one answer in both notebooks, from the orders of each of its days."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from shopkit.exports import open_shop
from shopkit.i18n import LANGS
from shopkit.scenario import Known, Move, campaign_outlook, ground_of
from shopkit.scenario.desk import agents_by_hour
from shopkit.scenario.rush import Packing, rush_of
from shopkit.widgets.staffing import look_at_staffing
from shopkit.widgets.staffing_rush import foreseen

SAMPLES = Path(__file__).parents[1] / "data" / "sample"
TODAY = date(2026, 11, 1)
SHOPS = ("bathware", "cosmetics", "flagship", "jdbrand")


@cache
def ground(name):
    shop = open_shop(SAMPLES / name)
    return ground_of(shop.plan, shop.tables, TODAY)


@pytest.mark.parametrize("name", SHOPS)
def test_both_views_need_the_same_agents_in_the_busiest_hour(name):
    held = ground(name)
    for one in held.plan.campaigns:
        if one.ends < TODAY:
            continue
        made = campaign_outlook(held, Move(campaign=one.name))
        found = rush_of(held.plan, held.known, one, Packing(), made.trade)
        own = next(spell for spell in found.spells if spell.kind == "rush")
        assert found.basis == "forecast"
        assert own.agents_peak == made.people.agents_peak
        orders = made.trade.held.orders[made.trade.inside]
        assert found.rush.orders == pytest.approx(orders.sum())
        assert found.most_daily == orders.max()
        worth = made.trade.held.paid[made.trade.inside].sum() / orders.sum()
        assert found.goal_orders == pytest.approx(one.sales_cny / worth)
        assert found.orders_usual == pytest.approx(made.trade.plain.orders.mean())


def test_chats_of_a_day_are_those_of_its_orders_whatever_the_weekday():
    """A busy Monday is in the orders of Monday already; it does not count twice."""
    held = ground("flagship")
    by_day = held.known.order_shares.sum(axis=1)
    assert by_day.max() > by_day.min() * 1.05  # weekdays differ in this shop
    first, orders = date(2026, 12, 7), np.array([40.0, 20.0, 60.0, 30.0, 10.0, 50.0, 25.0])
    found = agents_by_hour(held.plan, held.known, first, orders, 30.0)
    chats = found.groupby(found["date"].dt.date)["chats"].sum()
    each = held.plan.team.service.chats_per_order
    assert chats.tolist() == pytest.approx((orders * each).tolist())
    later = agents_by_hour(held.plan, held.known, first + timedelta(3), orders, 30.0)
    assert later["chats"].tolist() == pytest.approx(found["chats"].tolist())


def test_days_nobody_can_foresee_need_nobody_knows_how_many():
    held = ground("flagship")
    assert agents_by_hour(held.plan, held.known, TODAY, np.array([1.0, np.nan]), 30.0) is None
    assert agents_by_hour(held.plan, Known(), TODAY, np.array([1.0, 2.0]), 0.0) is None


def test_packers_are_those_of_the_busiest_day():
    held = ground("flagship")
    (one,) = [each for each in held.plan.campaigns if each.name == "双11"]
    trade = campaign_outlook(held, Move(campaign=one.name)).trade
    found = rush_of(held.plan, held.known, one, Packing(parcels=10), trade)
    own = next(spell for spell in found.spells if spell.kind == "rush")
    share = own.parcels_daily / found.rush.orders_daily
    assert own.packers == np.ceil(found.most_daily * share / 10)
    assert own.packers > np.ceil(own.parcels_daily / 10)


@pytest.mark.parametrize("lang", LANGS)
def test_the_notebook_of_people_says_forecast_and_goal_apart(lang):
    view = look_at_staffing(SAMPLES / "flagship", "2026-10", lang)
    (one,) = [each for each in view.plan.campaigns if each.name == "双12"]
    trade = foreseen(view, one)
    goal = round(rush_of(view.plan, view.known, one, Packing(), trade).goal_orders)
    told = view.campaign().caption
    assert f"{round(trade.held.orders[trade.inside].sum())}" in told
    assert f"{goal}" in told
    assert "{" not in told
